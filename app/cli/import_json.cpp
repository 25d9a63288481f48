#include "app/cli/import_json.h"

namespace qd::cli {

namespace {

Json recordJson(const sources::MissingRecord &record)
{
    const auto currency = Currency::fromCode(record.currency);
    return {{"record", record.record}, {"arr", currency ? optionalMoney(record.arrMinor, *currency) : Json(nullptr)},
        {"currency", textOrNull(record.currency)}};
}

Json missingJson(const sources::ImportChanges &changes)
{
    Json records = Json::array();
    for (const sources::MissingRecord &record : changes.missing)
        records.push_back(recordJson(record));
    return {{"last_file", textOrNull(changes.lastFile)}, {"last_as_of", textOrNull(changes.lastAsOf)},
        {"records", records}};
}

/// A value of null: any beyond those that are told apart.
Json unknownJson(const std::map<std::string, sources::UnknownValues> &columns)
{
    Json list = Json::array();
    for (const auto &[header, unknown] : columns) {
        for (const auto &[value, rows] : unknown.rows)
            list.push_back({{"column", header}, {"value", value}, {"rows", rows}});
        if (unknown.others > 0)
            list.push_back({{"column", header}, {"value", nullptr}, {"rows", unknown.others}});
    }
    return list;
}

/// A batch just imported, with what only its import knows.
Json importedJson(const sources::BatchReport &batch)
{
    Json json = batchJson(batch);
    Json skipped = Json::array();
    for (const sources::SkippedRow &row : batch.skippedRows)
        skipped.push_back({{"line", row.line}, {"why", sources::toString(row.why)}});
    json["header_line"] = batch.headerLine > 0 ? Json(batch.headerLine) : Json(nullptr);
    json["skipped_rows"] = skipped;
    json["unread_sheets"] = batch.unreadSheets;
    json["padded"] = batch.notes.padded;
    json["beside"] = batch.notes.beside;
    json["said_empty"] = batch.notes.saidEmpty;
    json["unknown_values"] = unknownJson(batch.notes.unknown);
    json["same_day_ends"] = batch.notes.sameDayEnds;
    json["joined"] = batch.notes.joined;
    json["lookups"] = Json::array();
    for (const auto &[column, count] : batch.notes.lookups)
        json["lookups"].push_back({{"column", column}, {"matched", count.matched}, {"unmatched", count.unmatched},
            {"ambiguous", count.ambiguous}});
    json["extra_columns"] = batch.extraColumns;
    json["absent_columns"] = batch.absentColumns;
    json["changes"] = Json::array();
    for (const sources::FieldChange &change : batch.changes.changes)
        json["changes"].push_back({{"record", change.record}, {"field", change.field},
            {"before", textOrNull(change.before)}, {"after", textOrNull(change.after)}});
    json["missing"] = missingJson(batch.changes);
    json["vanished"] = Json::array();
    for (const sources::MissingRecord &record : batch.changes.vanished) {
        json["vanished"].push_back(recordJson(record));
        json["vanished"].back()["closed_on"] = record.closedOn;
    }
    return json;
}

} // namespace

Json batchJson(const sources::BatchReport &batch)
{
    return {{"batch", batch.batch}, {"file", batch.file}, {"source", batch.source}, {"entity", batch.entity},
        {"profile", batch.profile}, {"read", batch.read}, {"accepted", batch.accepted}, {"unchanged", batch.unchanged},
        {"quarantined", batch.quarantined}, {"skipped", batch.skipped}};
}

Json importJson(const sources::ImportReport &report, bool dryRun)
{
    Json batches = Json::array();
    for (const sources::BatchReport &batch : report.batches) {
        batches.push_back(importedJson(batch));
        if (dryRun && batch.accepted + batch.unchanged + batch.quarantined > 0) // else it was imported before
            batches.back()["batch"] = nullptr;
    }
    Json passedOver = Json::array();
    for (const Message &file : report.unknownFiles)
        passedOver.push_back(file.english());
    return {{"dry_run", dryRun}, {"batches", batches}, {"passed_over", passedOver}};
}

} // namespace qd::cli
