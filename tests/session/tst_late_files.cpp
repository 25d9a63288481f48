#include "core/session/actions.h"
#include "core/session/undo.h"
#include "core/store/integrity.h"
#include "tests/session/crm_files.h"
#include "tests/session/whole_file.h"
#include "tests/support/english.h"

#include <QtTest>

using namespace qd;

namespace {

const QByteArray Contacts = "contact_id,account_id,name\n";
const QByteArray Zeal = Header + "Z,Zeal,70,USD\n";
const std::set<std::string> Without{"import_batch", "audit_log", "row_image", "usage_image", "custom_table_image"};

std::vector<std::string> wordsOf(const sources::ImportChanges &changes)
{
    std::vector<std::string> vanished;
    for (const Message &message : changes.inWords(5)) {
        const std::string sentence = message.english();
        if (sentence.find("vanished") != std::string::npos)
            vanished.push_back(sentence);
    }
    return vanished;
}

} // namespace

/// Files of a day before that of a complete one which is there, and what can be taken back then.
class TestLateFiles : public QObject {
    Q_OBJECT

private slots:
    void whatTheyBringIsSaidToBeClosed();
    void closingsByTwoDaysAreSaidApart();
    void firstSightThatMovesOnLeavesThemListed();
    void whatIsClosedLaterIsNotOfTheBatch();
    void bareAccountsAreOpenAgain();
    void aClosingThatAnImageRestores();
    void halfACompleteImport();
    void recordsOfTwoFiles();
    void anOlderCompleteFileIsNoGround();
    void whoReopensDidNotClose();
    void aClosingOfNoFileIsFound();
    void whatIsOpenedAgainIsClosedByTheNext();
    void openedAgainByTwoFiles();
    void theFirstOfTwoCompleteFiles();
    void whatLaterFilesHaveDoesNotGo();

private:
    static std::vector<std::string> findings(Crm &crm)
    {
        return english(store::checkIntegrity(*crm.workspace, crm.progress).value());
    }
    static std::vector<std::string> refusal(Crm &crm, std::int64_t batch)
    {
        const auto undone = session::undoBatch(*crm.workspace, batch, crm.progress);
        return undone.ok() ? std::vector<std::string>() : undone.error().arguments;
    }
};

/// Most of an older part may be closed at once: nobody may take that for an import like others.
void TestLateFiles::whatTheyBringIsSaidToBeClosed()
{
    Crm crm;
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-03-31").ok());
    crm.options.full = false;
    const auto part =
        crm.import("crm.accounts.csv", Header + "A,Acme,90,USD\nY,Yarn,5,USD\nZ,Zeal,70,USD\n", "2026-01-31");
    const sources::ImportChanges &changes = part->batches[0].changes;
    QCOMPARE(ids(changes.vanished), (std::vector<std::string>{"Y", "Z"}));
    QCOMPARE(
        wordsOf(changes), std::vector<std::string>{"2 records vanished, closed as of 2026-03-31: Y, Z; ARR 75.00 USD"});
    QCOMPARE(sources::importChanges(*crm.workspace, part->batches[0].batch).vanished, changes.vanished);
    QVERIFY(sources::importChanges(*crm.workspace, 1).vanished.empty());
}

/// A complete file closes what it lacks as of its own day, and what only it has is closed by the next.
void TestLateFiles::closingsByTwoDaysAreSaidApart()
{
    Crm crm;
    QVERIFY(crm.import("crm.accounts.csv", Header + "C,Cyan,300,USD\n", "2026-01-31").ok());
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-03-31").ok());
    QVERIFY(crm.import("crm.accounts.csv", Header + "A,Acme,90,USD\nD,Dune,1,USD\n", "2026-04-30").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), (QStringList{"B 2026-04-30", "C 2026-04-30"}));
    const auto between = crm.import(
        "crm.accounts.csv", Header + "A,Acme,90,USD\nB,Bolt,200,USD\nD,Dune,1,USD\nZ,Zeal,70,USD\n", "2026-02-28");
    QVERIFY2(between.ok(), between.ok() ? "" : between.error().message.english().c_str());
    QCOMPARE(wordsOf(between->batches[0].changes),
        std::vector<std::string>{"1 record vanished, closed as of 2026-03-31: Z; ARR 70.00 USD"});
    const auto first = crm.import(
        "crm.accounts.csv", Header + "A,Acme,90,USD\nB,Bolt,200,USD\nD,Dune,1,USD\nY,Yarn,5,USD\n", "2026-03-15");
    QCOMPARE(wordsOf(first->batches[0].changes),
        (std::vector<std::string>{"1 record vanished, closed as of 2026-03-15: Z; ARR 70.00 USD",
            "1 record vanished, closed as of 2026-03-31: Y; ARR 5.00 USD"}));
    QVERIFY(sources::importChanges(*crm.workspace, between->batches[0].batch).vanished.empty());
}

void TestLateFiles::firstSightThatMovesOnLeavesThemListed()
{
    Crm crm;
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-03-31").ok());
    crm.options.full = false;
    QVERIFY(crm.import("crm.accounts.csv", Zeal, "2026-01-31").ok());
    const auto older = crm.import("crm.accounts.csv", Header + "Z,Zeal,60,USD\n", "2026-01-15");
    QVERIFY(older->batches[0].changes.vanished.empty());
    QCOMPARE(ids(sources::importChanges(*crm.workspace, 2).vanished), std::vector<std::string>{"Z"});
    QVERIFY(sources::importChanges(*crm.workspace, 3).vanished.empty());
}

/// What a complete file of a later import closes is said there alone.
void TestLateFiles::whatIsClosedLaterIsNotOfTheBatch()
{
    Crm crm;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Four.left(Four.indexOf("D,")), "2026-03-31").ok());
    QVERIFY(sources::importChanges(*crm.workspace, 1).vanished.empty());
    QCOMPARE(ids(sources::importChanges(*crm.workspace, 2).vanished), std::vector<std::string>{"D"});
}

/// An account that only contacts mention is not closed; a part that described it and is taken back leaves it so.
void TestLateFiles::bareAccountsAreOpenAgain()
{
    Crm crm;
    QVERIFY(crm.import("crm.contacts.csv", Contacts + "1,Z,Zoe\n", "2026-01-01").ok());
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Header + "A,Acme,100,USD\nB,Bolt,200,USD\n", "2026-03-31").ok());
    crm.options.full = false;
    const WholeFile before = wholeFile(*crm.workspace, Without);
    const auto part = crm.import("crm.accounts.csv", Zeal, "2026-01-31");
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"Z 2026-03-31"});
    QCOMPARE(ids(part->batches[0].changes.vanished), std::vector<std::string>{"Z"});
    QCOMPARE(refusal(crm, 3), std::vector<std::string>());
    QCOMPARE(differences(before, wholeFile(*crm.workspace, Without)).join(u'\n'), QString());
    QCOMPARE(refusal(crm, 2), std::vector<std::string>());
    QVERIFY(crm.import("crm.accounts.csv", Zeal, "2026-02-15").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList());
    QCOMPARE(findings(crm), std::vector<std::string>());
}

/// A record that came back is not closed, but is again once the file that brought it is taken back.
void TestLateFiles::aClosingThatAnImageRestores()
{
    Crm crm;
    crm.options.full = true;
    QVERIFY(crm.import("crm.contacts.csv", Contacts + "1,A,Ann\n", "2026-03-31").ok());
    crm.options.full = false;
    QVERIFY(crm.import("crm.contacts.csv", Contacts + "2,B,Bob\n", "2026-01-31").ok());
    QVERIFY(crm.import("crm.contacts.csv", Contacts + "2,B,Bobby\n", "2026-05-31").ok());
    QCOMPARE(crm.closed("contacts", "contact_id"), QStringList());
    QCOMPARE(refusal(crm, 1), std::vector<std::string>{"3"});
    QCOMPARE(refusal(crm, 3), std::vector<std::string>());
    QCOMPARE(crm.closed("contacts", "contact_id"), QStringList{"2 2026-03-31"});
    QCOMPARE(findings(crm), std::vector<std::string>());
    QCOMPARE(refusal(crm, 1), std::vector<std::string>{"2"});
    QCOMPARE(refusal(crm, 2), std::vector<std::string>());
    QCOMPARE(refusal(crm, 1), std::vector<std::string>());
}

/// Of two files that were complete together one was taken back: the other is a part.
void TestLateFiles::halfACompleteImport()
{
    Crm crm;
    crm.options.full = true;
    QVERIFY(crm.importTogether({Header + "A,Acme,100,USD\nB,Bolt,200,USD\n", Zeal}, "2026-03-31").ok());
    QCOMPARE(refusal(crm, 2), std::vector<std::string>());
    crm.options.full = false;
    QVERIFY(crm.import("crm.accounts.csv", Header + "Z,Zeal,80,USD\n", "2026-01-31").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList());
    QCOMPARE(crm.arr("2026-04-30"), QStringLiteral("38000"));
}

/// A record that two files of one import made goes like one of a single file.
void TestLateFiles::recordsOfTwoFiles()
{
    Crm crm;
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-03-31").ok());
    crm.options.full = false;
    const WholeFile before = wholeFile(*crm.workspace, Without);
    const auto parts = crm.importTogether({Zeal, "account_id,name,region\nZ,Zeal,EMEA\n"}, "2026-01-31");
    QCOMPARE(crm.closed("accounts", "account_id || region"), QStringList{"ZEMEA 2026-03-31"});
    QCOMPARE(crm.arr("2026-03-30"), QStringLiteral("7000"));
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("100000"));
    QCOMPARE(ids(parts->batches[1].changes.vanished), std::vector<std::string>{"Z"});
    QCOMPARE(refusal(crm, 1), std::vector<std::string>{"2"});
    QCOMPARE(refusal(crm, 3), std::vector<std::string>());
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("100000"));
    QCOMPARE(refusal(crm, 2), std::vector<std::string>());
    QCOMPARE(differences(before, wholeFile(*crm.workspace, Without)).join(u'\n'), QString());
    QCOMPARE(refusal(crm, 1), std::vector<std::string>());
}

/// A complete file of a day before the record was known says nothing of it.
void TestLateFiles::anOlderCompleteFileIsNoGround()
{
    Crm crm;
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-03-31").ok());
    QVERIFY(crm.import("crm.accounts.csv", Four.left(Four.indexOf("D,")), "2026-04-30").ok());
    QVERIFY(crm.import("crm.accounts.csv", Header + "Q,Quay,1,USD\n", "2025-01-31").ok());
    QCOMPARE(refusal(crm, 2), std::vector<std::string>());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"Q 2026-03-31"});
}

void TestLateFiles::whoReopensDidNotClose()
{
    Crm crm;
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    QVERIFY(crm.import("crm.accounts.csv", Four.left(Four.indexOf("D,")), "2026-02-28").ok());
    QVERIFY(crm.import("crm.accounts.csv", Four + "E,Echo,1,USD\n", "2026-03-31").ok());
    QVERIFY(crm.import("crm.accounts.csv", Four.left(Four.indexOf("D,")) + "E,Echo,2,USD\n", "2026-03-31").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"D 2026-03-31"});
    QVERIFY(sources::importChanges(*crm.workspace, 3).vanished.empty());
    QCOMPARE(ids(sources::importChanges(*crm.workspace, 4).vanished), std::vector<std::string>{"D"});
}

/// A closing is that of a complete file which stands.
void TestLateFiles::aClosingOfNoFileIsFound()
{
    Crm crm;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Four.left(Four.indexOf("D,")), "2026-02-28").ok());
    QCOMPARE(findings(crm), std::vector<std::string>());
    crm.workspace->db().exec("UPDATE import_batch SET complete = NULL");
    const auto found = findings(crm); // the rows of the batch are not as they were sealed, either
    QVERIFY(std::ranges::find(found,
                std::string("Record D of crm is closed as of 2026-02-28 in accounts, but no complete file of that day "
                            "stands."))
        != found.end());
}

/// A record comes back between two complete files that lack it: it is closed again by the second, which was there.
void TestLateFiles::whatIsOpenedAgainIsClosedByTheNext()
{
    Crm crm;
    crm.options.full = true;
    QVERIFY(crm.import("crm.contacts.csv", Contacts + "1,A,Ann\n", "2026-02-28").ok());
    QVERIFY(crm.import("crm.contacts.csv", Contacts + "1,A,Anna\n", "2026-04-30").ok());
    crm.options.full = false;
    QVERIFY(crm.import("crm.contacts.csv", Contacts + "2,B,Bob\n", "2026-01-31").ok());
    QCOMPARE(crm.closed("contacts", "contact_id"), QStringList{"2 2026-02-28"});
    const WholeFile before = wholeFile(*crm.workspace, Without);
    const auto back = crm.import("crm.contacts.csv", Contacts + "2,B,Bobby\n", "2026-03-31");
    QCOMPARE(crm.closed("contacts", "contact_id"), QStringList{"2 2026-04-30"});
    QCOMPARE(
        wordsOf(back->batches[0].changes), std::vector<std::string>{"1 record vanished, closed as of 2026-04-30: 2"});
    QVERIFY(sources::importChanges(*crm.workspace, 3).vanished.empty());
    QCOMPARE(refusal(crm, 2), std::vector<std::string>{"4"});
    QVERIFY(crm.import("crm.contacts.csv", Contacts + "2,B,Bo\n", "2026-05-31").ok());
    QCOMPARE(crm.closed("contacts", "contact_id"), QStringList());
    QVERIFY(sources::importChanges(*crm.workspace, 4).vanished.empty());
    QCOMPARE(refusal(crm, 2), std::vector<std::string>{"5"});
    QCOMPARE(refusal(crm, 5), std::vector<std::string>());
    QCOMPARE(ids(sources::importChanges(*crm.workspace, 4).vanished), std::vector<std::string>{"2"});
    QCOMPARE(findings(crm), std::vector<std::string>());
    QCOMPARE(refusal(crm, 4), std::vector<std::string>());
    QCOMPARE(differences(before, wholeFile(*crm.workspace, Without)).join(u'\n'), QString());
    QCOMPARE(ids(sources::importChanges(*crm.workspace, 3).vanished), std::vector<std::string>{"2"});
    QCOMPARE(refusal(crm, 2), std::vector<std::string>());
    QCOMPARE(crm.closed("contacts", "contact_id"), QStringList{"2 2026-02-28"});
}

void TestLateFiles::openedAgainByTwoFiles()
{
    Crm crm;
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-02-28").ok());
    QVERIFY(crm.import("crm.accounts.csv", Four + "E,Echo,1,USD\n", "2026-04-30").ok());
    crm.options.full = false;
    QVERIFY(crm.import("crm.accounts.csv", Zeal, "2026-01-31").ok());
    const WholeFile before = wholeFile(*crm.workspace, Without);
    const auto parts =
        crm.importTogether({Header + "Z,Zeal,80,USD\n", "account_id,name,region\nZ,Zeal,EMEA\n"}, "2026-03-31");
    QCOMPARE(crm.closed("accounts", "account_id || region"), QStringList{"ZEMEA 2026-04-30"});
    QCOMPARE(crm.arr("2026-03-30"), QStringLiteral("100000"));
    QCOMPARE(crm.arr("2026-04-29"), QStringLiteral("108000"));
    QCOMPARE(crm.arr("2026-04-30"), QStringLiteral("100100"));
    QCOMPARE(ids(parts->batches[1].changes.vanished), std::vector<std::string>{"Z"});
    QCOMPARE(findings(crm), std::vector<std::string>());
    QCOMPARE(refusal(crm, 4), std::vector<std::string>{"5"});
    QCOMPARE(refusal(crm, 5), std::vector<std::string>());
    QCOMPARE(crm.arr("2026-04-30"), QStringLiteral("100100"));
    QCOMPARE(refusal(crm, 4), std::vector<std::string>());
    QCOMPARE(differences(before, wholeFile(*crm.workspace, Without)).join(u'\n'), QString());
}

/// What the last of several complete files closed was decided from all of them: the first does not go alone.
void TestLateFiles::theFirstOfTwoCompleteFiles()
{
    const QByteArray half = Header + "A,Acme,100,USD\nB,Bolt,200,USD\n";
    const auto imported = [&half](const char *first, const QByteArray &second) {
        auto crm = std::make_unique<Crm>();
        if (!crm->import("crm.accounts.csv", Four, first).ok())
            qFatal("not imported");
        crm->options.full = true;
        if (!crm->importTogether({half, second}, "2026-02-28").ok())
            qFatal("not imported together");
        return crm;
    };
    const auto closed = imported("2026-01-31", Header + "C,Cyan,300,USD\n");
    QCOMPARE(closed->closed("accounts", "account_id"), QStringList{"D 2026-02-28"});
    QCOMPARE(refusal(*closed, 2), std::vector<std::string>{"3"});
    QCOMPARE(closed->closed("accounts", "account_id"), QStringList{"D 2026-02-28"});
    QCOMPARE(refusal(*closed, 3), std::vector<std::string>());
    QCOMPARE(closed->closed("accounts", "account_id"), QStringList());
    QCOMPARE(refusal(*closed, 2), std::vector<std::string>());
    const auto whole = imported("2026-01-31", Header + "C,Cyan,300,USD\n");
    QVERIFY(session::undoImport(*whole->workspace, 2, whole->progress).ok());
    QCOMPARE(whole->closed("accounts", "account_id"), QStringList());
    const auto nothing = imported("2026-01-31", Header + "C,Cyan,300,USD\nD,Dune,400,USD\n");
    QCOMPARE(refusal(*nothing, 2), std::vector<std::string>());
    QCOMPARE(findings(*nothing), std::vector<std::string>());
    // Neither has D, which a later file has: its ARR ends for a while.
    Crm gap;
    QVERIFY(gap.import("crm.accounts.csv", Four, "2026-01-31").ok());
    QVERIFY(gap.import("crm.accounts.csv", Four + "E,Echo,1,USD\n", "2026-03-31").ok());
    gap.options.full = true;
    QVERIFY(gap.importTogether({half, Header + "C,Cyan,300,USD\n"}, "2026-02-28").ok());
    QCOMPARE(gap.arr("2026-02-28"), QStringLiteral("60000"));
    QCOMPARE(refusal(gap, 3), std::vector<std::string>{"4"});
    QCOMPARE(refusal(gap, 4), std::vector<std::string>());
    QCOMPARE(gap.arr("2026-02-28"), QStringLiteral("100000"));
    QCOMPARE(refusal(gap, 3), std::vector<std::string>());
}

/// More than half of the records are absent from an older file, but none of them is closed.
void TestLateFiles::whatLaterFilesHaveDoesNotGo()
{
    Crm crm;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-01-31").ok());
    QVERIFY(crm.import("crm.accounts.csv", Four + "E,Echo,1,USD\n", "2026-03-31").ok());
    crm.options.full = true;
    const auto done = crm.import("crm.accounts.csv", Header + "A,Acme,100,USD\n", "2026-02-28");
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.english().c_str());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList());
    QCOMPARE(crm.arr("2026-02-28"), QStringLiteral("10000"));
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("100100"));
}

QTEST_GUILESS_MAIN(TestLateFiles)
#include "tst_late_files.moc"
