#include "core/coverage/books.h"
#include "core/portfolio/portfolio.h"
#include "tests/coverage/coverage_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::coverage;

namespace {

CoverageInput inputOf(test::CoverageFixture &data)
{
    data.settle();
    auto input =
        coverageOf(*portfolio::Portfolio::of(data.workspace()), test::CoverageFixture::model(), Date::of(2026, 10, 31));
    if (!input.ok())
        qFatal("%s", input.error().message.english().c_str());
    return std::move(*input);
}

const AccountLoad *loadOf(const CoverageInput &input, const char *name)
{
    for (const AccountLoad &load : input.loads) {
        if (input.accounts->at(load.account).name == name)
            return &load;
    }
    return nullptr;
}

QStringList texts(const std::vector<Message> &messages)
{
    QStringList lines;
    for (const Message &message : messages)
        lines << QString::fromStdString(message.english());
    return lines;
}

} // namespace

/// Who is a customer on 31 October 2026, what is known of it, and what is said beside.
class TestAccountLoads : public QObject {
    Q_OBJECT
private slots:
    /// Health is what somebody says it is on the day: Alpha, red for its source, has 8 h x 2 for onboarding x 1.5.
    void coloursAreAsked()
    {
        test::CoverageFixture data;
        QCOMPARE(loadOf(inputOf(data), "Alpha")->hours, 24.0);
        const auto portfolio = portfolio::Portfolio::of(data.workspace());
        std::vector<Date> asked;
        const ColoursOn yellow = [&](Date day) -> Result<std::vector<portfolio::HealthColour>> {
            asked.push_back(day);
            return std::vector<portfolio::HealthColour>(
                std::size_t(portfolio->accounts().size()), portfolio::HealthColour::Yellow);
        };
        const auto model = test::CoverageFixture::model();
        const auto input = coverageOf(*portfolio, model, Date::of(2026, 10, 31), yellow);
        QCOMPARE(asked, std::vector<Date>{*Date::of(2026, 10, 31)});
        QCOMPARE(loadOf(*input, "Alpha")->hours, 16 * 1.2);
        QCOMPARE(int(loadOf(*input, "Gamma")->health), int(portfolio::HealthColour::Yellow));
        const auto failed = coverageOf(
            *portfolio, model, Date::of(2026, 10, 31), [](Date) -> Result<std::vector<portfolio::HealthColour>> {
                return Error{ErrorCode::BadData, Message::data("no such table: gone")};
            });
        QCOMPARE(loadOf(*failed, "Alpha")->hours, 16.0);
        QVERIFY(texts(failed->warnings)
                    .contains(QStringLiteral("The health model in force gives no scores, so health adds no hours: no "
                                             "such table: gone")));
    }

    void customers_data()
    {
        QTest::addColumn<QString>("contract"); // annual start end cancelled; empty: none
        QTest::addColumn<QString>("status");
        QTest::addColumn<bool>("isCustomer");
        QTest::newRow("in force") << "600 2026-01-01"
                                  << "" << true;
        QTest::newRow("in force, whatever its status") << "600 2026-01-01"
                                                       << "churned" << true;
        QTest::newRow("a cent in force") << "0.01 2026-01-01"
                                         << "" << true;
        QTest::newRow("its last day") << "600 2025-01-01 2026-10-31"
                                      << "" << true;
        QTest::newRow("ran out") << "600 2025-01-01 2026-10-30"
                                 << "" << false;
        QTest::newRow("a cent that ran out") << "0.01 2025-01-01 2026-10-30"
                                             << "" << false;
        QTest::newRow("cancelled on its first day") << "600 2026-10-01 2027-09-30 2026-10-01"
                                                    << "" << true;
        QTest::newRow("cancelled on its second day") << "600 2026-10-01 2027-09-30 2026-10-02"
                                                     << "" << false;
        QTest::newRow("a trial") << "0 2026-01-01"
                                 << "" << true;
        QTest::newRow("a trial of a prospect") << "0 2026-01-01"
                                               << "Prospect" << false;
        QTest::newRow("starts tomorrow") << "600 2026-11-01"
                                         << "" << true;
        QTest::newRow("a prospect that starts tomorrow") << "600 2026-11-01"
                                                         << "prospect" << false;
        QTest::newRow("no contract") << ""
                                     << "active" << true;
        QTest::newRow("no contract any more") << ""
                                              << "Churned" << false;
    }
    void customers()
    {
        QFETCH(QString, contract);
        QFETCH(QString, status);
        QFETCH(bool, isCustomer);
        test::CoverageFixture data;
        data.run("DELETE FROM accounts WHERE source = 'crm'", {});
        data.source("billing", "billing");
        data.account(
            "billing", "A", "Acme", "segment=SMB" + (status.isEmpty() ? "" : ";status=" + status.toStdString()));
        data.account("billing", "Z", "Zeta", "segment=SMB");
        data.subscription("billing", "z", "Z", "1", "2020-01-01"); // so that the source has ARR
        if (!contract.isEmpty()) {
            const QStringList part = contract.split(u' ');
            data.subscription("billing", "a", "A", part[0].toStdString(), part[1].toStdString(),
                part.value(2).toStdString(), part.value(3).toStdString());
        }
        QCOMPARE(loadOf(inputOf(data), "Acme") != nullptr, isCustomer);
    }

    /// Who comes and who goes after the day: by cancellation, for what merely runs out is taken to be renewed.
    void whatIsKnownAhead_data()
    {
        QTest::addColumn<QStringList>("contracts"); // annual start end cancelled
        QTest::addColumn<QString>("change"); // + comes, - goes
        QTest::newRow("starts tomorrow") << QStringList{"0.01 2026-11-01"} << "+2026-11-01";
        QTest::newRow("a trial starts tomorrow") << QStringList{"0 2026-11-01"} << "";
        QTest::newRow("the first of two")
            << QStringList{"5 2026-11-15", "5 2026-11-02", "5 2026-12-01"} << "+2026-11-02";
        QTest::newRow("goes on") << QStringList{"5 2026-01-01"} << "";
        QTest::newRow("ends") << QStringList{"5 2026-01-01 2026-12-31"} << "";
        QTest::newRow("cancelled") << QStringList{"5 2026-01-01 - 2026-12-01"} << "-2026-12-01";
        QTest::newRow("cancelled for tomorrow") << QStringList{"5 2026-01-01 - 2026-11-01"} << "-2026-11-01";
        QTest::newRow("started today, cancelled") << QStringList{"5 2026-10-31 - 2026-12-01"} << "-2026-12-01";
        QTest::newRow("cancelled for its last day")
            << QStringList{"5 2026-01-01 2026-12-31 2026-12-31"} << "-2026-12-31";
        QTest::newRow("cancelled for the day after its end") << QStringList{"5 2026-01-01 2026-12-31 2027-01-01"} << "";
        QTest::newRow("the last of two") << QStringList{"5 2026-01-01 - 2026-12-15", "5 2026-01-02 - 2026-12-01"}
                                         << "-2026-12-15";
        QTest::newRow("another goes on") << QStringList{"5 2026-01-01 - 2026-12-01", "0.01 2026-01-01"} << "";
        QTest::newRow("another starts") << QStringList{"5 2026-01-01 - 2026-12-01", "5 2026-12-01"} << "";
        QTest::newRow("another is a trial")
            << QStringList{"5 2026-01-01 - 2026-12-01", "0 2026-01-01"} << "-2026-12-01";
        QTest::newRow("another is over") << QStringList{"5 2026-01-01 - 2026-12-01", "5 2025-01-01 2026-10-30"}
                                         << "-2026-12-01";
    }
    void whatIsKnownAhead()
    {
        QFETCH(QStringList, contracts);
        test::CoverageFixture data;
        data.run("DELETE FROM accounts WHERE source = 'crm'", {});
        data.source("billing", "billing");
        data.account("billing", "A", "Acme", "segment=SMB;status=prospect");
        data.account("billing", "Z", "Zeta", "segment=SMB");
        data.subscription("billing", "z", "Z", "1", "2020-01-01"); // so that the source has ARR
        for (const QString &line : contracts) {
            const QStringList part = line.split(u' ');
            const auto at = [&](int i) { return part.value(i) == "-" ? std::string() : part.value(i).toStdString(); };
            data.subscription("billing", line.toStdString(), "A", at(0), at(1), at(2), at(3));
        }
        QStringList changes;
        for (const CoverageInput input = inputOf(data); const KnownChange &change : input.changes)
            changes << (change.joins ? u'+' : u'-') + QString::fromStdString(change.day.iso());
        QTEST(changes.join(u' '), "change");
    }

    /// Customers are those whose status says nothing else; a renewal of the day itself is ahead no longer.
    void withoutAnyArr()
    {
        test::CoverageFixture data;
        data.run("DELETE FROM accounts WHERE source = 'crm'", {});
        data.account("crm", "N1", "One", "segment=SMB;renewal_date=2026-12-31");
        data.account("crm", "N2", "Two", "segment=SMB;status=prospect");
        data.account("crm", "N3", "Three", "segment=SMB;renewal_date=2026-10-31");
        const CoverageInput input = inputOf(data);
        QCOMPARE(input.loads.size(), std::size_t(2));
        const AccountLoad *one = loadOf(input, "One");
        QVERIFY(one && loadOf(input, "Three"));
        QCOMPARE(one->arr, std::int64_t(0));
        QCOMPARE(one->renewals.size(), std::size_t(1));
        QCOMPARE(one->renewals[0].end, *Date::of(2026, 12, 31));
        QCOMPARE(one->renewals[0].arr, std::int64_t(0));
        QVERIFY(loadOf(input, "Three")->renewals.empty());
    }

    /// Without ARR and without a day that of the latest import holds; a single account is enough.
    void oneAccountOnTheLatestDay()
    {
        test::CoverageFixture data;
        data.run("DELETE FROM accounts WHERE source = 'crm'", {});
        data.account("crm", "N1", "One", "segment=SMB");
        data.settle();
        const auto input = coverageOf(*portfolio::Portfolio::of(data.workspace()), test::CoverageFixture::model());
        QVERIFY2(input.ok(), input.ok() ? "" : input.error().message.english().c_str());
        QCOMPARE(input->asOf, *Date::of(2026, 10, 31));
        QCOMPARE(input->loads.size(), std::size_t(1));
    }

    void withoutAccountsThereIsNothing()
    {
        test::CoverageFixture data;
        data.run("DELETE FROM accounts WHERE source = 'crm'", {});
        data.settle();
        const auto input = coverageOf(*portfolio::Portfolio::of(data.workspace()), test::CoverageFixture::model());
        QVERIFY(!input.ok());
        QCOMPARE(int(input.error().code), int(ErrorCode::NoData));
        QCOMPARE(input.error().message.english(), std::string("The workspace has no accounts. Import them first."));
    }

    void onlyWhatIsToBeSaidIsSaid()
    {
        test::CoverageFixture data;
        QCOMPARE(texts(inputOf(data).warnings),
            QStringList{u"1 account of segment Partner has no touch model and counts 0 hours."_qs});
        data.account("crm", "A8", "Theta", "segment=Partner;owner=Ann;arr=1.00");
        data.account("crm", "A9", "Iota", "owner=Ann;arr=1.00");
        QCOMPARE(texts(inputOf(data).warnings),
            (QStringList{u"1 account of segment (none) has no touch model and counts 0 hours."_qs,
                u"2 accounts of segment Partner have no touch model and count 0 hours."_qs}));
    }

    /// August's row of a history holds up to 29 September.
    void aHistoryThatEndedStands()
    {
        test::CoverageFixture data;
        data.source("finance", "finance");
        data.account("finance", "F", "Fir", "segment=SMB");
        data.monthEnd("finance", "F", "2026-08", "70");
        const CoverageInput input = inputOf(data);
        QVERIFY(texts(input.warnings)
                    .contains(u"The ARR of finance ends on 2026-09-29; its last value stands for 2026-10-31."_qs));
        QCOMPARE(loadOf(input, "Fir")->arr, std::int64_t(7000));
    }
};

QTEST_GUILESS_MAIN(TestAccountLoads)
#include "tst_account_loads.moc"
