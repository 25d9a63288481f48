#include "core/sources/column_likeness.h"
#include "core/sources/own_profiles.h"
#include "core/sources/preview.h"
#include "core/sources/profile_draft.h"
#include "core/sources/profile_drift.h"
#include "core/sources/profile_reading.h"
#include "core/sources/profile_text.h"
#include "core/sources/rejected_rows.h"
#include "core/sources/sources_store.h"
#include "tests/sources/mapping_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

constexpr const char *Meter = R"({"name": "meter", "source": "meter", "kind": "usage", "entity": "usage",
    "require": [["subscription"], ["day"], ["hits"], ["seconds"]],
    "read": {"delimiter": "~", "date_order": "dmy"},
    "same_key": {"sum": ["events", "minutes"]},
    "checks": [{"column": "events", "from": 0, "to": 100}],
    "columns": {"account_id": {"lookup": {"entity": "subscriptions", "by": {"subscription_id": "Subscription"},
                                          "give": "account_id"}},
                "date": "Day", "events": "Hits", "minutes": {"header": "Seconds", "divide_by": 60}}})";

Profile profileFrom(const std::string &json)
{
    auto profile = profileFromJson(json, "test");
    if (!profile)
        qFatal("%s", profile.error().message.english().c_str());
    return std::move(*profile);
}

} // namespace

/// Profiles of the user's own: written, kept in versions, found again; what is checked and how files are read; and the
/// question when a file's columns are others than last month's. And rows held back, mended.
class TestOwnProfiles : public QObject {
    Q_OBJECT

    static void keep(SourceFixture &f, const Profile &profile)
    {
        const auto kept = withProfile(ownProfiles(*f.workspace), profile, "Ann", "2026-11-01T08:00:00Z");
        QVERIFY2(kept.ok(), qPrintable(QString::fromStdString(kept ? "" : kept.error().message.english())));
        f.workspace->setSetting(OwnProfilesSetting, textOf(*kept));
    }
    static Drift driftIn(SourceFixture &f, const Profile &profile, const std::string &source, const std::string &csv)
    {
        const auto sample = sampleOf(f.write("drifted.csv", csv), {}, 100, f.progress);
        if (!sample)
            qFatal("no sample");
        return driftOf(*f.workspace, profile, source, *sample);
    }
    static QStringList missing(const Drift &drift)
    {
        QStringList all;
        for (const DriftColumn &gone : drift.missing)
            all << QString::fromStdString(gone.header + '>' + gone.column);
        all.sort();
        return all;
    }
    static QStringList renamed(const Drift &drift)
    {
        QStringList all;
        for (const Renaming &each : drift.renamed)
            all << QString::fromStdString(each.was + '>' + each.now);
        all.sort();
        return all;
    }

private slots:
    /// What is written is what was read: of every profile of the program, and of one with everything.
    void writtenAsRead()
    {
        QVERIFY(shippedProfiles().size() > 50);
        for (const Profile &profile : shippedProfiles()) {
            const auto again = profileFromJson(profileText(profile), "again");
            QVERIFY2(again.ok(), profile.name.c_str());
            QVERIFY2(*again == profile, profile.name.c_str());
        }
        const Profile meter = profileFrom(Meter);
        QVERIFY(profileFrom(profileText(meter)) == meter);
        const Profile many = profileFrom(R"({"name": "m", "title": "Many", "source": "s", "entity": "tickets",
            "read": {"sheet": "Data", "header": "none", "decimal": "comma", "encoding": "Shift-JIS", "footers": "keep",
                     "quote": "single", "ends": "exclusive"},
            "require": [["id"], ["a", "b"]], "without": ["x"],
            "keep_when": [{"header": "state", "contains": "open"}, {"header": "n", "empty": false}],
            "skip_when": {"header": "gone", "values": ["yes"]}, "same_key": "last",
            "checks": [{"column": "priority", "one_of": ["High", "low"], "needed": true}],
            "columns": {"ticket_id": "id", "account_id": {"join": ["a", "b"], "with": ""},
                        "created_at": {"header": "at", "split": "T", "part": -1},
                        "priority": {"from": ["p"], "constant": "low", "values": {"1": "high", "-": ""}}},
            "also": [{"entity": "accounts", "keep_when": {"header": "org", "empty": false},
                      "columns": {"account_id": "org", "name": "org name"}}]})");
        QVERIFY(profileFrom(profileText(many)) == many);
        QVERIFY(many.read.header == 0 && many.read.sheet == "Data" && many.read.encoding == Encoding::ShiftJis
            && many.read.quote == '\'');
    }

    void faultyWords_data()
    {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("said");
        QTest::newRow("unknown key") << R"("read": {"delimeter": ","})"
                                     << "delimiter";
        QTest::newRow("quote") << R"("read": {"quote": "triple"})"
                               << "double, single or none";
        QTest::newRow("decimal") << R"("read": {"decimal": "dot"})"
                                 << "comma";
        QTest::newRow("header") << R"("read": {"header": -1})"
                                << "none";
        QTest::newRow("order") << R"("read": {"date_order": "day"})"
                               << "dmy";
        QTest::newRow("column") << R"("checks": [{"column": "nam", "needed": true}])"
                                << "did you mean \"name\"";
        QTest::newRow("bound of a text") << R"("checks": [{"column": "name", "from": 1}])"
                                         << "holds no numbers";
        QTest::newRow("values of a number") << R"("checks": [{"column": "arr", "one_of": ["1"]}])"
                                            << "from and to";
        QTest::newRow("nothing asked") << R"("checks": [{"column": "name"}])"
                                       << "a check asks for";
        QTest::newRow("no room") << R"("checks": [{"column": "arr", "from": 2, "to": 1}])"
                                 << "above its to";
    }
    void faultyWords()
    {
        QFETCH(QString, part);
        QFETCH(QString, said);
        const auto profile =
            profileFromJson(R"({"name": "p", "entity": "accounts", "columns": {"account_id": "id", "name": "n"}, )"
                    + part.toStdString() + "}",
                "p.json");
        QVERIFY(!profile);
        const QString sentence = QString::fromStdString(profile.error().message.english());
        QVERIFY2(sentence.contains(said), qPrintable(sentence));
    }

    /// Both bounds belong to what is taken; amounts are compared in major units of the row's own currency.
    void checksHoldRowsBack()
    {
        SourceFixture f;
        const auto report = importBy(f,
            R"({"name": "p", "source": "s", "entity": "accounts", "columns": {"account_id": "id", "name": "n",
                "arr": "arr", "currency": "cur", "status": "st"},
                "checks": [{"column": "arr", "from": 10, "to": 20.5}, {"column": "status", "one_of": ["active"],
                            "needed": true}]})",
            "id,n,arr,cur,st\n1,A,10.00,USD,active\n2,B,9.99,USD,active\n3,C,20.50,USD,Active\n4,D,20.51,USD,active\n"
            "5,E,15,JPY,active\n6,F,25,JPY,active\n7,G,12,USD,gone\n8,H,,,active\n9,I,12,USD,\n");
        QVERIFY2(report.ok(), qPrintable(whyNot(report)));
        QCOMPARE(report->batches.front().accepted, 4); // 1, 3, 5 and 8: a check is of a value that is there
        SQLite::Statement rows(f.workspace->db(), "SELECT line, code, \"column\" FROM quarantine ORDER BY line");
        QStringList held;
        while (rows.executeStep())
            held << QString::fromStdString(rows.getColumn(0).getString() + ' ' + rows.getColumn(1).getString() + ' '
                + rows.getColumn(2).getString());
        QCOMPARE(held,
            (QStringList{QStringLiteral("3 check_failed arr"), QStringLiteral("5 check_failed arr"),
                QStringLiteral("7 check_failed arr"), QStringLiteral("8 check_failed st"),
                QStringLiteral("10 check_failed st")}));
    }

    void versionsAreKept()
    {
        Profile profile = profileFrom(Meter);
        auto kept = withProfile({}, profile, "Ann", "2026-10-01T00:00:00Z");
        QVERIFY(kept.ok());
        kept = withProfile(*kept, profile, "Ben", "2026-10-02T00:00:00Z"); // says nothing new
        QCOMPARE(kept->front().versions.size(), std::size_t(1));
        profile.checks.clear();
        kept = withProfile(*kept, profile, "Ben", "2026-11-01T00:00:00Z");
        const auto stored = ownProfilesFrom(textOf(*kept));
        QCOMPARE(stored.size(), std::size_t(1));
        QCOMPARE(stored.front().versions.size(), std::size_t(2));
        QCOMPARE(stored.front().versions[0].by, std::string("Ann"));
        QCOMPARE(stored.front().versions[1].by, std::string("Ben"));
        QCOMPARE(stored.front().versions[1].version, 2);
        QCOMPARE(profileOf(stored.front(), stored.front().versions[0])->checks.size(), std::size_t(1));
        QVERIFY(profileOf(stored.front(), stored.front().versions[1])->checks.empty());
        for (const char *name : {"", " meter", "meter.json", "Salesforce-Account", "canonical"}) {
            profile.name = name;
            QVERIFY2(!withProfile({}, profile, "Ann", ""), name);
        }
        QVERIFY(ownProfilesFrom("no list").empty());
        QVERIFY(ownProfilesFrom(R"([1, {"name": "x"}, {"name": "y", "versions": []}])").empty());
    }

    /// A saved profile recognises its file in its workspace, reads it as it says, and holds for `profile` by name.
    void aSavedProfileRecognises()
    {
        SourceFixture f;
        QVERIFY(f.import({f.write("billing.subscriptions.csv",
                             "subscription_id,account_id,start_date,arr\nS1,A1,2026-01-01,12\nS2,A2,2026-01-01,12\n")})
                    .ok());
        Profile named = profileFrom(Meter);
        named.read.delimiter.reset();
        keep(f, named);
        const std::string rows = "Subscription,Day,Hits,Seconds\nS1,03/04/2026,2,60\nS1,03/04/2026,3,120\n"
                                 "S2,05/06/2026,101,60\nS9,05/06/2026,1,60\n";
        const std::string file = f.write("export 7.csv", rows);
        const auto preview = previewFile(*f.workspace, file, {}, 10, f.progress);
        QVERIFY(preview.ok());
        QCOMPARE(preview->profile, std::string("meter"));
        QCOMPARE(preview->lookups.at("account_id").matched, 3);
        QCOMPARE(preview->lookups.at("account_id").unmatched, 1);
        QVERIFY(preview->questions.empty()); // day first, the profile says
        QCOMPARE(preview->rows[0].typed[1], std::string("2026-04-03"));
        const auto report = f.import({file});
        QVERIFY2(report.ok(), qPrintable(whyNot(report)));
        QCOMPARE(report->batches.front().profile, std::string("meter"));
        QCOMPARE(report->batches.front().accepted, 2);
        QCOMPARE(report->batches.front().quarantined, 2); // 101 hits, and a subscription nobody has

        keep(f, profileFrom(Meter)); // fields parted by ~
        ImportOptions options;
        options.hints.profile = "meter";
        const auto tilde =
            f.import({f.write("tilde.csv", "Subscription~Day~Hits~Seconds\nS1~04/04/2026~2~60\n")}, options);
        QVERIFY2(tilde.ok(), qPrintable(whyNot(tilde)));
        QCOMPARE(tilde->batches.front().accepted, 1);

        SourceFixture other; // the profile is the first workspace's
        QVERIFY(!other.import({other.write("export 7.csv", rows)}).ok());
    }

    void draftsTakeWhatHasTheSameWords()
    {
        const store::Entity &surveys = *store::findEntity("surveys");
        Profile draft = draftOf(surveys, {"Response ID", "accountId", "Date", "How likely?", "date_2"});
        QCOMPARE(findColumn(draft, "response_id")->from.front().header, std::string("response id"));
        QCOMPARE(findColumn(draft, "account_id")->from.front().header, std::string("accountid"));
        QCOMPARE(findColumn(draft, "date")->from.front().header, std::string("date"));
        QVERIFY(!findColumn(draft, "score"));
        setColumn(draft, {"score", {{"how likely?", Conversion::None, {}, {}}}, {}, {}});
        setColumn(draft, {"kind", {}, {}, "nps"});
        setColumn(draft, {"date", {}, {}, {}});
        QVERIFY(!findColumn(draft, "date"));
        QCOMPARE(addableColumns(draft), std::vector<std::string>{"score"});
        draft.name = draft.source = "mine";
        const auto settled = settledDraft(draft);
        QVERIFY(settled.ok());
        QCOMPARE(
            settled->require, (std::vector<std::vector<std::string>>{{"accountid"}, {"response id"}, {"how likely?"}}));
        QVERIFY(!settled->digest.empty());
        const auto values = valuesFrom("NPS = nps; Yes=true ;x=");
        QCOMPARE(*values, (std::map<std::string, std::string>{{"nps", "nps"}, {"x", ""}, {"yes", "true"}}));
        QCOMPARE(valuesFrom(valuesText(*values)), values);
        QVERIFY(!valuesFrom("nps"));
        QVERIFY(!valuesFrom("=nps"));
    }

    /// What is edited has only what the file has, and what somebody is asked about.
    void presentColumnsStay()
    {
        Profile profile = profileFrom(R"({"name": "p", "entity": "accounts", "columns": {"account_id": ["id", "nr"],
            "name": "n", "owner": "o", "region": {"from": "r", "constant": "EMEA"}, "segment": "s"},
            "also": [{"entity": "contacts", "columns": {"contact_id": "c", "account_id": "id", "name": "x"}}]})");
        keepPresent(profile, {" Nr ", "N", "id2", "C"}, {"owner"});
        QCOMPARE(findColumn(profile, "account_id")->from.size(), std::size_t(1));
        QCOMPARE(findColumn(profile, "account_id")->from.front().header, std::string("nr"));
        QVERIFY(findColumn(profile, "name") && findColumn(profile, "owner") && !findColumn(profile, "segment"));
        QVERIFY(findColumn(profile, "region")->from.empty());
        QCOMPARE(profile.also.front().columns.size(), std::size_t(1));
    }

    void likeness()
    {
        QCOMPARE(sharedWords("Renewal Date", "date_renewal"), 1.0);
        QCOMPARE(sharedWords("renewalDate", "Renewal"), 0.5);
        QCOMPARE(sharedWords("Score", "How likely"), 0.0);
        const store::Entity &surveys = *store::findEntity("surveys");
        const auto &score = surveys.columns[std::size_t(surveys.indexOf("score"))];
        const auto &kind = surveys.columns[std::size_t(surveys.indexOf("kind"))];
        const auto alike = [](const store::Column &column, const std::vector<std::string> &before,
                               const std::vector<std::string> &after,
                               double readable) { return likenessOf(column, "a", "b", before, after, readable).value; };
        // By hand: the ranges 0..10 and 5..10 share 5 of 10; two of four texts were there before.
        QCOMPARE(alike(score, {"0", "10"}, {"5", "10"}, 1), 0.45);
        QCOMPARE(alike(score, {"0", "4"}, {"5", "10"}, 1), 0.0);
        QCOMPARE(alike(kind, {"nps", "csat"}, {"nps", "csat", "x", "y"}, 1), 0.45);
        QCOMPARE(alike(kind, {"nps"}, {"nps"}, 0.95), 0.95 * 0.9);
        QCOMPARE(alike(kind, {"nps"}, {"nps"}, 0.89), 0.0);
        QCOMPARE(likenessOf(kind, "Kind of it", "Kind", {}, {"z"}, 1).value, 0.6); // the column's own name
    }

    /// Columns renamed, translated, split, dropped: each ends in a question; a new one alone does not.
    void driftIsTold()
    {
        SourceFixture f;
        const std::string before = "account_id,name,owner,arr,region,Note\nA1,Kestrel,Ann Ash,100.00,EMEA,x\n"
                                   "A2,Merlin,Ben Birch,200.00,AMER,y\n";
        QVERIFY(f.import({f.write("crm.accounts.csv", before)}).ok());
        const auto profile = std::make_shared<const Profile>(canonicalProfile("accounts"));
        const Drift none = driftIn(f, *profile, "crm", before);
        QVERIFY(!none.asks() && none.missing.empty() && none.added.empty());
        QCOMPARE(none.lastFile, std::string("crm.accounts.csv"));
        const Drift more =
            driftIn(f, *profile, "crm", "account_id,name,owner,arr,region,Note,Harbour\nA1,K,Ann,1,E,x,Ulm\n");
        QVERIFY(!more.asks());
        QCOMPARE(more.added.size(), std::size_t(1));
        const std::string nameless = "account_id,name,owner,arr,region,Note,\nA1,K,Ann,1,E,x,\n";
        QVERIFY(driftIn(f, *profile, "crm", nameless).added.empty());
        QCOMPARE(more.added.front().values, std::vector<std::string>{"Ulm"});

        // Renamed and translated: the values tell, though no word is the same.
        const Drift other = driftIn(f, *profile, "crm",
            "account_id,name,Betreuer,Jahreswert,region,Note\nA1,Kestrel,Ann Ash,100.00,EMEA,x\n"
            "A2,Merlin,Ben Birch,210.00,AMER,y\n");
        QVERIFY(other.asks());
        QCOMPARE(missing(other), (QStringList{QStringLiteral("arr>arr"), QStringLiteral("owner>owner")}));
        QCOMPARE(renamed(other), (QStringList{QStringLiteral("arr>Jahreswert"), QStringLiteral("owner>Betreuer")}));
        QVERIFY(other.renamed.front().likeness > 0.8);
        QVERIFY(!other.renamed.front().evidence.empty());

        // Split: neither half has the values of the whole; dropped: nothing is like it.
        const Drift split = driftIn(f, *profile, "crm",
            "account_id,name,First,Last,arr\nA1,Kestrel,Ann,Ash,100.00\nA2,Merlin,Ben,Birch,200.00\n");
        QCOMPARE(missing(split),
            (QStringList{QStringLiteral("Note>"), QStringLiteral("owner>owner"), QStringLiteral("region>region")}));
        QVERIFY(split.asks());
        QVERIFY(split.renamed.empty());

        // Only what was kept beside is gone: nothing is asked.
        QVERIFY(!driftIn(f, *profile, "crm", "account_id,name,owner,arr,region\nA1,K,Ann,1,E\n").asks());
        // Nothing is known of another source, nor by a profile of the program that read nothing yet.
        QVERIFY(!driftIn(f, *profile, "other", "account_id,name\nA1,K\n").asks());
    }

    /// Of sums the mended rows are a part: they would take the place of the whole.
    void sumsAreNotMended()
    {
        SourceFixture f;
        const auto summed = importBy(f,
            R"({"name": "s", "source": "s", "entity": "usage", "same_key": {"sum": ["events"]},
                "columns": {"account_id": "a", "date": "d", "events": "e"}})",
            "a,d,e\nA1,2026-01-01,1\nA1,2026-01-01,x\n");
        QVERIFY(summed.ok());
        FileHints own;
        own.profile = f.path("own.json");
        QVERIFY(!rejectedRows(*f.workspace, f.path("given.csv"), own, summed->batches.front().batch, f.progress));
    }

    void anOwnProfileIsMeant()
    {
        SourceFixture f;
        const Profile settled = *settledDraft(profileFrom(
            R"({"name": "desk", "source": "desk", "entity": "tickets", "columns": {"ticket_id": "Nr",
                "account_id": "Kunde", "created_at": "Angelegt", "priority": "Stufe"}})"));
        keep(f, settled);
        const std::vector<std::string> headers{"Nr", "Kunde", "Erstellt", "Stufe"};
        const auto meant = closestProfile(*f.workspace, headers);
        QVERIFY(meant && meant->name == "desk");
        QVERIFY(!closestProfile(*f.workspace, {"Nr", "x", "y"})); // a third is not half
        QVERIFY(!f.import({f.write("t.csv", "Nr,Kunde,Erstellt,Stufe\n1,A1,2026-01-02,high\n")}).ok());
        const Drift drift = driftIn(f, *meant, "desk", "Nr,Kunde,Erstellt,Stufe\n1,A1,2026-01-02,high\n");
        QCOMPARE(missing(drift), QStringList{QStringLiteral("angelegt>created_at")});
        QVERIFY(drift.asks());
    }
};

QTEST_GUILESS_MAIN(TestOwnProfiles)
#include "tst_own_profiles.moc"
