#pragma once
#include "core/sources/import.h"
#include "core/sources/reasons.h"

namespace qd::sources {

/// One column of the file and where it goes.
struct PreviewColumn {
    std::string header;
    std::string column; ///< canonical column; empty: kept in `extra`. Of a custom table its name and type
};

/// One of the first rows, as it stands and as it would be stored.
struct PreviewRow {
    std::int64_t line = 0;
    std::vector<std::string> raw; ///< by column of the file
    std::vector<std::string> typed; ///< by column of the entity (Preview::columns); empty for no value
    std::optional<Fault> fault; ///< why it would go to quarantine
};

/// A column whose day/month order no value settles.
struct DateQuestion {
    std::string header;
    std::string value; ///< the first value that can be read both ways
    std::string dayFirst; ///< its readings, YYYY-MM-DD
    std::string monthFirst;
};

/// What an import would make of a file; nothing is written.
struct Preview {
    std::string source;
    std::string kind;
    std::string entity;
    std::string profile;
    Message profileTitle; ///< of its file, or that there is none: a custom table
    double confidence = 0; ///< share of the file's headers that the profile knows
    Message format; ///< for example "semicolon, Windows-1252"
    std::int64_t headerLine = 0;
    std::vector<PreviewColumn> headers;
    std::vector<std::string> columns; ///< all columns of the entity
    std::vector<std::string> absent; ///< optional ones that the file does not have
    std::vector<PreviewRow> rows;
    std::int64_t rowCount = 0; ///< data rows of the file
    std::int64_t faultCount = 0; ///< of them wrong by themselves (keys are not compared)
    std::vector<DateQuestion> questions;
    std::vector<std::string> also =
        {}; ///< further entities that the profile fills from the file; their rows are not shown
    LookupCounts lookups = {}; ///< what the mapping's lookups find, where they were bound (lookup_table.h)
};

/// Looks through `path` as importFiles would with these options and shows its first `maxRows` rows. `base` is the
/// workspace's currency. Of a custom table the columns are those it would have, with their types. Errors as
/// recognise(), and Cancelled.
[[nodiscard]] Result<Preview> previewFile(
    const std::string &path, const ImportOptions &options, Currency base, std::size_t maxRows, Progress &progress);
/// The same by the profiles of a workspace, the user's own among them, with what lookups find in it now.
[[nodiscard]] Result<Preview> previewFile(const store::Workspace &workspace, const std::string &path,
    const ImportOptions &options, std::size_t maxRows, Progress &progress);
/// The same of a file that is known already, whose mapping somebody may be editing. The file is not opened anew.
[[nodiscard]] Result<Preview> previewFile(const RecognisedFile &file, std::optional<DateOrder> dateOrder, Currency base,
    std::size_t maxRows, Progress &progress);

} // namespace qd::sources
