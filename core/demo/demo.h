#pragma once
#include "core/base/month.h"
#include "core/base/progress.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qd::demo {

/// What to invent. Equal options give equal bytes on every platform.
struct DemoOptions {
    int accounts = 800; ///< customers, 1..1,000,000; faults of every kind need about 300
    int months = 36; ///< months of telling history up to `end`, 3..120; contracts begin up to 24 months earlier
    Month end{2026, 10}; ///< the last month; its last day is the as-of date of every file
    std::uint64_t seed = 1;
};

/// One written file and what an import must say of it: written = accepted + unchanged + quarantined + skipped.
struct DemoFile {
    std::string name;
    std::int64_t written = 0; ///< data rows and footer lines, without the header
    std::int64_t unchanged = 0; ///< rows repeating an earlier one to the byte
    std::int64_t quarantined = 0;
    std::int64_t skipped = 0; ///< lines of a report footer
};

/// The milestone that is a customer's first value in these exports: the setting `ttv.milestone` of their workspace.
inline constexpr std::string_view FirstValue = "First value confirmed";

struct DemoSummary {
    std::string company; ///< whose exports they are
    Date asOf;
    int accounts = 0;
    int faults = 0; ///< planted faults, each listed in truth.json
    std::vector<DemoFile> files; ///< in alphabetical order, without truth.json and the files of history
};

/// Writes the exports of one invented software company into `dir` (UTF-8 path; made if missing) and `truth.json`
/// beside them: every figure an analysis must come to, worked out here by code of its own. docs/demo.md lists the
/// files and their headers.
///
/// Memory: bounded; customers are made one after another from seed and number. A million accounts are a matter of
/// disk only.
/// Errors: InvalidArgument for options out of range; AlreadyExists when `dir` holds anything but an earlier demo
/// (which is replaced); ReadOnly or Io when it cannot be written; Cancelled. In each case what stood in `dir` before
/// still stands, and nothing new does.
[[nodiscard]] Result<DemoSummary> writeDemo(const std::string &dir, const DemoOptions &options, Progress &progress);

} // namespace qd::demo
