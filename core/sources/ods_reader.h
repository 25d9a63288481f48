#pragma once
#include "core/sources/record_reader.h"

#include <memory>

namespace qd::sources {

/// Reads one sheet of an OpenDocument spreadsheet (.ods) row by row: the one asked for, else the first that is visible
/// and has cells. Numbers, currencies and shares as they are stored, days and times as ISO text, durations of less than
/// a day as HH:MM:SS, else in seconds; booleans as `true` and `false`; texts with their line breaks, without notes.
/// Rows and cells that are written once for many times are read so many times. A formula without a result is noted in
/// Record::unsolved. Errors: BadData for what is no spreadsheet, is cut off or has a password, has no such sheet, or
/// goes past the limits of ZipPart and of a spreadsheet's rows and columns; each is a sentence with the file.
class OdsReader final : public RecordReader {
public:
    [[nodiscard]] static Result<std::unique_ptr<RecordReader>> open(
        const std::string &path, const ReadChoice &choice = {});
    ~OdsReader() override;

    [[nodiscard]] Step next(Record &record) override;
    [[nodiscard]] Result<void> rewind() override;
    [[nodiscard]] const Error &error() const override;
    [[nodiscard]] std::int64_t done() const override;
    [[nodiscard]] std::int64_t total() const override;
    /// For example `workbook, sheet "Accounts"`.
    [[nodiscard]] Message format() const override;
    [[nodiscard]] bool isWorkbook() const override { return true; }
    void fillTo(std::size_t width) override;
    [[nodiscard]] std::vector<std::string> unread() const override;

private:
    struct State;
    explicit OdsReader(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

} // namespace qd::sources
