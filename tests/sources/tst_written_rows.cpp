#include "core/store/batch_undo.h"
#include "core/store/write_transaction.h"
#include "tests/sources/source_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

/// Files of `crm`, each as of a day.
struct Crm : SourceFixture {
    int files = 0;

    std::string file(const char *entity, const std::string &text)
    {
        return write(std::string("crm.") + entity + '.' + std::to_string(++files) + ".csv", text);
    }
    BatchReport take(const char *entity, const std::string &text, const char *day, bool full = false)
    {
        ImportOptions options;
        options.asOf = Date::fromIso(day);
        options.full = full;
        auto report = import({file(entity, text)}, options);
        if (!report)
            qFatal("%s", report.error().message.english().c_str());
        return report->batches.front();
    }
    void takeBack(std::int64_t batch)
    {
        store::WriteTransaction transaction(*workspace, "undo");
        const auto undone = store::undoBatch(workspace->db(), batch);
        if (!undone)
            qFatal("%s", undone.error().message.english().c_str());
        transaction.commit();
    }
    [[nodiscard]] QStringList whole(const std::string &table, const std::string &where) const
    {
        return rows("SELECT * FROM " + table + " WHERE " + where);
    }
};

} // namespace

/// What a row does to the one that is stored: what it keeps, what it contradicts, since when it is known; and what it
/// was before, when its batch is taken back.
class TestWrittenRows : public QObject {
    Q_OBJECT

private slots:
    /// A key of several columns is not their text one behind the other.
    void keysOfSeveralColumns()
    {
        Crm crm;
        const std::string header = "account_id,csm_id,start_date,role\n";
        const BatchReport batch =
            crm.take("assignments", header + "A,B1,2026-01-01,lead\nAB,1,2026-01-01,lead\n", "2026-01-31");
        QCOMPARE(counts(batch), QStringLiteral("2/2/0/0/0"));
        const BatchReport twice =
            crm.take("assignments", header + "A,B1,2026-01-01,x\nA,B1,2026-01-01,y\n", "2026-01-31");
        QCOMPARE(counts(twice), QStringLiteral("2/1/0/1/0"));
        QCOMPARE(crm.rows("SELECT \"column\", sentence(message, message_values) LIKE '%\"A, B1, 2026-01-01\" stands on "
                          "line 2%' FROM quarantine"),
            QStringList("account_id|1"));
    }

    /// Amounts go together: of a file with some of them, the others are none.
    void amountsGoTogether()
    {
        Crm crm;
        const std::string header = "subscription_id,account_id,start_date,arr,quantity";
        crm.take("subscriptions", header + ",discount_amount\nS,A,2026-01-01,100,3,10\n", "2026-01-31");
        crm.take("subscriptions", "subscription_id,account_id,start_date,arr\nS,A,2026-01-01,100\n", "2026-02-28");
        QCOMPARE(
            crm.rows("SELECT annual, quantity, discount_amount_minor FROM subscriptions"), QStringList("100.0|3.0|-"));
    }

    /// Two files of one import that say different things about a record, but never of the same column.
    void filesThatComplementEachOther()
    {
        Crm crm;
        ImportOptions options;
        const auto report = crm.import({crm.file("accounts", "account_id,name,owner,health_score\nA,Acme,Ann,7.5\n"),
                                           crm.file("accounts", "account_id,name,region,health_score\nA,Acme,EU,7.5\n"),
                                           crm.file("fx_rates", "currency,date,rate\nEUR,2026-01-31,1.0855\n"),
                                           crm.file("fx_rates", "currency,date,rate,Note\nEUR,2026-01-31,1.0855,x\n")},
            options);
        QVERIFY(report.ok());
        QCOMPARE(crm.rows("SELECT sentence(message, message_values) FROM quarantine").join(u" / "), QString());
        for (const BatchReport &batch : report->batches)
            QCOMPARE(counts(batch), QStringLiteral("1/1/0/0/0"));
        QCOMPARE(crm.rows("SELECT name, owner, region FROM accounts"), QStringList("Acme|Ann|EU"));
    }

    /// The first sight stays with the first file, however often a record changes; an earlier file moves it.
    void firstSight()
    {
        Crm crm;
        const auto first = [&crm] {
            return crm.rows("SELECT first_as_of, first_batch, as_of, batch_id FROM accounts WHERE account_id = 'A'");
        };
        const std::string header = "account_id,name\n";
        crm.take("accounts", header + "A,Acme\n", "2026-01-31");
        crm.take("accounts", header + "A,Acme Ltd\n", "2026-02-28");
        crm.take("accounts", header + "A,Acme Inc\n", "2026-03-31");
        QCOMPARE(first(), QStringList("2026-01-31|1|2026-03-31|3"));
        crm.take("accounts", header + "A,ACME\n", "2026-01-31"); // of the same day as the first: not earlier
        QCOMPARE(first(), QStringList("2026-01-31|1|2026-03-31|3"));
        crm.take("accounts", header + "A,acme\n", "2025-12-31");
        QCOMPARE(first(), QStringList("2025-12-31|5|2026-03-31|3"));
        crm.takeBack(5);
        QCOMPARE(first(), QStringList("2026-01-31|1|2026-03-31|3"));
    }

    /// An older file has a record that a complete one of a day between lacks: it was gone from then until its first
    /// sight, not only until the next file; not where that first sight is of the same day.
    void goneBetween()
    {
        const auto arr = [](const Crm &crm) {
            return crm
                .rows("SELECT as_of || ' ' || coalesce(new_value, '-') FROM record_history WHERE record_id = 'N' "
                      "AND field = 'arr' ORDER BY as_of, history_id")
                .join(u", ");
        };
        const std::string header = "account_id,name,arr\n";
        Crm crm;
        crm.take("accounts", header + "A,Acme,1\nB,Bolt,2\n", "2026-02-28", true);
        crm.take("accounts", header + "A,Acme,1\n", "2026-03-15");
        crm.take("accounts", header + "N,Nest,5\n", "2026-03-31");
        crm.take("accounts", header + "\nN,Nest,5\n", "2026-01-31");
        QCOMPARE(arr(crm), QStringLiteral("2026-01-31 5.00 USD, 2026-02-28 -, 2026-03-31 5.00 USD"));
        Crm same;
        same.take("accounts", header + "A,Acme,1\nB,Bolt,2\n", "2026-03-31", true);
        same.take("accounts", header + "N,Nest,5\n", "2026-03-31");
        same.take("accounts", header + "N,Nest,4\n", "2026-01-31");
        QCOMPARE(arr(same), QStringLiteral("2026-01-31 4.00 USD, 2026-03-31 5.00 USD"));
    }

    void takenBack_data()
    {
        QTest::addColumn<QString>("entity");
        QTest::addColumn<QString>("before"); // of 31 January
        QTest::addColumn<QString>("after"); // of 28 February
        const QString accounts = QStringLiteral("account_id,name,owner,arr,currency,Note\n");
        const QString contracts = QStringLiteral("subscription_id,account_id,start_date,arr,auto_renew\n");
        QTest::newRow("texts and amounts") << "accounts" << accounts + "A,Acme,Ann,10,EUR,x\n"
                                           << accounts + "A,Acme,Bo,11.50,USD,y\n";
        QTest::newRow("what was empty") << "accounts" << accounts + "A,Acme,,,,\n" << accounts + "A,Acme,Bo,5,EUR,y\n";
        QTest::newRow("nothing but the day") << "accounts" << accounts + "A,Acme,Ann,10,EUR,x\n"
                                             << accounts + "\nA,Acme,Ann,10,EUR,x\n";
        QTest::newRow("an annual value") << "subscriptions" << contracts + "S,A,2026-01-01,100,true\n"
                                         << contracts + "S,A,2026-01-01,120,false\n";
        QTest::newRow("of several keys") << "targets"
                                         << "period,metric,group,value\n2026Q4,nrr,,1.1\n2026Q4,grr,,0.9\n"
                                         << "period,metric,group,value\n2026Q4,nrr,,1.2\n2026Q4,grr,,0.95\n";
    }
    void takenBack()
    {
        QFETCH(QString, entity);
        QFETCH(QString, before);
        QFETCH(QString, after);
        Crm crm;
        const QByteArray name = entity.toUtf8();
        crm.take(name.constData(), before.toStdString(), "2026-01-31");
        const QStringList was = crm.whole(entity.toStdString(), "true");
        const BatchReport batch = crm.take(name.constData(), after.toStdString(), "2026-02-28");
        QVERIFY(crm.whole(entity.toStdString(), "true") != was);
        crm.takeBack(batch.batch);
        QCOMPARE(crm.whole(entity.toStdString(), "true"), was);
    }

    /// A bare account is bare again, a closed one closed.
    void bareAndClosedAgain()
    {
        Crm crm;
        crm.take("contacts", "contact_id,account_id\nC,A\n", "2026-01-31");
        const QStringList bare = crm.whole("accounts", "true");
        const std::string header = "account_id,name,arr\n";
        const BatchReport described = crm.take("accounts", header + "A,Acme,1\n", "2026-02-28");
        QCOMPARE(crm.rows("SELECT name, bare, first_as_of FROM accounts"), QStringList("Acme|0|2026-02-28"));
        crm.takeBack(described.batch);
        QCOMPARE(crm.whole("accounts", "true"), bare);
        crm.take("accounts", header + "A,Acme,1\nB,Bolt,2\n", "2026-02-28");
        crm.take("accounts", header + "A,Acme,1\n", "2026-03-31", true);
        const QStringList closed = crm.whole("accounts", "account_id = 'B'");
        const BatchReport opened = crm.take("accounts", header + "B,Bolt,3\n", "2026-04-30");
        QCOMPARE(crm.rows("SELECT closed_on FROM accounts WHERE account_id = 'B'"), QStringList("-"));
        crm.takeBack(opened.batch);
        QCOMPARE(crm.whole("accounts", "account_id = 'B'"), closed);
    }
};

QTEST_GUILESS_MAIN(TestWrittenRows)
#include "tst_written_rows.moc"
