#include "core/backtest/readiness.h"
#include "core/backtest/risk_file.h"
#include "core/identity/mergers.h"
#include "core/renewals/risk_changes.h"
#include "core/store/audit.h"
#include "core/store/integrity.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

using namespace qd;
using namespace qd::backtest;
using health::HealthColour;

namespace {

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

/// Open on 31 October 2026: A (1000, 31 December), B (500, 30 November), C (200, 15 January 2027). D renewed in
/// October. Of A a file said on 15 October that it is at risk for its price, and what to do by the 20th.
struct Book {
    test::ImportedWorkspace data;
    std::string a, b, c;

    Book()
    {
        data.file("crm.accounts", "account_id,name\nA,Acme\nB,Birch\nC,\"=Cedar, c@x.example\"\nD,Dale\n");
        data.file("cs.accounts", "account_id,name,crm_account_id\nco-1,Acme,A\n");
        data.file("crm.subscriptions",
            "subscription_id,account_id,start_date,end_date,arr\na1,A,2026-01-01,2026-12-31,1000\n"
            "b1,B,2025-12-01,2026-11-30,500\nc1,C,2026-01-16,2027-01-15,200\nd1,D,2025-10-02,2026-10-01,70\n"
            "d2,D,2026-10-02,2027-10-01,70\n");
        data.file("crm.risks",
            "account_id,date,author,status,reason,next_action,next_action_date,call\n"
            "A,2026-10-15,Ann,at_risk,price,Offer a year,2026-10-20,renew\n");
        data.import("2026-10-31");
        Progress progress;
        if (!session::resolveIdentities(data.workspace(), progress).ok())
            qFatal("identities");
        const auto accounts = identity::AccountDirectory::load(data.workspace());
        const auto id = [&](const char *record) { return accounts.at(accounts.indexOfRecord("crm", record)).id; };
        a = id("A");
        b = id("B");
        c = id("C");
    }
    Result<renewals::KeptRisk> judge(const std::string &account, const char *status, const char *reason = "",
        const char *action = "", const char *by = "", const char *call = "")
    {
        renewals::RiskEntry entry{account, day("2026-10-31"), "Ben", status, reason, action, Date::fromIso(by), call};
        return renewals::keepRisk(data.workspace(), entry);
    }
    int rows() { return data.workspace().db().execAndGet("SELECT count(*) FROM risks").getInt(); }
};

/// The register as known on a day; `red` is a record that is red, every other has no colour.
struct Register {
    std::optional<renewals::KnownRenewals> known;
    std::vector<RegisterRow> rows;

    Register(Book &book, const char *on, const char *red = "", HealthColour colour = HealthColour::Red)
    {
        const auto portfolio = portfolio::Portfolio::of(book.data.workspace());
        known = *renewals::KnownRenewals::on(
            portfolio, *renewals::RenewalData::read(book.data.workspace(), *portfolio), day(on));
        const int account = portfolio->accounts().indexOfRecord("crm", red);
        const health::KnownColours colours(
            [account, colour](
                int each, Date) -> Result<HealthColour> { return each == account ? colour : HealthColour::None; },
            {}, portfolio->accounts());
        rows = *riskRegister(*known, *known->casesIn({day("2026-10-01"), day("2027-09-30")}), colours);
    }
    /// "Acme 2026-12-31 1000 risk overdue": what is said of each.
    [[nodiscard]] QStringList told() const
    {
        QStringList lines;
        for (const RegisterRow &row : rows) {
            QString line = QString::fromStdString(known->book().accounts().at(row.account).name.substr(0, 5) + ' '
                + row.due.iso() + ' ' + std::to_string(row.dueArr / 100));
            line += row.isAtRisk ? QStringLiteral(" risk") : QString();
            line += row.disagrees ? QStringLiteral(" disagrees") : QString();
            line += row.isOverdue ? QStringLiteral(" overdue") : QString();
            lines << line;
        }
        return lines;
    }
};

} // namespace

/// What persons say of renewals that are open, and what the register makes of it.
class TestRiskRegister : public QObject {
    Q_OBJECT

private slots:
    /// Those at risk first, then by due date; D, which renewed, is not there. A's action was to be done on the 20th: on
    /// that day it is not overdue yet. Before the 15th nobody had said anything.
    void rows()
    {
        Book book;
        QCOMPARE(Register(book, "2026-10-31").told(),
            (QStringList{"Acme 2026-12-31 1000 risk overdue", "Birch 2026-11-30 500", "=Ceda 2027-01-15 200"}));
        QCOMPARE(Register(book, "2026-10-20").told()[0], "Acme 2026-12-31 1000 risk");
        QCOMPARE(Register(book, "2026-10-21").told()[0], "Acme 2026-12-31 1000 risk overdue");
        QCOMPARE(Register(book, "2026-10-14").told().last(), "=Ceda 2027-01-15 200");
        QVERIFY(!Register(book, "2026-10-14").told().join(u' ').contains(QStringLiteral("risk")));
    }

    void colours_data()
    {
        QTest::addColumn<int>("colour");
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("expected");
        QTest::newRow("red, renews") << int(HealthColour::Red) << "renew"
                                     << "risk disagrees";
        QTest::newRow("yellow, renews") << int(HealthColour::Yellow) << "renew"
                                        << "risk disagrees";
        QTest::newRow("red, leaves") << int(HealthColour::Red) << "churn"
                                     << "risk";
        QTest::newRow("red, no call") << int(HealthColour::Red) << ""
                                      << "risk";
        QTest::newRow("green, renews") << int(HealthColour::Green) << "renew"
                                       << "";
        QTest::newRow("green, shrinks") << int(HealthColour::Green) << "contract"
                                        << "disagrees";
        QTest::newRow("no colour, leaves") << int(HealthColour::None) << "churn"
                                           << "";
    }
    void colours()
    {
        QFETCH(int, colour);
        QFETCH(QString, call);
        QFETCH(QString, expected);
        Book book;
        QVERIFY(book.judge(book.b, "monitor", "", "", "", call.toLatin1().constData()).ok());
        const QStringList told = Register(book, "2026-10-31", "B", HealthColour(colour)).told();
        const auto found = std::ranges::find_if(told, [](const QString &line) { return line.startsWith(u'B'); });
        QCOMPARE(found->section(u' ', 3), expected);
    }

    /// By reason, those without one last, and quarter; the groups are of those at risk alone.
    void groups()
    {
        Book book;
        QVERIFY(book.judge(book.b, "lost").ok());
        QVERIFY(book.judge(book.c, "at_risk", "price").ok());
        const Register found(book, "2026-10-31");
        QStringList lines;
        const auto byReason = riskGroups(found.rows, 1);
        QVERIFY(byReason.ok());
        for (const RiskGroup &group : *byReason)
            lines << QString::fromStdString(group.reason + ' ' + group.quarter.text() + ' '
                + std::to_string(group.count) + ' ' + std::to_string(group.arr / 100));
        QCOMPARE(lines, (QStringList{"price 2026Q4 1 1000", "price 2027Q1 1 200", "(none) 2026Q4 1 500"}));
        QCOMPARE(rowsOf((*riskGroups(found.rows, 1))[1], found.rows, 1).size(), std::size_t(1));
        QStringList quarters;
        const auto byQuarter = quarterRisks(Register(book, "2026-10-30").rows, 1);
        QVERIFY(byQuarter.ok());
        for (const QuarterRisk &each : *byQuarter) // before these were judged
            quarters << QString::fromStdString(each.quarter.text() + ' ' + std::to_string(each.open) + ' '
                + std::to_string(each.openArr / 100) + ' ' + std::to_string(each.atRisk) + ' '
                + std::to_string(each.atRiskArr / 100));
        QCOMPARE(quarters, (QStringList{"2026Q4 2 1500 1 1000", "2027Q1 1 200 0 0"}));
    }

    /// A judgement counts from its day on, of the same day the later author in byte order; undo leaves no trace but in
    /// the audit log.
    void judgeAndTakeBack()
    {
        Book book;
        const auto first = book.judge(book.a, "on_track", "", "Meet them", "2026-11-15", "renew");
        QVERIFY(first.ok());
        QCOMPARE(Register(book, "2026-10-31").told()[1], "Acme 2026-12-31 1000");
        QCOMPARE(Register(book, "2026-10-30").told()[0], "Acme 2026-12-31 1000 risk overdue");
        const auto second = book.judge(book.a, "lost");
        QVERIFY(second.ok());
        QCOMPARE(book.rows(), 2);
        QVERIFY(!renewals::takeBackRisk(book.data.workspace(), *first).ok()); // it is another by now
        QVERIFY(renewals::takeBackRisk(book.data.workspace(), *second).ok());
        QVERIFY(renewals::takeBackRisk(book.data.workspace(), *first).ok());
        QCOMPARE(book.rows(), 1);
        const auto trail = store::auditTrail(book.data.workspace(), 4);
        QCOMPARE(trail[3].after, std::optional<std::string>("on_track, renew; Meet them on 2026-11-15"));
        QCOMPARE(trail[0].action, std::string("judgement taken back"));
        Progress progress;
        QVERIFY(store::checkIntegrity(book.data.workspace(), progress)->empty());
    }

    void refused_data()
    {
        QTest::addColumn<QStringList>("entry"); // status, reason, action, by, call
        QTest::addColumn<QString>("says");
        const auto row = [](const char *says, const QStringList &entry) { QTest::newRow(says) << entry << says; };
        row("did you mean at_risk?", {"atrisk", "", "", "", ""});
        row("there are on_track, monitor, at_risk, lost", {"", "", "", "", ""});
        row("did you mean price?", {"lost", "prise", "", "", ""});
        row("no call \"x\"", {"lost", "", "", "", "x"});
        row("needs a next action", {"lost", "", " ", "2026-11-15", ""});
        row("dated 2026-10-30, before 2026-10-31", {"lost", "", "Call", "2026-10-30", ""});
    }
    void refused()
    {
        QFETCH(QStringList, entry);
        QFETCH(QString, says);
        Book book;
        std::vector<QByteArray> part;
        for (const QString &each : entry)
            part.push_back(each.toLatin1());
        const auto done = book.judge(book.b, part[0], part[1], part[2], part[3], part[4]);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::InvalidArgument);
        QVERIFY2(QString::fromStdString(done.error().message.english()).contains(says),
            done.error().message.english().c_str());
        QCOMPARE(book.rows(), 1);
        QVERIFY(book.judge(book.b, "lost", "", "Call", "2026-10-31").ok()); // on the day is not before it
    }
    /// What Ben said of Birch on the 18th is Birch's until it becomes a part of Acme on the 25th, then Acme's: of two
    /// rows the later one. Ann's row came with the file of the 31st and was not seen before.
    void judgedBeforeAMerger()
    {
        Book book;
        QVERIFY(renewals::keepRisk(book.data.workspace(), {book.b, day("2026-10-18"), "Ben", "lost"}).ok());
        book.data.workspace().setSetting(identity::MergersSetting,
            identity::textOf(
                std::vector<identity::Merger>{{{"crm", "B"}, {"crm", "A"}, day("2026-10-25"), false, "Eve"}}));
        const auto portfolio = portfolio::Portfolio::read(book.data.workspace());
        const auto data = *renewals::RenewalData::read(book.data.workspace(), *portfolio);
        const int acme = portfolio->accounts().indexOf(book.a);
        const int birch = portfolio->accounts().indexOf(book.b);
        QCOMPARE(data->lastRisk(acme, day("2026-10-24"))->author, std::string("Ann"));
        QCOMPARE(data->lastRisk(birch, day("2026-10-24"))->status, std::string("lost"));
        QCOMPARE(data->lastRisk(acme, day("2026-10-25"))->status, std::string("lost"));
        QVERIFY(!data->lastRiskSeen(acme, day("2026-10-24")));
        QCOMPARE(data->lastRiskSeen(birch, day("2026-10-24"))->author, std::string("Ben"));
        QCOMPARE(data->lastRiskSeen(acme, day("2026-10-25"))->author, std::string("Ben"));
        // Nobody said it of Acme: it goes on to be Birch's when the merger is taken back.
        book.data.workspace().setSetting(identity::MergersSetting, "");
        const auto apart = portfolio::Portfolio::read(book.data.workspace());
        const auto again = *renewals::RenewalData::read(book.data.workspace(), *apart);
        QCOMPARE(again->lastRisk(acme, day("2026-10-31"))->author, std::string("Ann"));
        QCOMPARE(again->lastRisk(birch, day("2026-10-31"))->author, std::string("Ben"));
    }

    /// CONTRACT-ROOMS section 1, risks; reasons are those of docs/renewals.md.
    void wordsOfRisks()
    {
        QCOMPARE(renewals::riskStatuses(), (std::vector<std::string>{"on_track", "monitor", "at_risk", "lost"}));
        QCOMPARE(renewals::riskCalls(), (std::vector<std::string>{"renew", "contract", "churn"}));
        QCOMPARE(renewals::riskReasons(),
            (std::vector<std::string>{"usage_falling", "product_gap", "support", "price", "sponsor_left", "budget_cut",
                "competitor", "merger", "other"}));
        for (const auto *all : {&renewals::riskStatuses(), &renewals::riskCalls(), &renewals::riskReasons()}) {
            for (const std::string &word : *all)
                QVERIFY2(renewals::nameOfRiskWord(word), word.c_str());
        }
    }

    void whoDisagrees_data()
    {
        QTest::addColumn<int>("colour");
        QTest::addColumn<QString>("call");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char *name, HealthColour colour, const char *call, bool expected) {
            QTest::newRow(name) << int(colour) << QString::fromLatin1(call) << expected;
        };
        row("red, renews", HealthColour::Red, "renew", true);
        row("yellow, renews, as a file writes it", HealthColour::Yellow, " Renew ", true);
        row("red, shrinks", HealthColour::Red, "contract", false);
        row("green, leaves", HealthColour::Green, "churn", true);
        row("green, shrinks", HealthColour::Green, "contract", true);
        row("green, renews", HealthColour::Green, "RENEW", false);
        row("no colour", HealthColour::None, "churn", false);
        row("no call", HealthColour::Red, " ", false);
    }
    void whoDisagrees()
    {
        QFETCH(int, colour);
        QFETCH(QString, call);
        QTEST(disagree(HealthColour(colour), call.toStdString()), "expected");
    }

    void noSuchCustomer()
    {
        Book book;
        const auto done = book.judge("?", "lost");
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::NotFound);
    }

    /// The CS platform knows Acme as co-1. What nobody judged is left out; a formula is guarded, an address masked.
    void file()
    {
        Book book;
        book.data.workspace().db().exec("UPDATE source SET kind = 'cs_platform' WHERE name = 'cs'");
        QVERIFY(book.judge(book.c, "monitor").ok());
        const Register found(book, "2026-10-31");
        const RiskFile file = riskFile(found.rows, *found.known, false);
        QCOMPARE(file.rows, 2);
        QVERIFY(!file.personal);
        const QStringList lines = QString::fromStdString(file.csv).split(u'\n');
        QCOMPARE(
            lines[1], "co-1,Acme,2026-12-31,1000.00,USD,at_risk,price,renew,Offer a year,2026-10-20,Ann,2026-10-15");
        QCOMPARE(lines[2], ",\"'=Cedar, [masked]\",2027-01-15,200.00,USD,monitor,,,,,Ben,2026-10-31");
        const RiskFile open = riskFile(found.rows, *found.known, true);
        QVERIFY(open.personal);
        QVERIFY(open.csv.find("c@x.example") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestRiskRegister)
#include "tst_risk_register.moc"
