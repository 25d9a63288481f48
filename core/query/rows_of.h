#pragma once
#include "core/base/figure_text.h"
#include "core/base/progress.h"
#include "core/portfolio/portfolio.h"
#include "core/query/table_meaning.h"
#include "core/store/query_extras.h"

namespace qd::query {

/// What the tables are computed from: the workspace as it stands, and who may stop it. Both outlive the query.
struct TableSource {
    const store::Workspace &workspace;
    Progress &progress;
};

/// What the cells of a table are made with besides their row.
struct RowContext {
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    Currency currency; ///< of the amounts
    Date day; ///< the rows are of

    [[nodiscard]] store::Cell idOf(int account) const { return portfolio->accounts().at(account).id; }
    /// In major units, for people; `_minor` beside it is exact.
    [[nodiscard]] store::Cell major(std::int64_t minor) const
    {
        return double(minor) / double(minorPerMajor(currency));
    }
};

/// Null for an empty text.
[[nodiscard]] inline store::Cell textCell(const std::string &text)
{
    return text.empty() ? store::Cell() : store::Cell(text);
}
[[nodiscard]] inline store::Cell dayCell(const std::optional<Date> &day)
{
    return day ? store::Cell(day->iso()) : store::Cell();
}
[[nodiscard]] inline store::Cell wholeCell(std::int64_t number)
{
    return number;
}

/// A column and how its cell is made.
template <typename Row>
struct ColumnOf {
    ColumnMeaning told;
    store::Cell (*value)(const RowContext &, const Row &);
};

/// Rows of one kind, a cell of which is made when it is read.
template <typename Row>
class RowsOf final : public store::ComputedRows {
public:
    RowsOf(RowContext context, std::vector<Row> rows, const std::vector<ColumnOf<Row>> &columns)
        : m_context(std::move(context))
        , m_rows(std::move(rows))
        , m_columns(columns)
    {
    }
    [[nodiscard]] std::size_t size() const override { return m_rows.size(); }
    [[nodiscard]] store::Cell at(std::size_t row, std::size_t column) const override
    {
        return m_columns[column].value(m_context, m_rows[row]);
    }
    [[nodiscard]] Date day() const override { return m_context.day; }

private:
    RowContext m_context;
    std::vector<Row> m_rows;
    const std::vector<ColumnOf<Row>> &m_columns;
};

using ComputedResult = Result<std::shared_ptr<const store::ComputedRows>>;

template <typename Row>
[[nodiscard]] ComputedResult rowsOf(
    RowContext context, std::vector<Row> rows, const std::vector<ColumnOf<Row>> &columns)
{
    return std::shared_ptr<const store::ComputedRows>(
        std::make_shared<RowsOf<Row>>(std::move(context), std::move(rows), columns));
}

/// `meaning` with its columns.
template <typename Row>
[[nodiscard]] TableMeaning told(TableMeaning meaning, const std::vector<ColumnOf<Row>> &columns)
{
    for (const ColumnOf<Row> &column : columns)
        meaning.columns.push_back(column.told);
    return meaning;
}

/// A table that SQL sees, of what people are told about it.
[[nodiscard]] store::ComputedTable tableOf(
    const TableMeaning &meaning, std::function<ComputedResult(std::optional<Date>)> compute);

} // namespace qd::query
