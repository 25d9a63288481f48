#include "core/coverage/eligibility.h"
#include "core/store/customer_rows.h"

#include <QtTest>

using namespace qd;
using namespace qd::coverage;

namespace {

const Date AsOf = *Date::of(2026, 10, 31);

/// Customers AC-1 to AC-3. Record x is the CRM's of AC-1, y in two systems of AC-2, z in two systems of different ones.
identity::AccountDirectory directory()
{
    std::vector<store::CustomerRow> rows{{"AC-1", {}, {}, {}}, {"AC-2", {}, {}, {}}, {"AC-3", {}, {}, {}}};
    identity::AccountDirectory made(std::move(rows));
    const auto link = [&made](const char *source, const char *id, const char *account) {
        store::RecordRow row;
        row.source = made.keep(source);
        row.id = made.keep(id);
        row.account = made.keep(account);
        made.link(row);
    };
    link("crm", "x", "AC-1");
    link("crm", "y", "AC-2");
    link("billing", "y", "AC-2");
    link("crm", "z", "AC-2");
    link("billing", "z", "AC-3");
    return made;
}

} // namespace

/// Who may serve an account, and which account an id means.
class TestEligibility : public QObject {
    Q_OBJECT
private slots:
    void obstacles_data()
    {
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("end");
        QTest::addColumn<double>("fte");
        QTest::addColumn<QString>("region"); // served
        QTest::addColumn<QString>("segment");
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, const char *start, const char *end, double fte, const char *region,
                             const char *segment, const char *language, const char *why) {
            QTest::newRow(name) << QString(start) << QString(end) << fte << QString(region) << QString(segment)
                                << QString(language) << QString(why);
        };
        row("none", "", "", 1, "", "", "", "");
        row("serves it", "", "", 1, "emea", "smb", "DE", "");
        row("hardly any time", "", "", 0.01, "", "", "", "");
        row("a last day", "", "2026-10-31", 1, "", "", "", "");
        row("gone the day before", "", "2026-10-30", 1, "", "", "", "who is not in force on 2026-10-31");
        row("comes the day after", "2026-11-01", "", 1, "", "", "", "who is not in force on 2026-10-31");
        row("no time", "", "", 0, "", "", "", "who has no capacity on 2026-10-31");
        row("a first month without any", "2026-10-01", "", 1, "", "", "", "who has no capacity on 2026-10-31");
        row("another region", "", "", 1, "APAC", "", "", "who does not serve region EMEA");
        row("another segment", "", "", 1, "", "Enterprise", "", "who does not serve segment SMB");
        row("another language", "", "", 1, "", "", "fr", "who does not speak de");
    }
    void obstacles()
    {
        QFETCH(QString, start);
        QFETCH(QString, end);
        QFETCH(double, fte);
        QFETCH(QString, region);
        QFETCH(QString, segment);
        QFETCH(QString, language);
        QFETCH(QString, why);
        const auto only = [](const QString &text) {
            return text.isEmpty() ? std::vector<std::string>() : std::vector<std::string>{text.toStdString()};
        };
        CoverageInput input;
        input.asOf = AsOf;
        input.model.ramp = {0, 1};
        Csm csm;
        csm.start = Date::fromIso(start.toStdString());
        csm.end = Date::fromIso(end.toStdString());
        csm.fte = fte;
        csm.regions = only(region);
        csm.segments = only(segment);
        csm.languages = only(language);
        input.roster.csms = {csm};
        AccountLoad load;
        load.region = "EMEA";
        load.segmentName = "SMB";
        load.language = "de";
        QCOMPARE(QString::fromStdString(obstacle(input, load, 0).english()), why);
    }

    void idsOfAccounts()
    {
        const identity::AccountDirectory accounts = directory();
        QCOMPARE(*accountOfId(accounts, "AC-1"), 0);
        QCOMPARE(*accountOfId(accounts, "AC-3"), 2);
        QCOMPARE(*accountOfId(accounts, "x"), 0);
        QCOMPARE(*accountOfId(accounts, "y"), 1);
        QCOMPARE(accountOfId(accounts, "z").error().code, ErrorCode::InvalidArgument);
        QVERIFY(accountOfId(accounts, "z").error().message.english().find("for example AC-2.") != std::string::npos);
        QCOMPARE(accountOfId(accounts, "w").error().arguments, std::vector<std::string>{"w"});
    }
};

QTEST_APPLESS_MAIN(TestEligibility)
#include "tst_eligibility.moc"
