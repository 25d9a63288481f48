#include "core/demo/account.h"

#include <algorithm>

namespace qd::demo {

namespace {

constexpr std::string_view Products[] = {
    "Larkfield Core", "Larkfield Insights", "Larkfield Automate", "Larkfield Connect"};

/// What the customer has bought, one per product.
struct Line {
    std::size_t product = 0;
    std::int64_t unitMinor = 0;
    int quantity = 1;
    int intervalMonths = 12;
};

/// Runs one customer from first signature to the last month and writes each change as a new record.
class ContractHistory {
public:
    ContractHistory(const World &world, Account &account)
        : m_world(world)
        , m_account(account)
        , m_random(world.options.seed, account.index, "contracts")
        , m_steady(needsSteady(account.fault))
    {
    }

    void run()
    {
        priceLines();
        m_termMonths = m_account.segment == Segment::Enterprise && !m_steady && m_random.chance(250'000) ? 24 : 12;
        open(m_account.firstStart, m_account.firstStart.plusDays(-m_random.range(2, 25)), DealType::New);
        for (Month month = m_account.firstMonth(); month <= m_world.options.end; month = month.plus(1)) {
            const MonthState &state = m_account.stateIn(month);
            if (m_live.empty()) {
                comeBack(month);
                continue;
            }
            changeWithin(month, state);
            if (m_account.rolling)
                leaveRolling(month, state);
            else if (Month::of(m_termEnd) == month)
                renewOrLeave(state);
        }
        finish();
    }

private:
    void priceLines();
    void open(Date start, Date created, DealType type);
    void replace(std::size_t line, Date day, int quantity);
    void changeWithin(Month month, const MonthState &state);
    void renewOrLeave(const MonthState &state);
    void leaveRolling(Month month, const MonthState &state);
    void comeBack(Month month);
    void leaveOn(Date lastDay);
    void finish();
    void openRenewal();
    [[nodiscard]] std::int64_t liveAnnual() const;
    [[nodiscard]] Subscription record(const Line &line, Date start, Date end, Date created);
    [[nodiscard]] std::int64_t unitPrice(std::int64_t cents) const { return World::priceIn(cents, m_account.currency); }

    const World &m_world;
    Account &m_account;
    Random m_random;
    bool m_steady;
    std::vector<Line> m_lines;
    std::vector<std::size_t> m_live; ///< index into subscriptions, one for each line; empty while not a customer
    int m_termMonths = 12;
    Date m_termStart;
    Date m_termEnd;
};

void ContractHistory::priceLines()
{
    const Segment segment = m_account.segment;
    const std::int64_t middle = segment == Segment::Enterprise ? 8'800'000
        : segment == Segment::MidMarket                        ? 2'500'000
                                                               : 720'000;
    const int spread = segment == Segment::Enterprise ? 700 : 480;
    const std::int64_t target = middle * expMilli(m_random.normalMilli() * spread / 1000) / 1000;
    const std::int64_t seat = segment == Segment::Enterprise ? 46'800 : segment == Segment::MidMarket ? 58'800 : 70'800;
    const bool monthly = m_account.rolling
        || (m_account.fault != FaultKind::Rounding
            && m_random.chance(segment == Segment::Enterprise ? 100'000 : 300'000));
    const int interval = monthly ? 1 : 12;
    const std::int64_t share = monthly ? 12 : 1;
    const auto seats = static_cast<int>(std::max<std::int64_t>(3, target * 78 / 100 / seat));
    m_lines.push_back({0, unitPrice(seat / share), seats, interval});
    for (std::size_t product = 1; product < std::size(Products); ++product) {
        if (m_random.chance(segment == Segment::Smb ? 120'000 : 330'000))
            m_lines.push_back(
                {product, unitPrice(target * m_random.range(9, 19) / 100 / 1200 * 1200 / share), 1, interval});
    }
    if (m_account.fault == FaultKind::Rounding)
        m_lines = {{0, target / 100 * 100 + 37, 1, 12}}; // cents that somebody left out in the CRM
}

Subscription ContractHistory::record(const Line &line, Date start, Date end, Date created)
{
    Subscription subscription;
    subscription.id = "sub_1" + m_random.token(15);
    subscription.product = Products[line.product];
    subscription.start = start;
    subscription.end = end;
    subscription.created = created;
    subscription.unitMinor = line.unitMinor;
    subscription.quantity = line.quantity;
    subscription.intervalMonths = line.intervalMonths;
    return subscription;
}

void ContractHistory::open(Date start, Date created, DealType type)
{
    m_termStart = start;
    m_termEnd = m_account.rolling ? Date::of(9000, 1, 1).value() : start.plusMonths(m_termMonths).plusDays(-1);
    m_live.clear();
    for (const Line &line : m_lines) {
        m_live.push_back(m_account.subscriptions.size());
        m_account.subscriptions.push_back(record(line, start, m_termEnd, created));
    }
    Deal deal{type, created.plusDays(-m_random.range(30, 110)), created, liveAnnual(), true, true, std::nullopt};
    if (type == DealType::Renewal)
        deal.renewalDate = start;
    m_account.deals.push_back(deal);
}

std::int64_t ContractHistory::liveAnnual() const
{
    std::int64_t sum = 0;
    for (const std::size_t at : m_live)
        sum += m_account.subscriptions[at].annualMinor();
    return sum;
}

/// The old record stops on `day`, a new one with the other quantity runs from it to the same end.
void ContractHistory::replace(std::size_t line, Date day, int quantity)
{
    Subscription &old = m_account.subscriptions[m_live[line]];
    const Date end = old.end;
    old.cancelled = day;
    const std::int64_t before = old.annualMinor();
    m_lines[line].quantity = quantity;
    Subscription next = record(m_lines[line], day, end, day.plusDays(-1));
    const std::int64_t more = next.annualMinor() - before;
    m_live[line] = m_account.subscriptions.size();
    m_account.subscriptions.push_back(std::move(next));
    if (more > 0)
        m_account.deals.push_back({DealType::Expansion, day.plusDays(-m_random.range(15, 70)), day.plusDays(-1), more,
            true, true, std::nullopt});
}

void ContractHistory::changeWithin(Month month, const MonthState &state)
{
    const bool more = m_random.chance(std::min<std::int64_t>(180'000, 64'000 * expMilli(state.health * 7 / 10) / 1000));
    const bool less = m_random.chance(std::min<std::int64_t>(50'000, 2'600 * expMilli(-state.health * 9 / 10) / 1000));
    const int share = more ? m_random.range(10, 36) : m_random.range(-30, -10);
    const Date day = month.firstDay().plusDays(m_random.range(1, 27));
    const bool newModule = more && m_lines.size() < std::size(Products) && m_random.chance(300'000);
    if ((!more && !less) || day < m_termStart.plusDays(25) || day > m_termEnd.plusDays(-20) || day > m_world.asOf)
        return;
    if (m_steady && day > m_world.asOf.plusMonths(-11))
        return;
    if (!newModule) {
        const int quantity = m_lines[0].quantity;
        const int step = quantity * share / 100;
        if (quantity > 1)
            replace(0, day, std::max(1, quantity + (step != 0 ? step : more ? 1 : -1)));
        return;
    }
    std::size_t product = 1;
    while (std::any_of(m_lines.begin(), m_lines.end(), [&](const Line &line) { return line.product == product; }))
        ++product;
    const Line &core = m_lines[0];
    const std::int64_t whole = core.unitMinor * core.quantity;
    m_lines.push_back(
        {product, std::max<std::int64_t>(1, whole * m_random.range(10, 22) / 100), 1, core.intervalMonths});
    m_live.push_back(m_account.subscriptions.size());
    m_account.subscriptions.push_back(
        record(m_lines.back(), day, m_account.subscriptions[m_live[0]].end, day.plusDays(-1)));
    m_account.deals.push_back({DealType::Expansion, day.plusDays(-m_random.range(20, 90)), day.plusDays(-1),
        m_account.subscriptions.back().annualMinor(), true, true, std::nullopt});
}

void ContractHistory::renewOrLeave(const MonthState &state)
{
    const int base = m_account.segment == Segment::Enterprise ? -3480
        : m_account.segment == Segment::MidMarket             ? -2900
                                                              : -2550;
    const bool leaves = m_random.chance(logisticMillion(base - state.health * 13 / 10));
    const bool shrinks = m_random.chance(logisticMillion(-3200 - state.health));
    const int less = m_random.range(12, 40);
    const int uplift = m_account.fault == FaultKind::PriceUplift ? 50 : m_random.range(12, 55);
    if (leaves && !m_steady) {
        leaveOn(m_termEnd);
        return;
    }
    for (Line &line : m_lines) {
        line.unitMinor += line.unitMinor * uplift / 1000;
        if (shrinks && !m_steady)
            line.quantity = std::max(1, line.quantity * (100 - less) / 100);
    }
    if (m_account.fault == FaultKind::Rounding)
        m_lines[0].unitMinor = m_lines[0].unitMinor / 100 * 100 + 37;
    const bool last = monthsBetween(Month::of(m_termEnd), m_world.options.end) < 12;
    const int shift = !last                     ? 0
        : m_account.fault == FaultKind::Overlap ? -19
        : m_account.fault == FaultKind::Gap     ? 40
                                                : 0;
    const Date start = m_termEnd.plusDays(1 + shift);
    const int late = m_random.chance(90'000) ? m_random.range(1, 12) : -m_random.range(1, 45);
    open(start, std::min(start.plusDays(shift != 0 ? -2 : late), m_world.asOf), DealType::Renewal);
}

void ContractHistory::leaveRolling(Month month, const MonthState &state)
{
    const bool leaves = m_random.chance(logisticMillion(-5100 - state.health * 12 / 10));
    const Date lastDay = month.lastDay();
    if (!leaves || lastDay < m_termStart.plusDays(60) || lastDay >= m_world.asOf)
        return;
    for (const std::size_t at : m_live) {
        Subscription &subscription = m_account.subscriptions[at];
        subscription.cancelled = lastDay.plusDays(1);
        subscription.end = lastDay;
    }
    leaveOn(lastDay);
}

void ContractHistory::leaveOn(Date lastDay)
{
    const Date notice = std::max(m_termStart, lastDay.plusDays(-m_random.range(20, 90)));
    for (const std::size_t at : m_live)
        m_account.subscriptions[at].notice = notice;
    m_account.deals.push_back(
        {DealType::Renewal, notice.plusDays(-30), lastDay, liveAnnual(), true, false, lastDay.plusDays(1)});
    m_live.clear();
}

/// About one in eleven of those who left returns within two years, with a smaller contract.
void ContractHistory::comeBack(Month month)
{
    if (m_account.fault != FaultKind::None || m_account.subscriptions.empty() || !m_random.chance(5'000))
        return;
    const Date start = month.firstDay().plusDays(m_random.below(20));
    if (start <= m_account.subscriptions.back().end.plusDays(45) || start > m_world.asOf)
        return;
    m_lines.resize(1);
    m_lines[0].quantity = std::max(1, m_lines[0].quantity * 7 / 10);
    open(start, start.plusDays(-5), DealType::New);
}

void ContractHistory::openRenewal()
{
    const int ahead = daysBetween(m_world.asOf, m_termEnd);
    if (m_account.rolling || ahead <= 0 || ahead > 210 || m_termStart > m_world.asOf || m_random.chance(60'000))
        return; // a few renewals have no opportunity: an exception the renewals desk must find
    m_account.deals.push_back({DealType::Renewal, m_world.asOf.plusDays(-m_random.range(1, 60)), m_termEnd,
        liveAnnual(), false, false, m_termEnd.plusDays(1)});
}

void ContractHistory::finish()
{
    if (m_live.empty())
        return;
    const Date asOf = m_world.asOf;
    const FaultKind fault = m_account.fault;
    if (m_account.rolling) {
        for (const std::size_t at : m_live)
            m_account.subscriptions[at].end = m_world.options.end.plus(1).lastDay(); // the period now being billed
    } else if (fault == FaultKind::Timing) {
        const bool ahead = m_account.index / 10 % 2 == 0;
        replace(0, asOf.plusDays(ahead ? 4 : -3), m_lines[0].quantity + std::max(2, m_lines[0].quantity / 10));
    } else if (fault == FaultKind::CancelledInBilling) {
        for (const std::size_t at : m_live) {
            m_account.subscriptions[at].cancelled = asOf.plusDays(-41);
            m_account.subscriptions[at].notice = asOf.plusDays(-60);
        }
        return;
    }
    openRenewal();
}

} // namespace

void signContracts(const World &world, Account &account)
{
    ContractHistory(world, account).run();
}

} // namespace qd::demo
