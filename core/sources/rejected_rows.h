#pragma once
#include "core/sources/preview.h"

namespace qd::sources {

/// A row of a file that was held back, by column of the file, to be mended.
struct RejectedRow {
    std::int64_t line = 0; ///< in the file as it came
    std::vector<std::string> fields;
    std::string column; ///< header of the faulty field; empty when the row as a whole is wrong
    Message why;
};

/// What a batch held back of its file.
struct RejectedRows {
    std::string name; ///< of the file, under which the mended rows are imported: it then answers for them anew
    FileHints hints; ///< how mended rows are read, as the file was
    std::vector<std::string> headers;
    std::vector<RejectedRow> rows; ///< by line
    std::optional<Date> asOf = {}; ///< the day the batch speaks of, and so do the mended rows
    char delimiter = ','; ///< of the file they are written to: what tells how numbers are read, as in the file
};

/// Reads the rows that `batch` held back from the file itself, which is still there, recognised by `hints`. NotFound
/// where none of the batch's waits; InvalidArgument for a custom table, and where the profile adds up rows of one key,
/// since what is stored is a sum that the mended rows alone would replace; Conflict where the file is not as the batch
/// read it; other errors as recognise(), Cancelled.
[[nodiscard]] Result<RejectedRows> rejectedRows(const store::Workspace &workspace, const std::string &path,
    const FileHints &hints, std::int64_t batch, Progress &progress);

/// The batch whose rows wait of the file at `path`: the latest of its name, source and entity that read rows and
/// stands. NotFound where there is none; other errors as recognise().
[[nodiscard]] Result<std::int64_t> batchHolding(
    const store::Workspace &workspace, const std::string &path, const FileHints &hints);

/// The rows as a file for people: the file's own columns and, beside them, why each row was held back
/// (reason_header.h). Corrected and imported under the same source, with the same day, it is a part, and answers for
/// the rows of the file anew: what is taken, or is not in it any more, waits no longer. Texts that a spreadsheet would
/// run are guarded; the import takes that off.
[[nodiscard]] std::string rejectedCsv(const RejectedRows &rejected);

/// Writes the rows as a file of that name into a folder, and gives its path. Io.
[[nodiscard]] Result<std::string> writeMended(const std::string &folder, const RejectedRows &rejected);

} // namespace qd::sources
