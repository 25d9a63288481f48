#include "tests/ui/figures/figures_of_packs.h"

#include "core/pack/build_pack.h"
#include "core/scenario/scenario_store.h"
#include "core/store/workspace.h"
#include "tests/ui/figures/figures_of_pages.h"
#include "tests/ui/figures/figures_of_scenario_pages.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/message_text.h"
#include "ui/paint/pack/block_painter.h"

#include <QRegularExpression>

#include <algorithm>

namespace qd::test {

using namespace qd::pack;

namespace {

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

/// As it is printed.
QString text(const Message &message)
{
    return ui::messageText(message);
}

QString cellOf(const std::vector<Table::Cell> &row, std::size_t column)
{
    return column < row.size() ? text(row[column].text) : QString();
}

/// What all readers of a pack need.
struct Reader {
    Figures &figures;
    const Look &look;
    int &renewals; ///< of all books, over their pages
    int &covered;

    [[nodiscard]] Place at(const char *place) const { return {figures, QString::fromLatin1(place), look.scope}; }
    [[nodiscard]] Place ofAll(const char *place) const { return {figures, QString::fromLatin1(place)}; }
};

void readScorecard(const Reader &reader, const Scorecard &card)
{
    const Place place = reader.at("pack, scorecard");
    const Look &look = reader.look;
    QMap<QString, QString> rates;
    for (const metrics::Metric *metric : revenue::retentionMetrics())
        rates.insert(nameOf(*metric) + QStringLiteral(", 12 months"), nameOf(*metric));
    for (const ScorecardRow &row : card.rows) {
        const QString name = text(row.metric);
        if (const QString rate = rates.value(name); !rate.isEmpty()) {
            place.printed(rate, look.monthName(), text(row.value));
            place.exact(rate, look.monthName(), row.trend.back());
            if (!row.change.isEmpty())
                place.printed(rate + QStringLiteral(" on the month"), look.monthName(), text(row.change));
        } else if (name == QStringLiteral("ARR")) {
            place.printed(name, look.day(), text(row.value));
            place.exact(name, look.day(), *row.trend.back() / 100);
            place.printed(QStringLiteral("growth of ARR"), look.monthName(), text(row.change));
        } else if (name.startsWith(QStringLiteral("Renewals due"))) {
            place.printed(QStringLiteral("renewals due, ARR"), look.day(), text(row.value));
            place.exact(QStringLiteral("renewals due, ARR"), look.day(), *row.trend.back() / 100);
            if (!row.change.isEmpty())
                place.printed(QStringLiteral("renewals due, share at risk"), look.day(), text(row.change));
        } else if (name.startsWith(QStringLiteral("Health coverage"))) {
            place.printed(QStringLiteral("health coverage"), look.day(), text(row.value));
            place.exact(QStringLiteral("health coverage"), look.day(), row.trend.back());
        } else {
            place.printed(QStringLiteral("match rate"), look.day(), text(row.value));
            place.printed(QStringLiteral("matched"), look.day(), numbersIn(text(row.change)).value(0));
            place.printed(QStringLiteral("in either system"), look.day(), numbersIn(text(row.change)).value(1));
        }
    }
}

void readMovements(const Reader &reader, const Table &table)
{
    const Place place = reader.at("pack, movements");
    const Look &look = reader.look;
    static const QMap<QString, QString> customers{{QStringLiteral("New"), QStringLiteral("new customers")},
        {QStringLiteral("Reactivation"), QStringLiteral("reactivated customers")},
        {QStringLiteral("Churn"), QStringLiteral("churned customers")}};
    for (const auto &row : table.rows) {
        const QString name = cellOf(row, 0);
        if (name.startsWith(QStringLiteral("Opening"))) {
            place.whole(QStringLiteral("ARR"), look.dayBefore(), *printedNumber(cellOf(row, 2))->value);
            place.printed(QStringLiteral("customers with ARR"), look.dayBefore(), cellOf(row, 1));
            continue;
        }
        place.whole(movementMetric(name), look.monthName(), *printedNumber(cellOf(row, 2))->value);
        if (customers.contains(name))
            place.printed(customers[name], look.monthName(), cellOf(row, 1));
    }
    place.whole(QStringLiteral("ARR"), look.day(), *printedNumber(cellOf(table.totals, 2))->value);
    place.printed(QStringLiteral("customers with ARR"), look.day(), cellOf(table.totals, 1));
}

void readGroups(const Reader &reader, const Table &table)
{
    const Place page = reader.at("pack, where it differs");
    const Look &look = reader.look;
    const auto read = [&](const Place &place, const std::vector<Table::Cell> &row) {
        const auto rate = [&](std::size_t column) {
            const QString cell = cellOf(row, column);
            return cell == QStringLiteral("none") ? cell : cell + QStringLiteral(" %");
        };
        place.part(QStringLiteral("closing of the set"), look.monthName(), cellOf(row, 1) + u'M');
        place.printed(QStringLiteral("NRR"), look.monthName(), rate(2));
        place.printed(QStringLiteral("GRR"), look.monthName(), rate(3));
        if (cellOf(row, 4) != QStringLiteral("none"))
            place.printed(QStringLiteral("GRR on the year"), look.monthName(), rate(4));
        place.printed(QStringLiteral("Logo churn"), look.monthName(), rate(5));
        place.printed(QStringLiteral("opening customers"), look.monthName(), cellOf(row, 6));
    };
    QString dimension;
    for (const auto &row : table.rows) {
        const QString name = cellOf(row, 0);
        if (name.startsWith(QStringLiteral("By "))) // a heading
            dimension = name.mid(3);
        else
            read(page.of(dimension, groupNamed(name)), row);
    }
    read(page, table.totals);
}

void readCauses(const Reader &reader, const Table &table)
{
    const Place place = reader.at("pack, causes");
    for (const auto &row : table.rows) {
        place.printed(QStringLiteral("cause, ") + cellOf(row, 0), reader.look.day(), cellOf(row, 2));
        place.printed(QStringLiteral("customers of cause, ") + cellOf(row, 0), reader.look.day(), cellOf(row, 1));
    }
    place.printed(QStringLiteral("difference"), reader.look.day(), cellOf(table.totals, 2));
}

void readSources(const Reader &reader, const Table &table)
{
    const Place place = reader.ofAll("pack, sources");
    for (const auto &row : table.rows) {
        const QString source = cellOf(row, 1);
        const bool late = cellOf(row, 6) == QStringLiteral("late");
        place.exact(QStringLiteral("late, ") + source, reader.look.day(), late);
        if (late)
            place.printed(QStringLiteral("days late, ") + source, reader.look.day(), cellOf(row, 3));
        place.printed(QStringLiteral("rows, ") + source, {}, cellOf(row, 4));
    }
    place.printed(QStringLiteral("rows"), {}, cellOf(table.totals, 4));
    place.printed(QStringLiteral("quarantined rows"), {}, cellOf(table.totals, 5));
}

void readCapacity(const Reader &reader, const Table &table)
{
    const Place page = reader.at("pack, capacity");
    const auto read = [&](const Place &place, const std::vector<Table::Cell> &row) {
        place.part(QStringLiteral("FTE available"), reader.look.seen(reader.look.monthName()), cellOf(row, 1));
        for (std::size_t i = 2; i < row.size(); ++i) {
            if (printedNumber(cellOf(row, i)) && !cellOf(row, i).isEmpty())
                place.printed(QStringLiteral("utilisation"),
                    reader.look.seen(text(reader.look.month.plus(int(i) - 2).iso())), cellOf(row, i));
        }
    };
    for (const auto &row : table.rows)
        read(page.of(QStringLiteral("segment"), cellOf(row, 0)), row);
    read(page, table.totals);
}

void readBooks(const Reader &reader, const Table &table)
{
    for (const auto &row : table.rows) {
        const QString name = cellOf(row, 0);
        const Place place =
            reader.at("pack, books")
                .of(QStringLiteral("book"), name == QStringLiteral("Without a CSM") ? QStringLiteral("vacant") : name);
        const QString day = reader.look.day();
        place.printed(QStringLiteral("book, customers"), day, cellOf(row, 1));
        place.printed(QStringLiteral("book, ARR"), day, cellOf(row, 2));
        place.printed(QStringLiteral("book, hours"), day, cellOf(row, 3));
        if (!cellOf(row, 4).isEmpty()) {
            place.printed(QStringLiteral("book, capacity"), day, cellOf(row, 4));
            place.printed(QStringLiteral("book, utilisation"), day, cellOf(row, 5));
        }
        place.printed(QStringLiteral("book, ARR at risk"), day, cellOf(row, 7));
        place.printed(QStringLiteral("book, renewals"), day, cellOf(row, 8));
        reader.renewals += int(printedNumber(cellOf(row, 8))->value.value_or(0));
        reader.covered += int(printedNumber(cellOf(row, 1))->value.value_or(0));
    }
}

/// "Largest movers": customer, segment, movement, change. "Movers": customer, movement, before, after, change.
void readMovers(const Reader &reader, const Table &table)
{
    const Place place =
        reader.at(text(table.title) == QStringLiteral("Movers") ? "pack, movers" : "pack, largest movers");
    for (const auto &row : table.rows) {
        const QString name = cellOf(row, 0);
        place.printed(QStringLiteral("movement of ") + name, reader.look.monthName(), cellOf(row, row.size() - 1));
        if (row.size() < 5)
            continue;
        place.printed(QStringLiteral("ARR before of ") + name, reader.look.monthName(), cellOf(row, 2));
        place.part(QStringLiteral("ARR after of ") + name, reader.look.monthName(), cellOf(row, 3)); // the line adds up
    }
}

void readBreaks(const Reader &reader, const Table &table)
{
    const Place place = reader.at("pack, breaks");
    place.printed(QStringLiteral("breaks in ARR"), reader.look.day(), numbersIn(text(table.subtitle)).value(1));
    for (const auto &row : table.rows) {
        QString size = cellOf(row, 6);
        place.printed(QStringLiteral("break of ") + cellOf(row, 0), reader.look.day(), size.remove(QChar(0x2212)));
    }
}

void readTable(const Reader &reader, const Table &table)
{
    static const QMap<std::string, void (*)(const Reader &, const Table &)> readers{{"Movements", readMovements},
        {"Where it differs", readGroups}, {"Bridge by cause", readCauses}, {"Sources", readSources},
        {"Required over available hours", readCapacity}, {"Books", readBooks}, {"Movers", readMovers},
        {"Largest movers", readMovers}, {"Largest breaks", readBreaks}};
    if (const auto read = readers.value(table.title.english()))
        read(reader, table);
    else if (table.title.english() == "Quarter ends")
        collectQuarterEnds(reader.at("pack, quarter ends"), table, reader.look);
}

void readChart(const Reader &reader, const chart::Chart &chart)
{
    const ui::ChartSpec spec = ui::chartSpecFrom(chart);
    if (chart.kind == chart::Kind::Heatmap && chart.title.english().starts_with("Customers with use"))
        return; // adoption, which no other place shows as it stands
    if (chart.kind == chart::Kind::Lines && !chart.bands.empty())
        collectCurves(reader.at("pack, time to value"), spec, QStringLiteral("first value"), reader.look);
    else if (chart.kind == chart::Kind::Heatmap)
        collectCohorts(reader.at("pack, cohorts"), spec, reader.look, ratesSaid(spec.subtitle));
    else if (chart.kind == chart::Kind::Waterfall && chart.categoryMeanings.size() == 8
        && spec.categories[1] == QStringLiteral("New"))
        collectBridge(reader.at("pack, bridge"), spec, reader.look);
    else if (chart.kind == chart::Kind::Waterfall)
        collectCauses(reader.at("pack, reconciliation"), spec, reader.look);
    else if (chart.series.size() == 3)
        collectProjection(reader.at("pack, scenario"), spec, reader.look);
    else if (chart.series.size() == 2)
        collectTrend(reader.at("pack, trend"), spec);
    else
        collectArr(reader.at("pack, ARR"), spec);
}

void readKeys(const Reader &reader, const KeyFigures &keys)
{
    if (keys.figures.front().label.english().starts_with("ARR, ")) {
        collectOutcome(reader.at("pack, scenario figures"), keys, reader.look);
        return;
    }
    const Place place = reader.at("pack, key figures");
    const QString month = reader.look.seen(reader.look.monthName());
    const QString day = reader.look.day();
    const auto value = [&](std::size_t i) { return text(keys.figures[i].value); };
    const auto note = [&](std::size_t i) { return text(keys.figures[i].note); };
    QCOMPARE(keys.figures.size(), std::size_t(5));
    place.printed(QStringLiteral("FTE required"), month, value(0));
    place.printed(QStringLiteral("hours required"), month, note(0));
    place.printed(QStringLiteral("FTE available"), month, value(1));
    place.printed(QStringLiteral("utilisation"), month, value(2));
    const double held = printedNumber(value(3))->value.value_or(0) + printedNumber(value(4))->value.value_or(0);
    place.exact(QStringLiteral("customers covered"), day, held);
    const Place vacant = place.of(QStringLiteral("book"), QStringLiteral("vacant"));
    if (printedNumber(value(4))->value.value_or(0) > 0) {
        vacant.printed(QStringLiteral("book, customers"), day, value(4));
        vacant.printed(QStringLiteral("book, ARR"), day, note(4));
    }
}

/// The sentences whose figures stand elsewhere, too.
void readSentence(const Reader &reader, const QString &sentence)
{
    const Place place = reader.at("pack, sentences");
    const Look &look = reader.look;
    const auto match = [&](const char *pattern) {
        return QRegularExpression(QString::fromUtf8(pattern)).match(sentence);
    };
    if (const auto renew = match("(\\S+) customers? with (\\S+) renews? by"); renew.hasMatch()) {
        place.printed(QStringLiteral("renewals due, customers"), look.day(), renew.captured(1));
        place.printed(QStringLiteral("renewals due, ARR"), look.day(), renew.captured(2));
    }
    if (const auto risk = match("; (\\S+) \\((.*)\\) is yellow or red"); risk.hasMatch()) {
        place.printed(QStringLiteral("renewals due, ARR at risk"), look.day(), risk.captured(1));
        place.printed(QStringLiteral("renewals due, share at risk"), look.day(), risk.captured(2));
    }
    if (const auto red = match("review of the (\\S+) red renewals?, (\\S+), before"); red.hasMatch()) {
        place.printed(QStringLiteral("red renewals, customers"), look.day(), red.captured(1));
        place.printed(QStringLiteral("red renewals, ARR"), look.day(), red.captured(2));
    }
    if (const auto agree = match("^(\\S+) of (\\S+) customers? agrees? on ARR: (.*) \\(interval (.*)\u2013(.*)\\)");
        agree.hasMatch()) {
        place.printed(QStringLiteral("matched"), look.day(), agree.captured(1));
        place.printed(QStringLiteral("in either system"), look.day(), agree.captured(2));
        place.printed(QStringLiteral("match rate"), look.day(), agree.captured(3));
        place.printed(QStringLiteral("match rate, lower"), look.day(), agree.captured(4) + QStringLiteral(" %"));
        place.printed(QStringLiteral("match rate, upper"), look.day(), agree.captured(5) + QStringLiteral(" %"));
    }
    if (const auto lost = match("over twelve months took (\\S+), or (.*) of opening ARR"); lost.hasMatch())
        place.printed(QStringLiteral("lost ARR"), look.monthName(), lost.captured(1));
    if (const auto share = match("opening ARR\\. ([^,]+), ([^,]+) of opening ARR, makes"); share.hasMatch())
        place.of(QStringLiteral("segment"), groupNamed(share.captured(1)))
            .printed(shareOf(look.scope), look.monthName(), share.captured(2));
    if (const auto rose = match("^ARR (rose|fell) by (\\S+) in [^:]*: (.*)\\."); rose.hasMatch()) {
        const QString sign = rose.captured(1) == QStringLiteral("fell") ? QStringLiteral("-") : QString();
        place.part(QStringLiteral("change of ARR"), look.monthName(), sign + rose.captured(2));
        static const QMap<QString, QString> names{{QStringLiteral("new business"), QStringLiteral("new")},
            {QStringLiteral("exchange rates"), QStringLiteral("fx")}};
        const bool hasLosses = rose.captured(3).contains(QStringLiteral("less "));
        const QString losses = hasLosses ? rose.captured(3).section(QStringLiteral("less "), 1) : QString();
        const QRegularExpression part(QStringLiteral("(\\$[\\d,]+) of ([a-z]+( business| rates)?)"));
        for (auto it = part.globalMatch(rose.captured(3)); it.hasNext();) {
            const auto found = it.next();
            const bool lost = sign == QStringLiteral("-") && !hasLosses ? found.captured(2) != QStringLiteral("loss")
                                                                        : losses.contains(found.captured());
            const double size = *printedNumber(found.captured(1))->value;
            place.whole(movementMetric(names.value(found.captured(2), found.captured(2))), look.monthName(),
                lost ? -size : size);
        }
    }
}

/// The page of what is expected: none of its figures stands in another place that is read here.
bool isForecast(const Page &page)
{
    return std::ranges::any_of(page.blocks, [](const Block &block) {
        const auto *table = std::get_if<Table>(&block.content);
        return table && text(table->title).startsWith(QStringLiteral("Forecast of "));
    });
}

/// Health and court, which collectHealthReview() reads.
bool isHealth(const Page &page)
{
    return std::ranges::any_of(page.blocks, [](const Block &block) { return block.origin.of == Origin::Of::Health; });
}

void readPage(const Reader &reader, const Page &page)
{
    if (isForecast(page) || isHealth(page))
        return;
    if (const QString title = text(page.title); title.startsWith(QStringLiteral("ARR closes"))) {
        const QStringList numbers = numbersIn(title);
        reader.at("pack, titles").printed(QStringLiteral("ARR"), reader.look.day(), numbers.value(0));
    }
    for (const Block &block : page.blocks) {
        if (const auto *card = std::get_if<Scorecard>(&block.content))
            readScorecard(reader, *card);
        else if (const auto *table = std::get_if<Table>(&block.content))
            readTable(reader, *table);
        else if (const auto *chart = std::get_if<ChartBlock>(&block.content))
            readChart(reader, chart->chart);
        else if (const auto *keys = std::get_if<KeyFigures>(&block.content))
            readKeys(reader, *keys);
        else if (const auto *narrative = std::get_if<Narrative>(&block.content))
            for (const Narrative::Part &part : narrative->parts)
                for (const Message &paragraph : part.paragraphs)
                    readSentence(reader, text(paragraph));
    }
}

} // namespace

void collectPacks(Figures &figures, const FiguresSample &sample, const Look &look)
{
    const auto workspace = store::Workspace::open(sample.path(), store::Workspace::Mode::ReadWrite);
    scenario::Scenario unchanged; // shown where a pack is of all customers
    unchanged.name = "As it goes";
    unchanged.start = look.month;
    unchanged.months = ScenarioMonths;
    const auto saved = scenario::saveScenario(**workspace, unchanged);
    QVERIFY2(saved.ok(), saved.ok() ? "" : saved.error().message.english().c_str());
    for (const char *id : {"monthly", "coverage-review"}) {
        Progress progress;
        const auto pack =
            buildPack(**workspace, {id, look.month.iso(), look.context.filters}, ui::narrativeHeight, progress);
        QVERIFY2(pack.ok(), pack.ok() ? "" : pack.error().message.english().c_str());
        int renewals = 0;
        int covered = 0;
        const Reader reader{figures, look, renewals, covered};
        for (const Page &page : pack->pages)
            readPage(reader, page);
        if (pack->templateId == "monthly")
            continue;
        reader.at("pack, books").exact(QStringLiteral("renewals due, customers"), look.day(), renewals);
        reader.at("pack, books").exact(QStringLiteral("customers covered"), look.day(), covered);
    }
    QVERIFY(scenario::removeScenario(**workspace, unchanged.name).ok());
    collectHealthReview(figures, **workspace, look);
}

} // namespace qd::test
