#include "core/pack/build_pack.h"

#include "core/base/text.h"
#include "core/pack/customer_pack.h"
#include "core/pack/first_pack.h"
#include "core/pack/import_change_page.h"
#include "core/pack/monthly_pages.h"
#include "core/pack/open_places.h"
#include "core/pack/page_kinds.h"
#include "core/pack/wording.h"
#include "core/scenario/scenario_store.h"

#include <algorithm>

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
    document.period =
        made.quarterly ? quarterName(measures.month, measures.fiscalYearStart) : Message(longMonth(measures.month));
    document.asOf = measures.asOf;
    const Message asOf{QD_WORDS("Packs", "As of %1."), {day(measures.asOf)}};
    const Message rates{QD_WORDS("Packs", "%1, 12-month retention at the exchange rates of %2. ARR from %3."),
        {measures.currency.code(), day(measures.asOf),
            sourceLabel(measures.arrSource.name, measures.arrSource.kind).within}};
    document.footerLeft = {inARow({asOf, scopeSentence(measures.filters), rates}),
        inARow({sourceLine(measures),
            measures.staleRates.empty() ? Message() : Message(QD_WORDS("Packs", "Old exchange rates: see Sources."))})};
    document.footerDefinitions = definitionsLine(measures.definitions);
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

/// As scenarioFor(): a currency without a rate by the first day keeps no pack from being written.
Result<std::optional<GovernanceMeasures>> governanceFor(
    const store::Workspace &workspace, MonthMeasures &measures, Progress &progress)
{
    if (!measures.filters.empty()) {
        measures.leftOut.emplace_back(
            QD_WORDS("Packs", "Conventions and definitions: they are of all customers. Clear the filters."));
        return std::optional<GovernanceMeasures>();
    }
    auto governance = measureGovernance(workspace, measures.month, progress);
    if (governance)
        return std::optional(std::move(*governance));
    if (governance.error().code == ErrorCode::Cancelled)
        return governance.error();
    measures.leftOut.push_back(
        {QD_WORDS("Packs", "Conventions and definitions are left out. %1"), {Sentences(governance.error().message)}});
    return std::optional<GovernanceMeasures>();
}

/// Nothing where none are asked for, or the pack is of some customers only; then `measures` says so.
Result<std::optional<governance::WhatImportsChanged>> importsFor(
    const store::Workspace &workspace, const PackOptions &options, std::vector<Message> &leftOut, Progress &progress)
{
    if (!options.imports)
        return std::optional<governance::WhatImportsChanged>();
    if (!options.filters.empty()) {
        leftOut.emplace_back(QD_WORDS("Packs", "What imports changed: it is of all customers. Clear the filters."));
        return std::optional<governance::WhatImportsChanged>();
    }
    auto changed = governance::whatImportsChanged(workspace, options.imports->from, options.imports->to, progress);
    if (!changed)
        return changed.error();
    return std::optional(std::move(*changed));
}

/// As scenarioFor(), but for a pack that begins with health and can be of nothing else. Elsewhere the court is left
/// out, too, where too little was lost to judge any model.
Result<std::optional<HealthMeasures>> healthFor(
    const store::Workspace &workspace, const PackTemplate &made, MonthMeasures &measures, Progress &progress)
{
    const bool isOfHealth = made.pages.front()->needs.contains(Need::Health);
    auto health = measureHealth(workspace, measures.asOf, measures.filters, progress);
    if (!health && (isOfHealth || health.error().code == ErrorCode::Cancelled))
        return health;
    if (!health) {
        measures.leftOut.push_back({QD_WORDS("Packs", "Health and how well it foretold churn are left out. %1"),
            {Sentences(health.error().message)}});
        return std::optional<HealthMeasures>();
    }
    if (!*health)
        measures.leftOut.emplace_back(QD_WORDS(
            "Packs", "Health and how well it foretold churn: import usage, tickets, surveys, activities or invoices."));
    else if (!isOfHealth && !isAnyModelJudged((*health)->court)) {
        (*health)->court.court.judgements.clear();
        measures.leftOut.push_back(
            {QD_WORDS("Packs",
                 "How well scores foretold churn: too few renewals were lost, kept or scored %1 days before due in the "
                 "twelve months."),
                {std::to_string(CourtPageLead)}});
    }
    return health;
}

/// What has no origin on the pages opens `elsewhere`, where that is a place.
void addOpening(PackDocument &document, std::vector<Page> pages, std::optional<Origin::Of> elsewhere)
{
    for (Page &page : pages) {
        if (elsewhere)
            openElsewhere(page, *elsewhere);
        document.pages.push_back(std::move(page));
    }
}

/// The month whose end a period means: a fiscal quarter's last one.
Month monthOf(const store::Workspace &workspace, const std::string &period)
{
    const auto quarter = FiscalQuarter::fromText(period);
    return quarter ? quarter->lastMonth(portfolio::Portfolio::of(workspace)->fiscalYearStart())
                   : *Month::fromIso(period);
}

Result<PackMeasures> measureFor(
    const store::Workspace &workspace, const PackTemplate &made, const PackOptions &options, Progress &progress)
{
    std::set<Need> needed;
    for (const PageKind *page : made.pages)
        needed.insert(page->needs.begin(), page->needs.end());
    auto month = measureMonth(workspace, monthOf(workspace, options.period), options.filters, needed, progress);
    if (!month)
        return month.error();
    PackMeasures measures{std::move(*month), std::nullopt, std::nullopt, std::nullopt};
    if (needed.contains(Need::Coverage)) {
        auto coverage = measureCoverage(workspace, measures.month.asOf, options.filters);
        if (coverage)
            measures.coverage = std::move(*coverage);
        else if (made.pages.front()->needs.contains(Need::Coverage) || coverage.error().code != ErrorCode::NoData)
            return coverage.error();
        else // what the pack begins with is there
            measures.month.leftOut.push_back(
                {QD_WORDS("Packs", "Capacity and books are left out. %1"), {Sentences(coverage.error().message)}});
    }
    if (needed.contains(Need::Lifecycle) || needed.contains(Need::Value)) {
        auto lifecycle = measureLifecycle(workspace, measures.month.month, options.filters, needed, progress);
        if (!lifecycle)
            return lifecycle.error();
        measures.lifecycle = std::move(*lifecycle);
        if (std::ranges::find(made.pages, findPageKind("first-value")) != made.pages.end()
            && !isValueReached(*measures.lifecycle))
            measures.month.leftOut.push_back(
                {QD_WORDS("Packs",
                     "Time to value: nobody has the milestone %1. Import milestones, or name another one in the "
                     "setting ttv.milestone."),
                    {measures.lifecycle->settings.milestone}});
    }
    if (needed.contains(Need::Adoption)) {
        auto adoption = measureAdoption(workspace, measures.month.month, options.filters, progress);
        if (!adoption)
            return adoption.error();
        if (!*adoption)
            measures.month.leftOut.push_back(
                {QD_WORDS("Packs", "Adoption: import usage of %1."), {longMonth(measures.month.month)}});
        measures.adoption = std::move(*adoption);
    }
    if (needed.contains(Need::Scenario)) {
        auto scenario = scenarioFor(workspace, measures.month, progress);
        if (!scenario)
            return scenario.error();
        measures.scenario = std::move(*scenario);
    }
    if (needed.contains(Need::Health)) {
        auto health = healthFor(workspace, made, measures.month, progress);
        if (!health)
            return health.error();
        measures.health = std::move(*health);
    }
    if (needed.contains(Need::Register) && measures.month.reconciliation) {
        auto breaks = measureRegister(workspace, measures.month, progress);
        if (!breaks)
            return breaks.error();
        measures.breaks = std::move(*breaks);
    }
    if (needed.contains(Need::Risks)) {
        auto risks = measureRisks(workspace, measures.month.asOf, options.filters, progress);
        if (!risks)
            return risks.error();
        measures.risks = std::move(*risks);
    }
    if (needed.contains(Need::Forecast)) {
        auto forecast = measureForecast(workspace, measures.month.asOf, options.filters, progress);
        if (!forecast)
            return forecast.error();
        measures.forecast = std::move(*forecast);
    }
    if (needed.contains(Need::Pulse)) {
        auto pulse = measurePulse(workspace, measures.month.asOf, options.filters, progress);
        if (!pulse)
            return pulse.error();
        measures.pulse = std::move(*pulse);
    }
    if (needed.contains(Need::Known)) {
        auto known = measureKnown(workspace, measures.month.month, options.filters, progress);
        if (!known)
            return known.error();
        measures.known = std::move(*known);
    }
    if (needed.contains(Need::Quarters)) {
        auto quarters = measureQuarters(*portfolio::Portfolio::of(workspace), measures.month, progress);
        if (!quarters)
            return quarters.error();
        measures.quarters = std::move(*quarters);
    }
    if (needed.contains(Need::Governance)) {
        auto governance = governanceFor(workspace, measures.month, progress);
        if (!governance)
            return governance.error();
        measures.governance = std::move(*governance);
    }
    return measures;
}

/// firstPack(), and what imports changed where that is asked for; of all customers, whatever the filters.
Result<PackDocument> firstOf(const store::Workspace &workspace, const PackOptions &options, Progress &progress)
{
    auto document = firstPack(workspace, monthOf(workspace, options.period), progress);
    if (!document || !options.imports)
        return document;
    const auto changed =
        governance::whatImportsChanged(workspace, options.imports->from, options.imports->to, progress);
    if (!changed)
        return changed.error();
    addOpening(*document, importChangePages(*changed), Origin::Of::Sources);
    return document;
}

} // namespace

Result<void> checkPackOptions(const PackOptions &options)
{
    std::vector<std::string> ids;
    for (const PackTemplate &known : packTemplates())
        ids.push_back(known.id);
    const PackTemplate *made = findTemplate(options.templateId);
    if (!made)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Packs", "There is no template \"%1\"; there are: %2."), {options.templateId, joined(ids, ", ")}},
            {options.templateId}};
    if (!isOfCustomers(*made) && !options.customers.empty())
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Packs", "The template %1 is of many customers, not of one."), {options.templateId}},
            {options.templateId}};
    if (isOfCustomers(*made) && options.imports)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Packs",
                 "The template %1 is of customers one by one; what imports changed goes into a pack of all of them, "
                 "such as monthly."),
                {options.templateId}},
            {options.templateId}};
    const bool isQuarter = FiscalQuarter::fromText(options.period).has_value();
    if (isQuarter && !made->quarterly)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Packs", "The template %1 wants a month as YYYY-MM, not the quarter \"%2\"."),
                {options.templateId, options.period}},
            {options.period}};
    if (isQuarter || Month::fromIso(options.period))
        return {};
    return Error{ErrorCode::InvalidArgument,
        {made->quarterly ? QD_WORDS(
             "Packs", "The period is a fiscal quarter as YYYYQn or a month as YYYY-MM, for example 2026Q3, not \"%1\".")
                         : QD_WORDS("Packs", "The period is a month as YYYY-MM, for example 2026-09, not \"%1\"."),
            {options.period}},
        {options.period}};
}

Result<PackDocument> buildPack(const store::Workspace &workspace, const PackOptions &options,
    const NarrativeHeight &heightOfText, Progress &progress)
{
    if (auto checked = checkPackOptions(options); !checked)
        return checked.error();
    const PackTemplate &made = *findTemplate(options.templateId);
    if (isOfCustomers(made))
        return customerPack(workspace, made, options, heightOfText, progress);
    const auto source = portfolio::Portfolio::of(workspace)->systemOfRecord();
    if (made.beforeArr && !source && source.error().code == ErrorCode::NoData)
        return firstOf(workspace, options, progress);
    auto measures = measureFor(workspace, made, options, progress);
    if (!measures)
        return measures.error();
    const auto imports = importsFor(workspace, options, measures->month.leftOut, progress);
    if (!imports)
        return imports.error();
    PackDocument document = frame(measures->month, made);
    for (const PageKind *kind : made.pages) {
        if (*imports && kind == made.pages.back()) // the sources, which end a pack
            addOpening(document, importChangePages(**imports), Origin::Of::Sources);
        addOpening(document, kind->build(*measures, heightOfText), kind->elsewhere);
    }
    return document;
}

} // namespace qd::pack
