#include "core/demo/exports.h"

#include <algorithm>

namespace qd::demo {

namespace {

std::string_view planKey(std::string_view product)
{
    return product.substr(product.rfind(' ') + 1);
}

/// Days to the earliest end of what is in force on `day`, by cancellations only if they are `told`; nothing without
/// any.
Seen dueIn(const Account &account, Date day, bool told)
{
    std::optional<Date> earliest;
    for (const Subscription &subscription : account.subscriptions) {
        if (!subscription.inForce(day))
            continue;
        const Date end = told && subscription.cancelled ? subscription.cancelled->plusDays(-1) : subscription.end;
        earliest = std::min(earliest.value_or(end), end);
    }
    return earliest ? Seen(static_cast<double>(daysBetween(day, *earliest))) : Seen();
}

/// A contract that was cancelled within its term: until the customer said so it ended with the term.
void plantCancellation(Writing &to, const Account &account)
{
    if (account.fault != FaultKind::CancelledInBilling || !wanted(to.leaks, "cancellation"))
        return;
    for (const Subscription &subscription : account.subscriptions) {
        if (!subscription.notice || !subscription.cancelled || subscription.unitMinor <= 0)
            continue;
        const Date known = *subscription.notice;
        const Date day = known.plusDays(-1);
        if (account.annualOn(day) == 0 || account.annualOn(known) == 0)
            continue;
        to.leaks.push_back({"cancellation", "stripe_subscriptions.csv", subscription.id, account.crmId, "due_in_days",
            day, known, dueIn(account, day, false), dueIn(account, known, true)});
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
