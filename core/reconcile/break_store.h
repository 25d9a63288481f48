#pragma once
#include "core/reconcile/reconciliation.h"
#include "core/store/query_table.h"

#include <map>

namespace qd::reconcile {

/// What is remembered of a break over imports.
struct RegisteredBreak {
    int number = 0; ///< BR-0001 ...; never given twice within its pair
    std::string firstSeen; ///< as-of date, ISO
    std::string state; ///< one of breakStates()
    std::string note;
    int pair = 1; ///< which register: 1 of the pair that had the first break, then 2 ...
    std::string owner = {}; ///< who looks after it; empty: the customer's owner does
    std::string dueDate = {}; ///< ISO; empty: none

    /// "BR-0412"; nothing where no import has registered it.
    [[nodiscard]] std::string name() const;
};

/// A row of a pair's register, of a break that is there or one that is gone.
struct RegisterEntry {
    std::string key; ///< breakKey()
    std::string account; ///< id of the customer
    std::string field;
    std::string closed; ///< as-of date of the import that did not have it any more, ISO; empty while it is there
    RegisteredBreak known;
};

/// What a person decided about a break.
struct BreakDecision {
    std::string key; ///< breakKey()
    std::string state; ///< one of breakStates()
    std::string note;
    std::string owner = {}; ///< empty: the customer's owner
    std::string dueDate = {}; ///< ISO; empty: none

    bool operator==(const BreakDecision &) const = default;
};

/// open, explained, to_fix, accepted, fixed.
[[nodiscard]] const std::vector<std::string> &breakStates();

/// Who looks after a break: its owner, else the customer's; empty where nobody does.
[[nodiscard]] std::string ownerOf(const RegisteredBreak &known, const identity::Account &account);

/// Identity of a break over imports: customer, field and pair of sources.
[[nodiscard]] std::string breakKey(const Reconciliation &reconciliation, const Break &found);

/// "BR-0412" in the first register, "BR2-0412" in the second: numbers are the pair's own.
[[nodiscard]] std::string breakNumber(int number, int pair = 1);

/// The breaks at the positions `chosen`, in that order, as CSV with a header: the columns of breaksCsv(), then
/// break,first_seen,owner,state,note,due_date, from `known` (registeredBreaks()); what no import has registered is
/// open.
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

/// Every break of a pair that was ever registered, by number.
[[nodiscard]] std::vector<RegisterEntry> registerEntries(
    const store::Workspace &workspace, const std::string &left, const std::string &right);

/// Names of the breaks that are there and that nobody settled (open or to fix), of all registers, by id of the
/// customer: what joining two customers or parting one makes the next comparison look at anew.
[[nodiscard]] std::map<std::string, std::vector<std::string>> openBreakNames(const store::Workspace &workspace);

/// The state of every break of a pair that was ever registered, by key, whether it is there now or not: a decision
/// about a break stands for the days on which it was there.
[[nodiscard]] std::map<std::string, std::string> decidedStates(
    const store::Workspace &workspace, const std::string &left, const std::string &right);

/// What a state and a due date may be: InvalidArgument for a state there is not, or a due date that is no day. Whether
/// the break is there, decideBreaks() says.
[[nodiscard]] Result<void> checkDecision(const BreakDecision &decision);

/// Writes decisions and records each change, all or none, and gives what stood there before, so that applying that
/// undoes it. NotFound for a break that no import has registered, InvalidArgument for a state there is not or a due
/// date that is no day, Conflict when one of `standing`, the decisions that are to be replaced, does not stand any
/// more.
[[nodiscard]] Result<std::vector<BreakDecision>> decideBreaks(store::Workspace &workspace,
    const std::vector<BreakDecision> &decisions, const std::vector<BreakDecision> &standing = {});

/// All rows of a table or view by name. Errors of store::QueryTable::read().
[[nodiscard]] Result<store::QueryTable> tableRows(
    const store::Workspace &workspace, const std::string &table, Progress &progress);

} // namespace qd::reconcile
