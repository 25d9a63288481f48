#include "core/reconcile/product_comparison.h"

#include "core/base/checked_sum.h"
#include "core/base/csv_text.h"
#include "core/base/own_exports.h"
#include "core/base/text.h"
#include "core/reconcile/side.h"
#include "core/reconcile/tolerances.h"

#include <algorithm>
#include <map>

namespace qd::reconcile {

namespace {

Error namesNoProduct(const Side &side)
{
    return {ErrorCode::NoData,
        {QD_WORDS("Reconciliation",
             "%1 names no product in force on %2, so that nothing can be compared by product. Products are read of "
             "contracts, of an ARR history and of a list with a column product."),
            {side.name(), side.asOf()}},
        {side.name()}};
}

bool namesAny(const std::vector<SideProduct> &products)
{
    return std::ranges::any_of(products, [](const SideProduct &each) { return !each.key.empty(); });
}

bool namesAny(const Side &side)
{
    for (int i = 0; i < int(side.accounts().size()); ++i) {
        if (namesAny(side.productAmounts(i)))
            return true;
    }
    return false;
}

/// The customer's amounts are those of its products: no credit exceeds what it pays.
bool addsUp(const std::vector<SideProduct> &products, std::int64_t total)
{
    std::int64_t sum = 0;
    return std::ranges::all_of(products, [&sum](const SideProduct &each) { return addTo(sum, each.annual); })
        && sum == total;
}

class ByProduct {
public:
    ByProduct(const Side &left, const Side &right, Tolerance tolerance)
        : m_left(left)
        , m_right(right)
        , m_tolerance(tolerance)
    {
    }

    /// Whether the customer was compared.
    bool take(int account, std::vector<ProductAmounts> &amounts)
    {
        const std::vector<SideProduct> left = m_left.productAmounts(account);
        const std::vector<SideProduct> right = m_right.productAmounts(account);
        if (!namesAny(left) || !namesAny(right) || !addsUp(left, m_left.at(account).arr)
            || !addsUp(right, m_right.at(account).arr))
            return false;
        std::map<std::string, ProductAmounts> ofCustomer; // by key
        for (const SideProduct &product : left) {
            m_leftNames.try_emplace(product.key, product.name);
            ofCustomer[product.key].left = product.annual;
        }
        for (const SideProduct &product : right) {
            m_rightNames.try_emplace(product.key, product.name);
            ofCustomer[product.key].right = product.annual;
        }
        for (auto &[key, each] : ofCustomer) {
            each.account = account;
            each.product = key; // until all names are known
            each.agrees = m_tolerance.covers(each.left, each.right);
            each.leftId = joined(m_left.at(account).recordIds, ";");
            each.rightId = joined(m_right.at(account).recordIds, ";");
            ProductTotal &total = m_totals[key];
            total.left += each.left; // of parts of a book whose sum fits
            total.right += each.right;
            ++total.customers;
            total.matched += each.agrees ? 1 : 0;
            amounts.push_back(std::move(each));
        }
        return true;
    }

    /// Names of products in the place of their keys, and their totals.
    void finish(ProductComparison &comparison)
    {
        for (ProductAmounts &each : comparison.amounts)
            each.product = nameOf(each.product);
        for (auto &[key, total] : m_totals) {
            total.product = nameOf(key);
            comparison.products.push_back(std::move(total));
        }
        // The key of no product is the first of all.
        if (!comparison.products.empty() && comparison.products.front().product.empty())
            std::ranges::rotate(comparison.products, comparison.products.begin() + 1);
    }

private:
    [[nodiscard]] const std::string &nameOf(const std::string &key) const
    {
        const auto left = m_leftNames.find(key);
        return left == m_leftNames.end() ? m_rightNames.at(key) : left->second;
    }

    const Side &m_left;
    const Side &m_right;
    Tolerance m_tolerance;
    std::map<std::string, std::string> m_leftNames; ///< by key, as the first customer's contracts write them
    std::map<std::string, std::string> m_rightNames;
    std::map<std::string, ProductTotal> m_totals;
};

} // namespace

Result<ProductComparison> compareProducts(
    const portfolio::Portfolio &portfolio, const ReconcileOptions &options, Progress &progress)
{
    const auto sides = sidesOf(portfolio, options);
    if (!sides)
        return sides.error();
    const auto &[left, right] = *sides;
    for (const Side *side : {&left, &right}) {
        if (!namesAny(*side))
            return namesNoProduct(*side);
    }
    ProductComparison comparison;
    comparison.accounts = left.book().accountsPtr();
    comparison.left = options.left;
    comparison.right = right.book().source();
    comparison.asOf = left.asOf();
    comparison.currency = left.book().currency();
    ByProduct products(left, right, options.tolerance.value_or(tolerancesOf(portfolio).amount));
    const identity::AccountDirectory &accounts = *comparison.accounts;
    progress.begin({QD_WORDS("Progress", "Reconciling %1 with %2"), {left.name(), right.name()}}, accounts.size());
    for (int i = 0; i < accounts.size(); ++i) {
        if (!progress.step(i))
            return cancelled();
        if (options.only && !options.only(accounts.at(i)))
            continue;
        if (products.take(i, comparison.amounts)) {
            ++comparison.compared;
            continue;
        }
        comparison.leftNotCompared += left.at(i).arr;
        comparison.rightNotCompared += right.at(i).arr;
    }
    products.finish(comparison);
    for (const Side *side : {&left, &right}) {
        for (Message &warning : side->warnings())
            comparison.warnings.push_back(std::move(warning));
    }
    return comparison;
}

std::string productsCsv(const ProductComparison &comparison)
{
    std::string csv = headerLine(own_exports::BreaksByProduct);
    const auto amount = [&](std::int64_t minor) { return CsvCell::raw(Money{minor, comparison.currency}.text()); };
    for (const ProductAmounts &each : comparison.amounts) {
        if (each.agrees)
            continue;
        const identity::Account &account = comparison.accounts->at(each.account);
        csv += csvLine({account.id, account.name, each.product, amount(each.left), amount(each.right),
            amount(each.delta()), each.leftId, each.rightId});
    }
    return csv;
}

} // namespace qd::reconcile
