#include "core/sources/file_import.h"

#include "core/base/text.h"
#include "core/sources/csv_reader.h"
#include "core/sources/custom_table.h"
#include "core/sources/full_file.h"
#include "core/sources/header_row.h"
#include "core/sources/held_back.h"
#include "core/sources/sources_store.h"
#include "core/sources/usage_import.h"
#include "core/store/audit.h"
#include "core/store/held_rows.h"
#include "core/store/import_batches.h"
#include "core/store/row_images.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <future>

namespace qd::sources {

namespace {

/// The mapping with what else decides how the file is read.
std::string mappingText(const ImportCall &call, const RecognisedFile &file)
{
    std::string text = file.table.empty() ? file.mapping.profile->name + ' ' + file.mapping.text() : "table";
    if (call.options.dateOrder)
        text += " --date-order " + std::to_string(int(*call.options.dateOrder));
    if (isFull(call, file.source, file.entity()))
        text += " --full";
    if (file.read.sheet)
        text += " --sheet " + *file.read.sheet;
    if (file.read.header)
        text += " --header " + std::to_string(*file.read.header);
    if (file.read.decimal)
        text += file.read.decimal == DecimalMark::Comma ? " --decimal comma" : " --decimal point";
    return text;
}

using store::FileIdentity;

/// Reads the whole file; ends early when the import is cancelled. Safe from any thread.
Result<FileIdentity> identify(const std::string &path, const Progress &progress)
{
    constexpr qint64 PieceBytes = 1 << 20;
    QFile file(QString::fromStdString(path));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    bool good = file.open(QIODevice::ReadOnly);
    std::int64_t size = 0;
    while (good && !file.atEnd() && !progress.isCancelled()) {
        const QByteArray piece = file.read(PieceBytes);
        good = !piece.isEmpty();
        size += piece.size();
        hash.addData(piece);
    }
    if (!good)
        return Error{ErrorCode::Io,
            {QD_WORDS("Sources", "%1 cannot be read: %2."), {path, file.errorString().toStdString()}}, {path}};
    return FileIdentity{hash.result().toHex().toStdString(), size};
}

/// The batch that this file would be.
store::ImportBatch batchOf(const ImportCall &call, const RecognisedFile &file)
{
    return {0, file.name, file.source, file.entity(), file.table.empty() ? file.mapping.profile->name : "custom",
        mappingText(call, file), call.asOf.iso(),
        call.options.importedBy.empty() ? store::currentUser() : call.options.importedBy, call.import, false,
        isFull(call, file.source, file.entity()), {}};
}

/// The batch that took these bytes before. A complete file of another day is read again, for its records were there on
/// that day too; where no day is given nobody says so.
std::optional<store::ImportBatch> knownBatch(
    const ImportCall &call, const store::ImportBatch &made, const FileIdentity &identity)
{
    return store::batchOfSameFile(
        call.workspace.db(), made, identity.sha256, made.complete && call.options.asOf.has_value());
}

std::int64_t startBatch(ImportCall &call, const store::ImportBatch &made)
{
    const std::int64_t batch = store::openBatch(call.workspace.db(), made);
    call.import = call.import == 0 ? batch : call.import;
    return batch;
}

void endBatch(store::Workspace &workspace, const BatchReport &report, const FileIdentity &identity)
{
    store::closeBatch(workspace.db(), report.batch,
        {report.read, report.accepted, report.unchanged, report.quarantined, report.skipped}, identity);
}

BatchReport reportOf(const RecognisedFile &file)
{
    BatchReport report;
    report.file = file.name;
    report.source = file.source;
    report.entity = file.entity();
    report.profile = file.table.empty() ? file.mapping.profile->name : "custom";
    report.headerLine = file.headerLine;
    report.rowsAbove = file.rowsAbove;
    report.unreadSheets = file.unreadSheets;
    return report;
}

/// What becomes of a file whose bytes `before` took: all rows skipped.
BatchReport skipped(ImportCall &call, const store::ImportBatch &made, const store::ImportBatch &before,
    const FileIdentity &identity, BatchReport report)
{
    report.batch = before.batch;
    report.read = report.skipped = before.counts.read;
    if (call.options.asOf && made.asOf > before.asOf) { // news of a kind: nothing has changed since
        report.batch = startBatch(call, made);
        endBatch(call.workspace, report, identity);
    }
    return report;
}

/// Where the keys of rows go that a complete file holds back: it has them, whatever comes later.
std::optional<store::RowImages> heldRows(ImportCall &call, const RecognisedFile &file)
{
    if (!isFull(call, file.source, file.entity()))
        return std::nullopt;
    return std::optional<store::RowImages>(std::in_place, call.workspace.db(), store::HeldRows,
        store::keyColumns(*file.mapping.entity).size(), call.files.back().batch);
}

Result<void> importRows(ImportCall &call, const RecognisedFile &file, BatchReport &report)
{
    RowTyping typing(file.mapping, typingOptions(file, call.workspace.baseCurrency(), call.options.dateOrder));
    call.progress.begin({QD_WORDS("Progress", "Looking through %1"), {file.name}});
    auto looked = forEachRow(file, call.progress, nullptr, [&typing](const Record &record) { typing.observe(record); });
    if (!looked)
        return looked;
    report.openDateColumns = typing.openDateColumns();
    const FileInHand &hand = call.files.back();
    auto &held = call.held[{file.source, file.entity()}];
    auto kept = heldRows(call, file);
    EntityWriter writer(call.workspace, file.mapping, hand, call.files, call.seen[{file.source, file.entity()}]);
    const auto hold = [&held, &kept](const std::vector<std::string> &key) {
        held.insert(KeyText(key).text());
        if (kept)
            kept->keep({key.begin(), key.end()}, std::nullopt);
    };
    call.progress.begin({QD_WORDS("Progress", "Reading %1"), {file.name}});
    return forEachRow(file, call.progress, &report.skippedRows, [&](const Record &record) {
        TypedRow row = typing.type(record);
        const auto outcome = row.fault ? EntityWriter::Outcome::Quarantined : writer.write(row, record.line);
        switch (outcome) {
        case EntityWriter::Outcome::Accepted:
            ++report.accepted;
            break;
        case EntityWriter::Outcome::Unchanged:
            ++report.unchanged;
            break;
        case EntityWriter::Outcome::Quarantined:
            quarantine(call, hand, record, *row.fault);
            hold(heldKey(file.mapping, record, row));
            ++report.quarantined;
            break;
        }
    });
}

} // namespace

void quarantine(ImportCall &call, const FileInHand &file, const Record &record, const Fault &fault)
{
    const Message message = sentence(file.name, record.line, fault);
    if (!call.firstFault)
        call.firstFault = message;
    addToQuarantine(call.workspace,
        {file.batch, file.name, record.line, fault.column, toString(fault.reason), message,
            storableText(record, record.raw)});
}

namespace {

/// Numbers, dates and the like, and no name among them.
bool areValues(const std::vector<std::string> &headers)
{
    return std::all_of(headers.begin(), headers.end(),
        [](const std::string &header) { return header.empty() || looksLikeValue(header); });
}

} // namespace

RowTyping::Options typingOptions(const RecognisedFile &file, Currency base, std::optional<DateOrder> dateOrder)
{
    return {base, dateOrder, file.read.decimal, file.workbook};
}

Result<void> forEachRow(const RecognisedFile &file, Progress &progress, std::vector<SkippedRow> *skipped,
    const std::function<void(const Record &)> &take)
{
    auto reader = openRecords(file.path, file.read);
    if (!reader)
        return reader.error();
    (*reader)->fillTo(file.mapping.headers.size());
    Record record;
    // What was taken for the header of a table may be its first row: then rows like it are data.
    bool headerIsRow = !file.table.empty() && areValues(file.mapping.headers);
    bool first = true;
    for (std::int64_t rows = 0;; ++rows) {
        const auto step = (*reader)->next(record);
        if (step == RecordReader::Step::Failed)
            return (*reader)->error();
        if (step == RecordReader::Step::End)
            return {};
        if (!progress.rows(rows, (*reader)->done(), (*reader)->total()))
            return cancelled();
        if (record.line <= file.headerLine)
            continue;
        const auto &profile = file.mapping.profile;
        auto noise = noiseIn(record, file.mapping.headers);
        headerIsRow = headerIsRow || (first && !file.table.empty() && noise == SkipReason::RepeatedHeader);
        first = false;
        if (headerIsRow && noise == SkipReason::RepeatedHeader)
            noise.reset();
        if (!noise && profile && applies(profile->skipWhen, file.mapping.skipField, record))
            noise = SkipReason::ByProfile;
        if (!noise)
            take(record);
        else if (skipped)
            skipped->push_back({record.line, *noise});
    }
}

Result<std::optional<store::ImportBatch>> takenBefore(const ImportCall &call, const RecognisedFile &file)
{
    const auto size = std::int64_t{QFileInfo(QString::fromStdString(file.path)).size()};
    if (!store::hasBatchOfSize(call.workspace.db(), file.source, file.entity(), size))
        return std::optional<store::ImportBatch>();
    const auto identity = identify(file.path, call.progress);
    if (!identity)
        return identity.error();
    return knownBatch(call, batchOf(call, file), *identity);
}

Result<BatchReport> importFile(ImportCall &call, const RecognisedFile &file)
{
    BatchReport report = reportOf(file);
    auto hashing = std::async(std::launch::async,
        [&path = file.path, &progress = std::as_const(call.progress)] { return identify(path, progress); });
    const store::ImportBatch made = batchOf(call, file);
    const auto size = std::int64_t{QFileInfo(QString::fromStdString(file.path)).size()};
    const bool mayBeKnown = !call.options.force && !call.readAll.contains({file.source, file.entity()});
    if (mayBeKnown && store::hasBatchOfSize(call.workspace.db(), file.source, file.entity(), size)) {
        const auto identity = hashing.get();
        if (!identity)
            return identity.error();
        if (const auto before = knownBatch(call, made, *identity))
            return skipped(call, made, *before, *identity, report);
        hashing = std::async(std::launch::deferred, [identity] { return identity; });
    }
    addSource(call.workspace, file.source, file.kind); // which the batch refers to
    report.batch = startBatch(call, made);
    settleKind(call.workspace, file.source, file.kind, report.batch);
    call.files.push_back({call.files.size(), file.name, file.source, call.asOf, report.batch});
    auto done = !file.table.empty()         ? importCustomTable(call, file, report)
        : file.mapping.entity->inSegments() ? importUsage(call, file, report)
                                            : importRows(call, file, report);
    const auto identity = hashing.get();
    if (!done || !identity)
        return done ? identity.error() : done.error();
    if (stampOf(file.path) != file.stamp || identity->size != file.stamp.size)
        return Error{ErrorCode::Io,
            {QD_WORDS("Sources",
                 "%1 changed while it was read; nothing was imported. Import it again when nothing writes to it."),
                {file.path}},
            {file.path}};
    report.skipped = std::int64_t(report.skippedRows.size());
    report.read = report.accepted + report.unchanged + report.quarantined + report.skipped;
    endBatch(call.workspace, report, *identity);
    return report;
}

} // namespace qd::sources
