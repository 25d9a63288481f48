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

/// A team that goes by a convention.
struct ConventionUse {
    revenue::Convention convention;
    std::string team;
    bool isOurs = false; ///< the owner of the definition in force; else an entry of the register of conflicts

    bool operator==(const ConventionUse &) const = default;
};

/// Which team uses which, of NRR, GRR and logo churn on a day: owners of the definitions in force, then the open
/// entries of the register whose convention is written as revenue::Convention::text() is, alone or among other words.
/// What is only told in words ("by flow") names none, and a settled entry is of the past. By rate, then as the register
/// is.
[[nodiscard]] std::vector<ConventionUse> conventionUses(const dictionary::Dictionary &dictionary, Date day);

} // namespace qd::explain
