#include "core/store/output_file.h"

#include "core/store/file_header.h"

#include <QFile>
#include <QSaveFile>

#include <filesystem>

namespace qd::store {

namespace {

namespace fs = std::filesystem;

/// By file, not by name: links of either kind are followed.
bool sameFile(const std::string &a, const std::string &b)
{
    std::error_code failure;
    return fs::equivalent(fs::u8path(a), fs::u8path(b), failure);
}

bool isWorkspace(const std::string &path)
{
    return readFileHeader(path).kind == FileHeader::Kind::Workspace;
}

/// "NAME-wal" and the like: a file under such a name would be taken for a part of the workspace.
bool liesBesideWorkspace(const std::string &path)
{
    for (const std::string_view ending : SideFiles) {
        if (path.ends_with(ending) && isWorkspace(path.substr(0, path.size() - ending.size())))
            return true;
    }
    return false;
}

/// A terminal, /dev/null.
bool isDevice(const std::string &path)
{
    std::error_code failure;
    return fs::is_character_file(fs::status(fs::u8path(path), failure));
}

} // namespace

Result<void> checkOutput(const std::string &path, const std::vector<std::string> &inputs)
{
    if (liesBesideWorkspace(path))
        return fileError(ErrorCode::AlreadyExists, path,
            QD_WORDS("Workspace",
                "%1 has the name of a file that SQLite keeps beside a workspace. Nothing was written; choose another "
                "name."));
    std::error_code failure;
    const fs::file_status status = fs::status(fs::u8path(path), failure);
    if (!fs::exists(status) || isDevice(path))
        return {};
    if (!fs::is_regular_file(status))
        return fileError(ErrorCode::Io, path,
            QD_WORDS("Workspace", "%1 is a folder or a pipe, not a file. Nothing was written; choose another name."));
    if (isWorkspace(path))
        return fileError(ErrorCode::AlreadyExists, path,
            QD_WORDS("Workspace", "%1 is a Quarterdeck workspace. Nothing was written; choose another name."));
    for (const std::string &input : inputs) {
        if (sameFile(path, input))
            return fileError(ErrorCode::AlreadyExists, path,
                QD_WORDS("Workspace", "%1 is the file this is made from. Nothing was written; choose another name."));
    }
    return {};
}

Result<void> writeOutput(const std::string &path, std::string_view bytes, const std::vector<std::string> &inputs)
{
    if (auto fine = checkOutput(path, inputs); !fine)
        return fine;
    const QString name = QString::fromStdString(path);
    // Unbuffered: QSaveFile::commit() does not see it when the last flush of a buffer fails.
    const auto fill = [&](QFileDevice &file) {
        const auto size = qint64(bytes.size());
        return file.open(QIODevice::WriteOnly | QIODevice::Unbuffered) && file.write(bytes.data(), size) == size;
    };
    const auto failed = [&](const QFileDevice &file) {
        return Error{ErrorCode::Io,
            {QD_WORDS("Workspace",
                 "%1 could not be written: %2. What stood there before is unchanged; choose another folder or free "
                 "some space."),
                {path, file.errorString().toStdString()}},
            {path}};
    };
    if (isDevice(path)) { // QSaveFile would put a file in its place
        QFile device(name);
        return fill(device) ? Result<void>() : failed(device);
    }
    QSaveFile file(name);
    return fill(file) && file.commit() ? Result<void>() : failed(file);
}

} // namespace qd::store
