#include "core/sources/preview.h"

#include "core/base/money.h"
#include "core/base/text.h"
#include "core/sources/custom_table.h"
#include "core/sources/lookup_table.h"
#include "core/sources/own_profiles.h"

#include <QByteArray>
#include <QLocale>

#include <algorithm>

namespace qd::sources {

namespace {

std::string textOf(const Value &value, const store::Column &column, Currency currency)
{
    switch (value.kind) {
    case Value::Kind::Null:
        return {};
    case Value::Kind::Text:
        return value.text;
    case Value::Kind::Real:
        return QByteArray::number(value.real, 'g', QLocale::FloatingPointShortest).toStdString();
    case Value::Kind::Integer:
        break;
    }
    if (column.type == store::ValueType::Boolean)
        return value.integer != 0 ? "true" : "false";
    return column.type == store::ValueType::Money ? Money{value.integer, currency}.text()
                                                  : std::to_string(value.integer);
}

PreviewRow shown(const Record &record, const TypedRow &row, const Mapping &mapping)
{
    PreviewRow result;
    result.line = record.line;
    for (const std::string_view field : record.fields)
        result.raw.emplace_back(field);
    const int at = mapping.entity->indexOf("currency");
    const auto currency = at < 0 ? std::nullopt : Currency::fromCode(row.values[std::size_t(at)].text);
    for (std::size_t i = 0; i < row.values.size(); ++i)
        result.typed.push_back(textOf(row.values[i], mapping.entity->columns[i], currency.value_or(Currency())));
    result.fault = row.fault;
    return result;
}

void describeMapping(const RecognisedFile &file, Preview &preview)
{
    const Mapping &mapping = file.mapping;
    for (const std::string &header : mapping.headers)
        preview.headers.push_back({header, {}});
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        const std::string name(mapping.entity->columns[i].name);
        preview.columns.push_back(name);
        if (!mapping.columns[i].present())
            preview.absent.push_back(name);
        for (const MappedField &mapped : mapping.columns[i].fields) {
            for (const int field : mapped.fields())
                preview.headers[std::size_t(field)].column = name;
        }
    }
}

/// Notes the first value of each open column.
void noteQuestions(const Record &record, const Mapping &mapping, const std::vector<std::string> &open, Preview &preview)
{
    for (std::size_t column = 0; column < mapping.columns.size(); ++column) {
        const std::string header = mapping.headerOf(column);
        const bool asked = std::any_of(preview.questions.begin(), preview.questions.end(),
            [&header](const DateQuestion &question) { return question.header == header; });
        if (asked || std::find(open.begin(), open.end(), header) == open.end())
            continue;
        const std::string_view text = cellOf(mapping, record, column).text;
        const DateReading reading = readDate(text);
        if (reading.ambiguous())
            preview.questions.push_back({header, std::string(text), reading.date->iso(), reading.otherReading->iso()});
    }
}

/// The first rows of a custom table.
class TablePreview final : public RowSink {
public:
    TablePreview(const std::vector<CustomColumn> &columns, std::size_t maxRows, Preview &preview)
        : m_columns(columns)
        , m_maxRows(maxRows)
        , m_preview(preview)
    {
    }

    [[nodiscard]] Result<Step> take(const Record &record) override
    {
        const auto fault = customFault(record, m_columns);
        ++m_preview.rowCount;
        m_preview.faultCount += fault ? 1 : 0;
        if (m_preview.rows.size() < m_maxRows) {
            PreviewRow row{record.line, {}, {}, fault};
            for (const std::string_view field : record.fields)
                row.raw.emplace_back(field);
            row.typed = row.raw;
            m_preview.rows.push_back(std::move(row));
        }
        return Step::Next;
    }

private:
    const std::vector<CustomColumn> &m_columns;
    std::size_t m_maxRows;
    Preview &m_preview;
};

/// The first rows of an entity, typed.
class RowPreview final : public RowSink {
public:
    RowPreview(const Mapping &mapping, const RowTyping::Options &options, std::size_t maxRows, Preview &preview)
        : m_mapping(mapping)
        , m_typing(mapping, options)
        , m_maxRows(maxRows)
        , m_preview(preview)
    {
    }

    [[nodiscard]] bool looksFirst() const override { return true; }
    void look(const Record &record) override { m_typing.observe(record); }
    [[nodiscard]] Result<void> looked() override
    {
        m_open = m_typing.openDateColumns();
        return {};
    }
    [[nodiscard]] Result<Step> take(const Record &record) override
    {
        const TypedRow row = m_typing.type(record);
        countLookups(m_mapping, record, m_preview.lookups);
        ++m_preview.rowCount;
        m_preview.faultCount += row.fault ? 1 : 0;
        if (m_preview.questions.size() < m_open.size())
            noteQuestions(record, m_mapping, m_open, m_preview);
        if (m_preview.rows.size() < m_maxRows)
            m_preview.rows.push_back(shown(record, row, m_mapping));
        return Step::Next;
    }

private:
    const Mapping &m_mapping;
    RowTyping m_typing;
    std::vector<std::string> m_open; ///< columns whose day/month order no value settles
    std::size_t m_maxRows;
    Preview &m_preview;
};

Result<Preview> previewTable(const RecognisedFile &file, RowWalk &rows, std::size_t maxRows)
{
    const auto columns = customColumns(file, rows);
    if (!columns)
        return columns.error();
    Preview preview{file.source, file.kind, file.table, "custom", QD_WORDS("Sources", "Custom table"), 1, file.format,
        file.headerLine, {}, {}, {}, {}, 0, 0, {}};
    std::size_t named = 0;
    for (const CustomColumn &column : *columns) {
        const std::string header = column.named ? file.mapping.headers[named++] : std::string();
        preview.headers.push_back({header, column.name + ", " + lowered(column.type)});
        preview.columns.push_back(column.name);
    }
    TablePreview sink(*columns, maxRows, preview);
    if (auto done = rows.run(sink); !done)
        return done.error();
    return preview;
}

} // namespace

Result<Preview> previewFile(
    const std::string &path, const ImportOptions &options, Currency base, std::size_t maxRows, Progress &progress)
{
    const auto file = recognise(path, options.hints, knownProfiles());
    return file ? previewFile(*file, options.dateOrder, base, maxRows, progress) : file.error();
}

Result<Preview> previewFile(const store::Workspace &workspace, const std::string &path, const ImportOptions &options,
    std::size_t maxRows, Progress &progress)
{
    auto file = recognise(path, options.hints, profilesOf(workspace));
    if (!file)
        return file.error();
    if (file->table.empty())
        bindLookups(file->mapping, workspace);
    return previewFile(*file, options.dateOrder, workspace.baseCurrency(), maxRows, progress);
}

Result<Preview> previewFile(const RecognisedFile &file, std::optional<DateOrder> dateOrder, Currency base,
    std::size_t maxRows, Progress &progress)
{
    auto rows = RowWalk::open(file, progress);
    if (!rows)
        return rows.error();
    if (!file.table.empty())
        return previewTable(file, *rows, maxRows);
    Preview preview{file.source, file.kind, file.entity(), file.mapping.profile->name,
        Message::data(file.mapping.profile->title), file.mapping.confidence(), file.format, file.headerLine, {}, {}, {},
        {}, 0, 0, {}};
    describeMapping(file, preview);
    for (const Mapping &part : file.mapping.also)
        preview.also.emplace_back(part.entity->name);
    RowPreview sink(file.mapping, typingOptions(file, base, dateOrder), maxRows, preview);
    if (auto done = rows->run(sink); !done)
        return done.error();
    return preview;
}

} // namespace qd::sources
