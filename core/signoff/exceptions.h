#pragma once
#include "core/reconcile/reconciliation.h"

#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::signoff {

/// A value that a system should have instead of its own.
struct Correction {
    int account = -1; ///< index in the directory
    std::string source; ///< the system to be corrected
    std::string recordId;
    std::string field; ///< as of breaks: arr, renewal_date, owner, segment, lifecycle_stage, status
    std::string value;
    std::string currency; ///< of arr; empty for others
};

struct Corrections {
    std::vector<Correction> all; ///< by system, then record, then field; of one record and field the first pair's
    int withoutRecord = 0; ///< breaks of customers that are missing or there twice: there is no one record to correct
};

/// What the breaks ask to be corrected. Right is, of an amount, the system of record for ARR where it is one of the
/// two, else the left one; of any other field the one that its precedence trusts more. An amount is given in the
/// currency of the right system, where it holds the customer in one, else in the base currency. Errors of Side::of().
[[nodiscard]] Result<Corrections> correctionsOf(
    const portfolio::Portfolio &portfolio, const std::vector<reconcile::Reconciliation> &pairs);

/// A list for one owner and one system, as CSV that the system's import takes: the id of the record, then a column for
/// each field that somewhere differs, headed as the system's own export of accounts heads it (by our name where it has
/// none), empty where nothing is to be changed. Text that would run as a formula gets an apostrophe; e-mail addresses
/// are masked unless `withPersonalData`.
struct ExceptionList {
    std::string fileName; ///< SYSTEM.OWNER.csv, with _ for what a file name should not have
    std::string csv;
    int rows = 0;
    bool personal = false; ///< holds an e-mail address
};

/// By system, then owner (golden; `none` without one). Linear in corrections.
[[nodiscard]] std::vector<ExceptionList> exceptionLists(const store::Workspace &workspace,
    const identity::AccountDirectory &accounts, const Corrections &corrections, bool withPersonalData);

/// Writes them into a directory, which is made where it is missing, with an entry in the audit log for each file: who,
/// what, how many rows, personal data or not. Errors of store::writeOutput(); what was written before stays.
[[nodiscard]] Result<void> writeExceptions(
    store::Workspace &workspace, const std::vector<ExceptionList> &lists, const std::string &directory);

} // namespace qd::signoff
