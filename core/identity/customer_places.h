#pragma once
#include "core/identity/account_directory.h"

#include <unordered_map>
#include <vector>

namespace qd::identity {

/// Places for rows of customers, so that on every day a customer has the rows of all records that count to it on that
/// day, and no others: before a merger both apart, from its day on both together, whatever the rows' own dates. Without
/// mergers the places are the customers. Made once from a directory; then read-only and safe from any thread.
class CustomerPlaces {
public:
    CustomerPlaces() = default;
    explicit CustomerPlaces(const AccountDirectory &accounts);

    [[nodiscard]] int customers() const { return m_accounts; }
    /// How many there are: the customers', then those of customers with what became part of them.
    [[nodiscard]] int size() const { return m_size; }
    /// Where a customer's rows of a day stand. Linear in its mergers.
    [[nodiscard]] int placeOn(int account, Date day) const;
    /// Calls `take` with each place in which rows of a customer's own records stand
    /// (AccountDirectory::ownerOfRecord()).
    template <typename Take>
    void forEachPlaceOf(int owner, const Take &take) const
    {
        const auto places = m_placesOf.find(owner);
        if (places == m_placesOf.end())
            return take(owner);
        for (const int place : places->second)
            take(place);
    }

private:
    struct Era {
        std::optional<Date> from; ///< nothing: since ever
        int place = -1;
    };
    int m_accounts = 0;
    int m_size = 0;
    std::unordered_map<int, std::vector<Era>> m_eras; ///< by customer, in order; only of those that mergers touch
    std::unordered_map<int, std::vector<int>> m_placesOf; ///< by owner; only of those that mergers touch
};

} // namespace qd::identity
