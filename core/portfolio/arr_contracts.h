#pragma once
#include "core/base/text_map.h"
#include "core/portfolio/arr_book.h"
#include "core/store/contract_rows.h"

namespace qd::store {
class Workspace;
struct FieldChangeRow;
} // namespace qd::store

namespace qd::portfolio {

/// Line of an `accounts` record in its file, by source and id; ids are texts of the directory.
using RecordLines = TextMap<std::unordered_map<std::string_view, int>>;

/// ARR as snapshots of accounts.arr give it: each holds from its as-of date until the next, and the first also before
/// it where it is of its source's first snapshot.
class SnapshotReading {
public:
    SnapshotReading(const identity::AccountDirectory &accounts, const RecordLines &lines, Currency base);
    /// Entries of the field `arr`, by source, record and time.
    void add(const store::FieldChangeRow &row);
    /// Moves what was read to the contracts of its sources.
    void moveTo(std::map<std::string, ArrContracts> &contracts);

private:
    struct Snapshots {
        std::optional<Date> first;
        std::vector<ArrPiece> pieces;
        std::vector<std::size_t> firsts; ///< positions of each record's first piece
    };
    const identity::AccountDirectory &m_accounts;
    const RecordLines &m_lines;
    Currency m_base;
    TextMap<Snapshots> m_sources;
};

/// The annual value of a subscription as one snapshot had it.
struct AnnualValue {
    Date asOf;
    Money value;
};
/// Of the subscriptions whose value ever changed, by source and id; each by time.
using AnnualValues = TextMap<std::unordered_map<std::string, std::vector<AnnualValue>>>;

/// "26400.00 USD", as record_history keeps an amount.
[[nodiscard]] std::optional<Money> amountOf(std::string_view text);

/// What ARR is read from, of every source that has any: subscriptions by their stated dates, months of arr_history, the
/// `snapshots` (CONTRACT section 2). A subscription whose amount was edited in place has a piece for each of its
/// `values`: on a day it is worth what its latest snapshot by then says, before the first what that one says; its dates
/// are always those of its present row. `product` has the products of all subscriptions. One pass over each table.
[[nodiscard]] std::map<std::string, ArrContracts> readContracts(const store::Workspace &workspace,
    const identity::AccountDirectory &accounts, SnapshotReading &snapshots, const AnnualValues &values,
    const store::ProductVisit &product);

} // namespace qd::portfolio
