#include "core/sources/file_set.h"

#include "core/base/text.h"

#include <QDateTime>
#include <QDir>
#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace qd::sources {

namespace {

using Json = nlohmann::ordered_json;

std::string textAt(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t changedAt(const QFileInfo &file)
{
    return file.lastModified().toMSecsSinceEpoch();
}

QRegularExpression expressionOf(const FilePattern &pattern)
{
    QStringList parts;
    for (const QString &part : QString::fromStdString(pattern.text).split(u'*'))
        parts << QRegularExpression::escape(part);
    return QRegularExpression(QRegularExpression::anchoredPattern(parts.join(QStringLiteral(".*"))),
        QRegularExpression::CaseInsensitiveOption);
}

/// By pattern the file that was changed last, and of one time the last by name; an empty one for none.
std::vector<QFileInfo> latestFiles(const FileSet &set)
{
    std::vector<QFileInfo> latest(set.patterns.size());
    const auto files = QDir(QString::fromStdString(set.folder)).entryInfoList(QDir::Files, QDir::Name);
    for (std::size_t i = 0; i < set.patterns.size() && !set.folder.empty(); ++i) {
        const QRegularExpression wanted = expressionOf(set.patterns[i]);
        for (const QFileInfo &file : files) {
            const bool isTaken = std::ranges::find(latest, file) != latest.end();
            const bool isNewer = latest[i].fileName().isEmpty() || changedAt(file) >= changedAt(latest[i]);
            if (!isTaken && isNewer && wanted.match(file.fileName()).hasMatch())
                latest[i] = file;
        }
    }
    return latest;
}

} // namespace

std::vector<FileSet> fileSetsFrom(std::string_view text)
{
    std::vector<FileSet> sets;
    const Json list = Json::parse(text, nullptr, false);
    for (const Json &each : list.is_array() ? list : Json::array()) {
        if (!each.is_object() || textAt(each, "name").empty() || !each.contains("patterns"))
            continue;
        FileSet set{textAt(each, "name"), textAt(each, "folder"), {}};
        for (const Json &pattern : each["patterns"]) {
            if (!pattern.is_object() || textAt(pattern, "name").empty())
                continue;
            const auto at = pattern.find("taken_at");
            const bool isTaken = at != pattern.end() && at->is_number_integer();
            set.patterns.push_back({textAt(pattern, "name"), isTaken ? at->get<std::int64_t>() : 0});
        }
        sets.push_back(std::move(set));
    }
    return sets;
}

std::string textOf(const std::vector<FileSet> &sets)
{
    if (sets.empty())
        return {};
    Json list = Json::array();
    for (const FileSet &set : sets) {
        Json patterns = Json::array();
        for (const FilePattern &pattern : set.patterns)
            patterns.push_back({{"name", pattern.text}, {"taken_at", pattern.takenAt}});
        list.push_back({{"name", set.name}, {"folder", set.folder}, {"patterns", patterns}});
    }
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string patternOf(std::string_view fileName)
{
    std::string pattern;
    bool inNumber = false;
    for (std::size_t i = 0; i < fileName.size(); ++i) {
        const char c = fileName[i];
        const bool parts =
            inNumber && (c == '-' || c == '.' || c == '_') && i + 1 < fileName.size() && isAsciiDigit(fileName[i + 1]);
        if (isAsciiDigit(c) || parts) {
            if (!inNumber)
                pattern += '*';
            inNumber = true;
            continue;
        }
        inNumber = false;
        pattern += c;
    }
    return pattern;
}

FileSet setOf(const std::string &name, const std::vector<std::string> &paths)
{
    FileSet set{name, {}, {}};
    for (const std::string &path : paths) {
        const QFileInfo file(QString::fromStdString(path));
        const std::string folder = file.absolutePath().toStdString();
        if (set.folder.empty())
            set.folder = folder;
        FilePattern pattern{patternOf(file.fileName().toStdString())};
        if (set.folder == folder && std::ranges::find(set.patterns, pattern) == set.patterns.end())
            set.patterns.push_back(std::move(pattern));
    }
    return set;
}

FoundSet findSet(const FileSet &set)
{
    FoundSet found;
    const auto files = latestFiles(set);
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].fileName().isEmpty())
            found.absent.push_back(set.patterns[i].text);
        else if (changedAt(files[i]) <= set.patterns[i].takenAt)
            found.stale.push_back(files[i].fileName().toStdString());
        else
            found.ready.push_back(files[i].filePath().toStdString());
    }
    return found;
}

FileSet takenFrom(FileSet set, const std::vector<std::string> &paths)
{
    const auto files = latestFiles(set);
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (std::ranges::find(paths, files[i].filePath().toStdString()) != paths.end())
            set.patterns[i].takenAt = changedAt(files[i]);
    }
    return set;
}

FileSet givenBackTo(FileSet set, const std::vector<std::string> &names)
{
    const auto files = latestFiles(set);
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (std::ranges::find(names, files[i].fileName().toStdString()) != names.end())
            set.patterns[i].takenAt = 0;
    }
    return set;
}

} // namespace qd::sources
