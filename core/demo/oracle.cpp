#include "core/demo/oracle.h"

#include <algorithm>

namespace qd::demo {

namespace {

/// The bridge's word for a difference of this account's amount.
std::string causeOf(FaultKind fault, std::int64_t cents)
{
    switch (fault) {
    case FaultKind::MonthlyAsAnnual:
    case FaultKind::Currency:
    case FaultKind::Timing:
    case FaultKind::ParentChild:
    case FaultKind::CancelledInBilling:
    case FaultKind::NotYetBilled:
    case FaultKind::PriceUplift:
        return std::string(nameOf(fault));
    default:
        return cents >= -100 && cents <= 100 ? "rounding" : "unexplained";
    }
}

} // namespace

Oracle::Oracle(const World &world)
    : m_world(world)
{
    for (Month month = world.firstMonth; month <= world.options.end; month = month.plus(1)) {
        m_months.emplace_back();
        m_months.back().month = month;
    }
    m_retention.from = world.options.end.plus(-12);
    m_retention.to = world.options.end;
}

std::int64_t Oracle::arr(
    const std::vector<Subscription> &subscriptions, std::size_t currency, Month day, Month rates) const
{
    const Date last = day.lastDay();
    std::int64_t sum = 0;
    for (const Subscription &subscription : subscriptions)
        sum += subscription.inForce(last) ? m_world.toBase(subscription.annualMinor(), currency, rates) : 0;
    return sum;
}

void Oracle::addBilling(const std::vector<Subscription> &subscriptions, std::size_t currency)
{
    const Month before = m_world.firstMonth.plus(-1);
    bool everAbove = false;
    for (const Subscription &subscription : subscriptions) {
        for (Month month = Month::of(subscription.start); month < before && !everAbove; month = month.plus(1))
            everAbove = subscription.inForce(month.lastDay());
    }
    std::int64_t opening = arr(subscriptions, currency, before, before);
    for (MonthTotals &totals : m_months) {
        const Month month = totals.month;
        everAbove = everAbove || opening > 0;
        const std::int64_t closing = arr(subscriptions, currency, month, month);
        const std::int64_t constant = arr(subscriptions, currency, month, month.plus(-1));
        totals.opening += opening;
        totals.closing += closing;
        totals.openingLogos += opening > 0;
        totals.closingLogos += closing > 0;
        if (opening == 0 && closing > 0) {
            (everAbove ? totals.reactivation : totals.fresh) += closing;
            (everAbove ? totals.reactivatedLogos : totals.newLogos) += 1;
        } else if (opening > 0 && closing == 0) {
            totals.churn += opening;
            totals.churnedLogos += 1;
        } else if (opening > 0) {
            totals.expansion += std::max<std::int64_t>(0, constant - opening);
            totals.contraction += std::max<std::int64_t>(0, opening - constant);
            totals.fx += closing - constant;
        }
        opening = closing;
    }
    const std::int64_t start = arr(subscriptions, currency, m_retention.from, m_retention.to);
    const std::int64_t end = arr(subscriptions, currency, m_retention.to, m_retention.to);
    if (start > 0) {
        m_retention.opening += start;
        m_retention.closing += end;
        m_retention.kept += std::min(start, end);
        m_retention.logos += 1;
        m_retention.churnedLogos += end == 0;
    }
    m_billingTotal += end;
}

void Oracle::step(const std::string &cause, std::int64_t amount)
{
    m_bridge[cause].amount += amount;
    m_bridge[cause].count += 1;
}

std::int64_t Oracle::addPair(const Account &account, const Book &crm)
{
    const Month end = m_world.options.end;
    const std::int64_t left = inCrm(account) ? m_world.toBase(crm.arrMinor, crm.currency, end) : 0;
    const std::int64_t right = inBilling(account) ? arr(account.subscriptions, account.currency, end, end) : 0;
    m_crmTotal += left;
    m_crmRecords += inCrm(account);
    if (!inCrm(account) || !inBilling(account)) {
        step("missing", right - left);
    } else {
        ++m_compared;
        if (left != right)
            step(causeOf(account.fault, right - left), right - left);
    }
    return right - left;
}

void Oracle::addDuplicate(const Book &crm)
{
    const std::int64_t cents = m_world.toBase(crm.arrMinor, crm.currency, m_world.options.end);
    m_crmTotal += cents;
    m_crmRecords += 1;
    step("duplicate", -cents);
}

void Oracle::addOrphan(std::int64_t billingCents)
{
    step("missing", billingCents);
}

} // namespace qd::demo
