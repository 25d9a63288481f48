#include "core/query/plan_words.h"

#include "core/base/text.h"
#include "core/store/sql_query.h"

#include <algorithm>

namespace qd::query {

namespace {

/// What stands between `begin` and `end` in a line; nothing where either is missing.
std::optional<std::string> between(const std::string &line, std::string_view begin, std::string_view end)
{
    const std::size_t from = line.find(begin);
    if (from == std::string::npos)
        return std::nullopt;
    const std::size_t first = from + begin.size();
    const std::size_t last = end.empty() ? line.size() : line.find(end, first);
    return last == std::string::npos ? std::nullopt : std::optional(line.substr(first, last - first));
}

/// The name behind the first word of a line.
std::string nameOf(const std::string &line)
{
    const std::vector<std::string> words = split(line, ' ');
    return words.size() > 1 ? words[1] : std::string();
}

Message scanned(const std::string &line)
{
    const std::string name = nameOf(line);
    const auto index = between(line, "INDEX ", {});
    if (line.find("VIRTUAL TABLE") != std::string::npos) {
        // The number before the colon says by what a computed table is looked up: 1 the day, 2 the customer.
        if (index && (index->starts_with("2:") || index->starts_with("3:")))
            return {QD_WORDS("Plan", "Computes %1 and finds the rows of each customer"), {name}};
        return {QD_WORDS("Plan", "Computes %1 and goes over all its rows"), {name}};
    }
    if (index)
        return {QD_WORDS("Plan", "Goes over all rows of %1 in the order of an index"), {name}};
    return {QD_WORDS("Plan", "Goes over all rows of %1"), {name}};
}

Message searched(const std::string &line)
{
    const auto by = between(line, "(", ")");
    if (line.find("AUTOMATIC") != std::string::npos)
        return {QD_WORDS("Plan", "Makes an index of %1 for this query and finds rows in it by %2"),
            {nameOf(line), by.value_or(std::string())}};
    return {QD_WORDS("Plan", "Finds rows of %1 by %2"), {nameOf(line), by.value_or(std::string())}};
}

} // namespace

Message planStep(const std::string &line)
{
    if (line.starts_with("SCAN CONSTANT ROW"))
        return QD_WORDS("Plan", "Takes one row");
    if (line.starts_with("SCAN"))
        return scanned(line);
    if (line.starts_with("SEARCH"))
        return searched(line);
    if (const auto what = between(line, "USE TEMP B-TREE FOR ", {})) {
        if (*what == "GROUP BY")
            return QD_WORDS("Plan", "Sorts the rows to group them");
        if (what->starts_with("DISTINCT") || what->ends_with("(DISTINCT)"))
            return QD_WORDS("Plan", "Keeps the rows seen to tell equal ones apart");
        return QD_WORDS("Plan", "Sorts the rows");
    }
    if (const auto name = between(line, "MATERIALIZE ", {}))
        return {QD_WORDS("Plan", "Computes %1 once and keeps it"), {*name}};
    if (const auto name = between(line, "CO-ROUTINE ", {}))
        return {QD_WORDS("Plan", "Computes %1 row by row"), {*name}};
    if (line.starts_with("CORRELATED"))
        return QD_WORDS("Plan", "For each row a subquery:");
    if (line.starts_with("SCALAR SUBQUERY") || line.starts_with("LIST SUBQUERY"))
        return QD_WORDS("Plan", "Once a subquery:");
    if (line.starts_with("COMPOUND QUERY"))
        return QD_WORDS("Plan", "Several queries put together:");
    return Message::data(line);
}

Result<std::vector<Message>> planOf(
    const store::Workspace &workspace, const std::string &sql, const store::QueryOptions &options, Progress &progress)
{
    const auto plan = store::runQuery(workspace, "EXPLAIN QUERY PLAN " + sql, progress, options);
    if (!plan)
        return plan.error();
    std::vector<Message> steps;
    for (const auto &row : plan->rows) {
        const auto *line = row.size() == 4 ? row.back().get_ptr<const std::string *>() : nullptr; // id, parent, 0, it
        if (line)
            steps.push_back(planStep(*line));
    }
    return steps;
}

} // namespace qd::query
