#include "ui/coverage/hire_line.h"

#include "ui/common/toned_label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QSpinBox>

namespace qd::ui {

namespace {
constexpr int UsualMonthsToHire = 3; ///< an assumption until somebody sets another
constexpr int MostMonthsToHire = 24;
constexpr int MonthsWidth = 126;
} // namespace

HireLine::HireLine(QWidget *parent)
    : QWidget(parent)
    , m_title(new QPushButton(tr("Hire by"), this))
    , m_sentence(new TonedLabel(Type::Dense, Tone::Label, this))
    , m_months(new QSpinBox(this))
{
    m_title->setObjectName(QStringLiteral("hireBy"));
    m_title->setToolTip(tr("First month above 100 % and hire-by date of each segment"));
    m_sentence->setObjectName(QStringLiteral("hireSentence"));
    m_months->setObjectName(QStringLiteral("monthsToHire"));
    m_months->setRange(0, MostMonthsToHire);
    m_months->setValue(UsualMonthsToHire);
    m_months->setSuffix(tr(" months to hire"));
    m_months->setAccessibleName(tr("Months to hire, an assumption"));
    m_months->setToolTip(
        tr("Assumed: from the decision to the first day at work. The ramp of the model comes on top."));
    m_months->setMaximumWidth(MonthsWidth);
    m_sentence->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_sentence, 1);
    layout->addWidget(m_months);
    connect(m_months, &QSpinBox::valueChanged, this, &HireLine::show);
    connect(m_title, &QPushButton::clicked, this, [this] {
        if (m_view)
            Q_EMIT described(describeHiring(*m_view, m_triggers, monthsToHire()));
    });
}

int HireLine::monthsToHire() const
{
    return m_months->value();
}

void HireLine::setView(CoverageViewPtr view)
{
    m_view = std::move(view);
    show();
}

void HireLine::show()
{
    if (!m_view)
        return;
    const auto triggers = coverage::hiringTriggers(m_view->input, m_view->capacity, monthsToHire());
    m_triggers = triggers ? *triggers : std::vector<coverage::HiringTrigger>();
    const HireText text = hireText(*m_view, m_triggers);
    m_sentence->setText(text.sentence);
    m_sentence->setTone(text.isShort ? Tone::Warn : Tone::Label);
}

} // namespace qd::ui
