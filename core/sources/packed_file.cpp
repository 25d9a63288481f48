#include "core/sources/packed_file.h"

#include "core/base/text.h"
#include "core/sources/zip_part.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <zip.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>

namespace qd::sources {

namespace {

constexpr std::size_t PieceBytes = std::size_t{1} << 18;

/// The next bytes, at most so many: how many there were, 0 at the end, less than 0 for an error.
using Source = std::function<std::int64_t(char *, std::size_t)>;

bool isGzip(const QByteArray &start)
{
    return start.startsWith("\x1F\x8B\x08");
}
bool isZip(const QByteArray &start)
{
    return start.startsWith("PK\x03\x04");
}

QByteArray firstBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(4) : QByteArray();
}

Result<std::shared_ptr<QTemporaryFile>> copied(const std::string &path, const Source &source)
{
    const std::int64_t packed = QFileInfo(QString::fromStdString(path)).size();
    auto file = std::make_shared<QTemporaryFile>();
    if (!file->open())
        return fileError(ErrorCode::Io, path, QD_WORDS("Sources", "%1 cannot be unpacked: %2."),
            {file->errorString().toStdString()});
    std::vector<char> piece(PieceBytes);
    std::int64_t all = 0;
    for (;;) {
        const std::int64_t got = source(piece.data(), piece.size());
        if (got == 0)
            break;
        if (got < 0)
            return fileError(ErrorCode::BadData, path,
                QD_WORDS("Sources", "%1 cannot be unpacked: it is damaged, cut off, or has a password."));
        all += got;
        if (all > UnpackedLimit || (all > SuspiciousBytes && all / MostRatio > packed))
            return fileError(ErrorCode::BadData, path,
                QD_WORDS("Sources", "%1 unpacks to more than a table would. If it is one, unpack it and import that."));
        if (file->write(piece.data(), got) != got)
            return fileError(ErrorCode::Io, path, QD_WORDS("Sources", "%1 cannot be unpacked: %2."),
                {file->errorString().toStdString()});
    }
    if (!file->flush() || !file->seek(0))
        return fileError(ErrorCode::Io, path, QD_WORDS("Sources", "%1 cannot be unpacked: %2."),
            {file->errorString().toStdString()});
    const QByteArray start = file->peek(4);
    if (isGzip(start) || isZip(start))
        return fileError(ErrorCode::BadData, path,
            QD_WORDS("Sources", "%1 holds a packed file or a workbook. Unpack it and import what is in it."));
    return file;
}

Result<UnpackedFile> fromGzip(const std::string &path)
{
    const std::unique_ptr<gzFile_s, decltype(&gzclose_r)> packed(gzopen(path.c_str(), "rb"), &gzclose_r);
    if (!packed)
        return fileError(ErrorCode::Io, path, QD_WORDS("Sources", "%1 cannot be read."));
    auto file = copied(path, [&packed](char *data, std::size_t most) -> std::int64_t {
        const int got = gzread(packed.get(), data, unsigned(most));
        int state = Z_OK;
        gzerror(packed.get(), &state); // what is cut off ends without an error of gzread
        return state == Z_OK || state == Z_STREAM_END ? got : -1;
    });
    if (!file)
        return file.error();
    return UnpackedFile{*file, QFileInfo(QString::fromStdString(path)).completeBaseName().toStdString(), {}};
}

bool isTable(const std::string &name)
{
    constexpr std::array<std::string_view, 3> Endings{".csv", ".tsv", ".txt"};
    const std::string lower = '/' + lowered(name);
    const bool ofTheSystem = lower.starts_with("/__macosx/") || lower[lower.find_last_of('/') + 1] == '.';
    return !ofTheSystem && std::ranges::any_of(Endings, [&](std::string_view end) { return lower.ends_with(end); });
}

/// A workbook or another document, whose parts stand in a zip as well.
bool isDocument(const ZipArchive &archive)
{
    constexpr std::array<std::string_view, 5> Parts{
        "[content_types].xml", "_rels/.rels", "mimetype", "content.xml", "xl/workbook.xml"};
    const zip_int64_t count = zip_get_num_entries(archive.handle(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        const char *name = zip_get_name(archive.handle(), zip_uint64_t(i), ZIP_FL_ENC_GUESS);
        if (name && std::ranges::find(Parts, lowered(name)) != Parts.end())
            return true;
    }
    return false;
}

struct Member {
    zip_uint64_t index = 0;
    std::string name;
};

std::vector<Member> tablesOf(const ZipArchive &archive)
{
    std::vector<Member> tables;
    const zip_int64_t count = zip_get_num_entries(archive.handle(), 0);
    for (zip_int64_t i = 0; i < count; ++i) {
        const char *name = zip_get_name(archive.handle(), zip_uint64_t(i), ZIP_FL_ENC_GUESS);
        if (name && isTable(name))
            tables.push_back({zip_uint64_t(i), name});
    }
    return tables;
}

const Member *chosen(const std::vector<Member> &tables, const std::optional<std::string> &wanted)
{
    if (!wanted)
        return tables.size() == 1 ? &tables.front() : nullptr;
    for (const Member &table : tables) {
        if (equalsIgnoringCase(table.name, *wanted) || table.name.ends_with('/' + *wanted))
            return &table;
    }
    std::size_t number = 0;
    const auto [end, code] = std::from_chars(wanted->data(), wanted->data() + wanted->size(), number);
    const bool given = code == std::errc() && end == wanted->data() + wanted->size();
    return given && number >= 1 && number <= tables.size() ? &tables[number - 1] : nullptr;
}

Error undecided(const std::string &path, const std::vector<Member> &tables, const std::optional<std::string> &wanted)
{
    if (tables.empty())
        return fileError(ErrorCode::BadData, path,
            QD_WORDS("Sources", "%1 holds no table: no file in it ends in .csv, .tsv or .txt."));
    constexpr std::size_t Named = 20;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(tables.size(), Named); ++i)
        names.push_back(tables[i].name);
    if (!wanted)
        return fileError(ErrorCode::BadData, path,
            QD_WORDS("Sources", "%1 holds %2 tables: %3. Say which with --sheet or Import as."),
            {Count{std::int64_t(tables.size())}, joined(names, ", ")});
    return fileError(ErrorCode::BadData, path, QD_WORDS("Sources", "%1 holds no table \"%2\"; its tables are %3."),
        {*wanted, joined(names, ", ")});
}

Result<UnpackedFile> fromZip(const std::string &path, const std::optional<std::string> &wanted)
{
    const ZipArchive archive(path);
    const std::vector<Member> tables = archive.good() ? tablesOf(archive) : std::vector<Member>();
    const Member *table = chosen(tables, wanted);
    if (!table)
        return undecided(path, tables, wanted);
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> packed(
        zip_fopen_index(archive.handle(), table->index, 0), &zip_fclose);
    auto file = copied(path, [&packed](char *data, std::size_t most) -> std::int64_t {
        return packed ? std::int64_t(zip_fread(packed.get(), data, most)) : -1;
    });
    if (!file)
        return file.error();
    UnpackedFile unpacked{*file, table->name, {}};
    for (const Member &other : tables) {
        if (other.index != table->index)
            unpacked.others.push_back(other.name);
    }
    return unpacked;
}

} // namespace

Packing packingOf(const std::string &path)
{
    return packingOf(path, firstBytes(QString::fromStdString(path)));
}

Packing packingOf(const std::string &path, const QByteArray &start)
{
    if (isGzip(start))
        return Packing::Gzip;
    if (!isZip(start))
        return Packing::None;
    const ZipArchive archive(path);
    return archive.good() && !isDocument(archive) ? Packing::Zip : Packing::None;
}

Result<UnpackedFile> unpack(const std::string &path, const std::optional<std::string> &member)
{
    return packingOf(path) == Packing::Gzip ? fromGzip(path) : fromZip(path, member);
}

} // namespace qd::sources
