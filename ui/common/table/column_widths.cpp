#include "ui/common/table/column_widths.h"

#include "ui/common/table/cell_value.h"

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int WidestText = 280; // free text and names beyond are cut, unless there is room to spare
constexpr int LeastText = 72;
constexpr int LeastName = 120;

/// Width of the widest value of a numeric column: with tabular figures it is the largest or the smallest.
int widestNumber(const TableModel &model, int column, const CellDelegate &cells)
{
    const TableColumn &shape = model.spec().columns[column];
    QVariant low, high;
    int width = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QVariant &value = model.value(row, column);
        if (isMissing(value, shape.kind)) {
            if (width == 0)
                width = cells.wholeWidth(QVariant(), shape);
            continue;
        }
        if (!low.isValid() || value.toDouble() < low.toDouble())
            low = value;
        if (!high.isValid() || value.toDouble() > high.toDouble())
            high = value;
    }
    for (const QVariant &value : {low, high}) {
        if (value.isValid())
            width = std::max(width, cells.wholeWidth(value, shape));
    }
    return width;
}

/// Width of the widest text among the longest of a column.
int widestText(const TableModel &model, int column, const CellDelegate &cells)
{
    constexpr std::size_t Candidates = 24;
    const TableColumn &shape = model.spec().columns[column];
    std::vector<std::pair<qsizetype, int>> longest; // a heap with the shortest on top
    const auto longer = std::greater<>();
    for (int row = 0; row < model.rowCount(); ++row) {
        const QVariant &value = model.value(row, column);
        qsizetype length = 4;
        if (shape.kind != ColumnKind::Date && !isMissing(value, shape.kind))
            length = plainText(value, shape.kind).size();
        if (longest.size() == Candidates && length <= longest.front().first)
            continue;
        if (longest.size() == Candidates) {
            std::pop_heap(longest.begin(), longest.end(), longer);
            longest.pop_back();
        }
        longest.emplace_back(length, row);
        std::push_heap(longest.begin(), longest.end(), longer);
    }
    int width = 0;
    for (const auto &[length, row] : longest)
        width = std::max(width, cells.wholeWidth(model.value(row, column), shape));
    if (shape.kind == ColumnKind::Date) // wide figures, a wide month
        width = std::max(width, cells.wholeWidth(QDate(2000, 11, 30), shape));
    return width;
}

} // namespace

std::vector<ColumnRoom> measureColumns(
    const TableModel &model, const RowFilter &rows, const CellDelegate &cells, const FilterHeader &header)
{
    const TableSpec &spec = model.spec();
    std::vector<ColumnRoom> rooms;
    for (int column = 0; column < int(spec.columns.size()); ++column) {
        const TableColumn &shape = spec.columns[column];
        const int title = header.titleWidth(shape);
        int content = isNumeric(shape.kind) ? widestNumber(model, column, cells) : widestText(model, column, cells);
        if (shape.total && isNumeric(shape.kind)) {
            const auto total = rows.shownTotal(column);
            const QString sum = cellText(total ? QVariant(*total) : QVariant(), shape); // "none" of no rows
            content =
                std::max(content, QFontMetrics(cells.fonts().strong).horizontalAdvance(sum) + 2 * CellPadding + 1);
        }
        ColumnRoom room;
        room.priority = shape.priority;
        room.cutFirst = shape.kind == ColumnKind::Text;
        if (keepsWhole(shape.kind)) {
            room.whole = std::max({content, title, shape.width});
            room.least = std::max(content, title);
        } else {
            room.whole = std::max(std::min(content, std::max(WidestText, shape.width)), title);
            // A text that always stays has the width its column asks for before others stay beside it.
            const int wanted = shape.priority == 0 ? std::min(content, shape.width) : 0;
            room.least = std::min(room.whole, std::max({title, wanted, room.cutFirst ? LeastText : LeastName}));
        }
        room.least = std::max(room.least, header.minimumSectionSize()); // what the header would make of it
        room.whole = std::max(room.whole, room.least);
        rooms.push_back(room);
    }
    return rooms;
}

QStringList layOutColumns(FilterHeader &header, const TableSpec &spec, const ColumnChoice &choice,
    const std::vector<ColumnRoom> &rooms, int available)
{
    QVector<ColumnRoom> shown;
    QVector<int> sections;
    const QString locked = lockedColumn(spec);
    for (const QString &id : choice.order) {
        const auto found = std::find_if(
            spec.columns.cbegin(), spec.columns.cend(), [&](const TableColumn &column) { return column.id == id; });
        const int section = int(found - spec.columns.cbegin());
        header.moveSection(header.visualIndex(section), int(sections.size()));
        sections << section;
        ColumnRoom room = rooms[std::size_t(section)];
        if (const int width = choice.widths.value(id); width > 0) {
            room.whole = room.least = width;
            room.fixed = true;
        }
        if (id == locked)
            room.priority = 0;
        if (!choice.hidden.contains(id))
            shown << room;
    }
    const QVector<int> widths = fitColumns(shown, available);
    QStringList leftOut;
    qsizetype place = 0;
    for (const int section : std::as_const(sections)) {
        const bool hidden = choice.hidden.contains(spec.columns[section].id);
        const int width = hidden ? 0 : widths[place++];
        if (!hidden && width == 0)
            leftOut << spec.columns[section].title;
        header.setSectionHidden(section, width == 0);
        if (width > 0)
            header.resizeSection(section, width);
    }
    header.placeFields();
    return leftOut;
}

} // namespace qd::ui
