#pragma once
#include "core/sources/profile.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace qd::ui {

/// What a profile is called, which system its files come from, and what their rows are.
class MappingHead : public QWidget {
    Q_OBJECT
public:
    explicit MappingHead(QWidget *parent = nullptr);

    /// Shows a profile; one of the program or of nobody gets no name.
    void setProfile(const sources::Profile &profile, const std::vector<std::string> &knownSources);
    void setEntities(const sources::Profile &profile);
    /// Puts name, source and kind into the profile.
    void fill(sources::Profile &profile) const;

Q_SIGNALS:
    void changed();
    void entityChosen(const QString &entity);
    void alsoChosen(const QString &entity); ///< empty for none

private:
    QComboBox *newBox(const char *name, const QString &accessibleName);

    QLineEdit *m_name = nullptr;
    QComboBox *m_source = nullptr;
    QComboBox *m_kind = nullptr;
    QComboBox *m_entity = nullptr;
    QComboBox *m_also = nullptr;
};

} // namespace qd::ui
