#pragma once
#include "core/backtest/risk_register.h"

namespace qd::store {
class Workspace;
}

namespace qd::backtest {

/// A CSV of the risk register.
struct RiskFile {
    std::string csv;
    int rows = 0;
    bool personal = false; ///< holds an e-mail address
};

/// The rows that somebody judged, in the order given, as a CS platform imports them: the customer by the id of its
/// record of kind cs_platform (empty where none is linked) and by name, renewal date and due ARR, then what was judged,
/// by whom and when. Text that would run as a formula gets an apostrophe; e-mail addresses are masked unless
/// `withPersonalData`.
[[nodiscard]] RiskFile riskFile(
    const std::vector<RegisterRow> &rows, const renewals::KnownRenewals &known, bool withPersonalData);

/// Notes in the audit log that such a file was written, as a transaction of its own; not in one that cannot be written.
void noteRiskExport(store::Workspace &workspace, const std::string &path, const RiskFile &file);

} // namespace qd::backtest
