#include "app/cli/product_output.h"

#include "core/reconcile/product_comparison.h"
#include "core/statistics/wilson_interval.h"

#include <iostream>

namespace qd::cli {

namespace {

Json amountsJson(std::int64_t left, std::int64_t right, Currency currency)
{
    return {
        {"left", money(left, currency)}, {"right", money(right, currency)}, {"delta", money(right - left, currency)}};
}

Json productJson(const reconcile::ProductTotal &total, Currency currency)
{
    const auto limits = statistics::wilsonInterval(total.matched, total.customers);
    Json json = amountsJson(total.left, total.right, currency);
    json["product"] = textOrNull(total.product);
    json["compared"] = total.customers;
    json["matched"] = total.matched;
    json["rate"] = limits ? Json(double(total.matched) / total.customers) : Json(nullptr);
    json["lower"] = limits ? Json(limits->first) : Json(nullptr);
    json["upper"] = limits ? Json(limits->second) : Json(nullptr);
    return json;
}

Json differenceJson(const reconcile::ProductAmounts &each, const reconcile::ProductComparison &comparison)
{
    const identity::Account &account = comparison.accounts->at(each.account);
    Json json = amountsJson(each.left, each.right, comparison.currency);
    json["account"] = account.id;
    json["name"] = account.name;
    json["product"] = textOrNull(each.product);
    json["left_id"] = textOrNull(each.leftId);
    json["right_id"] = textOrNull(each.rightId);
    return json;
}

} // namespace

Exit printProducts(const portfolio::Portfolio &portfolio, const reconcile::ReconcileOptions &options, bool csv)
{
    const auto comparison = reconcile::compareProducts(portfolio, options, terminalProgress());
    if (!comparison)
        return fail(comparison.error());
    warn(comparison->warnings);
    if (csv) {
        std::cout << productsCsv(*comparison);
        return Exit::Done;
    }
    Json products = Json::array();
    for (const reconcile::ProductTotal &total : comparison->products)
        products.push_back(productJson(total, comparison->currency));
    Json breaks = Json::array();
    for (const reconcile::ProductAmounts &each : comparison->amounts) {
        if (!each.agrees)
            breaks.push_back(differenceJson(each, *comparison));
    }
    print({{"left", comparison->left.name}, {"right", comparison->right.name}, {"as_of", comparison->asOf.iso()},
        {"currency", comparison->currency.code()}, {"compared", comparison->compared}, {"products", products},
        {"not_compared", amountsJson(comparison->leftNotCompared, comparison->rightNotCompared, comparison->currency)},
        {"breaks", breaks}});
    return Exit::Done;
}

} // namespace qd::cli
