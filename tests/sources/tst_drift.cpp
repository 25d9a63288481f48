#include "core/sources/own_profiles.h"
#include "core/sources/profile_draft.h"
#include "core/sources/profile_drift.h"
#include "tests/sources/source_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

/// Of accounts of the source "s", with more of its words.
Profile ownOf(const std::string &columns)
{
    auto draft =
        profileFromJson(R"({"name": "p", "source": "s", "entity": "accounts", "columns": )" + columns + "}", "");
    if (!draft)
        qFatal("%s", draft.error().message.english().c_str());
    return *settledDraft(*draft);
}

void take(SourceFixture &f, const std::string &name, const std::string &csv, const Profile *profile = nullptr)
{
    ImportOptions options;
    if (profile) {
        options.hints.given = std::make_shared<const Profile>(*profile);
        options.hints.source = "s";
    }
    const auto report = f.import({f.write(name, csv)}, options);
    if (!report)
        qFatal("%s", report.error().message.english().c_str());
}

Drift driftIn(SourceFixture &f, const Profile &profile, const std::string &csv)
{
    const auto sample = sampleOf(f.write("next.csv", csv), {}, 100, f.progress);
    if (!sample)
        qFatal("no sample");
    return driftOf(*f.workspace, profile, "s", *sample);
}

/// "header>column" of those that are gone.
QStringList missing(const Drift &drift)
{
    QStringList all;
    for (const DriftColumn &gone : drift.missing)
        all << QString::fromStdString(gone.header + '>' + gone.column);
    all.sort();
    return all;
}

QStringList renamed(const Drift &drift)
{
    QStringList all;
    for (const Renaming &each : drift.renamed)
        all << QString::fromStdString(each.was + '>' + each.now);
    return all;
}

} // namespace

/// The columns of a file against those of the last one: which are gone, and what they are called now.
class TestDrift : public QObject {
    Q_OBJECT

private slots:
    /// Of alternatives each that the last file had, of what is joined every part.
    void alternativesAndParts()
    {
        SourceFixture f;
        const Profile profile =
            ownOf(R"({"account_id": ["Id", "Nr"], "name": {"join": ["First", "Last", "Suffix"]}, "owner": "Owner"})");
        take(f, "1.csv", "Id,Nr,First,Last,Suffix,Owner\n1,10,Ann,Ash,Jr,Zoe\n2,20,Ben,Birch,Sr,Yan\n", &profile);
        QCOMPARE(missing(driftIn(f, profile, "Id,Nr,First,Last,Suffix,Owner\n1,10,Ann,Ash,Jr,Zoe\n")), QStringList());
        const Drift drift = driftIn(f, profile, "Id,First,Last,Owner,End\n1,Ann,Ash,Zoe,Jr\n2,Ben,Birch,Yan,Sr\n");
        QCOMPARE(missing(drift), (QStringList{"Nr>account_id", "Suffix>name"}));
    }

    /// Whatever became of a column of last month's file, it is asked about; a profile of one's own does not take the
    /// file until somebody said, and what is stored stays.
    void fourKinds_data()
    {
        QTest::addColumn<QString>("csv");
        QTest::addColumn<QStringList>("renamedTo");
        QTest::newRow("renamed") << "Id,N,Account Owner\n1,Acme,Ann Ash\n2,Bolt,Ben Birch\n"
                                 << QStringList{"Owner>Account Owner"};
        QTest::newRow("split") << "Id,N,Owner First,Owner Last\n1,Acme,Ann,Ash\n2,Bolt,Ben,Birch\n" << QStringList();
        QTest::newRow("dropped") << "Id,N\n1,Acme\n2,Bolt\n" << QStringList();
        QTest::newRow("translated") << "Id,N,Inhaber\n1,Acme,Ann Ash\n2,Bolt,Ben Birch\n"
                                    << QStringList{"Owner>Inhaber"};
    }
    void fourKinds()
    {
        QFETCH(QString, csv);
        QFETCH(QStringList, renamedTo);
        SourceFixture f;
        const Profile profile = ownOf(R"({"account_id": "Id", "name": "N", "owner": "Owner"})");
        take(f, "1.csv", "Id,N,Owner\n1,Acme,Ann Ash\n2,Bolt,Ben Birch\n", &profile);
        const Drift drift = driftIn(f, profile, csv.toStdString());
        QVERIFY(drift.asks());
        QCOMPARE(missing(drift), QStringList{"Owner>owner"});
        QCOMPARE(renamed(drift), renamedTo);
        ImportOptions options;
        options.hints.given = std::make_shared<const Profile>(profile);
        options.hints.source = "s";
        QVERIFY(!f.import({f.write("2.csv", csv.toStdString())}, options).ok());
        QCOMPARE(
            f.rows("SELECT account_id, owner FROM accounts ORDER BY 1"), (QStringList{"1|Ann Ash", "2|Ben Birch"}));
    }

    /// A header that another alternative stands for is not missed, nor is one that the profile asks for no more.
    void notMissed()
    {
        SourceFixture f;
        const Profile before = ownOf(R"({"account_id": ["Id", "Nr"], "name": "N", "owner": "Owner"})");
        QCOMPARE(missing(driftIn(f, before, "Nr,N,Owner\n1,Acme,Zoe\n")), QStringList()); // none was read yet
        QCOMPARE(missing(driftIn(f, before, "N,Owner\nAcme,Zoe\n")), QStringList{"id>account_id"});
        take(f, "1.csv", "Id,N,Owner\n1,Acme,Zoe\n", &before);
        QCOMPARE(missing(driftIn(f, before, "Nr,N,Owner\n1,Acme,Zoe\n")), QStringList());
        const Profile after = ownOf(R"({"account_id": ["Id", "Nr"], "name": "N"})");
        QCOMPARE(missing(driftIn(f, after, "Id,N\n1,Acme\n")), QStringList());
    }

    /// The last file is one of this source, entity and profile whose import stands.
    void whichFileWasTheLast()
    {
        SourceFixture f;
        const std::string accounts = "account_id,name\nA,Acme\n";
        take(f, "s.accounts.csv", accounts);
        take(f, "s.contacts.csv", "contact_id,account_id\nC,A\n");
        take(f, "erp.accounts.csv", accounts);
        const Profile other = ownOf(R"({"account_id": "Id", "name": "N"})");
        take(f, "other.csv", "Id,N\nA,Acme\n", &other);
        take(f, "s.accounts.2.csv", accounts);
        f.workspace->db().exec("UPDATE import_batch SET state = 'undone' WHERE batch_id = 5");
        const Drift drift = driftIn(f, canonicalProfile("accounts"), accounts);
        QCOMPARE(drift.lastFile, std::string("s.accounts.csv"));
        QCOMPARE(drift.lastAsOf, std::string("2026-10-31"));
        for (const char *damaged : {"canonical }", "canonical {x}", "canonical {", ""}) {
            f.workspace->db().exec(
                std::string("UPDATE import_batch SET mapping = '") + damaged + "' WHERE batch_id = 1");
            QVERIFY(driftIn(f, canonicalProfile("accounts"), accounts).lastFile.empty());
        }
    }

    /// A column that the last file had beside the profile's is not new, unless nobody can read that any more.
    void whatStoodBesideIsNotNew()
    {
        SourceFixture f;
        const Profile profile = ownOf(R"({"account_id": "Id", "name": "N"})");
        take(f, "1.csv", "Id,N,Note\n1,Acme,x\n", &profile);
        const std::string next = "Id,N,Note\n2,Bolt,y\n";
        QCOMPARE(driftIn(f, profile, next).added.size(), std::size_t(0));
        for (const char *damaged : {"{", "[]", ""}) {
            f.workspace->db().exec(std::string("UPDATE accounts SET extra = '") + damaged + '\'');
            QCOMPARE(driftIn(f, profile, next).added.size(), std::size_t(1));
        }
    }

    /// A column is told by its values as they would be stored, also that of the key.
    void renamedColumns()
    {
        SourceFixture f;
        const Profile profile =
            ownOf(R"({"account_id": "Id", "name": "N", "arr": {"header": "Cents", "convert": "minor_units"},
            "status": {"from": ["State"], "values": {"on": "active"}}})");
        take(f, "1.csv", "Id,N,Cents,State\n1,Acme,120000,on\n2,Bolt,5000,churned\n", &profile);
        const Drift drift = driftIn(f, profile, "Konto,N,Betrag,Lage\n1,Acme,120000,on\n2,Bolt,5000,churned\n");
        QCOMPARE(missing(drift), (QStringList{"Cents>arr", "Id>account_id", "State>status"}));
        QStringList now = renamed(drift);
        now.sort();
        QCOMPARE(now, (QStringList{"Cents>Betrag", "Id>Konto", "State>Lage"}));
        for (const Renaming &each : drift.renamed)
            QCOMPARE(each.likeness, 0.9); // all values are the same, and no word
    }

    /// Each missing column is one of the new ones at most, and each new one is one of the missing ones.
    void eachHeaderOnce()
    {
        SourceFixture f;
        const std::string header = "account_id,name,owner,segment\n";
        take(f, "s.accounts.csv", header + "A,Acme,Ann,Ann\nB,Bolt,Ben,Ben\n");
        const Profile profile = canonicalProfile("accounts");
        const Drift two =
            driftIn(f, profile, "account_id,name,segment,Wer,Wem\nA,Acme,Ann,Ann,Ann\nB,Bolt,Ben,Ben,Ben\n");
        QCOMPARE(renamed(two), QStringList{"owner>Wer"});
        const Drift one = driftIn(f, profile, "account_id,name,Wer\nA,Acme,Ann\nB,Bolt,Ben\n");
        QCOMPARE(missing(one), (QStringList{"owner>owner", "segment>segment"}));
        QCOMPARE(renamed(one), QStringList{"owner>Wer"});
    }

    /// By its words alone an empty column is none of the missing ones; one with a single value may be.
    void emptyColumns()
    {
        SourceFixture f;
        const Profile profile = ownOf(R"({"account_id": "Id", "name": "N", "renewal_date": "Renewal Date"})");
        take(f, "1.csv", "Id,N,Renewal Date\n1,Acme,2026-01-31\n", &profile);
        QCOMPARE(renamed(driftIn(f, profile, "Id,N,date_renewal\n1,Acme,\n")), QStringList());
        QCOMPARE(renamed(driftIn(f, profile, "Id,N,date_renewal\n1,Acme,2027-01-31\n")),
            QStringList{"Renewal Date>date_renewal"});
        // Two of three words: 0.6 x 2/3 is 0.4, which is enough; two of four are not.
        QCOMPARE(renamed(driftIn(f, profile, "Id,N,next_renewal_date\n1,Acme,2027-01-31\n")),
            QStringList{"Renewal Date>next_renewal_date"});
        QCOMPARE(renamed(driftIn(f, profile, "Id,N,our_next_renewal_date\n1,Acme,2027-01-31\n")), QStringList());
    }

    /// Those of the program count where they have read a file that stands, the canonical one never; the first of
    /// several.
    void closest()
    {
        SourceFixture f;
        const std::vector<std::string> headers{"Id", "Name", "x", "y"};
        take(f, "s.accounts.csv", "account_id,name\nA,Acme\n");
        QVERIFY(!closestProfile(*f.workspace, headers));
        QVERIFY(!closestProfile(*f.workspace, {"account_id", "name", "x"}));
        take(f, "a.csv", "Id,Name,OwnerId,IsDeleted\n0015500000XyyAB,Acme,x,false\n");
        const auto shipped = closestProfile(*f.workspace, headers);
        QVERIFY(shipped && shipped->name == "salesforce-account");
        f.workspace->db().exec("UPDATE import_batch SET state = 'undone'");
        QVERIFY(!closestProfile(*f.workspace, headers));
        Profile own = ownOf(R"({"account_id": "Nr", "name": "Firma"})");
        auto kept = withProfile({}, own, "", "");
        own.name = "q";
        kept = withProfile(*kept, own, "", "");
        f.workspace->setSetting(OwnProfilesSetting, textOf(*kept));
        QCOMPARE(closestProfile(*f.workspace, {"Nr", "Firma"})->name, std::string("p"));
    }
};

QTEST_GUILESS_MAIN(TestDrift)
#include "tst_drift.moc"
