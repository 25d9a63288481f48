#pragma once
#include "core/base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace qd::sources {

/// One record of a file. The views hold until the next record is read.
struct Record {
    std::int64_t line = 0; ///< physical line (row of a sheet) on which it begins, from 1
    std::vector<std::string_view> fields; ///< as they stand in the file, without quotes; white space kept
    std::string_view raw; ///< the whole record as CSV in UTF-8, without the line end
    bool wellFormed = true; ///< false when it holds bytes that are no UTF-8, or a zero byte
};

/// Reads a file record by record, whatever it is written in.
class RecordReader {
public:
    enum class Step { Record, End, Failed };

    virtual ~RecordReader() = default;
    /// Reads the next record into `record`; after Failed, error() says why and the reader is spent.
    [[nodiscard]] virtual Step next(Record &record) = 0;
    [[nodiscard]] virtual const Error &error() const = 0;
    /// How far it is, in bytes of the file or rows of the sheet, and how far it will go; for progress.
    [[nodiscard]] virtual std::int64_t done() const = 0;
    [[nodiscard]] virtual std::int64_t total() const = 0;
    /// What it took the file for, for example "comma, UTF-8".
    [[nodiscard]] virtual std::string format() const = 0;
};

/// Opens a file as what it is: text with delimiters, or a workbook. Errors as CsvReader::open.
[[nodiscard]] Result<std::unique_ptr<RecordReader>> openRecords(const std::string &path);

} // namespace qd::sources
