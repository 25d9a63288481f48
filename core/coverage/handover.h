#pragma once
#include "core/base/message.h"
#include "core/coverage/books.h"

namespace qd::coverage {

/// One customer changing hands.
struct Handover {
    int load = -1; ///< index in CoverageInput::loads
    int from = -1; ///< index in Roster::csms; -1 fills a vacancy
    int to = -1;
    std::string reason; ///< vacancy, overload ...; empty for a move planned by hand
    Message explanation; ///< a sentence, in the list in English; may be empty
};

/// The list people carry into their CRM, as CSV with a header, in the order given: account, name, segment, region, arr
/// (base currency, major units), hours (a month, two decimals), renewal_date, from, from_name, to, to_name, reason,
/// explanation. Formulas in texts are neutralised; what is missing is empty.
[[nodiscard]] std::string handoverCsv(const CoverageInput &input, const std::vector<Handover> &handovers);

} // namespace qd::coverage
