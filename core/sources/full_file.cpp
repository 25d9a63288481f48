#include "core/sources/full_file.h"

#include "core/sources/later_files.h"
#include "core/sources/record_history.h"
#include "core/store/closed_rows.h"
#include "core/store/row_images.h"

#include <algorithm>

namespace qd::sources {

namespace {

/// The files of one source and entity, which together are complete.
struct FullFiles {
    const store::Entity *entity = nullptr;
    const BatchReport *last = nullptr;
    SourceEntity which;
    bool unread = false; ///< some file was known before, and its records were not looked at
};

std::vector<FullFiles> fullFiles(const ImportCall &call, const ImportReport &report)
{
    std::vector<FullFiles> all;
    for (const BatchReport &batch : report.batches) {
        if (!isFull(call, batch.source, batch.entity))
            continue;
        const SourceEntity which{batch.source, batch.entity};
        auto found = std::ranges::find(all, which, &FullFiles::which);
        if (found == all.end())
            found = all.insert(all.end(), {store::findEntity(batch.entity), nullptr, which, false});
        // Of a file imported before all rows are skipped, and none is named.
        found->unread = found->unread || batch.skipped > std::int64_t(batch.skippedRows.size());
        found->last = &batch;
    }
    return all;
}

Error nothingIn(const BatchReport &batch)
{
    return {ErrorCode::BadData,
        {QD_WORDS("Sources",
             "%1 has no row of %2 that can be taken; as a complete file it would close every record. Nothing was "
             "imported. Look whether the export is whole, or import it without --full."),
            {batch.file, batch.entity}},
        {batch.file}};
}

Error tooMany(const BatchReport &batch, std::int64_t closing, std::int64_t before)
{
    return {ErrorCode::Conflict,
        {QD_WORDS("Sources",
             "%1 lacks %2 of the %3 %4 that %5 had; as a complete file it would close them. Nothing was imported. If "
             "they are gone indeed, import it with --force; if the file is a part, without --full."),
            {batch.file, Count{closing}, Count{before}, batch.entity, batch.source}},
        {"full", batch.source, batch.entity}};
}

/// ARR that stands with a record ends with it on `day`; where a file of a later day has the record again, until the
/// next snapshot of the entity, whether that has it or not.
void endArr(
    ImportCall &call, const BatchReport &batch, const std::string &day, const std::vector<store::RecordArr> &records)
{
    RecordHistory history(call.workspace, *store::findEntity(batch.entity),
        {call.files.size(), batch.file, batch.source, call.asOf, batch.batch});
    for (const store::RecordArr &record : records)
        history.absent(record.key.front(), "arr", day, record.asOf > day);
}

/// Records that files of a later day have again: absence between leaves a trace in their history alone.
void noteGaps(ImportCall &call, const BatchReport &batch, const std::vector<store::RecordArr> &records)
{
    store::RowImages images(
        call.workspace.db(), batch.entity, store::keyColumns(*store::findEntity(batch.entity)).size(), batch.batch);
    for (const store::RecordArr &record : records)
        images.keep({record.key.begin(), record.key.end()}, store::ImageText().text());
}

/// What complete files lack of what was known by their day.
struct Lacking {
    std::vector<store::RecordArr> gone; ///< for good, as far as is known; also what a later complete file closed
    std::vector<store::RecordArr> back; ///< files of a later day have them
    std::int64_t newly = 0; ///< of those that are gone, what stands open
};

Lacking lackingIn(ImportCall &call, const FullFiles &files, const SeenKeys &seen)
{
    const std::string asOf = call.asOf.iso();
    const auto held = call.held.find(files.which);
    Lacking lacking;
    for (store::RecordArr &record :
        store::recordsInForce(call.workspace.db(), *files.entity, files.last->source, asOf)) {
        const std::string key = KeyText(record.key).text();
        if (seen.contains(key) || (held != call.held.end() && held->second.contains(key)))
            continue;
        const bool back = record.asOf > asOf;
        lacking.newly += !back && record.closedOn.empty() ? 1 : 0;
        (back ? lacking.back : lacking.gone).push_back(std::move(record));
    }
    return lacking;
}

Result<void> close(ImportCall &call, const FullFiles &files)
{
    const BatchReport &batch = *files.last;
    const auto seen = call.seen.find(files.which);
    if (seen == call.seen.end() || seen->second.empty())
        return nothingIn(batch);
    const Lacking lacking = lackingIn(call, files, seen->second);
    const std::int64_t before = store::openBefore(call.workspace.db(), *files.entity, batch.source, call.import);
    if (!call.options.closeMost && !call.options.force && lacking.newly * 2 > before)
        return tooMany(batch, lacking.newly, before);
    store::closeRecords(call.workspace.db(), *files.entity, batch.source, batch.batch, call.asOf.iso(), lacking.gone);
    noteGaps(call, batch, lacking.back);
    endArr(call, batch, call.asOf.iso(), lacking.gone);
    endArr(call, batch, call.asOf.iso(), lacking.back);
    return {};
}

/// Records that a file made or opened again and that a complete one of a later day, imported before it, does not have.
void closeByLater(ImportCall &call, const BatchReport &batch)
{
    const store::Entity *entity = store::findEntity(batch.entity);
    if (!entity || entity->inSegments() || batch.accepted == 0)
        return;
    auto &db = call.workspace.db();
    const std::string asOf = call.asOf.iso();
    const LaterFiles later(call.workspace, batch.source, batch.entity, asOf);
    if (later.empty())
        return;
    std::map<std::string, std::vector<store::RecordArr>> byDay;
    for (store::RecordArr &record : store::recordsBroughtBy(db, *entity, batch.source, batch.batch, asOf)) {
        if (const auto day = later.lacking(KeyText(record.key).text()))
            byDay[*day].push_back(std::move(record));
    }
    for (const auto &[day, records] : byDay) {
        store::closeRecords(db, *entity, batch.source, std::nullopt, day, records);
        endArr(call, batch, day, records);
    }
}

} // namespace

std::string fullSetting(const std::string &source, const std::string &entity)
{
    return "full." + source + '.' + entity;
}

bool isFull(const ImportCall &call, const std::string &source, const std::string &entity)
{
    const store::Entity *known = store::findEntity(entity);
    if (!known || known->inSegments() || call.parts.contains({source, entity}))
        return false;
    return call.options.full.value_or(call.workspace.setting(fullSetting(source, entity)) == "all");
}

bool asksToCloseMost(const Error &error)
{
    return error.code == ErrorCode::Conflict && !error.arguments.empty() && error.arguments.front() == "full";
}

Result<void> closeMissing(ImportCall &call, const ImportReport &report)
{
    for (const FullFiles &files : fullFiles(call, report)) {
        if (files.unread)
            continue;
        if (auto done = close(call, files); !done)
            return done;
    }
    for (const BatchReport &batch : report.batches)
        closeByLater(call, batch);
    return {};
}

Result<void> findParts(ImportCall &call, const std::vector<RecognisedFile> &files)
{
    struct Known {
        int files = 0;
        int taken = 0;
        std::set<std::int64_t> imports;
    };
    std::map<SourceEntity, Known> all;
    for (const RecognisedFile &file : files) {
        if (call.options.force || !isFull(call, file.source, file.entity()))
            continue;
        const auto before = takenBefore(call, file);
        if (!before)
            return before.error();
        Known &known = all[{file.source, file.entity()}];
        ++known.files;
        known.taken += *before ? 1 : 0;
        known.imports.insert(*before ? (*before)->import : 0);
    }
    for (const auto &[which, known] : all) {
        if (known.taken > 0 && (known.taken < known.files || known.imports.size() > 1))
            call.readAll.insert(which);
    }
    return {};
}

} // namespace qd::sources
