#include "ui/common/table/row_filter.h"

#include "core/base/rounding.h"
#include "ui/common/table/cell_value.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <QCollator>

namespace qd::ui {

namespace {

/// Digits behind the point that sums are made in: as many as any currency has (CLF), so that no amount loses any.
int digitsOf(const TableColumn &column)
{
    return std::max(column.decimals, 4);
}

} // namespace

RowFilter::RowFilter(TableModel *model, QObject *parent)
    : QAbstractProxyModel(parent)
    , m_model(model)
{
    setSourceModel(model);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { beginResetModel(); });
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        m_texts.clear();
        m_filters.clear();
        m_sortColumn = -1;
        fill();
        endResetModel();
        Q_EMIT shownChanged();
    });
    fill();
}

void RowFilter::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column < m_model->columnCount() ? column : -1;
    m_sortOrder = order;
    rebuild();
}

bool RowFilter::setFilter(int column, const QString &text)
{
    if (column < 0 || column >= m_model->columnCount())
        return false;
    const auto filter = ColumnFilter::parse(text, m_model->spec().columns[column].kind);
    m_texts.insert(column, text);
    const bool had = m_filters.remove(column) > 0;
    const bool has = filter && !filter->passesAll();
    if (has)
        m_filters.insert(column, *filter);
    if (had || has)
        rebuild();
    return filter.has_value();
}

bool RowFilter::isFiltered() const
{
    return !m_filters.isEmpty();
}

void RowFilter::rebuild()
{
    // A reset would lose the selection and the place of the view; moving the persistent indexes keeps both.
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    std::vector<int> sources;
    sources.reserve(std::size_t(before.size()));
    for (const QModelIndex &index : before)
        sources.push_back(sourceRow(index.row()));
    fill();
    QModelIndexList after;
    after.reserve(before.size());
    for (qsizetype i = 0; i < before.size(); ++i) {
        const int place = m_places[std::size_t(sources[std::size_t(i)])];
        after << (place < 0 ? QModelIndex() : createIndex(place, before[i].column()));
    }
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
    Q_EMIT shownChanged();
}

void RowFilter::fill()
{
    const int count = m_model->rowCount();
    m_shown.clear();
    m_rows.clear();
    m_rows.reserve(std::size_t(count));
    for (int row = 0; row < count; ++row) {
        const bool passes = std::all_of(m_filters.keyValueBegin(), m_filters.keyValueEnd(),
            [&](const auto &filter) { return filter.second.passes(m_model->value(row, filter.first)); });
        if (passes)
            m_rows.push_back(row);
    }
    if (m_sortColumn >= 0) {
        const ColumnKind kind = m_model->spec().columns[m_sortColumn].kind;
        if (isNumeric(kind) || kind == ColumnKind::Date)
            sortByNumber();
        else
            sortByText();
    }
    m_places.assign(std::size_t(count), -1);
    for (std::size_t place = 0; place < m_rows.size(); ++place)
        m_places[std::size_t(m_rows[place])] = int(place);
}

void RowFilter::sortByNumber()
{
    const TableColumn &column = m_model->spec().columns[m_sortColumn];
    const bool bySize = column.kind == ColumnKind::Delta && column.good == Good::Unknown;
    const double sign = m_sortOrder == Qt::AscendingOrder ? 1 : -1;
    std::vector<std::pair<double, int>> keys;
    keys.reserve(m_rows.size());
    for (const int row : m_rows) {
        const QVariant &value = m_model->value(row, m_sortColumn);
        double key = std::numeric_limits<double>::infinity();
        if (!isMissing(value, column.kind)) {
            const double number =
                column.kind == ColumnKind::Date ? double(value.toDate().toJulianDay()) : value.toDouble();
            key = sign * (bySize ? std::abs(number) : number);
        }
        keys.emplace_back(key, row);
    }
    // Rows come in the order of the source, so a tie broken by it is stable.
    std::sort(keys.begin(), keys.end());
    std::transform(keys.begin(), keys.end(), m_rows.begin(), [](const auto &key) { return key.second; });
}

void RowFilter::sortByText()
{
    constexpr std::size_t CollatedRows = 50'000; // above, the order of the language would take seconds
    const ColumnKind kind = m_model->spec().columns[m_sortColumn].kind;
    const bool ascending = m_sortOrder == Qt::AscendingOrder;
    QCollator collator;
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::vector<std::pair<QString, int>> keys;
    keys.reserve(m_rows.size());
    for (const int row : m_rows)
        keys.emplace_back(plainText(m_model->value(row, m_sortColumn), kind), row);
    const bool collated = keys.size() <= CollatedRows;
    const auto before = [&](const auto &a, const auto &b) {
        if (a.first.isEmpty() || b.first.isEmpty())
            return b.first.isEmpty() && !a.first.isEmpty();
        const int order = collated ? collator.compare(a.first, b.first) : a.first.compare(b.first, Qt::CaseInsensitive);
        return ascending ? order < 0 : order > 0;
    };
    std::stable_sort(keys.begin(), keys.end(), before);
    std::transform(keys.begin(), keys.end(), m_rows.begin(), [](const auto &key) { return key.second; });
}

std::optional<double> RowFilter::total(int column) const
{
    const TableColumn &shape = m_model->spec().columns[column];
    const ColumnKind kind = shape.kind;
    // Whole units of the last digit add up without the drift of binary fractions: totals have to tie out to the cent.
    const double scale = isFraction(kind) ? 1 : std::pow(10.0, digitsOf(shape));
    double sum = 0;
    bool any = false;
    for (const int row : m_rows) {
        const QVariant &value = m_model->value(row, column);
        if (m_model->spec().rows[row].leftOut || isMissing(value, kind))
            continue;
        sum += isFraction(kind) ? value.toDouble() : std::round(value.toDouble() * scale);
        any = true;
    }
    return any ? std::optional(sum / scale) : std::nullopt;
}

std::optional<double> RowFilter::shownTotal(int column) const
{
    const TableColumn &shape = m_model->spec().columns[column];
    const auto sum = total(column);
    if (!sum || isFraction(shape.kind))
        return sum;
    // Rows that say themselves what they show, because it adds up along the line, are added as they are shown.
    const QVector<TableRow> &rows = m_model->spec().rows;
    if (std::any_of(m_rows.begin(), m_rows.end(), [&](int row) { return rows[row].shown.contains(column); }))
        return std::accumulate(m_rows.begin(), m_rows.end(), 0.0, [&](double all, int row) {
            const bool counts = !rows[row].leftOut && !isMissing(m_model->value(row, column), shape.kind);
            return counts ? all + rows[row].shown.value(column, m_model->value(row, column).toDouble()) : all;
        });
    const double units = std::round(*sum * std::pow(10.0, digitsOf(shape)));
    const double perDigit = std::pow(10.0, digitsOf(shape) - shape.decimals);
    return std::nearbyint(units / perDigit) / std::pow(10.0, shape.decimals);
}

std::vector<double> RowFilter::shownParts(int column) const
{
    const TableSpec &spec = m_model->spec();
    const TableColumn &shape = spec.columns[column];
    const int whole = shape.adds ? m_model->rowOf(spec.whole) : -1;
    std::vector<double> shown(std::size_t(m_model->rowCount()), std::numeric_limits<double>::quiet_NaN());
    std::vector<int> rows;
    std::vector<double> parts;
    for (const int row : m_rows) {
        const QVariant &value = m_model->value(row, column);
        if (row == whole || spec.rows[row].leftOut || isMissing(value, shape.kind))
            continue;
        rows.push_back(row);
        parts.push_back(value.toDouble());
    }
    const auto all = shape.adds ? (whole < 0 ? std::nullopt : std::optional(m_model->value(whole, column).toDouble()))
                                : shownTotal(column);
    if (!all)
        return shown;
    const int decimals = isFraction(shape.kind) ? shape.decimals + 2 : shape.decimals;
    const std::vector<double> rounded = roundedParts(parts, decimals, *all);
    for (std::size_t i = 0; i < rows.size(); ++i)
        shown[std::size_t(rows[i])] = rounded[i];
    return shown;
}

QVariant RowFilter::shownValue(int sourceRow, int column) const
{
    const TableColumn &shape = m_model->spec().columns[column];
    if (const auto &own = m_model->spec().rows[sourceRow].shown; own.contains(column))
        return own.value(column);
    if (!(shape.total || shape.adds) || !isNumeric(shape.kind))
        return m_model->value(sourceRow, column);
    auto found = m_shown.find(column);
    if (found == m_shown.end())
        found = m_shown.insert(column, shownParts(column));
    const double shown = (*found)[std::size_t(sourceRow)];
    return std::isnan(shown) ? m_model->value(sourceRow, column) : QVariant(shown);
}

bool RowFilter::opensSection(int row) const
{
    if (m_sortColumn >= 0)
        return false;
    const QVector<TableRow> &rows = m_model->spec().rows;
    const QString &section = rows[sourceRow(row)].section;
    return !section.isEmpty() && (row == 0 || rows[sourceRow(row - 1)].section != section);
}

QModelIndex RowFilter::index(int row, int column, const QModelIndex &parent) const
{
    return hasIndex(row, column, parent) ? createIndex(row, column) : QModelIndex();
}

QModelIndex RowFilter::parent(const QModelIndex &) const
{
    return {};
}

int RowFilter::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RowFilter::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_model->columnCount();
}

QModelIndex RowFilter::mapToSource(const QModelIndex &index) const
{
    return index.isValid() ? m_model->index(sourceRow(index.row()), index.column()) : QModelIndex();
}

QModelIndex RowFilter::mapFromSource(const QModelIndex &index) const
{
    const int place = index.isValid() ? m_places[std::size_t(index.row())] : -1;
    return place < 0 ? QModelIndex() : createIndex(place, index.column());
}

QVariant RowFilter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return QAbstractProxyModel::data(index, role);
    const TableColumn &shape = m_model->spec().columns[index.column()];
    if (!isNumeric(shape.kind))
        return QAbstractProxyModel::data(index, role);
    return cellText(shownValue(sourceRow(index.row()), index.column()), shape);
}

QVariant RowFilter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal)
        return m_model->headerData(section, orientation, role);
    return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
}

} // namespace qd::ui
