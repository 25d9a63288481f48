#include "core/reconcile/causes.h"

#include <cmath>

namespace qd::reconcile {

namespace {

/// The rules over one customer; `low` and `high` are the sides with the smaller and larger amount.
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
        if (low <= 0 || high < low * 11 || high > low * 13)
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
        for (const Date day : m_low.changeDays(m_account)) {
            if (day > m_low.asOf() && m_low.arrOn(m_account, day).value_or(0) > 0) {
                evidence.push_back({Message(QD_WORDS("Causes", "Starts in %1 on %2"), {m_low.name(), day})});
                return true;
            }
        }
        return false;
    }

    [[nodiscard]] bool uplifted(std::vector<Evidence> &evidence) const
    {
        if (lowArr() <= 0 || double(highArr()) > double(lowArr()) * MostUplift)
            return false;
        Date last = m_high.asOf();
        bool found = false;
        for (const Date day : m_high.changeDays(m_account)) {
            if (day > m_high.asOf())
                break;
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

private:
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
    case Cause::CancelledInOne:
        return "cancelled_in_one";
    case Cause::NotYetBilled:
        return "not_yet_billed";
    case Cause::PriceUplift:
        return "price_uplift";
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
    if (rules.uplifted(finding.evidence))
        return found(Cause::PriceUplift);
    rules.noteSnapshots(finding.evidence);
    finding.evidence.push_back(
        {Message(QD_WORDS("Causes", "No other rule fits: currency, timing, family, end, start, price")), false});
    return found(Cause::Unexplained);
}

} // namespace qd::reconcile
