#include "core/sources/zip_part.h"

#include <zip.h>

#include <cstring>

namespace qd::sources {

namespace {

constexpr std::size_t PrologLimit = std::size_t{64} << 10;

enum class Prolog { Goes, Ends, Declares };

/// Reads `text` past declarations and comments: whether an element, or a document type declaration, comes next.
Prolog prologOf(std::string_view text)
{
    for (;;) {
        const auto tag = text.find('<');
        if (tag == std::string_view::npos || text.size() < tag + 4)
            return Prolog::Goes;
        text.remove_prefix(tag);
        const bool comment = text.starts_with("<!--");
        if (!comment && !text.starts_with("<?"))
            return text.starts_with("<!") ? Prolog::Declares : Prolog::Ends;
        const std::string_view end = comment ? "-->" : "?>";
        const auto past = text.find(end);
        if (past == std::string_view::npos)
            return Prolog::Goes;
        text.remove_prefix(past + end.size());
    }
}

} // namespace

ZipArchive::ZipArchive(const std::string &path)
    : m_zip(zip_open(path.c_str(), ZIP_RDONLY, nullptr))
{
}

ZipArchive::~ZipArchive()
{
    if (m_zip)
        zip_discard(m_zip);
}

qint64 ZipArchive::sizeOf(const std::string &part) const
{
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (!m_zip || zip_stat(m_zip, part.c_str(), ZIP_FL_NOCASE, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0)
        return -1;
    return qint64(stat.size);
}

ZipPart::ZipPart(const ZipArchive &archive, const std::string &part)
    : m_file(zip_fopen(archive.handle(), part.c_str(), ZIP_FL_NOCASE))
{
    if (m_file)
        open(QIODevice::ReadOnly);
    else
        m_fault = QD_WORDS("Sources", "it is packed in a way that cannot be unpacked, or has a password");
}

ZipPart::~ZipPart()
{
    if (m_file)
        zip_fclose(m_file);
}

qint64 ZipPart::readData(char *data, qint64 most)
{
    if (!m_fault.isEmpty())
        return -1;
    const zip_int64_t got = zip_fread(m_file, data, zip_uint64_t(most));
    if (got < 0)
        m_fault = QD_WORDS("Sources", "the file is damaged, or was changed while it was read");
    m_taken += got > 0 ? got : 0;
    return got > 0 && !isHonest(data, got) ? -1 : got;
}

bool ZipPart::isHonest(const char *data, qint64 size)
{
    if (m_inProlog && !readProlog(data, size))
        return false;
    qint64 at = 0;
    while (at < size) {
        const auto *tag = static_cast<const char *>(std::memchr(data + at, '<', std::size_t(size - at)));
        const qint64 end = tag ? tag - data : size;
        m_sinceTag += end - at;
        if (m_sinceTag > TextLimit) {
            m_fault = {
                QD_WORDS("Sources", "it holds a text of more than %1 MB"), {Count{std::int64_t(TextLimit >> 20)}}};
            return false;
        }
        if (tag)
            m_sinceTag = 0;
        at = end + 1;
    }
    return true;
}

bool ZipPart::readProlog(const char *data, qint64 size)
{
    for (qint64 i = 0; i < size && m_prolog.size() <= PrologLimit; ++i) {
        if (data[i] != 0) // of UTF-16
            m_prolog += data[i];
    }
    const Prolog found = prologOf(m_prolog);
    if (found == Prolog::Declares)
        m_fault = QD_WORDS("Sources", "it has a document type declaration, which no workbook has");
    else if (found == Prolog::Goes && m_prolog.size() > PrologLimit)
        m_fault = QD_WORDS("Sources", "its first element does not begin");
    m_inProlog = found == Prolog::Goes;
    return m_fault.isEmpty();
}

} // namespace qd::sources
