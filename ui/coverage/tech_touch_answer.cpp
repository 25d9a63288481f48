#include "ui/coverage/tech_touch_answer.h"

#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"

#include <QVBoxLayout>

#include <cmath>

namespace qd::ui {

TechTouchAnswer::TechTouchAnswer(QWidget *parent)
    : QWidget(parent)
    , m_answer(new TonedLabel(Type::Figure, Tone::Value, this))
    , m_reason(new TonedLabel(Type::Dense, Tone::Label, this))
{
    m_answer->setObjectName(QStringLiteral("touchAnswer"));
    m_reason->setObjectName(QStringLiteral("touchReason"));
    m_reason->setWordWrap(true);
    auto *label = new TonedLabel(Type::Dense, Tone::Label, this);
    label->setText(tr("Break-even contract value a year"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(label);
    column->addWidget(m_answer);
    column->addWidget(m_reason);
}

void TechTouchAnswer::setView(const coverage::CoverageInput &input, const TechTouchView &view)
{
    if (!view.breakEven) {
        m_answer->setText(tr("No answer yet"));
        m_reason->setText(view.missing);
        m_reason->setTone(Tone::Warn);
        return;
    }
    const QString human = qt(input.model.segments[std::size_t(view.pair.human)].name);
    const QString tech = qt(input.model.segments[std::size_t(view.pair.tech)].name);
    const auto minor = std::llround(*view.breakEven * minorPerMajor(input));
    m_answer->setText(tr("%1 %2").arg(qt(input.currency.code()), formatMoney({minor, input.currency})));
    m_reason->setTone(Tone::Label);
    m_reason->setText(
        tr("From this contract value on, the touch of %1 keeps more margin than it costs over that of %2. "
           "Rests on an uplift of %3, assumed by %4: %5")
            .arg(human, tech, formatPercent(view.economics->retentionUplift), qt(view.economics->owner),
                qt(view.economics->note)));
}

} // namespace qd::ui
