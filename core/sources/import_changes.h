#pragma once
#include "core/base/message.h"
#include "core/base/money.h"
#include "core/sources/entity_writer.h"
#include "core/store/history_rows.h"

#include <set>

namespace qd::sources {

using store::FieldChange;

/// A record that the last file of its source and entity had and this one has not, or that is closed.
struct MissingRecord {
    std::string record; ///< key columns joined by a blank
    std::optional<std::int64_t> arrMinor; ///< of accounts, and of subscriptions in force on the file's day
    std::string currency;
    std::string closedOn = {}; ///< of vanished ones, ISO

    /// Empty without ARR, or with a currency nobody knows.
    [[nodiscard]] std::optional<Money> arr() const;
    bool operator==(const MissingRecord &) const = default;
};

/// What one file changed in what was known. Absence means nothing by itself: a file may be a part.
struct ImportChanges {
    std::vector<FieldChange> changes; ///< by record and field; not the ARR of what vanished, which stands there
    std::string lastFile; ///< the one before, of the same source and entity; empty for none
    std::string lastAsOf;
    std::vector<MissingRecord> missing; ///< by record
    /// Closed by this file, which is complete, by record; then those that it made and a complete file of a later day,
    /// imported before it, has not. None of them is in `missing`.
    std::vector<MissingRecord> vanished;

    /// Sum of their ARR by currency, "12000.00 USD, 5.00 EUR"; nothing for none, "too large to add up" past 64 bits.
    [[nodiscard]] static std::optional<Message> arrOf(const std::vector<MissingRecord> &records);
    [[nodiscard]] std::optional<Message> missingArr() const { return arrOf(missing); }
    /// One message for each kind of change, with at most `most` records named.
    [[nodiscard]] std::vector<Message> inWords(std::size_t most) const;
};

/// "6000.00 USD" as record_history writes amounts; nothing for what is no amount.
[[nodiscard]] std::optional<Money> amountOfHistory(const std::string &text);

/// How many records changed a field, and by how much its amounts moved in all.
struct FieldSum {
    std::string field;
    std::int64_t records = 0;
    std::vector<Money> moved; ///< after less before, by currency; those that cancel out left out; none of texts
};

/// Changes by field, most records first, of equals by name. An amount whose currency changed moves both; a value that
/// came or went counts whole. Amounts past 64 bits are left out.
[[nodiscard]] std::vector<FieldSum> sumsByField(const std::vector<FieldChange> &changes);

/// What `batch` changed, from record_history and the days on which records were last seen. Where the last file is of
/// the same day as this one, those days tell nothing: then `seen` (the KeyText of each of the file's rows)
/// decides, and without it nothing is missing. Keys of `held` (rows in quarantine) are not missing either. Nothing for
/// usage and custom tables, and for files older than what is known. Throws store::Failure.
[[nodiscard]] ImportChanges importChanges(const store::Workspace &workspace, std::int64_t batch,
    const SeenKeys *seen = nullptr, const std::set<std::string> *held = nullptr);

} // namespace qd::sources
