#include "core/query/result_workbook.h"

#include "core/base/csv_text.h"
#include "core/base/date.h"
#include "core/query/personal_columns.h"
#include "core/store/output_file.h"

#include <QFile>
#include <QTemporaryDir>

#include <cmath>
#include <memory>
#include <xlsxwriter.h>

namespace qd::query {

namespace {

constexpr std::int64_t ExactWhole = 999'999'999'999'999; // of a double, and what a spreadsheet shows: 15 digits
constexpr int DayZero = 25'569; // of a spreadsheet's days: 1 January 1970
constexpr int FirstSafeDay = 61; // 1 March 1900: before, spreadsheets count a day that never was

Error tooLarge(const Message &sentence)
{
    return Error{ErrorCode::InvalidArgument, sentence, {}};
}

Error notMade(const std::string &path, std::string reason)
{
    return Error{ErrorCode::Io,
        {QD_WORDS("Query",
             "The workbook could not be put together: %1. Nothing was written; free some space in the folder for "
             "temporary files."),
            {std::move(reason)}},
        {path}};
}

std::size_t characters(const std::string &text)
{
    return std::size_t(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

/// Ends a workbook that was not closed: its files go with the folder.
struct Discard {
    void operator()(lxw_workbook *workbook) const { lxw_workbook_free(workbook); }
};

class Sheet {
public:
    Sheet(lxw_worksheet *sheet, lxw_format *day)
        : m_sheet(sheet)
        , m_day(day)
    {
    }
    /// False for a text that no cell holds.
    bool write(std::size_t row, std::size_t column, const nlohmann::json &value)
    {
        const auto r = lxw_row_t(row);
        const auto c = lxw_col_t(column);
        if (value.is_null())
            return true;
        const std::int64_t whole = value.is_number_integer() ? value.get<std::int64_t>() : 0;
        if (value.is_number_integer() && whole >= -ExactWhole && whole <= ExactWhole)
            return worksheet_write_number(m_sheet, r, c, double(whole), nullptr) == LXW_NO_ERROR;
        if (value.is_number_float() && std::isfinite(value.get<double>()))
            return worksheet_write_number(m_sheet, r, c, value.get<double>(), nullptr) == LXW_NO_ERROR;
        const std::string text = value.is_string() ? guarded(value.get<std::string>()) : value.dump();
        const auto day = Date::fromIso(text);
        if (day && day->days() + DayZero >= FirstSafeDay)
            return worksheet_write_number(m_sheet, r, c, day->days() + DayZero, m_day) == LXW_NO_ERROR;
        return text.empty() || worksheet_write_string(m_sheet, r, c, text.c_str(), nullptr) == LXW_NO_ERROR;
    }

private:
    lxw_worksheet *m_sheet;
    lxw_format *m_day;
};

Result<void> checkSize(const ResultRows &result)
{
    if (result.rows.size() + 1 > SheetRows)
        return tooLarge({QD_WORDS("Query",
                             "A sheet of a workbook holds %1 rows under its heading; these are %2. Nothing was "
                             "written; take fewer, or export as CSV."),
            {Count{std::int64_t(SheetRows - 1)}, Count{std::int64_t(result.rows.size())}}});
    if (result.columns.size() > SheetColumns)
        return tooLarge({QD_WORDS("Query",
                             "A sheet of a workbook holds %1 columns; these are %2. Nothing was written; take "
                             "fewer, or export as CSV."),
            {Count{std::int64_t(SheetColumns)}, Count{std::int64_t(result.columns.size())}}});
    return {};
}

/// Fills the sheet; the error names the cell that cannot be.
Result<void> fill(Sheet &sheet, const ResultRows &result, Progress &progress)
{
    const std::vector<bool> isPersonal = personalColumns(result.columns, result.sql);
    for (std::size_t row = 0; row < result.rows.size(); ++row) {
        if (!progress.step(std::int64_t(row), std::int64_t(result.rows.size())))
            return cancelled();
        const auto &values = result.rows[row];
        for (std::size_t column = 0; column < values.size(); ++column) {
            const nlohmann::json leaving =
                result.personal ? values[column] : masked(values[column], isPersonal[column]);
            const auto *text = leaving.get_ptr<const std::string *>();
            if ((text && characters(guarded(*text)) > SheetText) || !sheet.write(row + 1, column, leaving))
                return tooLarge({QD_WORDS("Query",
                                     "The text in row %1, column %2 is longer than the %3 characters that a cell of a "
                                     "workbook holds. Nothing was written; cut it with substr(), or export as CSV."),
                    {Count{std::int64_t(row + 1)}, result.columns[column], Count{std::int64_t(SheetText)}}});
        }
    }
    return {};
}

} // namespace

Result<void> writeWorkbook(const std::string &path, const ResultRows &result, Progress &progress)
{
    if (auto fits = checkSize(result); !fits)
        return fits;
    if (auto fine = store::checkOutput(path); !fine)
        return fine;
    const QTemporaryDir folder;
    if (!folder.isValid())
        return notMade(path, folder.errorString().toStdString());
    const QByteArray made = QFile::encodeName(folder.filePath(QStringLiteral("result.xlsx")));
    QByteArray place = QFile::encodeName(folder.path());
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE; // a row at a time
    options.tmpdir = place.data();
    std::unique_ptr<lxw_workbook, Discard> workbook(workbook_new_opt(made.constData(), &options));
    lxw_doc_properties properties{};
    properties.created = 1; // not when it was made: equal rows give an equal file
    workbook_set_properties(workbook.get(), &properties);
    lxw_format *bold = workbook_add_format(workbook.get());
    format_set_bold(bold);
    lxw_format *day = workbook_add_format(workbook.get());
    format_set_num_format(day, "yyyy-mm-dd");
    lxw_worksheet *worksheet = workbook_add_worksheet(workbook.get(), nullptr);
    if (!worksheet) // its rows have no file to wait in
        return notMade(path, lxw_strerror(LXW_ERROR_CREATING_TMPFILE));
    for (std::size_t column = 0; column < result.columns.size(); ++column)
        worksheet_write_string(worksheet, 0, lxw_col_t(column), guarded(result.columns[column]).c_str(), bold);
    worksheet_freeze_panes(worksheet, 1, 0);
    Sheet sheet(worksheet, day);
    if (auto filled = fill(sheet, result, progress); !filled)
        return filled;
    QFile file(QFile::decodeName(made));
    if (const lxw_error failed = workbook_close(workbook.release());
        failed != LXW_NO_ERROR || !file.open(QIODevice::ReadOnly))
        return notMade(path, failed != LXW_NO_ERROR ? lxw_strerror(failed) : file.errorString().toStdString());
    return store::writeOutput(path, file.readAll().toStdString());
}

} // namespace qd::query
