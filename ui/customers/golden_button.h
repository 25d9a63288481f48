#pragma once
#include "core/answers/customer_record.h"

#include <QPushButton>

class QLineEdit;

namespace qd::ui {

/// "Choose": a menu with the values that records offer for a golden field, a line for another one, and precedence.
class GoldenButton : public QPushButton {
    Q_OBJECT
public:
    explicit GoldenButton(QWidget *parent = nullptr);
    /// What can be chosen for the field at a place of `record`'s golden fields; off without one.
    void setField(std::shared_ptr<const answers::CustomerRecord> record, int place);

Q_SIGNALS:
    /// A value for the field, as records have it; nothing for whatever precedence says.
    void chosen(const QString &field, const std::optional<QString> &value);

private:
    void fill();

    std::shared_ptr<const answers::CustomerRecord> m_record;
    int m_place = -1;
    QLineEdit *m_other = nullptr;
};

} // namespace qd::ui
