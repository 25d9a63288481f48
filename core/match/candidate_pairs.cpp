#include "core/match/candidate_pairs.h"

#include "core/base/in_parallel.h"

#include <algorithm>
#include <atomic>
#include <bit>

namespace qd::match {

namespace {

constexpr std::size_t ChunkRecords = 512;
constexpr std::uint64_t Radix = MostLevels + 1; // a level, or missing

/// 0 of a first column's missing value is a pattern of its own: codes are digits of level + 1.
Pattern patternOf(std::uint64_t code, std::size_t columns)
{
    Pattern pattern(columns);
    for (std::size_t c = columns; c-- > 0; code /= Radix)
        pattern[c] = std::int8_t(int(code % Radix) - 1);
    return pattern;
}

} // namespace

/// What one thread has met.
struct CandidatePairs::Worker {
    std::unordered_map<std::uint64_t, std::uint32_t> numbers; ///< of patterns, as they came
    std::vector<std::uint64_t> codes;
    std::vector<std::int64_t> counts; ///< by pattern: all, then by key
    std::vector<std::uint32_t> seenBy; ///< by right record: the last left one that met it, plus 1
    std::vector<std::uint64_t> sharedKeys; ///< by right record, a bit each
    std::vector<std::uint32_t> met;
    std::uint64_t lastCode = ~std::uint64_t{0};
    std::uint32_t lastNumber = 0;

    std::uint32_t numberOf(std::uint64_t code, std::size_t keys)
    {
        if (code == lastCode)
            return lastNumber;
        const auto [known, isNew] = numbers.try_emplace(code, std::uint32_t(codes.size()));
        if (isNew) {
            codes.push_back(code);
            counts.resize(counts.size() + keys + 1);
        }
        lastCode = code;
        return lastNumber = known->second;
    }
};

CandidatePairs::CandidatePairs(
    std::span<const ColumnValues> columns, std::span<const BlockingKey> keys, const Options &options)
    : m_columns(columns)
    , m_keys(keys)
    , m_options(options)
{
    for (std::size_t key = 0; key < keys.size(); ++key) {
        m_blocks.emplace_back(keys, key, options.within);
        m_splitValues += m_blocks.back().splitValues();
    }
}

std::size_t CandidatePairs::chunkCount() const
{
    return (m_columns.front().left().size() + ChunkRecords - 1) / ChunkRecords;
}

void CandidatePairs::compareChunk(std::size_t chunk, Worker &worker, std::vector<CandidatePair> &pairs) const
{
    const std::size_t records = m_columns.front().left().size();
    const std::size_t partners = m_options.within ? records : m_columns.front().right().size();
    worker.seenBy.resize(partners);
    worker.sharedKeys.resize(partners);
    const std::size_t end = std::min(records, (chunk + 1) * ChunkRecords);
    for (std::size_t left = chunk * ChunkRecords; left < end; ++left) {
        worker.met.clear();
        for (std::size_t key = 0; key < m_blocks.size(); ++key) {
            for (const std::uint32_t right : m_blocks[key].partners(left)) {
                if (m_options.within && right <= left)
                    continue;
                if (worker.seenBy[right] != left + 1) {
                    worker.seenBy[right] = std::uint32_t(left + 1);
                    worker.sharedKeys[right] = 0;
                    worker.met.push_back(right);
                }
                worker.sharedKeys[right] |= std::uint64_t{1} << key;
            }
        }
        for (const ColumnValues &column : m_columns) {
            const std::vector<std::int32_t> &others = m_options.within ? column.left() : column.right();
            for (const std::uint32_t right : worker.met)
                column.prefetch(others[right]);
        }
        for (const std::uint32_t right : worker.met) {
            std::uint64_t code = 0;
            for (const ColumnValues &column : m_columns) {
                const std::int32_t other = m_options.within ? column.left()[right] : column.right()[right];
                code = code * Radix + std::uint64_t(column.level(column.left()[left], other) + 1);
            }
            const std::uint32_t pattern = worker.numberOf(code, m_keys.size());
            std::int64_t *counts = &worker.counts[pattern * (m_keys.size() + 1)];
            ++counts[0];
            for (std::uint64_t bits = worker.sharedKeys[right]; bits != 0; bits &= bits - 1)
                ++counts[1 + std::countr_zero(bits)];
            pairs.push_back({std::uint32_t(left), right, pattern});
        }
    }
}

Result<CandidatePairs> CandidatePairs::compare(std::span<const ColumnValues> columns, std::span<const BlockingKey> keys,
    const Options &options, Progress &progress)
{
    CandidatePairs result(columns, keys, options);
    const std::size_t chunks = result.chunkCount();
    progress.begin(QD_WORDS("Progress", "Comparing pairs"), std::int64_t(chunks));
    result.m_chunks.resize(chunks);
    std::vector<std::uint32_t> workerOf(chunks);
    std::vector<std::unique_ptr<Worker>> workers;
    std::atomic<std::int64_t> kept{0};
    const auto makeWorker = [&] {
        workers.push_back(std::make_unique<Worker>());
        return [&, own = workers.back().get(), number = std::uint32_t(workers.size() - 1)](std::size_t chunk) {
            std::vector<CandidatePair> pairs;
            result.compareChunk(chunk, *own, pairs);
            workerOf[chunk] = number;
            if ((kept += std::int64_t(pairs.size())) <= options.mostKept) {
                pairs.shrink_to_fit();
                result.m_chunks[chunk] = std::move(pairs);
            }
        };
    };
    if (!inParallel(chunks, options.threads, progress, 0, makeWorker))
        return cancelled();
    result.m_size = kept;
    if (result.m_size > options.mostKept)
        result.m_chunks.clear();
    std::vector<Worker> all;
    for (const auto &worker : workers)
        all.push_back(std::move(*worker));
    result.merge(all);
    for (std::size_t chunk = 0; chunk < result.m_chunks.size(); ++chunk) {
        const std::vector<std::uint64_t> &codes = all[workerOf[chunk]].codes;
        std::vector<std::uint32_t> places;
        for (const std::uint64_t code : codes)
            places.push_back(std::uint32_t(
                std::lower_bound(result.m_codes.begin(), result.m_codes.end(), code) - result.m_codes.begin()));
        for (CandidatePair &pair : result.m_chunks[chunk])
            pair.pattern = places[pair.pattern];
    }
    return result;
}

void CandidatePairs::merge(std::vector<Worker> &workers)
{
    for (const Worker &worker : workers)
        m_codes.insert(m_codes.end(), worker.codes.begin(), worker.codes.end());
    std::sort(m_codes.begin(), m_codes.end());
    m_codes.erase(std::unique(m_codes.begin(), m_codes.end()), m_codes.end());
    m_counts.assign(m_codes.size(), 0);
    m_countsOfKeys.assign(m_keys.size(), std::vector<std::int64_t>(m_codes.size()));
    for (const Worker &worker : workers) {
        for (std::size_t i = 0; i < worker.codes.size(); ++i) {
            const auto place =
                std::size_t(std::lower_bound(m_codes.begin(), m_codes.end(), worker.codes[i]) - m_codes.begin());
            const std::int64_t *counts = &worker.counts[i * (m_keys.size() + 1)];
            m_counts[place] += counts[0];
            for (std::size_t key = 0; key < m_keys.size(); ++key)
                m_countsOfKeys[key][place] += counts[1 + key];
        }
    }
    for (const std::uint64_t code : m_codes)
        m_patterns.push_back(patternOf(code, m_columns.size()));
}

Result<void> CandidatePairs::forEach(const std::function<void(const CandidatePair &)> &visit, Progress &progress) const
{
    const std::size_t chunks = chunkCount();
    progress.begin(QD_WORDS("Progress", "Weighing pairs"), std::int64_t(chunks));
    Worker again;
    for (const std::uint64_t code : m_codes)
        again.numberOf(code, m_keys.size());
    for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
        if (!progress.step(std::int64_t(chunk)))
            return cancelled();
        std::vector<CandidatePair> compared;
        if (m_chunks.empty())
            compareChunk(chunk, again, compared);
        for (const CandidatePair &pair : m_chunks.empty() ? compared : m_chunks[chunk])
            visit(pair);
    }
    return {};
}

} // namespace qd::match
