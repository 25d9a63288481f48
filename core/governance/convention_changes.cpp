#include "core/governance/convention_changes.h"

#include "core/base/figure_text.h"
#include "core/base/text.h"
#include "core/dictionary/dictionary.h"
#include "core/metrics/metric.h"

namespace qd::governance {

namespace {

using document::Section;
using document::Table;

constexpr int Decimals = 2; ///< of a percent

/// Money, or a number of customers where the metric counts them.
std::string amountText(const revenue::ConventionFigure &figure, std::int64_t amount, Currency currency)
{
    return figure.convention.metric == metrics::LogoChurn ? countText(amount) : exactAmount(amount, currency);
}

std::string rateText(const revenue::ConventionFigure &figure)
{
    const auto value = figure.value();
    return value ? percentText(*value, Decimals) : std::string("-");
}

Section quartersSection(const ConventionChange &change)
{
    const explain::Restatement &restated = change.restated;
    Table table{{"Quarter", "In force", "Proposed", "Difference", "Numerator in force", "Numerator proposed",
        "Denominator in force", "Denominator proposed"}};
    for (const explain::RestatedQuarter &each : restated.quarters) {
        const auto apart = each.change();
        const auto amount = [&](const revenue::ConventionFigure &figure, std::int64_t value) {
            return amountText(figure, value, change.currency);
        };
        table.push_back({each.quarter.text(), rateText(each.before), rateText(each.after),
            apart ? pointsText(*apart, Decimals) : std::string("-"), amount(each.before, each.before.numerator),
            amount(each.after, each.after.numerator), amount(each.before, each.before.denominator),
            amount(each.after, each.after.denominator)});
    }
    const dictionary::DefinitionVersion &proposed = change.proposed;
    return {proposed.definition.name + ", version " + std::to_string(proposed.version),
        "In force: version " + std::to_string(change.inForce.version) + ", " + restated.before.text()
            + ". Proposed: " + restated.after.text() + ", " + toString(proposed.status) + ", written by "
            + joined(proposed.authors, ", ") + ". Each rate is of the twelve months to the end of the quarter.",
        std::move(table)};
}

/// Who approved, and a line for each person who still has to.
Section approvalsSection(const ConventionChange &change)
{
    const dictionary::DefinitionVersion &proposed = change.proposed;
    const int needed = approvalsNeeded(proposed.definition.definitionClass);
    Table table{{"Approved by", "On"}};
    for (const dictionary::Approval &approval : proposed.approvals)
        table.push_back({approval.by, approval.at.iso()});
    for (int i = int(proposed.approvals.size()); i < needed; ++i)
        table.push_back({"-", "-"});
    return {proposed.definition.name + ", approvals",
        std::to_string(proposed.approvals.size()) + " of " + std::to_string(needed)
            + ", none by who wrote it. Approvals are a record of who said so, not an access control.",
        std::move(table)};
}

} // namespace

Result<std::vector<ConventionChange>> conventionChanges(const store::Workspace &workspace, Date day, Progress &progress)
{
    std::vector<ConventionChange> changes;
    const auto dictionary = dictionary::Dictionary::read(workspace);
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    for (const std::string_view metric : {metrics::Nrr, metrics::Grr, metrics::LogoChurn}) {
        const auto *inForce = dictionary.inForce(metric, day);
        const auto *latest = dictionary.latest(metric);
        if (!inForce || !latest || inForce->version == latest->version)
            continue;
        if (!portfolio)
            portfolio = portfolio::Portfolio::of(workspace);
        auto restated = explain::restatementOf(dictionary, std::string(metric), *portfolio, day, progress);
        if (!restated && restated.error().code == ErrorCode::NoData)
            continue;
        if (!restated)
            return restated.error();
        if (*restated)
            changes.push_back({*inForce, *latest, std::move(**restated), portfolio->currency()});
    }
    return changes;
}

std::string conventionChangesText(const std::vector<ConventionChange> &changes, Date day, DocumentFormat format)
{
    std::vector<Section> sections;
    for (const ConventionChange &change : changes) {
        sections.push_back(quartersSection(change));
        sections.push_back(approvalsSection(change));
    }
    return documentText("Changes of convention, for approval",
        "Proposed conventions against those in force on " + day.iso() + ": the last eight fiscal quarters by either.",
        std::move(sections), format);
}

} // namespace qd::governance
