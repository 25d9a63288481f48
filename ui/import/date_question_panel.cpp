#include "ui/import/date_question_panel.h"

#include "ui/common/segmented_switch.h"
#include "ui/paint/formatting.h"

#include <QLabel>
#include <QVBoxLayout>

namespace qd::ui {

DateQuestionPanel::DateQuestionPanel(QWidget *parent)
    : Panel(tr("Question"), parent)
    , m_question(new QLabel(this))
    , m_order(new SegmentedSwitch({{QString(), tr("Hold back")}, {QStringLiteral("dmy"), tr("Day first")},
                                      {QStringLiteral("mdy"), tr("Month first")}},
          this))
{
    auto *body = new QWidget(this);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    m_question->setWordWrap(true);
    layout->addWidget(m_question);
    layout->addWidget(m_order);
    setBody(body);
    connect(m_order, &SegmentedSwitch::changed, this, &DateQuestionPanel::answered);
}

void DateQuestionPanel::ask(const sources::DateQuestion &question)
{
    m_question->setText(
        tr("%1: is the day or the month first? %2 can be %3 or %4; no value in the column settles it.")
            .arg(qt(question.header), qt(question.value), qt(question.dayFirst), qt(question.monthFirst)));
}

std::optional<sources::DateOrder> DateQuestionPanel::answer() const
{
    return m_order->current().isEmpty() ? std::nullopt : sources::dateOrderFromText(m_order->current().toStdString());
}

} // namespace qd::ui
