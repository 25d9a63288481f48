#include "core/sources/source_list.h"

#include "core/base/csv_text.h"
#include "core/base/own_exports.h"
#include "core/base/personal_data.h"
#include "core/store/custom_tables.h"
#include "core/store/import_batches.h"

#include <set>

namespace qd::sources {

namespace {

std::vector<EntityCount> countEntities(const store::Workspace &workspace, const std::string &source)
{
    std::vector<EntityCount> counts;
    auto quarantined = quarantinedByEntity(workspace, source);
    for (const store::Entity &entity : store::entities()) {
        const std::string name(entity.name);
        const std::int64_t rows = countRows(workspace, entity, source);
        const std::int64_t bad = quarantined[name];
        quarantined.erase(name);
        if (rows > 0 || bad > 0)
            counts.push_back({name, rows, bad});
    }
    for (const auto &[table, bad] : quarantined) {
        if (const auto rows = store::customTableRows(workspace.db(), table))
            counts.push_back({table, *rows, bad});
    }
    return counts;
}

BatchReport reportOf(store::ImportBatch batch)
{
    BatchReport report;
    report.batch = batch.batch;
    report.file = std::move(batch.file);
    report.source = std::move(batch.source);
    report.entity = std::move(batch.entity);
    report.profile = std::move(batch.profile);
    report.read = batch.counts.read;
    report.accepted = batch.counts.accepted;
    report.unchanged = batch.counts.unchanged;
    report.quarantined = batch.counts.quarantined;
    report.skipped = batch.counts.skipped;
    report.undone = batch.undone;
    report.import = batch.import;
    return report;
}

} // namespace

SourceList listSources(const store::Workspace &workspace)
{
    SourceList list;
    for (KnownSource &row : knownSources(workspace)) {
        auto entities = countEntities(workspace, row.name);
        list.sources.push_back({std::move(row.name), std::move(row.kind), std::move(row.asOf), std::move(entities)});
    }
    for (store::ImportBatch &batch : store::importBatches(workspace.db()))
        list.batches.push_back(reportOf(std::move(batch)));
    return list;
}

std::string quarantineCsv(const store::Workspace &workspace, std::optional<std::int64_t> batch, bool masks)
{
    // Of these a line says who somebody is, and which of its fields do is not known of a line that was not taken.
    std::set<std::int64_t> ofPersons;
    for (const store::ImportBatch &each : store::importBatches(workspace.db())) {
        if (each.entity == "contacts" || each.entity == "surveys" || each.entity == "requests")
            ofPersons.insert(each.batch);
    }
    std::string csv = headerLine(own_exports::Quarantine);
    forEachQuarantined(workspace, batch, [&](const QuarantinedRow &row) {
        std::string message = row.message.english();
        std::string record = row.record;
        if (masks) {
            message = withoutAddresses(message);
            record = ofPersons.contains(row.batch) ? std::string(Masked) : withoutAddresses(record);
        }
        csv += qd::csvLine({CsvCell::raw(std::to_string(row.batch)), row.file, CsvCell::raw(std::to_string(row.line)),
            row.column, row.code, std::move(message), std::move(record)});
    });
    return csv;
}

} // namespace qd::sources
