#pragma once
#include "core/sources/entity_writer.h"
#include "core/sources/import.h"

#include <map>

namespace qd::sources {

/// What the files of one import call share.
struct ImportCall {
    store::Workspace &workspace;
    const ImportOptions &options;
    Progress &progress;
    Date asOf;
    std::vector<FileInHand> files; ///< in the order they were taken
    std::map<std::string, SeenKeys> seen; ///< by source and entity
    std::string firstFault; ///< sentence of the first quarantined row
};

/// Takes one recognised file within the call's transaction: batch, rows, quarantine.
[[nodiscard]] Result<BatchReport> importFile(ImportCall &call, const RecognisedFile &file);

/// Puts one bad record into quarantine.
void quarantine(ImportCall &call, const FileInHand &file, const Record &record, const Fault &fault);

/// Whether a record below the header is no data: the header once more, or a report's footer.
[[nodiscard]] bool isNoise(const Record &record, const std::vector<std::string> &headers);

/// Calls `take` for each record below the header until it returns false; noise is counted in `skipped` and left out.
/// Errors of the reader, and Cancelled.
[[nodiscard]] Result<void> forEachRow(const RecognisedFile &file, Progress &progress, std::int64_t &skipped,
    const std::function<void(const Record &)> &take);

} // namespace qd::sources
