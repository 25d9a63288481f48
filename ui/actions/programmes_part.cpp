#include "ui/actions/programmes_part.h"

#include "core/revenue/dimension_words.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/words.h"

#include <QComboBox>
#include <QGridLayout>
#include <QSpinBox>

namespace qd::ui {

namespace {

constexpr int MostSilentDays = 999;

} // namespace

ProgrammesPart::ProgrammesPart(QWidget *parent)
    : QWidget(parent)
    , m_by(new QComboBox(this))
{
    for (const char *by : {"segment", "owner", "region", "country", "industry"})
        m_by->addItem(word(revenue::dimensionTitle(by)), QString::fromLatin1(by));
    m_by->addItem(tr("Touch"), QString::fromLatin1(programmes::ByTouch));
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
    m_contactPanel = new Panel(tr("Contact"), this);
    m_contactShown =
        new SegmentedSwitch({{QStringLiteral("groups"), tr("Groups")}, {QStringLiteral("silent"), tr("Silent")},
                                {QStringLiteral("sponsors"), tr("Sponsor")}},
            this);
    m_contactShown->setObjectName(QStringLiteral("contactShown"));
    m_silentDays = new QSpinBox(this);
    m_silentDays->setObjectName(QStringLiteral("silentDays"));
    m_silentDays->setRange(programmes::LeastSilentDays, MostSilentDays);
    m_silentDays->setValue(programmes::SilentDays);
    m_silentDays->setAccessibleName(tr("Days without contact"));
    m_silentDays->setToolTip(tr("Customers without contact for more than so many days"));
    m_silentDays->hide();
    m_contactPanel->addHeaderWidget(m_silentDays);
    m_contactPanel->addHeaderWidget(m_contactShown);
    m_contacts = new TableView(this);
    m_contactPanel->setBody(m_contacts, false);
    grid->addWidget(m_contactPanel, 2, 0);
    m_digitalPanel = new Panel(tr("Touch"), this);
    m_digitalShown =
        new SegmentedSwitch({{QStringLiteral("programmes"), tr("Digital")},
                                {QStringLiteral("outcomes"), tr("Outcomes")}, {QStringLiteral("books"), tr("Books")}},
            this);
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
    connect(m_contactShown, &SegmentedSwitch::changed, this, &ProgrammesPart::showContact);
    connect(m_silentDays, &QSpinBox::valueChanged, this, &ProgrammesPart::showContact);
    connect(m_contacts, &TableView::activated, this, [this](const QString &row) {
        if (m_contactShown->current() != QStringLiteral("groups"))
            Q_EMIT accountOpened(row);
    });
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
    m_contactsTable = contactsTable(view, by());
    m_view = shown;
    showContact();
    m_digitalTable = digitalTable(view);
    m_outcomesTable = outcomesTable(view);
    m_booksTable = booksTable(view);
    showDigital();
}

void ProgrammesPart::showDigital()
{
    const QString shown = m_digitalShown->current();
    if (shown == QStringLiteral("outcomes")) {
        m_digitalPanel->setSubtitle(tr("12 months; touch at their beginning"));
        m_digital->setSpec(m_outcomesTable);
    } else if (shown == QStringLiteral("books")) {
        m_digitalPanel->setSubtitle(tr("12 months, by name; no ranking"));
        m_digital->setSpec(m_booksTable);
    } else {
        m_digitalPanel->setSubtitle(tr("tech touch, 90 days"));
        m_digital->setSpec(m_digitalTable);
    }
}

void ProgrammesPart::showContact()
{
    if (!m_view)
        return;
    const QString shown = m_contactShown->current();
    m_silentDays->setVisible(shown == QStringLiteral("silent"));
    if (shown == QStringLiteral("silent")) {
        m_contactPanel->setSubtitle(tr("over so many days, or never"));
        m_contacts->setSpec(silentTable(*m_view, m_silentDays->value()));
    } else if (shown == QStringLiteral("sponsors")) {
        m_contactPanel->setSubtitle(tr("over 60 days, or never"));
        m_contacts->setSpec(sponsorsTable(*m_view));
    } else {
        m_contactPanel->setSubtitle(tr("90 days; silent: over 60"));
        m_contacts->setSpec(m_contactsTable);
    }
}

} // namespace qd::ui
