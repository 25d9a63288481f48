#pragma once
#include "core/lifecycle/known_customers.h"
#include "core/lifecycle/life_events.h"
#include "core/portfolio/arr_book.h"
#include "core/survival/survival_analysis.h"

namespace qd::lifecycle {

struct LifeOptions {
    std::string by = {}; ///< a dimension or an origin that tells groups apart; empty for one group `total`
    std::string strata = {}; ///< a dimension within whose values groups are compared; empty for none
    std::optional<LifeEvent> after = {}; ///< from which time runs, instead of from the first day in force
};

/// How long a customer, or what it has of a product, stayed.
struct CustomerLife : survival::GroupedLife {
    int account = -1; ///< directory index
    Date since = {}; ///< first day in force, from which time need not run
};

/// The lives of the customers of `book`, in days (CONTRACT, *Survival*): from the first day in force with an annual
/// value above 0 to the first day not so, where that is on or before the book's day, which else ends them as it censors
/// them. With `after` from the first such event on or after the first day in force; customers without one by then, or
/// only with one after they left, are left out. On the very day of leaving it gives a life of 0 days.
///
/// Groups and strata are golden values now, NoGroup for none; `product` gives a life for each customer and product, an
/// origin (origins.h) is that known on the book's day.
/// InvalidArgument for a dimension there is not, or strata by product; errors as firstStays() and eventDays().
[[nodiscard]] Result<std::vector<CustomerLife>> customerLives(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const portfolio::ArrBook &book,
    const LifeOptions &options);

} // namespace qd::lifecycle
