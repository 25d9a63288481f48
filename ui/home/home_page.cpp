#include "ui/home/home_page.h"

#include "ui/common/chart/chart_view.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/home/renewal_tiles.h"
#include "ui/home/source_strip.h"
#include "ui/paint/formatting.h"
#include "ui/shell/figure_lists.h"

#include <QPushButton>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <numeric>

namespace qd::ui {

namespace {
constexpr int TileCount = 12;
/// How many tiles stand there: without those of renewals and actions, and without those of health where room is still
/// short.
constexpr std::array TileCounts{TileCount, 8, 6};
constexpr int Gap = 8;
constexpr int LeastBridge = 170; // over a table; alone it may be as low as any chart
} // namespace

HomePage::HomePage(QWidget *parent)
    : Page(parent)
    , m_body(new PageBody(this))
    , m_briefing(
          *this, *m_body, [this] { return show(); },
          [this](const Error &error) {
              for (QWidget *action : std::as_const(m_headerActions)) // an empty page says what to do by itself
                  action->setVisible(error.code != ErrorCode::NoData);
          })
    , m_tileGrid(new QGridLayout)
    , m_changedPanel(new Panel(tr("What changed"), this))
    , m_changedAs(new SegmentedSwitch(
          {{QStringLiteral("bridge"), tr("Bridge")}, {QStringLiteral("largest"), tr("Largest")}}, this))
    , m_bridge(new ChartView(this))
    , m_changes(new TableView(this))
    , m_attentionPanel(new Panel(tr("Needs attention"), this))
    , m_findings(new TableView(this))
    , m_sources(new SourceStrip(this))
{
    for (int i = 0; i < TileCount; ++i) {
        auto *tile = new Tile(this);
        tile->setObjectName(QStringLiteral("tile%1").arg(i));
        connect(tile, &Tile::activated, this, [this, i] { openTile(i); });
        connect(tile, &Tile::changeActivated, this, [this, i] { openChange(i); });
        m_tiles << tile;
    }
    auto *changed = new QWidget(this);
    auto *changedLayout = new QVBoxLayout(changed);
    changedLayout->setContentsMargins(0, 0, 0, 0);
    changedLayout->setSpacing(4);
    m_bridgeRow = new QWidget(changed);
    auto *bridgeLayout = new QHBoxLayout(m_bridgeRow);
    bridgeLayout->setContentsMargins(12, 0, 12, 4);
    bridgeLayout->addWidget(m_bridge);
    changedLayout->addWidget(m_bridgeRow, 5);
    changedLayout->addWidget(m_changes, 6);
    m_changes->setCompact(true);
    m_changedAs->setObjectName(QStringLiteral("homeChangedAs"));
    m_changedPanel->addHeaderWidget(m_changedAs);
    m_changedPanel->setBody(changed, false);
    m_attentionPanel->setBody(m_findings, false);

    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    m_tileGrid->setSpacing(Gap);
    layout->addLayout(m_tileGrid);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(Gap);
    middle->addWidget(m_changedPanel, 20);
    middle->addWidget(m_attentionPanel, 19);
    layout->addLayout(middle, 1);
    layout->addWidget(m_sources);
    arrange();

    m_body->setSheets(content,
        emptyState(tr("This workspace is empty. Drop the exports of your CRM, billing and CS platform here.")));
    m_body->setBusyPanel(m_changedPanel);

    connect(m_changedAs, &SegmentedSwitch::changed, this, &HomePage::arrange);
    connect(m_findings, &TableView::activated, this, &HomePage::openFinding);
    connect(m_changes, &TableView::activated, this,
        [this](const QString &account) { Q_EMIT linkActivated(QStringLiteral("customers"), AccountTarget{account}); });
    m_bridge->setPlacesOf([this](const QSet<QString> &customers) {
        return m_briefing ? bridgePlaces(*m_briefing, customers) : QVector<ChartPlace>();
    });
    connect(m_bridge, &ChartView::placeActivated, this, [this](int, int category) { openBar(category); });
    connect(m_sources, &SourceStrip::activated, this, [this] { Q_EMIT linkActivated(QStringLiteral("import"), {}); });
}

QList<QWidget *> HomePage::headerActions()
{
    auto *pack = new QPushButton(tr("Monthly pack"), this);
    connect(pack, &QPushButton::clicked, this, [this] { Q_EMIT linkActivated(QStringLiteral("packs"), {}); });
    auto *import = new QPushButton(tr("Import exports"), this);
    import->setProperty("primary", true);
    connect(import, &QPushButton::clicked, this, [this] { Q_EMIT linkActivated(QStringLiteral("import"), {}); });
    auto *learned = new QPushButton(tr("Last import"), this);
    learned->setObjectName(QStringLiteral("homeLastImport"));
    learned->setToolTip(tr("What the last import made of ARR, by customer and row"));
    connect(learned, &QPushButton::clicked, this, &HomePage::openLastImport);
    m_headerActions = {learned, pack, import};
    return m_headerActions;
}

void HomePage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    arrange();
}

/// The bridge stands over the table of the largest changes where both have room; else a switch shows one of them, and
/// the sources are one line.
void HomePage::arrange()
{
    const int rows = layTiles();
    const int tiles = rows * (m_tiles.front()->sizeHint().height() + Gap);
    const int header =
        m_changedPanel->minimumSizeHint().height() - m_changedPanel->bodyLayout()->minimumSize().height();
    const int body = height() - tiles - SourceStrip::WholeHeight - Gap - header;
    const bool both = body >= LeastBridge + m_changes->minimumHeight();
    const bool bridge = m_changedAs->current() == QStringLiteral("bridge");
    m_changedAs->setVisible(!both);
    m_bridgeRow->setVisible(both || bridge);
    m_changes->setVisible(both || !bridge);
    m_sources->setCompact(!both);
    if (m_briefing)
        m_changedPanel->setSubtitle(changedSubtitle(*m_briefing, m_bridgeRow->isVisibleTo(this), !both));
}

/// In one row if no tile's text is cut there, else in two; the columns are of one width where that does, else each as
/// wide as its own tiles ask. Where two rows of all of them would cut one, those of renewals and actions stand back,
/// which have pages of their own, then those of health: what they say is among the findings, too.
int HomePage::layTiles()
{
    const auto widest = [&](int count, int columns) {
        std::vector<int> widths(std::size_t(columns), 0);
        for (int i = 0; i < count; ++i)
            widths[std::size_t(i % columns)] = std::max(widths[std::size_t(i % columns)], m_tiles[i]->wholeWidth());
        return widths;
    };
    const auto room = [&](int columns) { return width() - (columns - 1) * Gap; };
    const auto fit = [&](int count, int columns) {
        const auto widths = widest(count, columns);
        return std::accumulate(widths.begin(), widths.end(), 0) <= room(columns);
    };
    const auto halfOf = [](int tiles) { return (tiles + 1) / 2; };
    const auto *const most =
        std::find_if(TileCounts.begin(), TileCounts.end(), [&](int tiles) { return fit(tiles, halfOf(tiles)); });
    const int count = most == TileCounts.end() ? TileCounts.back() : *most;
    const int columns = fit(count, count) ? count : halfOf(count);
    const auto widths = widest(count, columns);
    const bool even = *std::max_element(widths.begin(), widths.end()) * columns <= room(columns);
    for (int column = 0; column < TileCount; ++column)
        m_tileGrid->setColumnStretch(column, column >= columns ? 0 : even ? 1 : widths[std::size_t(column)]);
    for (int i = 0; i < TileCount; ++i) {
        m_tiles[i]->setVisible(i < count);
        m_tileGrid->removeWidget(m_tiles[i]);
        if (i < count)
            m_tileGrid->addWidget(m_tiles[i], i / columns, i % columns);
    }
    return (count + columns - 1) / columns;
}

void HomePage::refresh(const PageContext &context)
{
    m_context = context;
    m_briefing.read(
        tr("Home's figures"), [context](Progress &progress) -> Result<std::shared_ptr<const answers::Briefing>> {
            auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
            if (!workspace)
                return workspace.error();
            answers::BriefingOptions options;
            options.asOf = context.asOf;
            options.grouping = context.grouping();
            options.fx = context.fx;
            if (!context.filters.empty())
                options.only = [context](const identity::Account &account) { return context.passes(account); };
            auto made = answers::briefing(**workspace, options, progress);
            if (!made)
                return made.error();
            return std::make_shared<const answers::Briefing>(std::move(*made));
        });
}

void HomePage::forget()
{
    m_briefing.forget();
}

bool HomePage::show()
{
    for (QWidget *action : std::as_const(m_headerActions))
        action->show();
    const QVector<TileContent> tiles = headlineTiles(*m_briefing);
    for (int i = 0; i < TileCount; ++i)
        m_tiles[i]->setContent(tiles[i]);
    m_bridge->setSpec(monthBridge(*m_briefing));
    arrange(); // their texts may need another number of columns
    m_changes->setSpec(largestChanges(*m_briefing));
    m_findings->setSpec(findingsTable(*m_briefing));
    m_sources->setSources(m_briefing->sources);
    m_attentionPanel->setSubtitle(tr("%Ln findings", nullptr, int(m_briefing->findings.size())));
    Q_EMIT factChanged(tr("%1, as of %2")
                           .arg(customersText(m_briefing->customers, m_briefing->accounts->customers()),
                               formatDate(m_briefing->asOf)));
    return true;
}

std::vector<PaletteEntry> HomePage::paletteEntries()
{
    std::vector<PaletteEntry> entries;
    for (int i = 0; m_briefing && i < TileCount; ++i) {
        const TileContent &tile = m_tiles[i]->content();
        entries.push_back({PaletteKind::Metric, tile.label, tile.note, tile.figure, QStringLiteral("revenue"),
            Mark::None, [this, i] { openTile(i); }});
    }
    return entries;
}

void HomePage::openTile(int index)
{
    enum Tiles { Arr, Nrr, Grr, LogoChurn, Renewals, Match, Health, Moved, Ready, Forecast, Exceptions, Actions };
    if (!m_briefing)
        return;
    if (index == Match)
        Q_EMIT linkActivated(QStringLiteral("reconcile"), {});
    else if (index == Actions)
        Q_EMIT linkActivated(QStringLiteral("actions"), {});
    else if (index == Renewals)
        openCustomers(renewalAccounts(*m_briefing));
    else if (index == Forecast || (index >= Ready && !m_briefing->outlook))
        Q_EMIT linkActivated(QStringLiteral("renewals"), {});
    else if (index == Ready || index == Exceptions)
        openCustomers(index == Ready ? readyAccounts(*m_briefing) : exceptionAccounts(*m_briefing));
    else if (index == Health || index == Moved)
        openHealth(index == Health ? atRiskAccounts(*m_briefing) : movedAccounts(*m_briefing));
    else if (m_briefing->arr && index == Arr)
        openCustomersFound([context = m_context, day = m_briefing->arrDay](
                               Progress &) { return arrAccounts(context, revenue::Grain::Account, day); });
    else if (m_briefing->month)
        openCustomersFound([context = m_context, month = *m_briefing->month,
                               metric = index == Grr    ? "grr"
                                   : index == LogoChurn ? "logo_churn"
                                                        : "nrr"](Progress &progress) {
            return retentionAccounts(context, revenue::Grain::Account, month, progress, metric);
        });
}

/// What moved a tile's figure: of ARR since the month-end it is compared with, of rates since the month before.
void HomePage::openChange(int index)
{
    if (!m_briefing || !m_briefing->month)
        return;
    const Month month = *m_briefing->month;
    FigureTarget figure;
    if (index == 0) {
        figure = {QStringLiteral("arr"), {}, {}, m_briefing->arrDay};
        figure.since = answers::arrChange(*m_briefing).from;
    } else {
        const char *const metric = index == 2 ? "grr" : index == 3 ? "logo_churn" : "nrr";
        figure = {QString::fromLatin1(metric), month.plus(-12), month};
        figure.since = month.plus(-1).lastDay();
    }
    Q_EMIT linkActivated(QStringLiteral("explain"), figure);
}

void HomePage::openLastImport()
{
    FigureTarget figure{QStringLiteral("arr")};
    if (m_briefing && m_briefing->arr)
        figure.asOf = m_briefing->arrDay;
    figure.sinceLastImport = true;
    Q_EMIT linkActivated(QStringLiteral("explain"), figure);
}

/// Nobody has a colour yet: the Health page says what it needs.
void HomePage::openHealth(const AccountList &list)
{
    if (m_briefing->health)
        openCustomers(list);
    else
        Q_EMIT linkActivated(QStringLiteral("health"), {});
}

void HomePage::openBar(int category)
{
    using revenue::MovementKind;
    constexpr std::array kinds{MovementKind::New, MovementKind::Reactivation, MovementKind::Expansion,
        MovementKind::Contraction, MovementKind::Churn, MovementKind::Fx};
    if (!m_briefing || !m_briefing->month || category < 0)
        return;
    const Month month = *m_briefing->month;
    if (category == 0 || category > int(kinds.size()))
        openArr(category == 0 ? month.plus(-1) : month);
    else
        openCustomers(movementAccounts({m_briefing->movements, *m_briefing->accounts, m_briefing->currency}, month,
            kinds[std::size_t(category - 1)]));
}

void HomePage::openArr(Month month)
{
    openCustomersFound(
        [context = m_context, month](Progress &) { return arrAccounts(context, revenue::Grain::Account, month); });
}

void HomePage::openFinding(const QString &rowId)
{
    const std::size_t index = rowId.toULong();
    const answers::Finding &finding = m_briefing->findings[index];
    if (finding.rule == "largest_break")
        Q_EMIT linkActivated(QStringLiteral("reconcile"), AccountTarget{qt(finding.accounts.front())});
    else if (finding.rule == "actions_late" || finding.rule == "actions_escalated")
        Q_EMIT linkActivated(QStringLiteral("actions"), {});
    else if (finding.rule == "health_model")
        Q_EMIT linkActivated(QStringLiteral("health"), {});
    else if (!finding.accounts.empty())
        openCustomers(findingAccounts(*m_briefing, index));
    else
        Q_EMIT linkActivated(QStringLiteral("import"), {});
}

} // namespace qd::ui
