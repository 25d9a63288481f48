#include "ui/actions/actions_view.h"

#include "core/actions/action_owners.h"
#include "core/actions/rules_run.h"
#include "core/actions/shipped_rules.h"
#include "core/store/workspace.h"

#include <algorithm>

namespace qd::ui {

namespace {

Result<void> chooseRules(ActionsView &view, const std::string &draft)
{
    if (!draft.empty()) {
        auto read = actions::ruleSetFromText(draft);
        if (!read)
            return read.error();
        view.rules = std::move(*read);
        view.shown = RulesShown::Draft;
        return {};
    }
    const bool none = view.inForce.rules.rules.empty();
    view.rules = none ? actions::shippedRules() : view.inForce.rules;
    view.shown = none ? RulesShown::Shipped : RulesShown::InForce;
    return {};
}

Result<void> readQueue(ActionsView &view, const actions::RuleData &data, const std::function<bool(int)> &only)
{
    const actions::RuleSet &rules = view.inForce.rules;
    const auto facts = actions::AccountFacts::on(rules, *data.history, *data.colours, view.day);
    if (!facts)
        return facts.error();
    view.arr = facts->arr();
    view.queue = actions::queueOn(data.log, rules, *view.portfolio, view.arr, view.day, only);
    view.notOpened = actions::evaluate(rules, *facts, data.log, *view.portfolio);
    std::erase_if(view.notOpened.held, [&](const actions::Opening &each) { return !only(each.account); });
    std::erase_if(view.notOpened.duplicates, [&](const actions::Duplicate &each) { return !only(each.account); });
    return {};
}

Result<void> readRules(
    ActionsView &view, const actions::RuleData &data, const std::function<bool(int)> &only, Progress &progress)
{
    view.figures = actions::ruleFiguresOn(data.log.passing(only), view.rules, view.day);
    auto preview = actions::previewOfYear(view.rules, *data.history, *data.colours, data.log, view.day, only, progress);
    if (!preview)
        return preview.error();
    view.preview = std::move(*preview);
    const auto facts = actions::AccountFacts::on(view.rules, *data.history, *data.colours, view.day);
    if (!facts)
        return facts.error();
    view.today = actions::evaluate(view.rules, *facts, data.log, *view.portfolio);
    view.notes = actions::notesOn(view.rules, view.today, *view.portfolio);
    return {};
}

Result<void> readReviews(ActionsView &view, const store::Workspace &workspace, const ActionsChoice &choice,
    const std::function<bool(int)> &only, Progress &progress)
{
    auto reviews = actions::reviewCompletion(workspace, view.portfolio, view.day, choice.by, progress, only);
    if (!reviews)
        return reviews.error();
    view.reviews = std::move(*reviews);
    return {};
}

Result<void> readProgrammes(ActionsView &view, const store::Workspace &workspace, const actions::RuleData &data,
    const ActionsChoice &choice, const std::function<bool(int)> &only)
{
    auto figures = programmes::programmesOn(workspace, *data.history, view.day, choice.by, only);
    if (!figures)
        return figures.error();
    view.programmes = std::move(*figures);
    return {};
}

} // namespace

Result<std::shared_ptr<const ActionsView>> computeActionsView(
    const PageContext &context, const ActionsChoice &choice, Progress &progress)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    auto saved = actions::rulesInForce(**workspace);
    if (!saved)
        return saved.error();
    auto view = std::make_shared<ActionsView>();
    view->part = choice.part;
    view->portfolio = portfolio::Portfolio::of(**workspace);
    view->inForce = std::move(*saved);
    if (auto chosen = chooseRules(*view, choice.draft); !chosen)
        return chosen.error();
    auto data = actions::RuleData::read(**workspace, progress);
    if (!data)
        return data.error();
    const Date latest = data->history->latestDay();
    view->day = context.asOf.value_or(latest);
    view->isLatest = view->day == latest;
    view->owners = actions::possibleOwners(*view->portfolio, view->day);
    const bool isFiltered = !context.filters.empty();
    const std::function<bool(int)> only = [&](int account) {
        return account < 0 ? !isFiltered : context.passes(view->accounts().at(account));
    };
    Result<void> done;
    if (choice.part == ActionsPart::Queue)
        done = readQueue(*view, *data, only);
    else if (choice.part == ActionsPart::Rules)
        done = readRules(*view, *data, only, progress);
    else if (choice.part == ActionsPart::Reviews)
        done = readReviews(*view, **workspace, choice, only, progress);
    else
        done = readProgrammes(*view, **workspace, *data, choice, only);
    if (!done)
        return done.error();
    return std::shared_ptr<const ActionsView>(view);
}

} // namespace qd::ui
