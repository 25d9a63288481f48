#include "core/pack/build_pack.h"
#include "tests/ui/figures/figures_of_packs.h"
#include "tests/ui/figures/figures_of_pages.h"
#include "ui/common/segmented_switch.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/pack/block_painter.h"

#include <QAbstractButton>

namespace qd::test {

using namespace qd::ui;

namespace {

/// Shows one of the page's views, as a click does.
void turnTo(ShownPage<HealthPage> &health, const char *view)
{
    auto *views = qobject_cast<SegmentedSwitch *>(health.page.headerActions().front());
    auto *button = views->findChild<QAbstractButton *>(QLatin1String(view));
    if (views->current() != QLatin1String(view))
        health.act([&] { button->click(); });
}

const ChartSpec &chartNamed(const ShownPage<HealthPage> &health, const char *name)
{
    const auto *view = health.page.findChild<ChartView *>(QLatin1String(name));
    if (!view)
        qFatal("no chart %s", name);
    return view->spec();
}

std::optional<double> numberIn(const QVariant &cell)
{
    return cell.isNull() ? std::nullopt : std::optional(cell.toDouble());
}

} // namespace

void collectColours(const Place &place, const ChartSpec &months, const Look &look)
{
    for (const ChartSeries &series : months.series) {
        for (qsizetype i = 0; i < series.values.size(); ++i)
            place.exact(QStringLiteral("customers, %1, by the model of %2").arg(series.id, look.day()),
                months.categories[i], series.values[i]);
    }
}

void collectCourt(const Place &place, const ChartSpec &court, const Look &look)
{
    for (const ChartSeries &row : court.series) {
        for (qsizetype i = 0; i < row.values.size(); ++i) {
            const QString metric = QStringLiteral("AUC, %1, as of %2").arg(court.categories[i], look.day());
            if (row.values[i])
                place.printed(metric, row.id, QString::number(*row.values[i], 'f', 6)); // as files have numbers
            else
                place.exact(metric, row.id, std::nullopt);
        }
    }
}

void collectGains(const Place &place, const ChartSpec &gains, const Look &look)
{
    for (const ChartSeries &line : gains.series) {
        for (qsizetype i = 0; i < line.values.size(); ++i) {
            const QString metric = QStringLiteral("lost found, %1 %, as of %2").arg(gains.categories[i], look.day());
            if (line.values[i])
                place.printed(metric, line.id, QString::number(*line.values[i], 'f', 6));
        }
    }
}

void collect(Figures &figures, ShownPage<HealthPage> &health, const Look &look)
{
    turnTo(health, "now");
    const Place now(figures, QStringLiteral("Health, distribution"), look.scope);
    const TableSpec &mix = health.table("health-mix");
    // the last month of the history is that of the day that is looked at
    constexpr std::pair<int, const char *> Colours[] = {{2, "Green"}, {3, "Yellow"}, {4, "Red"}, {5, "Not scored"}};
    for (const auto &[column, colour] : Colours)
        now.exact(QStringLiteral("customers, %1, by the model of %2").arg(QLatin1String(colour), look.day()),
            look.monthName(), mix.rows.front().values[column].toDouble());
    turnTo(health, "history");
    collectColours(
        Place(figures, QStringLiteral("Health, history"), look.scope), chartNamed(health, "healthMonths"), look);
    turnTo(health, "court");
    collectCourt(Place(figures, QStringLiteral("Health, court"), look.scope), chartNamed(health, "healthAuc"), look);
    auto *shown = health.page.findChild<SegmentedSwitch *>(QStringLiteral("healthCourtShown"));
    shown->findChild<QAbstractButton *>(QStringLiteral("gains"))->click();
    collectGains(
        Place(figures, QStringLiteral("Health, gains"), look.scope), chartNamed(health, "healthCourtLines"), look);
    shown->findChild<QAbstractButton *>(QStringLiteral("auc"))->click();
    const Place table(figures, QStringLiteral("Health, models"), look.scope);
    for (const TableRow &row : health.table("health-court").rows) {
        if (row.id != QStringLiteral("constant"))
            table.exact(QStringLiteral("AUC, 90 d, as of %1").arg(look.day()),
                row.id.startsWith(QStringLiteral("vendor:")) ? row.id.mid(7) : row.values.front().toString(),
                numberIn(row.values[3]));
    }
}

void collectHealthReview(Figures &figures, const store::Workspace &workspace, const Look &look)
{
    if (!look.scope.isEmpty())
        return;
    Progress progress;
    const auto made = pack::buildPack(workspace, {"health-review", look.month.iso(), {}}, narrativeHeight, progress);
    QVERIFY2(made.ok(), made.ok() ? "" : made.error().message.english().c_str());
    const Place place(figures, QStringLiteral("pack, health"));
    int charts = 0;
    for (const pack::Page &page : made->pages) {
        for (const pack::Block &block : page.blocks) {
            const auto *found = std::get_if<pack::ChartBlock>(&block.content);
            if (!found)
                continue;
            const ChartSpec spec = chartSpecFrom(found->chart);
            if (spec.kind == chart::Kind::Lines) { // where enough was lost
                if (found->chart.title.english() == "Gains") // not by ARR, and not what probabilities said
                    collectGains(place, spec, look);
                continue;
            }
            ++charts;
            if (spec.kind == chart::Kind::Heatmap)
                collectCourt(place, spec, look);
            else
                collectColours(place, spec, look);
        }
    }
    QCOMPARE(charts, 2);
}

} // namespace qd::test
