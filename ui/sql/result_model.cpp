#include "ui/sql/result_model.h"

#include "core/query/personal_columns.h"

#include <algorithm>

namespace qd::ui {

namespace {

QString textOf(const nlohmann::json &value)
{
    if (const auto *text = value.get_ptr<const std::string *>())
        return QString::fromStdString(*text);
    constexpr int Digits = 15; // of a double; what comes behind them is how it is stored
    if (value.is_number_float())
        return QString::number(value.get<double>(), 'g', Digits);
    return value.is_null() ? QString() : QString::fromStdString(value.dump());
}

CsvCell cellOf(const nlohmann::json &value, bool isPersonal, bool personal)
{
    const nlohmann::json leaving = personal ? value : query::masked(value, isPersonal);
    if (const auto *text = leaving.get_ptr<const std::string *>())
        return *text;
    return CsvCell::raw(leaving.is_null() ? std::string() : leaving.dump());
}

std::vector<CsvCell> cellsOf(const QueryRow &row, const std::vector<bool> &isPersonal, bool personal)
{
    std::vector<CsvCell> cells;
    for (std::size_t column = 0; column < row.size(); ++column)
        cells.push_back(cellOf(row[column], isPersonal[column], personal));
    return cells;
}

} // namespace

CopiedRows copiedRows(const ResultTable &table, const std::vector<int> &chosen, bool personal)
{
    CopiedRows copied;
    copied.emplace_back(table.columns.begin(), table.columns.end());
    const std::vector<bool> isPersonal = query::personalColumns(table.columns, table.sql);
    for (const int row : chosen)
        copied.push_back(cellsOf(table.rows[std::size_t(row)], isPersonal, personal));
    for (std::size_t row = 0; chosen.empty() && row < table.rows.size(); ++row)
        copied.push_back(cellsOf(table.rows[row], isPersonal, personal));
    return copied;
}

std::string csvOf(const ResultTable &table, const RowOrder &order, bool personal)
{
    const std::vector<bool> isPersonal = query::personalColumns(table.columns, table.sql);
    std::string csv = csvLine({table.columns.begin(), table.columns.end()});
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        csv += csvLine(cellsOf(table.rows[order ? std::size_t((*order)[i]) : i], isPersonal, personal));
    return csv;
}

std::vector<QueryRow> rowsIn(const ResultTable &table, const std::vector<int> &order)
{
    std::vector<QueryRow> rows;
    rows.reserve(order.size());
    for (const int row : order)
        rows.push_back(table.rows[std::size_t(row)]);
    return rows;
}

void ResultModel::clear(const std::string &sql)
{
    beginResetModel();
    m_order.reset();
    m_table = std::make_shared<ResultTable>();
    m_table->sql = sql;
    endResetModel();
}

void ResultModel::add(QueryRows::News news)
{
    if (!news.columns.empty()) {
        beginResetModel();
        m_order.reset();
        m_table = std::make_shared<ResultTable>(ResultTable{{}, {}, m_table->sql});
        m_table->columns = std::move(news.columns);
        endResetModel();
    }
    if (news.rows.empty())
        return;
    setOrder({});
    const int first = rowCount();
    beginInsertRows({}, first, first + int(news.rows.size()) - 1);
    std::move(news.rows.begin(), news.rows.end(), std::back_inserter(m_table->rows));
    endInsertRows();
}

void ResultModel::setOrder(RowOrder order)
{
    if (!order && !m_order)
        return;
    m_order = std::move(order);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

std::vector<int> ResultModel::rowsAt(std::vector<int> places) const
{
    for (int &place : places)
        place = int(rowAt(place));
    return places;
}

std::size_t ResultModel::rowAt(int place) const
{
    return m_order ? std::size_t((*m_order)[std::size_t(place)]) : std::size_t(place);
}

bool ResultModel::isNumeric(int column) const
{
    constexpr std::size_t Looked = 100;
    bool any = false;
    for (std::size_t row = 0; row < std::min(Looked, m_table->rows.size()); ++row) {
        const nlohmann::json &value = m_table->rows[row][std::size_t(column)];
        if (value.is_string())
            return false;
        any = any || value.is_number();
    }
    return any;
}

int ResultModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table->rows.size());
}

int ResultModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table->columns.size());
}

QVariant ResultModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const nlohmann::json &value = m_table->rows[rowAt(index.row())][std::size_t(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return value.is_null() ? tr("none") : textOf(value);
    case Qt::ToolTipRole:
        return textOf(value);
    case Qt::TextAlignmentRole:
        return int((value.is_number() ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant ResultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (section < 0 || section >= int(m_table->columns.size()))
        return {};
    if (role == Qt::DisplayRole)
        return QString::fromStdString(m_table->columns[std::size_t(section)]);
    if (role == Qt::TextAlignmentRole)
        return int((isNumeric(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

} // namespace qd::ui
