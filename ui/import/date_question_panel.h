#pragma once
#include "core/sources/preview.h"
#include "ui/common/panel.h"

class QLabel;

namespace qd::ui {

class SegmentedSwitch;

/// Asks which of day and month comes first where no value of a column settles it.
class DateQuestionPanel : public Panel {
    Q_OBJECT
public:
    explicit DateQuestionPanel(QWidget *parent = nullptr);
    void ask(const sources::DateQuestion &question);
    /// Nothing: the rows are held back.
    [[nodiscard]] std::optional<sources::DateOrder> answer() const;

Q_SIGNALS:
    void answered();

private:
    QLabel *m_question = nullptr;
    SegmentedSwitch *m_order = nullptr;
};

} // namespace qd::ui
