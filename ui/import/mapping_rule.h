#pragma once
#include "core/sources/profile.h"
#include "core/store/entities.h"

#include <QScrollArea>
#include <QStringList>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace qd::ui {

class TonedLabel;

/// How one column of an entity is made of the file's: converted, scaled, joined, cut, looked up, translated, constant;
/// and what its values have to be.
class MappingRule : public QScrollArea {
    Q_OBJECT
public:
    explicit MappingRule(QWidget *parent = nullptr);

    void setHeaders(const QStringList &headers);
    /// Shows a column and its check; what the profile does not say of it stands as it would be without. `mayCheck`:
    /// checks are of the profile's own entity, of a further one there are none.
    void setColumn(
        const store::Entity &entity, const QString &column, const sources::Profile &profile, bool mayCheck = true);
    [[nodiscard]] QString column() const { return m_column; }

Q_SIGNALS:
    /// Somebody changed the rule of column().
    void changed(const qd::sources::ProfileColumn &column, const qd::sources::ValueCheck &check);

private:
    void build();
    QLineEdit *addLine(QFormLayout &form, const QString &label, const char *name);
    QComboBox *addBox(QFormLayout &form, const QString &label, const char *name);
    void fillLookup();
    void showRule(const sources::FieldRule &rule);
    void showLookup(const std::optional<sources::LookupRule> &lookup);
    /// Fills the lists of columns of the entity that is looked in.
    void offerColumns();
    void tell();
    [[nodiscard]] sources::FieldRule rule() const;

    QString m_column;
    sources::ProfileColumn m_said; ///< of column(), as it came
    bool m_hasNumbers = false;
    bool m_filling = false;
    TonedLabel *m_title = nullptr;
    TonedLabel *m_why = nullptr; ///< what cannot be read
    QComboBox *m_convert = nullptr;
    QSpinBox *m_multiply = nullptr;
    QSpinBox *m_divide = nullptr;
    QComboBox *m_join = nullptr;
    QLineEdit *m_with = nullptr;
    QLineEdit *m_split = nullptr;
    QSpinBox *m_part = nullptr;
    QComboBox *m_lookup = nullptr;
    QComboBox *m_by = nullptr;
    QComboBox *m_give = nullptr;
    QCheckBox *m_mayFail = nullptr;
    QLineEdit *m_values = nullptr;
    QLineEdit *m_constant = nullptr;
    QLineEdit *m_from = nullptr;
    QLineEdit *m_to = nullptr;
    QLineEdit *m_oneOf = nullptr;
    QCheckBox *m_needed = nullptr;
};

} // namespace qd::ui
