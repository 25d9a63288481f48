#include "core/demo/terms.h"

#include <algorithm>
#include <map>

namespace qd::demo {

namespace {

constexpr int RenewsWithin = 60; // days

} // namespace

std::vector<Term> termsOf(const Account &account)
{
    std::map<Date, Term> byEnd;
    if (account.rolling)
        return {};
    for (const Subscription &subscription : account.subscriptions) {
        if (subscription.cancelled)
            continue; // replaced or stopped before its end
        Term &term = byEnd[subscription.end];
        term.end = subscription.end;
        term.annualMinor += subscription.annualMinor();
        term.notice = subscription.notice;
    }
    std::vector<Term> terms;
    for (auto &[end, term] : byEnd) {
        term.renewed = std::ranges::any_of(account.subscriptions, [&, end = end](const Subscription &each) {
            return each.end > end && each.start <= end.plusDays(RenewsWithin);
        });
        terms.push_back(term);
    }
    return terms;
}

int judgedHealth(const World &world, const Account &account, Month month)
{
    Random nature(world.options.seed, static_cast<std::int64_t>(account.csm), "optimism");
    Random eye(world.options.seed, account.index * 4096 + month.index() % 4096, "judged");
    return account.stateIn(month).health + nature.range(-200, 900) + eye.normalMilli() * 4 / 10;
}

int forecastBias(const World &world, std::size_t csm)
{
    return Random(world.options.seed, static_cast<std::int64_t>(csm), "forecaster").range(-60, 140);
}

} // namespace qd::demo
