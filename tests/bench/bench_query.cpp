// bench_query WORKSPACE [ROUNDS]: a query of 1,000,000 rows, to its first and its last row, and how soon one that never
// ends lets itself be stopped, in milliseconds.
#include "core/query/workspace_tables.h"
#include "core/store/sql_query.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <thread>

using namespace qd;

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point begun)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

/// Notes when the first row came.
class FirstRow final : public store::RowSink {
public:
    void columns(std::vector<std::string>) override { }
    void row(std::vector<nlohmann::json>) override
    {
        if (m_rows++ == 0)
            first = since(m_begun);
    }
    double first = -1;

private:
    Clock::time_point m_begun = Clock::now();
    std::int64_t m_rows = 0;
};

double median(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

/// From the wish to stop to the end of a query that never ends.
double timeToStop(const store::Workspace &workspace)
{
    Progress progress;
    const store::QueryExtras extras = query::extrasFor(workspace, progress);
    Clock::time_point asked;
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        asked = Clock::now();
        progress.cancel();
    });
    (void)store::runQuery(workspace,
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c", progress,
        {&extras, {}, {}});
    const Clock::time_point ended = Clock::now();
    other.join();
    return std::chrono::duration<double, std::milli>(ended - asked).count();
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc < 2) {
        std::cerr << "bench_query WORKSPACE [ROUNDS]\n";
        return 2;
    }
    const auto workspace = store::Workspace::open(argv[1], store::Workspace::Mode::ReadOnly);
    if (!workspace) {
        std::cerr << workspace.error().message.english() << '\n';
        return 1;
    }
    const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 5; // NOLINT: a count typed by whoever measures
    std::vector<double> first, last, stopped;
    for (int round = 0; round < rounds; ++round) {
        Progress progress;
        const store::QueryExtras extras = query::extrasFor(**workspace, progress);
        const Clock::time_point begun = Clock::now();
        FirstRow sink;
        const auto read = store::readQuery(**workspace,
            "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 1000000) SELECT x, 'row ' || x FROM "
            "c",
            {&extras, {}, {}}, progress, sink);
        if (!read) {
            std::cerr << read.error().message.english() << '\n';
            return 1;
        }
        first.push_back(sink.first);
        last.push_back(since(begun));
        stopped.push_back(timeToStop(**workspace));
    }
    std::cout << "first row " << median(first) << ", last row " << median(last) << ", stopped " << median(stopped)
              << " ms (medians of " << rounds << ")\n";
}
