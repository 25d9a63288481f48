#pragma once
#include "core/store/sql_query.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::store {

/// The rows of a query that feeds an analysis, read column by column. Names of columns are compared without regard to
/// case. A number may come as a text that is one: columns of custom tables are texts as soon as one value would not
/// come back letter for letter ("0.50"). An empty text is no value, as null.
///
/// What is asked for and cannot be is a BadData that names the row, counted from 1, the column and what stands there.
class QueryTable {
public:
    /// BadData for two columns of one name.
    [[nodiscard]] static Result<QueryTable> of(QueryResult result);
    /// The rows of a read-only query, as runQuery(); what it refuses is BadData here: the query is data, not an option.
    [[nodiscard]] static Result<QueryTable> read(
        const Workspace &workspace, const std::string &sql, Progress &progress);

    [[nodiscard]] std::size_t rows() const { return m_result.rows.size(); }
    [[nodiscard]] bool has(std::string_view column) const { return find(column).has_value(); }
    /// Whether some row has a value in it: a column that is empty throughout is as good as one that was not given.
    [[nodiscard]] bool hasValues(std::string_view column) const;
    /// BadData for the first of `columns` that the query lacks, with those it has and the nearest of them.
    [[nodiscard]] Result<void> need(std::initializer_list<std::string_view> columns) const;
    /// The names of all columns but these, as the query gives them and in its order.
    [[nodiscard]] std::vector<std::string> besides(std::initializer_list<std::string_view> columns) const;

    // One value a row of a column that is there.
    [[nodiscard]] Result<std::vector<double>> numbers(std::string_view column) const; ///< finite, one in every row
    [[nodiscard]] Result<std::vector<std::optional<double>>> numbersOrNone(std::string_view column) const;
    [[nodiscard]] Result<std::vector<bool>> flags(std::string_view column) const; ///< 0 or 1 in every row
    [[nodiscard]] Result<std::vector<std::optional<bool>>> flagsOrNone(std::string_view column) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view column) const; ///< as they stand; empty for none
    /// The same; qd::NoGroup for none.
    [[nodiscard]] std::vector<std::string> groups(std::string_view column) const;

    /// "Row 3 of the query: score is "high"; it must be a number.", with the cell as it stands. `must` is marked for
    /// the context "Words".
    [[nodiscard]] Error wrongCell(std::size_t row, std::string_view column, const char *must) const;

private:
    explicit QueryTable(QueryResult result)
        : m_result(std::move(result))
    {
    }
    [[nodiscard]] std::optional<std::size_t> find(std::string_view column) const;
    [[nodiscard]] std::size_t place(std::string_view column) const; ///< of one that is there

    QueryResult m_result;
};

} // namespace qd::store
