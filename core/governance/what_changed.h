#pragma once
#include "core/governance/relearned.h"
#include "core/sources/changed_fields.h"
#include "core/store/import_batches.h"

#include <memory>

namespace qd::governance {

/// How a record moved ARR between two imports, in the order in which they are told.
enum class ArrMove {
    Raised, ///< it counted, and counts more
    Lowered,
    New, ///< it did not count on the day
    Ended, ///< it does not count any more: ended, cancelled, vanished from a complete file, taken to another day
    Rate, ///< the row is the one it was: another rate of exchange
    Floor, ///< of a customer: its records add up to less than 0, which counts 0
};

/// A record whose part of ARR is another one. Amounts are base minor units a year.
struct MovedRecord {
    ArrMove move = ArrMove::Raised;
    int account = -1; ///< index in the directory of WhatImportsChanged::portfolio
    std::string source; ///< empty of a Floor, as entity, id and file
    std::string entity;
    std::string id;
    std::int64_t before = 0;
    std::int64_t after = 0;
    std::string file; ///< where it stands now, of an ended one where it stood
    int line = 0;

    [[nodiscard]] std::int64_t moved() const { return after - before; }
};

/// The records of a customer that moved in one way.
struct MovedCustomer {
    int account = -1;
    std::int64_t records = 0;
    std::int64_t before = 0; ///< base minor units, of these records
    std::int64_t after = 0;

    [[nodiscard]] std::int64_t moved() const { return after - before; }
};

/// What imports made of ARR on one day; `records` add up to after - before, to the minor unit.
struct ArrChanged {
    Currency currency;
    Date day; ///< the as-of day of ARR as it is known after them
    std::int64_t before = 0; ///< ARR on it as known before them
    std::int64_t after = 0;
    std::vector<MovedRecord> records; ///< by move, the largest first, of equals by customer and id

    [[nodiscard]] std::int64_t moved() const { return after - before; }
    /// moved() of what it was, a fraction; nothing where that was nothing.
    [[nodiscard]] std::optional<double> share() const;
    [[nodiscard]] std::int64_t movedBy(ArrMove move) const;
    /// Customers of records of that move; the largest change first, of equals by directory index.
    [[nodiscard]] std::vector<MovedCustomer> customersOf(ArrMove move) const;
    /// Customers of any record.
    [[nodiscard]] int customers() const;
};

/// What one file changed in one field, with the customers of its records.
struct FieldOfImport {
    sources::ChangedField field;
    std::vector<int> accounts; ///< by record of `field`: directory index, -1 for none
    std::vector<int> lines; ///< by record: where it stands in its file; 0 where that is another import's, or gone
    int customers = 0; ///< how many there are among them

    /// What most of the records changed from and to; nothing without values.
    struct Commonest {
        std::string before;
        std::string after;
        std::int64_t records = 0;
    };
    [[nodiscard]] std::optional<Commonest> commonest() const;
    /// Records whose day is later now, and earlier; none where values are no days.
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> laterAndEarlier() const;
};

/// What lies between two states of a workspace that imports left.
struct WhatImportsChanged {
    std::shared_ptr<const portfolio::Portfolio> portfolio; ///< as known after them
    std::vector<store::ImportBatch> batches; ///< of the imports, by number
    std::optional<ArrChanged> arr;
    Message noArr; ///< why there is none
    std::vector<FieldOfImport> fields; ///< by batch, as sources::changedFields()
};

/// An import that stands, for a choice of two.
struct ImportChoice {
    std::int64_t import = 0; ///< its first batch
    std::int64_t lastBatch = 0;
    std::string asOf; ///< the latest of its files, ISO
    std::vector<std::string> files; ///< in the order of their batches
};
/// The first one first.
[[nodiscard]] std::vector<ImportChoice> importChoices(const store::Workspace &workspace);

/// What the imports after `from` up to and with `to` changed, both by their first batches; `from` 0: before the first
/// one. ARR is compared on the day it is of after them, as relearnedSince() does, and as known at `to`: where that is
/// not the last import, in a copy from which later ones are taken back. A record whose row and rate both changed counts
/// as raised or lowered. Where ARR cannot be told or compared, why stands in `noArr`.
///
/// NotFound for imports that do not stand, InvalidArgument where `from` is not before `to`, Cancelled, errors of the
/// copy. Linear in the workspace and in the later imports.
[[nodiscard]] Result<WhatImportsChanged> whatImportsChanged(
    const store::Workspace &workspace, std::int64_t from, std::int64_t to, Progress &progress);

} // namespace qd::governance
