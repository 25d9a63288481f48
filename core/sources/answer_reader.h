#pragma once
#include "core/sources/csv_reader.h"

namespace qd::sources {

/// Reads the answer of a query, as core/connect wrote it down: comma, UTF-8, the names of the columns first. In place
/// of lines it counts rows, which a value over several lines does not move: the names are row 0, the first row is 1.
class AnswerReader final : public RecordReader {
public:
    /// Errors as CsvReader::open().
    [[nodiscard]] static Result<std::unique_ptr<RecordReader>> open(const std::string &path);

    [[nodiscard]] Step next(Record &record) override;
    [[nodiscard]] Result<void> rewind() override;
    [[nodiscard]] const Error &error() const override { return m_rows.error(); }
    [[nodiscard]] std::int64_t done() const override { return m_rows.done(); }
    [[nodiscard]] std::int64_t total() const override { return m_rows.total(); }
    /// "answer of a query"
    [[nodiscard]] Message format() const override;
    [[nodiscard]] std::optional<char> delimiter() const override { return ','; }

private:
    explicit AnswerReader(CsvReader rows)
        : m_rows(std::move(rows))
    {
    }

    CsvReader m_rows;
    std::int64_t m_read = 0;
};

} // namespace qd::sources
