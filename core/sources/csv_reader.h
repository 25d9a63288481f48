#pragma once
#include "core/base/result.h"
#include "core/sources/encoding.h"
#include "core/sources/packed_file.h"
#include "core/sources/record_reader.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

class QFile;

namespace qd::sources {

/// How a delimited text file is written. What is left out is told from the file's beginning.
struct CsvFormat {
    std::optional<char> delimiter = std::nullopt; ///< as delimiterFromText()
    std::optional<Encoding> encoding = std::nullopt;
    std::optional<UnpackedFile> packed = std::nullopt; ///< what is read; the path is of the file that holds it
    std::optional<char> quote = std::nullopt; ///< around fields; '\0': nothing is
    std::shared_ptr<QFile> opened = nullptr; ///< the file itself, where somebody has it open at its beginning
};

/// Reads CSV and its relatives as found in the wild, record by record, in bounded memory.
///
/// Delimiter and encoding are detected, lines end in LF, CRLF or (in files without any LF) CR; a lone CR among others
/// ends a record where that makes it as wide as the one before. A field in double quotes, or in single ones where the
/// file has those, may hold delimiters, line ends and doubled quotes; a quote inside an unquoted field is text. Blank
/// lines are passed over; a first line `sep=;` names the delimiter and is passed over too. Records need not be equally
/// long: that is for the caller to judge. Errors: NotFound, Io (unreadable, a folder, a pipe), BadData (empty, binary,
/// a record over RecordLimit or ColumnLimit, an open quote at the end); each is a sentence with the file and, where
/// there is one, the line.
class CsvReader final : public RecordReader {
public:
    /// Longest record taken, in bytes of UTF-8; past it a quote was probably left open.
    static constexpr std::size_t RecordLimit = std::size_t{64} << 20;

    /// Most fields of a record: as many as a row of a spreadsheet can have.
    static constexpr std::size_t ColumnLimit = 16384;

    [[nodiscard]] static Result<CsvReader> open(const std::string &path, const CsvFormat &format = {});
    ~CsvReader() override;
    CsvReader(CsvReader &&) noexcept;
    CsvReader &operator=(CsvReader &&) noexcept;

    [[nodiscard]] Step next(Record &record) override;
    [[nodiscard]] Result<void> rewind() override;
    [[nodiscard]] const Error &error() const override;
    [[nodiscard]] std::int64_t done() const override;
    [[nodiscard]] std::int64_t total() const override;
    /// For example "comma, UTF-8".
    [[nodiscard]] Message format() const override;

    [[nodiscard]] std::optional<char> delimiter() const override;
    [[nodiscard]] std::string packedName() const override;
    [[nodiscard]] std::vector<std::string> unread() const override;
    [[nodiscard]] Encoding encoding() const;

private:
    struct State;
    explicit CsvReader(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

/// A record as one line of CSV with commas: fields quoted where they must be.
[[nodiscard]] std::string csvLine(const std::vector<std::string_view> &fields);

} // namespace qd::sources
