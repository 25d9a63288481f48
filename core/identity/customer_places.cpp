#include "core/identity/customer_places.h"

#include <algorithm>
#include <map>
#include <set>

namespace qd::identity {

namespace {

/// Days on which an owner's records count to a customer.
struct Span {
    int owner = -1;
    std::optional<Date> from;
    std::optional<Date> until;

    [[nodiscard]] bool holdsOn(const std::optional<Date> &day) const
    {
        const bool begun = !from || (day && *from <= *day);
        return begun && (!until || !day || *day < *until);
    }
};

} // namespace

CustomerPlaces::CustomerPlaces(const AccountDirectory &accounts)
    : m_accounts(accounts.size())
    , m_size(accounts.size())
{
    if (!accounts.hasMergers())
        return;
    std::map<int, std::vector<Span>> spans; // by customer
    std::set<int> touched;
    for (int owner = 0; owner < accounts.size(); ++owner) {
        for (const Holding &holding : accounts.holdingsOf(owner)) {
            spans[holding.account].push_back({owner, holding.from, holding.until});
            if (holding.account != owner)
                touched.insert({owner, holding.account});
        }
    }
    for (const int customer : touched) {
        std::set<std::optional<Date>> days{std::nullopt}; // which comes before every day
        for (const Span &span : spans[customer]) {
            days.insert(span.from);
            if (span.until)
                days.insert(span.until);
        }
        int place = customer;
        for (const std::optional<Date> &day : days) {
            if (day)
                place = m_size++;
            m_eras[customer].push_back({day, place});
            for (const Span &span : spans[customer]) {
                if (span.holdsOn(day))
                    m_placesOf[span.owner].push_back(place);
            }
        }
    }
}

int CustomerPlaces::placeOn(int account, Date day) const
{
    const auto eras = m_eras.find(account);
    if (eras == m_eras.end())
        return account;
    int place = account;
    for (const Era &era : eras->second) {
        if (!era.from || *era.from <= day)
            place = era.place;
    }
    return place;
}

} // namespace qd::identity
