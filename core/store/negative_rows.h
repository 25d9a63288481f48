#pragma once
#include "core/base/money.h"

#include <string>
#include <vector>

namespace qd::store {

class Workspace;

/// What a row would have said that is held back because its recurring value is below zero: quarantine keeps the row as
/// it came, which only its file's mapping can read. Missing texts are empty.
struct NegativeRow {
    std::string source;
    std::string accountId;
    std::string name; ///< of a row of `accounts`, as the two below; empty for a contract or a month
    std::string domain; ///< as the source writes it
    std::string crmId; ///< id of the CRM's record
    Money amount; ///< annual, below zero, in its own currency
};

/// As quarantine.reading keeps it: JSON, without the source, which the batch has.
[[nodiscard]] std::string readingText(const NegativeRow &row);

/// Those that wait in quarantine, of the latest import of each file, by batch and line. Rows from before schema 7 have
/// no reading and are left out.
[[nodiscard]] std::vector<NegativeRow> negativeRows(const Workspace &workspace);

} // namespace qd::store
