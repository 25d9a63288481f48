#pragma once
#include "core/base/result.h"
#include "core/demo/demo.h"

#include <memory>
#include <optional>
#include <string_view>

class QFile;

namespace qd::demo {

/// A file written front to back through a small buffer. A failed write is remembered and told by finish(), so that
/// writers need not ask after every field.
class TextFile {
public:
    TextFile(const std::string &dir, std::string name);
    ~TextFile();
    TextFile(const TextFile &) = delete;
    TextFile &operator=(const TextFile &) = delete;

    void text(std::string_view text);
    /// Closes it; Io with the system's words when anything could not be written.
    [[nodiscard]] Result<void> finish();

private:
    void flush();

    std::unique_ptr<QFile> m_file;
    std::string m_buffer;
    std::string m_name;
    std::string m_fault;
};

/// A CSV export (RFC 4180, UTF-8, LF) that counts what an import must find in it.
class CsvFile {
public:
    CsvFile(const std::string &dir, std::string name, std::string_view header);

    CsvFile &operator<<(std::string_view field);
    CsvFile &operator<<(const char *field) { return *this << std::string_view(field); }
    CsvFile &operator<<(const std::string &field) { return *this << std::string_view(field); }
    CsvFile &operator<<(std::int64_t number) { return *this << std::string_view(std::to_string(number)); }
    CsvFile &operator<<(int number) { return *this << static_cast<std::int64_t>(number); }
    CsvFile &operator<<(Date date) { return *this << date.iso(); }
    CsvFile &operator<<(const std::optional<Date> &date) { return *this << (date ? date->iso() : std::string()); }

    /// Ends a row that must be accepted.
    void end();
    /// Ends a row that must be quarantined.
    void endQuarantined();
    /// Writes the last accepted row once more; an import must call it unchanged.
    void repeatLast();
    /// A line of a report footer as it stands, to be skipped.
    void footer(std::string_view line);

    [[nodiscard]] Result<void> finish() { return m_out.finish(); }
    [[nodiscard]] const DemoFile &counts() const { return m_counts; }

private:
    TextFile m_out;
    DemoFile m_counts;
    std::string m_row;
    std::string m_last;
};

} // namespace qd::demo
