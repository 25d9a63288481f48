#pragma once
#include "core/sources/record_reader.h"

#include <memory>

namespace qd::sources {

/// Reads the first sheet of an Excel workbook (.xlsx) row by row: shared and inline strings, numbers, booleans, results
/// of formulas. Dates are Excel's day counts with a date format; they come as ISO text, by the workbook's own date
/// system (1900 or 1904). Empty cells at the end of a row are filled up to the width of the widest row before it.
/// Memory: the shared strings. Errors: BadData for a file that is no workbook, is cut off, holds no sheet, or whose
/// parts unpack to more than PartLimit; each is a sentence with the file.
class XlsxReader final : public RecordReader {
public:
    /// Longest part taken, in bytes unpacked: a small file can claim to hold anything.
    static constexpr std::uint64_t PartLimit = std::uint64_t{2} << 30;

    [[nodiscard]] static Result<std::unique_ptr<RecordReader>> open(const std::string &path);
    ~XlsxReader() override;

    [[nodiscard]] Step next(Record &record) override;
    [[nodiscard]] const Error &error() const override;
    [[nodiscard]] std::int64_t done() const override;
    [[nodiscard]] std::int64_t total() const override;
    /// For example `workbook, sheet "Accounts"`.
    [[nodiscard]] std::string format() const override;

private:
    struct State;
    explicit XlsxReader(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

} // namespace qd::sources
