#include "core/scenario/base_figures.h"

#include "core/coverage/books.h"
#include "core/coverage/model_store.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::scenario;

namespace {

/// Start 2026-10, so the year is (2025-10-31, 2026-10-31]. SMB opens with A 100, B 200, C 300, D 400 = 1000:
/// A leaves, B falls to 150, C grows to 390, D stays; E (EUR) and F come new, F leaves again. No segment: G 50.
void fill(test::WorkspaceFixture &data, const std::string &midMarket = {})
{
    data.source("billing", "billing", "2026-11-15");
    data.rate("billing", "EUR", "2025-01-01", "1.00");
    data.rate("billing", "EUR", "2026-10-01", "1.20");
    for (const char *id : {"A", "B", "C", "D", "E", "F"})
        data.account("billing", id, id, midMarket.find(id) == std::string::npos ? "segment=SMB" : "segment=Mid-Market");
    data.subscription("billing", "a", "A", "100", "2025-01-01", "2026-03-31");
    data.subscription("billing", "b1", "B", "200", "2025-01-01", "2026-05-31");
    data.subscription("billing", "b2", "B", "150", "2026-06-01");
    data.subscription("billing", "c1", "C", "300", "2025-01-01", "2026-05-31");
    data.subscription("billing", "c2", "C", "390", "2026-06-01");
    data.subscription("billing", "d", "D", "400", "2025-01-01");
    data.subscription("billing", "e", "E", "100", "2026-02-01", {}, {}, "EUR");
    data.subscription("billing", "f", "F", "60", "2025-12-01", "2026-06-30");
    data.subscription("billing", "g", "G", "50", "2025-01-01");
    data.settle();
}

void csm(test::WorkspaceFixture &data, const std::string &source, const std::string &id, const std::string &start,
    const std::string &end, const std::string &fte, const std::string &cost, const std::string &currency)
{
    data.run("INSERT INTO csms (source, csm_id, name, start_date, end_date, fte, annual_cost_minor, currency, "
             "content_hash, as_of, batch_id, line) VALUES (?1, ?2, ?2, nullif(?3, ''), nullif(?4, ''), "
             "CAST(nullif(?5, '') AS REAL), CAST(nullif(?6, '') AS INTEGER), ?7, 0, '2026-10-31', 1, 2)",
        {source, id, start, end, fte, cost, currency});
}

double value(const CompletedScenario &made, const std::string &segment, const std::string &key, Provenance provenance)
{
    for (const ValueOrigin &origin : made.origins) {
        if (origin.segment == segment && origin.key == key)
            return origin.provenance == provenance ? origin.value : -1;
    }
    return -2;
}

Result<CompletedScenario> completed(test::WorkspaceFixture &data, const std::string &json)
{
    Progress progress;
    const auto scenario = parseScenario(json);
    return scenario ? complete(data.workspace(), *scenario, progress) : Result<CompletedScenario>(scenario.error());
}

} // namespace

class TestBaseFigures : public QObject {
    Q_OBJECT
private slots:
    /// B 150, C 390, D 400 and E 120 at the end of October; G is of no segment.
    void thresholdsSortTheCustomersOfTheStart()
    {
        test::WorkspaceFixture data;
        fill(data, "BC");
        const auto plain = completed(data, "{}");
        QVERIFY2(plain.ok(), plain.ok() ? "" : plain.error().message.english().c_str());
        QCOMPARE(value(*plain, "Mid-Market", "arr", Provenance::Measured), 540.0);
        QCOMPARE(plain->customers.at("Mid-Market").held.size(), std::size_t(2));
        QCOMPARE(plain->customers.at("Mid-Market").contracted.size(), std::size_t(1));
        QCOMPARE(plain->customers.at("SMB").churned.size(), std::size_t(1)); // A
        QCOMPARE(plain->customers.at("SMB").joined.size(), std::size_t(2)); // E and F
        const auto sorted = completed(data, R"({"thresholds": [{"from": "SMB", "to": "Mid-Market", "arr": 390}]})");
        QVERIFY2(sorted.ok(), sorted.ok() ? "" : sorted.error().message.english().c_str());
        QCOMPARE(value(*sorted, "Mid-Market", "arr", Provenance::Measured), 790.0); // C and D
        QCOMPARE(value(*sorted, "SMB", "logos", Provenance::Measured), 2.0); // B and E
        QCOMPARE(value(*sorted, "SMB", "arr", Provenance::Measured), 270.0);
        QVERIFY(std::any_of(sorted->notes.begin(), sorted->notes.end(),
            [](const Message &note) { return note.english().find("moves 1 up and 1 down") != std::string::npos; }));
        const auto unknown = completed(data, R"({"thresholds": [{"from": "SNB", "to": "Mid-Market", "arr": 390}]})");
        QCOMPARE(unknown.error().code, ErrorCode::InvalidArgument);
        QVERIFY(QByteArray::fromStdString(unknown.error().message.english()).contains("did you mean \"SMB\""));
    }

    void filtersNarrowTheBase()
    {
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        const auto narrow = complete(data.workspace(), {}, progress, {{"segment", "SMB"}});
        QVERIFY(narrow.ok());
        QCOMPARE(narrow->scenario.segments.size(), std::size_t(1));
        QCOMPARE(value(*narrow, "SMB", "arr", Provenance::Measured), 1060.0);
        const auto nobody = complete(data.workspace(), {}, progress, {{"region", "Atlantis"}});
        QCOMPARE(nobody.error().code, ErrorCode::NoData);
    }

    void measuredByHand_data()
    {
        QTest::addColumn<QString>("segment");
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("expected");
        QTest::newRow("logos: B C D E") << "SMB"
                                        << "logos" << 4.0;
        QTest::newRow("ARR: 150 + 390 + 400 + EUR 100 at 1.20") << "SMB"
                                                                << "arr" << 1060.0;
        QTest::newRow("churn: 100 of 1000") << "SMB"
                                            << "annual_churn" << 0.1;
        QTest::newRow("contraction: 50 of 900") << "SMB"
                                                << "annual_contraction" << 50.0 / 900;
        QTest::newRow("expansion: 90 of 850") << "SMB"
                                              << "annual_expansion" << 90.0 / 850;
        QTest::newRow("new: E and F in twelve months") << "SMB"
                                                       << "new_logos_per_month" << 2.0 / 12;
        QTest::newRow("ACV: (120 + 60) / 2, at the rates of the end") << "SMB"
                                                                      << "new_acv" << 90.0;
        QTest::newRow("no segment") << "(none)"
                                    << "arr" << 50.0;
        QTest::newRow("no segment, nobody left") << "(none)"
                                                 << "annual_churn" << 0.0;
    }
    void measuredByHand()
    {
        QFETCH(QString, segment);
        QFETCH(QString, key);
        QFETCH(double, expected);
        test::WorkspaceFixture data;
        fill(data);
        const auto made = completed(data, R"({"name": "Base"})");
        QVERIFY2(made.ok(), made.ok() ? "" : made.error().message.english().c_str());
        QCOMPARE(made->scenario.start, Month(2026, 10)); // as of 15 November: October had ended
        QCOMPARE(made->scenario.segments.size(), std::size_t(2));
        QCOMPARE(value(*made, segment.toStdString(), key.toStdString(), Provenance::Measured), expected);
        const Segment &smb = made->scenario.segments[0];
        // 840 of 1000 were kept: 940 at the end without the new ones.
        QVERIFY(
            std::abs((1 - smb.annualChurn) * (1 - smb.annualContraction) * (1 + smb.annualExpansion) - 0.94) < 1e-15);
    }

    void statedValuesWin()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto made = completed(data, R"({"segments": [{"name": "SMB", "arr": 5, "hours_per_account": 3}]})");
        QVERIFY(made.ok());
        QCOMPARE(made->scenario.segments.size(), std::size_t(1));
        QCOMPARE(value(*made, "SMB", "arr", Provenance::Stated), 5.0);
        QCOMPARE(value(*made, "SMB", "hours_per_account", Provenance::Stated), 3.0);
        QCOMPARE(value(*made, "SMB", "logos", Provenance::Measured), 4.0);
        QCOMPARE(value(*made, "", "csms.fte", Provenance::Assumed), 0.0);
        QCOMPARE(value(*made, "", "hours_per_month", Provenance::Assumed), 140.0);
        QVERIFY(!made->scenario.segments[0].annualLogoChurn);
    }

    void anEarlierStart()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto made = completed(data, R"({"start": "2026-05"})");
        QVERIFY(made.ok());
        // B 200, C 300, D 400, E 100 EUR at 1.00, F 60; A had left by then, of 1000.
        QCOMPARE(value(*made, "SMB", "arr", Provenance::Measured), 1060.0);
        QCOMPARE(value(*made, "SMB", "annual_churn", Provenance::Measured), 0.1);
    }

    void theTeamInForce()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.source("people", "people");
        csm(data, "people", "c1", "2024-01-01", "", "1", "10000000", "USD");
        csm(data, "billing", "c1", "2024-01-01", "", "0.2", "1", "USD"); // the same person, by a lesser source
        csm(data, "people", "c2", "2024-01-01", "2026-10-31", "0.5", "5000000", "EUR"); // still there on the day
        csm(data, "people", "c3", "", "2026-10-30", "1", "9900000", "USD"); // left the day before
        csm(data, "people", "c4", "2026-11-01", "", "1", "9900000", "USD"); // not yet
        csm(data, "people", "c5", "", "", "", "", "USD"); // no fte counts 1, no cost
        const auto made = completed(data, "{}");
        QVERIFY2(made.ok(), made.ok() ? "" : made.error().message.english().c_str());
        QCOMPARE(value(*made, "", "csms.fte", Provenance::Measured), 2.5);
        // (100,000 + EUR 50,000 x 1.20) / 1.5 FTE
        QVERIFY(std::abs(value(*made, "", "csms.annual_cost", Provenance::Measured) - 160'000 / 1.5) < 1e-9);
    }

    void theSavedTouchModel()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.run("INSERT INTO capacity_model VALUES (1, 'old', '{\"segments\": [{\"name\": \"SMB\", "
                 "\"hours_per_account\": 9}]}', '', '')",
            {});
        data.run("INSERT INTO capacity_model VALUES (2, 'new', '{\"hours_per_month\": 150, \"utilisation\": 0.6, "
                 "\"ramp\": [0.5, 1], \"segments\": [{\"name\": \"smb\", \"hours_per_account\": 2.5}]}', '', '')",
            {});
        const auto made = completed(data, "{}");
        QVERIFY(made.ok());
        QCOMPARE(value(*made, "SMB", "hours_per_account", Provenance::Assumed), 2.5);
        QCOMPARE(made->scenario.hoursPerMonth, 150.0);
        QCOMPARE(made->scenario.utilisation, 0.6);
        QCOMPARE(made->scenario.ramp, (std::vector<double>{0.5, 1}));
    }

    void hoursAreThoseThatCoverageRequires()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.source("people", "people");
        csm(data, "people", "c1", "", "", "1", "", "USD");
        data.run("INSERT INTO capacity_model VALUES (1, 'risk', '{\"hours_per_month\": 140, \"utilisation\": 0.75, "
                 "\"segments\": [{\"name\": \"SMB\", \"hours_per_account\": 2}], \"risk_factor\": {\"red\": 2}}', "
                 "'', '')",
            {});
        const auto plain = completed(data, "{}");
        QVERIFY(plain.ok());
        QCOMPARE(value(*plain, "SMB", "hours_per_account", Provenance::Assumed), 2.0);
        data.run("UPDATE account SET health = 'red' WHERE segment = 'SMB'", {});
        QCOMPARE(value(*completed(data, "{}"), "SMB", "hours_per_account", Provenance::Assumed), 4.0);
    }

    /// An account without ARR takes time in Coverage, and a scenario has no other customers to put it on.
    void hoursOfAccountsWithoutArrAreNotLost()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.source("people", "people");
        csm(data, "people", "c1", "", "", "1", "", "USD");
        data.account("billing", "trial", "Not Yet GmbH", "segment=SMB");
        data.settle();
        const auto made = completed(data, "{}");
        QVERIFY(made.ok());
        const auto input = coverage::coverageOf(*portfolio::Portfolio::of(data.workspace()),
            coverage::currentModel(data.workspace())->model, made->scenario.start.lastDay());
        QVERIFY(input.ok());
        double required = 0;
        for (const coverage::AccountLoad &load : input->loads)
            required += load.hours;
        double begins = 0;
        for (const Segment &segment : made->scenario.segments)
            begins += segment.logos * segment.hoursPerAccount;
        QVERIFY(std::any_of(input->loads.begin(), input->loads.end(), [](const auto &load) { return load.arr == 0; }));
        QCOMPARE(begins, required);
    }

    void nothingIsReadWhenAllIsStated()
    {
        test::WorkspaceFixture data; // without any data
        const auto made = completed(data, R"({"start": "2026-10", "months": 3, "segments": [{"name": "Own", "logos": 1,
            "arr": 1, "annual_churn": 0, "annual_contraction": 0, "annual_expansion": 0, "new_logos_per_month": 0,
            "new_acv": 0, "hours_per_account": 1}], "csms": {"fte": 1, "annual_cost": 1}})");
        QVERIFY2(made.ok(), made.ok() ? "" : made.error().message.english().c_str());
        QCOMPARE(made->scenario.ramp.size(), std::size_t(3));
    }

    /// Available FTE is the team and each hire by its month of tenure, also where the horizon ends within the ramp.
    void aHorizonWithinTheRamp_data()
    {
        QTest::addColumn<int>("months");
        QTest::addColumn<QByteArray>("hired");
        QTest::addColumn<QList<double>>("fte"); // 3 and, of 2 hired, 0.4, 0.8, 1.6, then 2
        QTest::addColumn<bool>("noted");
        QTest::newRow("three of four") << 3 << QByteArray("2026-11") << QList<double>{3.4, 3.8, 4.6} << true;
        QTest::newRow("one") << 1 << QByteArray("2026-11") << QList<double>{3.4} << true;
        QTest::newRow("as long") << 4 << QByteArray("2026-11") << QList<double>{3.4, 3.8, 4.6, 5} << false;
        QTest::newRow("hired later") << 3 << QByteArray("2027-01") << QList<double>{3, 3, 3.4} << true;
    }
    void aHorizonWithinTheRamp()
    {
        QFETCH(int, months);
        QFETCH(QByteArray, hired);
        QFETCH(QList<double>, fte);
        test::WorkspaceFixture data; // without any data
        QByteArray json = R"({"start": "2026-10", "months": MONTHS, "segments": [{"name": "Own", "logos": 1, "arr": 1,
            "annual_churn": 0, "annual_contraction": 0, "annual_expansion": 0, "new_logos_per_month": 0,
            "new_acv": 0, "hours_per_account": 1}], "ramp": [0.2, 0.4, 0.8, 1],
            "csms": {"fte": 3, "annual_cost": 1, "hires": [{"fte": 2, "month": "HIRED"}]}})";
        json.replace("MONTHS", QByteArray::number(months)).replace("HIRED", hired);
        const auto made = completed(data, json.toStdString());
        QVERIFY2(made.ok(), made.ok() ? "" : made.error().message.english().c_str());
        for (int month = 0; month < months; ++month)
            QCOMPARE(availableFte(made->scenario, month), fte[month]);
        const bool says = std::ranges::any_of(made->notes,
            [](const Message &note) { return note.english().find("is longer than the horizon") != std::string::npos; });
        QTEST(says, "noted");
    }

    /// Who is at 1 before the ramp ends is fully productive within the horizon: there is nothing to note.
    void aRampThatIsFullBeforeItsEnd_data()
    {
        QTest::addColumn<QByteArray>("ramp"); // of three months in a horizon of two
        QTest::addColumn<bool>("noted");
        QTest::newRow("in the first month") << QByteArray("1, 1, 1") << false;
        QTest::newRow("in the last of the horizon") << QByteArray("0.5, 1, 1") << false;
        QTest::newRow("after it") << QByteArray("0.5, 0.9, 1") << true;
        QTest::newRow("never") << QByteArray("0.5, 0.9, 0.9") << true;
    }
    void aRampThatIsFullBeforeItsEnd()
    {
        QFETCH(QByteArray, ramp);
        test::WorkspaceFixture data; // without any data
        QByteArray json = R"({"start": "2026-10", "months": 2, "segments": [{"name": "Own", "logos": 1, "arr": 1,
            "annual_churn": 0, "annual_contraction": 0, "annual_expansion": 0, "new_logos_per_month": 0,
            "new_acv": 0, "hours_per_account": 1}], "ramp": [RAMP],
            "csms": {"fte": 3, "annual_cost": 1, "hires": [{"fte": 2, "month": "2026-11"}]}})";
        json.replace("RAMP", ramp);
        const auto made = completed(data, json.toStdString());
        QVERIFY2(made.ok(), made.ok() ? "" : made.error().message.english().c_str());
        const bool says = std::ranges::any_of(made->notes,
            [](const Message &note) { return note.english().find("is longer than the horizon") != std::string::npos; });
        QTEST(says, "noted");
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("unknown segment") << QByteArray(R"({"segments": [{"name": "SNB"}]})")
                                         << int(ErrorCode::InvalidArgument) << QByteArray("\"SNB\"|\"SMB\"");
        QTest::newRow("hire before the measured start")
            << QByteArray(R"({"csms": {"hires": [{"month": "2026-10", "fte": 1}]}})") << int(ErrorCode::InvalidArgument)
            << QByteArray("hire|2026-10|past");
        QTest::newRow("elasticity without a team")
            << QByteArray(R"({"overload_elasticity": 0.5})") << int(ErrorCode::InvalidArgument)
            << QByteArray("overload_elasticity|csms.fte");
        QTest::newRow("nobody yet") << QByteArray(R"({"start": "2020-01"})") << int(ErrorCode::NoData)
                                    << QByteArray("2020-01");
    }
    void refuses()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, code);
        QFETCH(QByteArray, named);
        test::WorkspaceFixture data;
        fill(data);
        const auto made = completed(data, json.toStdString());
        QVERIFY(!made.ok());
        const QByteArray sentence = QByteArray::fromStdString(made.error().message.english());
        QVERIFY2(int(made.error().code) == code, sentence);
        QVERIFY(*made.error().message.words().context != '\0'); // a template, not a finished sentence
        for (const QByteArray &part : named.split('|'))
            QVERIFY2(sentence.contains(part), sentence);
    }

    void aHistoryThatEnds()
    {
        test::WorkspaceFixture data;
        data.source("finance", "finance");
        data.account("finance", "A", "A", "segment=SMB");
        data.monthEnd("finance", "A", "2026-08", "100");
        data.settle();
        QCOMPARE(completed(data, "{}")->scenario.start, Month(2026, 8));
        const auto late = completed(data, R"({"start": "2026-10"})");
        QVERIFY(!late.ok());
        QCOMPARE(late.error().code, ErrorCode::NoData);
    }
};

QTEST_GUILESS_MAIN(TestBaseFigures)
#include "tst_base_figures.moc"
