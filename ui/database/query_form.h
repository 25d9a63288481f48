#pragma once
#include "ui/database/database_asking.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;

namespace qd::ui {

/// One query: its name, the connection it goes by, its text, and what its rows are.
class QueryForm : public QWidget {
    Q_OBJECT
public:
    explicit QueryForm(QWidget *parent = nullptr);

    /// What can be chosen.
    void setDatabases(const Databases &databases);
    void setQuery(const connect::SavedQuery &query);
    [[nodiscard]] connect::SavedQuery query() const;
    /// Name of the chosen connection; empty for none.
    [[nodiscard]] QString connection() const;
    void setConnection(const QString &name);

Q_SIGNALS:
    void changed(); ///< by a person
    void connectionWanted(bool anew); ///< a new one, or the chosen one to be changed
    void connectionUnwanted(); ///< the chosen one is to be removed

private:
    QWidget *connectionRow();
    QComboBox *newBox(const char *name, bool editable);
    void fillProfiles();
    [[nodiscard]] bool isTable() const;

    std::vector<Databases::Profile> m_profiles;
    QFormLayout *m_form;
    QLineEdit *m_name;
    QComboBox *m_connection;
    QPlainTextEdit *m_sql;
    QComboBox *m_holds;
    QComboBox *m_profile;
    QLineEdit *m_table;
    QComboBox *m_system;
    QComboBox *m_kind;
    bool m_filling = false;
};

} // namespace qd::ui
