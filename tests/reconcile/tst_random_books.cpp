#include "core/reconcile/product_comparison.h"
#include "core/reconcile/systems.h"
#include "tests/portfolio/made_book.h"

#include <QtTest>

#include <map>
#include <random>

using namespace qd;
using namespace qd::reconcile;
using portfolio::ArrBasis;

namespace {

const Date Day = *Date::fromIso("2026-10-31");

/// What one system says of one customer, told as the test adds it up.
struct Told {
    bool present = false;
    bool hasArr = false;
    std::int64_t arr = 0; ///< USD minor units in force on the day; credits over 0 never
    std::map<int, std::int64_t> products; ///< by product; -1 for none
};

/// Two to five systems of up to six customers, of whom each says what it likes: nothing, nothing about ARR, one or two
/// records, contracts that have ended or not begun, credits, a second currency, products or none.
class RandomBook {
public:
    explicit RandomBook(std::uint32_t seed)
        : m_draw(seed)
        , m_customers(1 + int(m_draw() % 6))
        , m_told(2 + m_draw() % 4, std::vector<Told>(std::size_t(m_customers)))
    {
        std::vector<store::CustomerRow> rows;
        for (int i = 0; i < m_customers; ++i) {
            // Each third customer is a child of the first, so that families differ and agree too.
            const std::string top = i % 3 == 2 ? "AC-0" : "AC-" + std::to_string(i);
            rows.push_back({"AC-" + std::to_string(i), i % 3 == 2 ? top : std::string(), top,
                std::vector<std::string>(identity::goldenFieldNames().size())});
        }
        auto accounts = std::make_shared<identity::AccountDirectory>(std::move(rows));
        m_parts.currency = *Currency::fromCode("USD");
        m_parts.rates = {{"finance", "finance", "EUR", "2026-01-01", "1.25"}};
        for (std::size_t system = 0; system < m_told.size(); ++system)
            addSystem(*accounts, system);
        m_parts.accounts = std::move(accounts);
    }

    [[nodiscard]] portfolio::Portfolio portfolio() { return portfolio::Portfolio(std::move(m_parts)); }
    [[nodiscard]] std::size_t systems() const { return m_told.size(); }
    [[nodiscard]] const std::vector<Told> &told(std::size_t system) const { return m_told[system]; }

private:
    [[nodiscard]] bool chance(int percent) { return int(m_draw() % 100) < percent; }

    void addSystem(identity::AccountDirectory &accounts, std::size_t system)
    {
        const std::string name = "s" + std::to_string(system);
        const ArrBasis basis = chance(50) ? ArrBasis::Subscriptions : ArrBasis::Accounts;
        m_parts.sources.push_back({name, name, basis, Day});
        auto contracts = std::make_shared<portfolio::ArrContracts>();
        contracts->products = {"Core", "Flow"};
        for (int customer = 0; customer < m_customers; ++customer) {
            if (chance(15))
                continue;
            Told &told = m_told[system][std::size_t(customer)];
            told.present = true;
            const int records = chance(20) ? 2 : 1;
            for (int i = 0; i < records; ++i)
                addRecord(accounts, name, basis, customer, i, *contracts, told);
            told.arr = std::max<std::int64_t>(told.arr, 0);
        }
        portfolio::sortPieces(contracts->pieces);
        m_parts.contracts[name] = std::move(contracts);
    }

    void addRecord(identity::AccountDirectory &accounts, const std::string &source, ArrBasis basis, int customer,
        int number, portfolio::ArrContracts &contracts, Told &told)
    {
        portfolio::CustomerRecord record;
        record.account = customer;
        record.id = accounts.keep(source + '-' + std::to_string(customer) + '-' + std::to_string(number));
        record.name = accounts.keep(chance(10) ? std::string("Twin") : "Company " + std::to_string(customer));
        record.status = accounts.keep(chance(80) ? "active" : "churned");
        record.hasArr = basis == ArrBasis::Accounts && chance(85);
        const int pieces = basis == ArrBasis::Accounts ? int(record.hasArr) : int(m_draw() % 3);
        for (int i = 0; i < pieces; ++i)
            addPiece(basis, record.id, customer, contracts, told);
        // Where contracts hold the amounts, a customer without one has an amount of 0; an account may have none.
        told.hasArr = told.hasArr || record.hasArr || basis == ArrBasis::Subscriptions;
        m_parts.records[source].push_back(record);
    }

    void addPiece(ArrBasis basis, PooledText record, int customer, portfolio::ArrContracts &contracts, Told &told)
    {
        static constexpr std::int64_t Amounts[] = {0, 1, 99, 100, 101, 120000, 10000, 10050, 12600, 120001, 240000};
        portfolio::ArrPiece piece;
        piece.account = customer;
        piece.accountId = record;
        piece.recordId = record.str() + '/' + std::to_string(contracts.pieces.size());
        piece.annualMinor = Amounts[m_draw() % std::size(Amounts)] * (chance(10) ? -1 : 1);
        const bool isEuro = chance(25);
        piece.currency = *Currency::fromCode(isEuro ? "EUR" : "USD");
        piece.product = basis == ArrBasis::Accounts || chance(20) ? -1 : int(m_draw() % 2);
        const bool inForce = basis == ArrBasis::Accounts || chance(75);
        const bool isOver = chance(50);
        if (basis == ArrBasis::Accounts) {
            piece.start = Day;
            piece.from = portfolio::BeginningOfTime;
            piece.until = portfolio::EndOfTime;
        } else {
            piece.start = inForce || isOver ? Day.plusDays(-300) : Day.plusDays(1 + int(m_draw() % 20));
            piece.from = piece.start;
            if (!inForce && isOver)
                piece.statedEnd = Day.plusDays(-1 - int(m_draw() % 20));
            piece.until = piece.statedEnd ? piece.statedEnd->plusDays(1) : portfolio::EndOfTime;
        }
        if (inForce) {
            // 1.25 of a whole number of cents, half to even.
            const std::int64_t quarters = piece.annualMinor * 5;
            std::int64_t euros = quarters / 4;
            const std::int64_t rest = std::abs(quarters % 4);
            if (rest == 3 || (rest == 2 && euros % 2 != 0))
                euros += quarters > 0 ? 1 : -1;
            const std::int64_t value = isEuro ? euros : piece.annualMinor;
            told.arr += value;
            told.products[piece.product] += value;
        }
        contracts.pieces.push_back(std::move(piece));
    }

    std::mt19937 m_draw;
    int m_customers;
    std::vector<std::vector<Told>> m_told; ///< by system and customer
    portfolio::PortfolioParts m_parts;
};

std::int64_t totalOf(const std::vector<Told> &told)
{
    std::int64_t total = 0;
    for (const Told &each : told)
        total += each.arr;
    return total;
}

/// What is wrong with a pair; empty where everything ties out.
QString faultOf(const Reconciliation &pair, const std::vector<Told> &left, const std::vector<Told> &right)
{
    if (pair.leftTotal != totalOf(left) || pair.rightTotal != totalOf(right))
        return QStringLiteral("totals");
    std::int64_t sum = pair.leftTotal;
    std::map<Cause, std::pair<std::int64_t, int>> steps;
    for (const BridgeStep &step : pair.bridge) {
        sum += step.amount;
        if (step.count == 0 || !steps.try_emplace(step.cause, step.amount, step.count).second)
            return QStringLiteral("a step that is empty or there twice");
    }
    if (sum != pair.rightTotal)
        return QStringLiteral("bridge");
    // Customer by customer: who differs stands in one step, and steps consist of nothing else.
    std::map<Cause, std::pair<std::int64_t, int>> byCustomer;
    std::map<int, std::int64_t> deltas;
    for (const AmountPair &each : pair.amounts) {
        if (each.left != left[std::size_t(each.account)].arr || each.right != right[std::size_t(each.account)].arr)
            return QStringLiteral("amounts of a customer");
        if (!deltas.emplace(each.account, each.delta()).second)
            return QStringLiteral("a customer twice");
        if (each.cause) {
            byCustomer[*each.cause].first += each.delta();
            ++byCustomer[*each.cause].second;
        } else if (each.delta() != 0) {
            return QStringLiteral("a difference in no step");
        }
    }
    if (byCustomer != steps)
        return QStringLiteral("steps by customer");
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (left[i].arr != right[i].arr && !deltas.contains(int(i)))
            return QStringLiteral("a customer that nobody lists");
    }
    std::int64_t breaks = 0;
    for (const Break &found : pair.breaks) {
        if (!found.isAmount())
            continue;
        breaks += found.delta;
        if (found.delta != deltas[found.account])
            return QStringLiteral("a break beside its customer");
        const Told &a = left[std::size_t(found.account)];
        const Told &b = right[std::size_t(found.account)];
        if (a.present && b.present && (!a.hasArr || !b.hasArr || std::abs(a.arr - b.arr) <= 100))
            return QStringLiteral("a break within tolerance, or of no amount");
    }
    const DifferenceParts parts = partsOfDifference(pair);
    if (parts.breaks != breaks || parts.breaks + parts.rounding + parts.notGiven != parts.total)
        return QStringLiteral("parts of the difference");
    return {};
}

/// The same product by product.
QString faultOf(const ProductComparison &found, const std::vector<Told> &left, const std::vector<Told> &right)
{
    std::int64_t ofLeft = found.leftNotCompared;
    std::int64_t ofRight = found.rightNotCompared;
    for (const ProductTotal &product : found.products) {
        ofLeft += product.left;
        ofRight += product.right;
    }
    if (ofLeft != totalOf(left) || ofRight != totalOf(right))
        return QStringLiteral("totals by product");
    for (const ProductAmounts &each : found.amounts) {
        const int product = each.product.empty() ? -1 : each.product == "Core" ? 0 : 1;
        const auto of = [product](const Told &told) {
            const auto amount = told.products.find(product);
            return amount == told.products.end() ? 0 : amount->second;
        };
        if (each.left != of(left[std::size_t(each.account)]) || each.right != of(right[std::size_t(each.account)]))
            return QStringLiteral("a product of a customer");
        if (each.agrees != (std::abs(each.delta()) <= 100))
            return QStringLiteral("whether a product agrees");
    }
    return {};
}

} // namespace

/// Whatever systems say: every bridge ties out to the minor unit, customer by customer and product by product.
class TestRandomBooks : public QObject {
    Q_OBJECT
private slots:
    void everyBridgeTiesOut()
    {
        constexpr std::uint32_t Books = 10000;
        int pairs = 0;
        int byProduct = 0;
        std::map<Cause, int> seen;
        for (std::uint32_t seed = 1; seed <= Books; ++seed) {
            RandomBook book(seed);
            const portfolio::Portfolio portfolio = book.portfolio();
            Progress progress;
            const auto found = compareSystems(portfolio, portfolio.sources(), {}, progress);
            QVERIFY2(found.ok(), found ? "" : found.error().message.english().c_str());
            QCOMPARE(found->pairs.size(), book.systems() - 1);
            for (std::size_t i = 0; i < found->pairs.size(); ++i) {
                const Reconciliation &pair = found->pairs[i];
                const QString fault = faultOf(pair, book.told(0), book.told(i + 1));
                QVERIFY2(fault.isEmpty(), qPrintable(QStringLiteral("book %1: %2").arg(seed).arg(fault)));
                QCOMPARE(found->systems[i + 1].total, pair.rightTotal);
                for (const BridgeStep &step : pair.bridge)
                    ++seen[step.cause];
                ++pairs;
                ReconcileOptions options;
                options.left = pair.left;
                options.right = pair.right;
                const auto products = compareProducts(portfolio, options, progress);
                if (!products) { // accounts name no product, and contracts may not either
                    QCOMPARE(products.error().code, ErrorCode::NoData);
                    continue;
                }
                const QString wrong = faultOf(*products, book.told(0), book.told(i + 1));
                QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("book %1: %2").arg(seed).arg(wrong)));
                byProduct += products->compared > 0 ? 1 : 0;
            }
        }
        // The books are no use where they leave something out.
        QVERIFY(pairs > 20000);
        QVERIFY(byProduct > 1000);
        for (const Cause cause : {Cause::Missing, Cause::Rounding, Cause::Unexplained, Cause::Duplicate,
                 Cause::ParentChild, Cause::CancelledInOne, Cause::NotYetBilled, Cause::MonthlyAsAnnual})
            QVERIFY2(seen[cause] > 0, toString(cause));
    }

    /// What is higher one way round is as much lower the other.
    void bothWaysRoundAreOpposite()
    {
        for (std::uint32_t seed = 1; seed <= 200; ++seed) {
            RandomBook book(seed);
            const portfolio::Portfolio portfolio = book.portfolio();
            Progress progress;
            ReconcileOptions options;
            options.left = portfolio.sources()[0];
            options.right = portfolio.sources()[1];
            const Reconciliation there = reconcile::reconcile(portfolio, options, progress).value();
            std::swap(options.left, options.right);
            const Reconciliation back = reconcile::reconcile(portfolio, options, progress).value();
            QCOMPARE(back.leftTotal, there.rightTotal);
            QCOMPARE(back.matched, there.matched);
            std::map<int, std::int64_t> deltas;
            for (const AmountPair &each : there.amounts)
                deltas[each.account] += each.delta();
            for (const AmountPair &each : back.amounts)
                deltas[each.account] += each.delta();
            for (const auto &[account, sum] : deltas)
                QCOMPARE(sum, std::int64_t(0));
        }
    }
};

QTEST_GUILESS_MAIN(TestRandomBooks)
#include "tst_random_books.moc"
