// What happens on the page's parts: what is shown, explained and opened.
#include "ui/common/chart/chart_view.h"
#include "ui/common/error_bar.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/coverage/coverage_page.h"
#include "ui/coverage/fairness_view.h"
#include "ui/coverage/hire_line.h"
#include "ui/coverage/optimise_view.h"
#include "ui/coverage/segment_chooser.h"
#include "ui/paint/formatting.h"

#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>

#include <utility>

namespace qd::ui {

namespace {

/// The row of a heatmap by series; the totals stand after the last.
HeatGroup groupAt(const ChartSpec &spec, int series)
{
    return HeatGroup::fromId(series >= spec.series.size() ? spec.totals->id : spec.series[series].id);
}

} // namespace

void CoveragePage::connectParts()
{
    connect(m_measure, &SegmentedSwitch::changed, this, &CoveragePage::showHeatmap);
    connect(m_by, &SegmentedSwitch::changed, this, [this] {
        m_rowsChosen = true;
        showHeatmap();
    });
    connect(m_segment, &SegmentChooser::changed, this, &CoveragePage::showBooks);
    connect(m_scenario, &QPushButton::clicked, this, [this] { Q_EMIT linkActivated(QStringLiteral("scenarios"), {}); });
    connect(m_hire, &HireLine::horizonChanged, this, [this] { refresh(m_context); });
    connect(m_hire, &HireLine::described, this, [this](const InspectorContent &content) {
        Q_EMIT inspect(content);
        Q_EMIT statusMessage(content.subject);
    });
    connectHeatmap();
    connectFairness();
    connectBoard();
    connectMoves();
}

void CoveragePage::connectHeatmap()
{
    connect(m_heatmap, &ChartView::placeActivated, this, [this](int series, int category) {
        if (!m_view || series < 0 || category < 0)
            return;
        m_heatmap->setSelected({series, category});
        const InspectorContent content =
            describeCell(*m_view, groupAt(m_heatmap->spec(), series), m_view->capacity.months[std::size_t(category)]);
        Q_EMIT inspect(content);
        Q_EMIT statusMessage(tr("%1: %2 FTE required, %3 available")
                                 .arg(content.subject, content.figures.value(2).value, content.figures.value(3).value));
    });
    connect(m_heatmap, &ChartView::placeOpened, this, [this](int series, int) {
        if (!m_view || series < 0)
            return;
        const HeatGroup group = groupAt(m_heatmap->spec(), series);
        openCustomers(groupTitle(group), loadsOf(*m_view, group));
    });
}

void CoveragePage::connectFairness()
{
    connect(m_fairness, &FairnessView::rowActivated, this, [this](int row, int csm) {
        const InspectorContent content = csm >= 0
            ? describeBook(*m_view, m_draftBooks, csm)
            : describeMeasure(*m_view, m_draftBooks, m_fairness->content().rows[row]);
        Q_EMIT inspect(content);
        Q_EMIT statusMessage(content.subject);
    });
}

void CoveragePage::openFact()
{
    if (m_view)
        openCustomers(tr("Customers in coverage"), loadsOf(*m_view, {}));
}

std::vector<PaletteEntry> CoveragePage::paletteEntries()
{
    std::vector<PaletteEntry> entries = modelEntries();
    if (!m_view || showsNothing())
        return entries;
    const coverage::CapacityRow &now = m_view->capacity.rows.front();
    const auto metric = [&](const QString &name, const QString &value) {
        return PaletteEntry{PaletteKind::Metric, name, formatMonth(now.month), value, iconName(), Mark::None,
            [this] { Q_EMIT linkActivated(id(), {}); }};
    };
    const auto command = [&](const QString &name, const std::function<void()> &act) {
        return PaletteEntry{PaletteKind::Command, name, title(), {}, iconName(), Mark::None, [this, act] {
                                Q_EMIT linkActivated(id(), {});
                                act();
                            }};
    };
    const auto used = now.utilisation();
    const std::vector<PaletteEntry> shown{metric(tr("FTE required"), formatNumber(now.requiredFte, 1)),
        metric(tr("FTE available"), formatNumber(now.availableFte, 1)),
        metric(tr("Utilisation of the team"), used ? formatPercent(*used, 0) : QString()),
        command(tr("Solve %1 books").arg(segmentTitle(*m_view, m_segment->current())), [this] { m_optimise->solve(); }),
        command(tr("Hire by"),
            [this] { Q_EMIT inspect(describeHiring(*m_view, m_hire->triggers(), m_hire->monthsToHire())); })};
    entries.insert(entries.begin(), shown.begin(), shown.end());
    return entries;
}

void CoveragePage::connectBoard()
{
    m_board->setPreview([this](int load, int csm) { return preview(load, csm); });
    connect(m_board, &BooksBoard::moveWanted, this, &CoveragePage::plan);
    connect(m_board, &BooksBoard::blockSelected, this, [this](int load) {
        InspectorContent content = describeLoad(*m_view, m_draftBooks, load);
        if (const QString why = m_optimise->explanation(load); !why.isEmpty())
            content.evidence << InspectorContent::EvidenceLine{Mark::InWork, tr("Proposed move: %1").arg(why)};
        Q_EMIT inspect(content);
        Q_EMIT statusMessage(m_board->accessibleDescription());
        m_move->setEnabled(true);
    });
    connect(m_board, &BooksBoard::blockActivated, this, [this](int load) {
        const auto &account = m_view->input.accounts->at(m_view->input.loads[std::size_t(load)].account);
        Q_EMIT linkActivated(QStringLiteral("customers"), QStringLiteral("account:") + qt(account.id));
    });
    connect(m_board, &BooksBoard::headingActivated, this, [this](int csm) {
        Q_EMIT inspect(describeBook(*m_view, m_draftBooks, csm));
        Q_EMIT statusMessage(tr("Book of %1").arg(csmName(*m_view, csm)));
    });
    connect(m_board, &BooksBoard::headingOpened, this,
        [this](int csm) { openCustomers(tr("Book of %1").arg(csmName(*m_view, csm)), bookLoads(m_draftBooks, csm)); });
    connect(m_move, &QPushButton::clicked, this, [this] {
        QMenu *menu = m_board->moveMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_move->mapToGlobal(QPoint(0, m_move->height())));
    });
}

void CoveragePage::connectMoves()
{
    connect(m_planned, &TableView::currentChanged, this, [this](const QString &row) {
        if (!row.isEmpty())
            m_board->setSelected(row.toInt());
    });
    connect(m_planned, &TableView::selectionChanged, this, &CoveragePage::showRemove);
    connect(m_planned, &TableView::severalActivated, this, [this](const QStringList &rows) {
        openCustomers(tr("%Ln planned moves", nullptr, int(rows.size())), loadsOf(rows));
    });
    connect(m_planned, &TableView::activated, this,
        [this](const QString &row) { openCustomers(accountName(*m_view, row.toInt()), {row.toInt()}); });
    connect(m_movesAs, &SegmentedSwitch::changed, this,
        [this](const QString &as) { m_movesStack->setCurrentIndex(as == QStringLiteral("planned") ? 1 : 0); });
    connect(m_optimise, &OptimiseView::described, this, [this] {
        if (std::exchange(m_settles, false))
            Q_EMIT settled();
    });
    connect(m_optimise, &OptimiseView::accepted, this, &CoveragePage::planAll);
    connect(m_optimise, &OptimiseView::moveChosen, this, [this](int load) { m_board->setSelected(load); });
    connect(m_optimise, &OptimiseView::customersWanted, this, &CoveragePage::openCustomers);
    connect(m_optimise, &OptimiseView::rulesWanted, this, &CoveragePage::changeRules);
    connect(m_optimise, &OptimiseView::failed, this, [this](const Error &error) { m_error->showFailure(error); });
    connect(m_remove, &QPushButton::clicked, this, &CoveragePage::removePlanned);
    connect(m_handover, &QPushButton::clicked, this, &CoveragePage::askForHandover);
}

} // namespace qd::ui
