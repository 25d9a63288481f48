#include "core/coverage/assignment_plan.h"

#include "core/base/rounding.h"
#include "core/base/text.h"
#include "core/coverage/eligibility.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace qd::coverage {
namespace {

using assignment::at;

const AccountLoad &loadOf(const CoverageInput &input, const PlacedAccount &account)
{
    return input.loads[at(account.load)];
}

const std::string &accountId(const CoverageInput &input, int load)
{
    return input.accounts->at(input.loads[at(load)].account).id;
}

/// Nobody could say which accounts; or the first of them and whose books are in the way.
Error impossible(const CoverageInput &input, const AssignmentInputs &inputs, const assignment::Impossible &why)
{
    const auto invalid = [&](MessageWords words, std::vector<Message::Value> values) {
        values.insert(values.begin(), std::to_string(inputs.problem.maxAccounts.value_or(0)));
        return Error{ErrorCode::InvalidArgument, {words, std::move(values)}};
    };
    if (why.unit < 0 || why.fullCsms.empty())
        return invalid(QD_WORDS("Coverage",
                           "Not every account finds a CSM with max_accounts %1. Raise max_accounts, take out pins, or "
                           "let further CSMs serve these accounts."),
            {});
    const int load = inputs.units[at(why.unit)].front();
    const std::string &name = input.accounts->at(input.loads[at(load)].account).name;
    std::vector<std::string> names;
    for (const int csm : why.fullCsms)
        names.push_back(input.roster.csms[at(inputs.csms[at(csm)])].name);
    if (names.size() == 1)
        return invalid(QD_WORDS("Coverage",
                           "Not every account finds a CSM with max_accounts %1. %2 (%3) and the accounts in its way "
                           "may only go to %4, who is full. Raise max_accounts, take out pins, or let further CSMs "
                           "serve these accounts."),
            {name, accountId(input, load), names.front()});
    return invalid(QD_WORDS("Coverage",
                       "Not every account finds a CSM with max_accounts %1. %2 (%3) and the accounts in its way may "
                       "only go to %4 and %5, who are all full. Raise max_accounts, take out pins, or let further "
                       "CSMs serve these accounts."),
        {name, accountId(input, load), joined({names.begin(), names.end() - 1}, ", "), names.back()});
}

void fillBooks(const CoverageInput &input, AssignmentPlan &plan)
{
    const AssignmentInputs &inputs = plan.inputs;
    std::vector<int> place(input.roster.csms.size(), -1);
    for (std::size_t csm = 0; csm < inputs.csms.size(); ++csm) {
        place[at(inputs.csms[csm])] = static_cast<int>(csm);
        plan.books.push_back({inputs.csms[csm], inputs.problem.csms[csm].capacity, {}, {}});
    }
    const auto add = [&](int csm, PlannedBook::Content PlannedBook::*side, const AccountLoad &load) {
        if (csm < 0 || place[at(csm)] < 0)
            return;
        PlannedBook::Content &content = plan.books[at(place[at(csm)])].*side;
        ++content.accounts;
        content.arr += load.arr;
        content.hours += load.hours;
    };
    for (const PlacedAccount &account : plan.accounts) {
        add(account.from, &PlannedBook::before, loadOf(input, account));
        add(account.to, &PlannedBook::after, loadOf(input, account));
    }
}

const PlannedBook *bookOf(const AssignmentPlan &plan, int csm)
{
    const auto found = std::ranges::find(plan.books, csm, &PlannedBook::csm);
    return found == plan.books.end() ? nullptr : &*found;
}

MoveReason reasonOf(const CoverageInput &input, const AssignmentPlan &plan, const PlacedAccount &account)
{
    if (account.from < 0)
        return MoveReason::Vacancy;
    const PlannedBook *from = bookOf(plan, account.from);
    if (from == nullptr || !obstacle(input, loadOf(input, account), account.from).isEmpty())
        return MoveReason::NotServed;
    if (input.model.assign.maxAccounts && from->before.accounts > *input.model.assign.maxAccounts)
        return MoveReason::FullBook;
    if (from->before.hours > from->capacityHours)
        return MoveReason::Overload;
    const PlannedBook *to = bookOf(plan, account.to);
    return from->utilisationBefore() > to->utilisationBefore() ? MoveReason::Balance : MoveReason::Exchange;
}

/// Books, reasons and the count of moves, which follow from plan.accounts.
void fillEffects(const CoverageInput &input, AssignmentPlan &plan)
{
    plan.books.clear();
    plan.moves = 0;
    fillBooks(input, plan);
    for (PlacedAccount &account : plan.accounts) {
        account.why = account.isMove() ? std::optional(reasonOf(input, plan, account)) : std::nullopt;
        plan.moves += account.isMove() ? 1 : 0;
    }
}

/// Everything that follows from plan.inputs and plan.assignment.
void fillAccounts(const CoverageInput &input, AssignmentPlan &plan)
{
    const AssignmentInputs &inputs = plan.inputs;
    plan.parts = objectiveParts(inputs.problem, plan.assignment.to);
    plan.accounts.clear();
    for (std::size_t unit = 0; unit < inputs.units.size(); ++unit) {
        const int to = inputs.csms[at(plan.assignment.to[unit])];
        for (const int load : inputs.units[unit])
            plan.accounts.push_back({load, input.loads[at(load)].csm, to, {}});
    }
    std::ranges::sort(plan.accounts, {}, [&](const PlacedAccount &each) { return accountId(input, each.load); });
    fillEffects(input, plan);
}

Message becauseOf(const CoverageInput &input, const PlacedAccount &account)
{
    const std::string from = account.from < 0 ? std::string() : input.roster.csms[at(account.from)].name;
    switch (account.why.value_or(MoveReason::Exchange)) {
    case MoveReason::Vacancy:
        return QD_WORDS("Coverage", "Fills a vacancy");
    case MoveReason::NotServed:
        return {QD_WORDS("Coverage", "Leaves %1, %2"),
            {from, Sentences(obstacle(input, loadOf(input, account), account.from))}};
    case MoveReason::FullBook:
        return {QD_WORDS("Coverage", "Leaves %1, who holds more accounts than max_accounts"), {from}};
    case MoveReason::Overload:
        return {QD_WORDS("Coverage", "Relieves %1, whose book is above capacity"), {from}};
    case MoveReason::Balance:
        return QD_WORDS("Coverage", "Evens out the books");
    case MoveReason::Exchange:
        break;
    }
    return {QD_WORDS("Coverage", "Makes room with %1"), {from}};
}

} // namespace

const char *toString(MoveReason reason)
{
    switch (reason) {
    case MoveReason::Vacancy:
        return "vacancy";
    case MoveReason::NotServed:
        return "not_served";
    case MoveReason::FullBook:
        return "full_book";
    case MoveReason::Overload:
        return "overload";
    case MoveReason::Balance:
        return "balance";
    case MoveReason::Exchange:
        break;
    }
    return "exchange";
}

Result<AssignmentPlan> planAssignment(
    const CoverageInput &input, const assignment::Options &options, Progress &progress)
{
    const auto inputs = assignmentInputs(input);
    if (!inputs)
        return inputs.error();
    auto answer = assignment::solve(inputs->problem, options, progress);
    if (const auto *why = std::get_if<assignment::Impossible>(&answer))
        return impossible(input, *inputs, *why);
    AssignmentPlan plan;
    plan.inputs = *inputs;
    plan.assignment = std::get<assignment::Solution>(std::move(answer));
    plan.unassignable = inputs->unassignable;
    std::ranges::sort(plan.unassignable, {}, [&](int load) { return accountId(input, load); });
    plan.warnings = inputs->warnings;
    if (!plan.assignment.note.isEmpty())
        plan.warnings.push_back(plan.assignment.note);
    fillAccounts(input, plan);
    return plan;
}

AssignmentPlan withAssignment(const CoverageInput &input, const AssignmentPlan &plan, assignment::UnitAssignment to)
{
    AssignmentPlan other = plan;
    other.assignment.status = assignment::Status::Heuristic;
    other.assignment.objective = objective(plan.inputs.problem, to);
    other.assignment.to = std::move(to);
    fillAccounts(input, other);
    return other;
}

AssignmentPlan withMoves(const CoverageInput &input, const AssignmentPlan &plan, std::span<const PlacedAccount> moves)
{
    std::map<int, int> goesTo;
    for (const PlacedAccount &move : moves)
        goesTo[move.load] = move.to;
    AssignmentPlan some = plan;
    for (PlacedAccount &account : some.accounts) {
        const auto move = goesTo.find(account.load);
        account.to = move == goesTo.end() ? account.from : move->second;
    }
    fillEffects(input, some);
    return some;
}

CoverageInput withAccepted(const CoverageInput &input, std::span<const PlacedAccount> moves)
{
    CoverageInput after = input;
    for (const PlacedAccount &move : moves) {
        after.loads[at(move.load)].csm = move.to;
        after.model.assign.pins.push_back(accountId(input, move.load));
    }
    return after;
}

Message explained(const CoverageInput &input, const AssignmentPlan &plan, const PlacedAccount &account)
{
    std::vector<Message::Value> values{Sentences(becauseOf(input, account))};
    for (const int csm : {account.from, account.to}) {
        if (const PlannedBook *book = csm < 0 ? nullptr : bookOf(plan, csm)) {
            values.emplace_back(input.roster.csms[at(csm)].name);
            values.emplace_back(Figure::wholePercent(book->utilisationBefore()));
            values.emplace_back(Figure::wholePercent(book->utilisationAfter()));
        }
    }
    if (values.size() == 1)
        return {QD_WORDS("Coverage", "%1: all moves taken together."), std::move(values)};
    if (values.size() == 4)
        return {QD_WORDS("Coverage", "%1: %2 %3 to %4, all moves taken together."), std::move(values)};
    return {QD_WORDS("Coverage", "%1: %2 %3 to %4, %5 %6 to %7, all moves taken together."), std::move(values)};
}

std::vector<Handover> handoversOf(const CoverageInput &input, const AssignmentPlan &plan)
{
    std::vector<Handover> handovers;
    for (const PlacedAccount &account : plan.accounts) {
        if (account.isMove())
            handovers.push_back({account.load, account.from, account.to,
                toString(account.why.value_or(MoveReason::Exchange)), explained(input, plan, account)});
    }
    std::ranges::stable_sort(handovers, {}, &Handover::from);
    return handovers;
}

} // namespace qd::coverage
