#pragma once
#include "core/renewals/renewal_report.h"

namespace qd::store {
class Workspace;
}

namespace qd::renewals {

/// A CSV of what is wrong with renewals.
struct ExceptionFile {
    std::string csv;
    int rows = 0;
    bool personal = false; ///< holds an e-mail address
};

/// A line for each exception of each renewal of a report, then one for each customer without a date, to be loaded into
/// the systems in which they are mended: the customer by the ids of its records of kind crm and cs_platform (empty
/// where none is linked) and by name, owner, segment and region as golden now, renewal date and due ARR, the state, the
/// opportunity, what is wrong (as qdeck renewals has it) and what to do. Text that would run as a formula gets an
/// apostrophe; e-mail addresses are masked unless `withPersonalData`.
[[nodiscard]] ExceptionFile exceptionFile(
    const RenewalReport &report, const KnownRenewals &known, bool withPersonalData);

/// Writes it, with an entry in the audit log where the workspace can be written. Errors of store::writeOutput(); then
/// nothing is written or noted.
[[nodiscard]] Result<void> writeExceptionFile(
    store::Workspace &workspace, const std::string &path, const ExceptionFile &file);

} // namespace qd::renewals
