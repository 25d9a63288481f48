#include "ui/coverage/hire_line.h"

#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QWidgetAction>

namespace qd::ui {

namespace {
constexpr int UsualMonthsToHire = 3; ///< an assumption until somebody sets another
constexpr int MostMonthsToHire = 24;
constexpr int MonthsWidth = 126;
constexpr double MostGrowth = 200; ///< %
} // namespace

HireLine::HireLine(QWidget *parent)
    : QWidget(parent)
    , m_title(new QPushButton(tr("Hire by"), this))
    , m_sentence(new TonedLabel(Type::Dense, Tone::Label, this))
    , m_months(new QSpinBox(this))
    , m_assumptions(new QPushButton(this))
{
    m_title->setObjectName(QStringLiteral("hireBy"));
    m_title->setToolTip(tr("First month above 100 % and hire-by date of each segment"));
    m_sentence->setObjectName(QStringLiteral("hireSentence"));
    m_months->setObjectName(QStringLiteral("monthsToHire"));
    m_months->setRange(0, MostMonthsToHire);
    m_months->setValue(UsualMonthsToHire);
    m_months->setFixedHeight(28);
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
    layout->addWidget(m_assumptions);
    layout->addWidget(m_months);
    auto *menu = new QMenu(m_assumptions);
    fillAssumptions(*menu);
    m_assumptions->setMenu(menu);
    showAssumptions();
    connect(m_months, &QSpinBox::valueChanged, this, &HireLine::show);
    connect(m_title, &QPushButton::clicked, this, [this] {
        if (m_view)
            Q_EMIT described(describeHiring(*m_view, m_triggers, monthsToHire()));
    });
}

void HireLine::fillAssumptions(QMenu &menu)
{
    m_known = menu.addAction(tr("Count contracts that begin, renew or end"));
    m_known->setObjectName(QStringLiteral("knownChanges"));
    m_known->setCheckable(true);
    m_growth = new QDoubleSpinBox(this);
    m_growth->setObjectName(QStringLiteral("growth"));
    m_growth->setRange(-50, MostGrowth);
    m_growth->setDecimals(0);
    m_growth->setSingleStep(5);
    m_growth->setSuffix(tr(" % more hours a year"));
    m_growth->setAccessibleName(tr("Growth of the hours needed in a year, an assumption"));
    auto *row = new QWidget(&menu);
    auto *rowLayout = new QHBoxLayout(row);
    rowLayout->setContentsMargins(12, 4, 12, 6);
    rowLayout->addWidget(m_growth);
    auto *action = new QWidgetAction(&menu);
    action->setDefaultWidget(row);
    menu.addAction(action);
    const auto changed = [this] {
        showAssumptions();
        Q_EMIT horizonChanged();
    };
    connect(m_known, &QAction::toggled, this, changed);
    connect(m_growth, &QDoubleSpinBox::valueChanged, this, changed);
    m_growth->setKeyboardTracking(false);
}

void HireLine::showAssumptions()
{
    m_assumptions->setObjectName(QStringLiteral("horizon"));
    m_assumptions->setText(m_growth->value() != 0 ? tr("%1 % a year").arg(formatNumber(m_growth->value(), 0))
            : m_known->isChecked()                ? tr("With contracts")
                                                  : tr("As today"));
    m_assumptions->setToolTip(
        tr("What the months ahead assume: customers as they are today, or as the contracts say; and growth"));
}

Horizon HireLine::horizon() const
{
    return {m_known->isChecked(), m_growth->value() / 100};
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
