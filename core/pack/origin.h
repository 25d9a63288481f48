#pragma once
#include "core/base/message.h"
#include "core/revenue/movements.h"

#include <optional>
#include <string>
#include <vector>

namespace qd::pack {

/// What a printed figure is made of, so that whoever reads a draft can open it. It is never painted.
struct Origin {
    enum class Of {
        Nothing,
        Customers, ///< `accounts`; a single one opens itself
        Arr, ///< everybody with ARR at the end of `month`
        Movement, ///< movements of `month`, of `kind` or of every kind but FX
        Retention, ///< the opening set of the twelve months to `month`, of one group where `dimension` is given
        Reconciliation,
        Cohorts,
        Lifecycle,
        Coverage,
        Scenarios,
        Health,
        Conventions,
        Definitions,
        Renewals,
        Sources,
    };
    Of of = Of::Nothing;
    std::optional<Month> month = std::nullopt;
    std::optional<revenue::MovementKind> kind = std::nullopt;
    std::string dimension = {}; ///< "segment"
    std::string group = {};
    Message title = {}; ///< of the list of customers
    std::vector<std::string> accounts = {}; ///< ids

    bool operator==(const Origin &) const = default;

    [[nodiscard]] static Origin from(Of what) { return {what}; }
    [[nodiscard]] static Origin at(Of what, Month month) { return {what, month}; }
    [[nodiscard]] static Origin movement(Month month, revenue::MovementKind kind)
    {
        return {Of::Movement, month, kind};
    }
    [[nodiscard]] static Origin customer(const std::string &account)
    {
        return {Of::Customers, std::nullopt, std::nullopt, {}, {}, {}, {account}};
    }
};

} // namespace qd::pack
