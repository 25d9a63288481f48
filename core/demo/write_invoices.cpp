#include "core/demo/exports.h"

#include <algorithm>

namespace qd::demo {

namespace {

constexpr int DueAfter = 30; // days

struct Invoice {
    std::string id;
    Date issued;
    Date due;
    std::optional<Date> paid;
    std::int64_t amountMinor = 0;
};

/// Most days that an invoice issued by `day` and unpaid on it is past due, 0 where none is; nothing before the first.
Seen overdueOn(const std::vector<Invoice> &invoices, Date day)
{
    std::optional<double> most;
    for (const Invoice &invoice : invoices) {
        if (invoice.issued > day)
            continue;
        const bool open = !invoice.paid || *invoice.paid > day;
        most = std::max(most.value_or(0), open ? static_cast<double>(daysBetween(invoice.due, day)) : 0.0);
    }
    return most ? Seen(*most) : Seen();
}

/// Customers who are not well pay late; few never do.
std::optional<Date> paidOn(const World &world, const Account &account, Date due, Random &random)
{
    const int health = account.stateIn(Month::of(due)).health;
    const int late = -8 + random.normalMilli() * 9 / 1000 - std::min(0, health + 600) * 12 / 1000;
    const Date paid = due.plusDays(std::max(1 - DueAfter, late));
    return paid <= world.asOf && !random.chance(4'000) ? std::optional(paid) : std::nullopt;
}

std::vector<Invoice> invoicesOf(const World &world, const Account &account)
{
    Random random(world.options.seed, account.index, "invoices");
    const Date since = historyMonths(world).front().firstDay();
    std::vector<Invoice> invoices;
    for (const Subscription &subscription : account.subscriptions) {
        Date last = std::min(subscription.end, world.asOf);
        if (subscription.cancelled)
            last = std::min(last, subscription.cancelled->plusDays(-1));
        int months = 0;
        for (Date day = subscription.start; day <= last; day = subscription.start.plusMonths(months)) {
            months += subscription.intervalMonths;
            if (day < since || subscription.unitMinor <= 0)
                continue;
            Invoice invoice{"in_1" + random.token(14), day, day.plusDays(DueAfter), {},
                subscription.unitMinor * subscription.quantity};
            invoice.paid = paidOn(world, account, invoice.due, random);
            invoices.push_back(std::move(invoice));
        }
    }
    std::ranges::sort(invoices, {}, &Invoice::issued);
    return invoices;
}

/// A payment that came late: the day before nobody could know of it.
void plantPayment(Writing &to, const Account &account, const std::vector<Invoice> &invoices)
{
    if (account.fault != FaultKind::None || !inCrm(account) || !wanted(to.leaks, "payment"))
        return;
    for (const Invoice &invoice : invoices) {
        if (!invoice.paid || *invoice.paid <= invoice.due.plusDays(2) || account.annualOn(*invoice.paid) == 0)
            continue;
        const Date day = invoice.paid->plusDays(-1);
        PlantedLeak leak{"payment", "stripe.invoices.csv", invoice.id, account.crmId, "overdue_days", day,
            *invoice.paid, overdueOn(invoices, day), overdueOn(invoices, *invoice.paid)};
        if (account.annualOn(day) == 0 || leak.then == leak.later)
            continue;
        to.leaks.push_back(std::move(leak));
        return;
    }
}

} // namespace

void writeInvoices(Writing &to, const Account &account)
{
    if (!inBilling(account))
        return;
    const std::vector<Invoice> invoices = invoicesOf(to.world, account);
    for (const Invoice &invoice : invoices) {
        to.files.invoices << invoice.id << account.billingId << invoice.issued << invoice.due << invoice.paid
                          << amountText(invoice.amountMinor, account.currency) << Currencies[account.currency]
                          << (invoice.paid ? "paid" : "open");
        to.files.invoices.end();
    }
    plantPayment(to, account, invoices);
}

} // namespace qd::demo
