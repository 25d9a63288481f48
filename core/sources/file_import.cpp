#include "core/sources/file_import.h"

#include "core/base/text.h"
#include "core/sources/csv_reader.h"
#include "core/sources/custom_table.h"
#include "core/sources/full_file.h"
#include "core/sources/header_row.h"
#include "core/sources/mapped_cell.h"
#include "core/sources/salesforce_id.h"
#include "core/sources/usage_import.h"
#include "core/store/audit.h"
#include "core/store/row_images.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <SQLiteCpp/SQLiteCpp.h>

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

struct FileIdentity {
    std::string sha256;
    std::int64_t size = 0;
};

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
        return Error{ErrorCode::Io, path + " cannot be read: " + file.errorString().toStdString() + ".", {path}};
    return FileIdentity{hash.result().toHex().toStdString(), size};
}

/// Whether a file of this size was taken in before; if not, there is no need to know its hash at once.
bool mayBeKnown(const ImportCall &call, const RecognisedFile &file)
{
    SQLite::Statement query(call.workspace.db(),
        "SELECT 1 FROM import_batch WHERE size = ? AND source = ? AND entity = ? AND state IS NULL LIMIT 1");
    query.bind(1, std::int64_t{QFileInfo(QString::fromStdString(file.path)).size()});
    query.bind(2, file.source);
    query.bind(3, file.entity());
    return query.executeStep();
}

/// A batch that took the same bytes in the same way before: its report, all rows skipped, and its as-of date.
std::optional<std::pair<BatchReport, std::string>> importedBefore(
    const ImportCall &call, const RecognisedFile &file, const FileIdentity &identity, BatchReport report)
{
    SQLite::Statement query(call.workspace.db(),
        "SELECT batch_id, rows_read, as_of FROM import_batch o WHERE sha256 = ?1 AND source = ?2 AND entity = ?3 AND "
        "mapping "
        "= ?4 AND state IS NULL"
        // A snapshot that returns to an earlier file's bytes is news: others of a later day came in between.
        " AND NOT EXISTS (SELECT 1 FROM import_batch n WHERE n.source = o.source AND n.entity = o.entity"
        " AND n.state IS NULL AND n.batch_id > o.batch_id AND n.sha256 <> o.sha256 AND n.as_of > o.as_of AND n.as_of "
        "<= ?5)"
        " ORDER BY batch_id DESC LIMIT 1");
    query.bind(1, identity.sha256);
    query.bind(2, file.source);
    query.bind(3, file.entity());
    query.bind(4, mappingText(call, file));
    query.bind(5, call.asOf.iso());
    if (!query.executeStep())
        return std::nullopt;
    report.batch = query.getColumn(0).getInt64();
    report.read = report.skipped = query.getColumn(1).getInt64();
    return std::pair(report, query.getColumn(2).getString());
}

/// A source of no known kind takes the one that this file says.
void noteSource(store::Workspace &workspace, const RecognisedFile &file, std::optional<std::int64_t> batch)
{
    SQLite::Statement other(workspace.db(), "SELECT 1 FROM source WHERE name = ? AND kind = 'other'");
    other.bind(1, file.source);
    if (batch && file.kind != "other" && other.executeStep()) {
        store::ImageText image;
        image.text("kind", "other");
        store::RowImages(workspace.db(), "source", 1, *batch).keep({file.source}, image.text());
    }
    SQLite::Statement insert(workspace.db(),
        batch ? "INSERT INTO source (name, kind) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET kind = excluded.kind"
                " WHERE kind = 'other'"
              : "INSERT INTO source (name, kind) VALUES (?, ?) ON CONFLICT (name) DO NOTHING");
    insert.bind(1, file.source);
    insert.bind(2, file.kind);
    insert.exec();
}

std::int64_t openBatch(ImportCall &call, const RecognisedFile &file)
{
    SQLite::Statement insert(call.workspace.db(),
        "INSERT INTO import_batch (file, sha256, size, source, entity, profile, mapping, as_of, rows_read, accepted,"
        " unchanged, quarantined, skipped, imported_at, imported_by, import_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, "
        "0, 0, "
        "0, ?, ?, ?)");
    insert.bind(1, file.name);
    insert.bind(2, ""); // with the counts, when they are known
    insert.bind(3, 0);
    insert.bind(4, file.source);
    insert.bind(5, file.entity());
    insert.bind(6, file.table.empty() ? file.mapping.profile->name : "custom");
    insert.bind(7, mappingText(call, file));
    insert.bind(8, call.asOf.iso());
    insert.bind(9, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString());
    insert.bind(10, call.options.importedBy.empty() ? store::currentUser() : call.options.importedBy);
    if (call.import != 0)
        insert.bind(11, call.import);
    else
        insert.bind(11);
    insert.exec();
    const std::int64_t batch = call.workspace.db().getLastInsertRowid();
    if (call.import == 0) {
        call.import = batch;
        SQLite::Statement own(call.workspace.db(), "UPDATE import_batch SET import_id = batch_id WHERE batch_id = ?");
        own.bind(1, batch);
        own.exec();
    }
    return batch;
}

void closeBatch(store::Workspace &workspace, const BatchReport &report, const FileIdentity &identity)
{
    SQLite::Statement update(workspace.db(),
        "UPDATE import_batch SET rows_read = ?, accepted = ?, unchanged = ?, quarantined = ?, skipped = ?,"
        " sha256 = ?, size = ? WHERE batch_id = ?");
    update.bind(1, report.read);
    update.bind(2, report.accepted);
    update.bind(3, report.unchanged);
    update.bind(4, report.quarantined);
    update.bind(5, report.skipped);
    update.bind(6, identity.sha256);
    update.bind(7, identity.size);
    update.bind(8, report.batch);
    update.exec();
}

/// The key of a record as it stands in the file, as EntityWriter joins it.
std::string keyIn(const Mapping &mapping, const Record &record)
{
    std::string key;
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        if (!mapping.entity->columns[i].key)
            continue;
        const Cell cell = cellOf(mapping, record, i);
        const auto id = cell.convert == Conversion::SalesforceId ? salesforceId(cell.text) : std::nullopt;
        key += (key.empty() ? "" : "\x1F") + id.value_or(std::string(cell.text));
    }
    return key;
}

Result<void> importRows(ImportCall &call, const RecognisedFile &file, BatchReport &report)
{
    RowTyping typing(file.mapping, typingOptions(file, call.workspace.baseCurrency(), call.options.dateOrder));
    call.progress.begin("Looking through " + file.name);
    auto looked = forEachRow(file, call.progress, nullptr, [&typing](const Record &record) { typing.observe(record); });
    if (!looked)
        return looked;
    report.openDateColumns = typing.openDateColumns();
    const FileInHand &hand = call.files.back();
    auto &held = call.held[file.source + '\x1F' + file.entity()];
    EntityWriter writer(
        call.workspace, file.mapping, hand, call.files, call.seen[file.source + '\x1F' + file.entity()]);
    call.progress.begin("Reading " + file.name);
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
            held.insert(keyIn(file.mapping, record));
            ++report.quarantined;
            break;
        }
    });
}

} // namespace

void quarantine(ImportCall &call, const FileInHand &file, const Record &record, const Fault &fault)
{
    const std::string message = sentence(file.name, record.line, fault);
    if (call.firstFault.empty())
        call.firstFault = message;
    SQLite::Statement insert(call.workspace.db(),
        "INSERT INTO quarantine (batch_id, line, \"column\", code, message, record) VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(1, file.batch);
    insert.bind(2, record.line);
    insert.bind(3, fault.column);
    insert.bind(4, toString(fault.reason));
    insert.bind(5, message);
    // SQLite keeps text; a record that is none is kept with what cannot be read marked.
    insert.bind(6,
        record.wellFormed
            ? std::string(record.raw)
            : QString::fromUtf8(record.raw.data(), qsizetype(record.raw.size())).remove(QChar(0)).toStdString());
    insert.exec();
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

Result<BatchReport> importFile(ImportCall &call, const RecognisedFile &file)
{
    BatchReport report;
    report.file = file.name;
    report.source = file.source;
    report.entity = file.entity();
    report.profile = file.table.empty() ? file.mapping.profile->name : "custom";
    report.headerLine = file.headerLine;
    report.rowsAbove = file.rowsAbove;
    report.unreadSheets = file.unreadSheets;
    auto hashing = std::async(std::launch::async,
        [&path = file.path, &progress = std::as_const(call.progress)] { return identify(path, progress); });
    if (!call.options.force && mayBeKnown(call, file)) {
        const auto identity = hashing.get();
        if (!identity)
            return identity.error();
        if (auto before = importedBefore(call, file, *identity, report)) {
            if (call.options.asOf && call.asOf.iso() > before->second) { // news of a kind: nothing has changed since
                before->first.batch = openBatch(call, file);
                closeBatch(call.workspace, before->first, *identity);
            }
            return before->first;
        }
        hashing = std::async(std::launch::deferred, [identity] { return identity; });
    }
    noteSource(call.workspace, file, std::nullopt); // which the batch refers to
    report.batch = openBatch(call, file);
    noteSource(call.workspace, file, report.batch);
    call.files.push_back({call.files.size(), file.name, file.source, call.asOf, report.batch});
    auto done = !file.table.empty() ? importCustomTable(call, file, report)
        : file.entity() == "usage"  ? importUsage(call, file, report)
                                    : importRows(call, file, report);
    const auto identity = hashing.get();
    if (!done || !identity)
        return done ? identity.error() : done.error();
    if (stampOf(file.path) != file.stamp || identity->size != file.stamp.size)
        return Error{ErrorCode::Io,
            file.path + " changed while it was read; nothing was imported. Import it again when nothing writes to it.",
            {file.path}};
    report.skipped = std::int64_t(report.skippedRows.size());
    report.read = report.accepted + report.unchanged + report.quarantined + report.skipped;
    closeBatch(call.workspace, report, *identity);
    return report;
}

} // namespace qd::sources
