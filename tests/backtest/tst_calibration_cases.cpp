#include "core/backtest/calibration_cases.h"
#include "core/backtest/lookback.h"
#include "core/backtest/outcomes.h"
#include "core/backtest/reweighted_model.h"
#include "core/backtest/warning_models.h"
#include "core/base/words.h"
#include "tests/backtest/backtest_fixture.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace qd;
using namespace qd::backtest;
using namespace qd::test;

namespace {

const char *const TwoSegments = R"({"name": "House", "segments": [
  {"name": "Enterprise", "when": [{"field": "segment", "any_of": ["Enterprise"]}], "signals": [
    {"signal": "tickets_90", "weight": 2, "steps": [[0, 100], [null, 10]]}]},
  {"name": "Others", "signals": [
    {"signal": "vendor:V", "weight": 3, "points": [[0, 0], [100, 100]]},
    {"signal": "tickets_90", "weight": 1, "steps": [[0, 100], [1, 60], [null, 10]]},
    {"signal": "csat_90", "weight": 1, "points": [[0, 0], [1, 100]]},
    {"signal": "nps", "weight": 1, "points": [[0, 0], [10, 100]], "missing": "neutral"}]}]})";

/// 30 renewals due on 2026-06-30. The 12 lost ones have the worse vendor score, but for two; tickets tell nothing.
void fillDrivers(ImportedWorkspace &data)
{
    std::string accounts = "account_id,name\n";
    std::string contracts = "subscription_id,account_id,start_date,end_date,created_date,arr\n";
    std::string scores = "account_id,date,model,score,colour\n";
    std::string tickets = "ticket_id,account_id,created_at\n";
    for (int i = 0; i < 30; ++i) {
        const std::string id = "K" + std::to_string(100 + i);
        const bool lost = i < 12;
        accounts += id + ",Customer " + id + '\n';
        contracts += id + "a," + id + ",2025-07-01,2026-06-30,2025-06-01,100\n";
        if (!lost)
            contracts += id + "b," + id + ",2026-07-01,2027-06-30,2026-06-01,100\n";
        const int score = (lost ? 30 : 70) + (i % 6) * 5 + (i == 3 || i == 7 ? 40 : 0) - (i == 15 || i == 20 ? 40 : 0);
        scores += id + ",2026-03-15,V," + std::to_string(score) + ",\n";
        if (i % 3 == 0)
            tickets += std::to_string(i) + ',' + id + ",2026-03-01\n";
    }
    data.file("crm.accounts", accounts);
    data.file("crm.subscriptions", contracts);
    data.file("crm.health_scores", scores);
    data.file("crm.tickets", tickets);
    data.import("2026-10-31");
}

QString saidOf(const Error &error)
{
    return QString::fromStdString(error.message.english());
}

} // namespace

/// What a health model's weights are fitted on, and the model with the points (CONTRACT-ROOMS, "Calibration fit").
class TestCalibrationCases : public QObject {
    Q_OBJECT
private slots:
    void scoresOfTheLeadDay()
    {
        ImportedWorkspace file;
        fillBook(file);
        Backtest book(file.workspace());
        const auto model = taken(health::healthModelFromText(TwoSegments));
        const auto cases = taken(calibrationCases(
            book.data(), model, {day("2026-06-01"), day("2026-06-30"), 90, "Others"}, book.progress()));
        // C is under notice, D Enterprise, E without a score of V; nobody rated a ticket
        QCOMPARE(cases.underNotice, 1);
        QCOMPARE(cases.elsewhere, 1);
        QCOMPARE(cases.incomplete, 1);
        QCOMPARE(cases.silent, (std::vector<std::string>{"csat_90"}));
        QCOMPARE(cases.data.account.size(), std::size_t(2));
        QCOMPARE(cases.data.event, (std::vector<bool>{false, true}));
        QCOMPARE(cases.data.inputs.size(), std::size_t(3));
        QCOMPARE(cases.data.inputs[0].name, std::string("nps"));
        QCOMPARE(cases.data.inputs[0].values, (std::vector<double>{50, 50})); // neutral
        QCOMPARE(cases.data.inputs[1].name, std::string("tickets_90"));
        QCOMPARE(cases.data.inputs[1].values, (std::vector<double>{100, 10}));
        QCOMPARE(cases.data.inputs[2].name, std::string("vendor:V"));
        QCOMPARE(cases.data.inputs[2].values, (std::vector<double>{80, 40}));
    }

    void oneSegmentAtATime()
    {
        ImportedWorkspace file;
        fillBook(file);
        Backtest book(file.workspace());
        const auto model = taken(health::healthModelFromText(TwoSegments));
        const CalibrationWindow window{day("2026-06-01"), day("2026-06-30")};
        const auto unnamed = calibrationCases(book.data(), model, window, book.progress());
        QCOMPARE(unnamed.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(saidOf(unnamed.error()),
            QStringLiteral("Each segment of a model has weights of its own; name the one to fit: Enterprise, Others."));
        const auto unknown = calibrationCases(book.data(), model, {window.from, window.to, 90, "SMB"}, book.progress());
        QCOMPARE(unknown.error().code, ErrorCode::NotFound);
        const auto only = taken(
            calibrationCases(book.data(), taken(health::healthModelFromText(TicketModel)), window, book.progress()));
        QCOMPARE(only.segment, std::string("All"));
        QCOMPARE(only.data.account.size(), std::size_t(4));
    }

    /// As the rows of a query that has the same cases would be fitted.
    void fitAndNewWeights()
    {
        ImportedWorkspace file;
        fillDrivers(file);
        Backtest book(file.workspace());
        const auto model = taken(health::healthModelFromText(TwoSegments));
        const auto cases = taken(calibrationCases(
            book.data(), model, {day("2026-06-01"), day("2026-06-30"), 90, "Others"}, book.progress()));
        QCOMPARE(cases.data.account.size(), std::size_t(30));
        const auto fit =
            taken(validation::fitCalibration(cases.data, {.lambda = 0.01, .monotone = true}, book.progress()));
        QCOMPARE(fit.events, 12);
        QCOMPARE(fit.dropped, (std::vector<std::string>{"nps"})); // neutral for all
        QCOMPARE(fit.inputs.back().name, std::string("vendor:V"));
        QVERIFY(fit.inputs.back().beta < -0.5);
        QVERIFY(fit.inputs.back().points > 80);
        const auto text = taken(withPoints(TwoSegments, "Others", fit));
        const auto json = nlohmann::json::parse(text);
        const auto &signalsOf = json["segments"][1]["signals"];
        QCOMPARE(signalsOf[0]["weight"].get<int>(), fit.inputs.back().points);
        QCOMPARE(signalsOf[1]["weight"].get<int>(), fit.inputs.front().points);
        QCOMPARE(signalsOf[2]["weight"].get<int>(), 0); // silent
        QCOMPARE(signalsOf[3]["weight"].get<int>(), 0); // dropped
        QCOMPARE(json["segments"][0]["signals"][0]["weight"].get<int>(), 2); // another segment's
        QCOMPARE(json["segments"][1]["signals"][3]["missing"].get<std::string>(), std::string("neutral"));
        QCOMPARE(json["name"].get<std::string>(), std::string("House"));
    }

    void modelsWithoutWeights()
    {
        validation::CalibrationFit fit;
        fit.inputs.push_back({.name = "tickets_90", .points = 100});
        QVERIFY(withPoints(TicketModel, "All", fit).ok());
        const auto worst = withPoints(R"({"name": "W", "type": "worst_of", "segments": [{"name": "All", "signals": [
            {"signal": "tickets_90", "steps": [[null, 10]]}]}]})",
            "All", fit);
        QCOMPARE(worst.error().code, ErrorCode::InvalidArgument);
        fit.inputs[0].points = 0;
        QCOMPARE(withPoints(TicketModel, "All", fit).error().code, ErrorCode::InvalidArgument);
    }

    /// A fifth less is kept, a unit more than that is a downsell.
    void eventsByHand()
    {
        const auto isOf = [](Event event, renewals::RenewalState state, std::int64_t due, std::int64_t renewed) {
            renewals::RenewalCase renewal;
            renewal.state = state;
            renewal.dueArr = due;
            renewal.renewedArr = renewed;
            return isEvent(renewal, event);
        };
        using State = renewals::RenewalState;
        QVERIFY(isOf(Event::Churn, State::Lost, 1000, 0) && isOf(Event::Downsell, State::Lost, 1000, 0));
        QVERIFY(!isOf(Event::Downsell, State::Renewed, 1000, 800) && isOf(Event::Downsell, State::Renewed, 1000, 799));
        QVERIFY(!isOf(Event::Downsell, State::Renewed, 1000, 1500) && !isOf(Event::Churn, State::Renewed, 1000, 1));
        renewals::Term term;
        term.start = term.firstSeen = day("2026-01-01");
        renewals::Term given = term;
        given.notice = day("2026-05-15");
        Outcome outcome;
        outcome.terms = {&term};
        QVERIFY(!outcome.isUnderNotice(day("2026-12-31")));
        outcome.terms = {&term, &given}; // one of the contracts is enough
        QVERIFY(outcome.isUnderNotice(day("2026-05-15")));
    }

    /// The book's renewals of the second quarter: B and C lost, D renewed for 700 of 1000.
    void whatBecameOfAQuarter()
    {
        ImportedWorkspace file;
        fillBook(file);
        Progress progress;
        const Lookback data = taken(Lookback::read(file.workspace(), progress));
        const auto told = [&](Event event) {
            QStringList lines;
            for (const Outcome &outcome : taken(settledOutcomes(data.now, day("2026-04-01"), day("2026-06-30"), event)))
                lines << QStringLiteral("%1 %2%3%4")
                             .arg(QString::fromStdString(data.accounts().at(outcome.account).name))
                             .arg(outcome.dueArr / 100)
                             .arg(outcome.isLost ? QStringLiteral(" lost") : QString(),
                                 outcome.isEvent ? QStringLiteral(" event") : QString());
            return lines;
        };
        QCOMPARE(told(Event::Churn),
            (QStringList{"Acme 1000", "Birch 500 lost event", "Cedar 500 lost event", "Dell 1000", "Elm 300"}));
        QCOMPARE(told(Event::Downsell),
            (QStringList{"Acme 1000", "Birch 500 lost event", "Cedar 500 lost event", "Dell 1000 event", "Elm 300"}));
        const auto backwards = settledOutcomes(data.now, day("2026-06-30"), day("2026-06-29"), Event::Churn);
        QVERIFY(!backwards && backwards.error().code == ErrorCode::InvalidArgument);
        const int elm = data.accounts().indexOfRecord("crm", "E");
        const int acme = data.accounts().indexOfRecord("crm", "A");
        QCOMPARE(data.groupOn("segment", acme, day("2026-06-30")), std::string("SMB"));
        QCOMPARE(data.groupOn("segment", elm, day("2026-06-30")), std::string(NoGroup));
    }

    /// On 1 April 2026, of Acme, Birch and Dell.
    void whatModelsSaid()
    {
        ImportedWorkspace file;
        fillBook(file);
        Progress progress;
        const Lookback data = taken(Lookback::read(file.workspace(), progress));
        std::vector<int> accounts;
        for (const char *id : {"A", "B", "D"})
            accounts.push_back(data.accounts().indexOfRecord("crm", id));
        const auto said = [&](const WarningModel &model) {
            DayView view(data, day("2026-04-01"));
            QStringList lines;
            for (const Warning &each : taken(model.on(view, accounts)))
                lines << (each.score ? QString::number(*each.score) : QStringLiteral("-"))
                        + (each.flagged.value_or(false) ? QStringLiteral("!") : QString());
            return lines.join(u' ');
        };
        QCOMPARE(said(*callWarnings()), QStringLiteral("100 0! 50!"));
        QCOMPARE(said(*vendorWarnings("V", false)), QStringLiteral("80 40! -")); // 90 days old, and 91
        QCOMPARE(said(*tenureBaseline()), QStringLiteral("9 21 9"));
        const QStringList constant = said(*constantBaseline()).split(u' ');
        QVERIFY(constant[0] == constant[1] && constant[1] == constant[2]);
        QCOMPARE(said(*lastQuarterBaseline(Event::Churn)), QStringLiteral("50 50 100")); // 1 of 2, 1 of 1
        Outcome birch;
        birch.account = accounts[1];
        birch.due = day("2026-06-30");
        birch.over = day("2026-07-01");
        const auto since = taken(vendorWarnings("V", false)->flaggedSince(data, {birch}));
        QCOMPARE(since.front(), Date::fromIso("2026-02-01"));
    }
};

QTEST_GUILESS_MAIN(TestCalibrationCases)
#include "tst_calibration_cases.moc"
