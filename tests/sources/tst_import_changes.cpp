#include "core/sources/changed_fields.h"
#include "core/sources/import_changes.h"
#include "tests/sources/source_fixture.h"
#include "tests/support/english.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// What the last import changed, and which files of an import nobody knows.
class TestImportChanges : public QObject {
    Q_OBJECT

private slots:
    void sumsOfFields();
    void byField_data();
    void byField();
    void vanishedByField();
    void directions();
    void undoneSaysNothing();
    void trackedFields();
    void missing_data();
    void missing();
    void partsOfOneImport();
    void heldBackIsNotMissing();
    void olderFilesSayNothing();
    void afterwards();
    void unknownFilesAreNamedTogether();
    void rowsAreCounted();
};

namespace {

ImportOptions asOf(const char *day)
{
    ImportOptions options;
    options.asOf = Date::fromIso(day);
    return options;
}

std::string accounts(const std::string &rows)
{
    return "account_id,name,owner,arr,currency\n" + rows;
}

QStringList idsOf(const ImportChanges &changes)
{
    QStringList ids;
    for (const MissingRecord &record : changes.missing)
        ids << QString::fromStdString(record.record);
    return ids;
}

} // namespace

void TestImportChanges::trackedFields()
{
    SourceFixture f;
    const auto first =
        f.import({f.write("crm.accounts.1.csv", accounts("A,Acme,Ann,100,USD\nB,Bolt,Bo,,USD\n"))}, asOf("2026-01-31"));
    QVERIFY(first.ok());
    QVERIFY(first->batches.at(0).changes.changes.empty()); // what is seen first is no change
    const auto second = f.import(
        {f.write("crm.accounts.2.csv", accounts("A,Acme,Cy,120.50,USD\nB,Bolt,Bo,7,USD\n"))}, asOf("2026-02-28"));
    QCOMPARE(second->batches.at(0).changes.changes,
        (std::vector<FieldChange>{{"A", "arr", "100.00 USD", "120.50 USD"}, {"A", "owner", "Ann", "Cy"}}));
    QCOMPARE(english(second->batches.at(0).changes.inWords(3)),
        (std::vector<std::string>{"arr changed in 1 record: A from 100.00 USD to 120.50 USD",
            "owner changed in 1 record: A from Ann to Cy"}));
}

void TestImportChanges::missing_data()
{
    QTest::addColumn<QString>("secondDay");
    QTest::newRow("a later day") << "2026-02-28";
    QTest::newRow("the same day") << "2026-01-31";
}

void TestImportChanges::missing()
{
    QFETCH(QString, secondDay);
    SourceFixture f;
    const std::string header = "subscription_id,account_id,start_date,end_date,arr,currency\n";
    const std::string kept = "s1,A,2025-01-01,,1000,USD\n";
    QVERIFY(f.import({f.write("billing.subscriptions.1.csv",
                         header + kept
                             + "s2,A,2025-01-01,2026-12-31,250.50,USD\ns3,B,2024-01-01,2024-12-31,9000,USD\n"
                               "s4,B,2025-01-01,,80,EUR\n")},
                 asOf("2026-01-31"))
                .ok());
    const auto second = f.import({f.write("billing.subscriptions.2.csv", header + kept + "s5,C,2026-01-01,,5,USD\n")},
        asOf(secondDay.toUtf8().constData()));
    QVERIFY2(second.ok(), second.ok() ? "" : second.error().message.english().c_str());
    const ImportChanges &changes = second->batches.at(0).changes;
    QCOMPARE(idsOf(changes), QStringList({"s2", "s3", "s4"}));
    QCOMPARE(changes.missingArr().value().english(), std::string("80.00 EUR, 250.50 USD")); // s3 had run out
    QCOMPARE(english(changes.inWords(2)),
        std::vector<std::string>{"3 records of the last file are not in this one (billing.subscriptions.1.csv as of "
                                 "2026-01-31): s2, s3 and 1 more; ARR 80.00 EUR, 250.50 USD"});
}

void TestImportChanges::partsOfOneImport()
{
    SourceFixture f;
    const auto part = [&f](const char *name, const char *rows) { return f.write(name, accounts(rows)); };
    QVERIFY(f.import({part("crm.accounts.a.csv", "A,Acme,,1,USD\n"), part("crm.accounts.b.csv", "B,Bolt,,2,USD\n")},
                 asOf("2026-01-31"))
                .ok());
    const auto second =
        f.import({part("crm.accounts.c.csv", "B,Bolt Ltd,,2,USD\n"), part("crm.accounts.d.csv", "C,Cyan,,3,USD\n")},
            asOf("2026-02-28"));
    QVERIFY(second->batches.at(0).changes.missing.empty());
    QCOMPARE(idsOf(second->batches.at(1).changes), QStringList{"A"});
    // A part that is known already is not read: then nobody can say what is missing.
    const auto third =
        f.import({f.path("crm.accounts.c.csv"), part("crm.accounts.e.csv", "E,Echo,,3,USD\n")}, asOf("2026-03-31"));
    QCOMPARE(third->batches.at(0).skipped, 1);
    QVERIFY(third->batches.at(1).changes.missing.empty());
    // The file after one that only confirmed another is compared with that other.
    QCOMPARE(f.import({f.path("crm.accounts.e.csv")}, asOf("2026-04-30"))->batches.at(0).skipped, 1);
    const auto fourth = f.import({part("crm.accounts.f.csv", "F,Foxtrot,,3,USD\n")}, asOf("2026-05-31"));
    QCOMPARE(fourth->batches.at(0).changes.lastFile, std::string("crm.accounts.e.csv"));
    QCOMPARE(idsOf(fourth->batches.at(0).changes), QStringList{"E"});
}

void TestImportChanges::heldBackIsNotMissing()
{
    SourceFixture f;
    QVERIFY(
        f.import({f.write("crm.accounts.1.csv", accounts("A,Acme,,1,USD\nB,Bolt,,2,USD\n"))}, asOf("2026-01-31")).ok());
    const auto second = f.import({f.write("crm.accounts.2.csv", accounts("A,Acme,,x,USD\n"))}, asOf("2026-02-28"));
    QCOMPARE(idsOf(second->batches.at(0).changes), QStringList{"B"});
}

void TestImportChanges::olderFilesSayNothing()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("crm.accounts.1.csv", accounts("A,Acme,Ann,1,USD\n"))}, asOf("2026-02-28")).ok());
    const auto older = f.import({f.write("crm.accounts.2.csv", accounts("B,Bolt,Bo,1,USD\n"))}, asOf("2026-01-31"));
    QVERIFY(older->batches.at(0).changes.inWords(5).empty());
}

void TestImportChanges::afterwards()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("crm.accounts.1.csv", accounts("A,Acme,Ann,1,USD\nB,Bolt,,2,USD\n"))}, asOf("2026-01-31"))
                .ok());
    const auto second = f.import({f.write("crm.accounts.2.csv", accounts("A,Acme,Bo,1,USD\n"))}, asOf("2026-02-28"));
    const ImportChanges &said = second->batches.at(0).changes;
    const ImportChanges read = importChanges(*f.workspace, second->batches.at(0).batch);
    QCOMPARE(read.changes, said.changes);
    QCOMPARE(read.missing, said.missing);
    QCOMPARE(read.missing, (std::vector<MissingRecord>{{"B", 200, "USD"}}));
    QVERIFY(importChanges(*f.workspace, 99).missing.empty());
}

void TestImportChanges::unknownFilesAreNamedTogether()
{
    SourceFixture f;
    const std::vector<std::string> paths{f.write("crm.accounts.csv", accounts("A,Acme,,1,USD\n")),
        f.write("one.csv", "x,y\n1,2\n"), f.write("two.csv", "p,q\n1,2\n"),
        f.write("three.bin", std::string(200, '\0'))};
    const auto refused = f.import(paths);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::NotRecognised);
    QVERIFY2(
        QString::fromStdString(refused.error().message.english())
            .startsWith(QStringLiteral(
                "3 of 4 files cannot be taken; nothing was imported: one.csv, two.csv, three.bin. Of the first: ")),
        refused.error().message.english().c_str());
    QCOMPARE(refused.error().arguments, (std::vector<std::string>{paths[1], paths[2], paths[3]}));
    QCOMPARE(f.rows("SELECT count(*) FROM import_batch"), QStringList{"0"});
    ImportOptions options;
    options.passOverUnknown = true;
    const auto taken = f.import(paths, options);
    QVERIFY2(taken.ok(), taken.ok() ? "" : taken.error().message.english().c_str());
    QCOMPARE(taken->batches.size(), std::size_t(1));
    QCOMPARE(taken->unknownFiles.size(), std::size_t(3));
}

void TestImportChanges::rowsAreCounted()
{
    SourceFixture f;
    constexpr int Rows = 60000; // enough for the listener, who is heard every 50 ms
    std::string csv = "account_id,name\n";
    for (int i = 0; i < Rows; ++i)
        csv += "A" + std::to_string(i) + "," + std::string(40, 'x') + '\n';
    std::int64_t counted = 0;
    std::int64_t done = 0;
    Progress progress([&](const Progress::State &state) {
        counted = std::max(counted, state.counted);
        done = std::max(done, state.done);
    });
    QVERIFY(importFiles(*f.workspace, {f.write("crm.accounts.csv", csv)}, asOf("2026-01-31"), progress).ok());
    QVERIFY(counted > 0);
    QVERIFY2(counted <= Rows, "bytes are counted as rows");
    QVERIFY(done > Rows);
}

void TestImportChanges::sumsOfFields()
{
    const auto sums = sumsByField(
        {{"A1", "arr", "100.00 USD", "150.50 USD"}, {"A2", "arr", "", "10 JPY"}, {"A3", "arr", "40.25 USD", ""},
            {"A4", "arr", "5.00 EUR", "5.00 USD"}, {"A1", "owner", "Ann", "Ben"}, {"A2", "owner", "3 USD", "Ben"},
            {"A1", "region", "", "EMEA"}, {"A5", "arr", "1.00 CHF", "1.00 CHF"}, {"A6", "arr", "", "0.01 GBP"}});
    QStringList said;
    for (const FieldSum &sum : sums) {
        QString line = QString::fromStdString(sum.field + ' ' + std::to_string(sum.records));
        for (const Money &moved : sum.moved)
            line += u' ' + QString::fromStdString(moved.text() + std::string(moved.currency.code()));
        said << line;
    }
    // USD: 50.50 - 40.25 + 5.00.
    QCOMPARE(said,
        (QStringList{QStringLiteral("arr 6 -5.00EUR 0.01GBP 10JPY 15.25USD"), QStringLiteral("owner 2"),
            QStringLiteral("region 1")}));
    QVERIFY(sumsByField({}).empty());
}

namespace {

/// "subscriptions annual up 1 50.00USD" of each.
QStringList said(const std::vector<ChangedField> &fields)
{
    QStringList lines;
    for (const ChangedField &field : fields) {
        constexpr const char *Kinds[] = {"made", "up", "down", "field", "vanished", "missing"};
        QStringList words{QString::fromStdString(field.entity), QString::fromStdString(field.field),
            QString::fromLatin1(Kinds[int(field.what)]), QString::number(field.records)};
        for (const Money &moved : field.arr)
            words << QString::fromStdString(moved.text() + std::string(moved.currency.code()));
        words.removeAll(QString());
        lines << words.join(u' ');
    }
    return lines;
}

QStringList moved(const std::vector<ChangedField> &fields)
{
    QStringList texts;
    for (const Money &each : arrMoved(fields))
        texts << QString::fromStdString(each.text() + std::string(each.currency.code()));
    return texts;
}

} // namespace

void TestImportChanges::byField_data()
{
    const QString contracts =
        QStringLiteral("subscription_id,account_id,start_date,end_date,cancelled_date,arr,currency\n");
    QTest::addColumn<QString>("entity");
    QTest::addColumn<QString>("before"); // of 31 January
    QTest::addColumn<QString>("after"); // of 28 February
    QTest::addColumn<QStringList>("fields");
    QTest::addColumn<QStringList>("arr");
    QTest::newRow("values") << "subscriptions" << contracts + "s1,A,2025-01-01,,,100,USD\ns2,A,2025-01-01,,,80,USD\n"
                            << contracts + "s1,A,2025-01-01,,,150.25,USD\ns2,A,2025-01-01,,,50,USD\n"
                            << QStringList{"subscriptions annual up 1 50.25USD",
                                   "subscriptions annual down 1 -30.00USD"}
                            << QStringList{"20.25USD"};
    // A value of a contract that had run out, and of one that has not begun, moves nothing.
    QTest::newRow("not in force") << "subscriptions"
                                  << contracts + "s1,A,2024-01-01,2026-02-27,,10,USD\ns2,A,2026-03-01,,,10,USD\n"
                                  << contracts + "s1,A,2024-01-01,2026-02-27,,20,USD\ns2,A,2026-03-01,,,20,USD\n"
                                  << QStringList{"subscriptions annual up 2"} << QStringList();
    // The last day counts, the day of cancellation does not.
    QTest::newRow("dates") << "subscriptions"
                           << contracts
            + "s1,A,2025-01-01,,,7,USD\ns2,A,2025-01-01,,,11,USD\ns3,A,2025-01-01,,,13,USD\n"
                           << contracts
            + "s1,A,2025-01-01,2026-02-28,,7,USD\ns2,A,2025-01-01,2026-02-27,,11,USD\ns3,A,2025-01-01,,2026-02-28,13,"
              "USD\n"
                           << QStringList{"subscriptions cancelled_date field 1 -13.00USD",
                                  "subscriptions end_date field 2 -11.00USD"}
                           << QStringList{"-24.00USD"};
    // Cancelled, and cheaper: its ARR went with the date, so that nothing counts twice.
    QTest::newRow("both") << "subscriptions" << contracts + "s1,A,2025-01-01,,,100,USD\n"
                          << contracts + "s1,A,2025-01-01,,2026-02-10,60,USD\n"
                          << QStringList{"subscriptions annual down 1",
                                 "subscriptions cancelled_date field 1 -100.00USD"}
                          << QStringList{"-100.00USD"};
    QTest::newRow("new, missing") << "subscriptions" << contracts + "s1,A,2025-01-01,,,100,USD\n"
                                  << contracts
            + "s2,A,2026-02-01,,,70,EUR\ns3,A,2026-03-01,,,9,USD\ns4,A,2026-02-01,,,0.01,GBP\n"
                                  << QStringList{"subscriptions made 3 70.00EUR 0.01GBP", "subscriptions missing 1"}
                                  << QStringList{"70.00EUR", "0.01GBP"};
    QTest::newRow("currency") << "subscriptions" << contracts + "s1,A,2025-01-01,,,5,EUR\n"
                              << contracts + "s1,A,2025-01-01,,,5,USD\n"
                              << QStringList{"subscriptions annual field 1 -5.00EUR 5.00USD"}
                              << QStringList{"-5.00EUR", "5.00USD"};
    QTest::newRow("accounts")
        << "accounts" << QStringLiteral("account_id,name,owner,arr,currency\nA,Acme,Ann,100,USD\nB,Bolt,Bo,,USD\n")
        << QStringLiteral("account_id,name,owner,arr,currency\nA,Acme,Cy,90,USD\nB,Bolt,Bo,7,USD\n")
        << QStringList{"accounts arr up 1 7.00USD", "accounts arr down 1 -10.00USD", "accounts owner field 1"}
        << QStringList{"-3.00USD"};
    QTest::newRow("nothing") << "accounts" << QStringLiteral("account_id,name\nA,Acme\n")
                             << QStringLiteral("account_id,name\nA,Acme \n") << QStringList() << QStringList();
}

void TestImportChanges::byField()
{
    QFETCH(QString, entity);
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(QStringList, fields);
    QFETCH(QStringList, arr);
    SourceFixture f;
    const auto file = [&](const char *which, const QString &text) {
        return f.write("s." + entity.toStdString() + which, text.toStdString());
    };
    QVERIFY(f.import({file(".1.csv", before)}, asOf("2026-01-31")).ok());
    const auto second = f.import({file(".2.csv", after)}, asOf("2026-02-28"));
    QVERIFY(second.ok());
    Progress quiet;
    const auto changed = changedFields(*f.workspace, {second->batches.front().batch}, quiet);
    QVERIFY(changed.ok());
    QCOMPARE(said(*changed), fields);
    QCOMPARE(moved(*changed), arr);
}

/// C is in the complete file no more: its ARR goes with it. The contract s3 is not either, and counts on.
void TestImportChanges::vanishedByField()
{
    SourceFixture f;
    const QString contracts = QStringLiteral("subscription_id,account_id,start_date,arr,currency\n");
    const std::string lines[] = {"s1,A,2025-01-01,5,USD\n", "s2,B,2025-01-01,6,USD\n", "s3,C,2025-01-01,7,USD\n"};
    const auto file = [&](const char *name, const std::string &text) {
        return f.write(name, contracts.toStdString() + text);
    };
    QVERIFY(f.import({f.write("crm.accounts.csv",
                          accounts("A,Acme,Ann,100,USD\nB,Bolt,Bo,30,EUR\nC,Cask,Cy,40.50,USD\nD,Dune,Di,,USD\n"
                                   "E,Echo,Ed,,USD\n")),
                         file("billing.subscriptions.csv", lines[0] + lines[1] + lines[2])},
                 asOf("2026-01-31"))
                .ok());
    ImportOptions complete = asOf("2026-02-28");
    complete.full = true;
    const auto second =
        f.import({f.write("crm.accounts.2.csv", accounts("A,Acme,Ann,90,USD\nB,Bolt,Bo,30,EUR\nE,Echo,Ed,,USD\n")),
                     file("billing.subscriptions.2.csv", lines[0] + lines[1])},
            complete);
    QVERIFY(second.ok());
    std::vector<std::int64_t> batches;
    for (const BatchReport &batch : second->batches)
        batches.push_back(batch.batch);
    Progress quiet;
    const auto changed = changedFields(*f.workspace, batches, quiet);
    QStringList found = said(*changed);
    found.sort(); // whichever file was read first
    QCOMPARE(found,
        (QStringList{"accounts arr down 1 -10.00USD", "accounts vanished 2 -40.50USD", "subscriptions vanished 1"}));
    QCOMPARE(moved(*changed), QStringList{"-50.50USD"});
    for (const std::int64_t batch : batches) { // nor does the list of changes tell it twice
        for (const FieldChange &change : importChanges(*f.workspace, batch).changes)
            QCOMPARE(change.record, std::string("A"));
    }
}

void TestImportChanges::directions()
{
    QCOMPARE(directionOf({"A", "arr", "1.00 USD", "1.01 USD"}), WhatChanged::Raised);
    QCOMPARE(directionOf({"A", "arr", "1.01 USD", "1.00 USD"}), WhatChanged::Lowered);
    QCOMPARE(directionOf({"A", "arr", "", "1.00 USD"}), WhatChanged::Raised);
    QCOMPARE(directionOf({"A", "arr", "1.00 USD", ""}), WhatChanged::Lowered);
    QCOMPARE(directionOf({"A", "arr", "1.00 USD", "2.00 EUR"}), WhatChanged::Field);
    QCOMPARE(directionOf({"A", "arr", "0.01 USD", ""}), WhatChanged::Lowered);
    QCOMPARE(directionOf({"A", "arr", "", "0.00 USD"}), WhatChanged::Raised); // it came
}

void TestImportChanges::undoneSaysNothing()
{
    SourceFixture f;
    const auto first = f.import({f.write("crm.accounts.csv", accounts("A,Acme,Ann,100,USD\n"))}, asOf("2026-01-31"));
    QVERIFY(first.ok());
    Progress quiet;
    QCOMPARE(said(*changedFields(*f.workspace, {1}, quiet)), QStringList{"accounts made 1 100.00USD"});
    f.workspace->db().exec("UPDATE import_batch SET state = 'undone'");
    QVERIFY(changedFields(*f.workspace, {1, 99}, quiet)->empty());
}

QTEST_GUILESS_MAIN(TestImportChanges)
#include "tst_import_changes.moc"
