#include "core/sources/mapped_cell.h"
#include "core/sources/own_headers.h"
#include "core/sources/preview.h"
#include "core/sources/profile_draft.h"
#include "core/sources/source_list.h"
#include "core/sources/sources_store.h"
#include "tests/sources/source_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

void take(SourceFixture &f, const std::string &name, const std::string &csv, const ImportOptions &options = {})
{
    const auto report = f.import({f.write(name, csv)}, options);
    if (!report)
        qFatal("%s", report.error().message.english().c_str());
}

} // namespace

/// What a workspace says of its sources: their rows and those held back, their own headers, their kind; and what an
/// import notes and a preview shows.
class TestSourceLists : public QObject {
    Q_OBJECT

private slots:
    void sources()
    {
        SourceFixture f;
        take(f, "crm.accounts.csv", "account_id,name\nA,Acme\nB,Bolt\nC,\n");
        take(f, "crm.contacts.csv", "contact_id,account_id\n,A\n");
        take(f, "crm.leave.csv", "csm_id,start_date,end_date\n");
        take(f, "crm.usage.csv", "account_id,date,events\nA,2026-01-01,1\n");
        ImportOptions options;
        options.hints.table = "prices";
        options.hints.source = "crm";
        options.asOf = Date::fromIso("2026-11-30");
        take(f, "t.csv", "plan,price\nGold,10\nTin,5,old\n", options);
        take(f, "erp.accounts.csv", "account_id,name\nA,Acme\n");
        const SourceList list = listSources(*f.workspace);
        QStringList said;
        for (const SourceState &source : list.sources) {
            said << QString::fromStdString(source.name + ' ' + source.kind + ' ' + source.asOf);
            for (const EntityCount &count : source.entities)
                said << QStringLiteral("%1 %2 %3")
                            .arg(QString::fromStdString(count.entity))
                            .arg(count.rows)
                            .arg(count.quarantined);
        }
        QCOMPARE(said,
            (QStringList{"crm crm 2026-11-30", "accounts 2 1", "contacts 0 1", "usage 1 0", "prices 1 1",
                "erp other 2026-10-31", "accounts 1 0"}));
        QCOMPARE(list.batches.size(), std::size_t(6));
        QCOMPARE(counts(list.batches.front()), QStringLiteral("3/2/0/1/0"));
        const auto reasons = quarantineByReason(*f.workspace);
        QStringList held;
        for (const QuarantineCount &each : reasons)
            held << QStringLiteral("%1 %2 %3")
                        .arg(QString::fromStdString(each.code + ' ' + each.entity))
                        .arg(each.rows)
                        .arg(QString::fromStdString(each.example.english()));
        QCOMPARE(held,
            (QStringList{"missing_required accounts 1 crm.accounts.csv line 4, column name: a value is required here.",
                "missing_required contacts 1 crm.contacts.csv line 2, column contact_id: a value is required here.",
                "ragged_row prices 1 t.csv line 3: the row has 3 fields, the header has 2."}));
        QCOMPARE(quarantinedRows(*f.workspace, "missing_required", "accounts").front().line, 4);
    }

    /// Of who somebody is the whole line is masked.
    void maskedLines()
    {
        SourceFixture f;
        take(f, "s.contacts.csv", "contact_id,account_id,name\n,A,Bea\n");
        take(f, "s.surveys.csv", "response_id,account_id,date,kind,score\n,Ann,2026-01-01,nps,9\n");
        take(f, "s.requests.csv", "request_id,opened_at,requester\n,2026-01-01,Nora\n");
        take(f, "s.plans.csv", "plan_id,account_id,objective\n,A,Grow\n");
        const QString masked = QString::fromStdString(quarantineCsv(*f.workspace, std::nullopt, true));
        for (const char *name : {"Bea", "Ann", "Nora"})
            QVERIFY2(!masked.contains(QLatin1String(name)), qPrintable(masked));
        QVERIFY2(masked.contains(QStringLiteral("Grow")), qPrintable(masked));
    }

    /// A kind that shows later is the source's, and what it was before is kept with the import.
    void kindsThatShowLater()
    {
        SourceFixture f;
        take(f, "planhat.accounts.csv", "account_id,name\nA,Acme\n");
        QCOMPARE(f.rows("SELECT kind FROM source"), QStringList("other"));
        ImportOptions options;
        options.hints.kind = "cs_platform";
        take(f, "planhat.accounts.2.csv", "account_id,name\nB,Bolt\n", options);
        QCOMPARE(f.rows("SELECT kind FROM source"), QStringList("cs_platform"));
        QCOMPARE(
            f.rows("SELECT batch_id, table_name FROM row_image WHERE table_name = 'source'"), QStringList("2|source"));
        options.hints.kind = "crm";
        take(f, "planhat.accounts.3.csv", "account_id,name\nC,Core\n", options);
        QCOMPARE(f.rows("SELECT kind FROM source"), QStringList("cs_platform")); // it has one
        QCOMPARE(f.rows("SELECT count(*) FROM row_image WHERE table_name = 'source'"), QStringList("1"));
    }

    /// The first of several headers; no constants; of the last import that stands of this source and entity.
    void headersOfASource()
    {
        SourceFixture f;
        const auto profile = settledDraft(*profileFromJson(R"({"name": "p", "source": "crm", "entity": "accounts",
            "columns": {"account_id": ["Id", "Nr"], "name": "Firma", "owner": "Wer",
            "currency": {"constant": "EUR"}}})",
            ""));
        ImportOptions options;
        options.hints.given = std::make_shared<const Profile>(*profile);
        options.hints.source = "crm";
        take(f, "a.csv", "Id,Nr,Firma,Wer\n1,2,Acme,Ann\n", options);
        take(f, "erp.accounts.csv", "account_id,name\nA,Acme\n");
        take(f, "crm.contacts.csv", "contact_id,account_id,name\nC,1,Bea\n");
        take(f, "crm.accounts.csv", "account_id,name\nA,Acme\n");
        f.workspace->db().exec("UPDATE import_batch SET state = 'undone' WHERE batch_id = 4");
        const std::map<std::string, std::string> own{{"account_id", "Id"}, {"name", "Firma"}, {"owner", "Wer"}};
        QCOMPARE(ownHeaders(*f.workspace, "crm", "accounts"), own);
        QVERIFY(ownHeaders(*f.workspace, "hr", "accounts").empty());
        take(f, "crm.accounts.2.csv", "account_id,name\nB,Bolt\n"); // it has no owner any more
        const std::map<std::string, std::string> now{{"account_id", "account_id"}, {"name", "name"}};
        QCOMPARE(ownHeaders(*f.workspace, "crm", "accounts"), now);
        f.workspace->db().exec("UPDATE import_batch SET state = 'undone' WHERE batch_id = 5");
        for (const char *damaged : {"p }", "p {x}", "p {", "}{", ""}) {
            f.workspace->db().exec(
                std::string("UPDATE import_batch SET mapping = '") + damaged + "' WHERE batch_id = 1");
            QVERIFY(ownHeaders(*f.workspace, "crm", "accounts").empty());
        }
    }

    void reasons()
    {
        for (const ReasonText &reason : sources::reasons())
            QCOMPARE(std::string(reasonName(reason.code)->english), std::string(reason.name));
        QVERIFY(!reasonName("no_reason"));
        const std::string sixty(60, 'x');
        QCOMPARE(shortened(sixty), sixty);
        QCOMPARE(shortened(sixty + 'y'), sixty + "...");
        QCOMPARE(shortened(std::string(59, 'x') + "\u00e9y"), std::string(59, 'x') + "..."); // no half of a character
        QCOMPARE(shortened(std::string(58, 'x') + "\u00e9y"), std::string(58, 'x') + "\u00e9...");
        QCOMPARE(shortened(std::string(61, '\x80')), std::string("..."));
    }

    /// Each note is said from one row on.
    void notes()
    {
        const auto said = [](const RowNotes &notes) {
            QStringList all;
            for (const RowNote &note : notesInWords(notes))
                all << QString::fromStdString(note.about.english() + ": " + note.says.english().substr(0, 8));
            return all;
        };
        QCOMPARE(said({}), QStringList());
        RowNotes one;
        one.sameDayEnds = one.padded = one.beside = one.nameless = one.joined = 1;
        one.saidEmpty = {{"arr", 1}};
        one.unknown["status"].others = 1;
        one.lookups = {{"name", {}}};
        QCOMPARE(said(one),
            (QStringList{"ends: ends loo", "short rows: 1 row is", "cells beside: 1 row ha",
                "columns without a name: 1 row ha", "empty in words: 1 cell s",
                "unknown values: status: ", "lookup: name is ", "rows of one key: 1 row ha"}));
    }

    /// Of several lookups of a column the best one counts: a match, then several, then none.
    void lookupsOfAColumn_data()
    {
        using enum MadeValue::Lookup;
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::addColumn<QString>("counted"); // matched, unmatched, ambiguous
        const auto row = [](const char *name, MadeValue::Lookup first, MadeValue::Lookup second, const char *counted) {
            QTest::newRow(name) << int(first) << int(second) << counted;
        };
        row("matched, unmatched", Matched, Unmatched, "1 0 0");
        row("unmatched, matched", Unmatched, Matched, "1 0 0");
        row("ambiguous, matched", Ambiguous, Matched, "1 0 0");
        row("matched, ambiguous", Matched, Ambiguous, "1 0 0");
        row("unmatched, ambiguous", Unmatched, Ambiguous, "0 0 1");
        row("ambiguous, unmatched", Ambiguous, Unmatched, "0 0 1");
        row("nothing, unmatched", None, Unmatched, "0 1 0");
        row("unmatched, nothing", Unmatched, None, "0 1 0");
        row("nothing", None, None, "");
    }
    void lookupsOfAColumn()
    {
        QFETCH(int, first);
        QFETCH(int, second);
        const auto profile = profileFromJson(R"({"name": "p", "entity": "contacts", "columns": {"contact_id": "C",
            "account_id": [{"lookup": {"entity": "accounts", "by": {"domain": "D"}, "give": "account_id"}},
                           {"lookup": {"entity": "accounts", "by": {"name": "N"}, "give": "account_id"}}]}})",
            "");
        const Mapping mapping =
            mapHeaders(std::make_shared<const Profile>(*profile), std::vector<std::string>{"C", "D", "N"});
        Record record;
        record.made = {{"", MadeValue::Lookup(first)}, {"", MadeValue::Lookup(second)}};
        LookupCounts counts;
        countLookups(mapping, record, counts);
        QString counted;
        for (const auto &[column, count] : counts)
            counted = QStringLiteral("%1 %2 %3").arg(count.matched).arg(count.unmatched).arg(count.ambiguous);
        QTEST(counted, "counted");
        record.made.clear();
        record.fields = {"C1", "acme.com", "Acme"};
        QVERIFY(cellOf(mapping, record, 1).text.empty() && !failedLookup(mapping, record, 1)); // nobody made its values
    }

    void previewOfATable()
    {
        SourceFixture f;
        ImportOptions options;
        options.hints.table = "prices";
        const auto path = f.write("t.csv", "plan,price,seats\nGold,10,1\nTin,5,2,old\nLead,1,3\nIron,2,4\n");
        const auto preview = previewFile(path, options, Currency(), 2, f.progress);
        QVERIFY(preview.ok());
        QCOMPARE(preview->profile, std::string("custom"));
        QCOMPARE(preview->confidence, 1.0);
        QCOMPARE(preview->rowCount, 4);
        QCOMPARE(preview->faultCount, 1);
        QCOMPARE(preview->rows.size(), std::size_t(2));
        QVERIFY(!preview->rows[0].fault && preview->rows[1].fault);
        QCOMPARE(preview->rows[0].typed, (std::vector<std::string>{"Gold", "10", "1"}));
        QCOMPARE(preview->columns, (std::vector<std::string>{"plan", "price", "seats"}));
        QCOMPARE(preview->headers[0].header, std::string("plan"));
        QCOMPARE(preview->headers[2].header, std::string("seats"));
    }

    /// Asked about is what no value settles, once each; what another row settles is not.
    void previewOfValues()
    {
        SourceFixture f;
        const auto path = f.write("crm.subscriptions.csv",
            "subscription_id,account_id,start_date,arr,created_date,end_date,auto_renew\n"
            "S1,A,,1,03/04/2026,,true\nS2,A,03/04/2026,2,13/04/2026,04/05/2026,no\nS3,A,05/06/2026,2,,,\n");
        const auto preview = previewFile(path, {}, Currency(), 5, f.progress);
        QVERIFY(preview.ok());
        QStringList asked;
        for (const DateQuestion &question : preview->questions)
            asked << QString::fromStdString(question.header + ' ' + question.value);
        QCOMPARE(asked, (QStringList{"start_date 03/04/2026", "end_date 04/05/2026"}));
        const store::Entity &entity = *store::findEntity("subscriptions");
        QCOMPARE(preview->columns.size(), entity.columns.size());
        QCOMPARE(preview->rows[1].typed.size(), entity.columns.size());
        QCOMPARE(preview->rows[0].fault.has_value(), true);
        const auto contacts =
            previewFile(f.write("crm.contacts.csv", "contact_id,account_id,is_champion\nC,A,yes\nD,A,0\n"), {},
                Currency(), 5, f.progress);
        const auto champion = std::size_t(store::findEntity("contacts")->indexOf("is_champion"));
        QCOMPARE(contacts->rows[0].typed[champion], std::string("true"));
        QCOMPARE(contacts->rows[1].typed[champion], std::string("false"));
    }
};

QTEST_GUILESS_MAIN(TestSourceLists)
#include "tst_source_lists.moc"
