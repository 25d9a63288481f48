#include "core/explain/change_since.h"

#include "core/explain/contract_rows.h"
#include "core/explain/explain_store.h"
#include "core/revenue/arr_cells.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace qd::explain {

namespace {

struct CauseNames {
    const char *key;
    const char *word;
};

/// In the order of ChangeCause.
constexpr std::array Names{CauseNames{"new", QT_TRANSLATE_NOOP("Words", "New")},
    CauseNames{"reactivation", QT_TRANSLATE_NOOP("Words", "Reactivation")},
    CauseNames{"expansion", QT_TRANSLATE_NOOP("Words", "Expansion")},
    CauseNames{"contraction", QT_TRANSLATE_NOOP("Words", "Contraction")},
    CauseNames{"churn", QT_TRANSLATE_NOOP("Words", "Churn")}, CauseNames{"fx", QT_TRANSLATE_NOOP("Words", "FX")},
    CauseNames{"lost", QT_TRANSLATE_NOOP("Words", "Lost")},
    CauseNames{"reduced", QT_TRANSLATE_NOOP("Words", "Reduced")},
    CauseNames{"inactive", QT_TRANSLATE_NOOP("Words", "Inactive")},
    CauseNames{"base", QT_TRANSLATE_NOOP("Words", "Another base")},
    CauseNames{"joined", QT_TRANSLATE_NOOP("Words", "Joined")}, CauseNames{"left", QT_TRANSLATE_NOOP("Words", "Left")},
    CauseNames{"changed", QT_TRANSLATE_NOOP("Words", "Changed")},
    CauseNames{"definition", QT_TRANSLATE_NOOP("Words", "Definition")}};

/// The same figure as of `since`; nothing where that is not before the one of now.
std::optional<Request> requestThen(const Request &request, const ExplainedWindow &now, Date since)
{
    Request then{request.metric};
    then.by = request.by;
    then.group = request.group;
    if (now.to || now.lastDay)
        then.asOf = request.asOf; // the later figure's knowledge
    if (now.to) {
        then.to = Month::lastEndedBy(since);
        then.from = then.to->plus(-monthsBetween(*now.from, *now.to));
        return *then.to < *now.to ? std::optional(then) : std::nullopt;
    }
    if (since >= now.end())
        return std::nullopt;
    if (now.lastDay) {
        then.lastDay = since;
        then.firstDay = since.plusDays(-daysBetween(*now.firstDay, *now.lastDay));
    } else {
        then.asOf = since;
    }
    return then;
}

/// Several renewals of a customer together.
void add(ExplainedAccount &sum, const ExplainedAccount &part)
{
    sum.numerator += part.numerator;
    sum.denominator = sum.denominator.value_or(0) + part.denominator.value_or(0);
    sum.hours += part.hours;
}

/// Both ends of every customer that is in either; 0 where it is not.
using BothEnds = std::map<int, std::pair<ExplainedAccount, ExplainedAccount>>;

BothEnds bothEnds(const ChangeSince &change)
{
    BothEnds both;
    for (const ExplainedAccount &each : change.then.accounts)
        add(both[each.account].first, each);
    for (const ExplainedAccount &each : change.now.accounts)
        add(both[each.account].second, each);
    return both;
}

/// Both ends of the customers there are on the last day: who became another's since was a part of it then, so that
/// nothing moves by a merger.
BothEnds endsOnDay(const ChangeSince &change, const identity::AccountDirectory &accounts)
{
    BothEnds both;
    for (const auto &[account, ends] : bothEnds(change)) {
        auto &[was, is] = both[accounts.customerOn(account, change.now.window.end())];
        add(was, ends.first);
        add(is, ends.second);
    }
    return both;
}

/// What a customer does to a rate beside what it brings to its base.
std::int64_t effectOf(const ExplainedMetric &metric, const ExplainedAccount &part)
{
    return metric.kind == MetricKind::LogoChurn ? part.numerator : part.numerator - part.denominator.value_or(0);
}

ChangeCause causeOf(const ExplainedMetric &metric, const ExplainedAccount &part)
{
    const bool isGone = metric.kind == MetricKind::LogoChurn || part.numerator == 0;
    if (metric.kind == MetricKind::RenewalRate)
        return isGone ? ChangeCause::Lost : ChangeCause::Reduced;
    if (metric.kind == MetricKind::Cohort && metric.measure == retention::CohortMeasure::Usage)
        return ChangeCause::Inactive;
    if (isGone)
        return ChangeCause::Churn;
    return part.numerator > part.denominator.value_or(0) ? ChangeCause::Expansion : ChangeCause::Contraction;
}

void addRateParts(ChangeSince &change, const identity::AccountDirectory &accounts)
{
    if (!change.then.rate() || !change.now.rate())
        return;
    const double before = double(*change.then.denominator);
    const double now = double(*change.now.denominator);
    double base = 0;
    for (const auto &[account, ends] : endsOnDay(change, accounts)) {
        const std::int64_t was = effectOf(change.now.metric, ends.first);
        const std::int64_t is = effectOf(change.now.metric, ends.second);
        base += double(was) / now - double(was) / before;
        std::map<ChangeCause, std::int64_t> moved;
        if (was != 0)
            moved[causeOf(change.now.metric, ends.first)] -= was;
        if (is != 0)
            moved[causeOf(change.now.metric, ends.second)] += is;
        for (const auto &[cause, amount] : moved) {
            if (amount != 0)
                change.parts.push_back({cause, account, 0, double(amount) / now});
        }
    }
    if (base != 0)
        change.parts.push_back({ChangeCause::Base, -1, 0, base});
}

void addOtherParts(ChangeSince &change, const identity::AccountDirectory &accounts)
{
    const auto joined = [&](const std::set<int> &customers) {
        std::set<int> all;
        for (const int customer : customers)
            all.insert(accounts.customerOn(customer, change.now.window.end()));
        return all;
    };
    const std::set<int> before = joined(change.then.customers());
    const std::set<int> now = joined(change.now.customers());
    for (const auto &[account, ends] : endsOnDay(change, accounts)) {
        const ChangeCause cause = !before.contains(account) ? ChangeCause::Joined
            : !now.contains(account)                        ? ChangeCause::Left
                                                            : ChangeCause::Changed;
        const std::int64_t amount = ends.second.numerator - ends.first.numerator;
        const double hours = ends.second.hours - ends.first.hours;
        if (amount != 0 || hours != 0)
            change.parts.push_back({cause, account, amount, hours});
    }
}

/// Who had ARR at a month-end before `day`, as movements count it; customers of the book's day.
std::set<int> hadBefore(const portfolio::ArrBook &book, const GroupChoice &choice, Date day)
{
    std::vector<int> customerOfPiece;
    for (const portfolio::ArrPiece &piece : book.pieces()) {
        const int customer = book.accounts().customerOn(piece.account, book.day());
        customerOfPiece.push_back(choice.holds(book, piece, customer) ? customer : -1);
    }
    const auto firsts = revenue::firstMonths(book, customerOfPiece, std::size_t(book.accounts().size()));
    std::set<int> customers;
    for (std::size_t customer = 0; customer < firsts.size(); ++customer) {
        if (firsts[customer] && firsts[customer]->lastDay() < day)
            customers.insert(int(customer));
    }
    return customers;
}

Result<void> addArrParts(
    const store::Workspace &workspace, const portfolio::ArrBook &book, const GroupChoice &choice, ChangeSince &change)
{
    const Date then = *change.then.window.asOf;
    const BothEnds both = endsOnDay(change, book.accounts());
    std::set<int> kept; // of new ones a currency may have no rate yet
    for (const auto &[account, ends] : both) {
        if (ends.first.numerator != 0 && ends.second.numerator != 0)
            kept.insert(account);
    }
    std::vector<ExplainedRow> rows; // today's contracts at the rates of then
    const ContractRows contracts(workspace, book, choice);
    if (auto done = contracts.add({*change.now.window.asOf, then, "closing"}, kept, rows); !done)
        return done.error();
    const auto atOldRates = sumsOf(rows, "closing");
    const std::set<int> former = hadBefore(book, choice, then);
    for (const auto &[account, ends] : both) {
        const std::int64_t was = ends.first.numerator;
        const std::int64_t is = ends.second.numerator;
        if (was == 0 && is != 0) {
            const bool isBack = former.contains(account);
            change.parts.push_back({isBack ? ChangeCause::Reactivation : ChangeCause::New, account, is});
        } else if (is == 0 && was != 0) {
            change.parts.push_back({ChangeCause::Churn, account, -was});
        } else if (was != 0) {
            const auto found = atOldRates.find(account);
            const std::int64_t old = found == atOldRates.end() ? was : std::max<std::int64_t>(found->second, 0);
            if (old != was)
                change.parts.push_back(
                    {old > was ? ChangeCause::Expansion : ChangeCause::Contraction, account, old - was});
            if (is != old)
                change.parts.push_back({ChangeCause::Fx, account, is - old});
        }
    }
    return {};
}

Error notBefore(const Request &request, const ExplainedWindow &now, Date since)
{
    return {ErrorCode::InvalidArgument,
        {now.to ? QD_WORDS("Explain",
             "%1 is told of the month %3: no month before it had ended by %2. Give an earlier day as --since.")
                : QD_WORDS("Explain", "%1 is told on %3, and %2 is not before it. Give an earlier day as --since."),
            {request.metric.text, since, now.to ? Message::Value(*now.to) : Message::Value(now.end())}},
        {since.iso()}};
}

Error noSum(const ExplainedMetric &metric)
{
    return {ErrorCode::InvalidArgument,
        {QD_WORDS("Explain",
             "%1 is a product over days, not a sum over customers, so no customer's share in its change can be told."),
            {metric.text}},
        {metric.text}};
}

void sortParts(ChangeSince &change)
{
    std::ranges::stable_sort(change.parts, [](const ChangePart &a, const ChangePart &b) {
        return std::tie(a.cause, a.account) < std::tie(b.cause, b.account);
    });
}

} // namespace

const char *toString(ChangeCause cause)
{
    return Names[std::size_t(cause)].key;
}

const char *nameOf(ChangeCause cause)
{
    return Names[std::size_t(cause)].word;
}

Result<ChangeSince> changeSince(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const Request &request, Date since,
    Progress &progress)
{
    if (request.metric.kind == MetricKind::Survival)
        return noSum(request.metric);
    auto now = explain(workspace, portfolio, request, progress);
    if (!now)
        return now.error();
    const auto before = requestThen(request, now->window, since);
    if (!before)
        return notBefore(request, now->window, since);
    auto then = explainOrNothing(workspace, portfolio, *before, progress);
    if (!then) // of the figure now all is well
        return Error{then.error().code, {QD_WORDS("Explain", "As of %1: %2"), {since, Sentences(then.error().message)}},
            then.error().arguments};
    ChangeSince change{std::move(*then), std::move(*now), {}};
    if (request.metric.kind == MetricKind::Arr) {
        const auto book = portfolio->book(request.asOf);
        const auto choice = GroupChoice::of(*portfolio, request.by, request.group);
        if (!book)
            return book.error();
        if (!choice)
            return choice.error();
        if (auto done = addArrParts(workspace, *book, *choice, change); !done)
            return done.error();
    } else if (request.metric.isRate()) {
        addRateParts(change, portfolio->accounts());
    } else {
        addOtherParts(change, portfolio->accounts());
    }
    sortParts(change);
    return change;
}

Result<ChangeSince> changeBetween(Explanation then, Explanation now, const identity::AccountDirectory &accounts)
{
    if (now.metric.kind == MetricKind::Survival)
        return noSum(now.metric);
    ChangeSince change{std::move(then), std::move(now), {}};
    if (change.now.metric.isRate())
        addRateParts(change, accounts);
    else
        addOtherParts(change, accounts);
    sortParts(change);
    return change;
}

Date monthsBefore(const ExplainedWindow &window, int months)
{
    return window.to ? window.to->plus(-months).lastDay() : window.end().plusMonths(-months);
}

Result<Date> sinceFromText(const store::Workspace &workspace, const std::string &text)
{
    if (const auto day = Date::fromIso(text))
        return *day;
    std::int64_t batch = 0;
    const char *end = text.data() + text.size();
    const auto [at, code] = std::from_chars(text.data(), end, batch);
    if (code != std::errc() || at != end)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Explain", "--since wants a day as YYYY-MM-DD or the number of a batch, not \"%1\"."), {text}},
            {text}};
    if (const auto day = dayOf(workspace, batch))
        return *day;
    return Error{
        ErrorCode::NotFound, {QD_WORDS("Explain", "There is no batch %1; qdeck sources lists them."), {text}}, {text}};
}

} // namespace qd::explain
