#pragma once
#include "core/base/input_file.h"
#include "core/sources/mapping.h"
#include "core/sources/record_reader.h"

#include <memory>

namespace qd::sources {

/// What the user says about files; empty means: tell from the file.
struct FileHints {
    std::string source;
    std::string kind;
    std::string entity;
    std::string profile; ///< name of a known one, or the path of a profile of the user's own (ends in .json)
    std::string table; ///< name of a custom table
    ReadChoice read = {};
    std::shared_ptr<const Profile> given = {}; ///< made for this file alone; in place of `profile`
};

/// A file that is known: what it holds and how its columns map.
struct RecognisedFile {
    std::string path;
    std::string
        name; ///< without folders; of rows held back the file that they are of, of an answer connection and query
    std::string source;
    std::string kind;
    Mapping mapping; ///< for a custom table only its headers are set
    std::string table; ///< name of a custom table; empty for an entity
    std::int64_t headerLine = 0; ///< 0 for none
    std::int64_t rowsAbove = 0; ///< records above the header
    ReadChoice read = {}; ///< as the user said
    bool workbook = false;
    bool ownExport = false; ///< written by this program: texts are guarded against spreadsheets (own_exports.h)
    std::optional<char> delimiter = {}; ///< between the fields; nothing in a workbook
    /// Column that says why each row was held back (reason_header.h): they are rows of the file `name`, and a part.
    std::optional<std::size_t> reasonField = {};
    std::vector<std::string> unreadSheets;
    FileStamp stamp; ///< of the file when it was opened first
    std::shared_ptr<RecordReader> reader = {}; ///< the file as it was opened, for a RowWalk; may be let go
    Message format; ///< for example "comma, UTF-8"
    bool named = false; ///< recognised by its name `<source>.<entity>[.anything].csv`

    [[nodiscard]] std::string entity() const;
    /// What sentences call it: its path, or what stands for one.
    [[nodiscard]] const std::string &shownPath() const { return read.answer ? name : path; }
};

/// The file for the further entities that its profile fills from it; empty for most.
[[nodiscard]] std::vector<RecognisedFile> partsOf(const RecognisedFile &file);

/// All profiles a file may match, in the order they are tried: the shipped ones, the canonical of every entity. Made
/// once.
[[nodiscard]] const std::vector<std::shared_ptr<const Profile>> &knownProfiles();

/// InvalidArgument for a kind or an entity that there is not; the nearest entity is named. Profiles are not looked at,
/// for a workspace has its own.
[[nodiscard]] Result<void> checkHints(const FileHints &hints);

/// Tells what `path` holds: by hints, else by its name, else by its headers; banner rows above the headers are passed
/// over, unless the user says which line the header is on. Without a header the columns of an entity stand in its own
/// order; those of a table get names. A profile of the user's own, in a file or given, is the only one that then
/// counts. What a profile says of how its files are read holds where the hints say nothing. NotRecognised says what was
/// looked for; NotFound, Io, BadData as CsvReader::open; InvalidArgument for a hint that names nothing known.
[[nodiscard]] Result<RecognisedFile> recognise(
    const std::string &path, const FileHints &hints, const std::vector<std::shared_ptr<const Profile>> &profiles);

/// Source and entity from a file name `<source>.<entity>[.anything].csv` or another of tableEndings(), in lower case;
/// nothing for other names.
struct NamedFile {
    std::string source;
    std::string entity;
};
[[nodiscard]] std::optional<NamedFile> fromFileName(const std::string &name);

/// How the names of files end that may be tables, in lower case: ".csv".
[[nodiscard]] const std::vector<std::string> &tableEndings();
/// True for a name that ends so.
[[nodiscard]] bool looksLikeTable(const std::string &name);

} // namespace qd::sources
