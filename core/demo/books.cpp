#include "core/demo/books.h"

#include "core/demo/drivers.h"

#include <algorithm>

namespace qd::demo {

namespace {

std::string_view stageOf(const World &world, const Account &account, std::int64_t annual, std::optional<Date> renewal)
{
    if (annual == 0)
        return account.firstStart > world.asOf ? "Onboarding" : "Churned";
    if (daysBetween(account.firstStart, world.asOf) < 90)
        return "Onboarding";
    if (renewal && daysBetween(world.asOf, *renewal) < 120 && !account.rolling)
        return "Renewal";
    return account.stateIn(world.options.end).health > 500 ? "Growth" : "Adoption";
}

/// What the children's entries lack and the parent's has too much.
std::int64_t childrenAnnual(const World &world, const Account &account)
{
    std::int64_t sum = 0;
    for (std::int64_t child = account.index + 1; child <= account.index + 2; ++child) {
        if (child < world.options.accounts)
            sum += makeAccount(world, child).annualOn(world.asOf);
    }
    return sum;
}

/// Today's quantities at the prices of the term before.
std::int64_t annualBeforeUplift(const Account &account, Date asOf)
{
    std::int64_t sum = 0;
    for (const Subscription &subscription : account.subscriptions) {
        if (!subscription.inForce(asOf))
            continue;
        Subscription before = subscription;
        for (const Subscription &older : account.subscriptions) {
            if (older.product == subscription.product && older.end.plusDays(1) == subscription.start)
                before.unitMinor = older.unitMinor;
        }
        sum += before.annualMinor();
    }
    return sum;
}

void spoilArr(const World &world, const Account &account, Book &book)
{
    const Date asOf = world.asOf;
    switch (account.fault) {
    case FaultKind::MonthlyAsAnnual:
        book.arrMinor = dividedHalfEven(book.arrMinor, 12);
        break;
    case FaultKind::Currency:
        book.currency = 0; // the local figure, entered as dollars
        break;
    case FaultKind::Timing:
        book.arrMinor = account.annualOn(asOf.plusDays(4)) != book.arrMinor ? account.annualOn(asOf.plusDays(4))
                                                                            : account.annualOn(asOf.plusDays(-4));
        break;
    case FaultKind::ParentChild:
        book.arrMinor =
            roleOf(account.index).owner == account.index ? book.arrMinor + childrenAnnual(world, account) : 0;
        break;
    case FaultKind::CancelledInBilling:
        book.arrMinor = account.annualOn(asOf.plusDays(-42));
        book.renewal = account.renewalOn(asOf.plusDays(-42));
        break;
    case FaultKind::NotYetBilled:
        book.arrMinor = account.annualOn(account.firstStart);
        book.renewal = account.renewalOn(account.firstStart);
        break;
    case FaultKind::PriceUplift:
        book.arrMinor = annualBeforeUplift(account, asOf);
        break;
    case FaultKind::Rounding:
        book.arrMinor = book.arrMinor / 100 * 100;
        break;
    default:
        break;
    }
}

} // namespace

Book crmBook(const World &world, const Account &account)
{
    Book book;
    book.arrMinor = account.annualOn(world.asOf);
    book.currency = account.currency;
    book.renewal = account.renewalOn(world.asOf);
    book.csm = account.csm;
    book.segment = nameOf(account.segment);
    spoilArr(world, account, book);
    const bool active = account.annualOn(world.asOf) > 0 || account.fault == FaultKind::CancelledInBilling
        || account.fault == FaultKind::NotYetBilled;
    book.stage = stageOf(world, account, active ? 1 : 0, book.renewal);
    book.status = active ? "Active" : "Churned";
    if (account.fault == FaultKind::RenewalDate && book.renewal)
        book.renewal = book.renewal->plusDays(account.index / 10 % 2 == 0 ? 30 : -31);
    return book;
}

Book platformBook(const World &world, const Account &account, const Book &crm)
{
    Book book = crm;
    switch (account.fault) {
    case FaultKind::Owner:
        book.csm = (crm.csm + 1) % world.team.size();
        break;
    case FaultKind::SegmentName:
        book.segment = account.segment == Segment::MidMarket ? "SMB" : "Mid-Market";
        break;
    case FaultKind::Stage:
        book.stage = crm.stage == "Adoption" ? "Onboarding" : "Adoption";
        break;
    case FaultKind::Status:
        book.status = crm.status == "Active" ? "Churned" : "Active";
        break;
    default:
        break;
    }
    return book;
}

bool inCrm(const Account &account)
{
    return account.fault != FaultKind::MissingInCrm;
}

bool inBilling(const Account &account)
{
    return account.fault != FaultKind::MissingInBilling;
}

std::string crmIdInBilling(const World &world, const Account &account)
{
    const FaultKind fault = account.fault;
    if (fault == FaultKind::MissingInCrm || fault == FaultKind::PublicDomain || fault == FaultKind::SameName)
        return {};
    Random random(world.options.seed, account.index, "carried");
    if (fault == FaultKind::None && random.chance(60'000))
        return {};
    return random.chance(200'000) ? account.crmId.substr(0, 15) : account.crmId;
}

std::string_view billingLink(const World &world, const Account &account)
{
    if (!crmIdInBilling(world, account).empty())
        return "id";
    return account.domain.empty() ? "name" : "domain";
}

std::string parentCrmId(const World &world, const Account &account)
{
    if (account.parent < 0 || faultOf(account.parent) == FaultKind::MissingInCrm)
        return {};
    return salesforceId("001", world.options.seed, account.parent);
}

std::string duplicateCrmId(const World &world, const Account &account)
{
    return salesforceId("001", world.options.seed, 10'000'000 + account.index);
}

std::string billingName(const World &world, const Account &account)
{
    if (billingLink(world, account) != "name")
        return account.plainName;
    std::string name = account.name.substr(0, account.name.size() - account.place->legalForm.size());
    for (char &c : name)
        c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    return std::string(name.substr(0, name.find_last_not_of(' ') + 1));
}

int vendorScore(const World &world, const Account &account, Month month)
{
    Random random(world.options.seed, account.index * 4096 + month.index() % 4096, "score");
    return std::clamp(66 + account.stateIn(month).health * VendorDriver.loading / 1000
            + random.normalMilli() * VendorDriver.noise / 1000,
        0, 100);
}

std::string_view colourOf(int score)
{
    return score >= 65 ? "green" : score >= 45 ? "yellow" : "red";
}

} // namespace qd::demo
