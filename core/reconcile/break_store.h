#pragma once
#include "core/reconcile/reconciliation.h"

#include <map>

namespace qd::reconcile {

/// What is remembered of a break over imports.
struct RegisteredBreak {
    int number = 0; ///< BR-0001 ...; never given twice
    std::string firstSeen; ///< as-of date, ISO
    std::string state; ///< one of breakStates()
    std::string note;
};

/// What a person decided about a break.
struct BreakDecision {
    std::string key; ///< breakKey()
    std::string state; ///< one of breakStates()
    std::string note;

    bool operator==(const BreakDecision &) const = default;
};

/// open, explained, to_fix, accepted, fixed.
[[nodiscard]] const std::vector<std::string> &breakStates();

/// Identity of a break over imports: customer, field and pair of sources.
[[nodiscard]] std::string breakKey(const Reconciliation &reconciliation, const Break &found);

/// "BR-0412"
[[nodiscard]] std::string breakNumber(int number);

/// The breaks at the positions `chosen`, in that order, as CSV with a header: the columns of breaksCsv(), then
/// break,first_seen,owner,state,note, from `known` (registeredBreaks()); what no import has registered is open.
[[nodiscard]] std::string registeredBreaksCsv(const Reconciliation &reconciliation,
    const std::map<std::string, RegisteredBreak> &known, const std::vector<std::size_t> &chosen);

/// Writes first-seen dates of new breaks, closes those that are gone, re-opens those that return. Called by import and
/// resolve in their own transaction; comparing only reads.
void registerBreaks(store::Workspace &workspace, const Reconciliation &reconciliation);

/// Names of two sources, left and right.
using SourceNames = std::pair<std::string, std::string>;
/// The setting that pairs are kept in whose register somebody began: a line each, with a tab between the names.
inline constexpr const char *RegistersSetting = "reconcile.registers";

/// The pairs of sources that have a register, with breaks or without, in byte order: every import settles theirs too.
[[nodiscard]] std::vector<SourceNames> registeredPairs(const store::Workspace &workspace);

/// Begins the registers of pairs, or brings them up to date, in one transaction with an entry in the audit log for each
/// pair that had none. The comparisons are of the latest day and every customer, as an import makes them.
void keepRegisters(store::Workspace &workspace, const std::vector<Reconciliation> &pairs);

/// What is remembered of the pair's open breaks, by key.
[[nodiscard]] std::map<std::string, RegisteredBreak> registeredBreaks(
    const store::Workspace &workspace, const std::string &left, const std::string &right);

/// The state of every break of a pair that was ever registered, by key, whether it is there now or not: a decision
/// about a break stands for the days on which it was there.
[[nodiscard]] std::map<std::string, std::string> decidedStates(
    const store::Workspace &workspace, const std::string &left, const std::string &right);

/// Writes decisions and records each change, all or none, and gives what stood there before, so that applying that
/// undoes it. NotFound for a break that no import has registered, InvalidArgument for a state there is not, Conflict
/// when one of `standing`, the decisions that are to be replaced, does not stand any more.
[[nodiscard]] Result<std::vector<BreakDecision>> decideBreaks(store::Workspace &workspace,
    const std::vector<BreakDecision> &decisions, const std::vector<BreakDecision> &standing = {});

} // namespace qd::reconcile
