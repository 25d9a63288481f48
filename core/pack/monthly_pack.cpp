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

/// "CRM 30 Sep, billing 30 Sep, support 24 Sep (6 days old)."
Message sourceLine(const MonthMeasures &measures)
{
    const std::vector<SourceAge> ages = sourceAges(measures);
    std::vector<Message> parts;
    for (std::size_t i = 0; i < ages.size(); ++i) {
        const auto asOf = Date::fromIso(measures.sources.sources[i].asOf);
        if (!asOf)
            continue;
        const Day on = asOf->year() == measures.asOf.year() ? shortDay(*asOf) : day(*asOf);
        const Message::Value label = parts.empty() ? ages[i].label.atStart : ages[i].label.within;
        if (ages[i].late && ages[i].days)
            parts.push_back(
                {QD_WORDS_N("Packs", "%2 %3 (%1 days old)", "%2 %3 (%1 day old)"), {Count{*ages[i].days}, label, on}});
        else
            parts.push_back({QD_WORDS("Packs", "%1 %2"), {label, on}});
    }
    return parts.empty() ? Message() : sentenceOf(enumerated(parts));
}

/// "All segments, regions and owners." or "Only segment Enterprise, owner Maya Lind."
Message scopeSentence(const revenue::Filters &filters)
{
    if (filters.empty())
        return QD_WORDS("Packs", "All segments, regions and owners.");
    return {QD_WORDS("Packs", "Only %1."), {Sentences(revenue::described(filters))}};
}

/// Head and footers, which every template has alike.
PackDocument frame(const MonthMeasures &measures, const std::string &templateId, const MessageWords &name)
{
    PackDocument document;
    document.templateId = templateId;
    document.company = measures.company;
    document.name = name;
    document.period = longMonth(measures.month);
    document.asOf = measures.asOf;
    const Message asOf{QD_WORDS("Packs", "As of %1."), {day(measures.asOf)}};
    const Message rates{QD_WORDS("Packs", "%1, 12-month retention at the exchange rates of %2. ARR from %3."),
        {measures.currency.code(), day(measures.asOf),
            sourceLabel(measures.arrSource.name, measures.arrSource.kind).within}};
    document.footerLeft = {inARow({asOf, scopeSentence(measures.filters), rates}),
        inARow({sourceLine(measures),
            measures.staleRates.empty() ? Message() : Message(QD_WORDS("Packs", "Old exchange rates: see Sources."))})};
    document.footerDefinitions = definitionsLine();
    document.issue = issueOne(measures.asOf);
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

PackDocument coverageDocument(const MonthMeasures &measures, const CoverageMeasures &coverage,
    const std::optional<ScenarioMeasures> &scenario, const NarrativeHeight &heightOfText)
{
    PackDocument document = frame(measures, "coverage-review", QD_WORDS("Packs", "Customer Success, coverage review"));
    add(document, capacityPages(coverage), Origin::Of::Coverage);
    add(document, bookPages(coverage), Origin::Of::Coverage);
    if (scenario)
        add(document, scenarioPages(*scenario), Origin::Of::Scenarios);
    add(document, sourcePages(measures, heightOfText), Origin::Of::Sources);
    return document;
}

PackDocument monthlyDocument(const MonthMeasures &measures, const NarrativeHeight &heightOfText)
{
    PackDocument document = frame(measures, "monthly", QD_WORDS("Packs", "Customer Success, monthly business review"));
    document.pages = {summaryPage(measures, heightOfText), arrPage(measures)};
    if (auto cohorts = cohortPage(measures))
        add(document, {std::move(*cohorts)}, Origin::Of::Cohorts);
    if (auto reconciled = reconcilePage(measures))
        document.pages.push_back(std::move(*reconciled));
    add(document, sourcePages(measures, heightOfText), Origin::Of::Sources);
    return document;
}

} // namespace

const std::vector<PackTemplate> &packTemplates()
{
    static const std::vector<PackTemplate> templates{
        {"monthly", QD_WORDS("Packs", "Monthly business review"),
            QD_WORDS("Packs", "Summary, ARR bridge and retention, cohorts, reconciliation, sources and definitions")},
        {"coverage-review", QD_WORDS("Packs", "Coverage review"),
            QD_WORDS("Packs",
                "Capacity by segment and month, when to hire, every book, the scenario saved last against the base, "
                "sources")}};
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

Result<PackDocument> buildPack(const store::Workspace &workspace, const PackOptions &options,
    const NarrativeHeight &heightOfText, Progress &progress)
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
        return monthlyDocument(*measures, heightOfText);
    const auto coverage = measureCoverage(workspace, measures->asOf, options.filters);
    if (!coverage)
        return coverage.error();
    if (!options.filters.empty()) {
        if (const auto saved = scenario::savedScenarios(workspace); saved && !saved->empty())
            measures->leftOut.emplace_back(QD_WORDS(
                "Packs", "The comparison with the saved scenario: it is of all customers. Clear the filters."));
        return coverageDocument(*measures, *coverage, std::nullopt, heightOfText);
    }
    const auto scenario = measureScenario(workspace, progress);
    if (!scenario && scenario.error().code == ErrorCode::Cancelled)
        return scenario.error();
    if (!scenario) // a page less is no reason to give no pack
        measures->leftOut.push_back({QD_WORDS("Packs", "The comparison with the saved scenario is left out. %1"),
            {Sentences(scenario.error().message)}});
    return coverageDocument(*measures, *coverage, scenario ? *scenario : std::nullopt, heightOfText);
}

} // namespace qd::pack
