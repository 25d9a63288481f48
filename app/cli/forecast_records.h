#pragma once
#include "app/cli/command.h"
#include "core/base/date.h"
#include "core/portfolio/knowing.h"

#include <optional>

namespace qd::cli {

/// What of `qdeck forecast` keeps something, or compares what was kept.
struct ForecastRecords {
    std::string since; ///< a day or a week of submissions, from which on the waterfall is told
    std::string author; ///< whose calls the waterfall compares; empty for what is due
    std::string call; ///< account that is called
    std::string amount, category, by;
    std::string submit; ///< owner whose calls are frozen
    bool submissions = false; ///< those made
    bool strict = false; ///< of a forecast and its waterfall: rows count once a batch had held them

    /// Whether any of these is asked for.
    [[nodiscard]] bool isAsked() const;
    [[nodiscard]] portfolio::Knowing knowing() const;
};

/// Their options; they need the option `quarter`.
void addForecastRecords(CLI::App &command, CLI::Option *quarter, ForecastRecords &records);

/// Does the one that is asked for.
[[nodiscard]] Exit keepOrCompare(const std::string &path, FiscalQuarter quarter, std::optional<Date> asOf,
    const ForecastRecords &records, bool asJson);

} // namespace qd::cli
