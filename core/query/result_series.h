#pragma once
#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace qd::query {

/// A line of a chart of rows.
struct ResultLine {
    std::string name;
    std::vector<std::optional<double>> values = {}; ///< by category; nothing where no row has a number
    std::vector<std::string> accounts = {}; ///< by category: the customer of the row; empty where there is none
};

/// Rows of a query as a chart takes them.
struct ResultSeries {
    std::vector<std::string> categories;
    std::vector<ResultLine> lines;
    std::size_t rows = 0; ///< how many rows went in
    std::size_t replaced = 0; ///< of them, those whose place a later row took
    std::size_t linesLeftOut = 0; ///< beyond MostLines, with their rows
};

/// Of lines that a column names so many at most are taken, the first ones: an eye tells no more apart.
inline constexpr std::size_t MostLines = 200;
/// Places of all lines together, which such rows may fill thinly: more are not put together.
inline constexpr std::size_t MostPlaces = 5'000'000;

/// How the rows of a query are drawn. The first column that is no number names the categories, in the order in which
/// they come; without one the rows are numbered. Each column of numbers is a line. Where categories come more than
/// once and there is a second column that is no number, that names the lines and the first column of numbers is their
/// value: month, segment, ARR. Of two rows for one place the later one counts. A column `account` says whose a row is.
/// A column is one of numbers when each value is a number or null, and one is a number. InvalidArgument where there is
/// no row or no such column, or where lines by name would have more than MostPlaces.
[[nodiscard]] Result<ResultSeries> resultSeries(
    const std::vector<std::string> &columns, const std::vector<std::vector<nlohmann::json>> &rows);

} // namespace qd::query
