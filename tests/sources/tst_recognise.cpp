#include "core/sources/profile_draft.h"
#include "core/sources/profile_reading.h"
#include "core/sources/profile_text.h"
#include "core/sources/value_checks.h"
#include "tests/sources/mapping_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::sources;

namespace {

constexpr const char *Own = R"({"name": "own", "source": "s", "kind": "crm", "entity": "accounts",
    "columns": {"account_id": "Id", "name": "N"}})";

} // namespace

/// What a file is taken for by its headers and by what is said of it; and what a profile is when it is written.
class TestRecognise : public QObject {
    Q_OBJECT

private slots:
    void refusals_data()
    {
        QTest::addColumn<QString>("profile"); // "own": one of a file, for accounts
        QTest::addColumn<QString>("entity");
        QTest::addColumn<QString>("says"); // empty where the file is taken
        const auto row = [](const char *name, const char *profile, const char *entity, const char *says) {
            QTest::newRow(name) << profile << entity << says;
        };
        row("its own entity", "own", "accounts", "");
        row("another entity", "own", "contacts", "is for accounts, not for contacts.");
        row("no such profile", "zzzzzzzzzzzz", "", "There is no profile \"zzzzzzzzzzzz\".");
        row("no such profile of an entity", "zzzzzzzzzzzz", "accounts",
            "There is no profile \"zzzzzzzzzzzz\" for accounts.");
        row("a profile of another entity", "stripe-subscriptions", "accounts",
            "There is no profile \"stripe-subscriptions\" for accounts.");
        row("nearly a profile", "stripe-subscription", "subscriptions",
            "There is no profile \"stripe-subscription\" for subscriptions; did you mean \"stripe-subscriptions\"?");
        row("no entity", "", "zzzzzzzzzzzz", "There is no entity \"zzzzzzzzzzzz\"; the entities are accounts,");
    }
    void refusals()
    {
        QFETCH(QString, profile);
        QFETCH(QString, entity);
        QFETCH(QString, says);
        SourceFixture f;
        ImportOptions options;
        options.hints.profile = profile == QLatin1String("own") ? f.write("own.json", Own) : profile.toStdString();
        options.hints.entity = entity.toStdString();
        const auto report = f.import({f.write("a.csv", "Id,N\n1,Acme\n")}, options);
        QCOMPARE(report.ok(), says.isEmpty());
        QVERIFY2(report || whyNot(report).contains(says), qPrintable(whyNot(report)));
    }

    /// The line that somebody names is the header, whatever stands below.
    void theFirstLine()
    {
        SourceFixture f;
        ImportOptions options;
        const auto path = f.write("crm.accounts.csv", "x,y\naccount_id,name\nA,Acme\n");
        options.hints.read.header = 1;
        QVERIFY(whyNot(f.import({path}, options)).contains(QStringLiteral("lacks the columns account_id, name")));
        options.hints.read.header = 2;
        QVERIFY(f.import({path}, options).ok());
        QCOMPARE(f.rows("SELECT account_id FROM accounts"), QStringList("A"));
    }

    void bytesOfTheHeader()
    {
        SourceFixture f;
        const std::string csv = "Gr\xF6\xDF"
                                "e,account_id,name,\xC3\xA4\xC3\xB6\xC3\xBC\xC3\x9F\n1,A,Acme,2\n";
        QVERIFY(whyNot(f.import({f.write("crm.accounts.csv", csv)}))
                    .contains(QStringLiteral("line 1, column 1: the header")));
    }

    /// Fields behind the columns of the entity get names of their own.
    void widerThanTheEntity()
    {
        SourceFixture f;
        ImportOptions options;
        options.hints.read.header = 0;
        const int width = int(store::findEntity("leave")->columns.size());
        std::string row = "C,2026-01-01,2026-01-02";
        for (int i = 3; i < width; ++i)
            row += ',';
        const auto report = f.import({f.write("crm.leave.csv", row + ",x,y\n")}, options);
        QVERIFY2(report.ok(), qPrintable(whyNot(report)));
        QCOMPARE(f.rows("SELECT extra FROM leave"),
            QStringList(QStringLiteral(R"({"column_%1":"x","column_%2":"y"})").arg(width + 1).arg(width + 2)));
    }

    /// The first column of a file is one as any other.
    void firstColumns()
    {
        const auto own = [](const char *more) {
            return std::make_shared<const Profile>(*profileFromJson(
                std::string(
                    R"({"name": "p", "entity": "accounts", "without": ["foreign"], "columns": {"account_id": "Id",
                    "name": "N", "owner": "Größe", "arr": {"header": "Cents", "times": ["Months", "Seats"]}})")
                    + more + "}",
                ""));
        };
        const auto profile = own("");
        const Mapping mapping =
            mapHeaders(profile, std::vector<std::string>{"Months", "Id", "Seats", "Cents", "Größe"});
        const auto arr = std::size_t(mapping.entity->indexOf("arr"));
        QCOMPARE(mapping.columns[arr].fields.front().timesField, 0);
        QCOMPARE(mapping.text(), std::string(R"({"account_id":"Id","owner":"Größe","arr":"Cents"})"));
        QCOMPARE(mapping.extraFields, std::vector<int>{2});
        QCOMPARE(mapHeaders(profile, std::vector<std::string>{"City", "Id"}).extraFields, std::vector<int>{0});
        QCOMPARE(mapHeaders(profile, std::vector<std::string>{"Id"}).confidence(), 1.0);
        const std::vector<std::shared_ptr<const Profile>> two{profile, own(R"(, "title": "other")")};
        QVERIFY(detect(two, std::vector<std::string>{"Id", "N"}, true));
        QVERIFY(!detect(two, std::vector<std::string>{"Foreign", "Id", "N"}, true));
    }

    /// What is said of a file goes before what its profile says, and neither loses what the other adds.
    void howItIsRead()
    {
        ReadChoice said;
        said.keepFooters = true;
        said.header = 3;
        ReadChoice profile;
        profile.exclusiveEnds = true;
        profile.header = 1;
        profile.sheet = "Data";
        const ReadChoice filled = filledFrom(said, profile);
        QVERIFY(filled.keepFooters && filled.exclusiveEnds && filled.header == 3 && filled.sheet == "Data");
        QVERIFY(filledFrom(profile, said).keepFooters && filledFrom(profile, said).exclusiveEnds);
        QVERIFY(!filledFrom({}, {}).keepFooters && !filledFrom({}, {}).exclusiveEnds);
    }

    /// Nothing is written that goes without saying.
    void theTextOfAProfile()
    {
        const std::string text = R"({
  "name": "p",
  "title": "Größe",
  "source": "p",
  "entity": "subscriptions",
  "columns": {
    "account_id": [
      "of",
      "for"
    ],
    "amount": {
      "header": "n",
      "divide_by": 2
    },
    "product": {
      "header": "what",
      "split": "/"
    },
    "subscription_id": "id"
  },
  "also": [
    {
      "entity": "accounts",
      "columns": {
        "account_id": "of"
      }
    }
  ]
}
)";
        const auto profile = profileFromJson(text, "");
        QVERIFY2(profile.ok(), profile ? "" : profile.error().message.english().c_str());
        QCOMPARE(profileText(*profile), text);
    }

    /// A check of the first column, and one that asks for a bound alone; the sentence says both numbers.
    void checks()
    {
        SourceFixture f;
        const auto report = importBy(f,
            R"({"name": "p", "source": "s", "entity": "accounts", "columns": {"account_id": "id", "name": "n",
                "employees": "e", "health_score": "h"},
                "checks": [{"column": "account_id", "one_of": ["A", "b"]}, {"column": "employees", "from": 10},
                    {"column": "health_score", "to": 0.1234567}]})",
            "id,n,e,h\nA,x,10,0.1\nB,x,9,\nC,x,,\na,x,,0.125\n");
        QVERIFY2(report.ok(), qPrintable(whyNot(report)));
        QCOMPARE(f.rows("SELECT account_id FROM accounts"), QStringList("A"));
        const QStringList says = f.rows("SELECT sentence(message, message_values) FROM quarantine ORDER BY line");
        QCOMPARE(says.size(), 3);
        QVERIFY2(says[0].endsWith(QStringLiteral("column e: 9 is below 10, the least that the profile takes.")),
            qPrintable(says[0]));
        QVERIFY2(says[1].endsWith(QStringLiteral("\"C\" is none of the values that the profile takes: a, b.")),
            qPrintable(says[1]));
        QVERIFY2(
            says[2].endsWith(QStringLiteral("column h: 0.125 is above 0.123457, the most that the profile takes.")),
            qPrintable(says[2]));
    }

    /// What stands for a day is one day less where a profile, or somebody, says that it is the day after the last.
    void ends_data()
    {
        QTest::addColumn<QString>("end");
        QTest::addColumn<QString>("byProfile"); // end_date; or the sentence it was held back with
        QTest::addColumn<QString>("bySomebody");
        const auto row = [](const char *end, const char *byProfile, const char *bySomebody) {
            QTest::newRow(end) << end << byProfile << bySomebody;
        };
        row("2026-03-01", "2026-03-01", "2026-02-28"); // a day alone is no instant
        row("2026-03-01T00:00:00Z", "2026-02-28", "2026-02-28");
        row("2026-03-01T00:00:01Z", "2026-03-01", "2026-03-01");
        row("2026-03-01T12:00:00Z", "2026-03-01", "2026-03-01");
        row("03/04/2026", "is 2026-04-03 or 2026-03-04", "is 2026-04-02 or 2026-03-03");
        row("soon", "\"soon\" is no date.", "\"soon\" is no date.");
    }
    void ends()
    {
        QFETCH(QString, end);
        QFETCH(QString, byProfile);
        QFETCH(QString, bySomebody);
        const std::string csv = "id,of,start_date,end,arr\nS,A,2026-01-01," + end.toStdString() + ",12\n";
        const auto profile = [](const char *convert) {
            return std::string(R"({"name": "p", "kind": "billing", "entity": "subscriptions", "columns":
                {"subscription_id": "id", "account_id": "of", "start_date": "start_date", "arr": "arr", "end_date": )")
                + convert + "}}";
        };
        const auto says = [](const SourceFixture &f) {
            return (f.rows("SELECT start_date, end_date FROM subscriptions")
                + f.rows("SELECT sentence(message, message_values) FROM quarantine"))
                .join(u'/');
        };
        SourceFixture f;
        QVERIFY(importBy(f, profile(R"({"header": "end", "convert": "exclusive_end"})"), csv).ok());
        const QString told = says(f);
        QVERIFY2(told == "2026-01-01|" + byProfile || told.contains(byProfile + ';') || told.endsWith(byProfile),
            qPrintable(told));
        SourceFixture g;
        ImportOptions options;
        options.hints.profile = g.write("own.json", profile("\"end\""));
        options.hints.read.exclusiveEnds = true;
        QVERIFY(g.import({g.write("a.csv", csv)}, options).ok());
        const QString shifted = says(g);
        QVERIFY2(
            shifted == "2026-01-01|" + bySomebody || shifted.contains(bySomebody + ';') || shifted.endsWith(bySomebody),
            qPrintable(shifted));
        // Only contracts end so.
        QVERIFY(g.import({g.write("s.leave.csv", "csm_id,start_date,end_date\nC,2026-01-01,2026-01-31\n")},
                     [] {
                         ImportOptions all;
                         all.hints.read.exclusiveEnds = true;
                         return all;
                     }())
                    .ok());
        QCOMPARE(g.rows("SELECT start_date, end_date FROM leave"), QStringList("2026-01-01|2026-01-31"));
    }

    /// The currency that an amount names is the row's, where its own column names none.
    void currencyOfTheAmount()
    {
        SourceFixture f;
        QVERIFY(f.import({f.write("s.opportunities.csv", "opportunity_id,account_id,amount\nO,A,10 EUR\nP,A,10\n"),
                             f.write("s.subscriptions.csv",
                                 "subscription_id,account_id,start_date,mrr\nS,A,2026-01-01,10 GBP\n")})
                    .ok());
        QCOMPARE(f.rows("SELECT currency FROM opportunities ORDER BY opportunity_id"), (QStringList{"EUR", "USD"}));
        QCOMPARE(f.rows("SELECT currency FROM subscriptions"), QStringList("GBP"));
    }

    void shortWithoutItsKey()
    {
        SourceFixture f;
        QVERIFY(f.import({f.write("s.accounts.csv", "account_id,name,owner\n,Bolt\nA,Acme,x\n")}).ok());
        QCOMPARE(f.rows("SELECT line, code FROM quarantine"), QStringList("2|ragged_row"));
    }
};

QTEST_GUILESS_MAIN(TestRecognise)
#include "tst_recognise.moc"
