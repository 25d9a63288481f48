#pragma once
#include "ui/paint/copied_table.h"
#include "ui/sql/query_rows.h"

#include <QAbstractTableModel>

#include <memory>

namespace qd::ui {

/// What a query gave, or has given so far.
struct ResultTable {
    std::vector<std::string> columns;
    std::vector<QueryRow> rows;
    std::string sql; ///< which tells whose columns are
};

/// Places in ResultTable::rows, in the order in which they are shown; null for the order in which they came.
using RowOrder = std::shared_ptr<const std::vector<int>>;

/// Rows for other programs under a header; all where `chosen` is empty. Unless `personal`, addresses and what stands in
/// columns named after them are masked.
[[nodiscard]] CopiedRows copiedRows(const ResultTable &table, const std::vector<int> &chosen, bool personal);
/// All of them as the bytes of a CSV file.
[[nodiscard]] std::string csvOf(const ResultTable &table, const RowOrder &order, bool personal);
/// A copy of the rows in an order.
[[nodiscard]] std::vector<QueryRow> rowsIn(const ResultTable &table, const std::vector<int> &order);

/// Rows of a query, which grow while it runs; a cell becomes a text when it is looked at.
class ResultModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Nothing yet of `sql`.
    void clear(const std::string &sql = {});
    /// Adds what has come. Columns begin a new result.
    void add(QueryRows::News news);
    [[nodiscard]] qsizetype rows() const { return qsizetype(m_table->rows.size()); }
    /// Whether a column has numbers, as far as its first rows tell.
    [[nodiscard]] bool isNumeric(int column) const;

    /// What is shown: another thread may read it once the query has ended.
    [[nodiscard]] std::shared_ptr<const ResultTable> table() const { return m_table; }
    /// Shows the rows in another order, which has each of them once. More rows, or others, come in their own again.
    void setOrder(RowOrder order);
    [[nodiscard]] const RowOrder &order() const { return m_order; }
    /// Which rows of table() are shown at these places.
    [[nodiscard]] std::vector<int> rowsAt(std::vector<int> places) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] std::size_t rowAt(int place) const;

    RowOrder m_order;
    std::shared_ptr<ResultTable> m_table = std::make_shared<ResultTable>(); ///< another one for another result
};

} // namespace qd::ui
