#include "core/validation/query_cases.h"

#include "core/base/words.h"

#include <algorithm>
#include <map>

namespace qd::validation {

namespace {

/// Fills `field` of the cases from a column that a query may have.
template <typename T>
Result<void> fill(std::vector<Case> &cases, std::optional<T> Case::*field,
    const Result<std::vector<std::optional<T>>> &values, const store::QueryTable &table, const char *column,
    const char *must, bool (*allowed)(const T &))
{
    if (!values)
        return values.error();
    for (std::size_t row = 0; row < cases.size(); ++row) {
        const auto &value = (*values)[row];
        if (value ? !allowed(*value) : cases[row].score.has_value())
            return table.wrongCell(row, column, must);
        cases[row].*field = value;
    }
    return {};
}

Result<void> fillOptional(std::vector<Case> &cases, const store::QueryTable &table)
{
    if (table.hasValues("prob"))
        if (auto filled = fill<double>(cases, &Case::probability, table.numbersOrNone("prob"), table, "prob",
                QT_TRANSLATE_NOOP("Words", "a number from 0 to 1"), [](const double &p) { return p >= 0 && p <= 1; });
            !filled)
            return filled;
    if (table.hasValues("flagged"))
        if (auto filled = fill<bool>(cases, &Case::flagged, table.flagsOrNone("flagged"), table, "flagged",
                QT_TRANSLATE_NOOP("Words", "0 or 1"), [](const bool &) { return true; });
            !filled)
            return filled;
    if (table.hasValues("weight"))
        return fill<double>(cases, &Case::weight, table.numbersOrNone("weight"), table, "weight",
            QT_TRANSLATE_NOOP("Words", "a number of 0 or more"), [](const double &weight) { return weight >= 0; });
    return {};
}

} // namespace

Result<QueryCases> casesOf(const store::QueryTable &table)
{
    if (auto complete = table.need({"score", "event"}); !complete)
        return complete.error();
    const auto scores = table.numbersOrNone("score");
    if (!scores)
        return scores.error();
    const auto events = table.flags("event");
    if (!events)
        return events.error();
    QueryCases result;
    for (std::size_t row = 0; row < table.rows(); ++row)
        result.cases.push_back({.score = (*scores)[row], .event = (*events)[row]});
    if (auto filled = fillOptional(result.cases, table); !filled)
        return filled.error();
    result.unused = table.besides({"score", "event", "prob", "flagged", "weight", "grp"});
    result.grouped = table.has("grp");
    if (result.grouped) {
        const std::vector<std::string> groups = table.groups("grp");
        for (std::size_t row = 0; row < groups.size(); ++row)
            result.cases[row].group = groups[row];
    }
    return result;
}

Result<std::optional<statistics::PopulationStability>> stabilityOf(const store::QueryTable &table)
{
    if (auto complete = table.need({"band", "n_from", "n_to"}); !complete)
        return complete.error();
    const auto from = table.numbers("n_from");
    const auto to = table.numbers("n_to");
    if (!from || !to)
        return from ? to.error() : from.error();
    const std::vector<std::string> bands = table.groups("band");
    std::map<std::string, std::size_t> rows; // in the bands' order, whatever the query's
    for (std::size_t row = 0; row < bands.size(); ++row) {
        for (const char *column : {"n_from", "n_to"})
            if ((column == std::string_view("n_from") ? *from : *to)[row] < 0)
                return table.wrongCell(row, column, QT_TRANSLATE_NOOP("Words", "a number of 0 or more"));
        if (!rows.emplace(bands[row], row).second)
            return Error{ErrorCode::BadData,
                {QD_WORDS(
                     "Validation", "Row %1 of the query: the band %2 stands twice; add up its rows with GROUP BY."),
                    {std::to_string(row + 1), groupValue(bands[row])}}};
    }
    std::vector<double> before;
    std::vector<double> after;
    for (const auto &[band, row] : rows) {
        before.push_back((*from)[row]);
        after.push_back((*to)[row]);
    }
    return statistics::populationStability(before, after);
}

} // namespace qd::validation
