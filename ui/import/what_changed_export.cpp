#include "ui/import/what_changed_export.h"

#include "core/base/csv_text.h"
#include "core/query/personal_columns.h"
#include "core/query/result_workbook.h"
#include "core/store/output_file.h"
#include "ui/import/import_texts.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this view's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(WhatChanged)
};

using Row = std::vector<nlohmann::json>;
using Json = nlohmann::json;

/// An amount as a number of a file; a spreadsheet shows its cents.
Json amount(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

Json text(const QString &words)
{
    return words.toStdString();
}

Json lineOf(int line)
{
    return line > 0 ? Json(line) : Json();
}

std::string customerOf(const WhatChangedView &view, int account)
{
    return account < 0 ? std::string() : view.changed.portfolio->accounts().at(account).name;
}

std::string fileOf(const WhatChangedView &view, std::int64_t batch)
{
    for (const store::ImportBatch &each : view.changed.batches) {
        if (each.batch == batch)
            return each.file;
    }
    return {};
}

std::vector<std::string> headings(const WhatChangedView &view)
{
    const QString code = view.changed.arr ? qt(view.changed.arr->currency.code()) : QString();
    std::vector<std::string> names;
    for (const QString &name : {Texts::tr("Entity, field"), Texts::tr("System"), Texts::tr("Entity"),
             Texts::tr("Record"), Texts::tr("Customer"), Texts::tr("Before"), Texts::tr("Now"),
             code.isEmpty() ? Texts::tr("ARR") : Texts::tr("ARR, %1").arg(code), Texts::tr("File"), Texts::tr("Line")})
        names.push_back(name.toStdString());
    return names;
}

std::vector<Row> rowsOf(const WhatChangedView &view)
{
    std::vector<Row> rows;
    if (const auto &arr = view.changed.arr) {
        for (const governance::MovedRecord &each : arr->records)
            rows.push_back({text(arrMoveText(each.move)), each.source, each.entity, each.id,
                customerOf(view, each.account), amount(each.before, arr->currency), amount(each.after, arr->currency),
                amount(each.moved(), arr->currency), each.file, lineOf(each.line)});
    }
    for (const governance::FieldOfImport &of : view.changed.fields) {
        const sources::ChangedField &field = of.field;
        const bool isPersonal = query::personalColumns({field.field}, field.entity).front();
        for (std::size_t i = 0; i < field.changes.size(); ++i) {
            const sources::RecordChange &change = field.changes[i];
            rows.push_back({text(whatText(field)), field.source, field.entity, change.record,
                customerOf(view, of.accounts[i]), query::masked(change.before, isPersonal),
                query::masked(change.after, isPersonal), Json(), fileOf(view, field.batch), lineOf(of.lines[i])});
        }
    }
    return rows;
}

CsvCell cellOf(const Json &value)
{
    if (value.is_null())
        return CsvCell::raw({});
    if (value.is_string())
        return {query::masked(value.get<std::string>(), false)};
    return CsvCell::raw(value.dump());
}

std::string csvOf(const std::vector<std::string> &names, const std::vector<Row> &rows)
{
    std::string csv = csvLine({names.begin(), names.end()});
    for (const Row &row : rows) {
        std::vector<CsvCell> cells;
        for (const Json &value : row)
            cells.push_back(cellOf(value));
        csv += csvLine(cells);
    }
    return csv;
}

} // namespace

Result<QString> saveWhatChanged(const WhatChangedView &view, const QString &path, Progress &progress)
{
    const std::vector<std::string> names = headings(view);
    const std::vector<Row> rows = rowsOf(view);
    const auto saved = path.endsWith(QStringLiteral(".xlsx"), Qt::CaseInsensitive)
        ? query::writeWorkbook(path.toStdString(), {names, rows, {}, false}, progress)
        : store::writeOutput(path.toStdString(), csvOf(names, rows));
    if (!saved)
        return saved.error();
    return path;
}

} // namespace qd::ui
