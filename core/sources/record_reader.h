#pragma once
#include "core/base/date.h"
#include "core/base/result.h"
#include "core/sources/encoding.h"
#include "core/sources/number_text.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::sources {

/// A value that a mapping makes of the fields of a record (made_values.h).
struct MadeValue {
    enum class Lookup { None, Matched, Unmatched, Ambiguous };

    std::string text; ///< empty for no value
    Lookup lookup = Lookup::None; ///< what was found, where something was looked up
    std::string asked = {}; ///< the key that was looked up, for a sentence
};

/// One record of a file. The views hold until the next record is read.
struct Record {
    std::int64_t line = 0; ///< physical line (row of a sheet) on which it begins, from 1
    std::vector<std::string_view> fields; ///< as they stand in the file, without quotes; white space kept
    std::string_view raw; ///< the whole record as CSV in UTF-8, without the line end
    bool wellFormed = true; ///< false when it holds bytes that are no UTF-8, or a zero byte
    std::vector<std::size_t> unsolved = {}; ///< fields that are formulas without a result
    bool unended = false; ///< the file ends in it, without a line end
    bool afterBlank = false; ///< empty lines stand above it
    std::vector<MadeValue> made = {}; ///< by a RowWalk, for the mapping of its file; else empty

    /// Whether it is shorter than `width` only because some programs write no empty cells at the end of a row. A single
    /// field is no row; where the file ends in a short one it was probably cut off; and what stands by itself below an
    /// empty line is said about the rows, not one of them.
    [[nodiscard]] bool endsEarly(std::size_t width) const
    {
        return fields.size() < width && fields.size() > 1 && !unended && !afterBlank;
    }
};

/// Where rows come from that a database gave as the answer of a query (core/connect/query_answer.h).
struct AnswerOrigin {
    std::string name; ///< stands for the file's in lineage: connection and query
    std::string digest; ///< SHA-256 of the query
    bool isPart = false; ///< only what is new since a day: never complete
    std::optional<Date> asOf = std::nullopt; ///< the day it was asked for; it speaks of no other

    bool operator==(const AnswerOrigin &) const = default;
};

/// What the user says about how a file is read.
struct ReadChoice {
    std::optional<std::string> sheet = std::nullopt; ///< of a workbook, or a table in a zip: its name, else its number
    std::optional<std::int64_t> header = std::nullopt; ///< line (row of a sheet) of the header; 0: there is none
    std::optional<DecimalMark> decimal = std::nullopt; ///< before the decimals of all numbers; else told by column
    std::optional<Encoding> encoding = std::nullopt; ///< of a text file; else told from its bytes
    std::optional<char> delimiter = std::nullopt; ///< of a text file, as delimiterFromText(); else told from its lines
    std::optional<char> quote = std::nullopt; ///< around fields of a text file, '\0' for none; else told from its lines
    bool keepFooters = false; ///< footers and totals are rows as all others
    bool exclusiveEnds = false; ///< a contract's end_date is the first day no longer in force
    std::optional<AnswerOrigin> answer = std::nullopt; ///< the file is the answer of a query: lines are rows, from 1

    bool operator==(const ReadChoice &) const = default;
};

/// Reads a file record by record, whatever it is written in.
class RecordReader {
public:
    enum class Step { Record, End, Failed };

    virtual ~RecordReader() = default;
    /// Reads the next record into `record`; after Failed, error() says why and the reader is spent.
    [[nodiscard]] virtual Step next(Record &record) = 0;
    /// Goes back before the first record, without opening the file anew. Io where that cannot be.
    [[nodiscard]] virtual Result<void> rewind() = 0;
    [[nodiscard]] virtual const Error &error() const = 0;
    /// How far it is, in bytes of the file or rows of the sheet, and how far it will go; for progress.
    [[nodiscard]] virtual std::int64_t done() const = 0;
    [[nodiscard]] virtual std::int64_t total() const = 0;
    /// What it took the file for, for example "comma, UTF-8".
    [[nodiscard]] virtual Message format() const = 0;
    /// Whether numbers are numbers in the file, not texts that could be read in two ways.
    [[nodiscard]] virtual bool isWorkbook() const { return false; }
    /// Between the fields of a text; nothing for a workbook.
    [[nodiscard]] virtual std::optional<char> delimiter() const { return std::nullopt; }
    /// Records with fewer fields than this have empty ones added, where the file does not write empty ones anyway.
    virtual void fillTo(std::size_t) { }
    /// Numbers of these fields are ids: they come with the zeros in front that their format shows.
    virtual void takeAsIds(const std::vector<std::size_t> &) { }
    /// Name of what is read, where the file holds it packed; else empty.
    [[nodiscard]] virtual std::string packedName() const { return {}; }
    /// Other sheets or packed tables of the file that hold something; they are not read.
    [[nodiscard]] virtual std::vector<std::string> unread() const { return {}; }
};

/// Opens a file as what it is: text with delimiters, such a text packed by gzip or in a zip, or a workbook. Errors as
/// CsvReader::open, unpack() and XlsxReader::open; Io
/// for pipes and devices, which have no end; BadData for a sheet of what is no workbook.
[[nodiscard]] Result<std::unique_ptr<RecordReader>> openRecords(const std::string &path, const ReadChoice &choice = {});

} // namespace qd::sources
