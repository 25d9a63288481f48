#include "core/demo/csv_file.h"

#include <QFile>
#include <QString>

namespace qd::demo {

namespace {
constexpr std::size_t BufferSize = 1 << 16;
}

TextFile::TextFile(const std::string &dir, std::string name)
    : m_file(std::make_unique<QFile>(QString::fromStdString(dir + "/" + name)))
    , m_name(std::move(name))
{
    if (!m_file->open(QIODevice::WriteOnly | QIODevice::Truncate))
        m_fault = m_file->errorString().toStdString();
    m_buffer.reserve(BufferSize * 2);
}

TextFile::~TextFile() = default;

void TextFile::text(std::string_view text)
{
    m_buffer += text;
    if (m_buffer.size() >= BufferSize)
        flush();
}

void TextFile::flush()
{
    const auto size = static_cast<qint64>(m_buffer.size());
    if (m_fault.empty() && m_file->write(m_buffer.data(), size) != size)
        m_fault = m_file->errorString().toStdString();
    m_buffer.clear();
}

Result<void> TextFile::finish()
{
    flush();
    if (m_fault.empty() && !m_file->flush())
        m_fault = m_file->errorString().toStdString();
    m_file->close();
    if (m_fault.empty())
        return {};
    return Error{ErrorCode::Io,
        {QD_WORDS("Demo", "Could not write %1: %2. Nothing of the demo was kept; free some space and try again."),
            {m_name, m_fault}},
        {m_name, m_fault}};
}

CsvFile::CsvFile(const std::string &dir, std::string name, std::string_view header)
    : m_out(dir, name)
{
    m_counts.name = std::move(name);
    m_out.text(header);
    m_out.text("\n");
}

CsvFile &CsvFile::operator<<(std::string_view field)
{
    if (field.find_first_of(",\"\r\n") == std::string_view::npos) {
        m_row += field;
    } else {
        m_row += '"';
        for (const char c : field) {
            if (c == '"')
                m_row += '"';
            m_row += c;
        }
        m_row += '"';
    }
    m_row += ',';
    return *this;
}

void CsvFile::end()
{
    m_row.back() = '\n';
    m_out.text(m_row);
    ++m_counts.written;
    m_last.swap(m_row);
    m_row.clear();
}

void CsvFile::endQuarantined()
{
    m_row.back() = '\n';
    m_out.text(m_row);
    ++m_counts.written;
    ++m_counts.quarantined;
    m_row.clear();
}

void CsvFile::repeatLast()
{
    m_out.text(m_last);
    ++m_counts.written;
    ++m_counts.unchanged;
}

void CsvFile::footer(std::string_view line)
{
    m_out.text(line);
    m_out.text("\n");
    ++m_counts.written;
    ++m_counts.skipped;
}

} // namespace qd::demo
