#pragma once
#include "core/answers/possible_answers.h"
#include "core/sources/changed_fields.h"
#include "core/sources/import_changes.h"
#include "core/sources/preview.h"
#include "core/sources/profile_drift.h"
#include "core/sources/source_list.h"
#include "ui/common/table/table_spec.h"
#include "ui/shell/inspector_content.h"

#include <map>
#include <optional>

namespace qd::ui {

/// One file that was added, what would become of it, and what did.
struct AddedFile {
    std::string path;
    std::optional<sources::Preview> preview;
    sources::FileHints hints = {}; ///< what a person said it is; empty: tell from the file
    std::vector<sources::DateQuestion> asked = {}; ///< what the file left open before it was answered
    QString refusal; ///< why it cannot be imported; empty for a good one
    std::optional<sources::BatchReport> report = {}; ///< after the import
    std::optional<sources::Drift> drift = {}; ///< how its columns differ from those of the last file
    bool mended = false; ///< its rows in quarantine were mended here, once
    std::vector<std::string> headers = {}; ///< of one that was not recognised
    bool driftDecided = false; ///< somebody said what became of the missing ones

    /// A file that lacks a column the last one filled waits until somebody says what became of it.
    [[nodiscard]] bool asksForColumns() const { return drift && drift->asks() && !driftDecided && !report; }
    /// What people know it by: its name without folders, of an answer connection and query.
    [[nodiscard]] QString title() const;
    [[nodiscard]] bool isReady() const { return preview && !report && !asksForColumns(); }
};

/// "12 batches of 4 systems, 3 rows in quarantine"
[[nodiscard]] QString storedFact(const sources::SourceList &stored, std::int64_t held);

/// One sentence for the files that were not recognised, the first of them by name; empty when all were.
[[nodiscard]] QString refusedSentence(const std::vector<AddedFile> &files);

/// Row ids are positions in `files`. Files that were not recognised and have the same columns stand together, and say
/// how many they are: they are mapped together.
[[nodiscard]] TableSpec filesTable(const std::vector<AddedFile> &files);
/// Whether a row can be taken, or why not and in which column: "Bad date, Renewal".
[[nodiscard]] StateValue rowState(const std::optional<sources::Fault> &fault);
/// The first rows of a file as they stand, its faults marked in a column of their own.
[[nodiscard]] TableSpec previewTable(const sources::Preview &preview);
/// Each column of the file and where it goes.
[[nodiscard]] TableSpec mappingTable(const sources::Preview &preview);
/// Batches of the workspace, newest first; row ids are batch numbers.
[[nodiscard]] TableSpec batchesTable(const sources::SourceList &list);

/// Each question with what it rests on or what is missing; row ids are those of the answers.
[[nodiscard]] TableSpec answersTable(const std::vector<answers::Answer> &answers);

/// What one batch changed, and what was not taken of its file; the latter is known only of the import just made.
struct BatchChanges {
    std::string file;
    sources::ImportChanges changes;
    std::vector<sources::SkippedRow> skipped = {};
    std::vector<std::string> unreadSheets = {};
    sources::RowNotes notes = {};
    std::int64_t batch = 0;
};
/// One row a changed field, a record that is missing from a file, a row or sheet that was passed over; row ids are
/// positions.
[[nodiscard]] TableSpec changesTable(const std::vector<BatchChanges> &changes);
/// What an import that was just made changed.
[[nodiscard]] std::vector<BatchChanges> changesOf(const sources::ImportReport &report);
/// The changes of one field, and of one batch, alone.
[[nodiscard]] std::vector<BatchChanges> changesOf(
    const std::vector<BatchChanges> &changes, const sources::ChangedField &field);
/// "annual up", "new", "owner"
[[nodiscard]] QString whatText(const sources::ChangedField &field);
/// What changed by entity and field, with its effect on ARR; row ids are positions in `fields`.
[[nodiscard]] TableSpec changedFieldsTable(const std::vector<sources::ChangedField> &fields);
/// "ARR +1,200.00 USD", or that it did not move.
[[nodiscard]] QString arrSentence(const std::vector<sources::ChangedField> &fields);
/// "12 values changed; 3 records of the file before are missing, with 12,000.00 USD ARR"
[[nodiscard]] QString changesSentence(const std::vector<BatchChanges> &changes);

/// How many rows wait in quarantine for one reason.
struct QuarantineReason {
    std::string code;
    std::string entity;
    Message example; ///< of the first such row
    int rows = 0;
};
/// Row ids are positions in `reasons`.
[[nodiscard]] TableSpec quarantineTable(const std::vector<QuarantineReason> &reasons);

/// "Bad date, subscriptions"
[[nodiscard]] QString reasonTitle(const QuarantineReason &reason);
/// The rows held back for one reason; row ids are positions in `rows`.
[[nodiscard]] TableSpec quarantinedRowsTable(const std::vector<sources::QuarantinedRow> &rows);
/// One such row: where it stands, what is wrong, and the record as it came.
[[nodiscard]] InspectorContent describeQuarantined(
    const QuarantineReason &reason, const std::vector<sources::QuarantinedRow> &rows, std::size_t index);

} // namespace qd::ui
