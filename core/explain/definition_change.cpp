#include "core/explain/definition_change.h"

#include "core/explain/conventions_in_force.h"

#include <algorithm>
#include <charconv>

namespace qd::explain {

namespace {

using revenue::Convention;

Error refused(const MessageWords &words, std::vector<Message::Value> values)
{
    return {ErrorCode::InvalidArgument, {words, std::move(values)}};
}

bool hasConventions(const ExplainedMetric &metric)
{
    return metric.kind == MetricKind::Nrr || metric.kind == MetricKind::Grr || metric.kind == MetricKind::LogoChurn;
}

/// As rates are told, with the grace of the workspace.
Result<Convention> toldBy(const std::string &metric, const portfolio::Portfolio &portfolio)
{
    const std::string set = portfolio.setting("grace_days");
    const std::string grace = set.empty() ? "0" : set;
    const auto told = revenue::conventionFromText(metric + "/point/account/" + grace + "/constant");
    if (!told)
        return refused(QD_WORDS("Explain",
                           "A grace of %1 days is no convention's; definitions compare with 0, 30 or 60 (setting "
                           "grace_days)."),
            {grace});
    return *told;
}

Result<Convention> conventionOf(const dictionary::Dictionary &dictionary, const std::string &metric, int version)
{
    const auto versions = dictionary.versionsOf(metric);
    const auto found = std::ranges::find(versions, version, &dictionary::DefinitionVersion::version);
    if (found == versions.end())
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Explain", "There is no version %1 of %2; the last one is %3."),
                {std::to_string(version), metric, std::to_string(versions.empty() ? 0 : versions.back().version)}}};
    const auto said = revenue::conventionFromText(found->definition.variant);
    if (!said || said->metric != metric)
        return refused(QD_WORDS("Explain",
                           "Version %1 of %2 has the convention \"%3\", which cannot be computed; qdeck conventions "
                           "lists those that can."),
            {std::to_string(version), metric, found->definition.variant});
    return *said;
}

} // namespace

Result<ChangeSince> changeOfDefinition(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const Request &request, int version,
    Progress &progress)
{
    const std::string &metric = request.metric.text;
    if (!hasConventions(request.metric) || !request.by.empty())
        return refused(
            QD_WORDS("Explain", "Definitions are compared of nrr, grr and logo_churn of all customers, not of %1."),
            {request.by.empty() ? metric : metric + " by " + request.by});
    const auto before = conventionOf(dictionary::Dictionary::read(workspace), metric, version);
    if (!before)
        return before.error();
    const auto told = toldBy(metric, *portfolio);
    if (!told)
        return told.error();
    auto now = explain(workspace, portfolio, request, progress);
    if (!now)
        return now.error();
    const auto book = portfolio->book(request.asOf);
    if (!book)
        return book.error();
    const auto comparison =
        revenue::compareConventions(*portfolio, *book, *now->window.from, *now->window.to, {*told, *before}, progress);
    if (!comparison)
        return comparison.error();
    Explanation then = *now;
    then.numerator = comparison->b.numerator;
    then.denominator = comparison->b.denominator;
    then.version = version;
    then.accounts.clear();
    then.rows.clear();
    ChangeSince change{std::move(then), std::move(*now), {}};
    for (const revenue::ConventionDifference &each : comparison->accounts)
        change.parts.push_back({ChangeCause::Definition, each.account, 0, each.difference()});
    return change;
}

std::optional<int> versionFromText(const std::string &text)
{
    int version = 0;
    const char *const end = text.data() + text.size();
    if (!text.starts_with('v'))
        return std::nullopt;
    const auto [at, code] = std::from_chars(text.data() + 1, end, version);
    return code == std::errc() && at == end && version > 0 ? std::optional(version) : std::nullopt;
}

std::optional<Message> otherConvention(
    const dictionary::Dictionary &dictionary, const std::string &metric, Date day, int graceDays)
{
    const auto conventions = conventionsInForce(dictionary, day);
    const auto found = conventions.find(metric);
    if (found == conventions.end())
        return std::nullopt;
    const Convention &inForce = found->second;
    if (inForce.rule == "point" && inForce.grain == revenue::Grain::Account && inForce.graceDays == graceDays
        && inForce.fx == revenue::WindowFx::Constant)
        return std::nullopt;
    return Message{QD_WORDS("Explain",
                       "The definition of %1 in force has the convention %2; this is told point to point of customers "
                       "at the rates of the end, with a grace of %3 days. qdeck conventions has both."),
        {metric, inForce.text(), std::to_string(graceDays)}};
}

} // namespace qd::explain
