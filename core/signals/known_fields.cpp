#include "core/signals/known_fields.h"

#include "core/identity/golden_record.h"
#include "core/portfolio/kept_fields.h"
#include "core/store/kept_values.h"
#include "core/store/signal_rows.h"

#include <algorithm>
#include <set>

namespace qd::signs {

namespace {

using portfolio::CustomerRecord;
using portfolio::presentValue;

constexpr const char *KeptFields[] = {
    "owner", "segment", "region", "lifecycle_stage", "status", "health", "renewal_date"};

} // namespace

KnownFields::KnownFields(
    const store::Workspace &workspace, std::shared_ptr<const portfolio::Portfolio> portfolio, Knowing knowing)
    : m_portfolio(std::move(portfolio))
{
    TextMap<Changed> changed;
    store::forEachKeptValue(workspace, "accounts", [&](const store::KeptValueRow &row) {
        if (presentValue({}, row.field))
            valueAt(changed, row.field)[{std::string(row.source), std::string(row.recordId)}].push_back(
                {row.asOf, std::string(row.value)});
    });
    if (knowing == Knowing::Seen) { // first sight changes every field
        for (const char *field : KeptFields)
            changed.try_emplace(field);
    }
    for (auto &[field, records] : changed)
        readField(field, std::move(records), knowing);
    for (const identity::Account &account : m_portfolio->accounts().accounts())
        m_contractStarts.push_back(Date::fromIso(account.field("contract_start_date")));
}

void KnownFields::readField(const std::string &field, Changed changed, Knowing knowing)
{
    const std::vector<std::string> order = identity::precedence(field, m_portfolio->setting("precedence." + field));
    std::set<Date> days;
    std::set<int> touched;
    std::vector<Offer> offers;
    for (const portfolio::ArrSource &source : m_portfolio->sources()) {
        const std::size_t rank = identity::rankOf(source.name, source.kind, order);
        for (const CustomerRecord &record : m_portfolio->recordsOf(source.name)) {
            if (record.account < 0 || record.bare)
                continue;
            Offer offer{record.account, rank, {}};
            if (const auto found = changed.find({source.name, record.id.str()}); found != changed.end())
                offer.entries = std::move(found->second);
            else
                offer.entries.push_back({Date(), presentValue(record, field).value_or(std::string())});
            if (record.firstSight && offer.entries.front().asOf > *record.firstSight)
                offer.entries.insert(offer.entries.begin(), {*record.firstSight, {}});
            if (knowing == Knowing::Seen && record.firstSight) {
                for (Entry &entry : offer.entries)
                    entry.asOf = std::max(entry.asOf, *record.firstSight);
                offer.entries.insert(offer.entries.begin(), {portfolio::BeginningOfTime, {}});
            }
            if (offer.entries.size() > 1) {
                touched.insert(record.account);
                for (const Entry &entry : offer.entries)
                    days.insert(entry.asOf);
            }
            offers.push_back(std::move(offer));
        }
    }
    std::erase_if(offers, [&touched](const Offer &offer) { return !touched.contains(offer.account); });
    std::ranges::stable_sort(offers, {}, [](const Offer &offer) { return std::pair(offer.account, offer.rank); });
    if (!offers.empty())
        m_fields[field] = {{days.begin(), days.end()}, std::move(offers)};
}

int KnownFields::stateOf(const std::string &field, Date day) const
{
    const auto found = m_fields.find(field);
    if (found == m_fields.end())
        return -1;
    return int(std::ranges::upper_bound(found->second.changes, day) - found->second.changes.begin());
}

std::vector<std::string> KnownFields::valuesOn(const std::string &field, Date day) const
{
    std::vector<std::string> values;
    for (const identity::Account &account : m_portfolio->accounts().accounts())
        values.push_back(account.field(field));
    const auto found = m_fields.find(field);
    if (found == m_fields.end())
        return values;
    for (const Offer &offer : found->second.offers)
        values[std::size_t(offer.account)].clear();
    for (const Offer &offer : found->second.offers) {
        std::string &value = values[std::size_t(offer.account)];
        if (!value.empty())
            continue; // a more trusted record had one
        value = offer.entries.front().value;
        for (const Entry &entry : offer.entries) {
            if (entry.asOf <= day)
                value = entry.value;
        }
    }
    return values;
}

const std::vector<std::string> &KnownFields::on(const std::string &field, Date day) const
{
    const std::pair key(field, stateOf(field, day));
    const auto known = m_values.find(key);
    return known != m_values.end() ? known->second : m_values.emplace(key, valuesOn(field, day)).first->second;
}

const std::vector<std::optional<Date>> &KnownFields::renewalDates(Date day) const
{
    const int state = stateOf("renewal_date", day);
    const auto known = m_renewalDates.find(state);
    if (known != m_renewalDates.end())
        return known->second;
    std::vector<std::optional<Date>> dates;
    for (const std::string &text : on("renewal_date", day))
        dates.push_back(Date::fromIso(text));
    return m_renewalDates.emplace(state, std::move(dates)).first->second;
}

} // namespace qd::signs
