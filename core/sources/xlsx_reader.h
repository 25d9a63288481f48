#pragma once
#include "core/sources/record_reader.h"

#include <memory>

namespace qd::sources {

/// Reads one sheet of an Excel workbook (.xlsx) row by row: the one asked for, else the first that is visible and has
/// cells. Shared and inline strings, numbers, booleans (`true`, `false`), results of formulas. Numbers with a date,
/// time or duration format come as numberText() has them, by the workbook's own date system (1900 or 1904). Empty cells
/// at the end of a row are left out, or filled up to the width asked for; rows without any are passed over. A formula
/// without a result is noted in Record::unsolved.
/// Memory: the shared strings. Errors: BadData for a file that is no workbook, is cut off, has no such sheet, or goes
/// past the limits of XlsxWorkbook, ZipPart and Excel's own columns; each is a sentence with the file.
class XlsxReader final : public RecordReader {
public:
    [[nodiscard]] static Result<std::unique_ptr<RecordReader>> open(
        const std::string &path, const ReadChoice &choice = {});
    ~XlsxReader() override;

    [[nodiscard]] Step next(Record &record) override;
    [[nodiscard]] Result<void> rewind() override;
    [[nodiscard]] const Error &error() const override;
    [[nodiscard]] std::int64_t done() const override;
    [[nodiscard]] std::int64_t total() const override;
    /// For example `workbook, sheet "Accounts"`.
    [[nodiscard]] Message format() const override;
    [[nodiscard]] bool isWorkbook() const override { return true; }
    void fillTo(std::size_t width) override;
    void takeAsIds(const std::vector<std::size_t> &fields) override;
    [[nodiscard]] std::vector<std::string> unread() const override;

private:
    struct State;
    explicit XlsxReader(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

} // namespace qd::sources
