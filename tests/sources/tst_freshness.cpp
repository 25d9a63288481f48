#include "core/sources/freshness.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

std::string noSetting(const std::string &)
{
    return {};
}

SourceState source(const char *name, const char *kind, const char *asOf)
{
    SourceState state;
    state.name = name;
    state.kind = kind;
    state.asOf = asOf;
    return state;
}

} // namespace

/// How old a source's data are, and when that is too old.
class TestFreshness : public QObject {
    Q_OBJECT
private slots:
    void limits_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("setting");
        QTest::addColumn<int>("warn");
        QTest::addColumn<int>("error");
        QTest::newRow("a CRM") << "crm"
                               << "" << 7 << 30;
        QTest::newRow("billing") << "billing"
                                 << "" << 7 << 30;
        QTest::newRow("any other") << ""
                                   << "" << 7 << 30;
        QTest::newRow("a survey") << "survey"
                                  << "" << 14 << 30;
        QTest::newRow("people") << "people"
                                << "" << 31 << 62;
        QTest::newRow("finance") << "finance"
                                 << "" << 31 << 62;
        QTest::newRow("stated") << "finance"
                                << "3,9" << 3 << 9;
        QTest::newRow("stated with spaces") << "crm"
                                            << " 3 , 9 " << 3 << 9;
        QTest::newRow("at once") << "crm"
                                 << "0,0" << 0 << 0;
        QTest::newRow("ten years") << "crm"
                                   << "3660,3660" << 3660 << 3660;
        QTest::newRow("longer than may be stated") << "crm"
                                                   << "7,3661" << 7 << 30;
        QTest::newRow("failed before warned") << "survey"
                                              << "9,3" << 14 << 30;
        QTest::newRow("one number") << "survey"
                                    << "9" << 14 << 30;
        QTest::newRow("three numbers") << "survey"
                                       << "1,2,3" << 14 << 30;
        QTest::newRow("no numbers") << "people"
                                    << "a,b" << 31 << 62;
    }
    void limits()
    {
        QFETCH(QString, kind);
        QFETCH(QString, setting);
        QFETCH(int, warn);
        QFETCH(int, error);
        const FreshnessLimits limits = freshnessLimits(kind.toStdString(), setting.toStdString());
        QCOMPARE(limits.warn, warn);
        QCOMPARE(limits.error, error);
    }

    /// On 2026-10-31, with 7 days to warn after.
    void ages_data()
    {
        QTest::addColumn<QString>("asOf");
        QTest::addColumn<int>("age");
        QTest::addColumn<bool>("late");
        QTest::newRow("of the day") << "2026-10-31" << 0 << false;
        QTest::newRow("of tomorrow") << "2026-11-01" << -1 << false;
        QTest::newRow("a week old") << "2026-10-24" << 7 << false;
        QTest::newRow("a day more") << "2026-10-23" << 8 << true;
        QTest::newRow("a year old") << "2025-10-31" << 365 << true;
    }
    void ages()
    {
        QFETCH(QString, asOf);
        QFETCH(int, age);
        QFETCH(bool, late);
        const auto states =
            freshnessOn({source("crm", "crm", asOf.toUtf8().constData())}, *Date::of(2026, 10, 31), noSetting);
        QCOMPARE(states.size(), std::size_t(1));
        QCOMPARE(states[0].ageDays, std::optional(age));
        QCOMPARE(states[0].late(), late);
    }

    void aSourceWithoutData()
    {
        const auto states = freshnessOn({source("crm", "crm", "")}, *Date::of(2026, 10, 31), noSetting);
        QVERIFY(!states[0].asOf);
        QVERIFY(!states[0].ageDays);
        QVERIFY(states[0].late());
        QCOMPARE(states[0].rows, std::int64_t(0));
        QVERIFY(freshnessOn({}, *Date::of(2026, 10, 31), noSetting).empty());
    }

    /// Each source has its own setting; quarantined rows are no rows.
    void rowsAndSettingsOfEach()
    {
        SourceState crm = source("crm", "crm", "2026-10-01");
        crm.entities = {{"accounts", 39, 3}, {"contacts", 2, 0}, {"surveys", 0, 4}, {"tickets", 1, 0}};
        const SourceState hr = source("hr", "people", "2026-10-01");
        const auto states = freshnessOn({crm, hr}, *Date::of(2026, 10, 31),
            [](const std::string &key) { return std::string(key == "freshness.crm" ? "30,60" : ""); });
        QCOMPARE(states[0].name, std::string("crm"));
        QCOMPARE(states[0].rows, std::int64_t(42));
        QCOMPARE(states[0].entities, (std::vector<std::string>{"accounts", "contacts", "tickets"}));
        QCOMPARE(states[0].limits.warn, 30);
        QCOMPARE(states[0].limits.error, 60);
        QVERIFY(!states[0].late()); // 30 days
        QCOMPARE(states[1].kind, std::string("people"));
        QCOMPARE(states[1].rows, std::int64_t(0));
        QCOMPARE(states[1].limits.warn, 31);
        QCOMPARE(states[1].limits.error, 62);
    }
};

QTEST_APPLESS_MAIN(TestFreshness)
#include "tst_freshness.moc"
