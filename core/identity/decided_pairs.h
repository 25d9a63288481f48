#pragma once
#include "core/base/message.h"
#include "core/identity/source_record.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qd::identity {

/// A record by what names it for good.
struct RecordKey {
    std::string source;
    std::string id;

    auto operator<=>(const RecordKey &) const = default;
};

/// What a person says of two records.
enum class Ruling {
    Link, ///< they are one customer
    Never, ///< they are not, whatever they have in common
    Withdraw, ///< nothing is said any more
};
/// "link", "never", "withdraw".
[[nodiscard]] const char *toString(Ruling ruling);
/// Of such a word, or of another that people use for it (accept, merge, match; reject, split; undo), in any case.
[[nodiscard]] std::optional<Ruling> rulingFromText(std::string_view text);

struct LinkDecision {
    RecordKey left; ///< before `right`: see ordered()
    RecordKey right;
    Ruling ruling = Ruling::Link;
    std::string by; ///< who decided, as said
    std::string note; ///< why; may be empty

    bool operator==(const LinkDecision &) const = default;
};
/// The same with left before right in byte order.
[[nodiscard]] LinkDecision ordered(LinkDecision decision);

/// A pair said to be one customer and one said never to be that cannot both hold, since links lead from one record of
/// the latter to the other; of several the first. Nothing where all hold together. `decisions`: one for each pair, in
/// order of time.
[[nodiscard]] std::optional<LinkDecision> contradictedDecision(const std::vector<LinkDecision> &decisions);

/// Decisions as the records have them; those about records that are not there are left out.
struct DecidedPairs {
    struct Same {
        int left = 0; ///< position in the records
        int right = 0;
        std::string by;
        std::string note;

        /// For a person: who said so, and why.
        [[nodiscard]] Message evidence() const;
    };
    std::vector<Same> same; ///< in order of time
    std::vector<std::pair<int, int>> apart;
};

/// Of `records` in any order. Linear in their number where there are decisions.
[[nodiscard]] DecidedPairs decidedPairs(
    const std::vector<SourceRecord> &records, const std::vector<LinkDecision> &decisions);

} // namespace qd::identity
