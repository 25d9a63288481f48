#include "core/sources/total_row.h"

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/sources/mapped_cell.h"
#include "core/sources/number_text.h"

#include <algorithm>

namespace qd::sources {

namespace {

constexpr int Places = 6;
constexpr std::array Marks{DecimalMark::Point, DecimalMark::Comma};

/// In millionths, so that 64 bits of mantissa hold sums of money exactly; nothing for what is no number.
std::optional<long double> millionths(std::string_view text, DecimalMark mark)
{
    const auto reading = readNumber(text, mark);
    const auto decimal = reading ? Decimal::parse(reading->digits) : std::nullopt;
    if (!decimal || decimal->scale > Places)
        return std::nullopt;
    auto value = static_cast<long double>(decimal->mantissa);
    for (int i = decimal->scale; i < Places; ++i)
        value *= 10;
    return value;
}

} // namespace

NamelessRows::NamelessRows(const Mapping &mapping)
    : m_mapping(mapping)
{
    for (std::size_t i = 0; mapping.entity && i < mapping.entity->columns.size(); ++i) {
        const store::Column &column = mapping.entity->columns[i];
        if (column.required && column.type == store::ValueType::Text)
            m_naming.push_back(i);
    }
}

bool NamelessRows::contain(const Record &record) const
{
    const bool isNamed =
        m_mapping.entity ? m_naming.empty() : record.fields.empty() || !trimmed(record.fields.front()).empty();
    if (isNamed)
        return false;
    for (const std::size_t column : m_naming) {
        if (!cellOf(m_mapping, record, column).text.empty())
            return false;
    }
    return std::ranges::any_of(record.fields, [](std::string_view field) {
        return std::ranges::any_of(Marks, [&](DecimalMark mark) { return readNumber(field, mark).has_value(); });
    });
}

void TotalCheck::settleLast()
{
    m_sums.resize(std::max(m_sums.size(), m_last.size()));
    for (std::size_t i = 0; i < m_last.size(); ++i) {
        Sum &sum = m_sums[i];
        bool isNumber = false;
        for (std::size_t m = 0; m < Marks.size(); ++m) {
            const auto value = millionths(m_last[i], Marks[m]);
            isNumber = isNumber || value;
            sum.valid[m] = sum.valid[m] && (value || m_last[i].empty());
            sum.sums[m] += value.value_or(0);
        }
        sum.numbers += isNumber ? 1 : 0;
    }
}

void TotalCheck::add(const Record &record)
{
    settleLast();
    m_last.resize(record.fields.size());
    for (std::size_t i = 0; i < m_last.size(); ++i)
        m_last[i] = trimmed(record.fields[i]);
}

bool TotalCheck::lastIsTotal() const
{
    constexpr int LeastRows = 3;
    bool any = false;
    for (std::size_t i = 0; i < m_last.size(); ++i) {
        const bool isNumber =
            std::ranges::any_of(Marks, [&](DecimalMark mark) { return millionths(m_last[i], mark).has_value(); });
        if (!isNumber)
            continue;
        if (i >= m_sums.size() || m_sums[i].numbers < LeastRows)
            return false;
        bool fits = false;
        for (std::size_t m = 0; m < Marks.size(); ++m)
            fits = fits || (m_sums[i].valid[m] && millionths(m_last[i], Marks[m]) == m_sums[i].sums[m]);
        if (!fits)
            return false;
        any = true;
    }
    return any;
}

} // namespace qd::sources
