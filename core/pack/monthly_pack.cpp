#include "core/pack/monthly_pack.h"

#include "core/base/text.h"
#include "core/pack/charts.h"
#include "core/pack/coverage_pages.h"
#include "core/pack/first_pack.h"
#include "core/pack/metric_texts.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/open_places.h"
#include "core/pack/scenario_pages.h"
#include "core/pack/wording.h"
#include "core/scenario/scenario_store.h"

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

/// "All segments, regions and owners." or "Only segment Enterprise, owner Maya Lind."
std::string scopeSentence(const revenue::Filters &filters)
{
    return filters.empty() ? "All segments, regions and owners." : "Only " + revenue::inWords(filters) + ".";
}

/// Head and footers, which every template has alike.
PackDocument frame(const MonthMeasures &measures, const std::string &templateId, const std::string &name)
{
    PackDocument document;
    document.templateId = templateId;
    document.company = measures.company;
    document.name = "Customer Success, " + name;
    document.period = longMonth(measures.month);
    document.asOf = measures.asOf;
    document.footerLeft = {"As of " + dateText(measures.asOf) + ". " + scopeSentence(measures.filters) + " "
            + measures.currency.code() + ", 12-month retention at the exchange rates of " + dateText(measures.asOf)
            + ". ARR from " + sourceLabel(measures.arrSource.name, measures.arrSource.kind) + ".",
        sourceLine(measures) + (measures.staleRates.empty() ? "" : " Old exchange rates: see Sources.")};
    document.footerDefinitions = definitionsLine();
    document.issue = "Issue 1, " + dateText(measures.asOf);
    return document;
}

/// Adds pages; what has no origin of its own on them opens `elsewhere`.
void add(PackDocument &document, std::vector<Page> pages, Origin::Of elsewhere)
{
    for (Page &page : pages) {
        openElsewhere(page, elsewhere);
        document.pages.push_back(std::move(page));
    }
}

PackDocument coverageDocument(
    const MonthMeasures &measures, const CoverageMeasures &coverage, const std::optional<ScenarioMeasures> &scenario)
{
    PackDocument document = frame(measures, "coverage-review", "coverage review");
    add(document, capacityPages(coverage), Origin::Of::Coverage);
    add(document, bookPages(coverage), Origin::Of::Coverage);
    if (scenario)
        add(document, scenarioPages(*scenario), Origin::Of::Scenarios);
    add(document, sourcePages(measures), Origin::Of::Sources);
    return document;
}

PackDocument monthlyDocument(const MonthMeasures &measures)
{
    PackDocument document = frame(measures, "monthly", "monthly business review");
    document.pages = {summaryPage(measures), arrPage(measures)};
    if (auto cohorts = cohortPage(measures))
        add(document, {std::move(*cohorts)}, Origin::Of::Cohorts);
    if (auto reconciled = reconcilePage(measures))
        document.pages.push_back(std::move(*reconciled));
    add(document, sourcePages(measures), Origin::Of::Sources);
    return document;
}

} // namespace

const std::vector<PackTemplate> &packTemplates()
{
    static const std::vector<PackTemplate> templates{
        {"monthly", "Monthly business review",
            "Summary, ARR bridge and retention, cohorts, reconciliation, sources and definitions"},
        {"coverage-review", "Coverage review",
            "Capacity by segment and month, when to hire, every book, the scenario saved last against the base, "
            "sources"}};
    return templates;
}

Result<void> checkPackOptions(const PackOptions &options)
{
    std::vector<std::string> ids;
    for (const PackTemplate &known : packTemplates())
        ids.push_back(known.id);
    if (std::find(ids.begin(), ids.end(), options.templateId) == ids.end())
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Packs", "There is no template \"%1\"; there are: %2."), {options.templateId, joined(ids, ", ")}},
            {options.templateId}};
    if (FiscalQuarter::fromText(options.period))
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Packs", "The template %1 wants a month as YYYY-MM, not the quarter \"%2\"."),
                {options.templateId, options.period}},
            {options.period}};
    if (!Month::fromIso(options.period))
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Packs", "The period is a month as YYYY-MM, for example 2026-09, not \"%1\"."), {options.period}},
            {options.period}};
    return {};
}

Result<PackDocument> buildPack(const store::Workspace &workspace, const PackOptions &options, Progress &progress)
{
    if (auto checked = checkPackOptions(options); !checked)
        return checked.error();
    const auto source = portfolio::Portfolio::of(workspace)->systemOfRecord();
    if (options.templateId == "monthly" && !source && source.error().code == ErrorCode::NoData)
        return firstPack(workspace, *Month::fromIso(options.period), progress);
    auto measures = measureMonth(workspace, *Month::fromIso(options.period), options.filters, progress);
    if (!measures)
        return measures.error();
    if (options.templateId == "monthly")
        return monthlyDocument(*measures);
    const auto coverage = measureCoverage(workspace, measures->asOf, options.filters);
    if (!coverage)
        return coverage.error();
    if (!options.filters.empty()) {
        if (const auto saved = scenario::savedScenarios(workspace); saved && !saved->empty())
            measures->leftOut.emplace_back(
                "The comparison with the saved scenario: it is of all customers. Clear the filters.");
        return coverageDocument(*measures, *coverage, std::nullopt);
    }
    const auto scenario = measureScenario(workspace, progress);
    if (!scenario && scenario.error().code == ErrorCode::Cancelled)
        return scenario.error();
    if (!scenario) // a page less is no reason to give no pack
        measures->leftOut.push_back({QD_WORDS("Packs", "The comparison with the saved scenario is left out. %1"),
            {Sentences(scenario.error().message)}});
    return coverageDocument(*measures, *coverage, scenario ? *scenario : std::nullopt);
}

} // namespace qd::pack
