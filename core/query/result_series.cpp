#include "core/query/result_series.h"

#include "core/base/text.h"

#include <algorithm>
#include <unordered_map>

namespace qd::query {

namespace {

using Rows = std::vector<std::vector<nlohmann::json>>;

std::string textOf(const nlohmann::json &value)
{
    if (const auto *text = value.get_ptr<const std::string *>())
        return *text;
    return value.is_null() ? std::string() : value.dump();
}

bool isNumeric(const Rows &rows, std::size_t column)
{
    bool any = false;
    for (const auto &row : rows) {
        if (!row[column].is_null() && !row[column].is_number())
            return false;
        any = any || row[column].is_number();
    }
    return any;
}

/// Texts in the order in which they come first, and the place of each.
class Places {
public:
    std::size_t of(const std::string &text)
    {
        const auto [place, isNew] = m_places.try_emplace(text, m_texts.size());
        if (isNew)
            m_texts.push_back(text);
        return place->second;
    }
    [[nodiscard]] const std::vector<std::string> &texts() const { return m_texts; }

private:
    std::unordered_map<std::string, std::size_t> m_places;
    std::vector<std::string> m_texts;
};

void put(ResultLine &line, std::size_t category, const nlohmann::json &value, const std::string &account,
    std::size_t &replaced)
{
    if (line.values.size() <= category) {
        line.values.resize(category + 1);
        line.accounts.resize(category + 1);
    }
    replaced += line.values[category] ? 1 : 0;
    line.values[category] = value.is_number() ? std::optional(value.get<double>()) : std::nullopt;
    line.accounts[category] = account;
}

/// A line a value of the second text: rows of month, segment, ARR.
Result<ResultSeries> byName(const Rows &rows, std::size_t category, std::size_t name, std::size_t value,
    const std::vector<std::string> &accounts)
{
    ResultSeries series;
    Places categories;
    Places names;
    std::vector<std::pair<std::size_t, std::size_t>> places; // line and category, by row
    for (const auto &row : rows) {
        const std::size_t line = names.of(textOf(row[name]));
        places.emplace_back(line, line < MostLines ? categories.of(textOf(row[category])) : 0);
    }
    const std::size_t lines = std::min(names.texts().size(), MostLines);
    if (lines * categories.texts().size() > MostPlaces)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Query",
                 "%1 lines over %2 categories are too much to draw. Take fewer rows, or one column of words alone."),
                {Count{std::int64_t(lines)}, Count{std::int64_t(categories.texts().size())}}},
            {}};
    for (std::size_t line = 0; line < lines; ++line)
        series.lines.push_back({names.texts()[line]});
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto [line, at] = places[i];
        if (line < lines)
            put(series.lines[line], at, rows[i][value], accounts[i], series.replaced);
    }
    series.categories = categories.texts();
    series.linesLeftOut = names.texts().size() - lines;
    return series;
}

} // namespace

Result<ResultSeries> resultSeries(const std::vector<std::string> &columns, const Rows &rows)
{
    std::vector<std::size_t> numbers;
    std::vector<std::size_t> words;
    std::optional<std::size_t> account;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        (isNumeric(rows, column) ? numbers : words).push_back(column);
        if (lowered(columns[column]) == "account" && !account)
            account = column;
    }
    if (rows.empty())
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Query", "There is no row to draw. Run a query that gives some.")}, {}};
    if (numbers.empty())
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Query",
                "No column holds numbers alone, so there is nothing to draw. Text is made a number by CAST(... AS "
                "REAL).")},
            {}};
    std::vector<std::string> accounts;
    Places first;
    for (const auto &row : rows) {
        accounts.push_back(account ? textOf(row[*account]) : std::string());
        if (!words.empty())
            first.of(textOf(row[words.front()]));
    }
    ResultSeries series;
    if (words.size() > 1 && first.texts().size() < rows.size()) {
        auto named = byName(rows, words[0], words[1], numbers.front(), accounts);
        if (!named)
            return named.error();
        series = std::move(*named);
    } else {
        for (const std::size_t column : numbers)
            series.lines.push_back({columns[column]});
        for (std::size_t i = 0; i < rows.size(); ++i) {
            series.categories.push_back(words.empty() ? std::to_string(i + 1) : textOf(rows[i][words.front()]));
            for (std::size_t line = 0; line < numbers.size(); ++line)
                put(series.lines[line], i, rows[i][numbers[line]], accounts[i], series.replaced);
        }
    }
    series.rows = rows.size();
    return series;
}

} // namespace qd::query
