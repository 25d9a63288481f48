#include "core/store/temporary_space.h"

#include <sqlite3.h>

#include <algorithm>

namespace qd::store {

struct TemporarySpace::Vfs {
    sqlite3_vfs base{};
    sqlite3_vfs *real = nullptr;
    TemporarySpace *space = nullptr;
};

namespace {

/// A temporary file; the real one lies behind it in the room that SQLite gave.
struct File {
    sqlite3_file base{};
    TemporarySpace *space = nullptr;
    sqlite3_int64 size = 0; ///< as counted
};

constexpr int RoomOfFile = (int(sizeof(File)) + 15) / 16 * 16;

File &fileOf(sqlite3_file *file)
{
    return *reinterpret_cast<File *>(file);
}

sqlite3_file *realOf(sqlite3_file *file)
{
    return reinterpret_cast<sqlite3_file *>(reinterpret_cast<char *>(file) + RoomOfFile);
}

bool resize(File &file, sqlite3_int64 size)
{
    if (!file.space->take(size - file.size))
        return false;
    file.size = size;
    return true;
}

int closeFile(sqlite3_file *file)
{
    resize(fileOf(file), 0);
    return realOf(file)->pMethods->xClose(realOf(file));
}

int writeFile(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    if (!resize(fileOf(file), std::max(fileOf(file).size, at + count)))
        return SQLITE_FULL;
    return realOf(file)->pMethods->xWrite(realOf(file), bytes, count, at);
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    resize(fileOf(file), std::min(fileOf(file).size, size));
    return realOf(file)->pMethods->xTruncate(realOf(file), size);
}

int controlFile(sqlite3_file *file, int what, void *value)
{
    if (what == SQLITE_FCNTL_SIZE_HINT)
        return SQLITE_OK; // a hint may be left; room it made would not be counted
    return realOf(file)->pMethods->xFileControl(realOf(file), what, value);
}

/// Version 1: without shared and mapped memory, which temporary files need not have.
sqlite3_io_methods methodsOfFile()
{
    sqlite3_io_methods methods{};
    methods.iVersion = 1;
    methods.xClose = closeFile;
    methods.xRead = [](sqlite3_file *file, void *into, int count, sqlite3_int64 at) {
        return realOf(file)->pMethods->xRead(realOf(file), into, count, at);
    };
    methods.xWrite = writeFile;
    methods.xTruncate = truncateFile;
    methods.xSync = [](sqlite3_file *file, int how) { return realOf(file)->pMethods->xSync(realOf(file), how); };
    methods.xFileSize = [](sqlite3_file *file, sqlite3_int64 *size) {
        return realOf(file)->pMethods->xFileSize(realOf(file), size);
    };
    methods.xLock = [](sqlite3_file *file, int how) { return realOf(file)->pMethods->xLock(realOf(file), how); };
    methods.xUnlock = [](sqlite3_file *file, int how) { return realOf(file)->pMethods->xUnlock(realOf(file), how); };
    methods.xCheckReservedLock = [](sqlite3_file *file, int *is) {
        return realOf(file)->pMethods->xCheckReservedLock(realOf(file), is);
    };
    methods.xFileControl = controlFile;
    methods.xSectorSize = [](sqlite3_file *file) { return realOf(file)->pMethods->xSectorSize(realOf(file)); };
    methods.xDeviceCharacteristics = [](sqlite3_file *file) {
        return realOf(file)->pMethods->xDeviceCharacteristics(realOf(file));
    };
    return methods;
}

std::string nextName()
{
    static std::atomic<int> number = 0;
    return "quarterdeck-query-" + std::to_string(++number);
}

} // namespace

TemporarySpace::TemporarySpace(std::int64_t limit)
    : m_name(nextName())
    , m_vfs(std::make_unique<Vfs>())
    , m_limit(limit)
{
    m_vfs->real = sqlite3_vfs_find(nullptr);
    m_vfs->space = this;
    m_vfs->base = *m_vfs->real; // all but opening is as it was
    m_vfs->base.pNext = nullptr;
    m_vfs->base.zName = m_name.c_str();
    m_vfs->base.szOsFile = RoomOfFile + m_vfs->real->szOsFile;
    m_vfs->base.xOpen = [](sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *opened) {
        auto &own = *reinterpret_cast<Vfs *>(vfs);
        constexpr int Temporary =
            SQLITE_OPEN_TEMP_DB | SQLITE_OPEN_TRANSIENT_DB | SQLITE_OPEN_TEMP_JOURNAL | SQLITE_OPEN_SUBJOURNAL;
        if (!(flags & Temporary))
            return own.real->xOpen(own.real, name, file, flags, opened);
        static const sqlite3_io_methods methods = methodsOfFile();
        new (file) File;
        const int status = own.real->xOpen(own.real, name, realOf(file), flags, opened);
        if (status == SQLITE_OK) {
            fileOf(file).base.pMethods = &methods;
            fileOf(file).space = own.space;
        }
        return status;
    };
    sqlite3_vfs_register(&m_vfs->base, 0);
}

TemporarySpace::~TemporarySpace()
{
    sqlite3_vfs_unregister(&m_vfs->base);
}

bool TemporarySpace::take(std::int64_t bytes)
{
    if (bytes > 0 && m_taken + bytes > m_limit) {
        m_exhausted = true;
        return false;
    }
    m_taken += bytes;
    return true;
}

} // namespace qd::store
