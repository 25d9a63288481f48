#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qd::sources {

/// What the name of one file of a set is like.
struct FilePattern {
    std::string text; ///< * stands for any text
    std::int64_t takenAt = 0; ///< when the file was changed that was imported last, milliseconds since 1970; 0 for none

    bool operator==(const FilePattern &) const = default;
};

/// Files that are imported together again and again, as the fifteen of every Monday: a folder and what their names are
/// like. Kept in a workspace.
struct FileSet {
    std::string name;
    std::string folder;
    std::vector<FilePattern> patterns;

    bool operator==(const FileSet &) const = default;
};

/// The setting they are kept in.
inline constexpr const char *FileSetsSetting = "sources.file_sets";

/// As the setting has them; what is none is left out.
[[nodiscard]] std::vector<FileSet> fileSetsFrom(std::string_view text);
/// The text of the setting; empty of none.
[[nodiscard]] std::string textOf(const std::vector<FileSet> &sets);

/// What a file's name is like next time: every run of digits is one *, what parts dates among them too.
/// "crm 2026-10-31 (2).csv" is "crm * (*).csv".
[[nodiscard]] std::string patternOf(std::string_view fileName);

/// The set of these files, which are of one folder or of several: the folder is that of the first, the others' files
/// are left out. Each pattern once, in the order of the files.
[[nodiscard]] FileSet setOf(const std::string &name, const std::vector<std::string> &paths);

/// What a set finds in its folder.
struct FoundSet {
    std::vector<std::string> ready; ///< paths, in the order of the patterns
    std::vector<std::string> absent; ///< patterns that no file fits
    std::vector<std::string> stale; ///< names of files that are no newer than the one imported last: refused
};

/// Takes for each pattern the file that was changed last, and of one time the last by name; no file twice. A folder
/// that is not there has none.
[[nodiscard]] FoundSet findSet(const FileSet &set);
/// The set after these of its files were imported.
[[nodiscard]] FileSet takenFrom(FileSet set, const std::vector<std::string> &paths);
/// The set after imports of files of these names were taken back: those that it would take next are new again.
[[nodiscard]] FileSet givenBackTo(FileSet set, const std::vector<std::string> &names);

} // namespace qd::sources
