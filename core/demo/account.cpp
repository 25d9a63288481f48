#include "core/demo/account.h"

#include <algorithm>

namespace qd::demo {

namespace {

Segment drawSegment(Random &random)
{
    const int draw = random.below(100);
    return draw < 14 ? Segment::Enterprise : draw < 48 ? Segment::MidMarket : Segment::Smb;
}

Region drawRegion(Random &random)
{
    const int draw = random.below(100);
    return draw < 50 ? Region::Amer : draw < 82 ? Region::Emea : Region::Apac;
}

const Place &drawPlace(FaultKind kind, Random &random)
{
    const Place &place = placeIn(drawRegion(random), random);
    if (kind == FaultKind::Currency)
        return placeWith(random.chance(500'000) ? 1 : 2); // EUR or GBP: a yen figure read as dollars would drown all
    if (kind == FaultKind::Rounding || kind == FaultKind::ParentChild)
        return placeWith(0);
    return place;
}

/// A third of all deals close in the last month of a quarter; a third of contracts begin on another day than the first.
Date drawStart(const World &world, FaultKind kind, Random &random)
{
    if (kind == FaultKind::NotYetBilled)
        return world.asOf.plusDays(random.range(8, 20));
    if (needsSteady(kind)) {
        // Anniversaries five to eight months before the as-of date, with at least one renewal behind.
        const int years = world.options.months >= 36 ? random.range(1, 2) : 1;
        return world.options.end.plus(-12 * years - random.range(5, 8)).firstDay();
    }
    const bool before = random.chance(440'000);
    Month month = before ? world.firstMonth.plus(-random.range(1, 24))
                         : world.firstMonth.plus(random.below(std::max(1, world.options.months - 1)));
    if (random.chance(330'000) && month.month() % 3 != 0)
        month = std::min(month.plus(3 - month.month() % 3), world.options.end.plus(-1));
    return random.chance(670'000) ? month.firstDay() : month.firstDay().plusDays(random.below(28));
}

int drawEmployees(Segment segment, Random &random)
{
    const std::int64_t middle = segment == Segment::Enterprise ? 5200 : segment == Segment::MidMarket ? 640 : 70;
    return static_cast<int>(middle * expMilli(random.normalMilli() * 6 / 10) / 1000 + 3);
}

void nameIt(const World &world, Account &account, const FaultRole &role, Random &random)
{
    const CompanyName own = companyName(world.options.seed, account.index);
    const bool twin = role.kind == FaultKind::SameName && role.owner != account.index;
    const CompanyName shown = twin ? companyName(world.options.seed, role.owner) : own;
    const bool plain = role.kind == FaultKind::SameName || role.kind == FaultKind::PublicDomain;
    const bool local = !plain && random.chance(350'000);
    account.industry = industryName(shown);
    account.plainName = shown.latin;
    const std::string written = local ? localName(own, account.place->language, account.index) : shown.latin;
    const bool ownScript =
        local && written != own.latin && (account.place->language == "ja" || account.place->language == "zh");
    account.name = ownScript ? written : written + " " + std::string(account.place->legalForm);
    account.domain = own.label + "." + std::string(account.place->topLevel);
    account.mailDomain = account.domain;
    if (role.kind == FaultKind::PublicDomain) {
        account.domain.clear();
        account.mailDomain = "gmail.com";
    }
}

/// One group of ten in seven has an ordinary family: the eighth is the parent of the two after it.
std::int64_t drawParent(const World &world, std::int64_t index, const FaultRole &role)
{
    if (role.kind == FaultKind::ParentChild || role.kind == FaultKind::ParentLoop)
        return index == role.owner ? (role.kind == FaultKind::ParentLoop ? index + 1 : -1) : role.owner;
    const std::int64_t place = index % 10;
    if (place < 8 || !Random(world.options.seed, index / 10, "family").chance(150'000))
        return -1;
    return index - place + 7;
}

} // namespace

const MonthState &Account::stateIn(Month month) const
{
    static const MonthState Ordinary;
    if (states.empty())
        return Ordinary;
    const int at = std::clamp(monthsBetween(firstMonth(), month), 0, static_cast<int>(states.size()) - 1);
    return states[static_cast<std::size_t>(at)];
}

std::int64_t Account::annualOn(Date day) const
{
    std::int64_t sum = 0;
    for (const Subscription &subscription : subscriptions)
        sum += subscription.inForce(day) ? subscription.annualMinor() : 0;
    return sum;
}

std::optional<Date> Account::renewalOn(Date day) const
{
    std::optional<Date> latest;
    for (const Subscription &subscription : subscriptions) {
        if (subscription.inForce(day))
            latest = std::max(latest.value_or(subscription.end), subscription.end);
    }
    return latest;
}

Account makeAccount(const World &world, std::int64_t index)
{
    Random random(world.options.seed, index, "company");
    const FaultRole role = roleOf(index);
    Account account;
    account.index = index;
    account.fault = role.kind;
    account.segment = drawSegment(random);
    // One large customer missing or misread would drown every other difference.
    if (role.kind >= FaultKind::MonthlyAsAnnual && role.kind <= FaultKind::NotYetBilled)
        account.segment = std::max(account.segment, Segment::MidMarket);
    account.place = &drawPlace(role.kind, random);
    account.currency = account.place->currency;
    account.firstStart = drawStart(world, role.kind, random);
    account.rolling = account.segment == Segment::Smb && role.kind == FaultKind::None && random.chance(250'000);
    account.employees = drawEmployees(account.segment, random);
    nameIt(world, account, role, random);
    account.csm = world.csmFor(account.place->region, account.segment, account.place->language, index);
    account.parent = drawParent(world, index, role);
    if (account.parent >= world.options.accounts)
        account.parent = -1;
    account.crmId = salesforceId("001", world.options.seed, index);
    Random ids(world.options.seed, index, "ids");
    account.billingId = "cus_" + ids.token(14);
    account.gainsightId = "1P01" + ids.token(20);
    account.zendeskId = "00" + std::to_string(3'600'000'000 + index * 7);
    liveThrough(world, account);
    signContracts(world, account);
    return account;
}

std::string salesforceId(std::string_view kind, std::uint64_t seed, std::int64_t number)
{
    static constexpr std::string_view Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    std::string id = std::string(kind) + "5f0";
    std::string tail(9, '0');
    // A fixed multiple spreads neighbours over the letters; it is prime to 62^9, so no two numbers share an id.
    constexpr std::int64_t Room = 13'537'086'546'263'552;
    auto value = static_cast<std::int64_t>(
        (static_cast<std::uint64_t>(number + 5'013'007) * 612'345'701ULL + seed % 1'000'003ULL * 7ULL)
        % static_cast<std::uint64_t>(Room));
    for (auto digit = tail.rbegin(); digit != tail.rend(); ++digit, value /= 62)
        *digit = Digits[static_cast<std::size_t>(value % 62)];
    id += tail;
    static constexpr std::string_view Checks = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    std::string checks;
    for (std::size_t block = 0; block < 3; ++block) {
        std::size_t bits = 0;
        for (std::size_t i = 0; i < 5; ++i) {
            const char c = id[block * 5 + i];
            bits |= static_cast<std::size_t>(c >= 'A' && c <= 'Z') << i;
        }
        checks += Checks[bits];
    }
    return id + checks;
}

} // namespace qd::demo
