#include "core/pack/build_pack.h"

#include "core/base/text.h"
#include "core/pack/first_pack.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/open_places.h"
#include "core/pack/page_kinds.h"
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
PackDocument frame(const MonthMeasures &measures, const PackTemplate &made)
{
    PackDocument document;
    document.templateId = made.id;
    document.company = measures.company;
    document.name = made.heading;
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

/// The scenario saved last; where there is one that cannot be shown, `measures` says why: a page less is no reason to
/// give no pack.
Result<std::optional<ScenarioMeasures>> scenarioFor(
    const store::Workspace &workspace, MonthMeasures &measures, Progress &progress)
{
    if (!measures.filters.empty()) {
        if (const auto saved = scenario::savedScenarios(workspace); saved && !saved->empty())
            measures.leftOut.emplace_back(QD_WORDS(
                "Packs", "The comparison with the saved scenario: it is of all customers. Clear the filters."));
        return std::optional<ScenarioMeasures>();
    }
    auto scenario = measureScenario(workspace, progress);
    if (scenario || scenario.error().code == ErrorCode::Cancelled)
        return scenario;
    measures.leftOut.push_back({QD_WORDS("Packs", "The comparison with the saved scenario is left out. %1"),
        {Sentences(scenario.error().message)}});
    return std::optional<ScenarioMeasures>();
}

Result<PackMeasures> measureFor(
    const store::Workspace &workspace, const PackTemplate &made, const PackOptions &options, Progress &progress)
{
    std::set<Need> needed;
    for (const PageKind *page : made.pages)
        needed.insert(page->needs.begin(), page->needs.end());
    auto month = measureMonth(workspace, *Month::fromIso(options.period), options.filters, needed, progress);
    if (!month)
        return month.error();
    PackMeasures measures{std::move(*month), std::nullopt, std::nullopt, std::nullopt};
    if (needed.contains(Need::Coverage)) {
        auto coverage = measureCoverage(workspace, measures.month.asOf, options.filters);
        if (!coverage)
            return coverage.error();
        measures.coverage = std::move(*coverage);
    }
    if (needed.contains(Need::Lifecycle)) {
        auto lifecycle = measureLifecycle(workspace, measures.month.month, options.filters, progress);
        if (!lifecycle)
            return lifecycle.error();
        measures.lifecycle = std::move(*lifecycle);
    }
    if (needed.contains(Need::Scenario)) {
        auto scenario = scenarioFor(workspace, measures.month, progress);
        if (!scenario)
            return scenario.error();
        measures.scenario = std::move(*scenario);
    }
    if (needed.contains(Need::Health)) {
        auto health = measureHealth(workspace, measures.month.asOf, options.filters, progress);
        if (!health)
            return health.error();
        if (!*health)
            measures.month.leftOut.emplace_back(QD_WORDS("Packs",
                "Health and how well it foretold churn: import usage, tickets, surveys, activities or invoices."));
        measures.health = std::move(*health);
    }
    if (needed.contains(Need::Pulse)) {
        auto pulse = measurePulse(workspace, measures.month.asOf, options.filters, progress);
        if (!pulse)
            return pulse.error();
        measures.pulse = std::move(*pulse);
    }
    return measures;
}

} // namespace

Result<void> checkPackOptions(const PackOptions &options)
{
    std::vector<std::string> ids;
    for (const PackTemplate &known : packTemplates())
        ids.push_back(known.id);
    if (!findTemplate(options.templateId))
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
    const PackTemplate &made = *findTemplate(options.templateId);
    const auto source = portfolio::Portfolio::of(workspace)->systemOfRecord();
    if (made.beforeArr && !source && source.error().code == ErrorCode::NoData)
        return firstPack(workspace, *Month::fromIso(options.period), progress);
    const auto measures = measureFor(workspace, made, options, progress);
    if (!measures)
        return measures.error();
    PackDocument document = frame(measures->month, made);
    for (const PageKind *kind : made.pages) {
        for (Page &page : kind->build(*measures, heightOfText)) {
            if (kind->elsewhere)
                openElsewhere(page, *kind->elsewhere);
            document.pages.push_back(std::move(page));
        }
    }
    return document;
}

} // namespace qd::pack
