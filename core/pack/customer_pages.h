#pragma once
#include "core/pack/customer_measures.h"
#include "core/pack/pack_document.h"

namespace qd::pack {

/// The pages of one customer's business review: what it wanted, what came of it, how it uses and what it asks, and what
/// is next. A strategic customer gets a page for its executives before it. Goals that the page has no room for stand on
/// more pages. Pure.
[[nodiscard]] std::vector<Page> customerPages(
    const CustomerMeasures &measures, const identity::Account &customer, const NarrativeHeight &heightOfText);

} // namespace qd::pack
