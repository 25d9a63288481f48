#include "core/renewals/exception_file.h"
#include "core/renewals/words.h"
#include "tests/renewals/renewal_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::test;

/// What is wrong with how a renewal is prepared, each with a near miss. Due on 31 March 2026, looked at on 15 March.
class TestRenewalExceptions : public QObject {
    Q_OBJECT

    struct Book {
        QString owner = QStringLiteral("Mia");
        QString due = QStringLiteral("100 2025-04-01 2026-03-31");
        QString next = {};
        QString opportunity = QStringLiteral("created_date=2025-12-01 close_date=2026-03-20 first_as_of=2026-03-01");
        QString crmDate = {}; ///< renewal_date that another system gives
    };
    static QString exceptions(const Book &book, const char *asOf = "2026-03-15", int tolerance = 0)
    {
        RenewalFixture data;
        data.csm("m1", "Mia");
        data.csm("m2", "Lee", "2026-03-14");
        data.csm("m3", "Max", "2026-03-15");
        data.run("UPDATE accounts SET owner = nullif(?, '') WHERE account_id = 'A'", {book.owner.toStdString()});
        data.contract("due", book.due.toLatin1().constData());
        if (!book.next.isEmpty())
            data.contract("next", book.next.toLatin1().constData());
        if (!book.opportunity.isEmpty())
            data.opportunity("o", book.opportunity.toLatin1().constData());
        if (!book.crmDate.isEmpty()) {
            data.source("crm", "crm");
            data.account("crm", "0A", "Acme", "crm_account_id=;renewal_date=" + book.crmDate.toStdString());
            data.settle();
            data.run("UPDATE account_link SET account = (SELECT account FROM account_link WHERE source = 'billing' AND "
                     "record_id = ?) WHERE source = 'crm'",
                {"A"});
        }
        const auto known = data.known(day(asOf));
        const auto report = renewals::renewalReport(known, {{day("2026-03-01"), day("2026-03-31")}, tolerance});
        QStringList words;
        for (const renewals::Exception exception : report->contracts.at(0).exceptions)
            words << QLatin1String(toString(exception));
        return words.join(u' ');
    }

private slots:
    void nothingIsWrong() { QCOMPARE(exceptions({}), QString()); }

    void owners_data()
    {
        QTest::addColumn<QString>("owner");
        QTest::addColumn<QString>("expected");
        QTest::newRow("none") << ""
                              << "no_owner";
        QTest::newRow("nobody of the roster") << "Zoe"
                                              << "no_owner";
        QTest::newRow("by id") << "m1"
                               << "";
        QTest::newRow("left the day before") << "Lee"
                                             << "owner_left";
        QTest::newRow("leaves on the day") << "Max"
                                           << "";
    }
    void owners()
    {
        QFETCH(QString, owner);
        Book book;
        book.owner = owner;
        QTEST(exceptions(book), "expected");
    }

    void withoutARoster()
    {
        RenewalFixture data;
        data.contract("due", "100 2025-04-01 2026-03-31");
        data.opportunity("o", "created_date=2025-12-01 close_date=2026-03-20 first_as_of=2026-03-01");
        const auto found = [&] {
            return data.report("2026-03-01", "2026-03-31", "2026-03-15").contracts[0].exceptions;
        };
        QCOMPARE(found(), std::vector{renewals::Exception::NoOwner});
        data.run("UPDATE accounts SET owner = ?", {"Mia"});
        QVERIFY(found().empty());
    }

    /// Lost with a lost opportunity: nothing is left to be done.
    void aLostOne()
    {
        Book book;
        book.opportunity = QStringLiteral("created_date=2025-12-01 close_date=2026-04-20 is_closed=1");
        QCOMPARE(exceptions(book, "2026-05-01"), QString());
        QCOMPARE(exceptions(book, "2026-04-20"), QStringLiteral("no_opportunity past_due_open"));
        book.opportunity.clear();
        QCOMPARE(exceptions(book, "2026-05-01"), QStringLiteral("no_opportunity"));
    }

    void opportunities_data()
    {
        QTest::addColumn<QString>("opportunity");
        QTest::addColumn<QString>("expected");
        const QString open = QStringLiteral("created_date=2025-12-01 first_as_of=2026-03-01 ");
        QTest::newRow("none") << ""
                              << "no_opportunity";
        QTest::newRow("lost") << open + "close_date=2026-03-01 is_closed=1"
                              << "no_opportunity";
        QTest::newRow("an expansion") << open + "close_date=2026-03-20 type=expansion"
                                      << "no_opportunity";
        QTest::newRow("won for this date") << open + "close_date=2026-03-01 is_closed=1 is_won=1"
                                           << "";
        QTest::newRow("won for another") << open + "close_date=2025-03-01 is_closed=1 is_won=1"
                                         << "no_opportunity";
        QTest::newRow("created only later") << "created_date=2026-03-16 close_date=2026-03-20"
                                            << "no_opportunity";
        QTest::newRow("closes on the due date") << open + "close_date=2026-03-31"
                                                << "";
        QTest::newRow("closes the day after") << open + "close_date=2026-04-01"
                                              << "close_after_expiry";
        QTest::newRow("stage of 30 days") << "created_date=2025-12-01 close_date=2026-03-20 first_as_of=2026-02-13"
                                          << "";
        QTest::newRow("stage of 31 days") << "created_date=2025-12-01 close_date=2026-03-20 first_as_of=2026-02-12"
                                          << "stage_stale";
        QTest::newRow("an amount within a dollar") << open + "close_date=2026-03-20 amount_minor=10100"
                                                   << "";
        QTest::newRow("an amount beyond it") << open + "close_date=2026-03-20 amount_minor=10101"
                                             << "amount_differs";
        QTest::newRow("won for more") << open + "close_date=2026-03-01 is_closed=1 is_won=1 amount_minor=20000"
                                      << "";
    }
    void opportunities()
    {
        QFETCH(QString, opportunity);
        Book book;
        book.opportunity = opportunity;
        QTEST(exceptions(book), "expected");
    }

    /// The contract due was replaced within the window by one of 150 that ends on the same day.
    void anAmountOfWhatReplacedTheContract_data()
    {
        QTest::addColumn<QString>("amount");
        QTest::addColumn<QString>("expected");
        QTest::newRow("of the one due") << "10000"
                                        << "";
        QTest::newRow("of the one that ends now") << "15000"
                                                  << "";
        QTest::newRow("of neither") << "25000"
                                    << "amount_differs";
    }
    void anAmountOfWhatReplacedTheContract()
    {
        QFETCH(QString, amount);
        Book book;
        book.due = QStringLiteral("100 2025-04-01 2026-03-31 cancelled_date=2026-03-10");
        book.next = QStringLiteral("150 2026-03-10 2026-03-31");
        book.opportunity += QStringLiteral(" amount_minor=") + amount;
        QTEST(exceptions(book), "expected");
    }

    /// What moved its stage 20 days ago is not stale, however old it is.
    void aStageThatMoved()
    {
        RenewalFixture data;
        data.contract("due", "100 2025-04-01 2026-03-31");
        data.opportunity("o", "created_date=2025-06-01 close_date=2026-03-20 first_as_of=2025-06-30 stage=Two");
        const auto stale = [&](const char *asOf) {
            const auto report = data.report("2026-03-01", "2026-03-31", asOf);
            return std::ranges::count(report.contracts.at(0).exceptions, renewals::Exception::StageStale) == 1;
        };
        QVERIFY(stale("2026-03-15"));
        data.kept("opportunities", "o", "stage", "One", "2025-06-30");
        data.kept("opportunities", "o", "stage", "Two", "2026-02-23");
        QVERIFY(!stale("2026-03-15"));
        QVERIFY(!stale("2026-03-25"));
        QVERIFY(stale("2026-03-26"));
        QVERIFY(stale("2026-02-22")); // One, since June
    }

    void dates_data()
    {
        QTest::addColumn<QString>("crmDate");
        QTest::addColumn<int>("tolerance");
        QTest::addColumn<QString>("expected");
        QTest::newRow("the same") << "2026-03-31" << 0 << "";
        QTest::newRow("a day apart") << "2026-04-01" << 0 << "date_differs";
        QTest::newRow("within the tolerance") << "2026-04-05" << 5 << "";
        QTest::newRow("beyond it") << "2026-04-06" << 5 << "date_differs";
    }
    void dates()
    {
        QFETCH(QString, crmDate);
        QFETCH(int, tolerance);
        Book book;
        book.crmDate = crmDate;
        QTEST(exceptions(book, "2026-03-15", tolerance), "expected");
    }

    void automaticRenewal_data()
    {
        QTest::addColumn<QString>("columns");
        QTest::addColumn<QString>("expected");
        QTest::newRow("no notice date") << " auto_renew=1"
                                        << "auto_renew_no_notice_date";
        QTest::newRow("a notice date") << " auto_renew=1 notice_date=2026-03-01"
                                       << "";
        QTest::newRow("not automatic") << " auto_renew=0"
                                       << "";
        QTest::newRow("one that nobody knows yet") << " auto_renew=1 notice_date=2026-03-16"
                                                   << "auto_renew_no_notice_date";
    }
    void automaticRenewal()
    {
        QFETCH(QString, columns);
        Book book;
        book.due += columns;
        QTEST(exceptions(book), "expected");
    }

    void pastDue()
    {
        Book book;
        book.opportunity = QStringLiteral("created_date=2025-12-01 close_date=2026-03-20 is_closed=1 is_won=1");
        QCOMPARE(exceptions(book, "2026-03-31"), QString());
        QCOMPARE(exceptions(book, "2026-04-01"), QStringLiteral("past_due_open"));
        QCOMPARE(exceptions(book, "2026-05-01"), QString()); // lost by now
        book.next = QStringLiteral("100 2026-04-01 2027-03-31");
        QCOMPARE(exceptions(book, "2026-04-01"), QString()); // renewed
        book.opportunity = QStringLiteral("created_date=2025-12-01 close_date=2026-03-20 first_as_of=2026-05-01");
        QCOMPARE(exceptions(book, "2026-05-01"), QStringLiteral("past_due_open")); // renewed, never closed
    }

    /// As a list for the systems in which it is mended: Acme lacks a roster's owner and an opportunity, =Bo a date. The
    /// CRM knows Acme as 0A. Addresses are masked unless asked for, formulas never run, and what is in order is no
    /// line.
    void asAFile()
    {
        RenewalFixture data;
        data.csm("m1", "Lee");
        data.source("crm", "crm");
        data.account("billing", "B", "=Bo", "region=EU, north");
        data.account("crm", "0A", "Acme", "crm_account_id=");
        data.run("UPDATE accounts SET owner = 'mia@a.example', segment = 'SMB' WHERE account_id = 'A'", {});
        data.contract("due", "100.50 2025-04-01 2026-03-31");
        data.contract("b", "20 2025-01-01 -", "B");
        data.settle();
        data.run("UPDATE account_link SET account = (SELECT account FROM account_link WHERE source = 'billing' AND "
                 "record_id = ?) WHERE source = 'crm'",
            {"A"});
        const auto known = data.known(day("2026-03-15"));
        const auto report = renewals::renewalReport(known, {{day("2026-03-01"), day("2026-03-31")}});
        QVERIFY(report.ok());
        const auto lines = [&](bool withPersonalData) {
            return QString::fromStdString(renewals::exceptionFile(*report, known, withPersonalData).csv)
                .split(u'\n', Qt::SkipEmptyParts);
        };
        const QStringList masked = lines(false);
        QCOMPARE(masked.size(), 4);
        QCOMPARE(masked[1],
            QStringLiteral("0A,,Acme,[masked],SMB,,2026-03-31,100.50,USD,pending,,no_owner,%1")
                .arg(QString::fromLatin1(renewals::remedyFor(renewals::Exception::NoOwner))));
        QVERIFY2(masked[2].startsWith(QStringLiteral("0A,,Acme,[masked],SMB,,2026-03-31,100.50,USD,pending,,"
                                                     "no_opportunity,")),
            qPrintable(masked[2]));
        QVERIFY2(masked[3].startsWith(QStringLiteral(",,'=Bo,,,\"EU, north\",,,,,,no_date,")), qPrintable(masked[3]));
        QVERIFY(lines(true)[1].startsWith(QStringLiteral("0A,,Acme,mia@a.example,SMB,,2026-03-31,")));
        const renewals::ExceptionFile open = renewals::exceptionFile(*report, known, true);
        QVERIFY(open.personal);
        QCOMPARE(open.rows, 3);
        QVERIFY(!renewals::exceptionFile(*report, known, false).personal);
        QCOMPARE(renewals::exceptionFile({}, known, true).rows, 0);
    }
};

QTEST_GUILESS_MAIN(TestRenewalExceptions)
#include "tst_renewal_exceptions.moc"
