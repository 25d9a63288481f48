#pragma once
#include "core/signals/known_book.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace qd::signs {

/// Golden fields of customers as they stood on a day. Those that record_history keeps have the value in force then, of
/// the most trusted record that had one; before the first entry the first one's, which is none where a record was seen
/// without a value before it. Other fields have their present one. Each state is worked out once and kept, so one of
/// these stays on its thread.
class KnownFields {
public:
    /// With Knowing::Seen a record has no value of those fields before the batch that first held it.
    KnownFields(const store::Workspace &workspace, std::shared_ptr<const portfolio::Portfolio> portfolio,
        Knowing knowing = Knowing::ByDates);

    /// By directory index; empty for none. `field` is a golden field.
    [[nodiscard]] const std::vector<std::string> &on(const std::string &field, Date day) const;
    [[nodiscard]] const std::vector<std::optional<Date>> &renewalDates(Date day) const;
    /// Now; not kept in the history.
    [[nodiscard]] const std::vector<std::optional<Date>> &contractStarts() const { return m_contractStarts; }

private:
    struct Entry {
        Date asOf;
        std::string value;
    };
    /// What a record offers for a field; one entry where it never changed.
    struct Offer {
        int account = -1;
        std::size_t rank = 0;
        std::vector<Entry> entries;
    };
    struct Field {
        std::vector<Date> changes; ///< days on which some record changed, ascending
        std::vector<Offer> offers; ///< of the customers of whom any record changed, by customer and trust
    };
    using Changed = std::map<std::pair<std::string, std::string>, std::vector<Entry>>; ///< by source and record

    void readField(const std::string &field, Changed changed, Knowing knowing);
    /// How many days by `day` changed a field of some record: between two of them nothing changes.
    [[nodiscard]] int stateOf(const std::string &field, Date day) const;
    [[nodiscard]] std::vector<std::string> valuesOn(const std::string &field, Date day) const;

    std::shared_ptr<const portfolio::Portfolio> m_portfolio;
    std::vector<std::optional<Date>> m_contractStarts;
    TextMap<Field> m_fields; ///< those with changes
    mutable std::map<std::pair<std::string, int>, std::vector<std::string>> m_values; ///< by field and state
    mutable std::map<int, std::vector<std::optional<Date>>> m_renewalDates; ///< by state
};

} // namespace qd::signs
