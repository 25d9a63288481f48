#include "core/pack/monthly_pack.h"

#include "core/base/text.h"
#include "core/pack/charts.h"
#include "core/pack/figure_text.h"
#include "core/pack/metric_texts.h"
#include "core/pack/monthly_pages.h"

namespace qd::pack {

namespace {

/// "CRM 30 Sep, billing 30 Sep, support 24 Sep (6 days old)"
std::string sourceLine(const MonthMeasures &measures)
{
    const std::vector<SourceAge> ages = sourceAges(measures);
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < ages.size(); ++i) {
        const auto day = Date::fromIso(measures.sources.sources[i].asOf);
        if (!day)
            continue;
        std::string part =
            ages[i].label + " " + (day->year() == measures.asOf.year() ? shortDate(*day) : dateText(*day));
        if (ages[i].late && ages[i].days)
            part += " (" + counted(*ages[i].days, "day") + " old)";
        parts.push_back(std::move(part));
    }
    return parts.empty() ? std::string() : capitalised(joined(parts, ", ")) + ".";
}

PackDocument monthlyDocument(const MonthMeasures &measures)
{
    PackDocument document;
    document.templateId = "monthly";
    document.company = measures.company;
    document.name = "Customer Success, monthly business review";
    document.period = longMonth(measures.month);
    document.asOf = measures.asOf;
    document.footerLeft = {"As of " + dateText(measures.asOf) + ". All segments, regions and owners. "
            + measures.currency.code() + ", retention at the exchange rates of " + dateText(measures.asOf)
            + ". ARR from " + sourceLabel(measures.arrSource.name, measures.arrSource.kind) + ".",
        sourceLine(measures)};
    document.footerDefinitions = definitionsLine();
    document.issue = "Issue 1, " + dateText(measures.asOf);
    document.pages = {summaryPage(measures), arrPage(measures)};
    if (auto cohorts = cohortPage(measures))
        document.pages.push_back(std::move(*cohorts));
    if (auto reconciled = reconcilePage(measures))
        document.pages.push_back(std::move(*reconciled));
    for (Page &page : sourcePages(measures))
        document.pages.push_back(std::move(page));
    return document;
}

} // namespace

const std::vector<PackTemplate> &packTemplates()
{
    static const std::vector<PackTemplate> templates{{"monthly", "Monthly business review",
        "Summary, ARR bridge and retention, cohorts, reconciliation, sources and definitions"}};
    return templates;
}

Result<void> checkPackOptions(const PackOptions &options)
{
    std::vector<std::string> ids;
    for (const PackTemplate &known : packTemplates())
        ids.push_back(known.id);
    if (std::find(ids.begin(), ids.end(), options.templateId) == ids.end())
        return Error{ErrorCode::InvalidArgument,
            "There is no template \"" + options.templateId + "\"; there are: " + joined(ids, ", ") + ".",
            {options.templateId}};
    if (FiscalQuarter::fromText(options.period))
        return Error{ErrorCode::InvalidArgument,
            "The template monthly wants a month as YYYY-MM, not the quarter \"" + options.period + "\".",
            {options.period}};
    if (!Month::fromIso(options.period))
        return Error{ErrorCode::InvalidArgument,
            "The period is a month as YYYY-MM, for example 2026-09, not \"" + options.period + "\".", {options.period}};
    return {};
}

Result<PackDocument> buildPack(const store::Workspace &workspace, const PackOptions &options, Progress &progress)
{
    if (auto checked = checkPackOptions(options); !checked)
        return checked.error();
    const auto measures = measureMonth(workspace, *Month::fromIso(options.period), progress);
    if (!measures)
        return measures.error();
    return monthlyDocument(*measures);
}

} // namespace qd::pack
