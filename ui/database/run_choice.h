#pragma once
#include "core/session/query_import.h"

#include <QWidget>

class QComboBox;
class QDateEdit;
class QSpinBox;

namespace qd::ui {

/// What is said of one run of a query: from when on, and how many rows it may give.
class RunChoice : public QWidget {
    Q_OBJECT
public:
    /// `asOf`: the day the answer speaks of; nothing begins after it.
    explicit RunChoice(Date asOf, QWidget *parent = nullptr);

    /// The query that is to run: from when on is asked only where it has :since.
    void setSql(const std::string &sql);
    /// Without names of query and connection.
    [[nodiscard]] session::QueryWish wish() const;

private:
    void showDay();

    Date m_asOf;
    bool m_asksSince = false;
    QComboBox *m_from;
    QDateEdit *m_since;
    QSpinBox *m_most;
};

} // namespace qd::ui
