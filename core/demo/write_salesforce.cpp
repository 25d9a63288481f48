#include "core/demo/exports.h"

#include <algorithm>

namespace qd::demo {

void putCrmAccount(CsvFile &file, const World &world, const Account &account, const Book &book, const std::string &id,
    const std::string &name)
{
    const Csm &owner = world.team[book.csm];
    std::string website = account.domain;
    if (!website.empty() && account.index % 3 != 0)
        website = (account.index % 3 == 1 ? "https://www." : "www.") + website;
    const Date created = std::min(account.firstStart.plusDays(-120), world.asOf);
    file << id << name << website << parentCrmId(world, account) << owner.name << owner.email << "Customer"
         << book.segment << nameOf(account.place->region) << account.place->city << account.place->country
         << account.industry << account.employees << account.place->language << book.stage << book.status
         << amountText(book.arrMinor, book.currency) << Currencies[book.currency] << account.firstStart << book.renewal
         << timeText(created, "09:12:44.000")
         << timeText(world.asOf.plusDays(-static_cast<int>(account.index % 50)), "16:03:10.000") << "false";
    file.end();
}

namespace {

std::string_view stageName(const Deal &deal, int ahead)
{
    if (deal.closed)
        return deal.won ? "Closed Won" : "Closed Lost";
    return ahead < 45 ? "Negotiation/Review" : ahead < 110 ? "Proposal/Price Quote" : "Qualification";
}

/// One row of an opportunity as of world.asOf.
void putDeal(CsvFile &file, const World &world, const Account &account, const Deal &deal, const std::string &id)
{
    static constexpr std::string_view Types[] = {"New Business", "Renewal", "Expansion"};
    const std::string_view type = Types[static_cast<std::size_t>(deal.type)];
    const int ahead = daysBetween(world.asOf, deal.close);
    const int health = account.stateIn(world.options.end).health;
    const int odds = deal.closed ? (deal.won ? 100 : 0) : std::clamp(75 + health / 50, 10, 95);
    const std::string_view category = deal.closed ? (deal.won ? "Closed" : "Omitted")
        : odds >= 80                              ? "Commit"
        : odds >= 55                              ? "Best Case"
                                                  : "Pipeline";
    // A fictitious few have a close date after the contract's end, which the renewals desk must notice.
    const Date close = !deal.closed && account.index % 17 == 3 ? deal.close.plusDays(24) : deal.close;
    file << id << account.crmId << account.plainName + " - " + std::string(type) + " " + std::to_string(close.year())
         << type << stageName(deal, ahead) << amountText(deal.amountMinor, account.currency)
         << Currencies[account.currency] << odds << category
         << timeText(std::min(deal.created, world.asOf), "10:30:00.000") << close << deal.renewalDate
         << (deal.closed ? "true" : "false") << (deal.won ? "true" : "false") << world.team[account.csm].name;
    file.end();
}

/// What the CRM said of it at earlier month-ends, from the day it was there to the month it closed in. One in four was
/// to close a month earlier until that day was near.
void putDealThen(Writing &to, const Account &account, const Deal &deal, const std::string &id)
{
    constexpr int Slip = 30; // days
    const bool slipped = Random(to.world.options.seed, to.opportunities, "slipped").chance(250'000);
    for (PastMonth &past : to.files.history) {
        const Date day = past.world.asOf;
        if (deal.created > day || (deal.closed && deal.close < past.month.firstDay()))
            continue;
        Deal then = deal;
        if (deal.close > day) {
            then.closed = false;
            then.won = false;
            if (slipped && deal.close.plusDays(-Slip) > day)
                then.close = deal.close.plusDays(-Slip);
        }
        putDeal(past.opportunities, past.world, account, then, id);
    }
}

std::string_view faultNote(FaultKind kind)
{
    switch (kind) {
    case FaultKind::MonthlyAsAnnual:
        return "The CRM has the monthly figure where the annual belongs.";
    case FaultKind::Currency:
        return "The CRM has the local figure, marked as USD.";
    case FaultKind::Timing:
        return "A change within days of the as-of date is in one system only.";
    case FaultKind::ParentChild:
        return "The CRM carries the children's ARR at the parent.";
    case FaultKind::PriceUplift:
        return "The last renewal's price uplift of 5 % never reached the CRM.";
    case FaultKind::PublicDomain:
        return "Two customers write from one public mail provider; they must not be linked.";
    case FaultKind::SameName:
        return "Two customers share a name but not a domain; they must not be linked.";
    case FaultKind::ParentLoop:
        return "Each of the two is entered as the other's parent.";
    default:
        return "";
    }
}

/// Lists the fault with all records it concerns. A pair is listed by the first of its two.
void noteFault(Writing &to, const Account &account, const Book &crm, std::int64_t delta)
{
    const FaultRole role = roleOf(account.index);
    if (role.kind == FaultKind::None)
        return;
    const bool pair =
        role.kind == FaultKind::PublicDomain || role.kind == FaultKind::SameName || role.kind == FaultKind::ParentLoop;
    if (pair && (role.owner != account.index || account.index + 1 >= to.world.options.accounts))
        return;
    std::vector<std::string> records;
    if (inCrm(account))
        records.push_back(account.crmId);
    if (inBilling(account))
        records.push_back(account.billingId);
    if (pair)
        records.push_back(salesforceId("001", to.world.options.seed, account.index + 1));
    PlantedFault &fault = to.plant(nameOf(role.kind), "", std::move(records));
    fault.note = faultNote(role.kind);
    const bool amount = role.kind >= FaultKind::MonthlyAsAnnual && role.kind <= FaultKind::Rounding;
    if (!amount)
        return;
    fault.hasAmount = true;
    fault.amount = delta;
    if (role.kind == FaultKind::Duplicate) {
        fault.records.push_back(duplicateCrmId(to.world, account));
        fault.amount = -to.world.toBase(crm.arrMinor, crm.currency, to.world.options.end);
    }
}

} // namespace

void writeSalesforce(Writing &to, const Account &account, const Book &crm)
{
    noteFault(to, account, crm, to.oracle.addPair(account, crm));
    if (!inCrm(account))
        return;
    putCrmAccount(to.files.crmAccounts, to.world, account, crm, account.crmId, account.name);
    if (account.fault == FaultKind::Duplicate) {
        putCrmAccount(to.files.crmAccounts, to.world, account, crm, duplicateCrmId(to.world, account),
            "The " + account.plainName + ", " + std::string(account.place->legalForm));
        to.oracle.addDuplicate(crm);
    }
    for (const Deal &deal : account.deals) {
        const std::string id = salesforceId("006", to.world.options.seed, ++to.opportunities);
        putDeal(to.files.crmOpportunities, to.world, account, deal, id);
        putDealThen(to, account, deal, id);
    }
}

} // namespace qd::demo
