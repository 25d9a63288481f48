#include "ui/explain/explain_view.h"

#include "core/explain/group_choice.h"
#include "core/governance/relearned.h"
#include "core/pack/audit_sheet.h"
#include "core/store/workspace.h"
#include "ui/paint/pack/pack_pdf.h"

namespace qd::ui {

namespace {

constexpr int MonthsOffered = 48;

/// What is asked for, and which chips that leaves out: a figure is opened for all customers or for one group.
explain::Request requestOf(
    const PageContext &context, const ExplainChoice &choice, explain::ExplainedMetric metric, revenue::Filters &leftOut)
{
    explain::Request request{std::move(metric)};
    if (request.metric.isOfWindow() && choice.from && choice.to) {
        request.from = choice.from;
        request.to = choice.to;
    }
    request.asOf = choice.asOf ? choice.asOf : context.asOf;
    request.by = choice.by;
    request.group = choice.group;
    leftOut = context.filters;
    const auto overlaps = [](const std::string &dimension) { return dimension == "product" || dimension == "list"; };
    if (request.by.empty() && leftOut.size() == 1 && !overlaps(leftOut.front().first)) {
        std::tie(request.by, request.group) = leftOut.front();
        leftOut.clear();
    }
    return request;
}

} // namespace

Result<std::shared_ptr<const ExplainView>> computeExplainView(
    const PageContext &context, const ExplainChoice &choice, Progress &progress)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    const auto portfolio = portfolio::Portfolio::of(**workspace);
    const auto book = portfolio->book(context.asOf);
    if (!book)
        return book.error();
    auto view = std::make_shared<ExplainView>();
    view->accounts = book->accountsPtr();
    view->isAtOtherRates = context.fx != revenue::FxMode::Constant;
    const Month last = Month::lastEndedBy(book->day());
    for (int i = 0; i < MonthsOffered; ++i)
        view->months.push_back(last.plus(-i));
    if (!choice.by.empty()) {
        auto groups = explain::groupsOf(*portfolio, choice.by);
        if (!groups)
            return groups.error();
        view->groups = std::move(*groups);
    }
    auto metric = explain::metricFromText(choice.metric);
    if (!metric) {
        view->fault = metric.error();
        return std::shared_ptr<const ExplainView>(view);
    }
    view->request = requestOf(context, choice, std::move(*metric), view->leftOut);
    if (!choice.by.empty() && choice.group.empty() && !view->groups.empty())
        view->request->group = view->groups.front();
    auto told = explain::explain(**workspace, portfolio, *view->request, progress);
    if (progress.isCancelled())
        return cancelled();
    if (told)
        view->told = std::move(*told);
    else
        view->fault = told.error();
    return std::shared_ptr<const ExplainView>(view);
}

Result<std::shared_ptr<const explain::ChangeSince>> computeChange(
    const PageContext &context, const explain::Request &request, const MovedSince &since, Progress &progress)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    const auto portfolio = portfolio::Portfolio::of(**workspace);
    if (since.lastImport) {
        auto learned = governance::relearnedSinceLastImport(**workspace, portfolio, request, progress);
        if (!learned)
            return learned.error();
        return std::make_shared<const explain::ChangeSince>(std::move(learned->change));
    }
    const auto now = explain::explain(**workspace, portfolio, request, progress);
    if (!now)
        return now.error();
    const Date day = since.day.value_or(explain::monthsBefore(now->window, since.months));
    auto change = explain::changeSince(**workspace, portfolio, request, day, progress);
    if (!change)
        return change.error();
    return std::make_shared<const explain::ChangeSince>(std::move(*change));
}

Result<QString> saveAuditSheet(const ExplainView &view, const std::string &workspacePath, const QString &path)
{
    const auto workspace = store::Workspace::open(workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    const std::string company = (*workspace)->setting("company").value_or(std::string());
    if (auto saved = savePackPdf(pack::auditSheet(*view.told, *view.accounts, company), path); !saved)
        return saved.error();
    return path;
}

} // namespace qd::ui
