#include "core/store/row_values.h"
#include "core/store/settings.h"
#include "core/store/workspace.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;

/// What settings may be, and values as a row has them.
class TestSettingValues : public QObject {
    Q_OBJECT
private slots:
    void freshness_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("days"); // empty: none
        QTest::newRow("two") << "7,30"
                             << "7 30";
        QTest::newRow("with blanks") << " 7 , 30 "
                                     << "7 30";
        QTest::newRow("equal") << "30,30"
                               << "30 30";
        QTest::newRow("the second smaller") << "31,30"
                                            << "";
        QTest::newRow("zero") << "0,0"
                              << "0 0";
        QTest::newRow("below zero") << "-1,30"
                                    << "";
        QTest::newRow("ten years") << "3660,3660"
                                   << "3660 3660";
        QTest::newRow("a day more") << "7,3661"
                                    << "";
        QTest::newRow("both a day more") << "3661,3661"
                                         << "";
        QTest::newRow("half a day") << "7.5,30"
                                    << "";
        QTest::newRow("one") << "7"
                             << "";
        QTest::newRow("three") << "7,30,60"
                               << "";
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("one is missing") << "7,"
                                        << "";
        QTest::newRow("words") << "a,b"
                               << "";
    }
    void freshness()
    {
        QFETCH(QString, text);
        QFETCH(QString, days);
        const auto found = freshnessSetting(text.toStdString());
        QCOMPARE(found ? QStringLiteral("%1 %2").arg(found->first).arg(found->second) : QString(), days);
        const bool fine = checkSetting("freshness.crm", text.toStdString()).ok();
        QCOMPARE(fine, found || text.isEmpty()); // empty is the default
    }

    void amountTolerance_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("found"); // empty: none
        QTest::newRow("an amount") << "2.50"
                                   << "2.50 0";
        QTest::newRow("nothing at all") << "0"
                                        << "0 0";
        QTest::newRow("a share") << "0.5%"
                                 << "- 0.5";
        QTest::newRow("a share with a blank") << " 0.5 % "
                                              << "- 0.5";
        QTest::newRow("both") << "1.00, 0.5%"
                              << "1.00 0.5";
        QTest::newRow("everything") << "100%"
                                    << "- 100";
        QTest::newRow("more than that") << "100.1%"
                                        << "";
        QTest::newRow("in the other order") << "0.5%,1.00"
                                            << "";
        QTest::newRow("two amounts") << "1.00,2.00"
                                     << "";
        QTest::newRow("two shares") << "1%,2%"
                                    << "";
        QTest::newRow("three") << "1,2%,3%"
                               << "";
        QTest::newRow("below zero") << "-1"
                                    << "";
        QTest::newRow("a share below zero") << "-1%"
                                            << "";
        QTest::newRow("words") << "a little"
                               << "";
        QTest::newRow("empty") << ""
                               << "";
    }
    void amountTolerance()
    {
        QFETCH(QString, text);
        QFETCH(QString, found);
        const auto tolerance = amountToleranceSetting(text.toStdString());
        QCOMPARE(tolerance
                ? QStringLiteral("%1 %2")
                      .arg(tolerance->amount ? QString::fromStdString(tolerance->amount->text()) : QStringLiteral("-"))
                      .arg(tolerance->percent)
                : QString(),
            found);
        QCOMPARE(checkSetting("tolerance.arr", text.toStdString()).ok(), !found.isEmpty() || text.isEmpty());
    }

    void dayTolerance()
    {
        QCOMPARE(dayToleranceSetting("0"), std::optional(0));
        QCOMPARE(dayToleranceSetting("366"), std::optional(366));
        for (const char *wrong : {"367", "-1", "1.5", "a day", ""})
            QVERIFY2(!dayToleranceSetting(wrong), wrong);
        QVERIFY(!checkSetting("tolerance.renewal_date", "1.5").ok());
        QVERIFY(!checkSetting("tolerance.start_date", "367").ok());
        QVERIFY(checkSetting("tolerance.start_date", "3").ok());
    }

    void values_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("fine");
        const auto row = [](const char *key, const char *value, bool fine) {
            QTest::addRow("%s=%s", key, value) << QString::fromLatin1(key) << QString::fromLatin1(value) << fine;
        };
        row("grace_days", "0", true);
        row("grace_days", "366", true);
        row("grace_days", "367", false);
        row("grace_days", "-1", false);
        row("grace_days", "1.0", false);
        row("grace_days", "", true);
        row("qbr.cadence_months", "Enterprise 3, Mid-Market 6", true);
        row("qbr.cadence_months", "Enterprise=3,Top 10: 120", true);
        row("qbr.cadence_months", "Enterprise 0", false);
        row("qbr.cadence_months", "Enterprise 121", false);
        row("qbr.cadence_months", "Enterprise", false);
        row("qbr.cadence_months", "3", false);
        row("qbr.cadence_months", "Enterprise 3, enterprise 6", false);
        row("escalation.owners", "owner,Kim,Vera,Ada", true);
        row("escalation.owners", "Kim,Vera,Ada", false);
        row("escalation.criteria", "a;b;c;d", true);
        row("escalation.criteria", "a;b;c;", false);
        row("subscriptions.values", "restated", true);
        row("subscriptions.values", "Restated", false);
        row("subscriptions.values", "", true);
        row("target.nrr", "1.05", true);
        row("target.nrr", "105", true);
        row("target.nrr", "105 %", false);
        row("target.nrr", "1,05", false);
        row("target.cohort", "1", false); // has no target
        row("company", "Halyard, Inc.", true);
        row("full.crm.accounts", "all", true);
        row("full.crm.accounts", "part", true);
        row("full.crm.accounts", "some", false);
        row("full.my.crm.accounts", "all", true); // a source may have points in its name
        row("full.crm.nothing", "all", false);
        row("full.accounts", "all", false);
        row("full..accounts", "all", false);
        row("freshness.", "7,30", false);
        row("ttv.clock", "kickoff", true);
        row("ttv.clock", "Kickoff", false);
        row("ttv.milestone", "first report", true);
        row("lifecycle.stages", "start, Live", true);
        row("lifecycle.stages", "start", true);
        row("lifecycle.stages", "start,,Live", false);
        row("lifecycle.stages", "start,Start", false);
        row("lifecycle.sla_days.onboarding", "0", true);
        row("lifecycle.sla_days.onboarding", "3660", true);
        row("lifecycle.sla_days.onboarding", "3661", false);
        row("lifecycle.sla_days.onboarding", "1.5", false);
        row("lifecycle.sla_days.on.hold", "", true); // a stage may have points in its name
        row("lifecycle.sla_days.", "30", false);
        row("grace_day", "0", false);
        row("base_currency", "EUR", false); // chosen when a workspace is made
    }
    void values()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(bool, fine);
        const auto checked = checkSetting(key.toStdString(), value.toStdString());
        QCOMPARE(checked.ok(), fine);
        if (!fine)
            QCOMPARE(checked.error().code, ErrorCode::InvalidArgument);
    }

    void stagesInTheirOrder()
    {
        using Names = std::vector<std::string>;
        QCOMPARE(stageNamesSetting("").value(), (Names{"onboarding", "adoption", "growth", "renewal"}));
        QCOMPARE(stageNamesSetting(" b ,a").value(), (Names{"b", "a"}));
        QCOMPARE(stageOfSlaSetting("lifecycle.sla_days.on.hold").value(), std::string("on.hold"));
        QVERIFY(!stageOfSlaSetting("lifecycle.sla_days.") && !stageOfSlaSetting("lifecycle.stages"));
    }

    /// Each stage has its line, and what was set for one that is none any more stays in sight.
    void slaOfEachStage()
    {
        test::WorkspaceFixture data;
        data.workspace().setSetting("lifecycle.stages", "start,live");
        data.workspace().setSetting("lifecycle.sla_days.live", "90");
        data.workspace().setSetting("lifecycle.sla_days.old", "30");
        SettingValues found;
        for (const auto &value : settingValues(data.workspace())) {
            if (stageOfSlaSetting(value.first))
                found.push_back(value);
        }
        QCOMPARE(found,
            (SettingValues{{"lifecycle.sla_days.live", "90"}, {"lifecycle.sla_days.old", "30"},
                {"lifecycle.sla_days.start", ""}}));
    }

    /// What was set for a source is listed beside the settings that all workspaces have.
    void settingsOfSourcesAreListed()
    {
        test::WorkspaceFixture data;
        data.workspace().setSetting("freshness.crm", "7,30");
        data.workspace().setSetting("full.crm.accounts", "all");
        data.workspace().setSetting("grace_days", "3");
        data.workspace().setSetting("identity.resolved", "1"); // the program's own
        const SettingValues values = settingValues(data.workspace());
        const auto valueOf = [&values](const std::string &key) {
            const auto found = std::ranges::find(values, key, &SettingValues::value_type::first);
            return found == values.end() ? std::string("none") : found->second;
        };
        QCOMPARE(valueOf("freshness.crm"), std::string("7,30"));
        QCOMPARE(valueOf("full.crm.accounts"), std::string("all"));
        QCOMPARE(valueOf("grace_days"), std::string("3"));
        QCOMPARE(valueOf("company"), std::string());
        QCOMPARE(valueOf("identity.resolved"), std::string("none"));
        QVERIFY(std::ranges::is_sorted(values));
    }

    void aWrongKeyHasTheNearestOne()
    {
        QVERIFY(checkSetting("grace_day", "0").error().message.english().find("did you mean grace_days?")
            != std::string::npos);
        QCOMPARE(checkSetting("zzzzzzzz", "0").error().message.english(), std::string("There is no setting zzzzzzzz."));
    }

    void everyKnownSettingHasAMeaning()
    {
        for (const KnownSetting &known : knownSettings()) {
            QVERIFY(!known.meaning.empty());
            QCOMPARE(settingMeaning(known.key), known.meaning);
            QVERIFY(checkSetting(known.key, "").ok());
        }
        QVERIFY(!settingMeaning("freshness.crm").empty());
        QVERIFY(!settingMeaning("full.crm.accounts").empty());
        QVERIFY(settingMeaning("freshness.crm") != settingMeaning("full.crm.accounts"));
        QVERIFY(settingMeaning("full.crm.nothing").empty());
        QVERIFY(settingMeaning("grace_day").empty());
    }

    void badOnesAreNamedOnce()
    {
        test::WorkspaceFixture data;
        Workspace &workspace = data.workspace();
        workspace.setSetting("grace_days", "366");
        workspace.setSetting("target.nrr", "105");
        workspace.setSetting("freshness.crm", "7,30");
        QVERIFY(badSettings(workspace).empty());
        QCOMPARE(*graceDays(workspace), 366);
        QCOMPARE(targetSetting(workspace, "nrr"), std::optional(105.0));
        QVERIFY(!targetSetting(workspace, "grr"));
        workspace.setSetting("grace_days", "367");
        workspace.setSetting("freshness.crm", "30,7");
        workspace.setSetting("target.grr", "high");
        const std::vector<Message> bad = badSettings(workspace);
        QCOMPARE(bad.size(), std::size_t(3));
        QVERIFY(bad[0].english().find("freshness.crm cannot be \"30,7\"") != std::string::npos); // by key
        QVERIFY(bad[1].english().find("grace_days cannot be \"367\"") != std::string::npos);
        QVERIFY(bad[2].english().find("target.grr cannot be \"high\"") != std::string::npos);
        QCOMPARE(graceDays(workspace).error().code, ErrorCode::BadData);
        QVERIFY(!targetSetting(workspace, "grr"));
        workspace.setSetting("grace_days", "");
        QCOMPARE(*graceDays(workspace), 0);
        workspace.setSetting("base_currency", "XXQ"); // by another program: ours writes only what there is
        QCOMPARE(badSettings(workspace).size(), std::size_t(3));
        QVERIFY(badSettings(workspace).front().english().find("XXQ") != std::string::npos);
    }

    void valuesOfARow()
    {
        SQLite::Database db(":memory:");
        SQLite::Statement row(
            db, "SELECT 'text', NULL, '2026-02-28', '2026-02-29', -9007199254740993, 0, 'EUR', 'euros', ''");
        QVERIFY(row.executeStep());
        QCOMPARE(textAt(row, 0), std::string("text"));
        QCOMPARE(textAt(row, 1), std::string());
        QCOMPARE(dateAt(row, 2), Date::of(2026, 2, 28));
        QVERIFY(!dateAt(row, 3)); // no such day
        QVERIFY(!dateAt(row, 1));
        QVERIFY(!dateAt(row, 8));
        QCOMPARE(integerAt(row, 4), std::optional<std::int64_t>(-9007199254740993)); // no double holds it
        QCOMPARE(integerAt(row, 5), std::optional<std::int64_t>(0));
        QVERIFY(!integerAt(row, 1));
        const Currency base = *Currency::fromCode("USD");
        QCOMPARE(currencyAt(row, 6, base).code(), std::string("EUR"));
        QCOMPARE(currencyAt(row, 7, base).code(), std::string("USD"));
        QCOMPARE(currencyAt(row, 1, base).code(), std::string("USD"));
    }

    void daysOfAStage_data()
    {
        QTest::addColumn<int>("days"); // -1: none
        const auto row = [](const char *text, int days) { QTest::newRow(text) << days; };
        row("0", 0);
        row("14", 14);
        row("3660", 3660);
        row("3661", -1);
        row("-1", -1);
        row("7.5", -1);
        row("a week", -1);
    }
    void daysOfAStage()
    {
        QTEST(slaDaysSetting(QTest::currentDataTag()).value_or(-1), "days");
        QVERIFY(!slaDaysSetting(""));
    }

    void hoursOfAnAnswer_data()
    {
        QTest::addColumn<QString>("hours"); // empty: none
        const auto row = [](const char *text, const char *hours) { QTest::newRow(text) << QString(hours); };
        row("24,8,4,2", "24 8 4 2");
        row(" 72 , 24,8 ,4", "72 24 8 4");
        row("1,1,1,1", "1 1 1 1");
        row("8760,8760,8760,8760", "8760 8760 8760 8760");
        row("8761,8,4,2", "");
        row("24,8,4,0", "");
        row("24,8,4,1.5", "");
        row("24,8,4,soon", "");
        row("24,8,4", "");
        row("24,8,4,2,1", "");
    }
    void hoursOfAnAnswer()
    {
        const auto found = responseHoursSetting(QTest::currentDataTag());
        QStringList hours;
        for (const int each : found.value_or(std::array<int, 4>()))
            hours << QString::number(each);
        QTEST(found ? hours.join(u' ') : QString(), "hours");
        QCOMPARE(checkSetting("escalation.response_hours", QTest::currentDataTag()).ok(), found.has_value());
        QCOMPARE(responseHoursSetting(""), responseHoursSetting("24,8,4,2")); // the default ones
    }

    void cadences_data()
    {
        QTest::addColumn<QString>("months"); // "segment months|..."; empty: none
        const auto row = [](const char *text, const char *months) { QTest::newRow(text) << QString(months); };
        row("Enterprise 3, Mid-Market 6", "Enterprise 3|Mid-Market 6");
        row("Mid Market 6", "Mid Market 6");
        row("SMB=12", "SMB 12");
        row("SMB = 12", "SMB 12");
        row("SMB: 12", "SMB 12");
        row("SMB 1", "SMB 1");
        row("SMB 120", "SMB 120");
        row("SMB 0", "");
        row("SMB 121", "");
        row("SMB", "");
        row("12", "");
        row("=12", "");
        row("SMB 3,", "");
        row("SMB 3, smb 6", ""); // one segment twice
        row("SMB 3 months", "");
    }
    void cadences()
    {
        const auto found = cadenceSetting(QTest::currentDataTag());
        QStringList months;
        for (const auto &[segment, count] : found.value_or(std::vector<std::pair<std::string, int>>()))
            months << QStringLiteral("%1 %2").arg(QString::fromStdString(segment)).arg(count);
        QTEST(months.join(u'|'), "months");
        QVERIFY(cadenceSetting("") && !cadenceSetting("")->empty()); // the default ones
    }
};

QTEST_GUILESS_MAIN(TestSettingValues)
#include "tst_setting_values.moc"
