#pragma once
#include "ui/paint/copied_table.h"
#include "ui/sql/query_rows.h"

#include <QAbstractTableModel>

namespace qd::ui {

/// What a query gave, or has given so far.
struct ResultTable {
    std::vector<std::string> columns;
    std::vector<QueryRow> rows;
    std::string sql; ///< which tells whose columns are
};

/// Rows for other programs under a header; all where `chosen` is empty. Unless `personal`, addresses and what stands in
/// columns named after them are masked.
[[nodiscard]] CopiedRows copiedRows(const ResultTable &table, const std::vector<int> &chosen, bool personal);
/// All of them as the bytes of a CSV file.
[[nodiscard]] std::string csvOf(const ResultTable &table, bool personal);

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

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(
        int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    std::shared_ptr<ResultTable> m_table = std::make_shared<ResultTable>(); ///< another one for another result
};

} // namespace qd::ui
