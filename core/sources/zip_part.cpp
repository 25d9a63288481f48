#include "core/sources/zip_part.h"

#include <zip.h>

namespace qd::sources {

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
    if (!m_zip || zip_stat(m_zip, part.c_str(), 0, &stat) != 0 || (stat.valid & ZIP_STAT_SIZE) == 0)
        return -1;
    return qint64(stat.size);
}

ZipPart::ZipPart(const ZipArchive &archive, const std::string &part)
    : m_file(zip_fopen(archive.handle(), part.c_str(), 0))
{
    if (m_file)
        open(QIODevice::ReadOnly);
}

ZipPart::~ZipPart()
{
    if (m_file)
        zip_fclose(m_file);
}

qint64 ZipPart::readData(char *data, qint64 most)
{
    const zip_int64_t got = zip_fread(m_file, data, zip_uint64_t(most));
    m_taken += got > 0 ? got : 0;
    return got;
}

} // namespace qd::sources
