#pragma once
#include "core/base/date.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::dictionary {

/// Who wrote the definitions that the program ships.
inline constexpr const char *OwnAuthor = "quarterdeck";

enum class DefinitionClass {
    Operational,
    Revenue, ///< ARR, churn, retention, forecast: what Finance reports too
};
/// "operational", "revenue".
[[nodiscard]] const char *toString(DefinitionClass definitionClass);
[[nodiscard]] std::optional<DefinitionClass> classFromText(std::string_view text);
/// Persons other than the authors who must approve: 2 of class revenue, else 1.
[[nodiscard]] int approvalsNeeded(DefinitionClass definitionClass);

/// draft -> review -> approved -> retired; a rejection leads from review back to draft.
enum class DefinitionStatus { Draft, Review, Approved, Retired };
/// "draft", "review", "approved", "retired".
[[nodiscard]] const char *toString(DefinitionStatus status);
[[nodiscard]] std::optional<DefinitionStatus> statusFromText(std::string_view text);

/// What a metric means (CONTRACT-ROOMS section 2, "Dictionary"). All texts but the id may be empty.
struct Definition {
    std::string metric; ///< id; as METRIC of `qdeck explain` where there is one
    std::string name;
    std::string plain; ///< what it tells, in words
    std::string formula;
    std::string edgeCases;
    std::string owner; ///< who answers for it
    std::vector<std::string> sources;
    std::string cadence; ///< how often it is made anew
    std::string unit;
    DefinitionClass definitionClass = DefinitionClass::Operational;
    std::string variant; ///< which of several conventions: "nrr/point/account/0/constant"
    std::optional<Date> inForceFrom; ///< nothing: since ever for what the program ships, else the day of its approval

    bool operator==(const Definition &) const = default;
};

struct Approval {
    std::string by;
    Date at;

    bool operator==(const Approval &) const = default;
};

/// One version of a definition, and how far it has come.
struct DefinitionVersion {
    Definition definition;
    int version = 1;
    DefinitionStatus status = DefinitionStatus::Draft;
    std::vector<std::string> authors = {}; ///< everybody who wrote a draft of it, in this order; none may approve it
    int reviews = 0; ///< times it was submitted
    std::string reason = {}; ///< why it was rejected last; empty unless it is a draft again for that
    std::optional<Date> retiredOn = {}; ///< first day not in force
    std::vector<Approval> approvals = {}; ///< of its last review, by name in byte order

    bool operator==(const DefinitionVersion &) const = default;
};

/// Whether a text can be the id of a metric: small ASCII letters, digits and `_`, a letter first, at most 64.
[[nodiscard]] bool isMetricId(std::string_view text);

/// A formula that is one thing divided by another.
struct Quotient {
    std::string numerator;
    std::string denominator;

    bool operator==(const Quotient &) const = default;
};
/// The parts of a formula with exactly one `/` (or `÷`) outside of brackets, both parts there, and outside of brackets
/// neither `+` nor a minus between blanks: "won / (won + lost)", not "1 - a / b". What a formula begins with before the
/// `=` of a single word ("nrr = a / b") is left out. Nothing for every other formula.
[[nodiscard]] std::optional<Quotient> quotientOf(std::string_view formula);

} // namespace qd::dictionary
