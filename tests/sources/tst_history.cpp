#include "tests/sources/source_fixture.h"
#include "tests/support/english.h"

#include <QtTest>

using namespace qd::sources;

namespace {

ImportOptions asOf(const char *day)
{
    ImportOptions options;
    options.asOf = qd::Date::fromIso(day);
    return options;
}

/// What people read of a record: the days, the values, and the batches that knew them.
constexpr const char *Full = "SELECT record_id, field, old_value, new_value, as_of, batch_id FROM record_history_full "
                             "ORDER BY record_id, field, as_of, history_id";

} // namespace

/// What imports leave of the fields that are kept once they change, and first sights.
class TestHistory : public QObject {
    Q_OBJECT

private slots:
    void firstChangeBringsTheFirstValue_data();
    void firstChangeBringsTheFirstValue();
    void viewHasWhatNeverChanged();
    void amountsReadTheSameBeforeAndAfter_data();
    void amountsReadTheSameBeforeAndAfter();
    void fieldsOfOldGoOn();
    void eachChangeIsKept();
    void firstSightMovesBack();
    void olderRowsWithoutFieldsToKeep();
    void orderOfFilesDoesNotMatter();
    void arrEndsWhereACompleteFileLacksIt_data();
    void arrEndsWhereACompleteFileLacksIt();
    void changesAreNamed();
};

void TestHistory::firstChangeBringsTheFirstValue_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("entries");
    const auto row = [](const char *name, const char *header, const char *before, const char *after,
                         const QStringList &entries) {
        QTest::newRow(name) << QByteArray(header) << QByteArray(before) << QByteArray(after) << entries;
    };
    const char *opportunity =
        "opportunity_id,account_id,stage,amount,currency,close_date,forecast_category,probability,"
        "is_closed,is_won\n";
    row("opportunities", opportunity, "O,A,Open,1000.50,USD,2026-12-31,pipeline,0.3,false,\n",
        "O,A,Won,1200,USD,2026-11-30,commit,1,true,true\n",
        {"amount|-|1000.50 USD|2026-01-31|2|1", "amount|1000.50 USD|1200.00 USD|2026-02-28|2|-",
            "close_date|-|2026-12-31|2026-01-31|2|1", "close_date|2026-12-31|2026-11-30|2026-02-28|2|-",
            "forecast_category|-|pipeline|2026-01-31|2|1", "forecast_category|pipeline|commit|2026-02-28|2|-",
            "is_closed|-|0|2026-01-31|2|1", "is_closed|0|1|2026-02-28|2|-", "is_won|-|-|2026-01-31|2|1",
            "is_won|-|1|2026-02-28|2|-", "probability|-|0.3|2026-01-31|2|1", "probability|0.3|1|2026-02-28|2|-",
            "stage|-|Open|2026-01-31|2|1", "stage|Open|Won|2026-02-28|2|-"});
    const char *subscription =
        "subscription_id,account_id,start_date,end_date,cancelled_date,notice_date,mrr,currency\n";
    row("subscriptions", subscription, "S,A,2026-01-01,2026-12-31,,,100,EUR\n",
        "S,A,2026-01-01,2027-12-31,2026-06-30,2026-03-01,150.5,GBP\n",
        {"annual|-|1200.00 EUR|2026-01-31|2|1", "annual|1200.00 EUR|1806.00 GBP|2026-02-28|2|-",
            "cancelled_date|-|-|2026-01-31|2|1", "cancelled_date|-|2026-06-30|2026-02-28|2|-",
            "end_date|-|2026-12-31|2026-01-31|2|1", "end_date|2026-12-31|2027-12-31|2026-02-28|2|-",
            "notice_date|-|-|2026-01-31|2|1", "notice_date|-|2026-03-01|2026-02-28|2|-"});
    row("contacts", "contact_id,account_id,is_champion,is_exec_sponsor,left_date\n", "C,A,true,false,\n",
        "C,A,false,false,2026-02-11\n",
        {"is_champion|-|1|2026-01-31|2|1", "is_champion|1|0|2026-02-28|2|-", "left_date|-|-|2026-01-31|2|1",
            "left_date|-|2026-02-11|2026-02-28|2|-"});
    row("accounts", "account_id,name,parent_account_id,region\n", "A,Acme,P,EU\n", "A,Acme,Q,US\n",
        {"parent_account_id|-|P|2026-01-31|2|1", "parent_account_id|P|Q|2026-02-28|2|-", "region|-|EU|2026-01-31|2|1",
            "region|EU|US|2026-02-28|2|-"});
}

void TestHistory::firstChangeBringsTheFirstValue()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, entries);
    SourceFixture f;
    const std::string name = std::string("crm.") + QTest::currentDataTag();
    const auto import = [&](const char *part, const QByteArray &rows, const char *day) {
        const auto done = f.import({f.write(name + part, header.toStdString() + rows.toStdString())}, asOf(day));
        QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.english().c_str());
        QCOMPARE(f.rows("SELECT sentence(message, message_values) FROM quarantine"), QStringList());
    };
    import(".1.csv", before, "2026-01-31");
    QCOMPARE(f.rows("SELECT count(*) FROM record_history"), QStringList{"0"});
    import(".2.csv", after, "2026-02-28");
    QCOMPARE(f.rows("SELECT field, old_value, new_value, as_of, batch_id, known_batch FROM record_history "
                    "ORDER BY field, as_of, history_id"),
        entries);
    const std::string key = std::string(QTest::currentDataTag()).starts_with("acc") ? "account_id" : "";
    QCOMPARE(f.rows("SELECT first_as_of, first_batch, as_of, batch_id FROM " + std::string(QTest::currentDataTag())
                 + (key.empty() ? "" : " WHERE account_id = 'A'")),
        QStringList{"2026-01-31|1|2026-02-28|2"});
}

void TestHistory::viewHasWhatNeverChanged()
{
    SourceFixture f;
    const std::string header = "contact_id,account_id,is_champion,left_date\n";
    QVERIFY(f.import({f.write("crm.contacts.1.csv", header + "C,A,true,\nD,A,false,2025-12-01\n")}, asOf("2026-01-31"))
                .ok());
    QVERIFY(f.import({f.write("crm.contacts.2.csv", header + "C,A,false,\nD,A,false,2025-12-01\n")}, asOf("2026-02-28"))
                .ok());
    QCOMPARE(f.rows(Full),
        QStringList({"C|is_champion|-|1|2026-01-31|1", "C|is_champion|1|0|2026-02-28|2",
            "D|is_champion|-|0|2026-01-31|1", "D|left_date|-|2025-12-01|2026-01-31|1"}));
}

void TestHistory::amountsReadTheSameBeforeAndAfter_data()
{
    QTest::addColumn<QString>("amount");
    QTest::addColumn<QString>("text");
    QTest::newRow("cents") << "1000.05,USD"
                           << "1000.05 USD";
    QTest::newRow("below one") << "-0.05,USD"
                               << "-0.05 USD";
    QTest::newRow("negative") << "-12.30,EUR"
                              << "-12.30 EUR";
    QTest::newRow("no decimals") << "900000,JPY"
                                 << "900000 JPY";
    QTest::newRow("three") << "1.005,KWD"
                           << "1.005 KWD";
    QTest::newRow("four") << "1.0005,CLF"
                          << "1.0005 CLF";
    QTest::newRow("large") << "90071992547409.93,USD"
                           << "90071992547409.93 USD";
}

/// The view writes amounts in SQL, the history in the program: both give the same text.
void TestHistory::amountsReadTheSameBeforeAndAfter()
{
    QFETCH(QString, amount);
    QFETCH(QString, text);
    SourceFixture f;
    const std::string header = "opportunity_id,account_id,amount,currency,probability\n";
    const auto value = "SELECT new_value FROM record_history_full WHERE field IN ('amount', 'probability') AND as_of = "
                       "'2026-01-31' ORDER BY field";
    QVERIFY(f.import({f.write("crm.opportunities.1.csv",
                         header + "O,A," + amount.toStdString() + ",0.333333333333333333\n")},
                 asOf("2026-01-31"))
                .ok());
    const QStringList expected{text, QStringLiteral("0.333333333333333")};
    QCOMPARE(f.rows(value), expected);
    QVERIFY(f.import({f.write("crm.opportunities.2.csv", header + "O,A,1,SEK,0.5\n")}, asOf("2026-02-28")).ok());
    QCOMPARE(f.rows(value), expected);
}

void TestHistory::fieldsOfOldGoOn()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("crm.accounts.1.csv", "account_id,name,owner,arr\nA,Acme,Ann,10\n")}, asOf("2026-01-31"))
                .ok());
    QCOMPARE(f.rows(Full), QStringList({"A|arr|-|10.00 USD|2026-01-31|1", "A|owner|-|Ann|2026-01-31|1"}));
    QVERIFY(f.import({f.write("crm.accounts.2.csv", "account_id,name,owner,arr\nA,Acme,Bo,10\n")}, asOf("2026-02-28"))
                .ok());
    QCOMPARE(f.rows(Full),
        QStringList({"A|arr|-|10.00 USD|2026-01-31|1", "A|owner|-|Ann|2026-01-31|1", "A|owner|Ann|Bo|2026-02-28|2"}));
}

void TestHistory::eachChangeIsKept()
{
    SourceFixture f;
    const std::string header = "contact_id,account_id,is_champion\n";
    const char *const days[] = {"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"};
    const char *const values[] = {"true", "false", "false", "true"};
    for (int i = 0; i < 4; ++i) {
        const std::string name = "crm.contacts." + std::to_string(i) + ".csv";
        QVERIFY(f.import({f.write(name, header + "C,A," + values[i] + std::string(std::size_t(i), '\n') + "\n")},
                     asOf(days[i]))
                    .ok());
    }
    QCOMPARE(f.rows("SELECT old_value, new_value, as_of, batch_id FROM record_history ORDER BY as_of"),
        (QStringList{"-|1|2026-01-31|2", "1|0|2026-02-28|2", "0|1|2026-04-30|4"}));
}

/// What nobody keeps the changes of has no news in an older file.
void TestHistory::olderRowsWithoutFieldsToKeep()
{
    SourceFixture f;
    const std::string header = "response_id,account_id,date,kind,score\n";
    QVERIFY(f.import({f.write("s.surveys.2.csv", header + "R,A,2026-01-01,nps,9\n")}, asOf("2026-02-28")).ok());
    const auto older = f.import({f.write("s.surveys.1.csv", header + "R,A,2026-01-01,nps,5\n")}, asOf("2026-01-31"));
    QCOMPARE(counts(older->batches.at(0)), QStringLiteral("1/0/1/0/0"));
    QCOMPARE(f.rows("SELECT score FROM surveys"), QStringList("9.0"));
}

void TestHistory::firstSightMovesBack()
{
    SourceFixture f;
    const std::string header = "contact_id,account_id,is_champion\n";
    QVERIFY(f.import({f.write("crm.contacts.2.csv", header + "C,A,true\nD,A,true\n")}, asOf("2026-02-28")).ok());
    const auto older = f.import({f.write("crm.contacts.1.csv", header + "C,A,false\nD,A,true\n")}, asOf("2026-01-31"));
    QCOMPARE(counts(older->batches.at(0)), QStringLiteral("2/1/1/0/0")); // D is what it was
    QCOMPARE(f.rows("SELECT contact_id, is_champion, first_as_of, first_batch, as_of, batch_id FROM contacts"),
        QStringList({"C|1|2026-01-31|2|2026-02-28|1", "D|1|2026-01-31|2|2026-02-28|1"}));
    QCOMPARE(f.rows("SELECT record_id, new_value, as_of FROM record_history_full ORDER BY record_id, as_of"),
        QStringList({"C|0|2026-01-31", "C|1|2026-02-28", "D|1|2026-01-31"}));
}

/// The value in force on each day is the same whichever file came first.
void TestHistory::orderOfFilesDoesNotMatter()
{
    const std::string header = "opportunity_id,account_id,stage,amount,currency\n";
    const std::array<std::string, 4> files{header + "O,A,Open,100,USD\nP,A,Open,5,USD\n",
        header + "O,A,Open,200,USD\nP,A,Open,5,USD\n", header + "O,A,Won,200,USD\n",
        header + "O,A,Won,200,USD\nP,A,Won,5,USD\n"};
    const std::array<const char *, 4> days{"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"};
    const auto inForce = [&days](const SourceFixture &f) {
        QStringList values;
        for (const char *day : days) {
            for (const char *field : {"stage", "amount"}) {
                for (const char *record : {"O", "P"})
                    values += f.rows(std::string("SELECT '") + day + "', '" + record
                        + "', new_value FROM record_history_full "
                          "WHERE field = '"
                        + field + "' AND record_id = '" + record + "' AND as_of <= '" + day
                        + "' ORDER BY as_of DESC, history_id DESC LIMIT 1");
            }
        }
        return values;
    };
    std::array<std::size_t, 4> order{0, 1, 2, 3};
    QStringList expected;
    do {
        SourceFixture f;
        for (const std::size_t i : order) {
            const auto done =
                f.import({f.write("crm.opportunities." + std::to_string(i) + ".csv", files[i])}, asOf(days[i]));
            QVERIFY(done.ok());
        }
        if (expected.isEmpty())
            expected = inForce(f);
        QCOMPARE(inForce(f), expected);
    } while (std::ranges::next_permutation(order).found);
    QCOMPARE(expected.size(), 16);
    QCOMPARE(expected.mid(4, 4),
        QStringList({"2026-02-28|O|Open", "2026-02-28|P|Open", "2026-02-28|O|200.00 USD", "2026-02-28|P|5.00 USD"}));
}

void TestHistory::arrEndsWhereACompleteFileLacksIt_data()
{
    QTest::addColumn<QByteArray>("later"); // the row of a file of March that was there before; empty for no such file
    QTest::addColumn<QStringList>("entries");
    const QString first = QStringLiteral("-|10.00 USD|2026-01-31");
    const QString ended = QStringLiteral("10.00 USD|-|2026-02-28");
    QTest::newRow("for good") << QByteArray() << QStringList{first, ended};
    QTest::newRow("until the next file has it")
        << QByteArray("A,Acme,10\n") << QStringList{first, ended, "-|10.00 USD|2026-03-31"};
    QTest::newRow("until the next file has another")
        << QByteArray("A,Acme,20\n") << QStringList{first, ended, "10.00 USD|20.00 USD|2026-03-31"};
}

/// What a later file said of it stands.
void TestHistory::arrEndsWhereACompleteFileLacksIt()
{
    QFETCH(QByteArray, later);
    QFETCH(QStringList, entries);
    SourceFixture f;
    const std::string header = "account_id,name,arr\n";
    const std::string other = "B,Bolt,1\nC,Core,1\nD,Deep,1\nE,Echo,1\n";
    QVERIFY(f.import({f.write("s.accounts.1.csv", header + "A,Acme,10\n" + other)}, asOf("2026-01-31")).ok());
    if (!later.isEmpty())
        QVERIFY(f.import({f.write("s.accounts.3.csv", header + later.toStdString() + other + "\n")}, asOf("2026-03-31"))
                    .ok());
    ImportOptions complete = asOf("2026-02-28");
    complete.full = true;
    QVERIFY(f.import({f.write("s.accounts.2.csv", header + other)}, complete).ok());
    QCOMPARE(f.rows("SELECT old_value, new_value, as_of FROM record_history WHERE record_id = 'A' AND field = 'arr' "
                    "ORDER BY as_of, history_id"),
        entries);
}

void TestHistory::changesAreNamed()
{
    SourceFixture f;
    const std::string header = "subscription_id,account_id,start_date,mrr,cancelled_date\n";
    QVERIFY(f.import({f.write("b.subscriptions.1.csv", header + "S,A,2026-01-01,10,\n")}, asOf("2026-01-31")).ok());
    const auto second =
        f.import({f.write("b.subscriptions.2.csv", header + "S,A,2026-01-01,12,2026-02-01\n")}, asOf("2026-02-28"));
    QCOMPARE(english(second->batches.at(0).changes.inWords(3)),
        (std::vector<std::string>{"annual changed in 1 record: S from 120.00 USD to 144.00 USD",
            "cancelled_date changed in 1 record: S from nothing to 2026-02-01"}));
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
