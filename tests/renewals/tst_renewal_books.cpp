#include "tests/renewals/renewal_fixture.h"

#include <QtTest>

#include <map>
#include <random>

using namespace qd;
using namespace qd::test;

namespace {

struct Contract {
    std::string id, account, product, parent;
    Date start;
    Date end;
    std::optional<Date> cancelled;
    std::optional<Date> notice;
    std::optional<Date> created;
    std::int64_t value = 0; ///< whole USD
};

constexpr int Days = 900; ///< random dates lie in so many from 1 January 2025
const Date Begin = day("2025-01-01");

std::vector<Contract> randomBook(unsigned seed)
{
    std::mt19937 random(seed);
    const auto below = [&](unsigned n) { return int(random() % n); };
    std::vector<Contract> book;
    for (int account = 0; account < 12; ++account) {
        const int own = 1 + below(5);
        for (int i = 0; i < own; ++i) {
            Contract contract;
            contract.id = "s" + std::to_string(book.size());
            contract.account = "a" + std::to_string(account);
            contract.product = std::array{"", "One", "Two"}[std::size_t(below(3))];
            contract.start = Begin.plusDays(below(Days));
            contract.end = contract.start.plusDays(std::array{29, 179, 364, 364, 364}[std::size_t(below(5))]);
            contract.value = below(6) == 0 ? 0 : 10 * (1 + below(20));
            if (i > 0 && below(2) == 0) { // often a follower of the one before
                contract.start = book.back().end.plusDays(below(70) - 50);
                contract.end = contract.start.plusDays(364);
                contract.parent = below(2) == 0 ? book.back().id : std::string();
                contract.product = below(2) == 0 ? book.back().product : contract.product;
            }
            if (below(5) == 0) {
                contract.cancelled = contract.start.plusDays(below(400));
                if (below(2) == 0)
                    contract.notice = contract.cancelled->plusDays(-below(60));
            }
            if (below(3) == 0)
                contract.created = contract.start.plusDays(below(60) - 40);
            book.push_back(contract);
        }
    }
    return book;
}

/// The definition word by word, contract by contract; amounts in whole USD.
struct Told {
    Date due;
    std::int64_t arr = 0;
    std::int64_t renewed = 0;
    std::string state;

    bool operator==(const Told &) const = default;
};
std::map<std::string, Told> reference(const std::vector<Contract> &book, Date from, Date to, Date asOf, Date lastFile)
{
    std::vector<Contract> known;
    for (Contract contract : book) {
        if (contract.created.value_or(std::min(contract.start, lastFile)) > asOf)
            continue;
        if (contract.cancelled && asOf < lastFile && contract.notice.value_or(*contract.cancelled) > asOf)
            contract.cancelled.reset();
        known.push_back(contract);
    }
    const auto inForce = [](const Contract &contract, Date on) {
        return contract.start <= on && on <= contract.end && (!contract.cancelled || on < *contract.cancelled);
    };
    std::map<std::string, std::vector<Contract>> due;
    for (const Contract &contract : known) {
        if (contract.value > 0 && inForce(contract, from) && contract.end >= from && contract.end <= to)
            due[contract.account].push_back(contract);
    }
    std::map<std::string, Told> told;
    for (const auto &[account, ending] : due) {
        Told one;
        for (const Contract &contract : ending) {
            one.due = std::max(one.due, contract.end);
            one.arr += contract.value;
        }
        const Date settled = one.due.plusDays(31);
        bool follows = false;
        for (const Contract &contract : known) {
            if (contract.account != account)
                continue;
            follows = follows || (contract.start > one.due && contract.start <= settled);
            bool isDue = false;
            bool succeeds = !inForce(contract, one.due);
            for (const Contract &each : ending) {
                isDue = isDue || each.id == contract.id;
                succeeds = succeeds || (contract.parent == each.id && daysBetween(contract.start, one.due) < 180)
                    || (contract.product == each.product && daysBetween(contract.start, each.end) < 60);
            }
            if (!isDue && succeeds && inForce(contract, settled))
                one.renewed += contract.value;
        }
        one.state = one.renewed > 0 ? "renewed" : asOf < settled && !follows ? "pending" : "lost";
        told[account] = one;
    }
    return told;
}

} // namespace

/// Random books: the rule written a second time from the contract's words, and what holds of every book.
class TestRenewalBooks : public QObject {
    Q_OBJECT

private slots:
    void books_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 25; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void books()
    {
        QFETCH(unsigned, seed);
        const std::vector<Contract> book = randomBook(seed);
        RenewalFixture data;
        const auto iso = [](const std::optional<Date> &date) { return date ? date->iso() : std::string(); };
        for (const Contract &contract : book) {
            data.subscription("billing", contract.id, contract.account, std::to_string(contract.value),
                contract.start.iso(), contract.end.iso(), iso(contract.cancelled), "USD", contract.product);
            data.run("UPDATE subscriptions SET parent_subscription_id = nullif(?2, ''), notice_date = nullif(?3, ''), "
                     "created_date = nullif(?4, ''), auto_renew = subscription_id > 's3' WHERE subscription_id = ?1",
                {contract.id, contract.parent, iso(contract.notice), iso(contract.created)});
        }
        const Date lastFile = day("2026-10-31"); // every row of the fixture is of that day
        for (const char *asOf : {"2025-09-15", "2026-03-01", "2026-10-31"}) {
            const auto known = data.known(day(asOf));
            for (int quarter = 0; quarter < 8; ++quarter) {
                const Date from = Begin.plusMonths(3 * quarter);
                const Date to = Begin.plusMonths(3 * quarter + 3).plusDays(-1);
                const auto cases = known.casesIn({from, to});
                QVERIFY(cases.ok());
                std::map<std::string, Told> told;
                for (const renewals::RenewalCase &renewal : *cases)
                    told[known.book().accounts().at(renewal.account).name] = {
                        renewal.due, renewal.dueArr / 100, renewal.renewedArr / 100, renewals::toString(renewal.state)};
                const auto expected = reference(book, from, to, day(asOf), lastFile);
                QCOMPARE(told.size(), expected.size());
                for (const auto &[account, one] : expected)
                    QVERIFY2(told[account] == one,
                        qPrintable(QStringLiteral("%1 %2 %3: %4 %5 against %6 %7")
                                       .arg(QLatin1String(asOf), QString::fromStdString(from.iso()),
                                           QString::fromStdString(account), QString::fromStdString(told[account].state))
                                       .arg(told[account].renewed)
                                       .arg(QString::fromStdString(one.state))
                                       .arg(one.renewed)));
                identities(known, *cases);
            }
        }
    }

private:
    static void identities(const renewals::KnownRenewals &known, const std::vector<renewals::RenewalCase> &cases)
    {
        const auto rows = renewals::renewalRows(
            cases, {[](const renewals::RenewalCase &renewal) { return std::to_string(renewal.account % 3); }});
        QVERIFY(rows.ok());
        renewals::RenewalRow sum;
        for (std::size_t i = 0; i < rows->size(); ++i) {
            const renewals::RenewalRow &row = (*rows)[i];
            QCOMPARE(row.due, row.renewed + row.lost + row.pending);
            QVERIFY(row.retainedArr + row.lostArr + row.pendingArr <= row.dueArr);
            QVERIFY(row.retainedArr <= row.renewedArr);
            QVERIFY(row.onTime <= row.renewed && row.automatic <= row.due);
            for (const auto &rate : {row.rateLogos(), row.rateArr(), row.onTimeRate()})
                QVERIFY(!rate || (*rate >= 0 && *rate <= 1));
            if (i == 0)
                continue;
            sum.due += row.due;
            sum.dueArr += row.dueArr;
            sum.renewed += row.renewed;
            sum.renewedArr += row.renewedArr;
            sum.retainedArr += row.retainedArr;
            sum.lostArr += row.lostArr;
            sum.pendingArr += row.pendingArr;
            sum.automatic += row.automatic;
            sum.onTime += row.onTime;
        }
        const renewals::RenewalRow &total = rows->front();
        QCOMPARE(sum.due, total.due);
        QCOMPARE(sum.dueArr, total.dueArr);
        QCOMPARE(sum.renewed, total.renewed);
        QCOMPARE(sum.renewedArr, total.renewedArr);
        QCOMPARE(sum.retainedArr, total.retainedArr);
        QCOMPARE(sum.lostArr, total.lostArr);
        QCOMPARE(sum.pendingArr, total.pendingArr);
        QCOMPARE(sum.automatic, total.automatic);
        QCOMPARE(sum.onTime, total.onTime);
        std::int64_t renewedDue = 0;
        for (const renewals::RenewalCase &renewal : cases)
            renewedDue += renewal.state == renewals::RenewalState::Renewed ? renewal.dueArr : 0;
        QCOMPARE(renewedDue + total.lostArr + total.pendingArr, total.dueArr);
        const auto products = renewals::renewalRows(cases,
            {[&](const renewals::RenewalCase &part) { return renewals::productOf(known, part); },
                [&](const renewals::RenewalCase &renewal) { return renewals::byProduct(known, renewal); }});
        std::int64_t due = 0;
        std::int64_t renewed = 0;
        for (std::size_t i = 1; i < products->size(); ++i) {
            const renewals::RenewalRow &row = (*products)[i];
            QCOMPARE(row.due, row.renewed + row.lost + row.pending);
            QVERIFY(row.retainedArr + row.lostArr + row.pendingArr <= row.dueArr);
            due += row.dueArr;
            renewed += row.renewedArr;
        }
        QCOMPARE(due, products->front().dueArr);
        QVERIFY(renewed <= products->front().renewedArr);
    }
};

QTEST_GUILESS_MAIN(TestRenewalBooks)
#include "tst_renewal_books.moc"
