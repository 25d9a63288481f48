#include "core/sources/usage_settler.h"

#include "core/store/usage_images.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace qd::sources {

namespace {

using store::UsageColumns;
using store::UsageMeasures;

bool sameNumber(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

bool sameValues(const UsageColumns &a, std::size_t i, const UsageColumns &b, std::size_t j)
{
    for (std::size_t m = 0; m < UsageMeasures; ++m) {
        if (!sameNumber(a.measures[m][i], b.measures[m][j]))
            return false;
    }
    return a.extraOf(i) == b.extraOf(j);
}

/// How many bits hold the distance between the least and the greatest of `values`.
template <typename Integer>
int bitsOf(const std::vector<Integer> &values, Integer &least)
{
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    least = *low;
    return int(std::bit_width(std::uint64_t(std::int64_t(*high) - std::int64_t(*low))));
}

struct SortItem {
    std::uint64_t key;
    std::uint32_t row;
};

/// Stable sort by key, digit by digit from the lowest.
void radixSort(std::vector<SortItem> &items, int bits)
{
    constexpr int DigitBits = 11;
    std::vector<SortItem> other(items.size());
    for (int shift = 0; shift < bits; shift += DigitBits) {
        std::array<std::size_t, std::size_t{1} << DigitBits> starts{};
        constexpr std::uint64_t Mask = starts.size() - 1;
        for (const SortItem &item : items)
            ++starts[item.key >> shift & Mask];
        std::exclusive_scan(starts.begin(), starts.end(), starts.begin(), std::size_t{0});
        for (const SortItem &item : items)
            other[starts[item.key >> shift & Mask]++] = item;
        items.swap(other);
    }
}

/// Rows in the order of account, day and feature; equal keys in the order of the file.
std::vector<std::uint32_t> sortedOrder(const UsageColumns &columns)
{
    std::uint32_t account = 0;
    std::int32_t day = 0;
    std::uint32_t feature = 0;
    const int accountBits = bitsOf(columns.account, account);
    const int dayBits = bitsOf(columns.day, day);
    const int featureBits = bitsOf(columns.feature, feature);
    std::vector<std::uint32_t> order(columns.size());
    if (accountBits + dayBits + featureBits > 64) {
        std::iota(order.begin(), order.end(), 0U);
        std::stable_sort(order.begin(), order.end(),
            [&columns](std::uint32_t a, std::uint32_t b) { return columns.before(a, columns, b); });
        return order;
    }
    std::vector<SortItem> items(columns.size());
    for (std::uint32_t i = 0; i < items.size(); ++i) {
        const std::uint64_t accountAndDay =
            std::uint64_t{columns.account[i] - account} << dayBits | std::uint64_t(std::int64_t{columns.day[i]} - day);
        items[i] = {accountAndDay << featureBits | std::uint64_t{columns.feature[i] - feature}, i};
    }
    radixSort(items, accountBits + dayBits + featureBits);
    std::transform(items.begin(), items.end(), order.begin(), [](const SortItem &item) { return item.row; });
    return order;
}

} // namespace

UsageSettler::UsageSettler(
    ImportCall &call, const FileInHand &file, std::array<bool, UsageMeasures> present, const Mapping &mapping)
    : m_call(call)
    , m_file(file)
    , m_present(present)
    , m_sameKey(mapping.profile->sameKey.rows)
{
    const auto first = std::size_t(mapping.entity->indexOf("active_users"));
    for (std::size_t m = 0; m < UsageMeasures; ++m)
        m_adds[m] = mapping.profile->sameKey.adds(mapping.entity->columns[first + m].name);
}

std::int64_t UsageSettler::Chunk::rowsOf(std::uint32_t row) const
{
    std::int64_t rows = 0;
    forEachOf(row, [&rows](std::uint32_t) { ++rows; });
    return rows;
}

/// Makes `row`, which stands below it in the file, one with `first`.
void UsageSettler::join(Chunk &chunk, std::uint32_t first, std::uint32_t row) const
{
    UsageColumns &columns = chunk.columns;
    for (std::size_t m = 0; m < UsageMeasures; ++m) {
        double &total = columns.measures[m][first];
        const double value = columns.measures[m][row];
        if (std::isnan(value))
            continue;
        total = m_adds[m] && !std::isnan(total) ? total + value : value;
    }
    if (!columns.extra.empty() && columns.extra[row] != 0)
        columns.extra[first] = columns.extra[row];
    chunk.joined[row] = chunk.joined[first] == first ? row : chunk.joined[first];
    chunk.joined[first] = row;
}

bool UsageSettler::ofThisCall(std::int64_t batch) const
{
    return std::any_of(
        m_call.files.begin(), m_call.files.end(), [batch](const FileInHand &file) { return file.batch == batch; });
}

/// Leaves of each key the first row.
void UsageSettler::dropRepeats(Chunk &chunk, BatchReport &report)
{
    const UsageColumns &columns = chunk.columns;
    chunk.order = sortedOrder(columns);
    const bool joins = m_sameKey != SameKey::Rows::Refuse;
    if (joins) {
        chunk.joined.resize(columns.size());
        std::iota(chunk.joined.begin(), chunk.joined.end(), 0U); // each is the last of its own
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < chunk.order.size(); ++i) {
        const std::uint32_t row = chunk.order[i];
        if (kept == 0 || !columns.sameKey(row, columns, chunk.order[kept - 1])) {
            chunk.order[kept++] = row;
        } else if (joins) {
            join(chunk, chunk.order[kept - 1], row);
            ++report.notes.joined;
        } else if (const std::uint32_t first = chunk.order[kept - 1]; sameValues(columns, row, columns, first)) {
            ++report.unchanged;
        } else {
            ++report.quarantined;
            m_conflicts.push_back({columns.line[row], columns.line[first], m_file.batch});
        }
    }
    chunk.order.resize(kept);
}

/// Compares the chunk with one segment, both sorted. Rows that are settled leave the chunk's order; stored rows that
/// give way are marked in `replaced`. True if any is.
bool UsageSettler::settleSegment(Chunk &chunk, UsageColumns &stored, std::int64_t batch, bool storedIsNewer,
    std::vector<bool> &replaced, BatchReport &report)
{
    bool any = false;
    std::size_t at = 0;
    std::size_t kept = 0;
    for (const std::uint32_t row : chunk.order) {
        while (at < stored.size() && stored.before(at, chunk.columns, row))
            ++at;
        if (at >= stored.size() || !stored.sameKey(at, chunk.columns, row)) {
            chunk.order[kept++] = row;
            continue;
        }
        for (std::size_t m = 0; m < UsageMeasures; ++m) {
            if (!m_present[m])
                chunk.columns.measures[m][row] = stored.measures[m][at];
        }
        if (sameValues(chunk.columns, row, stored, at) || (storedIsNewer && !ofThisCall(batch))) {
            report.unchanged += chunk.rowsOf(row);
            m_given.insert(batch);
        } else if (ofThisCall(batch)) {
            report.quarantined += chunk.rowsOf(row);
            chunk.forEachOf(row, [&](std::uint32_t each) {
                m_conflicts.push_back({chunk.columns.line[each], stored.line[at], batch});
            });
        } else {
            replaced[at] = any = true;
            chunk.order[kept++] = row;
        }
    }
    chunk.order.resize(kept);
    return any;
}

Result<void> UsageSettler::settleWithStored(Chunk &chunk, BatchReport &report)
{
    if (chunk.order.empty())
        return {};
    const std::string asOf = m_file.asOf.iso();
    for (const store::UsagePlace &place :
        store::usageOverlapping(m_call.workspace.db(), m_file.source, chunk.columns)) {
        auto stored = store::readUsage(m_call.workspace.db(), place.segment);
        if (!stored)
            return stored.error();
        std::vector<bool> replaced(stored->size(), false);
        if (settleSegment(chunk, *stored, place.batch, place.asOf > asOf, replaced, report))
            rewrite(place, *stored, replaced);
    }
    return {};
}

/// Stores a segment again without the rows that gave way, which are kept as they were.
void UsageSettler::rewrite(
    const store::UsagePlace &place, const UsageColumns &stored, const std::vector<bool> &replaced)
{
    UsageColumns rest;
    UsageColumns gaveWay;
    for (std::size_t i = 0; i < stored.size(); ++i)
        (replaced[i] ? gaveWay : rest).append(stored, i);
    store::keepUsageRows(m_call.workspace.db(), m_file.batch, place.batch, place.segment, gaveWay);
    store::replaceUsage(m_call.workspace.db(), place.segment, rest);
}

void UsageSettler::insertAll(const Chunk &chunk)
{
    const auto add = [this](const UsageColumns &rows) {
        store::addUsage(m_call.workspace.db(), m_file.source, m_file.batch, rows);
    };
    UsageColumns segment;
    segment.reserve(store::UsageSegmentRows);
    for (const std::uint32_t row : chunk.order) {
        segment.append(chunk.columns, row);
        if (segment.size() == store::UsageSegmentRows) {
            add(segment);
            segment.clear();
        }
    }
    if (segment.size() > 0)
        add(segment);
}

Result<void> UsageSettler::add(UsageColumns &rows, BatchReport &report)
{
    Chunk chunk{rows, {}, {}};
    dropRepeats(chunk, report);
    if (auto done = settleWithStored(chunk, report); !done)
        return done;
    for (const std::uint32_t row : chunk.order)
        report.accepted += chunk.rowsOf(row);
    insertAll(chunk);
    return {};
}

std::vector<UsageConflict> UsageSettler::takeConflicts()
{
    for (const std::int64_t batch : m_given)
        store::noteUsageGiven(m_call.workspace.db(), m_file.batch, batch);
    m_given.clear();
    std::sort(m_conflicts.begin(), m_conflicts.end(),
        [](const UsageConflict &a, const UsageConflict &b) { return a.line < b.line; });
    return std::move(m_conflicts);
}

} // namespace qd::sources
