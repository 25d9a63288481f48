#include "core/sources/row_typing.h"

#include "core/base/text.h"
#include "core/sources/extra_text.h"
#include "core/sources/mapped_cell.h"
#include "core/sources/month_text.h"
#include "core/sources/no_value.h"
#include "core/sources/salesforce_id.h"
#include "core/sources/skipped_rows.h"
#include "core/sources/value_checks.h"

#include <algorithm>

namespace qd::sources {

namespace {

using store::ValueType;

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

} // namespace

RowTyping::RowTyping(const Mapping &mapping, const Options &options)
    : m_mapping(mapping)
    , m_baseCurrency(options.baseCurrency)
    , m_styles(mapping, options.dateOrder, options.decimal, options.delimiter)
    , m_amounts(mapping, m_styles, options.workbook, mapping.profile->countsCredits)
    , m_credits(mapping, m_styles, options.workbook, true)
    , m_currencyColumn(mapping.entity->indexOf("currency"))
    , m_exclusiveEnd(options.exclusiveEnds && mapping.entity->hasAnnual() ? mapping.entity->indexOf("end_date") : -1)
    , m_hasAnnual(mapping.entity->hasAnnual())
    , m_workbook(options.workbook)
{
}

void RowTyping::fail(TypedRow &row, Reason reason, std::size_t column, Message detail) const
{
    row.fail(reason, m_mapping.headerOf(column), std::move(detail));
}

TypedRow RowTyping::type(const Record &record) const
{
    return typePadded(record, m_amounts);
}

TypedRow RowTyping::typeAsCredit(const Record &record) const
{
    return typePadded(record, m_credits);
}

Value RowTyping::typeOne(const Record &record, std::size_t column) const
{
    TypedRow row;
    row.values.resize(m_mapping.entity->columns.size());
    typeColumn(record, column, m_baseCurrency, m_amounts, row);
    return row.fault ? Value() : row.values[column];
}

TypedRow RowTyping::typePadded(const Record &record, const AmountTyping &amounts) const
{
    if (!record.endsEarly(m_mapping.headers.size()) || !hasRequired(record))
        return typeWhole(record, amounts);
    Record whole = record;
    whole.fields.resize(m_mapping.headers.size());
    TypedRow row = typeWhole(whole, amounts);
    row.padded = true;
    return row;
}

bool RowTyping::hasRequired(const Record &record) const
{
    const auto &columns = m_mapping.entity->columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].required && valueText(columns[i], cellOf(m_mapping, record, i).text).empty())
            return false;
    }
    return true;
}

TypedRow RowTyping::typeWhole(const Record &record, const AmountTyping &amounts) const
{
    TypedRow row;
    const auto &columns = m_mapping.entity->columns;
    row.values.resize(columns.size());
    if (!isRow(record, row))
        return row;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (const MadeValue *failed = m_mapping.made > 0 ? failedLookup(m_mapping, record, i) : nullptr)
            failLookup(*failed, i, row);
        const std::string_view text = columns[i].required ? valueText(columns[i], cellOf(m_mapping, record, i).text)
                                                          : std::string_view("optional");
        if (text.empty())
            fail(row, Reason::MissingRequired, i, QD_WORDS("Quarantine", "a value is required here."));
        else if (columns[i].required && isId(columns[i]) && isTotalWord(text))
            fail(row, Reason::TotalRow, i,
                {QD_WORDS("Quarantine", "\"%1\" is no id but the word for a sum of the rows above."),
                    {shortened(text)}});
    }
    const auto currency = currencyOf(record, row);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!row.fault || columns[i].key) // what is held back is known by its key
            typeColumn(record, i, *currency, amounts, row);
    }
    if (m_hasAnnual && !row.fault)
        amounts.valueSubscription(record, *currency, row);
    if (!row.fault) {
        checkSpan(row);
        checkValues(m_mapping, *currency, row);
        collectExtra(record, row);
    }
    return row;
}

void RowTyping::failLookup(const MadeValue &failed, std::size_t column, TypedRow &row) const
{
    const std::string name(m_mapping.entity->columns[column].name);
    if (failed.lookup == MadeValue::Lookup::Ambiguous)
        fail(row, Reason::LookupAmbiguous, column,
            {QD_WORDS("Quarantine", "\"%1\" is found more than once, with different values for %2."),
                {shortened(failed.asked), name}});
    else
        fail(row, Reason::LookupUnmatched, column,
            {QD_WORDS("Quarantine", "\"%1\" is not found, so that there is no %2; import what it refers to first."),
                {shortened(failed.asked), name}});
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
    else if (m_workbook && record.fields.size() > width)
        row.beside = !surplusIsEmpty; // in a sheet nothing shifts
    else if (record.fields.size() != width && !surplusIsEmpty)
        row.fault = raggedFault(record.fields.size(), width);
    for (const std::size_t field : record.unsolved) {
        if (!row.fault && field < width && !m_mapping.headers[field].empty())
            row.fault = unsolvedFault(m_mapping.headers[field]);
    }
    return !row.fault;
}

std::optional<Currency> RowTyping::currencyOf(const Record &record, TypedRow &row) const
{
    if (m_currencyColumn < 0)
        return m_baseCurrency;
    const auto column = std::size_t(m_currencyColumn);
    if (const std::string_view text = cellOf(m_mapping, record, column).text; !text.empty()) {
        const auto currency = Currency::fromCode(text);
        if (!currency)
            fail(row, Reason::UnknownCurrency, column,
                {QD_WORDS("Quarantine", "\"%1\" is no currency of ISO 4217."), {shortened(text)}});
        return currency ? currency : m_baseCurrency;
    }
    for (std::size_t i = 0; i < m_mapping.columns.size(); ++i) {
        const store::Column &candidate = m_mapping.entity->columns[i];
        if (candidate.type != ValueType::Money && !candidate.recurring)
            continue;
        const auto reading = readNumber(cellOf(m_mapping, record, i).text, m_styles.mark(i));
        if (reading && reading->currency)
            return reading->currency;
    }
    return m_baseCurrency;
}

void RowTyping::typeColumn(
    const Record &record, std::size_t column, Currency currency, const AmountTyping &amounts, TypedRow &row) const
{
    const store::Column &target = m_mapping.entity->columns[column];
    Cell cell = cellOf(m_mapping, record, column);
    const bool isGiven = !cell.text.empty();
    cell.text = valueText(target, cell.text);
    const std::string_view text = cell.text;
    if (isGiven && text.empty())
        row.saidEmpty.push_back(column);
    if (target.type == ValueType::Currency) {
        row.values[column] = textValue(currency.code());
        return;
    }
    if (text.empty()) {
        if (target.key) // an optional part of a key is empty, not unknown
            row.values[column] = textValue({});
        return;
    }
    if (isSheetError(text)) {
        fail(row, Reason::NoResult, column,
            {QD_WORDS("Quarantine", "\"%1\" is the error of a formula in the spreadsheet."), {std::string(text)}});
    } else if (isNumeric(target.type)) {
        amounts.typeNumber(cell, column, currency, row);
    } else if (target.type == ValueType::Date || target.type == ValueType::Time) {
        typeDate(cell, column, row);
    } else if (target.type == ValueType::Month) {
        typeMonth(text, column, row);
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
    } else if (isId(target) && isRoundedNumber(text)) {
        fail(row, Reason::DamagedId, column,
            {QD_WORDS("Quarantine",
                 "\"%1\" is what a spreadsheet made of a longer id. Export it again and import the file without "
                 "opening "
                 "it there."),
                {shortened(text)}});
    } else {
        const bool domain = cell.convert == Conversion::Domain;
        const std::string whole = domain ? domainOf(text) : std::string(text);
        row.values[column] = textValue(isReference(target) ? withoutInvisible(whole) : whole);
    }
}

void RowTyping::typeMonth(std::string_view text, std::size_t column, TypedRow &row) const
{
    const MonthReading reading = readMonth(text, m_styles.dateStyle(column));
    if (reading.otherReading)
        fail(row, Reason::AmbiguousDate, column,
            {QD_WORDS("Quarantine",
                 "\"%1\" lies in %2 or %3; no value of the column settles it. Import again with --date-order dmy or "
                 "mdy."),
                {shortened(text), *reading.month, *reading.otherReading}});
    else if (!reading.month)
        fail(row, Reason::BadMonth, column,
            {QD_WORDS("Quarantine", "\"%1\" is no month, such as 2026-01 or Jan-26."), {shortened(text)}});
    else
        row.values[column] = textValue(reading.month->iso());
}

void RowTyping::typeDate(const Cell &cell, std::size_t column, TypedRow &row) const
{
    const std::string_view text = cell.text;
    DateReading reading;
    if (cell.convert == Conversion::UnixTime || cell.convert == Conversion::ExclusiveEnd)
        reading = readUnixTime(text).value_or(DateReading{});
    if (!reading.date)
        reading = readDate(text, m_styles.dateStyle(column));
    // Midnight ends the day before.
    const bool isMidnight = reading.date && reading.hasTime && reading.secondOfDay == 0;
    if (int(column) == m_exclusiveEnd && reading.date && (!reading.hasTime || isMidnight)) {
        reading.date = reading.date->plusDays(-1);
        if (reading.otherReading)
            reading.otherReading = reading.otherReading->plusDays(-1);
    } else if (cell.convert == Conversion::ExclusiveEnd && isMidnight) {
        reading.date = reading.date->plusDays(-1);
    }
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
        if (text.empty())
            continue;
        fields.push_back({m_mapping.extraNames[i], std::string(text)});
        row.nameless = row.nameless || m_mapping.headers[std::size_t(m_mapping.extraFields[i])].empty();
    }
    row.extra = extraText(fields);
}

} // namespace qd::sources
