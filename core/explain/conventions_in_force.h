#pragma once
#include "core/dictionary/dictionary.h"
#include "core/revenue/conventions.h"

#include <map>

namespace qd::explain {

/// By which convention NRR, GRR and logo churn of a day are told: that of the definition in force then; where there is
/// none, or it names no convention of its metric, point to point of accounts without grace at the rates of the end, as
/// `qdeck retention` computes.
[[nodiscard]] std::map<std::string, revenue::Convention, std::less<>> conventionsInForce(
    const dictionary::Dictionary &dictionary, Date day);

} // namespace qd::explain
