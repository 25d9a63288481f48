#include "ui/common/table/table_text.h"

#include "core/base/csv_text.h"
#include "ui/common/table/cell_value.h"

namespace qd::ui {

namespace {

bool isTextual(ColumnKind kind)
{
    return !isNumeric(kind) && kind != ColumnKind::Date;
}

QString tsvCell(QString text, bool isText)
{
    if (!isText)
        return text;
    const bool runs = runsInSpreadsheet(text.toStdString());
    for (const char blank : {'\t', '\r', '\n'})
        text.replace(QLatin1Char(blank), QLatin1Char(' '));
    return runs ? QLatin1Char('\'') + text : text;
}

} // namespace

QString tsvText(
    const TableModel &model, const std::vector<int> &rows, const std::vector<int> &columns, const QLocale &locale)
{
    const TableSpec &spec = model.spec();
    QStringList cells;
    QString text;
    for (const int column : columns)
        cells << tsvCell(spec.columns[column].title, true);
    text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    for (const int row : rows) {
        cells.clear();
        for (const int column : columns) {
            const TableColumn &shape = spec.columns[column];
            cells << tsvCell(rawText(model.value(row, column), shape, locale), isTextual(shape.kind));
        }
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    return text;
}

QString csvText(const TableModel &model, const std::vector<int> &rows, const std::vector<int> &columns)
{
    const TableSpec &spec = model.spec();
    std::vector<CsvCell> cells;
    for (const int column : columns)
        cells.emplace_back(spec.columns[column].title.toStdString());
    std::string text = csvLine(cells);
    for (const int row : rows) {
        cells.clear();
        for (const int column : columns) {
            const TableColumn &shape = spec.columns[column];
            std::string cell = rawText(model.value(row, column), shape, QLocale::c()).toStdString();
            cells.push_back(isTextual(shape.kind) ? CsvCell(std::move(cell)) : CsvCell::raw(std::move(cell)));
        }
        text += csvLine(cells);
    }
    return QString::fromStdString(text);
}

} // namespace qd::ui
