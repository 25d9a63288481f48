#include "core/sources/column_likeness.h"
#include "core/sources/mapping.h"
#include "core/sources/own_profiles.h"
#include "core/sources/profile_draft.h"
#include "core/sources/profile_drift.h"
#include "core/sources/profile_text.h"
#include "tests/sources/source_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

Profile profileFrom(const std::string &json)
{
    auto profile = profileFromJson(json, "test");
    if (!profile)
        qFatal("%s", profile.error().message.english().c_str());
    return std::move(*profile);
}

/// Of accounts, with more of its words.
std::string accounts(const std::string &more)
{
    return R"({"name": "p", "entity": "accounts", )" + more + "}";
}

Mapping mapped(const std::string &json, const std::vector<std::string> &headers)
{
    return mapHeaders(std::make_shared<const Profile>(profileFrom(json)), headers);
}

using Texts = std::vector<std::string>;

} // namespace

/// The words of a profile one by one: which are none, what the others make of the headers of a file, and what an editor
/// does to them.
class TestProfileRules : public QObject {
    Q_OBJECT

private slots:
    void faulty_data()
    {
        QTest::addColumn<QString>("more");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const char *more, const char *said) {
            QTest::newRow(name) << more << said;
        };
        const auto column = [&row](const char *name, const char *rule, const char *said) {
            row(name, ("\"columns\": {\"name\": " + std::string(rule) + '}').c_str(), said);
        };
        const auto also = [&row](const char *name, const char *more, const char *said) {
            row(name, (R"("columns": {"name": "n"}, )" + std::string(more)).c_str(), said);
        };
        column("a number for a header", "5", "must be a header, or an object with one");
        column("a text multiplied", R"({"header": "a", "multiply_by": 2})", "name of accounts holds no numbers");
        column("multiplied by nothing", R"({"header": "a", "multiply_by": 0})", "must be a whole number from 1, not 0");
        column("divided by a fraction", R"({"header": "a", "divide_by": 1.5})", "must be a whole number, not 1.5");
        column("a conversion misspelt", R"({"header": "a", "convert": "percnt"})",
            "unknown conversion \"percnt\"; did you mean \"percent\"?");
        column("no conversion", R"({"header": "a", "convert": "zzz"})", "unknown conversion \"zzz\".");
        column("joined and looked up",
            R"({"join": ["a"], "lookup": {"entity": "accounts", "by": {"name": "a"}, "give": "name"}})",
            "only one of header, join and lookup");
        column("looked up and as it is",
            R"({"header": "a", "lookup": {"entity": "accounts", "by": {"name": "a"}, "give": "name"}})",
            "only one of header, join and lookup");
        column("a key as a percentage",
            R"({"lookup": {"entity": "accounts", "by": {"name": {"header": "a", "convert": "percent"}},
                "give": "name"}})",
            "converted by salesforce_id or domain");
        also("kind", R"("kind": "crn")", "unknown kind \"crn\"; did you mean \"crm\"?");
        also("headers asked for", R"("require": "a")", "a list of groups of headers");
        also("below zero", R"("negative": "yes")", "\"credit\"");
        also("a rule for discounts", R"("discount_once_when": {"header": "a", "contains": "b"})",
            "unknown key \"contains\"");
        also("a rule for discounts without values", R"("discount_once_when": {"header": "a"})",
            "lacks the key \"values\"");
        also("skipped by two", R"("skip_when": {"header": "a", "values": ["b"], "contains": "b"})",
            "only one of values, contains and empty");
        also("five digits", R"("minor_digits": {"USD": 5})", "a whole number from 0 to 4, not 5");
        also("digits below none", R"("minor_digits": {"USD": -1})", "a whole number from 0 to 4");
        also("a fraction of digits", R"("minor_digits": {"USD": 1.5})", "a whole number from 0 to 4");
        also("digits of no currency", R"("minor_digits": {"ABC": 2})", "\"ABC\" is no currency");
        also("header on line 0", R"("read": {"header": 0})", "the line of the header from 1 on");
        also("header by a word", R"("read": {"header": "first"})", "the line of the header from 1 on");
        also("footers", R"("read": {"footers": "drop"})", "\"keep\"");
        also("ends", R"("read": {"ends": "inclusive"})", "\"exclusive\"");
        also("encoding", R"("read": {"encoding": "EBCDIC"})", "an encoding");
        also("delimiter", R"("read": {"delimiter": "ab"})", "comma, semicolon, tab");
        row("a rate added up",
            R"("entity": "fx_rates", "columns": {"currency": "c", "date": "d", "rate": "r"}, "same_key": {"sum": "rate"})",
            "rate of fx_rates holds nothing");
    }
    void faulty()
    {
        QFETCH(QString, more);
        QFETCH(QString, said);
        const auto profile = profileFromJson(accounts(more.toStdString()), "p.json");
        QVERIFY(!profile);
        const QString sentence = QString::fromStdString(profile.error().message.english());
        QVERIFY2(sentence.contains(said), qPrintable(sentence));
    }

    /// What other tests write of no profile: trials, discounts, credits, digits; and a lookup with all its words.
    void writtenAsRead()
    {
        const Profile profile = profileFrom(R"({"name": "p", "entity": "subscriptions", "kind": "billing",
            "negative": "credit", "minor_digits": {"JPY": 0, "CLF": 4},
            "zero_when": [{"header": "State", "values": ["Trial"]}, {"header": "Note", "contains": "Free"}],
            "discount_once_when": {"header": "Duration", "values": ["once"]},
            "read": {"header": 1, "date_order": "ymd", "decimal": "point"},
            "checks": [{"column": "amount", "from": 1, "to": 1}],
            "columns": {"subscription_id": "Id", "amount": {"header": "Cents", "convert": "minor_units",
                    "times": ["Seats", "Count"], "multiply_by": 2},
                "auto_renew": {"header": "Renewal", "contains": "Auto"},
                "account_id": {"lookup": {"entity": "accounts", "give": "account_id", "source": "CRM",
                    "otherwise": "empty", "by": {"domain": {"header": "Site", "convert": "domain"}, "name": "N"}}},
                "product": {"join": ["A", "B"], "with": "-", "split": "/", "part": 2}}})");
        QVERIFY(profileFrom(profileText(profile)) == profile);
        QVERIFY(profile.countsCredits && profile.read.header == 1 && profile.minorDigits.at("JPY") == 0
            && profile.minorDigits.at("CLF") == 4);
        QCOMPARE(profile.zeroWhen.size(), std::size_t(2));
        QCOMPARE(profile.zeroWhen[1].contains, std::string("free"));
        QCOMPARE(profile.onceWhen->values, Texts{"once"});
        const FieldRule &amount = findColumn(profile, "amount")->from.front();
        QCOMPARE(amount.times, (Texts{"seats", "count"}));
        QVERIFY(amount.multiplyBy == 2 && amount.divideBy == 1);
        const LookupRule &lookup = *findColumn(profile, "account_id")->from.front().lookup;
        QVERIFY(lookup.mayFail && lookup.source == "crm" && lookup.by.front().convert == Conversion::Domain
            && lookup.by.back().convert == Conversion::None);
    }

    void mappings()
    {
        const Mapping mapping = mapped(accounts(R"("kind": "crm", "columns": {"account_id": ["Id", "Nr"],
            "name": {"join": ["A", "B"], "with": " "}, "segment": {"constant": "smb"},
            "arr": {"header": "Cents", "times": ["Months", "Seats"]}})"),
            {" nr ", "ID", "a", "B", "seats", "cents", "City", "", "City", "Zone", "City", ""});
        QCOMPARE(
            mapping.text(), std::string(R"({"account_id":"ID | nr","name":"a + B","segment":"=smb","arr":"cents"})"));
        QCOMPARE(mapping.extraNames, (Texts{"City", "column_8", "City (2)", "Zone", "City (3)", "column_12"}));
        QCOMPARE(mapping.extraFields, (std::vector<int>{6, 7, 8, 9, 10, 11})); // seats is used, as a count
        QCOMPARE(mapping.confidence(), 0.6); // six of ten that have a name
        QVERIFY(mapping.missing().empty());
        const auto at = [&mapping](std::string_view column) { return std::size_t(mapping.entity->indexOf(column)); };
        QCOMPARE(mapping.columns[at("arr")].fields.front().timesField, 4);
        QCOMPARE(mapping.columns[at("account_id")].fields.front().timesField, -1);
        QCOMPARE(mapping.headerOf(at("account_id")), std::string("ID"));
        QCOMPARE(mapping.headerOf(at("segment")), std::string("segment"));
        QVERIFY(!mapping.hasLookups() && !mapping.looksInto("accounts"));
        QCOMPARE(mapped(accounts(R"("columns": {"account_id": "Id"})"), {}).confidence(), 0.0);
    }

    void whatAFileLacks()
    {
        const Mapping mapping = mapped(accounts(R"("columns": {"name": "N", "account_id": "Id"},
            "also": [{"entity": "contacts", "columns": {"contact_id": "C", "account_id": "Id"}}])"),
            {"N", "x"});
        QCOMPARE(mapping.missing(), (Texts{"account_id", "contacts.contact_id", "contacts.account_id"}));
        const Mapping looking = mapped(R"({"name": "p", "entity": "contacts", "columns": {"contact_id": "C",
            "account_id": {"lookup": {"entity": "accounts", "by": {"domain": "Site"}, "give": "account_id"}}}})",
            {"C", "Site"});
        QVERIFY(looking.hasLookups() && looking.looksInto("accounts") && !looking.looksInto("contacts"));
    }

    /// Most headers known wins, then the earlier profile; half of them must be known where nothing else tells.
    void whichProfileFits()
    {
        const auto profile = [](const char *name, const char *third) {
            return std::make_shared<const Profile>(profileFrom(std::string(R"({"name": ")") + name
                + R"(", "entity": "accounts", "require": [["id"]], "without": ["Foreign"],
                    "columns": {"account_id": "Id", "name": "N", "segment": ")"
                + third + "\"}}"));
        };
        const std::vector<std::shared_ptr<const Profile>> all{
            profile("less", "none"), profile("first", "S"), profile("second", "S")};
        const auto found = [](const std::vector<std::shared_ptr<const Profile>> &profiles, const Texts &headers,
                               bool alone) {
            const auto mapping = detect(profiles, headers, alone);
            return mapping ? mapping->profile->name : std::string("-");
        };
        QCOMPARE(found(all, {"Id", "N", "S"}, true), std::string("first"));
        QCOMPARE(found(all, {"Id", "N"}, true), std::string("less")); // none knows more than another
        QCOMPARE(found(all, {"N", "S"}, false), std::string("-"));
        QCOMPARE(found(all, {"Id", "N", "S", "Foreign"}, true), std::string("-"));
        QCOMPARE(found(all, {"Id", "N", "S", "Foreign"}, false), std::string("first"));
        QCOMPARE(found({all[1]}, {"Id", "N", "Foreign"}, true), std::string("first")); // named by somebody
        const std::vector<std::shared_ptr<const Profile>> canonical{
            std::make_shared<const Profile>(canonicalProfile("accounts"))};
        QCOMPARE(found(canonical, {"account_id", "name", "x", "y"}, true), std::string("canonical"));
        QCOMPARE(found(canonical, {"account_id", "name", "x", "y", "z"}, true), std::string("-"));
        QCOMPARE(found(canonical, {"account_id", "name", "x", "y", "z"}, false), std::string("canonical"));
    }

    /// It asks for every header that it reads: one of the alternatives, all that are joined or looked up, each once.
    void whatASettledDraftAsksFor()
    {
        const auto settled = settledDraft(profileFrom(accounts(R"("keep_when": {"header": "State", "empty": false},
            "columns": {"account_id": ["Id", "Nr"], "name": {"join": ["A", "B"]}, "owner": [{"join": ["A", "C"]}, "O"],
                "region": "Id2", "segment": "Id2", "status": {"constant": "active"}},
            "also": [{"entity": "contacts", "keep_when": {"header": "Kind", "empty": false},
                "columns": {"contact_id": "Person", "account_id": ["Id", "Nr"]}}])")));
        QVERIFY(settled.ok());
        QCOMPARE(settled->require,
            (std::vector<Texts>{{"state"}, {"id", "nr"}, {"b"}, {"a"}, {"a", "o"}, {"id2"}, {"person"}, {"kind"}}));
        QCOMPARE(settled->also.front().digest, settled->digest);
        QCOMPARE(addableColumns(profileFrom(R"({"name": "p", "entity": "fx_rates",
            "columns": {"currency": "c", "date": "d", "rate": "r"}})")),
            Texts());
    }

    void translations_data()
    {
        QTest::addColumn<QString>("read"); // as it is written again; "-" where it is none
        QTest::newRow("") << "";
        QTest::newRow(" ; ") << "";
        QTest::newRow("A=1") << "a = 1";
        QTest::newRow("b = 2 ;; A=1=2") << "a = 1=2; b = 2";
        QTest::newRow("a=") << "a = ";
        QTest::newRow("a") << "-";
        QTest::newRow(" =1") << "-";
        QTest::newRow("a=1;b") << "-";
    }
    void translations()
    {
        const auto values = valuesFrom(QTest::currentDataTag());
        QTEST(values ? QString::fromStdString(valuesText(*values)) : QStringLiteral("-"), "read");
    }

    void versionsAndNames()
    {
        const auto read = ownProfilesFrom(R"([{"name": "y", "versions": [1, {"text": ""}, {"text": "t", "by": "Ann"},
            {"text": "u"}]}, {"versions": [{"text": "t"}]}, {"name": "x", "versions": {"a": {"text": "t"}}},
            {"name": 5, "versions": [{"text": "t"}]}])");
        QCOMPARE(read.size(), std::size_t(1));
        QCOMPARE(read[0].versions.size(), std::size_t(2));
        QVERIFY(
            read[0].versions[0].version == 1 && read[0].versions[0].by == "Ann" && read[0].versions[1].version == 2);
        auto kept = withProfile({}, profileFrom(accounts(R"("columns": {"account_id": "a", "name": "b"})")), "", "");
        Profile other = profileFrom(accounts(R"("columns": {"account_id": "a", "name": "b"})"));
        other.name = "b before p";
        kept = withProfile(*kept, other, "", "");
        QCOMPARE(kept->front().name, other.name);
        QCOMPARE(kept->back().name, std::string("p"));
        other.checks.push_back({"name", {}, {}, {}, true});
        kept = withProfile(*kept, other, "M\u00fcller", "");
        QCOMPARE(kept->front().versions.back().version, 2);
        QVERIFY(textOf(*kept).find("M\u00fcller") != std::string::npos);
        other.name = "b before p ";
        QVERIFY(!withProfile({}, other, "", "").ok());
    }

    void words_data()
    {
        QTest::addColumn<QString>("other");
        QTest::addColumn<double>("shared");
        const auto row = [](const char *a, const char *b, double shared) { QTest::newRow(a) << b << shared; };
        row("fooZbar", "foo zbar", 1);
        row("fooAbar", "foo abar", 1);
        row("aBar", "a bar", 1);
        row("zBar", "z bar", 1);
        row("x1Bar", "x1bar", 1); // a capital behind a digit begins no word
        row("ARRTotal", "arrtotal", 1);
        row("Gr\u00F6\u00DFe 2", "gr\u00F6\u00DFe_2", 1);
        row("a b c", "b c d", 0.5);
        row("a a", "a", 1);
        row("--", "", 0);
        row("--a", "", 0);
    }
    void words()
    {
        QFETCH(QString, other);
        QTEST(sharedWords(QTest::currentDataTag(), other.toStdString()), "shared");
        QTEST(sharedWords(other.toStdString(), QTest::currentDataTag()), "shared");
    }

    /// 1 - (1 - 0.9 v)(1 - 0.6 n), by hand: v is the share of both ranges, or of the different texts known before.
    void likeness_data()
    {
        QTest::addColumn<QString>("entity");
        QTest::addColumn<QString>("column");
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<QStringList>("after");
        QTest::addColumn<double>("values");
        const auto row = [](const char *name, const char *column, const QStringList &before, const QStringList &after,
                             double values) {
            const QStringList of = QString(column).split(u'.');
            QTest::newRow(name) << of[0] << of[1] << before << after << values;
        };
        row("numbers, in any order", "surveys.score", {"5", "10", "0"}, {"10", "5", "7"}, 0.5);
        row("only an end in common", "surveys.score", {"0", "4"}, {"4", "10"}, 0);
        row("one and the same", "surveys.score", {"5"}, {"5"}, 1);
        row("one of a range", "surveys.score", {"0", "10"}, {"5"}, 0);
        row("within", "surveys.score", {"2", "4"}, {"0", "8"}, 0.25);
        row("less than one", "surveys.score", {"0", "1"}, {"0.5", "1"}, 0.5);
        row("a text among them", "surveys.score", {"0", "10", "99x"}, {"5", "10"}, 0.5);
        row("nothing before", "surveys.score", {}, {"5"}, 0);
        row("no numbers before", "surveys.score", {"x"}, {"5"}, 0);
        row("days", "accounts.renewal_date", {"2026-01-01", "2026-01-11"}, {"2026-01-06", "2026-01-11"}, 0.5);
        row("times", "tickets.created_at", {"2026-01-01T00:00:00Z", "2026-01-11T00:00:00Z"},
            {"2026-01-01T05:00:00Z", "2026-01-05T10:00:00Z"}, 0.4);
        row("months", "arr_history.month", {"2026-01", "2026-03"}, {"2026-02", "2026-03"}, 28.0 / 59); // in days
        row("texts, each once", "surveys.kind", {"nps", "nps"}, {"nps", "nps", "x", "y", "z"}, 0.25);
        row("other texts", "surveys.kind", {"nps"}, {"csat"}, 0);
        row("texts, none before", "surveys.kind", {}, {"csat"}, 0);
    }
    void likeness()
    {
        QFETCH(QString, entity);
        QFETCH(QString, column);
        QFETCH(QStringList, before);
        QFETCH(QStringList, after);
        QFETCH(double, values);
        const store::Entity &known = *store::findEntity(entity.toStdString());
        const auto &target = known.columns[std::size_t(known.indexOf(column.toStdString()))];
        const auto texts = [](const QStringList &list) {
            Texts all;
            for (const QString &text : list)
                all.push_back(text.toStdString());
            return all;
        };
        const auto alike = [&](const char *was, const char *now, double readable) {
            return likenessOf(target, was, now, texts(before), texts(after), readable).value;
        };
        QCOMPARE(alike("a", "b", 1), 1 - (1 - 0.9 * values));
        QCOMPARE(alike("a", "b", 0.9) + 1, 0.9 * (1 - (1 - 0.9 * values)) + 1);
        QCOMPARE(alike("a x", "x", 1), 1 - (1 - 0.9 * values) * (1 - 0.6 * 0.5)); // one of two words
        QCOMPARE(alike("a x", "x", 0.8999), 0.0);
    }

    void evidence()
    {
        const store::Entity &surveys = *store::findEntity("surveys");
        const auto says = [&surveys](const char *column, const char *now, const Texts &before, const Texts &after) {
            QStringList all;
            const auto &target = surveys.columns[std::size_t(surveys.indexOf(column))];
            for (const Message &each : likenessOf(target, "Was", now, before, after, 0.95).evidence)
                all << QString::fromStdString(each.english());
            return all;
        };
        QCOMPARE(says("score", "Wert", {"3", "0", "10", "0.0", "10.0"}, {"7", "5", "9"}),
            (QStringList{u"95.0\u00a0% of its values can be read as score."_qs,
                u"Its values run from 5 to 9, those of before from 0 to 10."_qs,
                u"The names have no word in common."_qs}));
        QCOMPARE(says("kind", "Was it", {"nps"}, {"nps", "csat", "nps"}).mid(1),
            (QStringList{u"1 of its 2 different values were there before."_qs, u"The names have words in common."_qs}));
        QCOMPARE(says("kind", "Wert", {}, {"nps"}).size(), 2); // that it can be read, and its name
        QVERIFY(likenessOf(surveys.columns[0], "a", "a", {"1"}, {}, 1).evidence.empty());
    }

    /// A new column is shown by its share of rows with a value and the first three that differ.
    void newColumns()
    {
        SourceFixture f;
        QVERIFY(f.import({f.write("crm.accounts.csv", "account_id,name,Note\nA,Acme,x\n")}).ok());
        const std::string rows = "account_id,name,Note,Harbour\nA,K,x,Ulm\nB,K,x,Ulm\nC,K,x,\nD,K,x,Bonn\nE,K,x,Kiel\n"
                                 "F,K,x,Rom\nG,K,x,\nH,K,x,\n";
        const auto sample = sampleOf(f.write("next.csv", rows), {}, 8, f.progress);
        QVERIFY(sample.ok());
        QCOMPARE(sample->rows.size(), std::size_t(8));
        QCOMPARE(sample->lines.back(), 9);
        const Drift drift = driftOf(*f.workspace, canonicalProfile("accounts"), "crm", *sample);
        QCOMPARE(drift.added.size(), std::size_t(1));
        QCOMPARE(drift.added.front().values, (Texts{"Ulm", "Bonn", "Kiel"}));
        QCOMPARE(drift.added.front().filled, 0.625);
        QCOMPARE(sampleOf(f.path("next.csv"), {}, 1, f.progress)->rows.size(), std::size_t(1));
        const FileSample empty{{"account_id", "name", "Note", "New"}, {}, {}};
        QCOMPARE(driftOf(*f.workspace, canonicalProfile("accounts"), "crm", empty).added.front().filled, 0.0);
        // Of two columns of this file half are the profile's.
        const auto own = withProfile({}, profileFrom(accounts(R"("columns": {"account_id": "Nr"})")), "", "");
        f.workspace->setSetting(OwnProfilesSetting, textOf(*own));
        const auto closest = closestProfile(*f.workspace, {"Nr", "x"});
        QVERIFY(closest && closest->name == "p");
        QVERIFY(!closestProfile(*f.workspace, {"Nr", "x", "y"}));
    }
};

QTEST_GUILESS_MAIN(TestProfileRules)
#include "tst_profile_rules.moc"
