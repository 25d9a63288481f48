#include "core/base/text.h"
#include "core/coverage/model_changes.h"
#include "core/coverage/model_store.h"
#include "core/coverage/segment_preview.h"
#include "core/portfolio/portfolio.h"
#include "core/store/audit.h"
#include "tests/coverage/coverage_fixture.h"

#include <nlohmann/json.hpp>

#include <QtTest>

using namespace qd;
using namespace qd::coverage;

namespace {

/// The fixture's model with segments by ARR: Enterprise from `enterprise`, SMB below `smb`.
CapacityModel byArr(double enterprise, double smb)
{
    CapacityModel model = test::CoverageFixture::model();
    model.segments[0].rule = {{"arr", enterprise, std::nullopt, {}}};
    model.segments[1].rule = {{"arr", std::nullopt, smb, {}}};
    return model;
}

CoverageInput inputOf(test::CoverageFixture &data)
{
    data.settle();
    auto input =
        coverageOf(*portfolio::Portfolio::of(data.workspace()), test::CoverageFixture::model(), Date::of(2026, 10, 31));
    if (!input.ok())
        qFatal("%s", input.error().message.english().c_str());
    return std::move(*input);
}

} // namespace

/// Segments by rule, what another model would change, and the models a workspace keeps.
class TestSegments : public QObject {
    Q_OBJECT
private slots:
    /// ARR: A1 300,000, A2 200,000, A3 10,000, A4 20,000, A5 50,000 (all as their golden segments say but A5), A6
    /// 5,000.
    void preview()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        const SegmentPreview result = previewModel(input, byArr(100'000, 100'000));
        QCOMPARE(result.moved, 2);
        QCOMPARE(result.shifts.size(), std::size_t(2));
        QCOMPARE(result.shifts[0].from, -1); // A6, of a segment without touch model
        QCOMPARE(result.shifts[0].to, 1);
        QCOMPARE(result.shifts[1].from, 0); // A5
        QCOMPARE(result.shifts[1].to, 1);
        QCOMPARE(result.shifts[1].arr, 50'000'00);
        QCOMPARE(result.movedArr(), 55'000'00); // with A6
        QCOMPARE(result.hoursBefore, 43.8);
        QCOMPARE(result.hoursAfter, 37.8); // A5 8 -> 1, A6 0 -> 1
        QCOMPARE(result.fteBefore, 43.8 / 80);
        QCOMPARE(result.fteAfter, 37.8 / 80);
        QCOMPARE(result.shifts[1].loads.size(), std::size_t(1));
        const AccountLoad &moved = input.loads[std::size_t(result.shifts[1].loads[0])];
        QCOMPARE(input.accounts->at(moved.account).name, std::string("Epsilon"));
        QCOMPARE(result.segments.size(), std::size_t(3)); // Enterprise, SMB, none
        QCOMPARE(result.segments[0].accountsBefore, 3);
        QCOMPARE(result.segments[0].accountsAfter, 2);
        QCOMPARE(result.segments[0].hoursBefore, 41.6); // A1 24, A2 9.6, A5 8
        QCOMPARE(result.segments[0].hoursAfter, 33.6);
        QCOMPARE(result.segments[1].accountsAfter, 4);
        QCOMPARE(result.segments[2].name, std::string());
        QCOMPARE(result.segments[2].accountsBefore, 1);
        QCOMPARE(result.segments[2].accountsAfter, 0);
        QVERIFY(result.overlaps.empty());
        QCOMPARE(previewModel(input, byArr(50'000, 50'000)).moved, 1); // at_least includes its value
        QCOMPARE(previewModel(input, input.model).moved, 0);
    }

    /// Whatever the thresholds: accounts, ARR and hours of the segments add up, on both sides, and the shifts explain
    /// what comes and goes.
    void nothingIsLostBetweenSegments()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        std::int64_t arr = 0;
        for (const AccountLoad &load : input.loads)
            arr += load.arr;
        for (double threshold = 0; threshold <= 320'000; threshold += 5'000) {
            CapacityModel other = byArr(threshold, threshold / 2);
            other.segments[1].name = "Small"; // a segment that goes, and one that comes
            const SegmentPreview result = previewModel(input, other);
            SegmentTotal sum;
            for (const SegmentTotal &row : result.segments) {
                sum.accountsBefore += row.accountsBefore;
                sum.accountsAfter += row.accountsAfter;
                sum.arrBefore += row.arrBefore;
                sum.arrAfter += row.arrAfter;
                sum.hoursBefore += row.hoursBefore;
                sum.hoursAfter += row.hoursAfter;
            }
            QCOMPARE(sum.accountsBefore, int(input.loads.size()));
            QCOMPARE(sum.accountsAfter, int(input.loads.size()));
            QCOMPARE(sum.arrBefore, arr);
            QCOMPARE(sum.arrAfter, arr);
            QVERIFY(std::abs(sum.hoursBefore - result.hoursBefore) < 1e-9);
            QVERIFY(std::abs(sum.hoursAfter - result.hoursAfter) < 1e-9);
            int change = 0;
            for (const SegmentShift &shift : result.shifts)
                change += (shift.to == 0 ? shift.accounts : 0) - (shift.from == 0 ? shift.accounts : 0);
            QCOMPARE(result.segments[0].accountsBefore + change, result.segments[0].accountsAfter);
        }
    }

    void changesAreNamed()
    {
        const CapacityModel model = defaultCapacityModel();
        QVERIFY(changesBetween(model, model).empty());
        CapacityModel other = model;
        other.utilisation = 0.8;
        other.segments[0].rule = {{"arr", 100'000, std::nullopt, {}}, {"region", {}, {}, {"EMEA", "APAC"}}};
        other.segments[1].activities.pop_back();
        std::swap(other.segments[0], other.segments[1]);
        other.segments.pop_back();
        other.assign.maxAccounts = 40;
        other.techTouch = {"Enterprise", "Mid-Market", {}, 0.75, 0.05, "Ann", "", {}};
        QStringList lines;
        for (const ModelChange &change : changesBetween(model, other))
            lines << QString::fromStdString(change.what.english() + ": " + change.before.value_or(Message()).english()
                + " > " + change.after.value_or(Message()).english());
        QCOMPARE(lines.join(u'\n'),
            QStringLiteral("utilisation: 0.75 > 0.8\n"
                           "segments: Enterprise, Mid-Market, SMB > Mid-Market, Enterprise\n"
                           "Enterprise rule on arr:  > from 100000\n"
                           "Enterprise rule on region:  > any of EMEA, APAC\n"
                           "assign max_accounts:  > 40\n"
                           "tech_touch human:  > Enterprise\n"
                           "tech_touch tech:  > Mid-Market\n"
                           "tech_touch gross_margin:  > 0.75\n"
                           "tech_touch retention_uplift:  > 0.05\n"
                           "tech_touch owner:  > Ann\n"
                           "Mid-Market activity Renewal: 1.0 a year x 5.0 h > \n"
                           "SMB touch: tech > \n"
                           "SMB hours_per_account: 0.25 > \n"
                           "SMB target_arr_per_csm: 5000000.0 > \n"
                           "SMB activity Mail and webinars: 12.0 a year x 0.15 h > \n"
                           "SMB activity Renewal: 1.0 a year x 1.2 h > "));
    }

    /// Only A1 is from 250,000 on, and nobody is below 100: all others are of no segment, and need no hours.
    void accountsOfNoSegmentHaveTheirRow()
    {
        test::CoverageFixture data;
        CoverageInput input = inputOf(data);
        const SegmentPreview most = previewModel(input, byArr(250'000, 100));
        QCOMPARE(most.hoursAfter, 24.0);
        QCOMPARE(most.segments.size(), std::size_t(3));
        QCOMPARE(most.segments[2].accountsAfter, 5);
        QCOMPARE(most.segments[2].hoursAfter, 0.0);
        std::erase_if(input.loads, [](const AccountLoad &load) { return load.segment < 0; }); // A6
        QCOMPARE(previewModel(input, byArr(100'000, 100'000)).segments.size(), std::size_t(2));
        const SegmentPreview one = previewModel(input, byArr(20'000, 100)); // A3 alone falls out
        QCOMPARE(one.segments.size(), std::size_t(3));
        QCOMPARE(one.segments[2].accountsBefore, 0);
        QCOMPARE(one.segments[2].accountsAfter, 1);
    }

    void overlapsAreSaid()
    {
        test::CoverageFixture data;
        const CoverageInput input = inputOf(data);
        const SegmentPreview result = previewModel(input, byArr(20'000, 100'000)); // A4 and A5 fit both
        QCOMPARE(result.overlaps.size(), std::size_t(1));
        QVERIFY2(
            result.overlaps[0].english().find("both hold for 2 accounts; Enterprise comes first") != std::string::npos,
            result.overlaps[0].english().c_str());
    }

    void rules_data()
    {
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("accounts"); // of the six, those the rule takes
        QTest::newRow("region") << R"([{"field": "Region", "any_of": ["apac", "LATAM"]}])"
                                << "Epsilon";
        QTest::newRow("both") << R"([{"field": "region", "any_of": ["EMEA"]}, {"field": "arr", "below": 10000}])"
                              << "Zeta";
        QTest::newRow("employees") << R"([{"field": "employees", "at_least": 500}])"
                                   << "Beta";
        QTest::newRow("missing value") << R"([{"field": "employees", "below": 500}])"
                                       << "";
        QTest::newRow("a text is no number") << R"([{"field": "region", "at_least": 0}])"
                                             << "";
    }
    void rules()
    {
        QFETCH(QString, rule);
        QFETCH(QString, accounts);
        test::CoverageFixture data;
        data.run("UPDATE accounts SET employees = 500 WHERE account_id = 'A2'", {});
        data.settle();
        const auto model = capacityModelFromText(
            R"({"hours_per_month": 100, "utilisation": 1, "segments": [{"name": "Key", "hours_per_account": 1, "rule": )"
            + rule.toStdString() + "}]}");
        QVERIFY2(model.ok(), model.ok() ? "" : model.error().message.english().c_str());
        const auto input = coverageOf(*portfolio::Portfolio::of(data.workspace()), *model);
        QVERIFY(input.ok());
        QStringList taken;
        for (const AccountLoad &load : input->loads) {
            if (load.segment == 0)
                taken << QString::fromStdString(input->accounts->at(load.account).name);
        }
        QCOMPARE(taken.join(u' '), accounts);
    }

    /// One product in force is enough, for a cent, too; one that ran out, a trial without value, and no contract at all
    /// are none.
    void rulesOnProducts()
    {
        test::CoverageFixture data;
        data.source("billing", "billing");
        data.account("billing", "B1", "Alpha");
        data.account("billing", "B2", "Beta");
        data.account("billing", "B3", "Gamma");
        data.subscription("billing", "S1", "B1", "1000.00", "2026-01-01", "", "", "USD", "Core");
        data.subscription("billing", "S2", "B1", "0.01", "2026-01-01", "", "", "USD", "Analytics");
        data.subscription("billing", "S3", "B2", "800.00", "2026-01-01", "", "", "USD", "Core");
        data.subscription("billing", "S4", "B2", "100.00", "2025-01-01", "2025-12-31", "", "USD", "Analytics");
        data.subscription("billing", "S5", "B3", "0.00", "2026-01-01", "", "", "USD", "Analytics");
        data.settle();
        const auto model = capacityModelFromText(
            R"({"hours_per_month": 100, "utilisation": 1, "segments": [{"name": "Key", "hours_per_account": 1,
                "rule": [{"field": "product", "any_of": ["analytics", "Other"]}]}]})");
        QVERIFY2(model.ok(), model.ok() ? "" : model.error().message.english().c_str());
        const auto input = coverageOf(*portfolio::Portfolio::of(data.workspace()), *model);
        QVERIFY(input.ok());
        QStringList taken;
        for (const AccountLoad &load : input->loads) {
            if (load.segment == 0)
                taken << QString::fromStdString(
                    input->accounts->at(load.account).name + ":" + joined(load.products, ","));
        }
        QCOMPARE(taken, QStringList{QStringLiteral("Alpha:Analytics,Core")});
        QCOMPARE(previewModel(*input, *model).moved, 0); // asks the same products
    }

    void versions()
    {
        test::WorkspaceFixture data;
        const auto nothingSaved = currentModel(data.workspace());
        QVERIFY(nothingSaved.ok());
        QCOMPARE(nothingSaved->version, 0);
        QVERIFY(nothingSaved->model == defaultCapacityModel());

        QCOMPARE(*saveModel(data.workspace(), byArr(1, 1), "By ARR"), 1);
        QCOMPARE(*saveModel(data.workspace(), byArr(1, 1), "By ARR"), 1); // nothing changed, nothing saved
        QCOMPARE(*saveModel(data.workspace(), byArr(2, 2), "By ARR"), 2);
        const auto now = currentModel(data.workspace());
        QCOMPARE(now->version, 2);
        QVERIFY(now->model == byArr(2, 2));
        const auto all = savedModels(data.workspace());
        QCOMPARE(all->size(), std::size_t(2));
        QVERIFY(all->back().model == byArr(1, 1));

        const auto trail = store::auditTrail(data.workspace());
        QCOMPARE(trail.size(), std::size_t(2));
        QCOMPARE(trail[0].action, std::string("save capacity model"));
        QCOMPARE(trail[0].before, trail[1].after);
        QVERIFY(!trail[1].before);
    }

    void aVersionSaysWhenAndByWhom()
    {
        test::WorkspaceFixture data;
        data.run("INSERT INTO capacity_model VALUES (3, 'By ARR', ?, '2026-10-31T08:00:00Z', 'Mia')",
            {toJson(byArr(1, 2)).dump()});
        const auto model = currentModel(data.workspace());
        QVERIFY2(model.ok(), model.ok() ? "" : model.error().message.english().c_str());
        QCOMPARE(model->version, 3);
        QCOMPARE(model->name, std::string("By ARR"));
        QCOMPARE(model->savedAt, std::string("2026-10-31T08:00:00Z"));
        QCOMPARE(model->savedBy, std::string("Mia"));
        QVERIFY(model->model == byArr(1, 2));
    }

    void nothingSavedHalfWay()
    {
        test::WorkspaceFixture data;
        CapacityModel bad = byArr(1, 1);
        bad.utilisation = 2;
        QVERIFY(!saveModel(data.workspace(), bad, "Bad").ok());
        QVERIFY(store::auditTrail(data.workspace()).empty());
        QCOMPARE(currentModel(data.workspace())->version, 0);
    }

    void spoiltModelIsNamed()
    {
        test::WorkspaceFixture data;
        data.run("INSERT INTO capacity_model VALUES (3, 'X', '{}', '', '')", {});
        const auto model = currentModel(data.workspace());
        QVERIFY(!model.ok());
        QVERIFY2(model.error().message.english().find("Version 3") == 0, model.error().message.english().c_str());
    }
};

QTEST_GUILESS_MAIN(TestSegments)
#include "tst_segments.moc"
