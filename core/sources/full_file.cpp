#include "core/sources/full_file.h"

#include "core/base/money.h"
#include "core/base/text.h"
#include "core/sources/record_history.h"
#include "core/store/closed_rows.h"

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
        const bool read = call.seen.contains(which) && batch.accepted + batch.unchanged + batch.quarantined > 0;
        found->unread = found->unread || (!read && batch.skipped > 0);
        found->last = &batch;
    }
    return all;
}

Error nothingIn(const BatchReport &batch)
{
    return {ErrorCode::BadData,
        batch.file + " has no row of " + batch.entity
            + " that can be taken; as a complete file it would close every record. Nothing was imported. Look whether "
              "the export is whole, or import it without --full.",
        {batch.file}};
}

Error tooMany(const BatchReport &batch, std::size_t closing, std::int64_t before)
{
    return {ErrorCode::Conflict,
        batch.file + " lacks " + std::to_string(closing) + " of the " + std::to_string(before) + ' ' + batch.entity
            + " that " + batch.source
            + " had; as a complete file it would close them. Nothing was imported. If they are gone indeed, import it "
              "with --force; if the file is a part, without --full.",
        {"full", batch.source, batch.entity}};
}

/// ARR that stands with the account ends with it.
void endArr(ImportCall &call, const FullFiles &files, const std::vector<store::RecordArr> &rows)
{
    RecordHistory history(call.workspace, *files.entity,
        {call.files.size(), files.last->file, files.last->source, call.asOf, files.last->batch});
    for (const store::RecordArr &row : rows) {
        const auto currency = Currency::fromCode(row.currency);
        if (row.arrMinor && currency)
            history.changed(
                row.key.front(), "arr", Money{*row.arrMinor, *currency}.text() + ' ' + currency->code(), std::nullopt);
    }
}

Result<void> close(ImportCall &call, const FullFiles &files)
{
    const BatchReport &batch = *files.last;
    const auto seen = call.seen.find(files.which);
    if (seen == call.seen.end() || seen->second.empty())
        return nothingIn(batch);
    const auto held = call.held.find(files.which);
    const std::string asOf = call.asOf.iso();
    auto rows = store::openRecords(call.workspace.db(), *files.entity, batch.source, asOf);
    std::erase_if(rows, [&](const store::RecordArr &row) {
        return seen->second.contains(row.key) || (held != call.held.end() && held->second.contains(row.key));
    });
    const std::int64_t before = store::openBefore(call.workspace.db(), *files.entity, batch.source, call.import);
    if (!call.options.closeMost && !call.options.force && std::int64_t(rows.size()) * 2 > before)
        return tooMany(batch, rows.size(), before);
    store::closeRecords(call.workspace.db(), *files.entity, batch.source, batch.batch, asOf, rows);
    endArr(call, files, rows);
    return {};
}

} // namespace

std::string fullSetting(const std::string &source, const std::string &entity)
{
    return "full." + source + '.' + entity;
}

bool isFull(const ImportCall &call, const std::string &source, const std::string &entity)
{
    const store::Entity *known = store::findEntity(entity);
    if (!known || known->inSegments())
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
    return {};
}

} // namespace qd::sources
