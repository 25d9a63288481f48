#pragma once
#include "core/base/date.h"
#include "core/identity/decided_pairs.h"
#include "core/identity/golden_record.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::identity {

/// A golden field that a person set by hand: it wins over what every record says.
struct GoldenChoice {
    RecordKey record; ///< of the customer
    std::string field; ///< one of goldenFieldNames()
    std::string value; ///< as the field is stored; never empty
    std::string by; ///< who chose it
    std::string reason; ///< why; may be empty
    std::optional<Date> until; ///< last day it holds, by the latest as-of date; nothing for good

    bool operator==(const GoldenChoice &) const = default;
};

/// The setting choices are kept in, in order of time.
inline constexpr const char *GoldenSetting = "identity.golden";

/// As the setting has them, a JSON list; what is no choice is left out.
[[nodiscard]] std::vector<GoldenChoice> goldenChoicesFrom(std::string_view text);
/// The text of the setting; empty of none.
[[nodiscard]] std::string textOf(const std::vector<GoldenChoice> &choices);
/// Those of a workspace that hold on its latest as-of date.
[[nodiscard]] std::vector<GoldenChoice> goldenChoicesInForce(const store::Workspace &workspace);

/// Sets what was chosen; of several for one field of a customer the last wins. Choices about records that are not there
/// are passed over. `records` are those `values` were chosen of; their texts are kept in `texts`.
void applyChoices(const std::vector<GoldenChoice> &choices, const std::vector<SourceRecord> &records, TextPool &texts,
    GoldenValues &values);

} // namespace qd::identity
