#pragma once
#include "core/base/money.h"
#include "core/base/month.h"
#include "core/base/result.h"
#include "core/store/kept_row.h"

namespace qd::store {
class Workspace;
}

namespace qd::forecast {

/// Categories a call may have, as CONTRACT lists them.
[[nodiscard]] const std::vector<std::string> &callCategories();
/// Name of a category for people, for context Words; nullptr for a word that is none of callCategories().
[[nodiscard]] const char *nameOfCategory(const std::string &category);

/// The amount that somebody typed, in major units, to the minor unit; nothing for one below 0, for NaN and for what
/// money does not hold.
[[nodiscard]] std::optional<Money> callAmount(double major, Currency currency);

/// What a person expects a customer's renewal of a quarter to bring.
struct RenewalCall {
    std::string account; ///< the workspace's id
    std::int64_t amount = 0; ///< base minor units, 0 or more
    std::string category; ///< one of callCategories()
};

/// Who calls what, and when it is known from.
struct CallSheet {
    FiscalQuarter quarter;
    Date day; ///< of the data
    std::string author;
    std::vector<RenewalCall> calls;
};

/// A call that was kept, and the one of the same author and day whose place it took.
using KeptCall = store::KeptRow<store::OwnForecastRow>;

/// Keeps calls as rows of `forecasts`, by date and author, each with an entry in the audit log: one transaction. A
/// second call of an author on one day takes the place of the first.
///
/// InvalidArgument without an author, for an amount below 0, a category there is not (with the nearest one), a customer
/// called twice, and one that has nothing due in the quarter as known on the day; NotFound for a customer there is not;
/// NoData where nothing was imported; ReadOnly; errors of the renewals. On errors nothing is kept.
[[nodiscard]] Result<std::vector<KeptCall>> enterCalls(store::Workspace &workspace, const CallSheet &sheet);

/// Undoes calls that were kept: each gives its place back to the one before. One transaction. Conflict, and nothing is
/// changed, where one of them is another by now; ReadOnly.
[[nodiscard]] Result<void> takeBackCalls(store::Workspace &workspace, const std::vector<KeptCall> &kept);

} // namespace qd::forecast
