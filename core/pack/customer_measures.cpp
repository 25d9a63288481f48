#include "core/pack/customer_measures.h"

#include "core/actions/business_reviews.h"
#include "core/base/month.h"
#include "core/base/personal_data.h"
#include "core/base/text.h"
#include "core/programmes/touch.h"
#include "core/signals/signals.h"
#include "core/store/signal_rows.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace qd::pack {

namespace {

using signs::SignalKind;

constexpr std::array Told{SignalKind::ActiveUsers, SignalKind::LicenceUse, SignalKind::Breadth, SignalKind::UsageTrend,
    SignalKind::Tickets90, SignalKind::Urgent90, SignalKind::Csat90, SignalKind::EscalationsOpen, SignalKind::Nps,
    SignalKind::DueInDays};

std::optional<double> numberIn(const std::vector<double> &values, int account)
{
    const double value = values[std::size_t(account)];
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

std::vector<std::vector<ReviewMilestone>> milestonesAhead(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day)
{
    std::vector<std::vector<ReviewMilestone>> ahead(std::size_t(accounts.size()));
    store::forEachMilestone(workspace, [&](const store::MilestoneRow &row) {
        const int account = accounts.holderOfRecord(row.source, row.accountId, day);
        const bool isKnown = !row.seen || *row.seen <= day;
        const bool isOpen = !row.completed || *row.completed > day;
        if (account >= 0 && isKnown && isOpen && row.due && *row.due <= day.plusDays(ReviewAheadDays))
            ahead[std::size_t(account)].push_back({withoutAddresses(row.name), *row.due});
    });
    for (std::vector<ReviewMilestone> &milestones : ahead)
        std::ranges::stable_sort(milestones, {}, &ReviewMilestone::due);
    return ahead;
}

} // namespace

ReviewFigure CustomerMeasures::figure(SignalKind kind) const
{
    const auto found = figures.find(kind);
    return found == figures.end() ? ReviewFigure() : found->second;
}

int CustomerMeasures::metInPeriod() const
{
    return int(
        std::ranges::count(plans, programmes::PlanState::Met, [&](const auto &plan) { return plan.stateOn(day); }));
}

int CustomerMeasures::closedInPeriod() const
{
    return metInPeriod() + int(std::ranges::count(plans, programmes::PlanState::Missed, [&](const auto &plan) {
        return plan.stateOn(day);
    }));
}

int CustomerMeasures::open() const
{
    return int(
        std::ranges::count(plans, programmes::PlanState::Open, [&](const auto &plan) { return plan.stateOn(day); }));
}

Result<ReviewBook> ReviewBook::read(const store::Workspace &workspace, Date day, Progress &progress)
{
    const auto history = signs::Signals::read(workspace, progress);
    if (!history)
        return history.error();
    const auto portfolio = portfolio::Portfolio::of(workspace);
    ReviewBook book;
    book.m_accounts = {portfolio, &portfolio->accounts()};
    book.m_currency = portfolio->currency();
    book.m_day = day;
    book.m_before = Month::of(day).plus(-ReviewMonths).lastDay();
    const auto now = (*history)->known(day);
    const auto before = (*history)->known(book.m_before);
    if (!now || !before)
        return (now ? before : now).error();
    book.m_arr = now->arr;
    for (const SignalKind kind : Told) {
        auto values = (*history)->values({kind, {}}, *now);
        auto earlier = (*history)->values({kind, {}}, *before);
        if (!values || !earlier)
            return (values ? earlier : values).error();
        book.m_values.emplace(kind, std::pair(std::move(*values), std::move(*earlier)));
    }
    const auto touch = programmes::touchOn(workspace, **history, *now);
    if (!touch)
        return touch.error();
    for (const std::string &each : *touch)
        book.m_isStrategic.push_back(each == programmes::HighTouch ? 1 : 0);
    book.m_plans = programmes::readPlans(workspace, *book.m_accounts, day);
    for (programmes::Plan &plan : book.m_plans) // it leaves the house
        plan.objective = withoutAddresses(plan.objective);
    book.m_milestones = milestonesAhead(workspace, *book.m_accounts, day);
    book.m_isLate.assign(book.m_arr.size(), 0);
    const auto reviews = actions::reviewCompletion(workspace, portfolio, day, {}, progress);
    if (!reviews)
        return reviews.error();
    for (const actions::LateReview &late : reviews->late)
        book.m_isLate[std::size_t(late.account)] = 1;
    return book;
}

CustomerMeasures ReviewBook::of(int account) const
{
    CustomerMeasures measures;
    measures.account = account;
    measures.day = m_day;
    measures.before = m_before;
    measures.isStrategic = m_isStrategic[std::size_t(account)] != 0;
    for (const auto &[kind, values] : m_values)
        measures.figures.emplace(kind, ReviewFigure{numberIn(values.first, account), numberIn(values.second, account)});
    if (const auto days = measures.figure(SignalKind::DueInDays).now)
        measures.renewal = m_day.plusDays(int(*days));
    measures.milestones = m_milestones[std::size_t(account)];
    std::vector<programmes::Plan> closed;
    for (const programmes::Plan &plan : m_plans) {
        if (plan.account != account || !plan.isKnownOn(m_day))
            continue;
        if (plan.stateOn(m_day) == programmes::PlanState::Open)
            measures.plans.push_back(plan);
        else if (plan.closed && *plan.closed > m_before)
            closed.push_back(plan);
    }
    std::ranges::stable_sort(measures.plans, {}, // those without a due day last
        [](const programmes::Plan &plan) { return std::pair(!plan.due, plan.due.value_or(Date())); });
    std::ranges::stable_sort(closed, {}, [](const programmes::Plan &plan) { return plan.closed.value_or(Date()); });
    measures.plans.insert(measures.plans.end(), closed.begin(), closed.end());
    return measures;
}

std::vector<int> ReviewBook::all(const revenue::Filters &filters) const
{
    std::vector<int> found;
    for (int account = 0; account < m_accounts->size(); ++account) {
        if (m_arr[std::size_t(account)] > 0 && revenue::passes(m_accounts->at(account), filters))
            found.push_back(account);
    }
    return found;
}

std::vector<int> ReviewBook::unasked(const revenue::Filters &filters) const
{
    std::vector<int> found = all(filters);
    const auto isLate = [&](int account) { return m_isLate[std::size_t(account)] != 0; };
    if (std::ranges::any_of(found, isLate))
        std::erase_if(found, std::not_fn(isLate));
    std::ranges::stable_sort(found, std::greater<>(), [&](int account) { return m_arr[std::size_t(account)]; });
    found.resize(std::min(found.size(), ReviewedUnasked));
    return found;
}

Result<int> customerNamed(const identity::AccountDirectory &accounts, const std::string &id)
{
    if (const int account = accounts.indexOf(id); account >= 0)
        return account;
    std::vector<std::string> ids;
    for (int account = 0; account < accounts.size(); ++account) {
        const identity::Account &each = accounts.at(account);
        ids.push_back(each.id);
        if (std::ranges::any_of(each.records, [&](const auto &record) { return record.id.str() == id; }))
            return account;
    }
    const std::string close = nearest(id, ids);
    return Error{ErrorCode::NotFound,
        {close.empty() ? QD_WORDS("Packs", "There is no customer %1; qdeck accounts lists them.")
                       : QD_WORDS("Packs", "There is no customer %1; did you mean %2?"),
            {id, close}},
        {id}};
}

} // namespace qd::pack
