#include "core/sources/entity_writer.h"

#include "core/sources/extra_text.h"
#include "core/sources/later_files.h"
#include "core/sources/record_history.h"
#include "core/store/entity_rows.h"
#include "core/store/row_images.h"

#include <algorithm>

namespace qd::sources {

namespace {

using store::EntityRow;
using store::ValueType;

TypedRow typed(const EntityRow &row)
{
    return {row.values, row.annualMinor, row.extra, {}};
}

void addFirstSight(store::ImageText &image, const FirstSight &first)
{
    image.text("first_as_of", first.asOf);
    image.add("first_batch", first.batch == 0 ? Value{} : Value{Value::Kind::Integer, first.batch, 0, {}});
}

} // namespace

struct EntityWriter::Parts {
    store::EntityRows rows;
    RecordHistory history;
    store::RowImages images;
    LaterFiles later;

    Parts(store::Workspace &workspace, const store::Entity &entity, const FileInHand &file)
        : rows(workspace.db(), entity, file.source)
        , history(workspace, entity, file)
        , images(workspace.db(), std::string(entity.name), store::keyColumns(entity).size(), file.batch)
        , later(workspace, file.source, std::string(entity.name), file.asOf.iso())
    {
    }
};

EntityWriter::EntityWriter(store::Workspace &workspace, const Mapping &mapping, FileInHand file,
    const std::vector<FileInHand> &earlierFiles, SeenKeys &seen)
    : m_mapping(mapping)
    , m_file(std::move(file))
    , m_earlier(earlierFiles)
    , m_seen(seen)
    , m_parts(std::make_unique<Parts>(workspace, *mapping.entity, m_file))
    , m_allNew(!m_parts->rows.any())
{
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        const store::Column &column = mapping.entity->columns[i];
        const bool amount = column.type == ValueType::Money || column.recurring;
        m_valuesTogether = m_valuesTogether || (amount && mapping.columns[i].present());
    }
}

EntityWriter::~EntityWriter() = default;

KeyText::KeyText(const std::vector<std::string> &columns)
{
    for (const std::string &column : columns)
        add(column);
}

void KeyText::add(std::string_view column)
{
    if (m_any)
        m_text = std::to_string(m_text.size()) + ':' + m_text;
    m_text += column;
    m_any = true;
}

std::string keyText(const store::Entity &entity, const TypedRow &row)
{
    KeyText key;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (entity.columns[i].key)
            key.add(row.values[i].text);
    }
    return std::move(key).text();
}

/// What record_history calls a record: entities with a history have one key column.
const std::string &EntityWriter::recordId(const TypedRow &row) const
{
    const auto &columns = m_mapping.entity->columns;
    return row.values[std::size_t(std::ranges::find(columns, true, &store::Column::key) - columns.begin())].text;
}

/// Whether a column keeps what is stored because the file says nothing about it.
bool EntityWriter::keeps(std::size_t column) const
{
    const store::Column &target = m_mapping.entity->columns[column];
    const bool goesTogether = target.type == ValueType::Money || target.recurring || target.type == ValueType::Currency
        || target.name == "billing_period_months";
    if (goesTogether && !target.key)
        return !m_valuesTogether;
    return !m_mapping.columns[column].present() && !target.key;
}

void EntityWriter::merge(TypedRow &row, const EntityRow &stored) const
{
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (keeps(i))
            row.values[i] = stored.values[i];
    }
    if (m_mapping.entity->hasAnnual() && !m_valuesTogether)
        row.annualMinor = stored.annualMinor;
    row.extra = mergedExtra(stored.extra, row.extra);
}

bool EntityWriter::contradicts(const TypedRow &row, const EntityRow &stored, const SeenKey &first) const
{
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (!keeps(i) && !stored.values[i].isNull() && row.values[i] != stored.values[i])
            return true;
    }
    // Columns nobody maps are no contradiction between two files, but are within one.
    return first.file == m_file.index;
}

EntityWriter::Outcome EntityWriter::refuse(TypedRow &row, const SeenKey &first, Reason reason) const
{
    std::string key;
    std::string column;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (!m_mapping.entity->columns[i].key)
            continue;
        key += (key.empty() ? "" : ", ") + row.values[i].text;
        column = column.empty() ? m_mapping.headerOf(i) : column;
    }
    const std::string line = std::to_string(first.line);
    if (reason == Reason::DuplicateKey)
        row.fault = Fault{reason, column,
            {QD_WORDS("Quarantine", "\"%1\" stands on line %2 already, with other values."), {shortened(key), line}}};
    else
        row.fault = Fault{reason, column,
            {QD_WORDS("Quarantine", "\"%1\" stands in %2 line %3 with other values."),
                {shortened(key), m_earlier[first.file].name, line}}};
    return Outcome::Quarantined;
}

void EntityWriter::store(
    const TypedRow &row, std::int64_t line, std::int64_t hash, const std::optional<EntityRow> &stored)
{
    m_parts->rows.put({row.values, row.annualMinor, row.extra, hash, m_file.asOf.iso(), m_file.batch, line,
        firstSight(stored), staysClosed(stored) ? stored->closedOn : std::string(), false});
}

/// Since when a record is known: of a row from before schema 4 the oldest that is left, the batch of the row.
FirstSight EntityWriter::firstSight(const std::optional<EntityRow> &stored)
{
    if (!stored || stored->bare)
        return {m_file.asOf.iso(), m_file.batch};
    if (stored->first.batch != 0)
        return stored->first;
    return {m_parts->rows.asOfBatch(stored->batch), stored->batch};
}

/// Whether a complete file of a later day closed the record: this one is older news. Bare ones nobody closes.
bool EntityWriter::staysClosed(const std::optional<EntityRow> &stored) const
{
    return stored && !stored->bare && !stored->closedOn.empty() && m_file.asOf.iso() < stored->closedOn;
}

void EntityWriter::keepImage(const TypedRow &row, const store::ImageText &image)
{
    std::vector<std::string_view> key;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (m_mapping.entity->columns[i].key)
            key.push_back(row.values[i].text);
    }
    m_parts->images.keep(key, image.text());
}

/// What of the stored row `row` changes, as it was.
store::ImageText EntityWriter::imageOf(const EntityRow &stored, const TypedRow &row) const
{
    const auto integer = [](std::int64_t value) { return Value{Value::Kind::Integer, value, 0, {}}; };
    store::ImageText image;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
        if (row.values[i] == stored.values[i])
            continue;
        const std::string name = store::columnInTable(m_mapping.entity->columns[i]);
        image.add(name.substr(1, name.size() - 2), stored.values[i]); // without its quotes
    }
    if (row.annualMinor != stored.annualMinor)
        image.add("annual_minor", stored.annualMinor ? integer(*stored.annualMinor) : Value{});
    if (row.extra != stored.extra)
        image.text("extra", stored.extra);
    if (stored.bare)
        image.integer("bare", 1);
    if (stored.bare || !stored.closedOn.empty()) // what this batch describes a complete one may close
        image.text("closed_on", stored.closedOn);
    if (stored.bare || stored.first.batch == 0)
        addFirstSight(image, stored.first);
    image.integer("content_hash", stored.hash);
    image.text("as_of", stored.asOf);
    image.integer("batch_id", stored.batch);
    image.integer("line", stored.line);
    return image;
}

EntityWriter::Outcome EntityWriter::writeOlder(const TypedRow &row, const EntityRow &stored)
{
    std::vector<bool> said(row.values.size());
    for (std::size_t i = 0; i < said.size(); ++i)
        said[i] = !keeps(i);
    const FirstSight first = firstSight(stored);
    const bool news = m_parts->history.older(recordId(row), row, typed(stored), said, first);
    store::ImageText image;
    if (m_file.asOf.iso() < first.asOf) {
        addFirstSight(image, stored.first);
        m_parts->rows.moveFirstSight(row.values, {m_file.asOf.iso(), m_file.batch});
        const auto lacking = m_parts->later.lacking(keyText(*m_mapping.entity, row));
        if (lacking && *lacking < first.asOf) // it was not known then
            m_parts->history.absent(recordId(row), "arr", *lacking, false);
    }
    keepImage(row, image);
    return news ? Outcome::Accepted : Outcome::Unchanged;
}

EntityWriter::Outcome EntityWriter::writeUnchanged(const TypedRow &row, const EntityRow &stored)
{
    store::ImageText image;
    if (m_file.asOf.iso() > stored.asOf) {
        image.text("as_of", stored.asOf);
        m_parts->rows.moveAsOf(row.values, m_file.asOf.iso());
    }
    keepImage(row, image);
    return Outcome::Unchanged;
}

void EntityWriter::writeHistory(const TypedRow &row, const std::optional<EntityRow> &stored)
{
    if (!stored || stored->bare)
        return m_parts->history.seen(recordId(row), row);
    TypedRow before = typed(*stored);
    const int arr = m_mapping.entity->indexOf("arr");
    if (!stored->closedOn.empty() && !staysClosed(stored) && arr >= 0)
        before.values[std::size_t(arr)] = {}; // closing it said so, where history keeps it
    m_parts->history.changed(recordId(row), before, row, firstSight(stored));
}

EntityWriter::Outcome EntityWriter::write(TypedRow &row, std::int64_t line)
{
    const std::string key = keyText(*m_mapping.entity, row);
    const std::int64_t fileHash = row.contentHash(*m_mapping.entity);
    const auto [first, isFirst] = m_seen.try_emplace(key, SeenKey{m_file.index, line, fileHash});
    const bool sameFile = !isFirst && first->second.file == m_file.index;
    if (sameFile)
        return first->second.hash == fileHash ? Outcome::Unchanged : refuse(row, first->second, Reason::DuplicateKey);
    const std::optional<EntityRow> stored = isFirst && m_allNew ? std::nullopt : m_parts->rows.find(row.values);
    if (!isFirst && first->second.hash != fileHash && stored && contradicts(row, *stored, first->second))
        return refuse(row, first->second, Reason::ConflictingFile);
    const bool real = stored && !stored->bare;
    if (real && m_file.asOf.iso() < stored->asOf)
        return writeOlder(row, *stored);
    if (real)
        merge(row, *stored);
    const std::int64_t hash = real ? row.contentHash(*m_mapping.entity) : fileHash;
    if (real && hash == stored->hash && (stored->closedOn.empty() || staysClosed(stored)))
        return writeUnchanged(row, *stored);
    if (stored)
        keepImage(row, imageOf(*stored, row));
    writeHistory(row, stored);
    store(row, line, hash, stored);
    return Outcome::Accepted;
}

} // namespace qd::sources
