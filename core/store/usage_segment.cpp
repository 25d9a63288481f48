#include "core/store/usage_segment.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <tuple>

namespace qd::store {

namespace {

constexpr std::string_view Magic = "QU1";
constexpr double LargestExact = 9007199254740992.0; // 2^53

void putNumber(std::string &out, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out += char(value >> (8 * i));
}

int widthOf(std::uint64_t largest)
{
    return (int(std::bit_width(largest)) + 7) / 8;
}

/// A column of integers: width, base, then each value's distance from the base.
template <typename Integer>
void putIntegers(std::string &out, const std::vector<Integer> &values)
{
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const auto base = values.empty() ? std::uint64_t{0} : static_cast<std::uint64_t>(std::int64_t(*low));
    const int width = values.empty() ? 0 : widthOf(static_cast<std::uint64_t>(std::int64_t(*high)) - base);
    putNumber(out, std::uint64_t(width), 1);
    putNumber(out, base, 8);
    const std::size_t begin = out.size();
    out.resize(begin + values.size() * std::size_t(width));
    char *at = out.data() + begin;
    for (const Integer value : values) {
        std::uint64_t distance = static_cast<std::uint64_t>(std::int64_t(value)) - base;
        for (int i = 0; i < width; ++i, distance >>= 8)
            *at++ = char(distance);
    }
}

/// Takes a blob apart; every read checks that there is enough left.
class Parts {
public:
    explicit Parts(std::string_view blob)
        : m_rest(blob)
    {
    }

    [[nodiscard]] bool good() const { return m_good; }
    std::string_view bytes(std::size_t count)
    {
        m_good = m_good && count <= m_rest.size();
        if (!m_good)
            return {};
        const std::string_view taken = m_rest.substr(0, count);
        m_rest.remove_prefix(count);
        return taken;
    }
    std::uint64_t number(std::size_t count)
    {
        std::uint64_t value = 0;
        const std::string_view taken = bytes(count);
        for (std::size_t i = 0; i < taken.size(); ++i)
            value |= std::uint64_t(static_cast<unsigned char>(taken[i])) << (8 * i);
        return value;
    }
    template <typename Integer>
    std::vector<Integer> integers(std::size_t rows)
    {
        const auto width = std::size_t(number(1));
        const std::uint64_t base = number(8);
        m_good = m_good && width <= 8;
        const std::string_view packed = bytes(m_good ? rows * width : 0);
        if (!m_good)
            return {};
        std::vector<Integer> values(rows);
        const char *at = packed.data();
        for (Integer &value : values) {
            std::uint64_t distance = 0;
            for (std::size_t i = 0; i < width; ++i)
                distance |= std::uint64_t(static_cast<unsigned char>(*at++)) << (8 * i);
            value = static_cast<Integer>(base + distance);
        }
        return values;
    }

private:
    std::string_view m_rest;
    bool m_good = true;
};

bool isInteger(double value)
{
    return std::abs(value) < LargestExact && value == std::trunc(value);
}

/// A measure: a map of empty values if there are some, then integers where all are, else doubles as they are.
void putMeasure(std::string &out, const std::vector<double> &values)
{
    const bool holes = std::any_of(values.begin(), values.end(), [](double value) { return std::isnan(value); });
    const bool whole =
        std::all_of(values.begin(), values.end(), [](double value) { return std::isnan(value) || isInteger(value); });
    putNumber(out, std::uint64_t(holes ? 1 : 0) | std::uint64_t(whole ? 2 : 0), 1);
    if (holes) {
        std::string map((values.size() + 7) / 8, '\0');
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::isnan(values[i]))
                map[i / 8] = char(map[i / 8] | (1 << (i % 8)));
        }
        out += map;
    }
    if (whole) {
        std::vector<std::int64_t> integers(values.size());
        std::transform(values.begin(), values.end(), integers.begin(),
            [](double value) { return std::isnan(value) ? std::int64_t{0} : std::int64_t(value); });
        putIntegers(out, integers);
    } else {
        for (const double value : values)
            putNumber(out, std::bit_cast<std::uint64_t>(value), 8);
    }
}

std::vector<double> takeMeasure(Parts &parts, std::size_t rows)
{
    const std::uint64_t flags = parts.number(1);
    const std::string_view map = (flags & 1U) != 0 ? parts.bytes((rows + 7) / 8) : std::string_view();
    std::vector<double> values(parts.good() ? rows : 0);
    if ((flags & 2U) != 0) {
        const auto integers = parts.integers<std::int64_t>(rows);
        if (parts.good())
            std::transform(integers.begin(), integers.end(), values.begin(), [](std::int64_t v) { return double(v); });
    } else {
        for (double &value : values)
            value = std::bit_cast<double>(parts.number(8));
    }
    for (std::size_t i = 0; parts.good() && !map.empty() && i < rows; ++i) {
        if ((static_cast<unsigned char>(map[i / 8]) >> (i % 8) & 1U) != 0)
            values[i] = std::nan("");
    }
    return values;
}

} // namespace

void UsageColumns::reserve(std::size_t rows)
{
    account.reserve(rows);
    day.reserve(rows);
    feature.reserve(rows);
    line.reserve(rows);
    for (auto &measure : measures)
        measure.reserve(rows);
}

void UsageColumns::clear()
{
    account.clear();
    day.clear();
    feature.clear();
    line.clear();
    for (auto &measure : measures)
        measure.clear();
    extra.clear();
    extras.clear();
}

void UsageColumns::append(const UsageColumns &other, std::size_t at)
{
    account.push_back(other.account[at]);
    day.push_back(other.day[at]);
    feature.push_back(other.feature[at]);
    line.push_back(other.line[at]);
    for (std::size_t m = 0; m < UsageMeasures; ++m)
        measures[m].push_back(other.measures[m][at]);
    const std::string_view text = other.extraOf(at);
    if (text.empty() && extra.empty())
        return;
    extra.resize(account.size(), 0);
    if (text.empty())
        return;
    if (extras.empty() || extras.back() != text)
        extras.emplace_back(text);
    extra.back() = std::uint32_t(extras.size());
}

bool UsageColumns::before(std::size_t row, const UsageColumns &other, std::size_t otherRow) const
{
    return std::tie(account[row], day[row], feature[row])
        < std::tie(other.account[otherRow], other.day[otherRow], other.feature[otherRow]);
}

std::string encodeUsage(const UsageColumns &columns)
{
    std::string blob(Magic);
    putNumber(blob, columns.size(), 4);
    putIntegers(blob, columns.account);
    putIntegers(blob, columns.day);
    putIntegers(blob, columns.feature);
    putIntegers(blob, columns.line);
    for (const auto &measure : columns.measures)
        putMeasure(blob, measure);
    putNumber(blob, columns.extras.size(), 4);
    if (columns.extras.empty())
        return blob;
    putIntegers(blob, columns.extra);
    for (const std::string &text : columns.extras) {
        putNumber(blob, text.size(), 4);
        blob += text;
    }
    return blob;
}

std::optional<UsageColumns> decodeUsage(std::string_view blob)
{
    Parts parts(blob);
    if (parts.bytes(Magic.size()) != Magic)
        return std::nullopt;
    const auto rows = std::size_t(parts.number(4));
    if (rows > UsageSegmentRows)
        return std::nullopt;
    UsageColumns columns;
    columns.account = parts.integers<std::uint32_t>(rows);
    columns.day = parts.integers<std::int32_t>(rows);
    columns.feature = parts.integers<std::uint32_t>(rows);
    columns.line = parts.integers<std::int64_t>(rows);
    for (auto &measure : columns.measures)
        measure = takeMeasure(parts, rows);
    const auto extras = std::size_t(parts.number(4));
    if (extras > 0 && parts.good()) {
        columns.extra = parts.integers<std::uint32_t>(rows);
        for (std::size_t i = 0; i < extras && parts.good(); ++i)
            columns.extras.emplace_back(parts.bytes(std::size_t(parts.number(4))));
        for (const std::uint32_t at : columns.extra) {
            if (at > extras)
                return std::nullopt;
        }
    }
    if (!parts.good())
        return std::nullopt;
    return columns;
}

} // namespace qd::store
