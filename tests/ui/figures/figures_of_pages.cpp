#include "tests/ui/figures/figures_of_pages.h"

#include "ui/common/tile.h"
#include "ui/common/totals_strip.h"
#include "ui/home/source_strip.h"

#include <QLabel>
#include <QRegularExpression>

namespace qd::test {

using namespace qd::ui;

namespace {

/// The nth number that a text prints; nothing where it has fewer.
QString number(const QString &text, int n)
{
    return numbersIn(text).value(n);
}

void collectTiles(Figures &figures, const HomePage &page, const Look &look)
{
    const Place place(figures, QStringLiteral("Home, tiles"), look.scope);
    const QList<Tile *> tiles = page.findChildren<Tile *>();
    QCOMPARE(tiles.size(), 12); // what the last four say is on Renewals, of other windows, and on Actions
    const auto tile = [&](int i) -> const TileContent & { return tiles[i]->content(); };
    place.printed(QStringLiteral("ARR"), look.day(), tile(0).figure);
    place.part(QStringLiteral("change of ARR"), look.monthName(), tile(0).change);
    place.printed(QStringLiteral("growth of ARR"), look.monthName(), number(tile(0).change, 1));
    const char *rates[] = {"NRR", "GRR", "Logo churn"};
    for (int i = 0; i < 3; ++i) {
        const QString rate = QString::fromLatin1(rates[i]);
        place.printed(rate, look.monthName(), tile(i + 1).figure);
        place.printed(rate + QStringLiteral(" on the month"), look.monthName(), tile(i + 1).change);
        if (!tile(i + 1).note.isEmpty()) // "52 of 556 customers" for logo churn
            place.printed(QStringLiteral("opening customers"), look.monthName(), numbersIn(tile(i + 1).note).last());
    }
    place.printed(QStringLiteral("renewals due, ARR"), look.day(), tile(4).figure);
    place.printed(QStringLiteral("renewals due, customers"), look.day(), tile(4).note);
    if (!tile(4).change.isEmpty()) {
        place.printed(QStringLiteral("renewals due, ARR at risk"), look.day(), number(tile(4).change, 0));
        place.printed(QStringLiteral("renewals due, share at risk"), look.day(), number(tile(4).change, 1));
    }
    place.printed(QStringLiteral("match rate"), look.day(), tile(5).figure);
    place.part(QStringLiteral("difference"), look.day(), tile(5).change);
    place.printed(QStringLiteral("matched"), look.day(), number(tile(5).note, 0));
    place.printed(QStringLiteral("in either system"), look.day(), number(tile(5).note, 1));
    place.printed(QStringLiteral("match rate, lower"), look.day(), number(tile(5).note, 2) + QStringLiteral(" %"));
    place.printed(QStringLiteral("match rate, upper"), look.day(), number(tile(5).note, 3) + QStringLiteral(" %"));
}

void collectFindings(Figures &figures, const TableSpec &findings, const Look &look)
{
    const Place place(figures, QStringLiteral("Home, findings"), look.scope);
    const Place everybody(figures, QStringLiteral("Home, findings"));
    for (const TableRow &row : findings.rows) {
        const QStringList lines = row.values[1].toStringList();
        const auto says = [&](const char *words) { return lines.first().contains(QLatin1String(words)); };
        if (says("red customers renew")) {
            place.printed(QStringLiteral("red renewals, customers"), look.day(), lines.first());
            place.exact(QStringLiteral("red renewals, ARR"), look.day(), row.values[2].toDouble());
        } else if (says("rows wait in quarantine")) {
            everybody.printed(QStringLiteral("quarantined rows"), {}, lines.first());
        } else if (lines.last().contains(QStringLiteral(" against "))) {
            place.exact(QStringLiteral("break of ") + lines.first().section(QStringLiteral(": "), 0, -2), look.day(),
                row.values[2].toDouble());
        } else if (says("days behind")) {
            const QString source = lines.first().section(u' ', 0, 0);
            everybody.printed(QStringLiteral("days late, ") + source, look.day(), lines.first());
        }
    }
}

void collectChanges(const Place &place, const TableSpec &changes, const Look &look)
{
    for (const TableRow &row : changes.rows) {
        const QString name = row.values[0].toString();
        place.exact(QStringLiteral("movement of ") + name, look.monthName(), row.values[2].toDouble());
        place.exact(QStringLiteral("ARR before of ") + name, look.monthName(), row.values[3].toDouble());
        place.exact(QStringLiteral("ARR after of ") + name, look.monthName(), row.values[4].toDouble());
    }
}

/// "307 customers, ..." or "43 of 307 customers, ...".
void collectCounted(Figures &figures, const QString &name, const QString &fact, const Look &look)
{
    Place(figures, name, look.scope).printed(QStringLiteral("customers"), {}, number(fact, 0));
    if (fact.section(u',', 0, 0).contains(QStringLiteral(" of ")))
        Place(figures, name).printed(QStringLiteral("customers"), {}, number(fact, 1));
}

void collectBreaks(Figures &figures, const ShownPage<ReconcilePage> &page, const Look &look)
{
    const Place place(figures, QStringLiteral("Reconcile, breaks"), look.scope);
    const TableSpec &breaks = page.table("breaks");
    QMap<QString, double> sums;
    for (const TableRow &row : breaks.rows) {
        sums[row.values[3].toString()] += row.values[6].toDouble();
        place.exact(
            QStringLiteral("break of ") + row.values[1].toString(), look.day(), std::abs(row.values[6].toDouble()));
    }
    for (auto it = sums.begin(); it != sums.end(); ++it) {
        if (it.key() != QStringLiteral("Missing")) // the bridge's step also has those without an amount on one side
            place.exact(QStringLiteral("cause, ") + it.key(), look.day(), it.value());
    }
    place.exact(QStringLiteral("breaks in ARR"), look.day(), double(breaks.rows.size()));
    static const QRegularExpression counted(QStringLiteral("^([\\d,]+) of ([\\d,]+); breaks (.*)$"));
    for (const QLabel *label : page.page.findChildren<QLabel *>()) {
        const auto match = counted.match(label->text());
        if (!match.hasMatch())
            continue;
        place.printed(QStringLiteral("breaks in ARR"), look.day(), match.captured(1));
        place.printed(QStringLiteral("breaks"), look.day(), match.captured(2));
        place.printed(QStringLiteral("difference"), look.day(), numbersIn(match.captured(3)).last());
    }
}

} // namespace

void collect(Figures &figures, const ShownPage<HomePage> &home, const Look &look)
{
    collectTiles(figures, home.page, look);
    collectBridge(Place(figures, QStringLiteral("Home, bridge"), look.scope), home.chart(chart::Kind::Waterfall), look);
    collectFindings(figures, home.table("findings"), look);
    collectChanges(Place(figures, QStringLiteral("Home, changes"), look.scope), home.table("largest-changes"), look);
    collectCounted(figures, QStringLiteral("Home, title"), home.fact, look);
    const QStringList late = home.page.findChild<SourceStrip *>()
                                 ->accessibleName()
                                 .section(QStringLiteral(": "), 1)
                                 .split(QStringLiteral(", "), Qt::SkipEmptyParts);
    QStringList found;
    for (const TableRow &row : home.table("findings").rows) {
        const QString title = row.values[1].toStringList().first();
        if (title.contains(QStringLiteral("days behind")))
            found << title.section(u' ', 0, 0);
    }
    for (const QString &source : FiguresSample::sources()) {
        const QString metric = QStringLiteral("late, ") + source;
        Place(figures, QStringLiteral("Home, sources")).exact(metric, look.day(), late.contains(source));
        Place(figures, QStringLiteral("Home, findings")).exact(metric, look.day(), found.contains(source));
    }
}

void collect(Figures &figures, const ShownPage<ReconcilePage> &reconcile, const Look &look)
{
    const Place place(figures, QStringLiteral("Reconcile, totals"), look.scope);
    for (const TotalCell &cell : reconcile.page.findChild<TotalsStrip *>(QStringLiteral("reconcileTotals"))->cells()) {
        if (cell.id == QStringLiteral("left") || cell.id == QStringLiteral("right")) {
            place.printed(QStringLiteral("ARR in ") + cell.label, look.day(), cell.value);
            place.printed(QStringLiteral("customers with ARR in ") + cell.label, look.day(), cell.note);
        } else if (cell.id == QStringLiteral("difference")) {
            place.printed(QStringLiteral("difference"), look.day(), cell.value);
        } else if (cell.id == QStringLiteral("unexplained")) {
            place.printed(QStringLiteral("cause, Unexplained"), look.day(), cell.value);
            place.printed(QStringLiteral("customers of cause, Unexplained"), look.day(), cell.note);
        } else {
            place.printed(QStringLiteral("match rate"), look.day(), cell.value);
            place.printed(QStringLiteral("matched"), look.day(), number(cell.note, 0));
            place.printed(QStringLiteral("in either system"), look.day(), number(cell.note, 1));
            const QString interval = cell.note.section(QStringLiteral("CI "), 1);
            place.printed(QStringLiteral("match rate, lower"), look.day(), number(interval, 0) + QStringLiteral(" %"));
            place.printed(QStringLiteral("match rate, upper"), look.day(), number(interval, 1) + QStringLiteral(" %"));
        }
    }
    collectCauses(
        Place(figures, QStringLiteral("Reconcile, bridge"), look.scope), reconcile.chart(chart::Kind::Waterfall), look);
    collectBreaks(figures, reconcile, look);
    Place(figures, QStringLiteral("Reconcile, title"), look.scope)
        .printed(QStringLiteral("compared"), look.day(), reconcile.fact.section(QStringLiteral("20"), 1).mid(4));
}

void collect(Figures &figures, const ShownPage<CustomersPage> &customers, const Look &look)
{
    collectCounted(figures, QStringLiteral("Customers, title"), customers.fact, look);
    const TableSpec &table = customers.table("customers");
    const Place place(figures, QStringLiteral("Customers, table"), look.scope);
    place.exact(QStringLiteral("customers"), {}, double(table.rows.size()));
    double arr = 0;
    int paying = 0;
    int scored = 0;
    QMap<QString, double> bySegment;
    for (const TableRow &row : table.rows) {
        const double own = row.values[1].toDouble();
        arr += own;
        paying += own > 0 ? 1 : 0;
        scored += own > 0 && row.values[6].isValid() ? 1 : 0;
        const QString segment = row.values[2].isValid() ? row.values[2].toString() : QStringLiteral("(none)");
        bySegment[segment] += own;
    }
    place.exact(QStringLiteral("ARR"), look.day(), arr);
    place.exact(QStringLiteral("customers with ARR"), look.day(), paying);
    for (auto it = bySegment.begin(); it != bySegment.end(); ++it)
        place.of(QStringLiteral("segment"), it.key()).exact(QStringLiteral("ARR"), look.day(), it.value());
    if (look.latest && paying > 0) // the list has today's colour
        place.exact(QStringLiteral("health coverage"), look.day(), double(scored) / paying);
}

void collect(Figures &figures, const ShownPage<ScenariosPage> &scenarios, const Look &look)
{
    const Place place(figures, QStringLiteral("Scenarios, base"), look.scope);
    const scenario::CompleteScenario &base = scenarios.page.draft().scenario;
    double arr = 0;
    double logos = 0;
    for (const scenario::Segment &segment : base.segments) {
        const Place group = place.of(QStringLiteral("segment"), QString::fromStdString(segment.name));
        group.exact(QStringLiteral("ARR"), look.day(), segment.arr);
        group.exact(QStringLiteral("customers with ARR"), look.day(), segment.logos);
        group.exact(
            QStringLiteral("hours required"), look.seen(look.monthName()), segment.logos * segment.hoursPerAccount);
        arr += segment.arr;
        logos += segment.logos;
    }
    place.exact(QStringLiteral("ARR"), look.day(), arr);
    place.exact(QStringLiteral("customers with ARR"), look.day(), logos);
    for (const ChartView *view : scenarios.page.findChildren<ChartView *>(QStringLiteral("scenarioProjection"))) {
        const ChartSpec &chart = view->spec();
        for (const ChartSeries &series : chart.series) {
            for (qsizetype i = 0; series.id == QStringLiteral("measured") && i < series.values.size(); ++i) {
                const auto month = Month::fromIso(chart.categories[i].toStdString());
                if (series.values[i])
                    Place(figures, QStringLiteral("Scenarios, chart"), look.scope)
                        .exact(QStringLiteral("ARR"), QString::fromStdString(month->lastDay().iso()), series.values[i]);
            }
            for (qsizetype i = 0; series.id != QStringLiteral("measured") && i < series.values.size(); ++i) {
                if (chart.categories[i] > look.monthName())
                    Place(figures, QStringLiteral("Scenarios, projection"), look.scope)
                        .exact(QStringLiteral("projected ARR"), look.seen(chart.categories[i]), series.values[i]);
            }
        }
    }
}

void collect(Figures &figures, const ShownPage<ImportPage> &import)
{
    // "15 batches of 8 systems, 8 rows in quarantine"
    Place(figures, QStringLiteral("Import, title"))
        .printed(QStringLiteral("quarantined rows"), {}, number(import.fact, 2));
}

} // namespace qd::test
