#include "core/base/words.h"
#include "core/dictionary/definition_words.h"
#include "core/pack/governance_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"

#include <algorithm>

namespace qd::pack {

namespace {

using dictionary::DefinitionStatus;
using dictionary::DefinitionVersion;

bool isWithin(const GovernanceMeasures &measures, Date day)
{
    return measures.since < day && day <= measures.day;
}

/// The day of the last approval.
std::optional<Date> approvedOn(const DefinitionVersion &version)
{
    if (version.approvals.empty())
        return std::nullopt;
    return std::ranges::max_element(version.approvals, {}, &dictionary::Approval::at)->at;
}

/// Approved or retired since the pack before, or still to be decided.
struct Changed {
    const DefinitionVersion *version = nullptr;
    DefinitionStatus status = DefinitionStatus::Draft;
    std::optional<Date> day;
};

std::vector<Changed> changesOf(const GovernanceMeasures &measures)
{
    std::vector<Changed> changes;
    for (const DefinitionVersion &version : measures.dictionary.versions()) {
        const auto approved = approvedOn(version);
        if (version.status == DefinitionStatus::Draft || version.status == DefinitionStatus::Review) {
            changes.push_back({&version, version.status, std::nullopt});
            continue;
        }
        if (approved && isWithin(measures, *approved))
            changes.push_back({&version, DefinitionStatus::Approved, approved});
        if (version.retiredOn && isWithin(measures, *version.retiredOn))
            changes.push_back({&version, DefinitionStatus::Retired, version.retiredOn});
    }
    return changes;
}

Message namesOf(const DefinitionVersion &version, DefinitionStatus status)
{
    std::vector<Message> names;
    if (status == DefinitionStatus::Approved) {
        for (const dictionary::Approval &approval : version.approvals)
            names.push_back(Message::data(approval.by));
    } else {
        for (const std::string &author : version.authors)
            names.push_back(Message::data(author));
    }
    return names.empty() ? none() : enumerated(names);
}

Table changesTable(const GovernanceMeasures &measures, const std::vector<Changed> &changes)
{
    Table table;
    table.title = QD_WORDS("Packs", "Definitions that changed or are to change");
    table.subtitle = {QD_WORDS("Packs", "after %1 and up to %2; drafts and reviews as they stand"),
        {day(measures.since), day(measures.day)}};
    table.columns = {{QD_WORDS("Packs", "Definition"), Align::Left, 3}, {QD_WORDS("Packs", "Version"), Align::Right, 1},
        {QD_WORDS("Packs", "Class"), Align::Left, 1.4}, {QD_WORDS("Packs", "State"), Align::Left, 1.4},
        {QD_WORDS("Packs", "On"), Align::Left, 1.5}, {QD_WORDS("Packs", "By"), Align::Left, 3}};
    for (const Changed &change : changes) {
        const dictionary::Definition &definition = change.version->definition;
        table.rows.push_back({{Message::data(definition.name.empty() ? definition.metric : definition.name)},
            {Count{change.version->version}},
            {Word{dictionary::nameOf(definition.definitionClass)}, Judgement::None, true},
            {Word{dictionary::nameOf(change.status)},
                change.status == DefinitionStatus::Approved ? Judgement::Good : Judgement::None},
            {change.day ? Message(day(*change.day)) : none(), Judgement::None, true},
            {namesOf(*change.version, change.status), Judgement::None, true}});
    }
    return table;
}

/// Critical ones first.
std::vector<const dictionary::Conflict *> openConflicts(const GovernanceMeasures &measures)
{
    std::vector<const dictionary::Conflict *> open;
    for (const dictionary::Conflict &conflict : measures.dictionary.conflicts()) {
        if (!conflict.resolved)
            open.push_back(&conflict);
    }
    std::ranges::stable_sort(open, [](const auto *a, const auto *b) { return a->critical && !b->critical; });
    return open;
}

Table conflictsTable(const std::vector<const dictionary::Conflict *> &conflicts)
{
    Table table;
    table.title = QD_WORDS("Packs", "Open conflicts of definition");
    table.subtitle = QD_WORDS("Packs", "who computes a metric another way");
    table.columns = {{QD_WORDS("Packs", "Metric"), Align::Left, 2}, {QD_WORDS("Packs", "Team"), Align::Left, 2},
        {QD_WORDS("Packs", "Computed as"), Align::Left, 6}, {QD_WORDS("Packs", "Weight"), Align::Left, 1.4}};
    for (const dictionary::Conflict *conflict : conflicts)
        table.rows.push_back({{Message::data(conflict->metric)}, {Message::data(conflict->team)},
            {Message::data(conflict->convention), Judgement::None, true},
            conflict->critical ? Table::Cell{QD_WORDS("Packs", "critical"), Judgement::Bad, false, true}
                               : Table::Cell{none(), Judgement::None, true}});
    return table;
}

int inForce(const GovernanceMeasures &measures)
{
    int count = 0;
    for (const std::string &metric : measures.dictionary.metrics())
        count += measures.dictionary.inForce(metric, measures.day) ? 1 : 0;
    return count;
}

/// A table below the other, over as many pages as it takes.
void add(std::vector<Page> &pages, double &top, const Table &table)
{
    Page head = pages.front();
    head.blocks.clear();
    bool first = true;
    for (const Table &part : brokenTable(table, ContentBottom - top, ContentHeight)) {
        if (!first) {
            pages.push_back(head);
            top = ContentTop;
        }
        pages.back().blocks.push_back({{Margin, top, ContentWidth, heightOf(part)}, part});
        top += heightOf(part) + Gap;
        first = false;
    }
}

} // namespace

std::vector<Page> definitionPages(const GovernanceMeasures &measures)
{
    const std::vector<Changed> changes = changesOf(measures);
    const auto conflicts = openConflicts(measures);
    const auto settled = std::ranges::count_if(changes, [](const Changed &change) { return change.day.has_value(); });
    Page page;
    page.title = {QD_WORDS_N("Packs", "%1 definitions are in force; %2 changed since %3",
                      "%1 definition is in force; %2 changed since %3"),
        {Count{inForce(measures)}, Count{settled}, day(measures.since)}};
    page.subtitle = {QD_WORDS_N("Packs", "%1 conflicts of definition are open, %2 of them critical.",
                         "%1 conflict of definition is open, %2 of them critical."),
        {Count{std::int64_t(conflicts.size())}, Count{measures.dictionary.openCriticalConflicts()}}};
    std::vector<Page> pages{page};
    double top = ContentTop;
    if (!changes.empty())
        add(pages, top, changesTable(measures, changes));
    if (!conflicts.empty())
        add(pages, top, conflictsTable(conflicts));
    if (changes.empty() && conflicts.empty()) {
        Narrative nothing;
        nothing.parts.push_back({{},
            {{QD_WORDS("Packs",
                  "No definition was approved or retired since %1, none is proposed, and no conflict is open."),
                {day(measures.since)}}}});
        pages.front().blocks.push_back({{Margin, ContentTop, ContentWidth, ContentHeight}, nothing});
    }
    return pages;
}

} // namespace qd::pack
