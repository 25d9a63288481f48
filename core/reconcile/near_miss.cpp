#include "core/reconcile/near_miss.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qd::reconcile {

namespace {

/// Collects what comes near, and keeps the nearest.
class Misses {
public:
    Misses(const Side &left, const Side &right, int account, const Tolerance &tolerance)
        : m_low(left.at(account).arr <= right.at(account).arr ? left : right)
        , m_high(left.at(account).arr <= right.at(account).arr ? right : left)
        , m_account(account)
        , m_lowArr(m_low.at(account).arr)
        , m_highArr(m_high.at(account).arr)
        , m_tolerance(tolerance)
    {
    }

    std::optional<NearMiss> nearest()
    {
        if (m_lowArr <= 0)
            return std::nullopt;
        tryMonths();
        tryDays();
        tryContracts();
        tryYears();
        tryPrices();
        return std::move(m_nearest);
    }

private:
    [[nodiscard]] Money money(std::int64_t minor) const { return {minor, m_low.book().currency()}; }
    [[nodiscard]] bool fits(std::int64_t a, std::int64_t b) const { return std::llabs(a - b) <= m_tolerance.minor; }

    /// Amounts that fit, where something else does not.
    void offer(Cause cause, Message against) { keep(0, cause, std::move(against)); }
    /// Amounts that lie `off` apart.
    void offer(Cause cause, std::int64_t off, Message against)
    {
        const double share = double(off) / double(m_highArr);
        if (share <= NearShare)
            keep(share, cause, std::move(against));
    }
    void keep(double distance, Cause cause, Message against)
    {
        if (distance < m_distance) {
            m_distance = distance;
            m_nearest = NearMiss{cause, std::move(against)};
        }
    }

    void tryMonths()
    {
        constexpr int Months = 12;
        if (m_lowArr > std::numeric_limits<std::int64_t>::max() / Months)
            return;
        const std::int64_t off = std::llabs(m_lowArr * Months - m_highArr);
        offer(
            Cause::MonthlyAsAnnual, off, {QD_WORDS("Causes", "twelve times %1 is %2 off"), {m_low.name(), money(off)}});
    }

    void tryDays()
    {
        for (const auto &[moving, still] : {std::pair(&m_low, m_highArr), std::pair(&m_high, m_lowArr)}) {
            for (const Date change : moving->contractDays(m_account)) {
                if (std::abs(daysBetween(m_low.asOf(), change)) > NearTimingDays)
                    continue;
                for (const Date day : {change, change.plusDays(-1)}) {
                    if (std::abs(daysBetween(m_low.asOf(), day)) <= TimingDays)
                        continue; // it is timing
                    const auto value = moving->arrOn(m_account, day);
                    if (value && m_tolerance.covers(*value, still))
                        offer(Cause::Timing,
                            {QD_WORDS("Causes", "%1 has the other's amount on %2, which is more than %3 days away"),
                                {moving->name(), day, Count{TimingDays}}});
                }
            }
        }
    }

    void tryContracts()
    {
        const std::vector<SideContract> contracts = m_high.contractsInForce(m_account);
        if (contracts.size() < 2)
            return;
        for (const SideContract &contract : contracts) {
            const std::int64_t one = std::llabs(contract.annual - m_lowArr);
            offer(Cause::PartialSum, one,
                {QD_WORDS("Causes", "one of the contracts of %1 is %2 off"), {m_high.name(), money(one)}});
            const std::int64_t rest = std::llabs(m_highArr - contract.annual - m_lowArr);
            offer(Cause::PartialSum, rest,
                {QD_WORDS("Causes", "all but one of the contracts of %1 are %2 off"), {m_high.name(), money(rest)}});
        }
    }

    void tryYears()
    {
        constexpr int FewestYears = 2;
        constexpr int MostYears = 5;
        for (int years = FewestYears; years <= MostYears; ++years) {
            if (m_lowArr > std::numeric_limits<std::int64_t>::max() / years)
                return;
            const std::int64_t off = std::llabs(m_lowArr * years - m_highArr);
            if (off <= m_tolerance.minor) {
                offer(Cause::MultiYearTotal,
                    {QD_WORDS("Causes", "%1 is %2 times %3, but no contract runs as many years"),
                        {m_high.name(), Count{years}, m_low.name()}});
                return;
            }
        }
    }

    void tryPrices()
    {
        const bool isLarge = double(m_highArr) > double(m_lowArr) * MostUplift;
        const Cause cause = isLarge ? Cause::DiscountExpiry : Cause::PriceUplift;
        for (const Date day : m_high.changeDays(m_account)) {
            if (day > m_high.asOf())
                break;
            const auto before = m_high.arrOn(m_account, day.plusDays(-1));
            if (!before || *before <= 0 || *before == m_high.arrOn(m_account, day))
                continue;
            const std::int64_t off = std::llabs(*before - m_lowArr);
            if (fits(*before, m_lowArr))
                offer(cause,
                    {QD_WORDS("Causes", "%1 had that amount until %2, which is over %3 months ago"),
                        {m_high.name(), day, Count{DiscountMonths}}});
            else
                offer(cause, off,
                    {QD_WORDS("Causes", "what %1 had until %2 is %3 off"), {m_high.name(), day, money(off)}});
        }
    }

    const Side &m_low;
    const Side &m_high;
    int m_account;
    std::int64_t m_lowArr;
    std::int64_t m_highArr;
    const Tolerance &m_tolerance;
    double m_distance = std::numeric_limits<double>::infinity();
    std::optional<NearMiss> m_nearest;
};

} // namespace

std::optional<NearMiss> nearMiss(const Side &left, const Side &right, int account, const Tolerance &tolerance)
{
    return Misses(left, right, account, tolerance).nearest();
}

} // namespace qd::reconcile
