#include "core/sources/file_import.h"

#include "core/base/text.h"
#include "core/sources/custom_table.h"
#include "core/sources/delimiter.h"
#include "core/sources/empty_counts.h"
#include "core/sources/full_file.h"
#include "core/sources/held_back.h"
#include "core/sources/row_walk.h"
#include "core/sources/same_key_rows.h"
#include "core/sources/sources_store.h"
#include "core/sources/usage_import.h"
#include "core/store/audit.h"
#include "core/store/held_rows.h"
#include "core/store/import_batches.h"
#include "core/store/negative_rows.h"
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
    if (file.table.empty() && !file.mapping.profile->digest.empty())
        text += " by " + file.mapping.profile->digest;
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
    if (file.read.encoding)
        text += std::string(" --encoding ") + toString(*file.read.encoding);
    if (file.read.delimiter)
        text += " --delimiter " + delimiterText(*file.read.delimiter);
    if (file.read.quote)
        text += " --quote " + quoteText(*file.read.quote);
    if (file.read.keepFooters)
        text += " --footers keep";
    if (file.read.exclusiveEnds)
        text += " --ends exclusive";
    if (file.read.answer)
        text += " --query-sha256 " + file.read.answer->digest;
    return text;
}

using store::FileContent;

/// Reads the whole file; ends early when the import is cancelled. Safe from any thread.
Result<FileContent> identify(const std::string &path, const Progress &progress)
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
    return FileContent{hash.result().toHex().toStdString(), size};
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
    const ImportCall &call, const store::ImportBatch &made, const FileContent &identity)
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

void endBatch(store::Workspace &workspace, const BatchReport &report, const FileContent &identity)
{
    store::closeBatch(workspace.db(), report.batch,
        {report.read, report.accepted, report.unchanged, report.quarantined, report.skipped}, identity);
}

BatchReport reportOf(const RecognisedFile &file)
{
    BatchReport report;
    report.file = file.name;
    report.path = file.path;
    report.source = file.source;
    report.entity = file.entity();
    report.profile = file.table.empty() ? file.mapping.profile->name : "custom";
    report.headerLine = file.headerLine;
    report.rowsAbove = file.rowsAbove;
    report.unreadSheets = file.unreadSheets;
    for (std::size_t i = 0; i < file.mapping.extraNames.size(); ++i) {
        if (!file.mapping.headers[std::size_t(file.mapping.extraFields[i])].empty()) // else said if it has values
            report.extraColumns.push_back(file.mapping.extraNames[i]);
    }
    for (std::size_t i = 0; i < file.mapping.columns.size(); ++i) {
        if (!file.mapping.columns[i].present())
            report.absentColumns.emplace_back(file.mapping.entity->columns[i].name);
    }
    return report;
}

/// What becomes of a file whose bytes `before` took: all rows skipped.
BatchReport skipped(ImportCall &call, const store::ImportBatch &made, const store::ImportBatch &before,
    const FileContent &identity, BatchReport report)
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

/// Types the rows of a file and writes them; wrong ones go to quarantine.
class RowImport final : public RowSink {
public:
    RowImport(ImportCall &call, const RecognisedFile &file, BatchReport &report)
        : m_call(call)
        , m_file(file)
        , m_report(report)
        , m_typing(file.mapping, typingOptions(file, call.workspace.baseCurrency(), call.options.dateOrder))
        , m_held(call.held[{file.source, file.entity()}])
        , m_kept(heldRows(call, file))
        , m_writer(call.workspace, file.mapping, call.files.back(), call.files, call.seen[{file.source, file.entity()}])
        , m_empty(file.mapping)
    {
        if (file.mapping.profile->sameKey.rows != SameKey::Rows::Refuse)
            m_gathered.emplace(file.mapping);
    }

    [[nodiscard]] bool looksFirst() const override { return true; }
    void look(const Record &record) override { m_typing.observe(record); }
    [[nodiscard]] Result<void> looked() override
    {
        m_report.openDateColumns = m_typing.openDateColumns();
        return {};
    }
    [[nodiscard]] Result<Step> take(const Record &record) override
    {
        TypedRow row = m_typing.type(record);
        m_report.notes.add(row, m_file.mapping);
        countLookups(m_file.mapping, record, m_report.notes.lookups);
        if (!row.fault && m_gathered && m_gathered->add(row, {record.line, std::string(record.raw)}))
            return Step::Next;
        switch (row.fault ? EntityWriter::Outcome::Quarantined : m_writer.write(row, record.line)) {
        case EntityWriter::Outcome::Accepted:
            ++m_report.accepted;
            m_empty.add(row, 1);
            break;
        case EntityWriter::Outcome::Unchanged:
            ++m_report.unchanged;
            m_empty.add(row, 1);
            break;
        case EntityWriter::Outcome::Quarantined:
            holdBack(record, row);
            break;
        }
        return Step::Next;
    }

    /// After the last row: writes those that were gathered by key, and how full the columns were.
    void finish()
    {
        if (m_gathered)
            writeGathered();
        store::keepEmptyFields(m_call.workspace.db(), m_report.batch, m_empty.fields());
    }

private:
    void writeGathered()
    {
        for (auto &[row, sources] : m_gathered->rows()) {
            const auto rows = std::int64_t(sources.size());
            m_report.notes.joined += rows - 1;
            switch (m_writer.write(row, sources.front().line)) {
            case EntityWriter::Outcome::Accepted:
                m_report.accepted += rows;
                m_empty.add(row, rows);
                break;
            case EntityWriter::Outcome::Unchanged:
                m_report.unchanged += rows;
                m_empty.add(row, rows);
                break;
            case EntityWriter::Outcome::Quarantined:
                for (const SameKeyRows::Source &source : sources)
                    holdBack(Record{source.line, {}, source.text}, row);
                break;
            }
        }
    }
    /// Of a row of accounts, a contract or a month whose value is below zero; empty for any other.
    [[nodiscard]] std::string readingOf(const Record &record, const TypedRow &held) const
    {
        if (held.fault->reason != Reason::NegativeValue)
            return {};
        const TypedRow row = m_typing.typeAsCredit(record);
        const store::Entity &entity = *m_file.mapping.entity;
        const auto value = [&](const char *column) {
            const int at = entity.indexOf(column);
            return at < 0 ? Value() : row.values[std::size_t(at)];
        };
        const bool isNamed = entity.mayBeBare(); // a row of accounts; only these have names, domains and carried ids
        const Value arr = value("arr");
        const std::int64_t minor = entity.hasAnnual() ? row.annualMinor.value_or(0)
            : arr.kind == Value::Kind::Integer        ? arr.integer
                                                      : 0;
        const auto currency = Currency::fromCode(value("currency").text);
        if (row.fault || minor >= 0 || !currency)
            return {};
        return store::readingText({m_file.source, value("account_id").text,
            isNamed ? value("name").text : std::string(), isNamed ? value("domain").text : std::string(),
            isNamed ? value("crm_account_id").text : std::string(), {minor, *currency}});
    }
    void holdBack(const Record &record, const TypedRow &row)
    {
        quarantine(m_call, m_call.files.back(), record, *row.fault, readingOf(record, row));
        hold(heldKey(m_file.mapping, record, row));
        ++m_report.quarantined;
    }
    void hold(const std::vector<std::string> &key)
    {
        m_held.insert(KeyText(key).text());
        if (m_kept)
            m_kept->keep({key.begin(), key.end()}, std::nullopt);
    }

    ImportCall &m_call;
    const RecognisedFile &m_file;
    BatchReport &m_report;
    RowTyping m_typing;
    std::set<std::string> &m_held;
    std::optional<store::RowImages> m_kept;
    EntityWriter m_writer;
    EmptyCounts m_empty;
    std::optional<SameKeyRows> m_gathered; ///< where the profile makes one row of all with the same key
};

Result<void> importRows(ImportCall &call, const RecognisedFile &file, RowWalk &rows, BatchReport &report)
{
    RowImport sink(call, file, report);
    if (auto done = rows.run(sink, &report.skippedRows); !done)
        return done;
    sink.finish();
    if (file.mapping.entity->hasAnnual() && !file.read.exclusiveEnds)
        report.notes.sameDayEnds = contractsEndingAtANext(call.workspace, report.batch);
    return {};
}

Result<void> importInto(ImportCall &call, const RecognisedFile &file, BatchReport &report)
{
    auto rows = RowWalk::open(file, call.progress);
    if (!rows)
        return rows.error();
    if (!file.table.empty())
        return importCustomTable(call, file, *rows, report);
    return file.mapping.entity->inSegments() ? importUsage(call, file, *rows, report)
                                             : importRows(call, file, *rows, report);
}

} // namespace

void quarantine(
    ImportCall &call, const FileInHand &file, const Record &record, const Fault &fault, const std::string &reading)
{
    const Message message = sentence(file.name, record.line, fault);
    if (!call.firstFault)
        call.firstFault = message;
    addToQuarantine(call.workspace,
        {file.batch, file.name, record.line, fault.column, toString(fault.reason), message,
            storableText(record, record.raw), reading});
}

RowTyping::Options typingOptions(const RecognisedFile &file, Currency base, std::optional<DateOrder> dateOrder)
{
    const auto order = dateOrder || !file.table.empty() ? dateOrder : file.mapping.profile->dateOrder;
    // Rows that were held back are written with commas whatever stood in their file.
    const auto delimiter = file.reasonField && file.delimiter == ',' ? std::nullopt : file.delimiter;
    return {base, order, file.read.decimal, file.read.exclusiveEnds, delimiter, file.workbook};
}

Result<std::optional<store::ImportBatch>> takenBefore(ImportCall &call, const RecognisedFile &file)
{
    const auto size = std::int64_t{QFileInfo(QString::fromStdString(file.path)).size()};
    if (!store::hasBatchOfSize(call.workspace.db(), file.source, file.entity(), size))
        return std::optional<store::ImportBatch>();
    const auto identity = identify(file.path, call.progress);
    if (!identity)
        return identity.error();
    call.identities[file.path] = *identity;
    return knownBatch(call, batchOf(call, file), *identity);
}

Result<BatchReport> importFile(ImportCall &call, const RecognisedFile &file)
{
    BatchReport report = reportOf(file);
    const auto known = call.identities.find(file.path);
    auto hashing = std::async(std::launch::async,
        [&path = file.path, &progress = std::as_const(call.progress),
            known = known == call.identities.end() ? std::nullopt : std::optional(known->second)] {
            return known ? Result<FileContent>(*known) : identify(path, progress);
        });
    const store::ImportBatch made = batchOf(call, file);
    const auto size = std::int64_t{QFileInfo(QString::fromStdString(file.path)).size()};
    // What is looked up may be another record by now.
    const bool mayBeKnown =
        !call.options.force && !file.mapping.hasLookups() && !call.readAll.contains({file.source, file.entity()});
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
    const auto done = importInto(call, file, report);
    const auto identity = hashing.get();
    if (!done || !identity)
        return done ? identity.error() : done.error();
    if (stampOf(file.path) != file.stamp || identity->size != file.stamp.size)
        return Error{ErrorCode::Io,
            {QD_WORDS("Sources",
                 "%1 changed while it was read; nothing was imported. Import it again when nothing writes to it."),
                {file.shownPath()}},
            {file.shownPath()}};
    report.skipped = std::int64_t(report.skippedRows.size());
    report.read = report.accepted + report.unchanged + report.quarantined + report.skipped;
    endBatch(call.workspace, report, *identity);
    return report;
}

} // namespace qd::sources
