#include "core/answers/customer_record.h"
#include "core/portfolio/portfolio.h"
#include "core/session/actions.h"
#include "core/session/golden_decisions.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using identity::GoldenChoice;

namespace {

/// A customer whose CRM and CS platform name different owners; the latter wins.
struct Book : test::WorkspaceFixture {
    Progress progress;

    Book()
    {
        source("crm", "crm");
        source("gainsight", "cs_platform");
        account("crm", "A", "Acme", "domain=acme.example;owner=Mia;segment=SMB");
        account("gainsight", "G", "Acme", "domain=acme.example;owner=Lee");
        account("crm", "B", "Bolt", "owner=Kim");
        if (!session::resolveIdentities(workspace(), progress))
            qFatal("identities are not resolved");
    }
    std::string idOf(const char *record)
    {
        SQLite::Statement row(db(), "SELECT account FROM account_link WHERE record_id = ?");
        row.bind(1, record);
        return row.executeStep() ? row.getColumn(0).getString() : std::string();
    }
    QString field(const char *record, const char *name)
    {
        const auto accounts = identity::AccountDirectory::load(workspace());
        return QString::fromStdString(accounts.at(accounts.indexOf(idOf(record))).field(name));
    }
    Result<std::vector<GoldenChoice>> choose(
        const char *field, std::optional<std::string> value, std::optional<Date> until = {})
    {
        return session::chooseGolden(
            workspace(), {idOf("A"), field, std::move(value), "agreed with her", until, "Ann"}, progress);
    }
};

} // namespace

/// Golden fields that persons set.
class TestGoldenChoices : public QObject {
    Q_OBJECT
private slots:
    void aChoiceWinsAndIsTakenBack()
    {
        Book data;
        QCOMPARE(data.field("A", "owner"), QStringLiteral("Lee"));
        const auto before = data.choose("owner", "Mia");
        QVERIFY(before.ok() && before->empty());
        QCOMPARE(data.field("A", "owner"), QStringLiteral("Mia"));
        QCOMPARE(data.field("B", "owner"), QStringLiteral("Kim")); // of that customer alone
        QCOMPARE(data.field("A", "segment"), QStringLiteral("SMB")); // of that field alone
        session::settleAll(data.workspace(), true);
        QCOMPARE(data.field("A", "owner"), QStringLiteral("Mia"));
        QVERIFY(data.choose("owner", "Zoe").ok()); // the last one holds, the one before goes
        QCOMPARE(data.field("A", "owner"), QStringLiteral("Zoe"));
        QCOMPARE(identity::goldenChoicesInForce(data.workspace()).size(), std::size_t(1));
        const auto trail = store::auditTrail(data.workspace());
        QCOMPARE(trail[0].before.value(), std::string("Mia by Ann: agreed with her"));
        QCOMPARE(trail[0].after.value(), std::string("Zoe by Ann: agreed with her"));
        QVERIFY(data.choose("owner", std::nullopt).ok());
        QCOMPARE(data.field("A", "owner"), QStringLiteral("Lee"));
        QVERIFY(data.choose("owner", std::nullopt).error().code == ErrorCode::NotFound);
        QVERIFY(session::setGoldenChoices(data.workspace(), *before, data.progress).ok());
        QCOMPARE(data.field("A", "owner"), QStringLiteral("Lee"));
    }

    /// The data are of 31 October.
    void untilItsLastDay_data()
    {
        QTest::addColumn<QString>("until");
        QTest::addColumn<QString>("owner");
        QTest::newRow("for good") << ""
                                  << "Mia";
        QTest::newRow("a day later") << "2026-11-01"
                                     << "Mia";
        QTest::newRow("its last day") << "2026-10-31"
                                      << "Mia";
        QTest::newRow("the day before") << "2026-10-30"
                                        << "Lee";
    }
    void untilItsLastDay()
    {
        QFETCH(QString, until);
        QFETCH(QString, owner);
        Book data;
        QVERIFY(data.choose("owner", "Mia", Date::fromIso(until.toStdString())).ok());
        QCOMPARE(data.field("A", "owner"), owner);
    }

    void theCustomersPageSaysWho()
    {
        Book data;
        QVERIFY(data.choose("owner", "Mia", Date::of(2026, 12, 31)).ok());
        const auto record = answers::customerRecord(data.workspace(), data.idOf("A"), {}, data.progress);
        QVERIFY(record.ok());
        QCOMPARE(record->chosen.size(), std::size_t(1));
        const GoldenChoice &choice = record->chosen.at("owner");
        QCOMPARE(choice.by, std::string("Ann"));
        QCOMPARE(choice.value, std::string("Mia"));
        QVERIFY(choice.until == Date::of(2026, 12, 31));
        const auto other = answers::customerRecord(data.workspace(), data.idOf("B"), {}, data.progress);
        QVERIFY(other.ok() && other->chosen.empty());
    }

    /// Acme becomes a part of Bolt: what was chosen of Acme is not said of Bolt.
    void ofWhomItWasSaid()
    {
        Book data;
        QVERIFY(data.choose("owner", "Mia").ok());
        data.becomesPart("crm", "A", "B", "2026-10-01");
        const auto record = answers::customerRecord(data.workspace(), data.idOf("B"), {}, data.progress);
        QVERIFY(record.ok());
        QVERIFY(record->chosen.empty());
        QCOMPARE(record->account.field("owner"), std::string("Kim"));
    }

    void refused_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("says");
        QTest::newRow("field") << "ownr"
                               << "Mia"
                               << "did you mean owner";
        QTest::newRow("no field at all") << "zzzzzzzzzz"
                                         << "Mia"
                                         << "Fields are name, domain";
        QTest::newRow("nothing") << "owner"
                                 << " "
                                 << "set to nothing";
        QTest::newRow("no day") << "renewal_date"
                                << "2026-02-30"
                                << "wants a day";
        QTest::newRow("no number of people") << "employees"
                                             << "12.5"
                                             << "whole number";
        QTest::newRow("no number") << "health_score"
                                   << "high"
                                   << "wants a number";
    }
    void refused()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        QFETCH(QString, says);
        Book data;
        const auto done = data.choose(field.toUtf8().constData(), value.toStdString());
        QVERIFY(!done.ok());
        const QString message = QString::fromStdString(done.error().message.english());
        QVERIFY2(message.contains(says), qPrintable(message));
        QVERIFY(identity::goldenChoicesInForce(data.workspace()).empty());
    }

    void textsOfChoices()
    {
        const std::vector<GoldenChoice> choices{
            {{"crm", "A \"1\""}, "owner", "Ann", "Ben", "why", Date::of(2026, 3, 1)},
            {{"a", "b"}, "segment", "SMB", "", "", {}}};
        QCOMPARE(identity::goldenChoicesFrom(identity::textOf(choices)), choices);
        QVERIFY(identity::textOf(std::vector<GoldenChoice>()).empty());
        for (const char *text : {"", "{}", "[1]", "[{\"field\":\"owner\"}]", "[{\"field\":\"x\",\"value\":\"y\"}]"})
            QVERIFY2(identity::goldenChoicesFrom(text).empty(), text);
    }
};

QTEST_GUILESS_MAIN(TestGoldenChoices)
#include "tst_golden_choices.moc"
