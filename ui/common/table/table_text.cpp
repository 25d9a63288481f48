#include "ui/common/table/table_text.h"

#include "ui/common/table/cell_value.h"

namespace qd::ui {

namespace {

bool isTextual(ColumnKind kind)
{
    return !isNumeric(kind) && kind != ColumnKind::Date && kind != ColumnKind::Figure;
}

} // namespace

CopiedRows tableRows(const TableModel &model, const std::vector<int> &rows, const std::vector<int> &columns)
{
    const TableSpec &spec = model.spec();
    CopiedRows copied;
    copied.reserve(rows.size() + 1);
    auto &header = copied.emplace_back();
    for (const int column : columns)
        header.emplace_back(spec.columns[column].title.toStdString());
    for (const int row : rows) {
        auto &cells = copied.emplace_back();
        cells.reserve(columns.size());
        for (const int column : columns) {
            const TableColumn &shape = spec.columns[column];
            std::string cell = rawText(model.value(row, column), shape, QLocale::c()).toStdString();
            cells.push_back(isTextual(shape.kind) ? CsvCell(std::move(cell)) : CsvCell::raw(std::move(cell)));
        }
    }
    return copied;
}

} // namespace qd::ui
