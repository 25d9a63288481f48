#pragma once
#include "core/sources/entity_writer.h"
#include "core/sources/import.h"
#include "core/store/import_batches.h"

#include <map>

namespace qd::sources {

/// A source and the entity, or custom table, that a file is of.
using SourceEntity = std::pair<std::string, std::string>;

/// What the files of one import call share.
struct ImportCall {
    store::Workspace &workspace;
    const ImportOptions &options;
    Progress &progress;
    Date asOf;
    std::vector<FileInHand> files = {}; ///< in the order they were taken
    std::map<SourceEntity, SeenKeys> seen = {};
    std::map<SourceEntity, std::set<std::string>> held = {}; ///< KeyText of quarantined rows
    std::map<std::string, store::FileContent> identities = {}; ///< of files whose bytes were read for it, by path
    std::set<SourceEntity> parts = {}; ///< rows of these that were held back come in: nothing is complete
    std::set<SourceEntity> readAll =
        {}; ///< also files that were taken before: together with new ones they are complete
    std::optional<Message> firstFault = {}; ///< of the first quarantined row
    std::int64_t import = 0; ///< its first batch; 0 before there is one
};

/// Takes one recognised file within the call's transaction: batch, rows, quarantine.
[[nodiscard]] Result<BatchReport> importFile(ImportCall &call, const RecognisedFile &file);

/// The batch that took the same bytes in the same way before, if one did and nothing came in between; of a complete
/// file for which a day is given, one of the same day. Reads the file.
[[nodiscard]] Result<std::optional<store::ImportBatch>> takenBefore(ImportCall &call, const RecognisedFile &file);

/// Puts one bad record into quarantine, with what it says where a value of it is below zero (store::readingText()).
void quarantine(ImportCall &call, const FileInHand &file, const Record &record, const Fault &fault,
    const std::string &reading = {});

/// How the rows of a file are typed.
[[nodiscard]] RowTyping::Options typingOptions(
    const RecognisedFile &file, Currency base, std::optional<DateOrder> dateOrder);

} // namespace qd::sources
