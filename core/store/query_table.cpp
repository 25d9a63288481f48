#include "core/store/query_table.h"

#include "core/base/text.h"
#include "core/base/words.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace qd::store {

namespace {

bool isEmpty(const nlohmann::json &value)
{
    const auto *text = value.get_ptr<const std::string *>();
    return value.is_null() || (text && trimmed(*text).empty());
}

std::optional<double> numberIn(const nlohmann::json &value)
{
    double number = 0;
    if (value.is_number()) {
        number = value.get<double>();
    } else if (const auto *text = value.get_ptr<const std::string *>()) {
        const std::string_view digits = trimmed(*text);
        const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (code != std::errc() || end != digits.data() + digits.size())
            return std::nullopt;
    } else {
        return std::nullopt;
    }
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

std::string textIn(const nlohmann::json &value)
{
    if (const auto *text = value.get_ptr<const std::string *>())
        return *text;
    return value.is_null() ? std::string() : value.dump();
}

} // namespace

Result<QueryTable> QueryTable::of(QueryResult result)
{
    std::vector<std::string> names;
    for (const std::string &column : result.columns) {
        names.push_back(lowered(column));
        if (std::count(names.begin(), names.end(), names.back()) > 1)
            return Error{ErrorCode::BadData,
                {QD_WORDS("Query", "The query gives two columns called %1; name them apart with AS."), {column}}};
    }
    return QueryTable(std::move(result));
}

Result<QueryTable> QueryTable::read(const Workspace &workspace, const std::string &sql, Progress &progress)
{
    auto result = runQuery(workspace, sql, progress);
    if (!result)
        return result.error().code == ErrorCode::InvalidArgument ? Error{ErrorCode::BadData, result.error().message}
                                                                 : result.error();
    return of(std::move(*result));
}

std::optional<std::size_t> QueryTable::find(std::string_view column) const
{
    const auto found = std::find_if(m_result.columns.begin(), m_result.columns.end(),
        [&](const std::string &name) { return lowered(name) == lowered(column); });
    return found == m_result.columns.end() ? std::nullopt
                                           : std::optional(std::size_t(found - m_result.columns.begin()));
}

std::size_t QueryTable::place(std::string_view column) const
{
    return find(column).value();
}

bool QueryTable::hasValues(std::string_view column) const
{
    const auto at = find(column);
    return at
        && std::any_of(m_result.rows.begin(), m_result.rows.end(), [&](const auto &row) { return !isEmpty(row[*at]); });
}

Result<void> QueryTable::need(std::initializer_list<std::string_view> columns) const
{
    for (const std::string_view column : columns) {
        if (find(column))
            continue;
        const std::string near = nearest(column, m_result.columns);
        if (!near.empty())
            return Error{ErrorCode::BadData,
                {QD_WORDS("Query", "The query has no column %1; did you mean %2? Name it with AS."),
                    {std::string(column), near}}};
        return Error{ErrorCode::BadData,
            {QD_WORDS("Query", "The query has no column %1, only: %2. Name it with AS."),
                {std::string(column), joined(m_result.columns, ", ")}}};
    }
    return {};
}

std::vector<std::string> QueryTable::besides(std::initializer_list<std::string_view> columns) const
{
    std::vector<std::string> others;
    std::copy_if(
        m_result.columns.begin(), m_result.columns.end(), std::back_inserter(others), [&](const std::string &name) {
            return std::find(columns.begin(), columns.end(), lowered(name)) == columns.end();
        });
    return others;
}

Result<std::vector<std::optional<double>>> QueryTable::numbersOrNone(std::string_view column) const
{
    std::vector<std::optional<double>> numbers(rows());
    const std::size_t at = place(column);
    for (std::size_t row = 0; row < rows(); ++row) {
        const nlohmann::json &value = m_result.rows[row][at];
        numbers[row] = numberIn(value);
        if (!numbers[row] && !isEmpty(value))
            return wrongCell(row, column, QT_TRANSLATE_NOOP("Words", "a number"));
    }
    return numbers;
}

Result<std::vector<double>> QueryTable::numbers(std::string_view column) const
{
    const auto found = numbersOrNone(column);
    if (!found)
        return found.error();
    std::vector<double> numbers;
    for (const auto &number : *found) {
        if (!number)
            return wrongCell(numbers.size(), column, QT_TRANSLATE_NOOP("Words", "a number"));
        numbers.push_back(*number);
    }
    return numbers;
}

Result<std::vector<std::optional<bool>>> QueryTable::flagsOrNone(std::string_view column) const
{
    std::vector<std::optional<bool>> flags(rows());
    const std::size_t at = place(column);
    for (std::size_t row = 0; row < rows(); ++row) {
        const nlohmann::json &value = m_result.rows[row][at];
        if (isEmpty(value))
            continue;
        const auto number = numberIn(value);
        if (number != 0.0 && number != 1.0)
            return wrongCell(row, column, QT_TRANSLATE_NOOP("Words", "0 or 1"));
        flags[row] = number == 1.0;
    }
    return flags;
}

Result<std::vector<bool>> QueryTable::flags(std::string_view column) const
{
    const auto found = flagsOrNone(column);
    if (!found)
        return found.error();
    std::vector<bool> flags;
    for (const auto &flag : *found) {
        if (!flag)
            return wrongCell(flags.size(), column, QT_TRANSLATE_NOOP("Words", "0 or 1"));
        flags.push_back(*flag);
    }
    return flags;
}

std::vector<std::string> QueryTable::texts(std::string_view column) const
{
    const std::size_t at = place(column);
    std::vector<std::string> texts;
    for (const auto &row : m_result.rows)
        texts.push_back(isEmpty(row[at]) ? std::string() : textIn(row[at]));
    return texts;
}

std::vector<std::string> QueryTable::groups(std::string_view column) const
{
    std::vector<std::string> groups = texts(column);
    for (std::string &group : groups)
        if (group.empty())
            group = NoGroup;
    return groups;
}

Error QueryTable::wrongCell(std::size_t row, std::string_view column, const char *must) const
{
    const std::string number = std::to_string(row + 1);
    const std::size_t at = place(column);
    const std::string &name = m_result.columns[at];
    const nlohmann::json &value = m_result.rows[row][at];
    if (isEmpty(value))
        return {ErrorCode::BadData,
            {QD_WORDS("Query", "Row %1 of the query: %2 is empty; it must be %3."), {number, name, Word{must}}}};
    return {ErrorCode::BadData,
        {QD_WORDS("Query", "Row %1 of the query: %2 is \"%3\"; it must be %4."),
            {number, name, textIn(value), Word{must}}}};
}

} // namespace qd::store
