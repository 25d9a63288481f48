#include "core/session/actions.h"
#include "core/session/undo.h"
#include "core/sources/full_file.h"
#include "core/store/integrity.h"
#include "core/store/settings.h"
#include "tests/session/crm_files.h"
#include "tests/session/whole_file.h"
#include "tests/support/english.h"

#include <QtTest>

#include <array>

using namespace qd;

/// Files that hold every record.
class TestFullImport : public QObject {
    Q_OBJECT

private slots:
    void absentIsClosed();
    void severalFilesAreOne();
    void comesBack();
    void contractsKeepTheirArr();
    void heldBackAndLaterRowsStay();
    void refusals_data();
    void refusals();
    void theSettingIsObeyed();
    void answersOfQueries();
    void undone();
    void olderNewsLeavesItClosed();
    void inWhateverOrder_data();
    void inWhateverOrder();
    void partsThatWereTakenBefore();
    void aLaterCompleteFileRestsOnIt();
    void anOlderFileRestsOnTheLaterOne();
};

void TestFullImport::absentIsClosed()
{
    Crm crm;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    const auto part =
        crm.import("crm.accounts.csv", Header + "A,Acme,100,USD\nB,Bolt,200,USD\nD,Dune,450,USD\n", "2026-02-28");
    QCOMPARE(ids(part->batches[0].changes.missing), std::vector<std::string>{"C"});
    QVERIFY(part->batches[0].changes.vanished.empty());
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("105000"));
    crm.options.full = true;
    const auto done =
        crm.import("crm.accounts.csv", Header + "A,Acme,100,USD\nB,Bolt,200,USD\nD,Dune,450,USD\n", "2026-03-31");
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.english().c_str());
    const sources::ImportChanges &changes = done->batches[0].changes;
    QCOMPARE(english(changes.inWords(5)),
        std::vector<std::string>{"1 record vanished, closed as of 2026-03-31: C; ARR 300.00 USD"});
    QVERIFY(changes.missing.empty());
    QCOMPARE(sources::importChanges(*crm.workspace, done->batches[0].batch).vanished, changes.vanished);
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"C 2026-03-31"});
    QCOMPARE(crm.arr("2026-03-30"), QStringLiteral("105000"));
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("75000"));
    const auto found = store::checkIntegrity(*crm.workspace, crm.progress);
    QCOMPARE(english(found.value()), std::vector<std::string>());
}

/// Several files of one import are complete together, and what vanished is said, with the last of them.
void TestFullImport::severalFilesAreOne()
{
    Crm crm;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    crm.options.full = true;
    const auto done =
        crm.importTogether({Header + "A,Acme,110,USD\n", Header + "C,Cyan,310,USD\nD,Dune,450,USD\n"}, "2026-02-28");
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.english().c_str());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"B 2026-02-28"});
    QCOMPARE(ids(done->batches[1].changes.vanished), std::vector<std::string>{"B"});
}

void TestFullImport::comesBack()
{
    Crm crm;
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    QVERIFY(crm.import("crm.accounts.csv", Four.left(Four.indexOf("D,")), "2026-02-28").ok());
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("60000"));
    const auto back = crm.import("crm.accounts.csv", Four, "2026-03-31");
    QCOMPARE(back->batches[0].accepted, 1);
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList());
    QCOMPARE(crm.arr("2026-02-28"), QStringLiteral("60000"));
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("100000"));
}

/// Dates decide what a contract is worth, not that a file lacks it.
void TestFullImport::contractsKeepTheirArr()
{
    Crm crm;
    crm.options.full = true;
    const QByteArray header = "subscription_id,account_id,start_date,arr,currency\n";
    QVERIFY(crm.import("billing.subscriptions.csv", header + "S,A,2026-01-01,100,USD\nT,A,2026-01-01,50,USD\n",
                   "2026-01-31")
                .ok());
    const auto done = crm.import("billing.subscriptions.csv", header + "S,A,2026-01-01,100,USD\n", "2026-02-28");
    QCOMPARE(ids(done->batches[0].changes.vanished), std::vector<std::string>{"T"});
    QCOMPARE(crm.closed("subscriptions", "subscription_id"), QStringList{"T 2026-02-28"});
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("15000"));
}

void TestFullImport::heldBackAndLaterRowsStay()
{
    Crm crm;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    QVERIFY(crm.import("crm.accounts.csv", Header + "E,Echo,5,USD\nF,Fern,5,USD\n", "2026-03-31").ok());
    crm.options.full = true;
    // B is wrong, not gone; E and F are known of a later day.
    QVERIFY(
        crm.import("crm.accounts.csv", Header + "A,Acme,100,USD\nB,Bolt,x,USD\nD,Dune,400,USD\n", "2026-02-28").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"C 2026-02-28"});
}

void TestFullImport::refusals_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("force");
    QTest::addColumn<bool>("refused");
    const auto row = [](const char *name, const QByteArray &text, ErrorCode code, bool force, bool refused) {
        QTest::newRow(name) << text << int(code) << force << refused;
    };
    row("empty", Header, ErrorCode::BadData, true, true);
    row("nothing but bad rows", Header + "A,,1,USD\nB,,1,USD\n", ErrorCode::BadData, true, true);
    row("another system's", Header + "X,Xeno,1,USD\nY,Yarn,1,USD\n", ErrorCode::Conflict, false, true);
    row("another system's, with force", Header + "X,Xeno,1,USD\nY,Yarn,1,USD\n", ErrorCode::Conflict, true, false);
    row("half", Header + "A,Acme,100,USD\nB,Bolt,200,USD\n", ErrorCode::Conflict, false, false);
    row("less than half", Header + "A,Acme,100,USD\n", ErrorCode::Conflict, false, true);
}

void TestFullImport::refusals()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    QFETCH(bool, force);
    QFETCH(bool, refused);
    Crm crm;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    const WholeFile before = wholeFile(*crm.workspace);
    crm.options.full = true;
    crm.options.force = force;
    const auto done = crm.import("crm.accounts.csv", text, "2026-02-28");
    QCOMPARE(!done.ok(), refused);
    if (!refused)
        return;
    QCOMPARE(int(done.error().code), code);
    QCOMPARE(sources::asksToCloseMost(done.error()), code == int(ErrorCode::Conflict));
    QVERIFY2(done.error().message.english().find("Nothing was imported.") != std::string::npos,
        done.error().message.english().c_str());
    QCOMPARE(differences(before, wholeFile(*crm.workspace)), QStringList());
}

void TestFullImport::theSettingIsObeyed()
{
    Crm crm;
    const std::string key = sources::fullSetting("crm", "accounts");
    QVERIFY(!session::changeSettings(*crm.workspace, {{key, "perhaps"}}).ok());
    QVERIFY(!session::changeSettings(*crm.workspace, {{"full.crm.cars", "all"}}).ok());
    QVERIFY(session::changeSettings(*crm.workspace, {{key, "all"}}).ok());
    const auto values = store::settingValues(*crm.workspace);
    QVERIFY(std::ranges::find(values, std::pair<std::string, std::string>(key, "all")) != values.end());
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    QVERIFY(crm.import("crm.accounts.csv", Four.left(Four.indexOf("D,")), "2026-02-28").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"D 2026-02-28"});
    crm.options.full = false; // what is said for one import goes before it
    QVERIFY(crm.import("crm.accounts.csv", Four.left(Four.indexOf("C,")), "2026-03-31").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"D 2026-02-28"});
}

/// What a database gives of what is new since a day is a part, whatever is said; and it speaks of one day.
void TestFullImport::answersOfQueries()
{
    Crm crm;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    crm.options.full = true;
    crm.options.hints.source = "crm";
    crm.options.hints.entity = "accounts";
    crm.options.hints.read.answer = sources::AnswerOrigin{"warehouse: accounts", "0a", true, Date::of(2026, 2, 28)};
    const QByteArray three = Header + "A,Acme,100,USD\nB,Bolt,200,USD\nD,Dune,450,USD\n";
    const WholeFile before = wholeFile(*crm.workspace);
    const auto otherDay = crm.import("answer", three, "2026-03-01");
    QVERIFY(!otherDay.ok());
    QCOMPARE(int(otherDay.error().code), int(ErrorCode::Conflict));
    QCOMPARE(QString::fromStdString(otherDay.error().message.english()),
        QStringLiteral("warehouse: accounts was asked as of 2026-02-28, so its rows cannot be taken as of 2026-03-01; "
                       "nothing was imported. Ask again for that day, or import as of the day it was asked for."));
    QCOMPARE(differences(before, wholeFile(*crm.workspace)), QStringList());
    QVERIFY(crm.import("answer", three, "2026-02-28").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList());
    crm.options.hints.read.answer->isPart = false;
    crm.options.hints.read.answer->asOf = Date::of(2026, 3, 31);
    QVERIFY(crm.import("answer", three, "2026-03-31").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"C 2026-03-31"});
}

void TestFullImport::undone()
{
    Crm crm;
    crm.options.full = true;
    const std::set<std::string> without{"import_batch", "audit_log", "row_image", "usage_image", "custom_table_image"};
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    const WholeFile first = wholeFile(*crm.workspace, without);
    QVERIFY(crm.import("crm.accounts.csv", Four.left(Four.indexOf("D,")), "2026-02-28").ok());
    const WholeFile closed = wholeFile(*crm.workspace, without);
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-03-31").ok());
    QVERIFY(session::undoBatch(*crm.workspace, 3, crm.progress).ok());
    QCOMPARE(differences(closed, wholeFile(*crm.workspace, without)).join(u'\n'), QString());
    QVERIFY(session::undoBatch(*crm.workspace, 2, crm.progress).ok());
    QCOMPARE(differences(first, wholeFile(*crm.workspace, without)).join(u'\n'), QString());
}

/// What a file says of a day before the one since which a record is gone.
void TestFullImport::olderNewsLeavesItClosed()
{
    Crm crm;
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    QVERIFY(crm.import("crm.accounts.csv", Four.left(Four.indexOf("D,")), "2026-03-31").ok());
    crm.options.full = false;
    QVERIFY(crm.import("crm.accounts.csv", Header + "D,Dunes,450,USD\n", "2026-02-28").ok());
    QCOMPARE(crm.closed("accounts", "account_id || name"), QStringList{"DDunes 2026-03-31"});
    QCOMPARE(crm.arr("2026-01-31"), QStringLiteral("100000"));
    QCOMPARE(crm.arr("2026-02-28"), QStringLiteral("105000"));
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("60000"));
    crm.options.hints.source = "crm";
    crm.options.hints.entity = "accounts";
    QCOMPARE(
        crm.import("again.csv", Header + "D,Dunes,450,USD\nA,Acme,100,USD\n", "2026-03-01")->batches[0].unchanged, 2);
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"D 2026-03-31"});
    // On the day itself the record is there after all.
    QCOMPARE(crm.import("again.csv", Header + "D,Dunes,450,USD\nE,Echo,1,USD\n", "2026-03-31")->batches[0].accepted, 2);
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList());
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("105100"));
    QCOMPARE(english(store::checkIntegrity(*crm.workspace, crm.progress).value()), std::vector<std::string>());
}

void TestFullImport::inWhateverOrder_data()
{
    QTest::addColumn<QString>("order");
    for (const char *order : {"012", "021", "102", "120", "201", "210"})
        QTest::newRow(order) << QString::fromLatin1(order);
}

/// Complete files of three days: C goes and comes back, D goes, E comes.
void TestFullImport::inWhateverOrder()
{
    QFETCH(QString, order);
    Crm crm;
    crm.options.full = crm.options.closeMost = true;
    const std::array<std::pair<QByteArray, const char *>, 3> files{std::pair(Four, "2026-01-31"),
        {Header + "A,Acme,110,USD\nB,Bolt,200,USD\nD,Dune,400,USD\nE,Echo,50,USD\n", "2026-02-28"},
        {Header + "A,Acme,110,USD\nB,Bolt,200,USD\nC,Cyan,310,USD\nE,Echo,50,USD\n", "2026-03-31"}};
    const std::set<std::string> without{"import_batch", "audit_log", "row_image", "usage_image", "custom_table_image"};
    std::vector<WholeFile> states{wholeFile(*crm.workspace, without)};
    for (const QChar which : order) {
        const auto &[text, day] = files[std::size_t(which.digitValue())];
        const auto done = crm.import("crm.accounts.csv", text, day);
        QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.english().c_str());
        states.push_back(wholeFile(*crm.workspace, without));
    }
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"D 2026-03-31"});
    QCOMPARE(crm.arr("2026-01-31"), QStringLiteral("100000"));
    QCOMPARE(crm.arr("2026-02-28"), QStringLiteral("76000"));
    QCOMPARE(crm.arr("2026-03-30"), QStringLiteral("76000"));
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("67000"));
    QCOMPARE(english(store::checkIntegrity(*crm.workspace, crm.progress).value()), std::vector<std::string>());
    for (std::int64_t batch = 3; batch > 0; --batch) {
        const auto undone = session::undoBatch(*crm.workspace, batch, crm.progress);
        QVERIFY2(undone.ok(), undone.ok() ? "" : undone.error().message.english().c_str());
        if (batch > 1) // what made the source stays
            QCOMPARE(
                differences(states[std::size_t(batch) - 1], wholeFile(*crm.workspace, without)).join(u'\n'), QString());
    }
}

/// Of two files that are complete together one is as it was: what it has is not missing, what the other lacks is.
void TestFullImport::partsThatWereTakenBefore()
{
    Crm crm;
    crm.options.full = true;
    const auto import = [&crm](const QByteArray &second, const char *day) {
        return crm.importTogether({Header + "A,Acme,100,USD\nB,Bolt,200,USD\n", second}, day);
    };
    const QByteArray both = Header + "C,Cyan,300,USD\nD,Dune,400,USD\n";
    QVERIFY(import(both, "2026-01-31").ok());
    const auto done = import(Header + "C,Cyan,300,USD\n", "2026-02-28");
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.english().c_str());
    QCOMPARE(done->batches[0].unchanged, 2);
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"D 2026-02-28"});
    QCOMPARE(ids(done->batches[1].changes.vanished), std::vector<std::string>{"D"});
    const auto again = import(Header + "C,Cyan,300,USD\n", "2026-02-28");
    QCOMPARE(again->batches[0].skipped + again->batches[1].skipped, 3); // both were taken together before
}

/// The second of two complete files neither gives nor closes a row of the first, but lacks what that closed.
void TestFullImport::aLaterCompleteFileRestsOnIt()
{
    Crm crm;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    crm.options.full = crm.options.closeMost = true;
    QVERIFY(crm.import("crm.accounts.csv", Header + "E,Echo,1,USD\n", "2026-02-28").ok());
    QVERIFY(crm.import("crm.accounts.csv", Header + "E,Echo,x,USD\nF,Fern,1,USD\n", "2026-03-31").ok());
    QCOMPARE(crm.closed("accounts", "account_id").size(), 4);
    const auto refused = session::undoBatch(*crm.workspace, 2, crm.progress);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().message.english(),
        std::string(
            "Batch 2 (crm.accounts.csv) cannot be undone: later batch 3 (crm.accounts.csv) rests on it: it gave "
            "or closed rows of it, or lacks the same records. Nothing was changed; undo that one first."));
    QCOMPARE(crm.closed("accounts", "account_id").size(), 4);
    QVERIFY(session::undoBatch(*crm.workspace, 3, crm.progress).ok());
    QVERIFY(session::undoBatch(*crm.workspace, 2, crm.progress).ok());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList());
}

/// A record of an older file is closed by a complete one that was imported before, which then cannot go alone.
void TestFullImport::anOlderFileRestsOnTheLaterOne()
{
    Crm crm;
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-03-31").ok());
    crm.options.full = false;
    QVERIFY(crm.import("crm.accounts.csv", Header + "Z,Zeal,70,USD\n", "2026-01-31").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"Z 2026-03-31"});
    QCOMPARE(crm.arr("2026-03-30"), QStringLiteral("7000"));
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("100000"));
    const auto refused = session::undoBatch(*crm.workspace, 1, crm.progress);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().arguments, std::vector<std::string>{"2"});
    QVERIFY(session::undoBatch(*crm.workspace, 2, crm.progress).ok());
    QVERIFY(session::undoBatch(*crm.workspace, 1, crm.progress).ok());
}

QTEST_GUILESS_MAIN(TestFullImport)
#include "tst_full_import.moc"
