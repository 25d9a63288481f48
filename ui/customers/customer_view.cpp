#include "ui/customers/customer_view.h"

#include "core/session/golden_decisions.h"
#include "core/session/identity_decisions.h"
#include "core/store/audit.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/customers/golden_button.h"
#include "ui/paint/field_words.h"
#include "ui/paint/formatting.h"
#include "ui/shell/link_edit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

namespace {
constexpr int Gap = 8;
constexpr int RoomForThree = 1160; ///< width from which a third of it is a readable table
constexpr int GoldenShare = 5; ///< of the width, against
constexpr int OthersShare = 8; ///< the two columns beside it
} // namespace

CustomerView::CustomerView(QWidget *parent)
    : QWidget(parent)
    , m_side(new SegmentedSwitch({{QStringLiteral("arr"), tr("ARR")}, {QStringLiteral("use"), tr("Usage and health")},
                                     {QStringLiteral("rows"), tr("Where it comes from")}},
          this))
    , m_totals(new TotalsStrip(this))
    , m_golden(new TableView(this))
    , m_links(new TableView(this))
    , m_lower(new TableView(this))
    , m_lowerShown(new QComboBox(this))
    , m_arrPanel(new Panel(tr("ARR"), this))
    , m_usagePanel(new Panel(tr("Active users"), this))
    , m_arr(new ChartView(this))
    , m_usage(new ChartView(this))
    , m_health(new ChartView(this))
{
    const auto panel = [this](const QString &title, QWidget *body, bool padded) {
        auto *made = new Panel(title, this);
        made->setBody(body, padded);
        return made;
    };
    m_golden->setCompact(true);
    m_links->setCompact(true);
    m_arrPanel->setBody(m_arr);
    m_usagePanel->setBody(m_usage);
    auto *goldenPanel = panel(tr("Golden record"), m_golden, false);
    goldenPanel->setSubtitle(tr("who wins, and what lost"));
    m_choose = new GoldenButton(this);
    goldenPanel->addHeaderWidget(m_choose);
    m_lowerPanel = panel(tr("Where it comes from"), m_lower, false);
    for (const auto &[id, name] :
        {std::pair(QStringLiteral("rows"), tr("Source rows")), {QStringLiteral("tickets"), tr("Tickets")},
            {QStringLiteral("contracts"), tr("Contracts")}, {QStringLiteral("people"), tr("People")}})
        m_lowerShown->addItem(name, id);
    m_lowerShown->setObjectName(QStringLiteral("customerLower"));
    m_lowerShown->setAccessibleName(tr("What is listed"));
    m_lowerPanel->addHeaderWidget(m_lowerShown);
    m_healthPanel = panel(tr("Health score"), m_health, true);
    auto *linksPanel = panel(tr("Linked records"), m_links, false);
    m_takeOut = new QPushButton(tr("Take out"), this);
    m_takeOut->setObjectName(QStringLiteral("takeOutRecord"));
    m_takeOut->setToolTip(
        tr("The chosen record is another customer, and stays one whatever is imported. Can be undone."));
    linksPanel->addHeaderWidget(m_takeOut);
    layOut(goldenPanel, linksPanel);

    connect(m_side, &SegmentedSwitch::changed, this, &CustomerView::arrange);
    connect(m_totals, &TotalsStrip::activated, this, &CustomerView::showRowsOf);
    connect(m_arr, &ChartView::placeActivated, this, [this] { showRowsOf(arrEntity(*m_record)); });
    connect(m_usage, &ChartView::placeActivated, this, [this] { showRowsOf(QStringLiteral("usage")); });
    connect(m_health, &ChartView::placeActivated, this, [this] { showRowsOf(QStringLiteral("health_scores")); });
    connect(
        m_links, &TableView::currentChanged, this, [this] { m_takeOut->setEnabled(recordToTakeOut().has_value()); });
    connect(m_takeOut, &QPushButton::clicked, this, &CustomerView::takeOut);
    connect(m_golden, &TableView::currentChanged, this, [this] { m_choose->setField(m_record, goldenField()); });
    connect(m_choose, &GoldenButton::chosen, this, &CustomerView::chooseGolden);
    connect(m_lowerShown, &QComboBox::activated, this, &CustomerView::showLower);
    connect(m_lower, &TableView::currentChanged, this, [this](const QString &row) {
        bool valid = false;
        const std::size_t index = row.toULong(&valid);
        if (valid && m_record && m_lowerShown->currentData().toString() == QStringLiteral("rows")
            && index < m_record->rows.size())
            Q_EMIT inspect(describeSourceRow(*m_record, index));
    });
}

void CustomerView::layOut(Panel *golden, Panel *links)
{
    auto *left = new QVBoxLayout;
    left->setSpacing(Gap);
    left->addWidget(golden, 2);
    left->addWidget(links, 1);
    m_charts = new QWidget(this);
    auto *charts = new QVBoxLayout(m_charts);
    charts->setContentsMargins(0, 0, 0, 0);
    charts->setSpacing(Gap);
    for (Panel *each : {m_arrPanel, m_usagePanel, m_healthPanel})
        charts->addWidget(each, 1);
    auto *beside = new QHBoxLayout;
    beside->setSpacing(Gap);
    beside->addWidget(m_charts, 1);
    beside->addWidget(m_lowerPanel, 1);
    auto *right = new QVBoxLayout;
    right->setSpacing(Gap);
    right->addWidget(m_side, 0, Qt::AlignLeft);
    right->addLayout(beside, 1);
    m_columns = new QHBoxLayout;
    m_columns->setSpacing(Gap);
    m_columns->addLayout(left);
    m_columns->addLayout(right);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(Gap);
    outer->addWidget(m_totals);
    outer->addLayout(m_columns, 1);
    arrange();
}

void CustomerView::arrange()
{
    const bool wide = width() >= RoomForThree;
    const QString side = m_side->current();
    const bool rows = side == QStringLiteral("rows");
    const bool arr = side == QStringLiteral("arr");
    m_columns->setStretch(0, wide ? GoldenShare : 1);
    m_columns->setStretch(1, wide ? OthersShare : 1);
    m_side->setVisible(!wide);
    m_charts->setVisible(wide || !rows);
    m_arrPanel->setVisible(wide || arr);
    m_usagePanel->setVisible(wide || !arr);
    m_healthPanel->setVisible(wide || !arr);
    m_lowerPanel->setVisible(wide || rows);
}

void CustomerView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void CustomerView::setRecord(std::shared_ptr<const answers::CustomerRecord> record)
{
    m_record = std::move(record);
    m_totals->setCells(customerTotals(*m_record));
    m_golden->setSpec(goldenTable(*m_record));
    m_choose->setField(m_record, goldenField());
    m_links->setSpec(linksTable(*m_record));
    m_takeOut->setEnabled(recordToTakeOut().has_value());
    const ChartSpec arr = arrHistoryChart(*m_record);
    m_arrPanel->setSubtitle(arr.subtitle);
    m_arr->setSpec(arr);
    const ChartSpec usage = usageChart(*m_record);
    m_usagePanel->setSubtitle(usage.subtitle);
    m_usage->setSpec(usage);
    const ChartSpec health = healthChart(*m_record);
    m_healthPanel->setSubtitle(health.subtitle);
    m_health->setSpec(health);
    showLower();
}

std::optional<std::size_t> CustomerView::recordToTakeOut() const
{
    if (!m_record)
        return std::nullopt;
    const auto &records = m_record->account.records;
    const auto chosen = std::ranges::find(records, m_links->currentId(), &linkedRecordId);
    const std::size_t row = std::size_t(chosen - records.begin());
    if (chosen == records.end() || session::apartFromOthers(m_record->account, row, {}).empty())
        return std::nullopt;
    return row;
}

void CustomerView::takeOut()
{
    const auto row = recordToTakeOut();
    if (!row)
        return;
    const auto decisions = session::apartFromOthers(m_record->account, *row, store::currentUser());
    const identity::LinkedRecord &record = m_record->account.records[*row];
    Q_EMIT edited(linkEdit(tr("Take %1 of %2 out of %3", "id, system, customer")
                               .arg(qt(record.id), qt(record.source), qt(m_record->account.name)),
        decisions));
}

int CustomerView::goldenField() const
{
    if (!m_record)
        return -1;
    const auto found = std::ranges::find(
        m_record->golden, m_golden->currentId(), [](const identity::GoldenField &field) { return qt(field.field); });
    return found == m_record->golden.end() ? -1 : int(found - m_record->golden.begin());
}

void CustomerView::chooseGolden(const QString &field, const std::optional<QString> &value)
{
    session::GoldenRequest request{m_record->account.id, field.toStdString(),
        value ? std::optional(value->toStdString()) : std::nullopt, {}, {}, store::currentUser()};
    const auto before = std::make_shared<std::vector<identity::GoldenChoice>>();
    const auto apply = [request, before](store::Workspace &workspace) -> Result<void> {
        Progress quiet;
        auto done = session::chooseGolden(workspace, request, quiet);
        if (!done)
            return done.error();
        *before = std::move(*done);
        return {};
    };
    const auto revert = [before](store::Workspace &workspace) {
        Progress quiet;
        return session::setGoldenChoices(workspace, *before, quiet);
    };
    const QString name = qt(m_record->account.name);
    Q_EMIT edited({value ? tr("%1 of %2 is %3", "field, customer, value").arg(fieldTitle(request.field), name, *value)
                         : tr("%1 of %2 by precedence", "field, customer").arg(fieldTitle(request.field), name),
        apply, revert});
}

void CustomerView::showRowsOf(const QString &entity)
{
    const bool tickets = entity == QStringLiteral("tickets");
    m_side->setCurrent(QStringLiteral("rows"));
    arrange();
    m_lowerShown->setCurrentIndex(m_lowerShown->findData(tickets ? QStringLiteral("tickets") : QStringLiteral("rows")));
    showLower();
    m_lower->setFilter(QStringLiteral("entity"), entity);
    m_lower->setCurrentId(m_lower->shownIds().value(0));
    m_lower->setFocus();
}

void CustomerView::showLower()
{
    if (!m_record)
        return;
    const QString shown = m_lowerShown->currentData().toString();
    m_lower->setSpec(shown == QStringLiteral("tickets") ? ticketsTable(*m_record)
            : shown == QStringLiteral("contracts")      ? contractsTable(*m_record)
            : shown == QStringLiteral("people")         ? stakeholdersTable(*m_record)
                                                        : sourceRowsTable(*m_record));
}

} // namespace qd::ui
