#include "ui/actions/programmes_part.h"

#include "core/revenue/dimension_words.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/words.h"

#include <QComboBox>
#include <QGridLayout>

namespace qd::ui {

ProgrammesPart::ProgrammesPart(QWidget *parent)
    : QWidget(parent)
    , m_by(new QComboBox(this))
{
    for (const char *by : {"segment", "owner", "region", "country", "industry"})
        m_by->addItem(word(revenue::dimensionTitle(by)), QString::fromLatin1(by));
    m_by->setAccessibleName(tr("Group by"));
    m_by->setObjectName(QStringLiteral("programmesGroupBy"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    auto *plans = new Panel(tr("Success plans"), this);
    m_plans = new TableView(this);
    plans->addHeaderWidget(m_by);
    plans->setBody(m_plans, false);
    grid->addWidget(plans, 0, 0);
    m_escalations = new EscalationPanel(this);
    grid->addWidget(m_escalations, 0, 1);
    m_voice = addPanel(grid, tr("Voice"), 1, 0, tr("latest answers of 12 months"));
    m_detractors = addPanel(grid, tr("Detractors"), 1, 1, tr("by ARR"));
    m_contacts = addPanel(grid, tr("Contact"), 2, 0, tr("90 days; silent: over 60"));
    m_digitalPanel = new Panel(tr("Touch"), this);
    m_digitalShown = new SegmentedSwitch(
        {{QStringLiteral("programmes"), tr("Digital")}, {QStringLiteral("outcomes"), tr("Outcomes")}}, this);
    m_digitalShown->setObjectName(QStringLiteral("digitalShown"));
    m_digitalPanel->addHeaderWidget(m_digitalShown);
    m_digital = new TableView(this);
    m_digitalPanel->setBody(m_digital, false);
    grid->addWidget(m_digitalPanel, 2, 1);
    for (int i = 0; i < 2; ++i)
        grid->setColumnStretch(i, 1);
    for (int i = 0; i < 3; ++i)
        grid->setRowStretch(i, 1);
    connect(m_by, &QComboBox::activated, this, &ProgrammesPart::byChosen);
    connect(m_digitalShown, &SegmentedSwitch::changed, this, &ProgrammesPart::showDigital);
    connect(m_escalations, &EscalationPanel::accountOpened, this, &ProgrammesPart::accountOpened);
    connect(m_detractors, &TableView::activated, this, &ProgrammesPart::accountOpened);
}

TableView *ProgrammesPart::addPanel(
    QGridLayout *grid, const QString &title, int row, int column, const QString &subtitle)
{
    auto *panel = new Panel(title, this);
    panel->setSubtitle(subtitle);
    auto *table = new TableView(this);
    panel->setBody(table, false);
    grid->addWidget(panel, row, column);
    return table;
}

std::string ProgrammesPart::by() const
{
    return m_by->currentData().toString().toStdString();
}

void ProgrammesPart::setView(const std::shared_ptr<const ActionsView> &shown)
{
    const ActionsView &view = *shown;
    m_plans->setSpec(plansTable(view, by()));
    m_escalations->setView(shown);
    m_voice->setSpec(voiceTable(view, by()));
    m_detractors->setSpec(detractorsTable(view));
    m_contacts->setSpec(contactsTable(view, by()));
    m_digitalTable = digitalTable(view);
    m_outcomesTable = outcomesTable(view);
    showDigital();
}

void ProgrammesPart::showDigital()
{
    const bool isOutcomes = m_digitalShown->current() == QStringLiteral("outcomes");
    m_digitalPanel->setSubtitle(isOutcomes ? tr("12 months; touch at their beginning") : tr("tech touch, 90 days"));
    m_digital->setSpec(isOutcomes ? m_outcomesTable : m_digitalTable);
}

} // namespace qd::ui
