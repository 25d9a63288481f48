#include "core/reconcile/accuracy_months.h"
#include "core/reconcile/side.h"
#include "core/reconcile/systems.h"
#include "core/reconcile/systems_rows.h"
#include "core/reconcile/tolerances.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::reconcile;

namespace {

/// Three customers in three systems, and what each says of them.
void fill(test::WorkspaceFixture &data)
{
    data.source("crm", "crm", "2026-10-31");
    data.source("billing", "billing", "2026-11-15");
    data.source("cs", "cs_platform", "2026-10-15");
    data.account(
        "crm", "A", "Acme", "arr=1000;owner=Ann;renewal_date=2026-12-31;segment=SMB;contract_start_date=2025-01-01");
    data.account("crm", "B", "Birch", "arr=500;owner=Bo;renewal_date=2026-12-31;segment=SMB");
    data.account("crm", "C", "Cedar", "arr=300;owner=Bo");
    data.subscription("billing", "a", "A", "1000", "2025-01-01", "2026-12-31", "", "USD", "Core");
    data.subscription("billing", "b", "B", "700", "2025-01-01", "2027-12-31", "", "USD", "Core");
    data.account("cs", "1", "Acme", "crm_account_id=A;arr=1000;owner=Ann;segment=smb");
    data.account("cs", "2", "Birch", "crm_account_id=B;owner=Cleo;segment=Enterprise");
    data.settle();
    data.run("UPDATE account_link SET account = (SELECT o.account FROM account_link o JOIN accounts a ON a.source = "
             "'cs' AND a.account_id = account_link.record_id WHERE o.source = 'crm' AND o.record_id = "
             "a.crm_account_id) WHERE source = 'cs'",
        {});
    data.settle();
}

Result<SystemsComparison> compare(
    test::WorkspaceFixture &data, const std::vector<const char *> &names, const ReconcileOptions &options = {})
{
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    std::vector<portfolio::ArrSource> systems;
    for (const char *name : names)
        systems.push_back(*portfolio->findSource(name));
    Progress progress;
    return compareSystems(*portfolio, systems, options, progress);
}

QStringList fieldsOf(const Reconciliation &pair)
{
    QStringList texts;
    for (const FieldMatch &field : pair.fields)
        texts << QStringLiteral("%1 %2/%3")
                     .arg(QString::fromStdString(field.field))
                     .arg(field.matched)
                     .arg(field.compared);
    return texts;
}

} // namespace

/// Several systems against one reference, and how often each field agrees.
class TestSystems : public QObject {
    Q_OBJECT
private slots:
    /// The CRM had another owner of Acme until 10 October: of two customers compared none agreed in September.
    void accuracyIsOfTheEndOfEachMonth()
    {
        test::WorkspaceFixture data;
        fill(data);
        const char *history = "INSERT INTO record_history (source, entity, record_id, field, old_value, new_value, "
                              "as_of, batch_id) VALUES ('crm', 'accounts', 'A', 'owner', nullif(?, ''), ?, ?, 1)";
        data.run(history, {"", "Bo", "2026-09-15"});
        data.run(history, {"Bo", "Ann", "2026-10-10"});
        data.settle();
        const SystemsComparison found = compare(data, {"crm", "cs"}).value();
        const std::vector<Month> months{Month(2026, 9), Month(2026, 10), Month(2026, 11)};
        Progress progress;
        const auto accuracy =
            accuracyMonths(*portfolio::Portfolio::of(data.workspace()), found.pairs[0], months, {}, progress);
        QVERIFY(accuracy.ok());
        QStringList rows;
        for (const AccuracyMonth &month : *accuracy) {
            const FieldMatch &owner = month.fields.at(2); // after arr and renewal_date
            rows << QStringLiteral("%1 %2 %3/%4")
                        .arg(QString::fromStdString(month.day.iso()), QString::fromStdString(owner.field))
                        .arg(owner.matched)
                        .arg(owner.compared);
        }
        QCOMPARE(rows, // November is to come
            (QStringList{QStringLiteral("2026-09-30 owner 0/2"), QStringLiteral("2026-10-31 owner 1/2")}));
        const auto none = accuracyMonths(
            *portfolio::Portfolio::of(data.workspace()), found.pairs[0], months,
            [](const identity::Account &) { return false; }, progress);
        QCOMPARE(none->at(0).fields.at(0).compared, 0);
    }

    void theFirstIsTheReference()
    {
        test::WorkspaceFixture data;
        fill(data);
        const SystemsComparison found = compare(data, {"crm", "billing", "cs"}).value();
        QCOMPARE(found.asOf, *Date::of(2026, 11, 15)); // the latest of all
        QCOMPARE(found.systems.size(), std::size_t(3));
        QCOMPARE(found.systems[0].total, std::int64_t(180000));
        QCOMPARE(found.systems[1].total, std::int64_t(170000));
        QCOMPARE(found.systems[2].total, std::int64_t(100000));
        QCOMPARE(found.pairs.size(), std::size_t(2));
        for (const Reconciliation &pair : found.pairs) {
            QCOMPARE(pair.left.name, std::string("crm"));
            QCOMPARE(pair.asOf, found.asOf);
            QCOMPARE(pair.leftTotal, std::int64_t(180000));
        }
        QCOMPARE(found.pairs[1].right.name, std::string("cs"));
    }

    /// Of ARR Cedar (300.00 in the CRM alone) before Birch (500.00, 700.00, no amount in cs); Acme agrees everywhere.
    /// Of the owner Birch alone, in cs; billing gives none.
    void customersStandSideBySide_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QStringList>("rows");
        QTest::newRow("arr") << "arr"
                             << QStringList{"Cedar: 30000 | absent * | absent * ; 1", "Birch: 50000 | 70000 * | - ; 1"};
        QTest::newRow("owner") << "owner" << QStringList{"Birch: Bo |  | Cleo * ; 2"};
        QTest::newRow("renewal_date") << "renewal_date" << QStringList{"Birch: 2026-12-31 | 2027-12-31 * |  ; 1"};
        QTest::newRow("segment") << "segment" << QStringList{"Birch: SMB |  | Enterprise * ; 2"};
        QTest::newRow("status") << "status" << QStringList{};
    }
    void customersStandSideBySide()
    {
        QFETCH(QString, field);
        test::WorkspaceFixture data;
        fill(data);
        const SystemsComparison found = compare(data, {"crm", "billing", "cs"}).value();
        const auto sides = sidesOf(*portfolio::Portfolio::of(data.workspace()), found).value();
        QStringList rows;
        for (const SystemsRow &row : rowsOf(found, sides, field.toStdString())) {
            QStringList values;
            for (const SystemValue &value : row.values) {
                const QString said = field != QStringLiteral("arr") ? QString::fromStdString(value.text)
                    : value.amount                                  ? QString::number(*value.amount)
                                                                    : QStringLiteral("-");
                values << (value.present || field != QStringLiteral("arr") ? said : QStringLiteral("absent"))
                        + (value.found >= 0 ? QStringLiteral(" *") : QString());
            }
            rows << QStringLiteral("%1: %2 ; %3")
                        .arg(QString::fromStdString(found.pairs[0].accounts->at(row.account).name),
                            values.join(QStringLiteral(" | ")))
                        .arg(row.widest);
        }
        QTEST(rows, "rows");
    }

    /// No break is out of sight for want of a field to choose.
    void everyBreakHasAFieldToChoose()
    {
        test::WorkspaceFixture data;
        fill(data);
        int breaks = 0;
        const SystemsComparison found = compare(data, {"crm", "billing", "cs"}).value();
        for (const Reconciliation &pair : found.pairs) {
            for (const Break &each : pair.breaks) {
                ++breaks;
                QVERIFY(std::ranges::find(fieldsOfSystems(), each.field) != fieldsOfSystems().end());
            }
        }
        QCOMPARE(breaks, 6); // those of customersStandSideBySide()
    }

    void aFieldIsComparedWhereBothGiveIt()
    {
        test::WorkspaceFixture data;
        fill(data);
        const SystemsComparison found = compare(data, {"crm", "billing", "cs"}).value();
        QCOMPARE(fieldsOf(found.pairs[0]),
            (QStringList{"arr 1/2", "renewal_date 1/2", "owner 0/0", "currency 2/2", "start_date 1/1"}));
        // Birch has no amount in cs, Cedar no record; cs gives no renewal date and no start.
        QCOMPARE(fieldsOf(found.pairs[1]),
            (QStringList{"arr 1/1", "renewal_date 0/0", "owner 1/2", "currency 1/1", "segment 1/2"}));
    }

    /// What is counted only is no break: a pair is what reconcile() makes of it.
    void aPairIsAsReconciled()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        Progress progress;
        const auto alone = reconcile::reconcile(*portfolio,
            {*portfolio->findSource("crm"), *portfolio->findSource("billing"), Date::of(2026, 11, 15)}, progress);
        const SystemsComparison found = compare(data, {"crm", "billing", "cs"}).value();
        QCOMPARE(breaksCsv(found.pairs[0]), breaksCsv(*alone));
        QVERIFY(
            breaksCsv(found).starts_with("account,name,field,type,cause,left,right,delta,left_id,right_id,system\n"));
    }

    void settingsAreTheTolerance_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QStringList>("matched"); // arr, renewal_date
        QTest::newRow("none") << ""
                              << "" << QStringList{"arr 1/2", "renewal_date 1/2"};
        QTest::newRow("amount") << "tolerance.arr"
                                << "200.00" << QStringList{"arr 2/2", "renewal_date 1/2"};
        QTest::newRow("a cent less") << "tolerance.arr"
                                     << "199.99" << QStringList{"arr 1/2", "renewal_date 1/2"};
        QTest::newRow("share") << "tolerance.arr"
                               << "28.6%" << QStringList{"arr 2/2", "renewal_date 1/2"}; // 200 of 700
        QTest::newRow("a smaller one") << "tolerance.arr"
                                       << "28.5%" << QStringList{"arr 1/2", "renewal_date 1/2"};
        QTest::newRow("days") << "tolerance.renewal_date"
                              << "365" << QStringList{"arr 1/2", "renewal_date 2/2"};
        QTest::newRow("a day less") << "tolerance.renewal_date"
                                    << "364" << QStringList{"arr 1/2", "renewal_date 1/2"};
    }
    void settingsAreTheTolerance()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QStringList, matched);
        test::WorkspaceFixture data;
        fill(data);
        if (!key.isEmpty())
            data.workspace().setSetting(key.toStdString(), value.toStdString());
        const SystemsComparison found = compare(data, {"crm", "billing"}).value();
        QCOMPARE(fieldsOf(found.pairs[0]).mid(0, 2), matched);
        ReconcileOptions exact; // what is asked for goes before
        exact.tolerance = Tolerance{0, 0};
        exact.dateToleranceDays = 0;
        QCOMPARE(fieldsOf(compare(data, {"crm", "billing"}, exact).value().pairs[0]).mid(0, 2),
            (QStringList{"arr 1/2", "renewal_date 1/2"}));
    }

    void theDefaultIsOneUnitOfTheBaseCurrency()
    {
        for (const auto &[currency, minor] : {std::pair("USD", 100), {"JPY", 1}, {"KWD", 1000}}) {
            test::WorkspaceFixture data(currency);
            const Tolerances found = tolerancesOf(*portfolio::Portfolio::of(data.workspace()));
            QCOMPARE(found.amount.minor, std::int64_t(minor));
            QCOMPARE(found.amount.percent, 0.0);
            QCOMPARE(found.renewalDays + found.startDays, 0);
        }
    }

    void wrongSystems()
    {
        test::WorkspaceFixture data;
        fill(data);
        QCOMPARE(compare(data, {"crm"}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(compare(data, {"crm", "billing", "crm"}).error().code, ErrorCode::InvalidArgument);
    }

    /// A list of Finance's own: Acme by its id in the CS platform, Birch by its id here, and one that nobody knows.
    void aListIsASide()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const std::string birch = portfolio->accounts().at(portfolio->accounts().indexOfRecord("crm", "B")).id;
        data.run("CREATE TABLE finance (Account TEXT, ARR TEXT, currency TEXT, renewal_date TEXT, owner TEXT)", {});
        data.run("INSERT INTO finance VALUES ('1', '1000.00', '', '2026-12-31', 'ann'), (?1, '400', 'USD', "
                 "'2027-01-31', ''), (?1, '200', '', '', ''), ('Z', '50', '', '', '')",
            {birch});
        Progress progress;
        auto list = readCustomerList(data.workspace(), *portfolio, "finance", "crm", progress);
        QVERIFY2(list.ok(), list ? "" : list.error().message.english().c_str());
        QCOMPARE(list->unknown, std::vector<std::string>{"Z"});
        ReconcileOptions options;
        options.left = *portfolio->findSource("crm");
        options.list = std::make_shared<const CustomerList>(std::move(*list));
        const auto result = reconcile::reconcile(*portfolio, options, progress);
        QVERIFY2(result.ok(), result ? "" : result.error().message.english().c_str());
        QCOMPARE(result->right.name, std::string("finance"));
        QCOMPARE(result->asOf, *Date::fromIso("2026-10-31"));
        QCOMPARE(result->leftTotal, std::int64_t(180000));
        QCOMPARE(result->rightTotal, std::int64_t(160000)); // Birch's two rows add up
        QCOMPARE(result->compared, 2);
        std::int64_t bridge = 0;
        for (const BridgeStep &step : result->bridge)
            bridge += step.amount;
        QCOMPARE(bridge, std::int64_t(-20000));
        QStringList breaks;
        for (const Break &found : result->breaks)
            breaks << QString::fromStdString(
                result->accounts->at(found.account).name + ' ' + found.field + ' ' + toString(found.type));
        QVERIFY2(breaks.contains(QStringLiteral("Cedar arr missing_right")), qPrintable(breaks.join(u'|')));
        QVERIFY2(breaks.filter(QStringLiteral("Birch arr ")).size() == 1, qPrintable(breaks.join(u'|')));
        QVERIFY2(breaks.contains(QStringLiteral("Birch renewal_date renewal_date")), qPrintable(breaks.join(u'|')));
        QVERIFY2(breaks.filter(QStringLiteral("Acme")).isEmpty(), qPrintable(breaks.join(u'|')));
    }

    /// What a list says is its own on every day; rows of a customer add up, and where one gives none the other counts.
    void aListAsItStands()
    {
        test::WorkspaceFixture data;
        fill(data);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        const int acme = portfolio->accounts().indexOfRecord("crm", "A");
        const int birch = portfolio->accounts().indexOfRecord("crm", "B");
        const int cedar = portfolio->accounts().indexOfRecord("crm", "C");
        const auto usd = [](std::int64_t minor) { return Money{minor, *Currency::fromCode("USD")}; };
        const CustomerList list{"finance",
            {{acme, "A", usd(10000), {}, Date::of(2025, 1, 1), "", "SMB", "", "", "Core"},
                {acme, "A2", usd(2500), Date::of(2026, 12, 31), {}, "Ann", "Large", "", "", "More"},
                {birch, "B", {}, {}, {}, "Bo", "", "", "", ""}},
            {}};
        const Side side = Side::ofList(*portfolio, list, *portfolio->findSource("crm"), *Date::of(2026, 6, 30)).value();
        QCOMPARE(side.name(), std::string("finance"));
        QCOMPARE(side.at(acme).arr, std::int64_t(12500));
        QVERIFY(side.at(acme).arrKnown);
        QCOMPARE(side.at(acme).recordIds, (std::vector<std::string>{"A", "A2"}));
        QCOMPARE(side.at(acme).renewalDate, Date::of(2026, 12, 31));
        QCOMPARE(side.at(acme).startDate, Date::of(2025, 1, 1));
        QCOMPARE(side.at(acme).owner, std::string("Ann"));
        QCOMPARE(side.at(acme).segment, std::string("SMB")); // the first row that gives one
        QCOMPARE(side.products(acme), (std::vector<std::string>{"core", "more"}));
        QVERIFY(side.at(birch).present);
        QVERIFY(!side.at(birch).arrKnown);
        QVERIFY(side.at(acme).everHadArr && !side.at(birch).everHadArr);
        QVERIFY(!side.at(cedar).present);
    }

    /// Of ARR the system of record is right, billing here, of other fields the one that goes before by its order.
    void whoIsRight_data()
    {
        QTest::addColumn<QString>("order"); // of renewal dates
        QTest::addColumn<QString>("field");
        QTest::addColumn<bool>("left"); // the CRM
        QTest::newRow("ARR") << ""
                             << "arr" << false;
        QTest::newRow("an order that names the CRM first") << "crm,billing"
                                                           << "renewal_date" << true;
        QTest::newRow("an order that names billing first") << "billing,crm"
                                                           << "renewal_date" << false;
        QTest::newRow("equal rank is the left's") << "cs_platform"
                                                  << "renewal_date" << true;
        QTest::newRow("ARR has no order") << "crm,billing"
                                          << "arr" << false;
    }
    void whoIsRight()
    {
        QFETCH(QString, order);
        QFETCH(QString, field);
        test::WorkspaceFixture data;
        fill(data);
        if (!order.isEmpty())
            data.workspace().setSetting("precedence.renewal_date", order.toStdString());
        const SystemsComparison found = compare(data, {"crm", "billing"}).value();
        QTEST(isLeftTrusted(*portfolio::Portfolio::of(data.workspace()), found.pairs[0], field.toStdString()), "left");
    }

    /// By its id here, else by the preferred system's, else by that of any system if they mean one customer.
    void whomAListNames_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("preferred");
        QTest::addColumn<QString>("name"); // empty: unknown
        QTest::newRow("the id here") << "AC-00001"
                                     << "crm"
                                     << "Acme";
        QTest::newRow("blanks around it") << " AC-00001 "
                                          << "crm"
                                          << "Acme";
        QTest::newRow("an id that two systems have") << "A"
                                                     << "crm"
                                                     << "Acme";
        QTest::newRow("the same, of the other") << "A"
                                                << "cs"
                                                << "Cedar";
        QTest::newRow("the same, of none of them") << "A"
                                                   << "billing"
                                                   << "";
        QTest::newRow("an id of one system") << "B"
                                             << "cs"
                                             << "Birch";
        QTest::newRow("nobody's") << "Z"
                                  << "crm"
                                  << "";
        QTest::newRow("none") << " "
                              << "crm"
                              << "";
    }
    void whomAListNames()
    {
        QFETCH(QString, key);
        QFETCH(QString, preferred);
        QFETCH(QString, name);
        test::WorkspaceFixture data;
        for (const char *source : {"billing", "crm", "cs"})
            data.source(source, source);
        data.account("crm", "A", "Acme");
        data.account("crm", "B", "Birch");
        data.account("cs", "A", "Cedar");
        data.settle();
        data.run("CREATE TABLE mine (account_id TEXT, arr TEXT, renewal_date TEXT)", {});
        data.run("INSERT INTO mine VALUES (?, '0', ' 2026-12-31 '), ('AC-00003', '', '')", {key.toStdString()});
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        Progress progress;
        const auto list = readCustomerList(data.workspace(), *portfolio, "mine", preferred.toStdString(), progress);
        QVERIFY2(list.ok(), list ? "" : list.error().message.english().c_str());
        QCOMPARE(list->customers.back().account, 2);
        QVERIFY(!list->customers.back().arr);
        QVERIFY(!list->customers.back().renewalDate);
        QCOMPARE(list->customers.size(), std::size_t(name.isEmpty() ? 1 : 2));
        QCOMPARE(list->unknown.size(), std::size_t(name.isEmpty() ? 1 : 0));
        if (name.isEmpty())
            return;
        const ListedCustomer &first = list->customers.front();
        QCOMPARE(QString::fromStdString(portfolio->accounts().at(first.account).name), name);
        QCOMPARE(first.arr.value().minor, 0); // which is an amount
        QCOMPARE(first.renewalDate, Date::of(2026, 12, 31));
    }

    void wrongLists_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("said");
        QTest::newRow("no key") << "(name TEXT, arr TEXT)"
                                << "account_id";
        QTest::newRow("no amount") << "(account TEXT, arr TEXT)"
                                   << "an amount of 0 or more";
        QTest::newRow("no currency") << "(account TEXT, currency TEXT, arr TEXT)"
                                     << "the code of a currency";
        QTest::newRow("no date") << "(account TEXT, renewal_date TEXT)"
                                 << "a date as YYYY-MM-DD";
        QTest::newRow("no table") << ""
                                  << "mine";
    }
    void wrongLists()
    {
        QFETCH(QString, table);
        test::WorkspaceFixture data;
        fill(data);
        if (!table.isEmpty()) {
            data.run("CREATE TABLE mine " + table.toStdString(), {});
            const auto columns = table.count(u',') + 1;
            const QStringList values(columns, QStringLiteral("'much'"));
            data.run("INSERT INTO mine VALUES (" + values.join(u',').toStdString() + ")", {});
        }
        Progress progress;
        const auto list =
            readCustomerList(data.workspace(), *portfolio::Portfolio::of(data.workspace()), "mine", "crm", progress);
        QVERIFY(!list.ok());
        const QString sentence = QString::fromStdString(list.error().message.english());
        QFETCH(QString, said);
        QVERIFY2(sentence.contains(said), qPrintable(sentence));
    }
};

QTEST_GUILESS_MAIN(TestSystems)
#include "tst_systems.moc"
