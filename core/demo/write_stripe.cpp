#include "core/demo/exports.h"
#include "core/demo/terms.h"

#include <algorithm>

namespace qd::demo {

namespace {

std::string_view planKey(std::string_view product)
{
    return product.substr(product.rfind(' ') + 1);
}

/// A customer that was lost and said so before: on the day before that its renewal was open like any other.
void plantCancellation(Writing &to, const Account &account)
{
    constexpr int Settled = 31; // days after the due date
    if (account.fault != FaultKind::None || !inCrm(account) || !wanted(to.leaks, "cancellation"))
        return;
    for (const Term &term : termsOf(account)) {
        if (!term.notice || term.renewed || *term.notice >= term.end || term.end.plusDays(Settled) > to.world.asOf)
            continue;
        const auto record = std::ranges::find_if(
            account.subscriptions, [&](const Subscription &each) { return !each.cancelled && each.end == term.end; });
        to.leaks.push_back({"cancellation", "stripe_subscriptions.csv", record->id, account.crmId, "under_notice",
            term.notice->plusDays(-1), *term.notice, 0.0, 1.0, term.end});
        return;
    }
}

} // namespace

void putSubscription(CsvFile &file, const World &world, const Subscription &subscription, std::string_view customer,
    std::string_view currencyCode)
{
    const Date asOf = world.asOf;
    const bool ended = subscription.end < asOf || (subscription.cancelled && *subscription.cancelled <= asOf);
    const bool stopped = subscription.cancelled && *subscription.cancelled <= asOf;
    const bool stopsLater = subscription.cancelled && *subscription.cancelled > asOf;
    const std::string_view status = stopped ? "canceled"
        : ended                             ? "ended"
        : subscription.start > asOf         ? "trialing"
                                            : "active";
    std::string code(currencyCode);
    for (char &c : code)
        c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    const std::string interval = subscription.intervalMonths == 1 ? "month" : "year";
    const std::string key(planKey(subscription.product));
    file << subscription.id << "subscription" << customer << (status == "trialing" ? "active" : status)
         << timeText(std::min(subscription.created, asOf), "08:15:02") << timeText(subscription.start, "00:00:00")
         << timeText(subscription.start, "00:00:00") << timeText(subscription.end, "23:59:59")
         << (stopsLater ? timeText(*subscription.cancelled, "00:00:00") : std::string())
         << (subscription.notice ? timeText(*subscription.notice, "11:20:00") : std::string())
         << (stopped ? timeText(*subscription.cancelled, "00:00:00") : std::string())
         << (subscription.notice ? "true" : "false") << "send_invoice" << code << "plan_" + key + "_" + interval
         << "prod_" + key << subscription.product << subscription.unitMinor << interval << 1 << subscription.quantity
         << "true";
}

void writeStripe(Writing &to, const Account &account)
{
    if (!inBilling(account))
        return;
    const World &world = to.world;
    const Date first = std::min(account.firstStart.plusDays(-12), world.asOf);
    Random random(world.options.seed, account.index, "payer");
    const bool publicMail = account.domain.empty();
    std::string mailbox = random.chance(500'000) ? "billing" : "accounts";
    if (publicMail)
        mailbox = "payables" + std::to_string(account.index);
    to.files.billingCustomers << account.billingId << "customer" << billingName(world, account)
                              << mailbox + "@" + account.mailDomain << "" << timeText(first, "08:01:33") << ""
                              << account.place->city << account.place->code
                              << (random.chance(20'000) ? "true" : "false") << "true" << crmIdInBilling(world, account);
    to.files.billingCustomers.end();
    for (const Subscription &subscription : account.subscriptions) {
        putSubscription(
            to.files.billingSubscriptions, world, subscription, account.billingId, Currencies[account.currency]);
        to.files.billingSubscriptions.end();
    }
    plantCancellation(to, account);
    to.oracle.addBilling(account.subscriptions, account.currency);
}

} // namespace qd::demo
