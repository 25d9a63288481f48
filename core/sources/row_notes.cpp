#include "core/sources/row_notes.h"

#include "core/sources/reasons.h"

#include <algorithm>

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

/// The first values by name; an import's JSON has them all.
Message unknownValues(const std::string &header, const UnknownValues &unknown)
{
    constexpr std::size_t MostNamed = 5;
    std::int64_t all = unknown.others;
    std::int64_t further = unknown.others;
    std::vector<Message> values;
    for (const auto &[value, rows] : unknown.rows) {
        all += rows;
        if (values.size() < MostNamed)
            values.push_back({QD_WORDS("Sources", "\"%1\" in %2"), {shortened(value), Count{rows}}});
        else
            further += rows;
    }
    if (further > 0)
        values.push_back({QD_WORDS("Sources", "others in %1"), {Count{further}}});
    return {QD_WORDS_N("Sources", "%2: %1 rows have values that are none of its known ones, and keep them: %3.",
                "%2: %1 row has a value that is none of its known ones, and keeps it: %3."),
        {Count{all}, header, Sentences(listed(values))}};
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
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        const store::Column &column = mapping.entity->columns[i];
        const std::string &value = row.values[i].text;
        if (column.type != store::ValueType::Enum || value.empty()
            || std::ranges::find(column.values, value) != column.values.end())
            continue;
        UnknownValues &seen = unknown[mapping.headerOf(i)];
        if (seen.rows.contains(value) || seen.rows.size() < UnknownValues::MostApart)
            ++seen.rows[value];
        else
            ++seen.others;
    }
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
    for (const auto &[header, unknown] : notes.unknown)
        said.push_back({QD_WORDS("Sources", "unknown values"), unknownValues(header, unknown)});
    for (const auto &[column, count] : notes.lookups)
        said.push_back({QD_WORDS("Sources", "lookup"), lookedUp(column, count)});
    if (notes.joined > 0)
        said.push_back({QD_WORDS("Sources", "rows of one key"), joinedRows(notes.joined)});
    return said;
}

} // namespace qd::sources
