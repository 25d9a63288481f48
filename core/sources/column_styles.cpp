#include "core/sources/column_styles.h"

#include "core/sources/mapped_cell.h"
#include "core/sources/month_text.h"

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

} // namespace

ColumnStyles::ColumnStyles(
    const Mapping &mapping, std::optional<DateOrder> dateOrder, std::optional<DecimalMark> decimal, bool semicolons)
    : m_mapping(mapping)
    , m_dateOrder(dateOrder)
    , m_decimal(decimal)
    , m_semicolons(semicolons)
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
        } else if (isNumeric(type)) {
            const std::string_view text = cellOf(m_mapping, record, i).text;
            const bool whole = isWhole(m_mapping.entity->columns[i]);
            const auto observe = whole ? &NumberColumn::observeWhole : &NumberColumn::observe;
            (m_styles[i].numbers.*observe)(text);
            (m_allNumbers.*observe)(text);
            m_styles[i].isMajor = m_styles[i].isMajor || hasDecimals(text);
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
    return m_semicolons && hasDayFirst() ? std::optional(DecimalMark::Comma) : std::nullopt;
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
