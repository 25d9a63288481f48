#pragma once
#include "core/health/known_colours.h"
#include "core/renewals/renewal_report.h"
#include "core/signals/signals.h"

#include <array>

namespace qd::backtest {

/// Days before due on which it is looked at how a renewal is prepared.
inline constexpr std::array Checkpoints{180, 120, 90, 60, 30};

/// The share that should have each of what a renewal is to have, as RiskCoverageTarget.
inline constexpr double ReadinessTarget = renewals::RiskCoverageTarget;

/// What a renewal is to have, each for itself; Preparation says when it has it.
enum class Requirement { RiskStatus, Reason, NextAction, Sponsor, Milestones, Escalations };
inline constexpr std::array AllRequirements{Requirement::RiskStatus, Requirement::Reason, Requirement::NextAction,
    Requirement::Sponsor, Requirement::Milestones, Requirement::Escalations};
/// "Status", "Reason" ...: its name, for context Words.
[[nodiscard]] const char *nameOf(Requirement requirement);

/// What a renewal had on a day, as known then. It is ready with all of them.
struct Preparation {
    bool riskStatus = false; ///< the last risks row of any author has a status
    bool reason = false; ///< and a reason
    bool nextAction = false; ///< and a next action, dated that day or later
    bool sponsor = false; ///< an executive was met within signs::SponsorDays
    bool milestones = false; ///< none is late
    bool escalations = false; ///< none is open

    [[nodiscard]] bool has(Requirement requirement) const;
    [[nodiscard]] bool isReady() const;
};

/// How many renewals were ready so many days before due.
struct ReadinessRow {
    int checkpoint = 0;
    int due = 0; ///< whose checkpoint was on or before the as-of day, whatever became of them
    int ready = 0;
    std::array<int, AllRequirements.size()> met = {}; ///< how many had each of AllRequirements
    std::int64_t dueArr = 0; ///< of `due`, base minor units as RenewalCase::dueArr

    [[nodiscard]] std::optional<double> rate() const; ///< ready / due
};

/// The colour and the CSM's call said otherwise at a checkpoint: red or yellow and renew, or green and not renew.
struct Disagreement {
    int account = -1; ///< index in the directory
    Date due;
    int checkpoint = 0;
    portfolio::HealthColour colour = portfolio::HealthColour::None; ///< as scored, without overrides
    std::string call; ///< of the last risks row
};

struct Readiness {
    std::vector<ReadinessRow> rows; ///< by Checkpoints
    std::vector<Disagreement> disagreements; ///< in the order of the renewals, then by Checkpoints
};

/// Whether a colour and a CSM's call, in any case, say otherwise: red or yellow and renew, or green and not renew.
/// False where there is no colour or no call.
[[nodiscard]] bool disagree(portfolio::HealthColour colour, std::string_view call);

/// One customer on one day.
[[nodiscard]] Preparation preparationOn(
    const signs::AccountEvents &events, const renewals::RenewalData &data, int account, Date day);

/// Of the renewals of a report, each measured once, on due less the checkpoint (CONTRACT-ROOMS, "Renewals, more").
/// Where either has no colour or no call, there is nothing to disagree about. Errors of the colours, which are asked
/// for only where there is a call; Overflow.
[[nodiscard]] Result<Readiness> readinessOf(const signs::AccountEvents &events, const health::ScoredColour &scored,
    const renewals::KnownRenewals &known, std::span<const renewals::ListedRenewal> renewals);
/// The same of what batches had held by each day: `history` was read with signs::Knowing::Seen.
[[nodiscard]] Result<Readiness> readinessOf(const signs::Signals &history, const health::ScoredColour &scored,
    const renewals::KnownRenewals &known, std::span<const renewals::ListedRenewal> renewals);

} // namespace qd::backtest
