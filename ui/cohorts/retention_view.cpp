#include "ui/cohorts/retention_view.h"

#include "ui/cohorts/cohorts_lists.h"
#include "ui/cohorts/cohorts_places.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/common/chart/chart_scroll.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/message_text.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

using retention::CohortBase;
using retention::CohortMeasure;
using retention::CohortPeriod;

RetentionView::RetentionView(QWidget *parent)
    : CohortsPartView(parent)
    , m_measure(addChoice("cohortMeasure", tr("Measure")))
    , m_period(addChoice("cohortPeriod", tr("Cohorts by start")))
    , m_base(addChoice("cohortBase", tr("Compared with")))
    , m_group(addChoice("cohortGroup", tr("Blocks by")))
{
    for (const auto &[measure, name] : {std::pair(CohortMeasure::Logo, tr("Logo")), {CohortMeasure::Arr, tr("ARR")},
             {CohortMeasure::Nrr, tr("NRR")}, {CohortMeasure::Grr, tr("GRR")}, {CohortMeasure::Usage, tr("Usage")}})
        m_measure->addItem(name, int(measure));
    m_period->addItem(tr("Quarters"), int(CohortPeriod::Quarter));
    m_period->addItem(tr("Months"), int(CohortPeriod::Month));
    m_base->addItem(tr("The start"), int(CohortBase::Start));
    m_base->addItem(tr("Before"), int(CohortBase::Previous));
    m_group->addItem(tr("All"), QString());
    addDimensions(*m_group, true);
    addOrigins(*m_group);
    layOut();
    connect(m_heatmap, &ChartView::placeActivated, this, &RetentionView::select);
    connect(m_heatmap, &ChartView::placeOpened, this,
        [this](int series, int category) { openCell(cellAt(heatRows(), series, category)); });
    connect(m_curves, &ChartView::placeActivated, this, [this](int series, int category) {
        if (category >= 0)
            openCell(cellAt(curveRows(), series, category));
    });
    m_heatmap->setPlacesOf([this](const QSet<QString> &customers) {
        return m_view ? cohortPlaces(*m_view, heatRows(), m_heatmap->spec(), customers) : QVector<ChartPlace>();
    });
    m_curves->setPlacesOf([this](const QSet<QString> &customers) {
        return m_view ? cohortPlaces(*m_view, curveRows(), m_curves->spec(), customers) : QVector<ChartPlace>();
    });
    connect(m_moves, &TableView::activated, this, &RetentionView::openMove);
    connect(m_compare, &QPushButton::clicked, this, &RetentionView::keepForComparison);
}

void RetentionView::layOut()
{
    m_heatPanel = new Panel(tr("Retention by start"), this);
    m_curvePanel = new Panel(tr("Curves"), this);
    m_movePanel = new Panel(tr("Cell"), this);
    m_heatmap = new ChartView(this);
    m_curves = new ChartView(this);
    m_moves = new TableView(this);
    m_compare = new QPushButton(tr("Compare"), this);
    m_compare->setObjectName(QStringLiteral("compareCell"));
    m_compare->setCheckable(true);
    m_compare->setToolTip(tr("Keeps this cell: the next one that is chosen is compared with it, customer by customer"));
    m_movePanel->addHeaderWidget(m_compare);
    m_note = new QLabel(this);
    m_note->setWordWrap(true);
    auto *heat = new QWidget(this);
    auto *column = new QVBoxLayout(heat);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(new ChartScroll(m_heatmap, heat), 1);
    column->addWidget(m_note);
    m_heatPanel->setBody(heat);
    m_curvePanel->setBody(m_curves);
    m_movePanel->setBody(m_moves, false);
    panels()->addWidget(m_heatPanel, 0, 0, 2, 1);
    panels()->addWidget(m_curvePanel, 0, 1);
    panels()->addWidget(m_movePanel, 1, 1);
    panels()->setColumnStretch(0, 3);
    panels()->setColumnStretch(1, 2);
    panels()->setRowStretch(0, 1);
    panels()->setRowStretch(1, 1);
}

void RetentionView::choose(CohortsChoice &choice) const
{
    choice.retention.measure = CohortMeasure(m_measure->currentData().toInt());
    choice.retention.period = CohortPeriod(m_period->currentData().toInt());
    choice.retention.base = CohortBase(m_base->currentData().toInt());
    choice.retention.group = m_group->currentData().toString().toStdString();
}

void RetentionView::present(const PageContext &context, const std::shared_ptr<const CohortsView> &view)
{
    m_context = context;
    m_view = view;
    m_looking.cancel();
    m_members.clear();
    m_keptMembers.clear();
    m_comparing = false;
    m_compare->setChecked(false);
    m_compare->setEnabled(false);
    const ChartSpec heatmap = retentionChart(*view);
    m_heatPanel->setSubtitle(heatmap.subtitle);
    m_heatmap->setSelected({});
    m_heatmap->setSpec(heatmap);
    m_note->setText(retentionNote(*view));
    const ChartSpec curves = retentionCurves(*view);
    m_curvePanel->setSubtitle(curves.subtitle);
    m_curves->setSpec(curves);
    m_movePanel->setSubtitle({});
    m_moves->setSpec(movesTable(*view, {}));
}

std::vector<pack::CohortRow> RetentionView::heatRows() const
{
    return pack::cohortBlockRows(m_view->retention->cohorts, m_view->retention->shown);
}

std::vector<pack::CohortRow> RetentionView::curveRows() const
{
    return pack::cohortCurveRows(m_view->retention->cohorts);
}

RetentionView::Cell RetentionView::cellAt(const std::vector<pack::CohortRow> &rows, int series, int category)
{
    const bool isRow = series >= 0 && std::size_t(series) < rows.size();
    return {isRow ? std::optional(rows[std::size_t(series)]) : std::nullopt, std::max(category, 0)};
}

std::function<Result<RetentionView::Members>(Progress &)> RetentionView::lookInto(const Cell &cell) const
{
    return [context = m_context, options = m_view->retention->options, cell](Progress &progress) {
        return cellMembers(context, options, cell.row.value_or(pack::CohortRow()), !cell.row, cell.k, progress);
    };
}

void RetentionView::select(int series, int category)
{
    if (category < 0)
        return;
    const Cell cell = cellAt(heatRows(), series, category);
    m_heatmap->setSelected({series, category});
    m_looking.start(lookInto(cell), [this, cell](const Result<Members> &members) {
        if (!members) {
            Q_EMIT said(messageText(members.error().message));
            return;
        }
        m_cell = cell;
        m_members = *members;
        m_compare->setEnabled(true);
        if (m_compare->isChecked())
            compare();
        else
            showCell();
    });
}

void RetentionView::showCell()
{
    m_comparing = false;
    const QString title = cellTitle(*m_view, m_cell.row, m_cell.k);
    m_movePanel->setSubtitle(title);
    m_moves->setSpec(movesTable(*m_view, m_members));
    Q_EMIT said(title);
}

void RetentionView::keepForComparison(bool isWanted)
{
    m_kept = m_cell;
    m_keptMembers = isWanted ? m_members : Members();
    if (isWanted)
        Q_EMIT said(tr("Choose another cell to compare it with %1.").arg(cellTitle(*m_view, m_kept.row, m_kept.k)));
    else
        showCell();
}

void RetentionView::compare()
{
    const auto comparison = retention::compareCells(m_view->retention->cohorts.measure, m_keptMembers, m_members);
    if (!comparison) {
        Q_EMIT said(messageText(comparison.error().message));
        return;
    }
    m_comparing = true;
    const QString first = cellTitle(*m_view, m_kept.row, m_kept.k);
    const QString second = cellTitle(*m_view, m_cell.row, m_cell.k);
    const QString sentence = comparisonSentence(*m_view, *comparison, first, second);
    m_movePanel->setSubtitle(sentence);
    m_moves->setSpec(comparisonTable(*m_view, *comparison, first, second));
    Q_EMIT said(sentence);
}

void RetentionView::openCell(const Cell &cell)
{
    Q_EMIT customersSought([find = lookInto(cell), view = m_view, cell](Progress &progress) -> Result<AccountList> {
        const auto members = find(progress);
        if (!members)
            return members.error();
        return cellAccounts(*view, cellTitle(*view, cell.row, cell.k), *members, std::nullopt);
    });
}

void RetentionView::openMove(const QString &row)
{
    if (m_comparing) {
        Q_EMIT customerWanted(row.section(QLatin1Char(':'), 1));
        return;
    }
    const auto move = row == QStringLiteral("all") ? std::nullopt : std::optional(retention::CohortMove(row.toInt()));
    Q_EMIT customersWanted(cellAccounts(*m_view, cellTitle(*m_view, m_cell.row, m_cell.k), m_members, move));
}

void RetentionView::openAll()
{
    openCell({});
}

} // namespace qd::ui
