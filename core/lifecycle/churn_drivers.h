#pragma once
#include "core/lifecycle/customer_lives.h"
#include "core/survival/hazard_model.h"

namespace qd::lifecycle {

/// The first ARR of a customer, as a number: what a doubling of it goes with.
inline constexpr const char *ByFirstArr = "first_arr";
/// The groups that lives have: at a landmark with first value by then, or without.
inline constexpr const char *ByLifeGroup = "group";

/// Churned lives a group must have to be told apart: below that its ratio says nothing.
inline constexpr int LeastDriverEvents = 5;
/// Groups of one dimension that are told apart from its base; the smaller ones are joined.
inline constexpr std::size_t MostDriverGroups = 6;

/// One input of the model.
struct Driver {
    std::string dimension;
    std::string group = {}; ///< 1 for its customers, else 0; empty for a number
    int joined = 0; ///< above 0: of so many groups that are too small to be told apart
    int n = 0; ///< lives in the group, or all
    int events = 0; ///< of them with an event
};

/// What the groups of a dimension are compared with, or why it is no input.
struct DriverBase {
    std::string dimension;
    std::string group = {}; ///< the largest; empty where the dimension is left out
    int n = 0; ///< lives in it
    int joined = 0; ///< groups that are too small even together, and count to it

    [[nodiscard]] bool isLeftOut() const { return group.empty(); }
};

struct ChurnDrivers {
    std::vector<Driver> inputs; ///< as asked for; groups by size
    std::vector<DriverBase> bases; ///< one for each dimension asked for that tells groups apart
    survival::HazardData data; ///< `inputs` under the names "DIMENSION: GROUP" and "DIMENSION"
};

/// The inputs of a model of `lives` (customerLives(), landmarkLives(); one for each customer) by `dimensions`, each of
/// revenue::dimensions() but `product`, an origin (origins.h), ByFirstArr or ByLifeGroup.
///
/// Values of dimensions are golden values now, as in customerLives(); origins as on the book's day. First ARR is that
/// on the first day in force, at the rates of the book's day, as a power of two. Of a dimension the largest group with
/// LeastDriverEvents is the base; others with as many are inputs, at most MostDriverGroups. What is smaller is joined,
/// and where even that has fewer events it counts to the base. With fewer than two groups it is no input.
///
/// InvalidArgument for a dimension there is not; NoRate, Overflow; errors as originsOf().
[[nodiscard]] Result<ChurnDrivers> churnDrivers(const store::Workspace &workspace,
    const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book, const std::vector<CustomerLife> &lives,
    const std::vector<std::string> &dimensions);

/// Why there is nothing to fit: no dimension is chosen, or none tells enough customers apart.
[[nodiscard]] Message withoutDrivers();
/// "First ARR, doubled" for a number; "Segment: SMB" for a group, "Segment: 3 smaller groups" for joined ones.
[[nodiscard]] Message driverTitle(const Driver &driver);

} // namespace qd::lifecycle
