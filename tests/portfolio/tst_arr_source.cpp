#include "core/portfolio/arr_source.h"
#include "core/store/contract_rows.h"

#include <QtTest>

using namespace qd;
using namespace qd::portfolio;

namespace {

/// "name kind basis", the basis as a letter: h, s, a, or - for none.
ArrSources sourcesOf(const QStringList &lines)
{
    ArrSources sources;
    for (const QString &line : lines) {
        const QStringList part = line.split(u' ');
        const ArrBasis basis = part.at(2) == "h" ? ArrBasis::History
            : part.at(2) == "s"                  ? ArrBasis::Subscriptions
            : part.at(2) == "a"                  ? ArrBasis::Accounts
                                                 : ArrBasis::None;
        sources.push_back({part.at(0).toStdString(), part.at(1).toStdString(), basis, Date()});
    }
    return sources;
}

} // namespace

/// Which source gives ARR and what it is read from (docs/calculation.md, ARR).
class TestArrSource : public QObject {
    Q_OBJECT
private slots:
    void historyGoesBeforeSubscriptionsBeforeSnapshots_data()
    {
        QTest::addColumn<bool>("history");
        QTest::addColumn<bool>("subscriptions");
        QTest::addColumn<bool>("arr");
        QTest::addColumn<int>("basis");
        QTest::newRow("all") << true << true << true << int(ArrBasis::History);
        QTest::newRow("history alone") << true << false << false << int(ArrBasis::History);
        QTest::newRow("history and snapshots") << true << false << true << int(ArrBasis::History);
        QTest::newRow("subscriptions and snapshots") << false << true << true << int(ArrBasis::Subscriptions);
        QTest::newRow("subscriptions alone") << false << true << false << int(ArrBasis::Subscriptions);
        QTest::newRow("snapshots alone") << false << false << true << int(ArrBasis::Accounts);
        QTest::newRow("nothing") << false << false << false << int(ArrBasis::None);
    }
    void historyGoesBeforeSubscriptionsBeforeSnapshots()
    {
        QFETCH(bool, history);
        QFETCH(bool, subscriptions);
        QFETCH(bool, arr);
        QFETCH(int, basis);
        const Date asOf = *Date::of(2026, 10, 31);
        const ArrSources sources = arrSources({{"stripe", "billing", asOf, std::nullopt, history, subscriptions, arr},
            {"undated", "crm", std::nullopt, asOf, false, false, false}});
        QCOMPARE(sources.size(), std::size_t(2));
        QCOMPARE(sources[0].name, std::string("stripe"));
        QCOMPARE(sources[0].kind, std::string("billing"));
        QCOMPARE(int(sources[0].basis), basis);
        QCOMPARE(sources[0].asOf, asOf);
        QCOMPARE(sources[1].asOf, Date()); // of its batches, not of its accounts alone
    }

    void noRowsAreNoSources() { QVERIFY(arrSources({}).empty()); }

    void systemOfRecordIsTheFirstKindWithArr_data()
    {
        QTest::addColumn<QStringList>("sources");
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QString>("name"); // empty: none
        QTest::newRow("billing first") << QStringList{"a crm a", "b cs_platform a", "c finance h", "d billing s"} << ""
                                       << "d";
        QTest::newRow("then finance") << QStringList{"a crm a", "b cs_platform a", "c finance h", "d billing -"} << ""
                                      << "c";
        QTest::newRow("then the CRM") << QStringList{"a other a", "b cs_platform a", "c crm a", "d finance -"} << ""
                                      << "c";
        QTest::newRow("then the CS platform") << QStringList{"a other a", "b cs_platform a"} << ""
                                              << "b";
        QTest::newRow("then any") << QStringList{"a people -", "b other a", "c usage a"} << ""
                                  << "b";
        QTest::newRow("of a kind the first by name") << QStringList{"a billing -", "b billing s", "c billing h"} << ""
                                                     << "b";
        QTest::newRow("the setting wins") << QStringList{"a crm a", "b billing s"} << "a"
                                          << "a";
        QTest::newRow("by its kind") << QStringList{"a crm a", "b billing s"} << "CRM"
                                     << "a";
        QTest::newRow("the setting holds without ARR too") << QStringList{"a crm -", "b billing s"} << "a"
                                                           << "a";
        QTest::newRow("none with ARR") << QStringList{"a crm -", "b billing -"} << ""
                                       << "";
        QTest::newRow("none at all") << QStringList{} << ""
                                     << "";
    }
    void systemOfRecordIsTheFirstKindWithArr()
    {
        QFETCH(QStringList, sources);
        QFETCH(QString, chosen);
        QFETCH(QString, name);
        const auto found = systemOfRecord(sourcesOf(sources), chosen.toStdString());
        QCOMPARE(found.ok(), !name.isEmpty());
        if (found)
            QCOMPARE(QString::fromStdString(found->name), name);
        else
            QCOMPARE(found.error().code, ErrorCode::NoData);
    }

    void aSettingThatNamesNobodyIsNotPassedOver()
    {
        const ArrSources sources = sourcesOf({"a billing s", "b billing s"});
        QCOMPARE(systemOfRecord(sources, "zuora").error().code, ErrorCode::NotFound);
        QCOMPARE(systemOfRecord(sources, "billing").error().code, ErrorCode::InvalidArgument); // two are of it
    }

    void defaultPairIsTheCrmAgainstBilling_data()
    {
        QTest::addColumn<QStringList>("sources");
        QTest::addColumn<QString>("pair"); // "left right"; empty: none
        QTest::newRow("nothing") << QStringList{} << "";
        QTest::newRow("one") << QStringList{"a crm a"} << "";
        QTest::newRow("one with ARR and one without") << QStringList{"a crm a", "b billing -"} << "";
        QTest::newRow("two of other kinds") << QStringList{"a usage a", "b finance h"} << "a b";
        QTest::newRow("the CRM is left wherever it stands")
            << QStringList{"a billing s", "b finance h", "c crm a"} << "c a";
        QTest::newRow("a CRM without ARR does not count")
            << QStringList{"a billing s", "b crm -", "c finance h"} << "a c";
        QTest::newRow("billing without ARR does not count")
            << QStringList{"a billing -", "b crm a", "c finance h"} << "b c";
        QTest::newRow("a CRM without billing") << QStringList{"a cs_platform a", "b crm a", "c finance h"} << "a b";
        QTest::newRow("billing without a CRM") << QStringList{"a cs_platform a", "b finance h", "c billing s"} << "a b";
        QTest::newRow("the first of each kind")
            << QStringList{"a crm a", "b crm a", "c billing s", "d billing s"} << "a c";
    }
    void defaultPairIsTheCrmAgainstBilling()
    {
        QFETCH(QStringList, sources);
        QFETCH(QString, pair);
        const std::optional<SourcePair> found = defaultPair(sourcesOf(sources));
        QCOMPARE(found ? QString::fromStdString(found->left.name + " " + found->right.name) : QString(), pair);
    }
};

QTEST_APPLESS_MAIN(TestArrSource)
#include "tst_arr_source.moc"
