#pragma once
#include "core/base/currency.h"
#include "core/base/result.h"
#include "core/portfolio/health.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qd::coverage {

/// One thing a CSM does for an account of a segment, for example four business reviews a year of three hours each.
struct TouchActivity {
    std::string name;
    double perYear = 0;
    double hours = 0; ///< each time

    bool operator==(const TouchActivity &) const = default;
};

/// One condition of a segment's rule. All that are given must hold; an account without the value fails.
struct SegmentCondition {
    std::string field; ///< "arr" (base currency, major units), "product", or a golden field: employees, region ...
    std::optional<double> atLeast; ///< value >= this
    std::optional<double> below; ///< value < this
    std::vector<std::string> anyOf; ///< for texts: equal to one of them, without regard to case; empty: not asked
    // What action rules say besides (core/actions); the rules of segments have none of them.
    std::optional<double> atMost = std::nullopt; ///< value <= this
    std::optional<double> above = std::nullopt; ///< value > this
    std::vector<std::string> noneOf = {}; ///< equal to none of them; empty: not asked
    std::optional<bool> missing = std::nullopt; ///< true: there is no value; false: there is one

    bool operator==(const SegmentCondition &) const = default;
};

/// A segment and its touch model.
struct SegmentModel {
    std::string name;
    std::string touch; ///< "high", "low", "tech" ...; a label, no figure depends on it
    double hoursPerAccount = 0; ///< per month, before factors
    std::optional<double> targetArrPerCsm; ///< base currency, major units, per FTE
    std::vector<TouchActivity> activities; ///< what hoursPerAccount is made of; may be empty
    std::vector<SegmentCondition> rule; ///< empty: the account's golden segment decides

    bool operator==(const SegmentModel &) const = default;
};

/// A factor on hours for a lifecycle stage or a health colour; compared without regard to case.
struct Factor {
    std::string name;
    double factor = 1;

    bool operator==(const Factor &) const = default;
};

/// What `protect` may name: accounts of these kinds keep their CSM.
enum class Protection { Red, RenewingSoon, Onboarding };
/// Days before the renewal in which Protection::RenewingSoon holds an account where it is.
inline constexpr int ProtectedRenewalDays = 120;

/// The part of the model about moving accounts between books (CONTRACT section 3, "Assignment").
struct AssignModel {
    enum class SpreadScope { All, Pool };
    enum class MoveWeight { Accounts, Arr };

    double moveCost = 1;
    double overloadCost = 5;
    double spreadCost = 10;
    std::vector<std::string> pins; ///< ids of the workspace or of any source
    std::optional<int> maxAccounts; ///< per CSM; nothing: no limit
    bool keepFamilies = false;
    std::vector<Protection> protect;
    SpreadScope spreadScope = SpreadScope::All;
    MoveWeight moveWeight = MoveWeight::Accounts;

    bool operator==(const AssignModel &) const = default;
};

/// By what the tech-touch threshold is judged (tech_touch.h), kept with the model so that versions, audit and undo hold
/// for it too. The uplift is an assumption: no answer is given without it, its owner and its note.
struct TechTouchAssumptions {
    std::string human; ///< segment served by people; empty: not chosen
    std::string tech; ///< segment whose touch they would get instead; empty: not chosen
    std::optional<double> costPerFte; ///< a year, base currency, major units; nothing: measured from the roster
    double grossMargin = 0.75; ///< (0, 1]
    std::optional<double> retentionUplift; ///< (0, 1]; by how much human touch raises yearly retention over tech touch
    std::string owner; ///< who stands behind the uplift
    std::string note; ///< what it rests on
    std::optional<double> threshold; ///< contract value last looked at, base currency, major units

    bool operator==(const TechTouchAssumptions &) const = default;
};

/// How much time accounts need and CSMs have: M.json of CONTRACT section 3 as a value.
struct CapacityModel {
    double hoursPerMonth = 140; ///< of one FTE, before utilisation
    double utilisation = 0.75; ///< share of them spent on customers, (0, 1]
    std::vector<double> ramp = {1.0}; ///< by month of tenure from 0; the last one holds from then on
    std::vector<SegmentModel> segments;
    std::vector<Factor> lifecycleFactors;
    std::vector<Factor> riskFactors;
    AssignModel assign;
    std::optional<TechTouchAssumptions> techTouch; ///< nothing until somebody states them

    bool operator==(const CapacityModel &) const = default;

    /// Customer-facing hours of one ramped FTE in a month.
    [[nodiscard]] double productiveHours() const { return hoursPerMonth * utilisation; }
    /// Ramp in month of tenure `month`; 0 before the first one.
    [[nodiscard]] double rampAt(int month) const;
    /// Index of a segment by name without regard to case; -1 if the model has none of that name.
    [[nodiscard]] int segmentNamed(std::string_view name) const;
    /// 1 for a stage or colour the model does not name.
    [[nodiscard]] double lifecycleFactor(std::string_view stage) const;
    [[nodiscard]] double riskFactor(portfolio::HealthColour colour) const;
};

/// Reads M.json. InvalidArgument names the offender: an unknown key (with the nearest known one), a value of the wrong
/// type, hours that are missing or negative, utilisation outside (0, 1], a ramp that is empty or outside 0..1, two
/// segments of one name, no segment at all, activities that do not add up to hours_per_account.
/// BadData when it is no JSON, with the line. Factors come by name, whatever their order in the file.
[[nodiscard]] Result<CapacityModel> capacityModelFromText(std::string_view text);
/// Writes what capacityModelFromText() reads; keys in CONTRACT's order, options at their default left out.
[[nodiscard]] nlohmann::ordered_json toJson(const CapacityModel &model);
/// One thing wrong with a model.
struct ModelFault {
    std::string path; ///< where in M.json, as a JSON pointer: "/segments/0/rule/1/below"
    Message sentence;
};
/// Everything that is wrong, in the order of M.json; empty for a model that may be saved. A number that is NaN is one
/// that is missing. Linear in the model, but segments and factors are held against each other.
[[nodiscard]] std::vector<ModelFault> faultsOf(const CapacityModel &model);
/// The first of the faults as InvalidArgument, its path as the argument.
[[nodiscard]] Result<void> check(const CapacityModel &model);

/// What holds until somebody saves a model: high, low and tech touch for Enterprise, Mid-Market and SMB. Where each
/// figure comes from stands in docs/calculation.md, "Coverage".
[[nodiscard]] CapacityModel defaultCapacityModel();

} // namespace qd::coverage
