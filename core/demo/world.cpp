#include "core/demo/world.h"

#include "core/demo/names.h"

#include <algorithm>

namespace qd::demo {

namespace {

constexpr std::int64_t powerOfTen(int n)
{
    std::int64_t value = 1;
    while (n-- > 0)
        value *= 10;
    return value;
}

struct Staffing {
    Region region;
    Segment segment;
    int size;
    std::string_view languages;
};

// Every team can serve every language of its region; the language lists still differ from person to person.
constexpr Staffing Staff[] = {
    {Region::Amer, Segment::Enterprise, 4, "en;es;pt;fr"},
    {Region::Amer, Segment::MidMarket, 3, "en;es;pt;fr"},
    {Region::Amer, Segment::Smb, 2, "en;es;pt;fr"},
    {Region::Emea, Segment::Enterprise, 3, "en;de;fr;es;it;ar"},
    {Region::Emea, Segment::MidMarket, 3, "en;de;fr;es;it;ar"},
    {Region::Emea, Segment::Smb, 2, "en;de;fr;es;it;ar"},
    {Region::Apac, Segment::Enterprise, 2, "en;ja;zh"},
    {Region::Apac, Segment::MidMarket, 2, "en;ja;zh"},
    {Region::Apac, Segment::Smb, 2, "en;ja;zh"},
};

} // namespace

std::string_view nameOf(Segment segment)
{
    constexpr std::string_view Names[] = {"Enterprise", "Mid-Market", "SMB"};
    return Names[static_cast<std::size_t>(segment)];
}

std::string_view nameOf(Region region)
{
    constexpr std::string_view Names[] = {"AMER", "EMEA", "APAC"};
    return Names[static_cast<std::size_t>(region)];
}

World::World(const DemoOptions &chosen)
    : options(chosen)
    , asOf(chosen.end.lastDay())
    , firstMonth(chosen.end.plus(1 - chosen.months))
    , earliest(firstMonth.plus(-26))
{
    hireTeam();
    quoteRates();
}

void World::hireTeam()
{
    for (const Staffing &unit : Staff) {
        for (int i = 0; i < unit.size; ++i) {
            const auto number = static_cast<int>(team.size());
            Random random(options.seed, number, "csm");
            Csm csm;
            csm.id = (number < 9 ? "010" : "01") + std::to_string(number + 1);
            csm.name = personName(random, unit.region, number);
            csm.email = mailName(csm.name) + "@" + std::string(OurDomain);
            csm.region = unit.region;
            csm.segment = unit.segment;
            csm.languages = i == 0 ? std::string(unit.languages) : std::string(unit.languages.substr(0, 5));
            csm.start = asOf.plusDays(-(i + 1 == unit.size && number % 3 == 0 ? 70 : random.range(300, 2200)));
            csm.ftePercent = number % 7 == 5 ? 80 : 100;
            csm.annualCost = 98000 + 1000 * random.below(20)
                + (unit.segment == Segment::Enterprise       ? 45000
                        : unit.segment == Segment::MidMarket ? 18000
                                                             : 0);
            csm.manager = unit.region == Region::Amer ? "Ines Calloway"
                : unit.region == Region::Emea         ? "Tobias Reuter"
                                                      : "Haruka Mori";
            team.push_back(std::move(csm));
        }
    }
}

std::size_t World::csmFor(Region region, Segment segment, std::string_view language, std::int64_t index) const
{
    std::vector<std::size_t> able;
    std::size_t any = 0;
    for (std::size_t i = 0; i < team.size(); ++i) {
        if (team[i].region != region || team[i].segment != segment)
            continue;
        any = i;
        if (team[i].languages.find(language) != std::string::npos)
            able.push_back(i);
    }
    if (able.empty())
        return any;
    Random random(options.seed, index, "team");
    return able[static_cast<std::size_t>(random.below(static_cast<int>(able.size())))];
}

void World::quoteRates()
{
    constexpr std::int64_t Opening[] = {10000, 10720, 12480, 7010, 11050, 32540};
    for (std::size_t currency = 0; currency < Currencies.size(); ++currency) {
        Random random(options.seed, static_cast<std::int64_t>(currency), "rate");
        const int swing = currency == 0 ? 0 : currency == 5 ? 2 : 14; // the dinar is managed, the others float
        std::int64_t rate = Opening[currency];
        for (Month month = earliest; month <= options.end; month = month.plus(1)) {
            m_rates[currency].push_back(rate);
            const std::int64_t pull = (Opening[currency] - rate) / 25;
            rate += rate * random.normalMilli() / 1'000'000 * swing + pull;
            rate = std::clamp(rate, Opening[currency] * 3 / 4, Opening[currency] * 5 / 4);
        }
    }
}

Month World::lastRateMonth(std::size_t currency) const
{
    return currency == 5 ? options.end.plus(-2) : options.end;
}

std::int64_t World::rate(std::size_t currency, Month month) const
{
    const Month known = std::clamp(month, earliest, lastRateMonth(currency));
    return m_rates[currency][static_cast<std::size_t>(monthsBetween(earliest, known))];
}

int World::rateScale(std::size_t currency)
{
    return currency == 3 ? 6 : 4;
}

int World::digits(std::size_t currency)
{
    return currency == 3 ? 0 : currency == 5 ? 3 : 2;
}

std::int64_t World::priceIn(std::int64_t cents, std::size_t currency)
{
    constexpr std::int64_t MinorPerThousandCents[] = {1000, 930, 800, 1450, 900, 3070};
    return std::max<std::int64_t>(1, cents * MinorPerThousandCents[currency] / 1000);
}

std::int64_t World::toBase(std::int64_t minor, std::size_t currency, Month month) const
{
    if (currency == 0)
        return minor;
    // cents = minor / 10^digits x rate / 10^scale x 100. Values stay far below 2^63: 10^11 minor x 10^5.
    const std::int64_t denominator = powerOfTen(digits(currency) + rateScale(currency) - 2);
    return dividedHalfEven(minor * rate(currency, month), denominator);
}

std::int64_t dividedHalfEven(std::int64_t numerator, std::int64_t denominator)
{
    const bool negative = numerator < 0;
    const std::int64_t size = negative ? -numerator : numerator;
    std::int64_t quotient = size / denominator;
    const std::int64_t twice = size % denominator * 2;
    if (twice > denominator || (twice == denominator && quotient % 2 != 0))
        ++quotient;
    return negative ? -quotient : quotient;
}

std::string amountText(std::int64_t minor, std::size_t currency)
{
    const int places = World::digits(currency);
    std::string text = std::to_string(minor < 0 ? -minor : minor);
    if (places > 0) {
        if (text.size() <= static_cast<std::size_t>(places))
            text.insert(0, static_cast<std::size_t>(places) + 1 - text.size(), '0');
        text.insert(text.size() - static_cast<std::size_t>(places), 1, '.');
    }
    return minor < 0 ? "-" + text : text;
}

} // namespace qd::demo
