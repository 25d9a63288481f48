#pragma once
#include "app/cli/command.h"

namespace qd::portfolio {
class Portfolio;
}
namespace qd::reconcile {
struct ReconcileOptions;
}

namespace qd::cli {

/// Compares two systems product by product and prints what each says of each product, with the match rate and its
/// interval, and the customers in whom they differ; with `csv` these alone.
[[nodiscard]] Exit printProducts(
    const portfolio::Portfolio &portfolio, const reconcile::ReconcileOptions &options, bool csv);

} // namespace qd::cli
