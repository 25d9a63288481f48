#include "core/answers/customer_specification.h"

#include "core/identity/golden_choices.h"
#include "core/identity/source_record.h"
#include "core/portfolio/portfolio.h"
#include "core/sources/own_headers.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <set>

namespace qd::answers {

namespace {

using Headers = std::map<std::string, std::string>;

std::string headerOf(const Headers &headers, const std::string &column)
{
    const auto found = headers.find(column);
    return found == headers.end() ? std::string() : found->second;
}

/// Which customers each system gives a value of each field, by places in goldenFieldNames() and names of systems.
class Offers {
public:
    Offers(const std::vector<identity::SourceRecord> &records, const identity::AccountDirectory &accounts)
    {
        for (const identity::SourceRecord &record : records) {
            const int own = record.bare ? -1 : accounts.indexOf(record.account.str());
            if (own < 0)
                continue;
            const int customer = accounts.customerNow(own);
            for (std::size_t field = 0; field < record.fields.size(); ++field) {
                if (!record.fields[field].str().empty())
                    m_customers[{field, record.source.str()}].insert(customer);
            }
        }
    }
    [[nodiscard]] int of(std::size_t field, const std::string &system) const
    {
        const auto found = m_customers.find({field, system});
        return found == m_customers.end() ? 0 : int(found->second.size());
    }

private:
    std::map<std::pair<std::size_t, std::string>, std::set<int>> m_customers; ///< by what they became part of
};

void addLinks(const identity::AccountDirectory &accounts, std::map<std::string, SpecifiedSystem *> &systems)
{
    for (const identity::Account &account : accounts.accounts()) {
        std::set<std::string_view> here;
        for (const identity::LinkedRecord &record : account.records) {
            const auto system = systems.find(record.source.str());
            if (system == systems.end())
                continue;
            if (!record.bare) {
                ++system->second->records;
                ++system->second->links[record.method.str()];
            }
            system->second->customers += here.insert(record.source.str()).second ? 1 : 0;
        }
    }
}

SpecifiedField fieldOf(const portfolio::Portfolio &portfolio, std::size_t place, const Offers &offers,
    const std::vector<SpecifiedSystem> &systems, const std::map<std::string, Headers> &headers)
{
    SpecifiedField field;
    field.field = identity::goldenFieldNames()[place];
    const std::string &chosen = portfolio.setting("precedence." + field.field);
    field.isSet = !chosen.empty();
    field.precedence = identity::precedence(field.field, chosen);
    const identity::AccountDirectory &accounts = portfolio.accounts();
    for (int account = 0; account < accounts.size(); ++account) {
        if (accounts.customerNow(account) == account)
            field.customers += accounts.at(account).field(field.field).empty() ? 0 : 1;
    }
    for (const SpecifiedSystem &system : systems) {
        const std::string &name = system.freshness.name;
        if (const int customers = offers.of(place, name); customers > 0)
            field.offers.push_back({name, headerOf(headers.at(name), field.field), customers});
    }
    std::ranges::stable_sort(field.offers, {}, [&](const FieldOffer &offer) {
        return identity::rankOf(offer.system, portfolio.kindOf(offer.system), field.precedence);
    });
    return field;
}

} // namespace

Result<CustomerSpecification> customerSpecification(const store::Workspace &workspace)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto day = portfolio->latestAsOf();
    if (!day)
        return Error{ErrorCode::NoData,
            QD_WORDS(
                "Answers", "There is no system yet; import the accounts of one to see what a customer is made of.")};
    CustomerSpecification specification;
    specification.day = *day;
    specification.customers = portfolio->accounts().customers();
    const sources::SourceList list = sources::listSources(workspace);
    std::map<std::string, Headers> headers;
    for (const sources::SourceFreshness &freshness :
        sources::freshnessOn(list.sources, *day, [&](const std::string &key) { return portfolio->setting(key); })) {
        SpecifiedSystem system;
        system.freshness = freshness;
        const auto state = std::ranges::find(list.sources, freshness.name, &sources::SourceState::name);
        if (state != list.sources.end())
            system.entities = state->entities;
        const Headers &own = headers[freshness.name] = sources::ownHeaders(workspace, freshness.name, "accounts");
        system.key = headerOf(own, "account_id");
        system.key = system.key.empty() ? "account_id" : system.key;
        system.crmKey = headerOf(own, "crm_account_id");
        specification.systems.push_back(std::move(system));
    }
    std::map<std::string, SpecifiedSystem *> byName;
    for (SpecifiedSystem &system : specification.systems)
        byName.emplace(system.freshness.name, &system);
    addLinks(portfolio->accounts(), byName);
    for (const SpecifiedSystem &system : specification.systems)
        specification.records += system.records;
    const identity::SourceRecords records = identity::loadSourceRecords(workspace, identity::goldenFieldNames());
    const Offers offers(records.rows, portfolio->accounts());
    for (std::size_t field = 0; field < identity::goldenFieldNames().size(); ++field)
        specification.fields.push_back(fieldOf(*portfolio, field, offers, specification.systems, headers));
    for (const identity::GoldenChoice &choice : identity::goldenChoicesInForce(workspace)) {
        const auto field = std::ranges::find(specification.fields, choice.field, &SpecifiedField::field);
        if (field != specification.fields.end())
            ++field->byHand;
    }
    return specification;
}

} // namespace qd::answers
