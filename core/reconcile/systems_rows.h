#pragma once
#include "core/reconcile/systems.h"

namespace qd::reconcile {

/// What one system says of a customer in a field.
struct SystemValue {
    bool present = false; ///< the system has a record of the customer
    std::optional<std::int64_t> amount; ///< of `arr`: base minor units; nothing where the system gives none
    std::string text; ///< of any other field, as in breaks; empty where the system gives none
    int found = -1; ///< place in the breaks of its pair with the reference; -1 for none, as for the reference itself
};

/// A customer in whom a system differs from the reference.
struct SystemsRow {
    int account = -1; ///< index in the directory
    std::vector<SystemValue> values; ///< as SystemsComparison::systems
    std::size_t widest = 0; ///< the system whose difference is the largest amount; of other fields the first
};

/// The fields that systems can stand side by side in: those that breaks have.
[[nodiscard]] const std::vector<std::string> &fieldsOfSystems();

/// What all systems of a comparison say, in its order. Errors of Side::of(). Linear in customers and systems.
[[nodiscard]] Result<std::vector<Side>> sidesOf(
    const portfolio::Portfolio &portfolio, const SystemsComparison &comparison);

/// The customers of a comparison in whom one system or more has a break with the reference in one of fieldsOfSystems()
/// (of `arr` also one that a system lacks or has twice), each with what all systems say: of `arr` by largest
/// difference, of other fields by customer id. `sides` are those of sidesOf(). Linear in breaks and systems.
[[nodiscard]] std::vector<SystemsRow> rowsOf(
    const SystemsComparison &comparison, std::span<const Side> sides, const std::string &field);

} // namespace qd::reconcile
