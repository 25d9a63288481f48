#include "core/store/file_header.h"

#include <QDateTime>
#include <QFileInfo>

#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>
#ifndef _WIN32
#include <sys/stat.h>
#endif

namespace qd::store {

namespace {

constexpr int HeaderBytes = 100;

struct FirstBytes {
    bool readable = false;
    std::int64_t fileSize = 0;
    std::array<std::uint8_t, HeaderBytes> bytes{};
};

FirstBytes readFirstBytes(const std::string &path)
{
    FirstBytes first;
    sqlite3_vfs *vfs = sqlite3_vfs_find(nullptr);
    std::vector<char> full(std::size_t(vfs->mxPathname) + 1);
    const int named = vfs->xFullPathname(vfs, path.c_str(), int(full.size()), full.data());
    if (named != SQLITE_OK && named != SQLITE_OK_SYMLINK)
        return first;
    const std::unique_ptr<const char, void (*)(const char *)> name(
        sqlite3_create_filename(full.data(), "", "", 0, nullptr), sqlite3_free_filename);
    std::vector<std::max_align_t> room(std::size_t(vfs->szOsFile) / sizeof(std::max_align_t) + 1);
    auto *file = reinterpret_cast<sqlite3_file *>(room.data());
    int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
    if (vfs->xOpen(vfs, name.get(), file, flags, &flags) != SQLITE_OK)
        return first;
    sqlite3_int64 size = 0;
    first.readable = file->pMethods->xFileSize(file, &size) == SQLITE_OK;
    first.fileSize = size;
    if (first.readable && size >= HeaderBytes)
        first.readable = file->pMethods->xRead(file, first.bytes.data(), HeaderBytes, 0) == SQLITE_OK;
    file->pMethods->xClose(file);
    return first;
}

std::uint32_t bigEndian(const FirstBytes &first, std::size_t at)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | first.bytes[at + i];
    return value;
}

/// By the page count of the header, which holds only when the last writer kept it.
bool endsEarly(const FirstBytes &first)
{
    const std::int64_t raw = first.bytes[16] << 8 | first.bytes[17];
    const std::int64_t pageSize = raw == 1 ? 65536 : raw;
    const bool pageCountHolds = bigEndian(first, 24) == bigEndian(first, 92);
    return pageCountHolds && pageSize * bigEndian(first, 28) > first.fileSize;
}

} // namespace

FileHeader readFileHeader(const std::string &path)
{
    using Kind = FileHeader::Kind;
    const QFileInfo info(QString::fromStdString(path));
    if (!info.exists())
        return {Kind::Missing};
    if (!info.isFile()) // a folder; or a pipe or device, which could wait for ever
        return {Kind::Unreadable};
    if (info.size() == 0)
        return {info.isReadable() ? Kind::Empty : Kind::Unreadable};
    const FirstBytes first = readFirstBytes(path);
    if (!first.readable)
        return {Kind::Unreadable};
    constexpr char Magic[16] = "SQLite format 3";
    if (first.fileSize < HeaderBytes || std::memcmp(first.bytes.data(), Magic, sizeof Magic) != 0)
        return {Kind::NotSqlite};
    if (bigEndian(first, 68) != std::uint32_t(ApplicationId))
        return {Kind::NotAWorkspace};
    return {Kind::Workspace, int(bigEndian(first, 60)), endsEarly(first)};
}

FileIdentity identityOf(const std::string &path)
{
#ifdef _WIN32
    const QFileInfo info(QString::fromStdString(path)); // its birth tells one file from the next
    return info.exists() ? FileIdentity{true, 0, std::uint64_t(info.birthTime().toMSecsSinceEpoch())} : FileIdentity{};
#else
    struct stat found = {};
    if (stat(path.c_str(), &found) != 0)
        return {};
    return {true, std::uint64_t(found.st_dev), std::uint64_t(found.st_ino)};
#endif
}

bool hasUnfinishedLog(const std::string &path)
{
    for (const char *ending : {"-wal", "-journal"}) {
        if (QFileInfo(QString::fromStdString(path + ending)).size() > 0)
            return true;
    }
    return false;
}

} // namespace qd::store
