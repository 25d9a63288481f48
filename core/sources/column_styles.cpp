#include "core/sources/column_styles.h"

#include "core/sources/mapped_cell.h"
#include "core/sources/month_text.h"
#include "core/sources/no_value.h"
#include "core/sources/profile.h"

#include <algorithm>
#include <array>

namespace qd::sources {

using store::ValueType;

bool isNumeric(ValueType type)
{
    return type == ValueType::Money || type == ValueType::Number || type == ValueType::Integer
        || type == ValueType::Decimal;
}

namespace {

/// Whether values of a column count something.
bool isWhole(const store::Column &column)
{
    constexpr std::array<std::string_view, 3> Counts{"active_users", "licensed_users", "events"};
    return column.type == ValueType::Integer || std::ranges::find(Counts, column.name) != Counts.end();
}

/// Whether a day, time or month is written as ISO 8601 has it, or is none that can be read.
bool isIsoDay(std::string_view text)
{
    constexpr std::size_t DayLength = std::string_view("2026-01-31").size();
    return Date::fromIso(text.substr(0, DayLength)) || !readDate(text).date;
}
bool isIsoMonth(std::string_view text)
{
    constexpr std::size_t MonthLength = std::string_view("2026-01").size();
    return Month::fromIso(text.substr(0, MonthLength)) || !readMonth(text).month;
}

/// Whether no number of people's writing shows in it: no comma, currency sign or blank, and one point at most.
bool isPlainNumber(std::string_view text)
{
    return text.find_first_not_of("+-.0123456789eE") == std::string_view::npos && std::ranges::count(text, '.') <= 1;
}

} // namespace

ColumnStyles::ColumnStyles(const Mapping &mapping, std::optional<DateOrder> dateOrder,
    std::optional<DecimalMark> decimal, std::optional<char> delimiter)
    : m_mapping(mapping)
    , m_dateOrder(dateOrder)
    , m_decimal(decimal)
    , m_delimiter(delimiter)
    , m_styles(mapping.columns.size())
{
}

void ColumnStyles::observe(const Record &record)
{
    for (std::size_t i = 0; i < m_styles.size(); ++i) {
        if (m_mapping.columns[i].fields.empty())
            continue;
        const ValueType type = m_mapping.entity->columns[i].type;
        if (type == ValueType::Date || type == ValueType::Time || type == ValueType::Month) {
            const std::string_view text = cellOf(m_mapping, record, i).text;
            m_styles[i].dates.observe(text);
            const bool isOpen =
                type == ValueType::Month ? readMonth(text).otherReading.has_value() : readDate(text).ambiguous();
            m_styles[i].ambiguous = m_styles[i].ambiguous || isOpen;
            m_plain = m_plain && (type == ValueType::Month ? isIsoMonth(text) : isIsoDay(text));
        } else if (isNumeric(type)) {
            const std::string_view text = cellOf(m_mapping, record, i).text;
            const bool whole = isWhole(m_mapping.entity->columns[i]);
            const auto observe = whole ? &NumberColumn::observeWhole : &NumberColumn::observe;
            (m_styles[i].numbers.*observe)(text);
            (m_allNumbers.*observe)(text);
            m_styles[i].isMajor = m_styles[i].isMajor || hasDecimals(text);
            m_plain = m_plain && isPlainNumber(valueText(m_mapping.entity->columns[i], text));
        }
    }
}

DateStyle ColumnStyles::dateStyle(std::size_t column) const
{
    const DateColumn &dates = m_styles[column].dates;
    return {m_dateOrder ? m_dateOrder : dates.order(), dates.isExcelSerial()};
}

std::vector<std::string> ColumnStyles::openDateColumns() const
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < m_styles.size(); ++i) {
        if (m_styles[i].ambiguous && !dateStyle(i).order)
            names.push_back(m_mapping.headerOf(i));
    }
    return names;
}

std::optional<DecimalMark> ColumnStyles::settledMark(std::size_t column) const
{
    if (m_decimal)
        return m_decimal;
    if (const auto own = m_styles[column].numbers.settled())
        return own;
    if (const auto all = m_allNumbers.settled())
        return all;
    if (m_delimiter == ';' && hasDayFirst())
        return DecimalMark::Comma;
    return isCanonical() ? std::optional(DecimalMark::Point) : std::nullopt;
}

bool ColumnStyles::isCanonical() const
{
    return m_plain && m_delimiter == ',' && m_mapping.profile->name == CanonicalProfile;
}

bool ColumnStyles::hasDayFirst() const
{
    return m_dateOrder == DateOrder::DayFirst
        || std::ranges::any_of(m_styles, [](const Style &each) { return each.dates.order() == DateOrder::DayFirst; });
}

DecimalMark ColumnStyles::mark(std::size_t column) const
{
    return settledMark(column).value_or(DecimalMark::Point);
}

} // namespace qd::sources
