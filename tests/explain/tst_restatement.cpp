#include "core/dictionary/dictionary_changes.h"
#include "core/explain/conventions_in_force.h"
#include "core/explain/definition_change.h"
#include "core/explain/restatement.h"
#include "tests/revenue/golden_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::explain;

namespace {

/// Proposes a convention of NRR; on to review where `submitted`.
void propose(test::WorkspaceFixture &data, const std::string &variant, bool submitted)
{
    const auto step = submitted ? std::optional(dictionary::Step::Submit) : std::nullopt;
    const auto done = dictionary::change(data.workspace(),
        {R"({"metric": "nrr", "variant": ")" + variant + "\"}", step, "nrr", "Ann", *Date::of(2026, 10, 1), {}});
    if (!done)
        qFatal("%s", done.error().message.english().c_str());
}

Result<std::optional<Restatement>> restated(
    test::WorkspaceFixture &data, const char *metric = "nrr", std::optional<Date> asOf = std::nullopt)
{
    Progress quiet;
    return restatementOf(dictionary::Dictionary::read(data.workspace()), metric,
        *portfolio::Portfolio::of(data.workspace()), asOf, quiet);
}

/// "2026Q3 460/360 of 550"
QString text(const RestatedQuarter &quarter)
{
    return QStringLiteral("%1 %2/%3 of %4")
        .arg(QString::fromStdString(quarter.quarter.text()))
        .arg(quarter.before.numerator / 100)
        .arg(quarter.after.numerator / 100)
        .arg(quarter.before.denominator / 100);
}

} // namespace

/// What a change of convention does to the past (CONTRACT-ROOMS, "Conflict register").
class TestRestatement : public QObject {
    Q_OBJECT
private slots:
    /// The seven-account example: by flow, E and G, who left and came back, are lost.
    void eightQuarters_data()
    {
        QTest::addColumn<bool>("submitted");
        QTest::newRow("a draft") << false;
        QTest::newRow("in review") << true;
    }
    void eightQuarters()
    {
        QFETCH(bool, submitted);
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        propose(data, "nrr/movement_none/account/0/constant", submitted);
        const auto found = restated(data);
        QVERIFY(found.ok() && *found);
        const Restatement &all = **found;
        QCOMPARE(all.before.text(), std::string("nrr/point/account/0/constant"));
        QCOMPARE(all.after.text(), std::string("nrr/movement_none/account/0/constant"));
        QCOMPARE(all.quarters.size(), std::size_t(8)); // October is no whole quarter
        QCOMPARE(text(all.quarters.front()), QStringLiteral("2024Q4 0/0 of 0"));
        QVERIFY(!all.quarters.front().change());
        // March 2025: A 100, B 200, C 50, D 80, E 120, G 40; a year later E is gone, G is back.
        QCOMPARE(text(all.quarters[5]), QStringLiteral("2026Q1 470/430 of 590"));
        QCOMPARE(text(all.quarters.back()), QStringLiteral("2026Q3 460/360 of 550"));
        QVERIFY(std::abs(all.quarters.back().change().value() + 100.0 / 550) < 1e-12);
    }

    void fiscalYears()
    {
        test::WorkspaceFixture data;
        data.db().exec("UPDATE setting SET value = '2' WHERE key = 'fiscal_year_start'");
        test::fillGoldenFixture(data);
        propose(data, "nrr/movement_none/account/0/constant", false);
        const auto found = restated(data);
        QVERIFY(found.ok() && *found);
        QCOMPARE(
            (*found)->quarters.back().quarter.text(), std::string("2027Q3")); // August to October, over on that day
    }

    /// On a day that is past nothing later is restated. On 30 June A has 130, B 150, C 50, D 80 of the 550 at the
    /// start; E is back in July alone, so that flow says the same.
    void asKnownOnADay_data()
    {
        QTest::addColumn<Date>("day");
        QTest::addColumn<QString>("last");
        QTest::newRow("July") << *Date::of(2026, 7, 31) << "2026Q2 410/410 of 550";
        QTest::newRow("the day it ended") << *Date::of(2026, 6, 30) << "2026Q2 410/410 of 550";
        QTest::newRow("the day before") << *Date::of(2026, 6, 29) << "2026Q1 470/430 of 590";
    }
    void asKnownOnADay()
    {
        QFETCH(Date, day);
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        propose(data, "nrr/movement_none/account/0/constant", false);
        const auto found = restated(data, "nrr", day);
        QVERIFY(found.ok() && *found);
        QCOMPARE((*found)->quarters.size(), std::size_t(8));
        QTEST(text((*found)->quarters.back()), "last");
    }

    void nothingToRestate()
    {
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        QVERIFY(!*restated(data)); // nothing is proposed
        propose(data, "nrr/point/account/0/constant", false);
        QVERIFY(!*restated(data)); // the same convention
        propose(data, "our own", false);
        QVERIFY(!*restated(data)); // none that is known
        propose(data, "nrr/point/parent/0/constant", true);
        QVERIFY(*restated(data));
        for (const char *by : {"Bea", "Cem"})
            QVERIFY(dictionary::change(data.workspace(),
                {std::nullopt, dictionary::Step::Approve, "nrr", by, *Date::of(2026, 10, 1),
                    {}}).ok());
        QVERIFY(!*restated(data)); // it is in force now
        QVERIFY(!*restated(data, "psi"));
    }

    void withoutData()
    {
        test::WorkspaceFixture data;
        QCOMPARE(restated(data).error().code, ErrorCode::NoData);
    }

    /// Owners of what is in force, then teams of the register that name a convention of that rate as it is written.
    void whichTeamUsesWhich()
    {
        test::WorkspaceFixture data;
        const auto uses = [&] {
            QStringList found;
            for (const ConventionUse &use :
                conventionUses(dictionary::Dictionary::read(data.workspace()), *Date::of(2026, 10, 31)))
                found << QString::fromStdString(use.team + (use.isOurs ? " (ours) " : " ") + use.convention.text());
            return found;
        };
        const auto entered = [&](const char *entries) {
            const auto done =
                dictionary::change(data.workspace(), {entries, std::nullopt, {}, "Ann", *Date::of(2026, 10, 1), {}});
            QVERIFY2(done.ok(), done ? "" : done.error().message.english().c_str());
        };
        const QStringList ours{"Finance (ours) nrr/point/account/0/constant",
            "Finance (ours) grr/point/account/0/constant", "Finance (ours) logo_churn/point/account/0/constant"};
        QCOMPARE(uses(), ours);
        entered(R"json({"conflicts": [
            {"metric": "nrr", "team": "Board", "convention": "as in the deck (nrr/point/account/0/asof), since May", "critical": false},
            {"metric": "nrr", "team": "RevOps", "convention": "nrr/movement_all/account/0/constant", "critical": true},
            {"metric": "nrr", "team": "Sales", "convention": "by flow", "critical": false},
            {"metric": "grr", "team": "Sales", "convention": "nrr/point/parent/0/constant", "critical": false}]})json");
        const QStringList all{
            ours[0], "Board nrr/point/account/0/asof", "RevOps nrr/movement_all/account/0/constant", ours[1], ours[2]};
        QCOMPARE(uses(), all);
        entered(R"json({"conflicts": [{"metric": "nrr", "team": "RevOps", "state": "resolved", "decision": "point",
            "convention": "nrr/movement_all/account/0/constant", "critical": true}]})json");
        QCOMPARE(uses(), (QStringList{ours[0], all[1], ours[1], ours[2]}));
    }

    /// 460 of 550 against the 360 that flow leaves: E (100) is back and counts again; the same rate by the version in
    /// force is no change at all.
    void againstAnotherDefinition()
    {
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        propose(data, "nrr/movement_none/account/0/constant", false);
        Request request{*metricFromText("nrr")};
        request.from = Month(2025, 10);
        request.to = Month(2026, 10);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        Progress quiet;
        const auto against = [&](int version) {
            return changeOfDefinition(data.workspace(), portfolio, request, version, quiet);
        };
        const auto found = against(2);
        QVERIFY2(found.ok(), found ? "" : found.error().message.english().c_str());
        QCOMPARE(found->then.numerator, 36000);
        QCOMPARE(found->now.numerator, 46000);
        QCOMPARE(found->then.version.value(), 2);
        QCOMPARE(found->parts.size(), std::size_t(1));
        QCOMPARE(found->parts[0].cause, ChangeCause::Definition);
        QVERIFY(std::abs(found->parts[0].share - 100.0 / 550) < 1e-12);
        QVERIFY(against(1)->parts.empty());
        QCOMPARE(against(3).error().message.english(), std::string("There is no version 3 of nrr; the last one is 2."));
        request.by = "segment";
        QCOMPARE(against(2).error().code, ErrorCode::InvalidArgument);
        request = Request{*metricFromText("arr")};
        QCOMPARE(against(1).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(versionFromText("v12").value(), 12);
        for (const char *text : {"12", "v", "v0", "v1x", "version 1"})
            QVERIFY2(!versionFromText(text), text);
    }

    /// A figure that is not told by the convention in force says so.
    void otherConventionIsSaid()
    {
        test::WorkspaceFixture data;
        test::fillGoldenFixture(data);
        const Date day = *Date::of(2026, 10, 31);
        const auto said = [&](int grace = 0) {
            return otherConvention(dictionary::Dictionary::read(data.workspace()), "nrr", day, grace);
        };
        QVERIFY(!said());
        QVERIFY(said(30) && said(30)->english().find("with a grace of 30 days") != std::string::npos); // it says 0
        propose(data, "nrr/movement_none/account/0/constant", true);
        QVERIFY(!said()); // only proposed
        for (const char *by : {"Bea", "Cem"})
            QVERIFY(dictionary::change(data.workspace(),
                {std::nullopt, dictionary::Step::Approve, "nrr", by, *Date::of(2026, 10, 1),
                    {}}).ok());
        QVERIFY(said() && said()->english().find("nrr/movement_none/account/0/constant") != std::string::npos);
        QVERIFY(!otherConvention(dictionary::Dictionary::read(data.workspace()), "arr", day, 30));
    }
};

QTEST_GUILESS_MAIN(TestRestatement)
#include "tst_restatement.moc"
