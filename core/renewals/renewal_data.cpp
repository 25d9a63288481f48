#include "core/renewals/renewal_data.h"

#include "core/identity/own_subjects.h"
#include "core/store/kept_values.h"
#include "core/store/renewal_rows.h"
#include "core/store/settings.h"
#include "core/store/workspace.h"

namespace qd::renewals {

namespace {

void readTerms(const store::Workspace &workspace, RenewalData &data)
{
    TextMap<TextMap<Term>> &terms = data.terms;
    store::forEachTerm(workspace, [&](const store::TermRow &row) {
        TextMap<Term> &own = valueAt(terms, row.source);
        Term read{row.start, row.end, row.cancelled, row.notice, row.created, row.firstSeen, std::string(row.parentId),
            row.autoRenew, row.billingMonths};
        if (data.knowing == portfolio::Knowing::Seen)
            read.heldBackUntil = row.firstSeen;
        own.emplace_hint(own.end(), std::string(row.id), std::move(read));
    });
    store::forEachKeptValue(workspace, "subscriptions", [&](const store::KeptValueRow &row) {
        const auto own = terms.find(row.source);
        if (own == terms.end())
            return;
        const auto term = own->second.find(row.recordId);
        if (term == own->second.end())
            return;
        if (row.field == "end_date")
            term->second.ends.add(row.asOf, std::string(row.value));
        else if (row.field == "cancelled_date")
            term->second.cancellations.add(row.asOf, std::string(row.value));
        else if (row.field == "notice_date")
            term->second.notices.add(row.asOf, std::string(row.value));
    });
}

KeptValues *keptField(Opportunity &opportunity, std::string_view field)
{
    if (field == "stage")
        return &opportunity.stages;
    if (field == "amount")
        return &opportunity.amounts;
    if (field == "close_date")
        return &opportunity.closes;
    if (field == "is_closed")
        return &opportunity.closedFlags;
    if (field == "forecast_category")
        return &opportunity.categories;
    if (field == "probability")
        return &opportunity.probabilities;
    return field == "is_won" ? &opportunity.wonFlags : nullptr;
}

void readOpportunities(const store::Workspace &workspace, const identity::AccountDirectory &accounts, RenewalData &data)
{
    TextMap<TextMap<std::vector<std::pair<int, std::size_t>>>> places; // by source and id
    store::forEachOpportunity(workspace, [&](const store::OpportunityRow &row) {
        const int owner = accounts.ownerOfRecord(row.source, row.accountId);
        if (owner < 0)
            return;
        Opportunity read;
        read.id = row.id;
        read.source = row.source;
        read.subscriptionId = row.subscriptionId;
        read.type = row.type;
        read.stage = row.stage;
        if (row.amountMinor)
            read.amount = Money{*row.amountMinor, row.currency};
        read.created = row.created;
        read.close = row.close;
        read.renewal = row.renewal;
        read.category = row.category;
        read.probability = row.probability;
        read.isClosed = row.isClosed;
        read.isWon = row.isWon;
        read.firstSeen = row.firstSeen;
        read.closedOn = row.closedOn;
        read.product = row.product;
        if (data.knowing == portfolio::Knowing::Seen)
            read.heldBackUntil = row.firstSeen;
        auto &known = valueAt(places, row.source)[std::string(row.id)];
        data.customers.forEachPlaceOf(owner, [&](int place) {
            known.emplace_back(place, data.opportunities[std::size_t(place)].size());
            data.opportunities[std::size_t(place)].push_back(read);
        });
    });
    store::forEachKeptValue(workspace, "opportunities", [&](const store::KeptValueRow &row) {
        const auto own = places.find(row.source);
        if (own == places.end())
            return;
        const auto known = own->second.find(row.recordId);
        if (known == own->second.end())
            return;
        for (const auto &[place, at] : known->second) {
            if (KeptValues *kept = keptField(data.opportunities[std::size_t(place)][at], row.field))
                kept->add(row.asOf, std::string(row.value));
        }
    });
}

} // namespace

Result<std::shared_ptr<const RenewalData>> RenewalData::read(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio, portfolio::Knowing knowing)
{
    const auto days = store::graceDays(workspace);
    if (!days)
        return days.error();
    auto data = std::make_shared<RenewalData>();
    data->knowing = knowing;
    data->graceInForce = *days;
    if (!workspace.setting("grace_days").value_or("").empty())
        data->grace = *days;
    const identity::AccountDirectory &accounts = portfolio.accounts();
    data->customers = identity::CustomerPlaces(accounts);
    data->opportunities.resize(std::size_t(data->customers.size()));
    data->risks.resize(std::size_t(data->customers.size()));
    readTerms(workspace, *data);
    readOpportunities(workspace, accounts, *data);
    store::forEachRisk(workspace, [&](const store::RiskRow &row) {
        const int owner = identity::ownerOfRow(accounts, row.source, row.accountId, row.recordSource, row.recordId);
        if (owner < 0)
            return;
        data->customers.forEachPlaceOf(owner, [&](int place) {
            data->risks[std::size_t(place)].push_back({row.date, std::string(row.author), std::string(row.status),
                std::string(row.reason), std::string(row.nextAction), row.nextActionDate, std::string(row.call),
                row.seen.value_or(row.date)});
        });
    });
    return std::shared_ptr<const RenewalData>(std::move(data));
}

const Term *RenewalData::term(std::string_view source, std::string_view id) const
{
    const auto own = terms.find(source);
    if (own == terms.end())
        return nullptr;
    const auto found = own->second.find(id);
    return found == own->second.end() ? nullptr : &found->second;
}

const std::vector<Opportunity> &RenewalData::opportunitiesOf(int account, Date day) const
{
    return opportunities[std::size_t(customers.placeOn(account, day))];
}

const std::vector<Risk> &RenewalData::risksOf(int account, Date day) const
{
    return risks[std::size_t(customers.placeOn(account, day))];
}

const Risk *RenewalData::lastRisk(int account, Date day) const
{
    if (knowing == portfolio::Knowing::Seen)
        return lastRiskSeen(account, day);
    const Risk *last = nullptr;
    for (const Risk &risk : risksOf(account, day)) {
        if (risk.date <= day)
            last = &risk;
    }
    return last;
}

const Risk *RenewalData::lastRiskSeen(int account, Date day) const
{
    const Risk *last = nullptr;
    for (const Risk &risk : risksOf(account, day)) {
        if (risk.date <= day && risk.seen <= day)
            last = &risk;
    }
    return last;
}

} // namespace qd::renewals
