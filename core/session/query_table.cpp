#include "core/session/query_table.h"

#include "core/base/csv_text.h"
#include "core/session/actions.h"
#include "core/sources/custom_table.h"
#include "core/store/custom_tables.h"
#include "core/store/output_file.h"

#include <QTemporaryDir>

namespace qd::session {

namespace {

std::string textOf(const nlohmann::json &value)
{
    if (const auto *text = value.get_ptr<const std::string *>())
        return *text;
    return value.is_null() ? std::string() : value.dump();
}

std::string csvOf(const std::vector<std::string> &columns, const std::vector<std::vector<nlohmann::json>> &rows)
{
    std::vector<CsvCell> heading;
    for (const std::string &column : columns)
        heading.push_back(CsvCell::raw(column)); // as it is: nobody opens this file in a spreadsheet
    std::string csv = csvLine(heading);
    for (const auto &row : rows) {
        std::vector<CsvCell> cells;
        for (const nlohmann::json &value : row)
            cells.push_back(CsvCell::raw(textOf(value)));
        csv += csvLine(cells);
    }
    return csv;
}

/// Only what comes back whole stays: a reader passes over rows that say nothing.
std::function<Result<void>(store::Workspace &)> allRows(const std::string &name, std::size_t rows)
{
    return [name, rows](store::Workspace &workspace) -> Result<void> {
        const auto kept = store::customTableRows(workspace.db(), name).value_or(0);
        if (kept == std::int64_t(rows))
            return {};
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Query",
                 "Of %1 rows the table %2 would hold %3: the others have no value, or read as a heading. Nothing was "
                 "kept; leave such rows out, with WHERE."),
                {Count{std::int64_t(rows)}, name, Count{kept}}},
            {name}};
    };
}

} // namespace

Result<std::int64_t> keepAsTable(store::Workspace &workspace, const std::string &name,
    const std::vector<std::string> &columns, const std::vector<std::vector<nlohmann::json>> &rows, Progress &progress)
{
    if (auto fine = sources::checkTableName(workspace, name); !fine)
        return fine.error();
    if (rows.empty())
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Query", "A result without rows makes no table %1. Nothing was kept."), {name}}, {name}};
    const QTemporaryDir folder;
    const std::string file = folder.filePath(QString::fromStdString(name + ".csv")).toStdString();
    if (auto written = store::writeOutput(file, csvOf(columns, rows)); !written)
        return written.error();
    sources::ImportOptions options;
    options.hints.table = name;
    options.hints.read.header = 1;
    options.hints.read.delimiter = ',';
    options.hints.read.encoding = sources::Encoding::Utf8;
    options.hints.read.decimal = sources::DecimalMark::Point;
    options.hints.read.keepFooters = true;
    options.strict = true;
    options.force = true; // the same rows once more are the same table once more
    options.beforeCommit = allRows(name, rows.size());
    const auto report = sources::importFiles(workspace, {file}, options, progress);
    if (!report)
        return report.error();
    return report->batches.front().batch;
}

} // namespace qd::session
