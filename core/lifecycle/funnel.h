#pragma once
#include "core/base/ratio.h"
#include "core/lifecycle/known_customers.h"

#include <functional>

namespace qd::lifecycle {

/// What became of the customers of one group in one stage.
struct FunnelRow {
    std::string group;
    std::string stage;
    int entered = 0; ///< customers who entered it in the window, each once: by the first time in it
    int movedOn = 0; ///< of them: entered a later stage by the day
    std::optional<double> medianDays; ///< in the stage, of them, those still in it open on the day (Kaplan-Meier)
    int inStage = 0; ///< customers in it on the day, since whenever
    std::optional<int> stuck; ///< of those in it: for more days than its SLA; nothing where none is set
    /// Who these are, by directory index; `whoIsStuck` is empty where no SLA is set.
    std::vector<int> whoEntered = {};
    std::vector<int> whoMovedOn = {};
    std::vector<int> whoIsIn = {};
    std::vector<int> whoIsStuck = {};

    /// movedOn / entered; nothing without any.
    [[nodiscard]] std::optional<double> rate() const;
};

/// A part of customers.
struct Completeness {
    int all = 0;
    int done = 0;

    /// Nothing without any.
    [[nodiscard]] std::optional<double> rate() const;
};

struct Funnel {
    std::vector<FunnelRow> rows; ///< by group in byte order, then stage in its order
    Completeness handoff; ///< of customers first in force in the window: milestone `handoff` completed by the day
    Completeness milestones; ///< of the same customers: with any milestone, completed or not
};

/// The way of customers through the stages of `lifecycle.stages` (CONTRACT-ROOMS section 2), as known on the day, which
/// also ends the window where it is earlier. A customer leaves a stage by entering any other, or when none is known any
/// more; exactly as many days as the SLA is not stuck yet. Rows for each group of `by` of which a customer was ever in
/// a stage, or AllCustomers without `by`, also where nobody was.
///
/// Of the customers for which `only` holds, all without it. InvalidArgument where the window ends before it begins;
/// errors as KnownCustomers::groups().
[[nodiscard]] Result<Funnel> funnelOf(const store::Workspace &workspace, const KnownCustomers &customers, Window window,
    const std::string &by, const std::function<bool(int)> &only = {});

} // namespace qd::lifecycle
