#include "core/sources/row_typing.h"

#include "core/base/month.h"
#include "core/base/text.h"
#include "core/sources/extra_text.h"
#include "core/sources/mapped_cell.h"
#include "core/sources/no_value.h"
#include "core/sources/number_text.h"
#include "core/sources/salesforce_id.h"
#include "core/sources/skipped_rows.h"

#include <QByteArray>

#include <algorithm>

namespace qd::sources {

namespace {

using store::ValueType;

bool isNumeric(ValueType type)
{
    return type == ValueType::Money || type == ValueType::Number || type == ValueType::Integer
        || type == ValueType::Decimal;
}

/// A day of a date or time; what is none stays as it is.
Message::Value dayValue(const std::string &iso)
{
    const auto day = Date::fromIso(iso);
    return day ? Message::Value(*day) : Message::Value(iso);
}

Value textValue(std::string text)
{
    return {Value::Kind::Text, 0, 0, std::move(text)};
}

/// A known value in its canonical spelling; an unknown one as it came.
std::string enumValue(std::string_view text, const store::Column &column)
{
    const std::string lower = lowered(text);
    const bool known = std::find(column.values.begin(), column.values.end(), lower) != column.values.end();
    return known ? lower : std::string(text);
}

std::uint64_t mix(std::uint64_t hash, std::string_view bytes)
{
    constexpr std::uint64_t FnvPrime = 1099511628211ULL;
    for (const char c : bytes)
        hash = (hash ^ static_cast<unsigned char>(c)) * FnvPrime;
    return (hash ^ 0xFFU) * FnvPrime; // a byte no UTF-8 has: the end of a value
}

} // namespace

std::int64_t TypedRow::contentHash(const store::Entity &entity) const
{
    std::uint64_t hash = 14695981039346656037ULL;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Value &value = values[i];
        if (entity.columns[i].later && value.isNull())
            continue;
        if (entity.columns[i].later)
            hash = mix(hash, entity.columns[i].name);
        switch (value.kind) {
        case Value::Kind::Null:
            hash = mix(hash, "\xFE");
            break;
        case Value::Kind::Integer:
            hash = mix(hash, std::to_string(value.integer));
            break;
        case Value::Kind::Real:
            hash = mix(hash, QByteArray::number(value.real, 'g', 17).toStdString());
            break;
        case Value::Kind::Text:
            hash = mix(hash, value.text);
            break;
        }
    }
    hash = mix(hash, annualMinor ? std::to_string(*annualMinor) : "\xFE");
    return static_cast<std::int64_t>(mix(hash, extra));
}

RowTyping::RowTyping(const Mapping &mapping, const Options &options)
    : m_mapping(mapping)
    , m_options(options)
    , m_styles(mapping.columns.size())
    , m_currencyColumn(mapping.entity->indexOf("currency"))
    , m_hasAnnual(mapping.entity->hasAnnual())
{
}

void RowTyping::observe(const Record &record)
{
    for (std::size_t i = 0; i < m_styles.size(); ++i) {
        if (m_mapping.columns[i].fields.empty())
            continue;
        const ValueType type = m_mapping.entity->columns[i].type;
        if (type == ValueType::Date || type == ValueType::Time) {
            const std::string_view text = cellOf(m_mapping, record, i).text;
            m_styles[i].dates.observe(text);
            m_styles[i].ambiguous = m_styles[i].ambiguous || readDate(text).ambiguous();
        } else if (isNumeric(type)) {
            const std::string_view text = cellOf(m_mapping, record, i).text;
            m_styles[i].numbers.observe(text);
            m_allNumbers.observe(text);
        }
    }
}

DateStyle RowTyping::dateStyle(std::size_t column) const
{
    const DateColumn &dates = m_styles[column].dates;
    return {m_options.dateOrder ? m_options.dateOrder : dates.order(), dates.isExcelSerial()};
}

std::vector<std::string> RowTyping::openDateColumns() const
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < m_styles.size(); ++i) {
        if (m_styles[i].ambiguous && !dateStyle(i).order)
            names.push_back(m_mapping.headerOf(i));
    }
    return names;
}

void RowTyping::fail(TypedRow &row, Reason reason, std::size_t column, Message detail) const
{
    if (!row.fault)
        row.fault = Fault{reason, m_mapping.headerOf(column), std::move(detail)};
}

TypedRow RowTyping::type(const Record &record) const
{
    TypedRow row;
    const auto &columns = m_mapping.entity->columns;
    row.values.resize(columns.size());
    if (!isRow(record, row))
        return row;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const std::string_view text = columns[i].required ? valueText(columns[i], cellOf(m_mapping, record, i).text)
                                                          : std::string_view("optional");
        if (text.empty())
            fail(row, Reason::MissingRequired, i, QD_WORDS("Quarantine", "a value is required here."));
        else if (columns[i].required && columns[i].name.ends_with("_id") && isTotalWord(text))
            fail(row, Reason::TotalRow, i,
                {QD_WORDS("Quarantine", "\"%1\" is no id but the word for a sum of the rows above."),
                    {shortened(text)}});
    }
    const auto currency = currencyOf(record, row);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!row.fault || columns[i].key) // what is held back is known by its key
            typeColumn(record, i, *currency, row);
    }
    if (m_hasAnnual && !row.fault)
        valueSubscription(record, *currency, row);
    if (!row.fault) {
        checkSpan(row);
        collectExtra(record, row);
    }
    return row;
}

/// Whether the record is whole; else its fault.
bool RowTyping::isRow(const Record &record, TypedRow &row) const
{
    const std::size_t width = m_mapping.headers.size();
    const bool surplusIsEmpty = record.fields.size() > width
        && std::all_of(record.fields.begin() + std::ptrdiff_t(width), record.fields.end(),
            [](std::string_view field) { return trimmed(field).empty(); });
    if (!record.wellFormed)
        row.fault = encodingFault();
    else if (record.fields.size() != width && !surplusIsEmpty)
        row.fault = raggedFault(record.fields.size(), width);
    for (const std::size_t field : record.unsolved) {
        if (!row.fault && field < width && !m_mapping.headers[field].empty())
            row.fault = unsolvedFault(m_mapping.headers[field]);
    }
    return !row.fault;
}

std::optional<DecimalMark> RowTyping::settledMark(std::size_t column) const
{
    if (m_options.decimal)
        return m_options.decimal;
    const auto own = m_styles[column].numbers.settled();
    return own ? own : m_allNumbers.settled();
}

DecimalMark RowTyping::mark(std::size_t column) const
{
    return settledMark(column).value_or(DecimalMark::Point);
}

std::optional<Currency> RowTyping::currencyOf(const Record &record, TypedRow &row) const
{
    if (m_currencyColumn < 0)
        return m_options.baseCurrency;
    const auto column = std::size_t(m_currencyColumn);
    if (const std::string_view text = cellOf(m_mapping, record, column).text; !text.empty()) {
        const auto currency = Currency::fromCode(text);
        if (!currency)
            fail(row, Reason::UnknownCurrency, column,
                {QD_WORDS("Quarantine", "\"%1\" is no currency of ISO 4217."), {shortened(text)}});
        return currency ? currency : m_options.baseCurrency;
    }
    for (std::size_t i = 0; i < m_mapping.columns.size(); ++i) {
        const store::Column &candidate = m_mapping.entity->columns[i];
        if (candidate.type != ValueType::Money && !candidate.recurring)
            continue;
        const auto reading = readNumber(cellOf(m_mapping, record, i).text, mark(i));
        if (reading && reading->currency)
            return reading->currency;
    }
    return m_options.baseCurrency;
}

void RowTyping::typeColumn(const Record &record, std::size_t column, Currency currency, TypedRow &row) const
{
    const store::Column &target = m_mapping.entity->columns[column];
    Cell cell = cellOf(m_mapping, record, column);
    cell.text = valueText(target, cell.text);
    const std::string_view text = cell.text;
    if (target.type == ValueType::Currency) {
        row.values[column] = textValue(currency.code());
        return;
    }
    if (text.empty()) {
        if (target.key) // an optional part of a key is empty, not unknown
            row.values[column] = textValue({});
        return;
    }
    if (isNumeric(target.type)) {
        typeNumber(cell, column, currency, row);
    } else if (target.type == ValueType::Date || target.type == ValueType::Time) {
        typeDate(cell, column, row);
    } else if (target.type == ValueType::Month) {
        if (const auto month = Month::fromIso(text))
            row.values[column] = textValue(month->iso());
        else
            fail(row, Reason::BadMonth, column,
                {QD_WORDS("Quarantine", "\"%1\" is no month of the form YYYY-MM."), {shortened(text)}});
    } else if (target.type == ValueType::Boolean) {
        if (const auto flag = readBoolean(text))
            row.values[column] = {Value::Kind::Integer, *flag ? 1 : 0, 0, {}};
        else
            fail(row, Reason::BadBoolean, column,
                {QD_WORDS("Quarantine", "\"%1\" is neither true nor false."), {shortened(text)}});
    } else if (target.type == ValueType::Enum) {
        row.values[column] = textValue(enumValue(text, target));
    } else if (cell.convert == Conversion::SalesforceId) {
        if (auto id = salesforceId(text))
            row.values[column] = textValue(std::move(*id));
        else
            fail(row, Reason::BadSalesforceId, column,
                {QD_WORDS("Quarantine", "\"%1\" is no valid Salesforce id."), {shortened(text)}});
    } else {
        const bool domain = cell.convert == Conversion::Domain;
        row.values[column] = textValue(domain ? domainOf(text) : std::string(text));
    }
}

void RowTyping::typeDate(const Cell &cell, std::size_t column, TypedRow &row) const
{
    const std::string_view text = cell.text;
    DateReading reading;
    if (cell.convert == Conversion::UnixTime || cell.convert == Conversion::ExclusiveEnd)
        reading = readUnixTime(text).value_or(DateReading{});
    if (!reading.date)
        reading = readDate(text, dateStyle(column));
    // Midnight ends the day before.
    if (cell.convert == Conversion::ExclusiveEnd && reading.date && reading.hasTime && reading.secondOfDay == 0)
        reading.date = reading.date->plusDays(-1);
    if (reading.ambiguous()) {
        fail(row, Reason::AmbiguousDate, column,
            {QD_WORDS("Quarantine",
                 "\"%1\" is %2 or %3; no value of the column settles it. Import again with --date-order dmy or mdy."),
                {shortened(text), *reading.date, *reading.otherReading}});
    } else if (!reading.date) {
        fail(row, Reason::BadDate, column, {QD_WORDS("Quarantine", "\"%1\" is no date."), {shortened(text)}});
    } else {
        const bool time = m_mapping.entity->columns[column].type == ValueType::Time;
        row.values[column] = textValue(time ? reading.isoTime() : reading.date->iso());
    }
}

void RowTyping::checkSpan(TypedRow &row) const
{
    constexpr std::size_t DateLength = 10; // of a time only the day is compared: not every system gives the hour
    for (const auto &[startName, endName] : {std::pair{"start_date", "end_date"}, {"created_at", "solved_at"},
             {"opened_at", "resolved_at"}, {"created_date", "closed_date"}, {"started_at", "published_at"},
             {"trial_start", "trial_end"}, {"discount_start", "discount_end"}}) {
        const int start = m_mapping.entity->indexOf(startName);
        const int end = m_mapping.entity->indexOf(endName);
        if (start < 0 || end < 0)
            continue;
        const std::string from = row.values[std::size_t(start)].text.substr(0, DateLength);
        const std::string to = row.values[std::size_t(end)].text.substr(0, DateLength);
        if (!from.empty() && !to.empty() && to < from)
            fail(row, Reason::EndBeforeStart, std::size_t(end),
                {QD_WORDS("Quarantine", "%1 lies before the start, %2."), {dayValue(to), dayValue(from)}});
    }
}

void RowTyping::collectExtra(const Record &record, TypedRow &row) const
{
    std::vector<ExtraField> fields;
    for (std::size_t i = 0; i < m_mapping.extraFields.size(); ++i) {
        const std::string_view text = record.fields[std::size_t(m_mapping.extraFields[i])];
        if (!text.empty())
            fields.push_back({m_mapping.extraNames[i], std::string(text)});
    }
    row.extra = extraText(fields);
}

} // namespace qd::sources
