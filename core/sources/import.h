#pragma once
#include "core/base/date.h"
#include "core/base/progress.h"
#include "core/sources/date_text.h"
#include "core/sources/import_changes.h"
#include "core/sources/recognise.h"
#include "core/sources/row_notes.h"
#include "core/sources/skipped_rows.h"
#include "core/store/workspace.h"

#include <functional>
#include <map>
#include <memory>

namespace qd::sources {

struct ImportOptions {
    FileHints hints; ///< hold for every file of the call
    std::map<std::string, FileHints> hintsOf = {}; ///< of single files, by path as given; in place of `hints`
    std::optional<Date> asOf = std::nullopt; ///< the day the data speak of; today when absent
    bool strict = false; ///< a bad row fails the import and nothing changes
    bool force = false; ///< also files that were imported before
    bool dryRun = false; ///< everything is done and said, then taken back: nothing is changed
    bool passOverUnknown = false; ///< also of files given by name: the known ones are taken, the others reported
    /// The files hold every record of their source and entity, or are parts; absent: as the workspace's settings say.
    std::optional<bool> full = std::nullopt;
    bool closeMost = false; ///< a complete file may close more than half of the records; so it may with `force`
    std::optional<DateOrder> dateOrder = std::nullopt; ///< for columns whose values do not settle it
    std::string importedBy; ///< who is named in the batch; the system's user name when empty
    /// Called with everything written but not committed: here identity is settled. Its error rolls everything back.
    std::function<Result<void>(store::Workspace &)> beforeCommit;

    /// What was said about the file given as `path`.
    [[nodiscard]] const FileHints &hintsFor(const std::string &path) const;
};

/// What became of one file. read = accepted + unchanged + quarantined + skipped.
struct BatchReport {
    std::int64_t batch = 0; ///< of a skipped file: the batch that imported it
    std::string file;
    std::string path = {}; ///< as the call gave it; empty where the batch is read from the workspace
    std::string source;
    std::string entity; ///< or the name of the custom table
    std::string profile; ///< "custom" for a custom table
    std::int64_t read = 0;
    std::int64_t accepted = 0; ///< new or changed
    std::int64_t unchanged = 0; ///< stored already with the same values, or repeated in the file
    std::int64_t quarantined = 0;
    std::int64_t skipped = 0; ///< repeated headers and report footers; all rows of a file imported before
    RowNotes notes; ///< about rows that were taken
    std::vector<std::string> openDateColumns; ///< columns whose day/month order has to be given
    std::vector<SkippedRow> skippedRows; ///< each skipped row; empty for a file imported before
    std::int64_t headerLine = 0; ///< 0 for none
    std::int64_t rowsAbove = 0; ///< rows above the header: a title; neither read nor skipped
    std::vector<std::string> extraColumns; ///< headers that no mapping names: kept beside the row, in no figure
    std::vector<std::string> absentColumns; ///< of the entity, for which the file has nothing; none for a table
    std::vector<std::string> unreadSheets; ///< others of the workbook that hold something
    bool undone = false; ///< taken back since
    std::int64_t import = 0; ///< first batch of the import it came with; 0 for one of before schema 4
    ImportChanges changes; ///< to what was known; of several files of one source and entity, with the last one
};

struct ImportReport {
    std::vector<BatchReport> batches;
    std::vector<Message> unknownFiles; ///< files that were passed over, with the reason
};

/// Takes files, and the files of directories (not of their subdirectories), into the workspace as one transaction:
/// all or nothing. Rows that are wrong go to quarantine (CONTRACT section 1). In a directory the files are taken in
/// the order of their names and unknown ones are passed over; the order does not change the result, since rows may
/// refer to accounts that come later, and an account nobody has is made bare at the end.
/// Errors: those of recognise(), for several unknown files one that names them all (and has their paths as arguments)
/// and CsvReader; those of closeMissing(); NotRecognised when a directory holds nothing known; BadData with `strict`;
/// Cancelled; store::Failure's through store::describe(). Nothing is changed by any of them, nor with `dryRun`, whose
/// report names batches that are no more.
[[nodiscard]] Result<ImportReport> importFiles(store::Workspace &workspace, const std::vector<std::string> &paths,
    const ImportOptions &options, Progress &progress);

} // namespace qd::sources
