#include "ui/reconcile/reconcile_view.h"

#include "core/answers/source_rows.h"
#include "core/portfolio/portfolio.h"
#include "core/signoff/signoff_store.h"
#include "ui/paint/formatting.h"

#include <algorithm>

namespace qd::ui {

namespace {

/// How the month before the day compared stands; with the part that lists them, all of the pair.
Result<void> addSignoffs(const store::Workspace &workspace, Progress &progress, ReconcileView &view)
{
    const signoff::SignoffKey month{
        Month::lastEndedBy(view.result.asOf).iso(), view.result.left.name, view.result.right.name};
    auto found = signoff::standings(workspace, month, progress);
    if (!found)
        return found.error();
    view.standing = std::move(found->front());
    if (view.part != ReconcilePart::Signoff)
        return {};
    auto all = signoff::standings(workspace, {{}, month.left, month.right}, progress);
    if (!all)
        return all.error();
    view.signoffs = std::move(*all);
    std::ranges::reverse(view.signoffs);
    return {};
}

/// All systems with ARR, the left one first.
Result<void> addSystems(const portfolio::Portfolio &portfolio, const reconcile::ReconcileOptions &options,
    Progress &progress, ReconcileView &view)
{
    std::vector<portfolio::ArrSource> systems{view.result.left};
    for (const portfolio::ArrSource &source : portfolio.sources()) {
        if (source.basis != portfolio::ArrBasis::None && source.name != view.result.left.name)
            systems.push_back(source);
    }
    reconcile::ReconcileOptions all = options;
    all.asOf = view.result.asOf;
    auto comparison = reconcile::compareSystems(portfolio, systems, all, progress);
    if (!comparison)
        return comparison.error();
    const auto sides = reconcile::sidesOf(portfolio, *comparison);
    if (!sides)
        return sides.error();
    SystemsShown shown{std::move(*comparison), {}};
    for (const std::string &field : reconcile::fieldsOfSystems())
        shown.rows.emplace(field, reconcile::rowsOf(shown.comparison, *sides, field));
    view.systems = std::move(shown);
    return {};
}

/// The latest sample of the pair, with what was said of it.
Result<void> addSample(const store::Workspace &workspace, const portfolio::Portfolio &portfolio, ReconcileView &view)
{
    auto samples = signoff::keptSamples(workspace, view.result.left.name, view.result.right.name);
    if (samples.empty())
        return {};
    auto now = signoff::sampleNow(portfolio, samples.front());
    if (!now)
        return now.error();
    auto verdicts = signoff::latestVerdicts(workspace, samples.front().id);
    auto rates = signoff::verdictRates(samples.front(), verdicts);
    view.sample = SampleShown{std::move(samples.front()), std::move(*now), std::move(verdicts), std::move(rates)};
    return {};
}

/// The month asked for, or the latest that has ended, against the history asked for, or Finance's.
Result<void> addMonth(const store::Workspace &workspace, const portfolio::Portfolio &portfolio, const MonthAsked &asked,
    Progress &progress, ReconcileView &view)
{
    constexpr int Offered = 13; // a year and the month it is compared with
    const Month latest = Month::lastEndedBy(view.result.asOf);
    MonthShown shown;
    for (int back = 0; back < Offered; ++back)
        shown.months.push_back(latest.plus(-back));
    const bool isOffered = asked.month && std::ranges::find(shown.months, *asked.month) != shown.months.end();
    shown.month = isOffered ? *asked.month : latest;
    std::optional<portfolio::ArrSource> finance;
    for (portfolio::ArrSource &source : signoff::financeSources(portfolio)) {
        shown.sources.push_back(source.name);
        if (source.name == asked.finance) {
            shown.finance = source.name;
            finance = std::move(source);
        }
    }
    auto check = signoff::checkMonthEnd(workspace, portfolio, shown.month, finance, progress);
    if (!check && check.error().code == ErrorCode::Cancelled)
        return check.error();
    if (check) {
        shown.finance = check->closing.right.name;
        shown.check = std::move(*check);
    } else {
        shown.why = check.error().message;
    }
    view.month = std::move(shown);
    return {};
}

} // namespace

Result<std::shared_ptr<const ReconcileView>> computeReconcileView(const PageContext &context, const std::string &left,
    const std::string &right, Progress &progress, ReconcilePart part, const MonthAsked &month)
{
    auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    const store::ChangeMark change = store::lastChange(**workspace);
    const auto portfolio = portfolio::Portfolio::of(**workspace);
    reconcile::ReconcileOptions options;
    if (left.empty()) {
        const auto pair = portfolio->defaultPair();
        if (!pair)
            return Error{ErrorCode::NoData,
                QD_WORDS("Reconciliation",
                    "Import two systems that have ARR, for example the CRM's accounts and billing's subscriptions.")};
        options.left = pair->left;
        options.right = pair->right;
    } else {
        auto first = portfolio->findSource(left);
        auto second = portfolio->findSource(right);
        if (!first || !second)
            return (first ? second : first).error();
        options.left = *first;
        options.right = *second;
    }
    options.asOf = context.asOf;
    options.only = [context](const identity::Account &account) { return context.passes(account); };
    auto result = reconcile::reconcile(*portfolio, options, progress);
    if (!result)
        return result.error();
    auto view = std::make_shared<ReconcileView>();
    view->result = std::move(*result);
    const auto entries =
        reconcile::entriesOf(reconcile::registerEntries(**workspace, options.left.name, options.right.name),
            portfolio->accounts(), options.only);
    view->known = reconcile::registeredOn(entries, view->result.asOf);
    view->times = reconcile::fixTimes(*portfolio, view->result, entries);
    view->months = reconcile::registerMonths(entries, view->result.asOf);
    std::ranges::reverse(view->months);
    for (std::size_t i = 0; i < view->result.breaks.size(); ++i)
        view->places.emplace(reconcile::breakKey(view->result, view->result.breaks[i]), i);
    for (const portfolio::ArrSource &source : portfolio->sources()) {
        if (source.basis != portfolio::ArrBasis::None)
            view->sources.push_back(source.name);
    }
    view->part = part;
    view->change = change;
    if (const auto added = addSignoffs(**workspace, progress, *view); !added)
        return added.error();
    if (part == ReconcilePart::Systems) {
        if (const auto added = addSystems(*portfolio, options, progress, *view); !added)
            return added.error();
    }
    if (part == ReconcilePart::Sample) {
        if (const auto added = addSample(**workspace, *portfolio, *view); !added)
            return added.error();
    }
    if (part == ReconcilePart::Month) {
        if (const auto added = addMonth(**workspace, *portfolio, month, progress, *view); !added)
            return added.error();
    }
    return std::shared_ptr<const ReconcileView>(view);
}

Result<InspectorContent> withSourceRows(InspectorContent content, const std::string &path, const std::string &account,
    const std::vector<std::string> &sources)
{
    auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    for (const std::string &source : sources) {
        for (const answers::SourceRow &row : answers::sourceRows(**workspace, account, source, 3)) {
            InspectorContent::SourceCard card{qt(row.file), QObject::tr("line %1").arg(row.line), {}};
            for (const auto &[column, value] : row.fields)
                card.fields.push_back(
                    {qt(column), qt(value), column == "arr" || column == "mrr" || column == "amount"});
            content.sources.push_back(card);
        }
    }
    return content;
}

} // namespace qd::ui
