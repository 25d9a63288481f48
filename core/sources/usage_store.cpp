#include "core/sources/usage_store.h"

#include "core/store/usage_images.h"

#include <SQLiteCpp/SQLiteCpp.h>

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

struct Bounds {
    std::uint32_t firstAccount = 0;
    std::uint32_t lastAccount = 0;
    std::int32_t firstDay = 0;
    std::int32_t lastDay = 0;
};

Bounds boundsOf(const UsageColumns &columns)
{
    const auto [a, b] = std::minmax_element(columns.account.begin(), columns.account.end());
    const auto [c, d] = std::minmax_element(columns.day.begin(), columns.day.end());
    return {*a, *b, *c, *d};
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

void bindSegment(SQLite::Statement &statement, const UsageColumns &columns)
{
    const Bounds bounds = boundsOf(columns);
    const std::string blob = store::encodeUsage(columns);
    statement.bind(1, std::int64_t(columns.size()));
    statement.bind(2, std::int64_t{bounds.firstAccount});
    statement.bind(3, std::int64_t{bounds.lastAccount});
    statement.bind(4, Date(bounds.firstDay).iso());
    statement.bind(5, Date(bounds.lastDay).iso());
    statement.bind(6, blob.data(), int(blob.size()));
}

} // namespace

UsageStore::UsageStore(ImportCall &call, const FileInHand &file, std::array<bool, UsageMeasures> present)
    : m_call(call)
    , m_file(file)
    , m_present(present)
{
}

bool UsageStore::ofThisCall(std::int64_t batch) const
{
    return std::any_of(
        m_call.files.begin(), m_call.files.end(), [batch](const FileInHand &file) { return file.batch == batch; });
}

/// Leaves of each key the first row.
void UsageStore::dropRepeats(Chunk &chunk, BatchReport &report)
{
    const UsageColumns &columns = chunk.columns;
    chunk.order = sortedOrder(columns);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < chunk.order.size(); ++i) {
        const std::uint32_t row = chunk.order[i];
        if (kept == 0 || !columns.sameKey(row, columns, chunk.order[kept - 1])) {
            chunk.order[kept++] = row;
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
bool UsageStore::settleSegment(Chunk &chunk, UsageColumns &stored, std::int64_t batch, bool storedIsNewer,
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
            ++report.unchanged;
            m_given.insert(batch);
        } else if (ofThisCall(batch)) {
            ++report.quarantined;
            m_conflicts.push_back({chunk.columns.line[row], stored.line[at], batch});
        } else {
            replaced[at] = any = true;
            chunk.order[kept++] = row;
        }
    }
    chunk.order.resize(kept);
    return any;
}

Result<void> UsageStore::settleWithStored(Chunk &chunk, BatchReport &report)
{
    if (chunk.order.empty())
        return {};
    const Bounds bounds = boundsOf(chunk.columns);
    SQLite::Statement find(m_call.workspace.db(),
        "SELECT s.segment_id, s.batch_id, b.as_of > ?6 FROM usage_segment s JOIN import_batch b USING (batch_id)"
        " WHERE s.source = ?1 AND s.first_account <= ?2 AND s.last_account >= ?3 AND s.first_date <= ?4"
        " AND s.last_date >= ?5 ORDER BY s.segment_id");
    find.bind(1, m_file.source);
    find.bind(2, std::int64_t{bounds.lastAccount});
    find.bind(3, std::int64_t{bounds.firstAccount});
    find.bind(4, Date(bounds.lastDay).iso());
    find.bind(5, Date(bounds.firstDay).iso());
    find.bind(6, m_file.asOf.iso());
    struct Overlap {
        std::int64_t segment, batch;
        bool newer;
    };
    std::vector<Overlap> overlaps;
    while (find.executeStep())
        overlaps.push_back(
            {find.getColumn(0).getInt64(), find.getColumn(1).getInt64(), find.getColumn(2).getInt() != 0});
    SQLite::Statement read(m_call.workspace.db(), "SELECT data FROM usage_segment WHERE segment_id = ?");
    for (const Overlap &overlap : overlaps) {
        read.reset();
        read.bind(1, overlap.segment);
        if (!read.executeStep())
            continue;
        const SQLite::Column data = read.getColumn(0);
        auto stored = store::decodeUsage({static_cast<const char *>(data.getBlob()), std::size_t(data.getBytes())});
        if (!stored)
            return Error{ErrorCode::Damaged, "A segment of usage data is damaged; nothing was changed. Use a backup."};
        std::vector<bool> replaced(stored->size(), false);
        if (settleSegment(chunk, *stored, overlap.batch, overlap.newer, replaced, report))
            rewrite(overlap.segment, overlap.batch, *stored, replaced);
    }
    return {};
}

/// Stores a segment again without the rows that gave way, which are kept as they were.
void UsageStore::rewrite(
    std::int64_t segment, std::int64_t batch, const UsageColumns &stored, const std::vector<bool> &replaced)
{
    UsageColumns rest;
    UsageColumns gaveWay;
    for (std::size_t i = 0; i < stored.size(); ++i)
        (replaced[i] ? gaveWay : rest).append(stored, i);
    store::keepUsageRows(m_call.workspace.db(), m_file.batch, batch, segment, gaveWay);
    if (rest.size() == 0) {
        SQLite::Statement remove(m_call.workspace.db(), "DELETE FROM usage_segment WHERE segment_id = ?");
        remove.bind(1, segment);
        remove.exec();
        return;
    }
    SQLite::Statement update(m_call.workspace.db(),
        "UPDATE usage_segment SET rows = ?1, first_account = ?2, last_account = ?3, first_date = ?4, last_date = ?5,"
        " data = ?6 WHERE segment_id = ?7");
    bindSegment(update, rest);
    update.bind(7, segment);
    update.exec();
}

void UsageStore::insert(const UsageColumns &columns)
{
    SQLite::Statement insert(m_call.workspace.db(),
        "INSERT INTO usage_segment (rows, first_account, last_account, first_date, last_date, data, source, batch_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    bindSegment(insert, columns);
    insert.bind(7, m_file.source);
    insert.bind(8, m_file.batch);
    insert.exec();
}

void UsageStore::insertAll(const Chunk &chunk)
{
    UsageColumns segment;
    segment.reserve(store::UsageSegmentRows);
    for (const std::uint32_t row : chunk.order) {
        segment.append(chunk.columns, row);
        if (segment.size() == store::UsageSegmentRows) {
            insert(segment);
            segment.clear();
        }
    }
    if (segment.size() > 0)
        insert(segment);
}

Result<void> UsageStore::add(UsageColumns &rows, BatchReport &report)
{
    Chunk chunk{rows, {}};
    dropRepeats(chunk, report);
    if (auto done = settleWithStored(chunk, report); !done)
        return done;
    report.accepted += std::int64_t(chunk.order.size());
    insertAll(chunk);
    return {};
}

std::vector<UsageConflict> UsageStore::takeConflicts()
{
    for (const std::int64_t batch : m_given)
        store::noteUsageGiven(m_call.workspace.db(), m_file.batch, batch);
    m_given.clear();
    std::sort(m_conflicts.begin(), m_conflicts.end(),
        [](const UsageConflict &a, const UsageConflict &b) { return a.line < b.line; });
    return std::move(m_conflicts);
}

} // namespace qd::sources
