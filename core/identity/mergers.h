#pragma once
#include "core/base/date.h"
#include "core/identity/decided_pairs.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::identity {

/// A customer that became part of another on a day. Both are named by a record of theirs, which outlives imports.
struct Merger {
    RecordKey from; ///< a record of the customer that ends
    RecordKey into; ///< a record of the one that goes on
    Date on; ///< the first day from which they are one
    bool proForma = false; ///< they are one for all time
    std::string by; ///< who said so

    bool operator==(const Merger &) const = default;
};

/// The setting mergers are kept in, in order of time.
inline constexpr const char *MergersSetting = "identity.mergers";

/// As the setting has them, a JSON list; what is no merger is left out.
[[nodiscard]] std::vector<Merger> mergersFrom(std::string_view text);
/// The text of the setting; empty of none.
[[nodiscard]] std::string textOf(const std::vector<Merger> &mergers);
/// Those of a workspace.
[[nodiscard]] std::vector<Merger> mergersOf(const store::Workspace &workspace);

} // namespace qd::identity
