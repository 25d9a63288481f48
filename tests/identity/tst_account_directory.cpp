#include "core/identity/customer_places.h"
#include "core/identity/golden_record.h"
#include "core/store/customer_rows.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::identity;

namespace {

/// A customer with golden fields as "segment=SMB".
store::CustomerRow customer(
    const char *id, const char *parent, const char *top, const std::map<std::string, std::string> &fields = {})
{
    store::CustomerRow row{id, parent, top, {}};
    for (const std::string &name : goldenFieldNames())
        row.fields.push_back(fields.contains(name) ? fields.at(name) : std::string());
    return row;
}

store::CustomerRow alone(const char *id)
{
    return customer(id, "", id);
}

store::RecordRow record(AccountDirectory &directory, const char *source, const char *id, const char *account)
{
    store::RecordRow row;
    row.source = directory.keep(source);
    row.kind = directory.keep("billing");
    row.id = directory.keep(id);
    row.account = directory.keep(account);
    row.method = directory.keep("domain");
    row.score = 0.75;
    row.bare = true;
    return row;
}

} // namespace

/// Customers by their place, their id and the records of their sources.
class TestAccountDirectory : public QObject {
    Q_OBJECT
private slots:
    void fields()
    {
        const AccountDirectory directory({customer("AC-1", "", "AC-1",
            {{"name", "Acme"}, {"domain", "acme.example"}, {"segment", "SMB"}, {"health_score", "71"}})});
        const Account &account = directory.at(0);
        QCOMPARE(account.name, std::string("Acme"));
        QCOMPARE(account.domain, std::string("acme.example"));
        QCOMPARE(account.field("name"), std::string("Acme"));
        QCOMPARE(account.field("segment"), std::string("SMB"));
        QCOMPARE(account.field("health_score"), std::string("71")); // the last
        QCOMPARE(account.field("owner"), std::string());
        QCOMPARE(account.field("no_such_field"), std::string());
        QCOMPARE(Account().field("name"), std::string());
    }

    void families()
    {
        const AccountDirectory directory({customer("AC-1", "", "AC-1"), customer("AC-2", "AC-1", "AC-1"),
            customer("AC-3", "AC-2", "AC-1"), customer("AC-4", "", ""), customer("AC-5", "AC-9", "AC-9")});
        QCOMPARE(directory.size(), 5);
        const std::vector<int> parents{-1, 0, 1, -1, -1};
        const std::vector<int> tops{0, 0, 0, 3, 4}; // itself where none is known
        for (int i = 0; i < directory.size(); ++i) {
            QCOMPARE(directory.at(i).parent, parents[std::size_t(i)]);
            QCOMPARE(directory.at(i).ultimateParent, tops[std::size_t(i)]);
        }
    }

    void byId()
    {
        const AccountDirectory directory({customer("AC-1", "", ""), customer("AC-2", "", "")});
        QCOMPARE(directory.indexOf("AC-1"), 0);
        QCOMPARE(directory.indexOf("AC-2"), 1);
        QCOMPARE(directory.indexOf("AC-3"), -1);
        QCOMPARE(directory.indexOf(""), -1);
    }

    void byRecord()
    {
        AccountDirectory directory({customer("AC-1", "", ""), customer("AC-2", "", "")});
        QCOMPARE(directory.link(record(directory, "stripe", "S1", "AC-2")), 1);
        QCOMPARE(directory.link(record(directory, "stripe", "S2", "AC-1")), 0);
        QCOMPARE(directory.link(record(directory, "stripe", "S3", "")), -1);
        QCOMPARE(directory.link(record(directory, "stripe", "S4", "AC-9")), -1);
        QCOMPARE(directory.indexOfRecord("stripe", "S1"), 1);
        QCOMPARE(directory.indexOfRecord("stripe", "S2"), 0);
        QCOMPARE(directory.indexOfRecord("stripe", "S3"), -1);
        QCOMPARE(directory.indexOfRecord("stripe", "S4"), -1);
        QCOMPARE(directory.indexOfRecord("zuora", "S1"), -1);

        QCOMPARE(directory.at(0).records.size(), std::size_t(1));
        QCOMPARE(directory.at(1).records.size(), std::size_t(1));
        const LinkedRecord &linked = directory.at(1).records[0];
        QCOMPARE(linked.source.str(), std::string("stripe"));
        QCOMPARE(linked.kind.str(), std::string("billing"));
        QCOMPARE(linked.id.str(), std::string("S1"));
        QCOMPARE(linked.method.str(), std::string("domain"));
        QCOMPARE(linked.score, 0.75);
        QVERIFY(linked.bare);
    }

    void keptTexts()
    {
        AccountDirectory directory({customer("AC-1", "", "", {{"segment", "SMB"}})});
        QCOMPARE(directory.kept("SMB").str(), std::string("SMB"));
        QCOMPARE(directory.kept("S1").str(), std::string());
        QCOMPARE(directory.link(record(directory, "stripe", "S1", "AC-1")), 0);
        QCOMPARE(directory.kept("S1").str(), std::string("S1"));
    }

    /// C is part of B from March on, B of A from June on; D was A's all along.
    void whomACustomerCountsTo()
    {
        AccountDirectory directory({customer("AC-1", "", "AC-1"), customer("AC-2", "", "AC-2"),
            customer("AC-3", "", "AC-3"), customer("AC-4", "", "AC-4")});
        for (const auto &[id, account] : {std::pair("A", "AC-1"), {"B", "AC-2"}, {"C", "AC-3"}, {"D", "AC-4"}})
            directory.link(record(directory, "crm", id, account));
        QVERIFY(!directory.hasMergers());
        QCOMPARE(directory.customerOn(2, *Date::of(2026, 12, 31)), 2);
        const Date march = *Date::of(2026, 3, 1);
        const Date june = *Date::of(2026, 6, 1);
        directory.merge(
            {{{"crm", "C"}, {"crm", "B"}, march, false, "Ann"}, {{"crm", "B"}, {"crm", "A"}, june, false, "Ann"},
                {{"crm", "D"}, {"crm", "A"}, june, true, "Ann"}},
            march);
        QVERIFY(directory.hasMergers());
        QCOMPARE(directory.customerOn(2, march.plusDays(-1)), 2);
        QCOMPARE(directory.customerOn(2, march), 1);
        QCOMPARE(directory.customerOn(2, june.plusDays(-1)), 1);
        QCOMPARE(directory.customerOn(2, june), 0);
        QCOMPARE(directory.customerOn(3, march.plusDays(-1000)), 0); // pro forma: for all time
        QCOMPARE(directory.customerOn(0, june), 0);
        QCOMPARE(directory.holderOfRecord("crm", "C", march.plusDays(-1)), 2);
        QCOMPARE(directory.holderOfRecord("crm", "C", march), 1);
        QCOMPARE(directory.holderOfRecord("crm", "C", june), 0); // though it is the other's by now
        QCOMPARE(directory.holderOfRecord("crm", "D", march.plusDays(-1000)), 0);
        QCOMPARE(directory.holderOfRecord("crm", "E", june), -1);
        QCOMPARE(directory.customerNow(2), 1); // June is still ahead of the latest day
        QCOMPARE(directory.customerNow(1), 1);
        const std::vector<Holding> holdings = directory.holdingsOf(2);
        QCOMPARE(holdings.size(), std::size_t(3));
        QVERIFY(holdings[0].account == 2 && !holdings[0].from && holdings[0].until == march);
        QVERIFY(holdings[1].account == 1 && holdings[1].from == march && holdings[1].until == june);
        QVERIFY(holdings[2].account == 0 && holdings[2].from == june && !holdings[2].until);
        QCOMPARE(directory.holdingsOf(0).size(), std::size_t(1));
        QCOMPARE(directory.holdingsOf(3).front().account, 0);
    }

    /// In January one after the other on one day: who went on for no day at all held nothing.
    void mergersOfOneDay()
    {
        AccountDirectory directory({alone("AC-0"), alone("AC-1"), alone("AC-2"), alone("AC-3")});
        for (const auto &[id, account] : {std::pair("0", "AC-0"), {"1", "AC-1"}, {"2", "AC-2"}, {"3", "AC-3"}})
            directory.link(record(directory, "crm", id, account));
        const Date january = *Date::of(2026, 1, 31);
        const auto part = [&](const char *from, const char *into, Date on) {
            return Merger{{"crm", from}, {"crm", into}, on, false, {}};
        };
        directory.merge({part("2", "1", january), part("1", "0", january), part("0", "2", january),
                            part("0", "0", january), part("3", "X", january), part("X", "3", january),
                            part("3", "1", january), part("3", "0", january.plusDays(1))},
            january);
        const auto held = directory.holdingsOf(2);
        QCOMPARE(held.size(), std::size_t(2));
        QVERIFY(held[0].account == 2 && held[0].until == january);
        QVERIFY(held[1].account == 0 && held[1].from == january && !held[1].until);
        QCOMPARE(directory.holdingsOf(0).size(), std::size_t(1)); // no circle, and nobody is part of itself
        QCOMPARE(directory.customerOn(3, january), 3); // the last that was said of it
        QCOMPARE(directory.customerOn(3, january.plusDays(1)), 0);
        QCOMPARE(directory.customers(), 2); // 0 and, by that day, 3
        QCOMPARE(directory.customerNow(3), 3);
        QCOMPARE(directory.at(0).records.size(), std::size_t(3));
        QCOMPARE(directory.at(2).records.size(), std::size_t(0));
        QCOMPARE(directory.indexOfRecord("crm", "2"), 0);
        QCOMPARE(directory.ownerOfRecord("crm", "2"), 2);
        QCOMPARE(directory.ownerOfRecord("crm", "3"), 3);
        QCOMPARE(directory.ownerOfRecord("billing", "2"), -1);
    }

    /// The first customer ends as any other does.
    void theFirstCustomerEnds()
    {
        AccountDirectory directory({alone("AC-0"), alone("AC-1"), alone("AC-2")});
        for (const auto &[id, account] : {std::pair("0", "AC-0"), {"1", "AC-1"}, {"2", "AC-2"}})
            directory.link(record(directory, "crm", id, account));
        const Date march = *Date::of(2026, 3, 1);
        directory.merge({{{"crm", "0"}, {"crm", "2"}, march, false, "Ann"}}, march);
        QCOMPARE(directory.customers(), 2);
        QCOMPARE(directory.customerNow(0), 2);
        QCOMPARE(directory.at(0).records.size(), std::size_t(0));
        QCOMPARE(directory.at(2).records.size(), std::size_t(2));
        QCOMPARE(directory.indexOfRecord("crm", "0"), 2);
        QCOMPARE(directory.ownerOfRecord("crm", "0"), 0);
        QCOMPARE(directory.holderOfRecord("crm", "0", march.plusDays(-1)), 0);
        QCOMPARE(directory.holderOfRecord("crm", "0", march), 2);
    }

    void mergersOfRecordsThatAreNotThere()
    {
        AccountDirectory directory({alone("AC-0"), alone("AC-1")});
        directory.link(record(directory, "crm", "0", "AC-0"));
        directory.link(record(directory, "crm", "1", "AC-1"));
        const Date march = *Date::of(2026, 3, 1);
        directory.merge(
            {{{"crm", "0"}, {"crm", "X"}, march, false, "Ann"}, {{"crm", "X"}, {"crm", "1"}, march, false, "Ann"}},
            march);
        QVERIFY(!directory.hasMergers());
        QCOMPARE(directory.customers(), 2);
        QCOMPARE(directory.customerOn(0, march), 0);
    }

    void groupsBesideTheFields()
    {
        AccountDirectory directory({customer("AC-1", "", "AC-1", {{"segment", "SMB"}})});
        const auto has = [&](const char *dimension, const char *value) {
            return directory.at(0).has(dimension, value);
        };
        QCOMPARE(directory.customers(), 1);
        QVERIFY(has("segment", "SMB") && !has("segment", "Mid") && !has("segment", "(none)"));
        QVERIFY(has("owner", "(none)") && !has("owner", ""));
        QVERIFY(has("product", "(none)") && has("list", "(none)") && !has("product", "Core"));
        directory.group(0, "product", "Core");
        directory.group(0, "product", "Plus");
        directory.group(0, "product", "Core");
        directory.group(0, "list", "watched");
        directory.group(0, "segment", "Mid"); // no group
        QCOMPARE(directory.at(0).products.size(), std::size_t(2));
        QVERIFY(has("product", "Core") && has("product", "Plus") && !has("product", "(none)"));
        QVERIFY(has("list", "watched") && !has("list", "Core") && !has("segment", "Mid"));
    }

    void ofAWorkspace()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("stripe", "billing");
        data.account("crm", "A1", "Acme", "segment=SMB");
        data.account("stripe", "S1", "Acme", "crm_account_id=A1;parent_account_id=S2");
        data.account("stripe", "S2", "Holding");
        acceptCertainLinks(data.workspace());
        const AccountDirectory directory = AccountDirectory::load(data.workspace());
        QCOMPARE(directory.size(), 2);
        const int acme = directory.indexOfRecord("crm", "A1");
        const int holding = directory.indexOfRecord("stripe", "S2");
        QCOMPARE(acme, 0);
        QCOMPARE(holding, 1);
        QCOMPARE(directory.indexOfRecord("stripe", "S1"), acme);
        QCOMPARE(directory.at(acme).field("segment"), std::string("SMB"));
        QCOMPARE(directory.at(acme).records.size(), std::size_t(2));
        QCOMPARE(directory.at(acme).parent, holding);
        QCOMPARE(directory.at(acme).ultimateParent, holding);
        QCOMPARE(directory.at(holding).parent, -1);
    }

    /// Whose rows a customer has on a day: 1 goes into 0 in March, 2 into 1 in February, 3 into 0 for all time.
    void placesOfMergedCustomers_data()
    {
        QTest::addColumn<int>("customer");
        QTest::addColumn<QString>("january");
        QTest::addColumn<QString>("february");
        QTest::addColumn<QString>("march");
        QTest::newRow("who goes on") << 0 << "0 3"
                                     << "0 3"
                                     << "0 1 2 3";
        QTest::newRow("part in between") << 1 << "1"
                                         << "1 2"
                                         << "";
        QTest::newRow("part from February") << 2 << "2"
                                            << ""
                                            << "";
        QTest::newRow("part for all time") << 3 << ""
                                           << ""
                                           << "";
        QTest::newRow("untouched") << 4 << "4"
                                   << "4"
                                   << "4";
    }
    void placesOfMergedCustomers()
    {
        QFETCH(int, customer);
        AccountDirectory directory({alone("AC-0"), alone("AC-1"), alone("AC-2"), alone("AC-3"), alone("AC-4")});
        for (const char *id : {"0", "1", "2", "3", "4"})
            directory.link(record(directory, "crm", id, (std::string("AC-") + id).c_str()));
        const Date february = *Date::fromIso("2026-02-01");
        const Date march = *Date::fromIso("2026-03-01");
        directory.merge(
            {{{"crm", "1"}, {"crm", "0"}, march, false, {}}, {{"crm", "2"}, {"crm", "1"}, february, false, {}},
                {{"crm", "3"}, {"crm", "0"}, march, true, {}}},
            Date::fromIso("2026-12-31"));
        const CustomerPlaces places(directory);
        QCOMPARE(places.customers(), 5);
        std::vector<QStringList> rows(std::size_t(places.size()));
        for (int owner = 0; owner < directory.size(); ++owner)
            places.forEachPlaceOf(owner, [&](int place) { rows[std::size_t(place)] << QString::number(owner); });
        const auto on = [&](Date day) { return rows[std::size_t(places.placeOn(customer, day))].join(u' '); };
        QTEST(on(february.plusDays(-1)), "january");
        QTEST(on(february), "february");
        QTEST(on(march.plusDays(-1)), "february");
        QTEST(on(march), "march");
    }
};

QTEST_GUILESS_MAIN(TestAccountDirectory)
#include "tst_account_directory.moc"
