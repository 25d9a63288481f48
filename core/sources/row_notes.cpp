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

} // namespace

void RowNotes::add(const TypedRow &row, const Mapping &mapping)
{
    if (row.fault)
        return;
    padded += row.padded ? 1 : 0;
    beside += row.beside ? 1 : 0;
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
    if (!notes.saidEmpty.empty())
        said.push_back({QD_WORDS("Sources", "empty in words"), saidEmpty(notes.saidEmpty)});
    return said;
}

} // namespace qd::sources
