#include "core/reconcile/words.h"
#include "tests/app/qdeck_run.h"
#include "tests/ui/figures/figures_of_packs.h"
#include "tests/ui/figures/figures_of_pages.h"
#include "tests/ui/figures/figures_of_scenario_pages.h"

#include <QTextStream>

namespace qd::test {

using Json = nlohmann::json;

namespace {

/// The workspace and the day the commands are asked about.
struct Asked {
    Figures &figures;
    const FiguresSample &sample;
    const Look &look;

    [[nodiscard]] Place at(const char *place) const { return {figures, QString::fromLatin1(place)}; }
    [[nodiscard]] Json answer(const char *command, QStringList arguments) const
    {
        arguments = QStringList{QString::fromLatin1(command), QString::fromStdString(sample.path())} + arguments;
        const QdeckRun run = runQdeck(arguments);
        if (run.status != 0)
            qFatal("qdeck %s: %s", qPrintable(arguments.join(u' ')), run.err.constData());
        return run.json();
    }
};

QString text(const Json &value)
{
    return QString::fromStdString(value.get<std::string>());
}

/// Nothing for null.
std::optional<double> number(const Json &value)
{
    return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

Place ofGroup(const Place &place, const QString &dimension, const Json &row)
{
    return row["group"] == "total" ? place : place.of(dimension, text(row["group"]));
}

const QStringList &dimensions()
{
    static const QStringList names{QStringLiteral("segment"), QStringLiteral("region"), QStringLiteral("owner")};
    return names;
}

void readMovements(const Asked &asked)
{
    const QString from = QString::fromStdString(asked.look.month.plus(-23).iso());
    for (const QString &by : dimensions()) {
        const Json answer = asked.answer("movements",
            {QStringLiteral("--from"), from, QStringLiteral("--to"), asked.look.monthName(), QStringLiteral("--by"),
                by});
        for (const Json &row : answer["rows"]) {
            const Place place = ofGroup(asked.at("qdeck movements"), by, row);
            const QString month = text(row["month"]);
            const Month of = *Month::fromIso(month.toStdString());
            const QString end = QString::fromStdString(of.lastDay().iso());
            place.exact(
                QStringLiteral("ARR"), QString::fromStdString(of.plus(-1).lastDay().iso()), number(row["opening"]));
            place.exact(QStringLiteral("ARR"), end, number(row["closing"]));
            for (const char *kind : {"new", "reactivation", "expansion", "fx"})
                place.exact(movementMetric(QString::fromLatin1(kind)), month, number(row[kind]));
            for (const char *kind : {"contraction", "churn"})
                place.exact(movementMetric(QString::fromLatin1(kind)), month, -*number(row[kind]));
            place.exact(QStringLiteral("change of ARR"), month, *number(row["closing"]) - *number(row["opening"]));
            place.exact(QStringLiteral("customers with ARR"), end, number(row["closing_logos"]));
            place.exact(QStringLiteral("new customers"), month, number(row["new_logos"]));
            place.exact(QStringLiteral("reactivated customers"), month, number(row["reactivated_logos"]));
            place.exact(QStringLiteral("churned customers"), month, number(row["churned_logos"]));
        }
    }
}

void readRetention(const Asked &asked)
{
    for (const QString &by : dimensions()) {
        const Json answer = asked.answer("retention",
            {QStringLiteral("--from"), QString::fromStdString(asked.look.month.plus(-12).iso()), QStringLiteral("--to"),
                asked.look.monthName(), QStringLiteral("--by"), by});
        for (const Json &row : answer["rows"]) {
            const Place place = ofGroup(asked.at("qdeck retention"), by, row);
            const QString month = asked.look.monthName();
            place.exact(QStringLiteral("opening of the set"), month, number(row["opening"]));
            place.exact(QStringLiteral("closing of the set"), month, number(row["closing"]));
            if (const auto grr = number(row["grr"]))
                place.exact(QStringLiteral("lost ARR"), month, *number(row["opening"]) * (1 - *grr));
            for (const metrics::Metric *metric : revenue::retentionMetrics())
                place.exact(nameOf(*metric), month, number(row[std::string(metric->key)]));
            place.exact(QStringLiteral("opening customers"), month, number(row["logos"]));
        }
    }
}

void readReviews(const Asked &asked)
{
    const Json answer = asked.answer("qbr",
        {QStringLiteral("--as-of"), asked.look.day(), QStringLiteral("--by"), QStringLiteral("segment"),
            QStringLiteral("--json")});
    for (const Json &row : answer["rows"]) {
        const Place place = ofGroup(asked.at("qdeck qbr"), QStringLiteral("segment"), row);
        place.exact(QStringLiteral("business reviews due"), asked.look.day(), number(row["eligible"]));
        place.exact(QStringLiteral("business reviews done"), asked.look.day(), number(row["done"]));
    }
    asked.at("qdeck qbr")
        .exact(QStringLiteral("business reviews late"), asked.look.day(), double(answer["late"].size()));
}

void readCohorts(const Asked &asked)
{
    for (const char *rates : {"constant", "asof"}) {
        const Json answer = asked.answer("cohort",
            {QStringLiteral("--measure"), QStringLiteral("nrr"), QStringLiteral("--by"), QStringLiteral("quarter"),
                QStringLiteral("--as-of"), asked.look.day(), QStringLiteral("--fx"), QString::fromLatin1(rates)});
        const Place place = asked.at("qdeck cohort");
        for (const Json &row : answer["rows"]) {
            for (std::size_t k = 0; k < row["values"].size(); ++k)
                place.exact(QStringLiteral("cohort NRR, %1, %2, month %3, %4 rates")
                                .arg(text(row["cohort"]), asked.look.day())
                                .arg(3 * k)
                                .arg(QLatin1String(rates)),
                    asked.look.day(), number(row["values"][k]));
        }
    }
}

void readBridge(const Asked &asked, const Place &place, const Json &bridge)
{
    std::map<std::string, Json> steps;
    for (const Json &step : bridge)
        steps[step["cause"].get<std::string>()] = step;
    for (int i = 0; i < reconcile::CauseCount; ++i) {
        const auto cause = reconcile::Cause(i);
        const QString metric = QStringLiteral("cause, ") + QString::fromLatin1(nameOf(cause));
        const auto step = steps.find(toString(cause));
        const bool found = step != steps.end();
        place.exact(metric, asked.look.day(), found ? number(step->second["amount"]) : 0);
        place.exact(
            QStringLiteral("customers of ") + metric, asked.look.day(), found ? number(step->second["count"]) : 0);
    }
}

void readReconciliation(const Asked &asked)
{
    const Json answer = asked.answer("reconcile",
        {QStringLiteral("--left"), QStringLiteral("crm"), QStringLiteral("--right"), QStringLiteral("billing"),
            QStringLiteral("--as-of"), asked.look.day()});
    const Place place = asked.at("qdeck reconcile");
    const QString day = asked.look.day();
    place.exact(QStringLiteral("ARR in salesforce"), day, number(answer["left_total"]));
    place.exact(QStringLiteral("ARR in stripe"), day, number(answer["right_total"]));
    place.exact(QStringLiteral("difference"), day, *number(answer["right_total"]) - *number(answer["left_total"]));
    place.exact(QStringLiteral("compared"), day, number(answer["compared"]));
    place.exact(QStringLiteral("matched"), day, number(answer["matched"]));
    place.exact(QStringLiteral("breaks"), day, double(answer["breaks"].size()));
    int amounts = 0;
    for (const Json &found : answer["breaks"]) {
        if (found["field"] != "arr")
            continue;
        ++amounts;
        place.exact(QStringLiteral("break of ") + text(found["name"]), day, std::abs(*number(found["delta"])));
    }
    place.exact(QStringLiteral("breaks in ARR"), day, amounts);
    readBridge(asked, place, answer["bridge"]);
}

void readCapacity(const Asked &asked)
{
    const Json answer = asked.answer(
        "capacity", {QStringLiteral("--as-of"), asked.look.day(), QStringLiteral("--leave"), QStringLiteral("--json")});
    for (const Json &row : answer["months"]) {
        const Place place = ofGroup(asked.at("qdeck capacity"), QStringLiteral("segment"), row);
        const QString month = asked.look.seen(text(row["month"]));
        place.exact(QStringLiteral("hours required"), month, number(row["required_hours"]));
        place.exact(QStringLiteral("FTE required"), month, number(row["required_fte"]));
        place.exact(QStringLiteral("FTE available"), month, number(row["available_fte"]));
        place.exact(QStringLiteral("FTE gap"), month, number(row["gap_fte"]));
        if (*number(row["available_fte"]) > 0)
            place.exact(
                QStringLiteral("utilisation"), month, *number(row["required_fte"]) / *number(row["available_fte"]));
    }
    double customers = 0;
    double arr = 0;
    const auto book = [&](const QString &name, const Json &row) {
        const Place place = asked.at("qdeck capacity").of(QStringLiteral("book"), name);
        place.exact(QStringLiteral("book, customers"), asked.look.day(), number(row["accounts"]));
        place.exact(QStringLiteral("book, ARR"), asked.look.day(), number(row["arr"]));
        place.exact(QStringLiteral("book, hours"), asked.look.day(), number(row["hours"]));
        customers += *number(row["accounts"]);
        arr += *number(row["arr"]);
    };
    for (const Json &row : answer["csms"]) {
        const QString name = asked.sample.csmNamed(text(row["csm"]));
        book(name, row);
        const Place place = asked.at("qdeck capacity").of(QStringLiteral("book"), name);
        place.exact(QStringLiteral("book, capacity"), asked.look.day(), number(row["capacity_hours"]));
        place.exact(QStringLiteral("book, utilisation"), asked.look.day(), number(row["utilisation"]));
    }
    book(QStringLiteral("vacant"), answer["vacant"]);
    asked.at("qdeck capacity").exact(QStringLiteral("customers covered"), asked.look.day(), customers);
    asked.at("qdeck capacity").exact(QStringLiteral("ARR"), asked.look.day(), arr);
}

void readScenario(const Asked &asked)
{
    const QString file = asked.sample.output(QStringLiteral("base.json"));
    QFile scenario(file);
    QVERIFY(scenario.open(QIODevice::WriteOnly));
    QTextStream(&scenario) << QStringLiteral("{\"name\": \"Base\", \"start\": \"%1\", \"months\": %2}")
                                  .arg(asked.look.monthName())
                                  .arg(ScenarioMonths);
    scenario.close();
    const Json answer = asked.answer("scenario", {file, QStringLiteral("--json")});
    double arr = 0;
    for (const Json &row : answer["months"]) {
        if (row["month"] != answer["months"].front()["month"] || row["segment"] == "total")
            continue;
        asked.at("qdeck scenario")
            .of(QStringLiteral("segment"), text(row["segment"]))
            .exact(QStringLiteral("ARR"), asked.look.day(), number(row["opening"]));
        arr += *number(row["opening"]);
    }
    asked.at("qdeck scenario").exact(QStringLiteral("ARR"), asked.look.day(), arr);
    asked.at("qdeck scenario")
        .printed(QStringLiteral("projected ARR"),
            asked.look.seen(QString::fromStdString(asked.look.month.plus(ScenarioMonths).iso())),
            QString::number(answer["summary"]["closing_arr"].get<double>(), 'f', 2));
}

/// What is asked of the data as they stand, without a day.
void readAccounts(const Asked &asked)
{
    QMap<FigureKey, std::pair<double, int>> sums; // ARR and customers
    const Json answer = asked.answer("accounts", {QStringLiteral("--json")});
    for (const Json &row : answer["accounts"]) {
        for (const char *by : {"", "segment", "region", "owner"}) {
            Scope scope;
            if (*by)
                scope.insert(QString::fromLatin1(by), row[by].is_null() ? QStringLiteral("(none)") : text(row[by]));
            auto &sum = sums[{QStringLiteral("ARR"), scope, asked.look.day()}];
            sum.first += number(row["arr"]).value_or(0);
            ++sum.second;
        }
    }
    for (auto it = sums.begin(); it != sums.end(); ++it) {
        asked.figures.exact(it.key(), QStringLiteral("qdeck accounts"), it.value().first);
        asked.figures.exact(
            {QStringLiteral("customers"), it.key().scope, {}}, QStringLiteral("qdeck accounts"), it.value().second);
    }
    asked.at("qdeck identity")
        .exact(
            QStringLiteral("customers"), {}, number(asked.answer("identity", {QStringLiteral("--json")})["accounts"]));
}

void readHeadline(const Asked &asked)
{
    const Json answer = asked.answer("headline", {QStringLiteral("--json")});
    const Place place = asked.at("qdeck headline");
    place.exact(QStringLiteral("rows"), {}, number(answer["records"]));
    place.exact(QStringLiteral("quarantined rows"), {}, number(answer["quarantined"]));
    place.exact(QStringLiteral("customers"), {}, number(answer["customers"]));
    for (const Json &source : answer["arr"])
        place.exact(QStringLiteral("ARR in ") + text(source["source"]), asked.look.day(), number(source["arr"]));
    place.exact(QStringLiteral("breaks"), asked.look.day(), number(answer["breaks"]));
    readBridge(asked, place, answer["bridge"]);
    for (const metrics::Metric *metric : revenue::retentionMetrics())
        place.exact(nameOf(*metric), text(answer["month"]), number(answer[std::string(metric->key)]));
}

void readSources(const Asked &asked)
{
    double all = 0;
    double quarantined = 0;
    const Json list = asked.answer("sources", {QStringLiteral("--json")});
    for (const Json &source : list["sources"]) {
        double rows = 0;
        for (const Json &entity : source["entities"]) {
            rows += *number(entity["rows"]);
            quarantined += *number(entity["quarantined"]);
        }
        asked.at("qdeck sources").exact(QStringLiteral("rows, ") + text(source["source"]), {}, rows);
        all += rows;
    }
    asked.at("qdeck sources").exact(QStringLiteral("rows"), {}, all);
    asked.at("qdeck sources").exact(QStringLiteral("quarantined rows"), {}, quarantined);
    const QByteArray csv = runQdeck({QStringLiteral("quarantine"), QString::fromStdString(asked.sample.path())}).out;
    asked.at("qdeck quarantine")
        .exact(QStringLiteral("quarantined rows"), {}, double(csv.trimmed().count("\n"))); // a header, a line each
    const Json answers = asked.answer("answers", {QStringLiteral("--json")});
    for (const Json &answer : answers["answers"]) {
        if (answer["answer"] == "customers")
            asked.at("qdeck answers").printed(QStringLiteral("customers"), {}, text(answer["text"]));
    }
}

} // namespace

void collectCommands(Figures &figures, const FiguresSample &sample, const Look &look)
{
    const Asked asked{figures, sample, look};
    readMovements(asked);
    readRetention(asked);
    readReviews(asked);
    readCohorts(asked);
    readReconciliation(asked);
    readCapacity(asked);
    readScenario(asked);
    if (!look.latest)
        return;
    readAccounts(asked);
    readHeadline(asked);
    readSources(asked);
}

} // namespace qd::test
