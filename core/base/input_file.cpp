#include "core/base/input_file.h"

#include <QFileInfo>
#ifndef _WIN32
#include <sys/stat.h>
#endif
#include <QDateTime>

namespace qd {

Result<void> checkInputFile(const std::string &path)
{
    const QFileInfo info(QString::fromStdString(path));
    if (!info.exists())
        return Error{
            ErrorCode::NotFound, {QD_WORDS("Files", "%1 does not exist; nothing was changed."), {path}}, {path}};
    if (info.isDir())
        return Error{ErrorCode::Io, {QD_WORDS("Files", "%1 is a folder, not a file."), {path}}, {path}};
    if (!info.isFile())
        return Error{ErrorCode::Io,
            {QD_WORDS(
                 "Files", "%1 is a pipe or a device, which may have no end; write what comes from it to a file first."),
                {path}},
            {path}};
    return {};
}

FileStamp stampOf(const std::string &path)
{
#ifndef _WIN32
    struct stat found { };
    if (::stat(path.c_str(), &found) != 0)
        return {};
    return {std::to_string(found.st_dev) + '/' + std::to_string(found.st_ino) + ' '
            + std::to_string(found.st_mtim.tv_sec) + '.' + std::to_string(found.st_mtim.tv_nsec),
        std::int64_t{found.st_size}};
#else
    const QFileInfo info(QString::fromStdString(path));
    if (!info.exists())
        return {};
    return {info.lastModified().toString(Qt::ISODateWithMs).toStdString(), info.size()};
#endif
}

} // namespace qd
