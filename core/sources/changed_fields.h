#pragma once
#include "core/base/money.h"
#include "core/base/progress.h"
#include "core/store/history_rows.h"

#include <cstdint>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::sources {

/// What became of records by one import, of one kind.
enum class WhatChanged {
    Made, ///< the batch was the first to have them
    Raised, ///< ARR or annual value went up
    Lowered, ///< or down
    Field, ///< any other field that is kept
    Vanished, ///< closed: a complete file has them not
    Missing, ///< the last file had them; absence means nothing by itself
};

/// One of them, with what the field was and is; both empty of records that are new or gone.
struct RecordChange {
    std::string record; ///< key columns joined by a blank
    std::string before; ///< as record_history writes it
    std::string after;

    bool operator==(const RecordChange &) const = default;
};

/// Records of one entity and system that an import changed in the same way.
struct ChangedField {
    std::int64_t batch = 0;
    std::string source;
    std::string entity;
    WhatChanged what = WhatChanged::Field;
    std::string field; ///< as record_history has it; empty of records that are new or gone
    std::int64_t records = 0;
    /// ARR on the batch's day after less before, in each record's own currency; by currency, zero left out. Of a
    /// contract whose value and dates changed, the dates' part counts first, so that the parts add up to the whole.
    /// Accounts that vanished take theirs with them; contracts that did keep it, as their dates say.
    std::vector<Money> arr;
    std::vector<RecordChange> changes = {}; ///< of each of the records, by record
};

/// Of a change of a value: Raised or Lowered, Field where its currency changed; a value that came went up from 0.
[[nodiscard]] WhatChanged directionOf(const store::FieldChange &change);

/// What the batches changed in what was known, by entity and field: batches in the order given, in each new records
/// first, then values up and down, then other fields by name, then records that are gone. Where a later batch changed
/// the same records again, what this one did not say is taken as it stands now. A change of a record's currency moves
/// both. An account that was known and has ARR for the first time went up. Nothing of usage, custom tables and batches
/// that were undone. ARR past 64 bits is left out. Throws store::Failure; Cancelled.
[[nodiscard]] Result<std::vector<ChangedField>> changedFields(
    const store::Workspace &workspace, const std::vector<std::int64_t> &batches, Progress &progress);

/// The whole effect on ARR, by currency.
[[nodiscard]] std::vector<Money> arrMoved(const std::vector<ChangedField> &fields);

} // namespace qd::sources
