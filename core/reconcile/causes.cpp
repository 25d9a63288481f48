#include "core/reconcile/causes.h"

#include "core/reconcile/near_miss.h"
#include "core/reconcile/words.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace qd::reconcile {

namespace {

/// The rules over one customer; `low` and `high` are the sides with the smaller and larger amount.
/// (docs/calculation.md, Reconciliation, has them in words.)
class AmountRules {
public:
    AmountRules(const Side &left, const Side &right, int account, const Tolerance &tolerance)
        : m_leftIsLow(left.at(account).arr <= right.at(account).arr)
        , m_low(m_leftIsLow ? left : right)
        , m_high(m_leftIsLow ? right : left)
        , m_account(account)
        , m_tolerance(tolerance)
    {
    }

    [[nodiscard]] bool twelvefold(std::vector<Evidence> &evidence) const
    {
        const std::int64_t low = lowArr();
        const std::int64_t high = highArr();
        if (low <= 0 || low > std::numeric_limits<std::int64_t>::max() / 13 || high < low * 11 || high > low * 13)
            return false;
        // A monthly figure is rounded to its minor unit, so twelve of them may be off by six.
        const bool holds = std::llabs(low * 12 - high) <= std::max<std::int64_t>(m_tolerance.minor, 6);
        if (holds)
            evidence.push_back({Message(QD_WORDS("Causes", "%1 is twelve times %2"), {m_high.name(), m_low.name()})});
        return holds;
    }

    [[nodiscard]] bool unconverted(std::vector<Evidence> &evidence) const
    {
        const auto low = m_low.nativeArr(m_account);
        const auto high = m_high.nativeArr(m_account);
        if (!low || !high || low->currency == high->currency || low->minor == 0)
            return false;
        const double lowMajor = low->major().approximate();
        const double highMajor = high->major().approximate();
        const double allowed = std::max(1.0, m_tolerance.percent / 100 * std::max(lowMajor, highMajor));
        if (std::fabs(lowMajor - highMajor) > allowed)
            return false;
        evidence.push_back({Message(QD_WORDS("Causes", "Both systems hold %1, as %2 in %3 and as %4 in %5"),
            {BareAmount{*low}, low->currency.code(), m_low.name(), high->currency.code(), m_high.name()})});
        return true;
    }

    [[nodiscard]] bool withinDays(std::vector<Evidence> &evidence) const
    {
        // Where one side has nothing yet or any more, "not yet billed" and "cancelled" say it better.
        if (lowArr() == 0)
            return false;
        for (const auto &[moving, still] : {std::pair(&m_low, highArr()), std::pair(&m_high, lowArr())}) {
            for (const Date change : moving->contractDays(m_account)) {
                // A change shows on its day and, looking back, on the day before it.
                for (const Date day : {change, change.plusDays(-1)}) {
                    if (std::abs(daysBetween(m_low.asOf(), day)) > TimingDays)
                        continue;
                    const auto value = moving->arrOn(m_account, day);
                    if (!value || !m_tolerance.covers(*value, still))
                        continue;
                    evidence.push_back(
                        {Message(QD_WORDS_N("Causes", "%1 has the other's amount on %2, %3 days from the as-of date",
                                     "%1 has the other's amount on %2, %3 day from the as-of date"),
                            {moving->name(), day, Count{std::abs(daysBetween(m_low.asOf(), day))}})});
                    return true;
                }
            }
        }
        return false;
    }

    /// What the imports of a side say of its amount, where no rule fits: facts, not a cause.
    void noteSnapshots(std::vector<Evidence> &evidence) const
    {
        for (const Side *side : {m_leftIsLow ? &m_low : &m_high, m_leftIsLow ? &m_high : &m_low}) {
            if (const auto change = side->lastSnapshotChange(m_account))
                evidence.push_back({Message(QD_WORDS("Causes", "%1 changed from %2 to %3 in the import of %4"),
                    {side->name(), change->before, change->after, change->day})});
        }
    }

    [[nodiscard]] bool ended(std::vector<Evidence> &evidence) const
    {
        if (lowArr() != 0)
            return false;
        const Date asOf = m_low.asOf();
        for (const Date day : m_low.changeDays(m_account)) {
            if (day <= asOf && m_low.arrOn(m_account, day.plusDays(-1)).value_or(0) > 0
                && m_low.arrOn(m_account, day).value_or(0) == 0) {
                evidence.push_back({Message(QD_WORDS("Causes", "Not in force in %1 since %2"), {m_low.name(), day})});
                return true;
            }
        }
        return m_low.at(m_account).status == "churned";
    }

    [[nodiscard]] bool startsLater(std::vector<Evidence> &evidence) const
    {
        if (lowArr() != 0)
            return false;
        for (const Date day : m_low.contractDays(m_account)) { // what a later file said was not known
            if (day > m_low.asOf() && m_low.arrOn(m_account, day).value_or(0) > 0) {
                evidence.push_back({Message(QD_WORDS("Causes", "Starts in %1 on %2"), {m_low.name(), day})});
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] bool partOfSum(std::vector<Evidence> &evidence) const
    {
        const std::vector<SideContract> contracts = m_high.contractsInForce(m_account);
        if (lowArr() <= 0 || contracts.size() < 2)
            return false;
        for (const SideContract &contract : contracts) {
            const bool isOne = equal(contract.annual, lowArr());
            if (!isOne && !equal(highArr() - contract.annual, lowArr()))
                continue;
            evidence.push_back(
                {isOne ? Message(QD_WORDS("Causes", "%1 has one of the contracts of %2"), {m_low.name(), m_high.name()})
                       : Message(QD_WORDS("Causes", "%1 has all but one of the contracts of %2"),
                           {m_low.name(), m_high.name()})});
            return true;
        }
        return false;
    }

    [[nodiscard]] bool totalOfYears(std::vector<Evidence> &evidence) const
    {
        constexpr int FewestYears = 2;
        constexpr int MostYears = 5;
        if (lowArr() <= 0)
            return false;
        for (int years = FewestYears; years <= MostYears; ++years) {
            // Where the product does not fit into 64 bits it is no amount of ours.
            if (lowArr() > std::numeric_limits<std::int64_t>::max() / years || !equal(highArr(), lowArr() * years))
                continue;
            if (!runs(m_low, years) && !runs(m_high, years))
                continue;
            evidence.push_back({Message(QD_WORDS("Causes", "%1 is %2 times %3, and a contract runs as many years"),
                {m_high.name(), Count{years}, m_low.name()})});
            return true;
        }
        return false;
    }

    /// The rise of a price, or with `isLarge` that of a discount's end.
    [[nodiscard]] bool uplifted(bool isLarge, std::vector<Evidence> &evidence) const
    {
        if (lowArr() <= 0 || (double(highArr()) > double(lowArr()) * MostUplift) != isLarge)
            return false;
        const Date notBefore = isLarge ? m_high.asOf().plusMonths(-DiscountMonths) : portfolio::BeginningOfTime;
        Date last = m_high.asOf();
        bool found = false;
        for (const Date day : m_high.changeDays(m_account)) {
            if (day > m_high.asOf())
                break;
            if (day <= notBefore)
                continue;
            const auto before = m_high.arrOn(m_account, day.plusDays(-1));
            if (before && *before != m_high.arrOn(m_account, day) && m_tolerance.covers(*before, lowArr())) {
                last = day;
                found = true;
            }
        }
        if (found)
            evidence.push_back({Message(QD_WORDS("Causes", "%1 still has the amount that %2 had until %3"),
                {m_low.name(), m_high.name(), last})});
        return found;
    }

    [[nodiscard]] bool digitsExchanged(std::vector<Evidence> &evidence) const
    {
        if (lowArr() <= 0 || !areExchanged(std::to_string(lowArr()), std::to_string(highArr())))
            return false;
        evidence.push_back({Message(QD_WORDS("Causes", "Two neighbouring digits are exchanged"))});
        return true;
    }

private:
    [[nodiscard]] bool equal(std::int64_t a, std::int64_t b) const { return std::llabs(a - b) <= m_tolerance.minor; }
    /// Whether a contract in force runs so many years, but for a day.
    [[nodiscard]] bool runs(const Side &side, int years) const
    {
        constexpr int MonthsOfYear = 12;
        return std::ranges::any_of(side.contractsInForce(m_account), [years](const SideContract &contract) {
            return contract.end
                && std::abs(daysBetween(contract.start.plusMonths(years * MonthsOfYear), contract.end->plusDays(1)))
                <= 1;
        });
    }
    /// Equal but for one exchange of two neighbouring digits.
    [[nodiscard]] static bool areExchanged(const std::string &a, const std::string &b)
    {
        if (a.size() != b.size() || a == b)
            return false;
        const auto at = std::size_t(std::ranges::mismatch(a, b).in1 - a.begin());
        return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at]
            && std::equal(a.begin() + std::ptrdiff_t(at) + 2, a.end(), b.begin() + std::ptrdiff_t(at) + 2);
    }

    [[nodiscard]] std::int64_t lowArr() const { return m_low.at(m_account).arr; }
    [[nodiscard]] std::int64_t highArr() const { return m_high.at(m_account).arr; }

    bool m_leftIsLow;
    const Side &m_low;
    const Side &m_high;
    int m_account;
    const Tolerance &m_tolerance;
};

} // namespace

const char *toString(Cause cause)
{
    switch (cause) {
    case Cause::MonthlyAsAnnual:
        return "monthly_as_annual";
    case Cause::Currency:
        return "currency";
    case Cause::Timing:
        return "timing";
    case Cause::ParentChild:
        return "parent_child";
    case Cause::Duplicate:
        return "duplicate";
    case Cause::Missing:
        return "missing";
    case Cause::WrongSign:
        return "wrong_sign";
    case Cause::CancelledInOne:
        return "cancelled_in_one";
    case Cause::NotYetBilled:
        return "not_yet_billed";
    case Cause::PartialSum:
        return "partial_sum";
    case Cause::MultiYearTotal:
        return "multi_year_total";
    case Cause::PriceUplift:
        return "price_uplift";
    case Cause::DiscountExpiry:
        return "discount_expiry";
    case Cause::DigitTransposition:
        return "digit_transposition";
    case Cause::Date1904:
        return "date_1904";
    case Cause::DayMonthSwapped:
        return "day_month_swapped";
    case Cause::ExclusiveEnd:
        return "exclusive_end";
    case Cause::PreviousTerm:
        return "previous_term";
    case Cause::Rounding:
        return "rounding";
    case Cause::Unexplained:
        return "unexplained";
    }
    return "unexplained";
}

bool Tolerance::covers(std::int64_t left, std::int64_t right) const
{
    const std::int64_t apart = std::llabs(left - right);
    return apart <= minor || double(apart) <= percent / 100 * double(std::max(std::llabs(left), std::llabs(right)));
}

std::string duplicateRecord(const Side &side, int account, std::int64_t other, const Tolerance &tolerance)
{
    if (side.at(account).recordIds.size() < 2)
        return {};
    for (const std::string &id : side.at(account).recordIds) {
        const auto without = side.arrOn(account, side.asOf(), id);
        if (without && *without != side.at(account).arr && tolerance.covers(*without, other))
            return id;
    }
    return {};
}

Message familyAgreement()
{
    return Message(QD_WORDS("Causes", "The totals of its whole family agree"));
}

CauseFinding explainAmount(
    const Side &left, const Side &right, int account, const Tolerance &tolerance, bool familyAgrees)
{
    CauseFinding finding;
    const AmountRules rules(left, right, account, tolerance);
    const auto found = [&](Cause cause) {
        finding.cause = cause;
        return finding;
    };
    if (rules.twelvefold(finding.evidence))
        return found(Cause::MonthlyAsAnnual);
    finding.evidence.push_back({Message(QD_WORDS("Causes", "Not twelve times the other")), false});
    if (rules.unconverted(finding.evidence))
        return found(Cause::Currency);
    if (rules.withinDays(finding.evidence))
        return found(Cause::Timing);
    if (familyAgrees) {
        finding.evidence.push_back({familyAgreement()});
        return found(Cause::ParentChild);
    }
    if (rules.ended(finding.evidence))
        return found(Cause::CancelledInOne);
    if (rules.startsLater(finding.evidence))
        return found(Cause::NotYetBilled);
    if (rules.partOfSum(finding.evidence))
        return found(Cause::PartialSum);
    if (rules.totalOfYears(finding.evidence))
        return found(Cause::MultiYearTotal);
    if (rules.uplifted(false, finding.evidence))
        return found(Cause::PriceUplift);
    if (rules.uplifted(true, finding.evidence))
        return found(Cause::DiscountExpiry);
    if (rules.digitsExchanged(finding.evidence))
        return found(Cause::DigitTransposition);
    rules.noteSnapshots(finding.evidence);
    finding.evidence.push_back({Message(QD_WORDS("Causes",
                                    "No other rule fits: currency, timing, family, end, start, contracts, years, "
                                    "price, discount, digits")),
        false});
    if (auto miss = nearMiss(left, right, account, tolerance)) {
        finding.nearest = miss->cause;
        finding.evidence.push_back({Message(QD_WORDS("Causes", "Nearest is %1: %2"),
                                        {Word{nameOf(miss->cause)}, Sentences(std::move(miss->against))}),
            false});
    }
    return found(Cause::Unexplained);
}

CauseFinding explainRenewalDate(const Side &left, const Side &right, int account)
{
    const Date a = left.at(account).renewalDate.value();
    const Date b = right.at(account).renewalDate.value();
    const int apart = std::abs(daysBetween(a, b));
    CauseFinding finding{
        Cause::Unexplained, {{Message(QD_WORDS_N("Causes", "%1 days apart", "%1 day apart"), {Count{apart}})}}};
    const auto found = [&finding](Cause cause, Message evidence) {
        finding.cause = cause;
        finding.evidence.push_back({std::move(evidence)});
        return finding;
    };
    if (apart == Days1904)
        return found(
            Cause::Date1904, QD_WORDS("Causes", "What lies between spreadsheets that count from 1900 and from 1904"));
    if (a.year() == b.year() && a.day() == b.month() && a.month() == b.day())
        return found(Cause::DayMonthSwapped, QD_WORDS("Causes", "Day and month are exchanged"));
    if (apart == 1)
        return found(Cause::ExclusiveEnd, QD_WORDS("Causes", "One system gives the day after the last"));
    for (const auto &[still, other, moved] : {std::tuple(&left, &right, a), {&right, &left, b}}) {
        const Date now = other->at(account).renewalDate.value();
        for (const Date end : other->contractEnds(account)) {
            if (end < now && end == moved)
                return found(Cause::PreviousTerm,
                    {QD_WORDS("Causes", "%1 has the end of an earlier contract of %2"),
                        {still->name(), other->name()}});
        }
    }
    return finding;
}

} // namespace qd::reconcile
