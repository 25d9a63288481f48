#include "core/sources/row_notes.h"

namespace qd::sources {

namespace {

Message sameDayEnds(std::int64_t contracts)
{
    return {QD_WORDS_N("Sources",
                "ends look exclusive: %1 contracts end on the day on which the next one of the same customer and "
                "product starts, and both count on it. If the end is the day after the last, import again with --ends "
                "exclusive.",
                "ends look exclusive: %1 contract ends on the day on which the next one of the same customer and "
                "product starts, and both count on it. If the end is the day after the last, import again with --ends "
                "exclusive."),
        {Count{contracts}}};
}

Message padded(std::int64_t rows)
{
    return {QD_WORDS_N("Sources", "%1 rows are shorter than the header; what they lack is empty.",
                "%1 row is shorter than the header; what it lacks is empty."),
        {Count{rows}}};
}

Message beside(std::int64_t rows)
{
    return {QD_WORDS_N("Sources", "%1 rows have cells to the right of the header; those are not read.",
                "%1 row has cells to the right of the header; those are not read."),
        {Count{rows}}};
}

Message nameless(std::int64_t rows)
{
    return {QD_WORDS_N("Sources",
                "%1 rows have values in columns without a name; they are kept beside the rows as column_N.",
                "%1 row has values in columns without a name; they are kept beside the row as column_N."),
        {Count{rows}}};
}

Message saidEmpty(const std::map<std::string, std::int64_t> &cells)
{
    std::int64_t all = 0;
    std::vector<Message> columns;
    for (const auto &[header, count] : cells) {
        all += count;
        columns.push_back({QD_WORDS("Sources", "%1 in %2"), {Count{count}, header}});
    }
    return {QD_WORDS_N("Sources", "%1 cells say in words that they have no value, such as N/A, and are empty: %2.",
                "%1 cell says in words that it has no value, such as N/A, and is empty: %2."),
        {Count{all}, Sentences(enumerated(columns))}};
}

Message joinedRows(std::int64_t rows)
{
    return {QD_WORDS_N("Sources", "%1 rows have the key of a row above and were made one with it, as the profile says.",
                "%1 row has the key of a row above and was made one with it, as the profile says."),
        {Count{rows}}};
}

Message lookedUp(const std::string &column, const LookupCount &count)
{
    return {QD_WORDS("Sources", "%1 is looked up: %2 rows matched, %3 unmatched, %4 ambiguous."),
        {column, Count{count.matched}, Count{count.unmatched}, Count{count.ambiguous}}};
}

} // namespace

void countLookups(const Mapping &mapping, const Record &record, LookupCounts &counts)
{
    if (record.made.empty())
        return;
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        using enum MadeValue::Lookup;
        MadeValue::Lookup best = None;
        for (const MappedField &field : mapping.columns[i].fields) {
            if (!field.rule->lookup)
                continue;
            const MadeValue::Lookup found = record.made[std::size_t(field.made)].lookup;
            const bool isBetter = found == Matched || (found == Ambiguous && best != Matched) || best == None;
            best = isBetter && found != None ? found : best;
        }
        if (best == None)
            continue;
        LookupCount &count = counts[std::string(mapping.entity->columns[i].name)];
        count.matched += best == Matched ? 1 : 0;
        count.unmatched += best == Unmatched ? 1 : 0;
        count.ambiguous += best == Ambiguous ? 1 : 0;
    }
}

void RowNotes::add(const TypedRow &row, const Mapping &mapping)
{
    if (row.fault)
        return;
    padded += row.padded ? 1 : 0;
    beside += row.beside ? 1 : 0;
    nameless += row.nameless ? 1 : 0;
    for (const std::size_t column : row.saidEmpty)
        ++saidEmpty[mapping.headerOf(column)];
}

std::vector<RowNote> notesInWords(const RowNotes &notes)
{
    std::vector<RowNote> said;
    if (notes.sameDayEnds > 0)
        said.push_back({QD_WORDS("Sources", "ends"), sameDayEnds(notes.sameDayEnds)});
    if (notes.padded > 0)
        said.push_back({QD_WORDS("Sources", "short rows"), padded(notes.padded)});
    if (notes.beside > 0)
        said.push_back({QD_WORDS("Sources", "cells beside"), beside(notes.beside)});
    if (notes.nameless > 0)
        said.push_back({QD_WORDS("Sources", "columns without a name"), nameless(notes.nameless)});
    if (!notes.saidEmpty.empty())
        said.push_back({QD_WORDS("Sources", "empty in words"), saidEmpty(notes.saidEmpty)});
    for (const auto &[column, count] : notes.lookups)
        said.push_back({QD_WORDS("Sources", "lookup"), lookedUp(column, count)});
    if (notes.joined > 0)
        said.push_back({QD_WORDS("Sources", "rows of one key"), joinedRows(notes.joined)});
    return said;
}

} // namespace qd::sources
