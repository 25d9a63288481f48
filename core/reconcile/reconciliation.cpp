#include "core/reconcile/reconciliation.h"

#include "core/base/text.h"
#include "core/reconcile/field_counts.h"
#include "core/reconcile/held_customers.h"
#include "core/reconcile/tolerances.h"
#include "core/reconcile/twins.h"

#include <algorithm>
#include <array>

namespace qd::reconcile {

namespace {

class Comparison {
public:
    Comparison(
        const portfolio::Portfolio &portfolio, const ReconcileOptions &options, const Side &left, const Side &right)
        : m_options(options)
        , m_tolerances(tolerancesFor(portfolio, options))
        , m_left(left)
        , m_right(right)
        , m_leftTwins(portfolio, left.name())
        , m_rightTwins(portfolio, right.name())
        , m_leftHeld(portfolio, left.name())
        , m_rightHeld(portfolio, right.name())
        , m_people(portfolio.people())
    {
        m_result.accounts = left.book().accountsPtr();
        m_result.left = options.left;
        m_result.right = right.book().source();
        m_result.asOf = left.asOf();
        m_result.currency = left.book().currency();
        sumFamilies();
    }

    Result<Reconciliation> run(Progress &progress)
    {
        const identity::AccountDirectory &accounts = *m_result.accounts;
        progress.begin(
            {QD_WORDS("Progress", "Reconciling %1 with %2"), {m_left.name(), m_right.name()}}, accounts.size());
        for (int i = 0; i < accounts.size(); ++i) {
            if (!progress.step(i))
                return cancelled();
            if (!m_options.only || m_options.only(accounts.at(i)))
                compare(i);
        }
        m_result.fields = m_fields.inOrder();
        for (int cause = 0; cause < CauseCount; ++cause) {
            if (m_bridge[std::size_t(cause)].count > 0)
                m_result.bridge.push_back(
                    {Cause(cause), m_bridge[std::size_t(cause)].amount, m_bridge[std::size_t(cause)].count});
        }
        for (const Side *side : {&m_left, &m_right}) {
            for (Message &warning : side->warnings())
                m_result.warnings.push_back(std::move(warning));
            for (const portfolio::StaleRate &rate : side->book().staleRatesOn(side->asOf())) {
                const bool known = std::any_of(m_result.staleRates.begin(), m_result.staleRates.end(),
                    [&](const portfolio::StaleRate &other) { return other.currency == rate.currency; });
                if (!known)
                    m_result.staleRates.push_back(rate);
            }
        }
        return std::move(m_result);
    }

private:
    static Tolerances tolerancesFor(const portfolio::Portfolio &portfolio, const ReconcileOptions &options)
    {
        Tolerances tolerances = tolerancesOf(portfolio);
        tolerances.amount = options.tolerance.value_or(tolerances.amount);
        tolerances.renewalDays = options.dateToleranceDays.value_or(tolerances.renewalDays);
        return tolerances;
    }

    struct Family {
        std::int64_t left = 0;
        std::int64_t right = 0;
        int members = 0;
    };

    void sumFamilies()
    {
        m_families.resize(std::size_t(m_result.accounts->size()));
        for (int i = 0; i < m_result.accounts->size(); ++i) {
            Family &family = m_families[std::size_t(m_result.accounts->at(i).ultimateParent)];
            family.left += m_left.at(i).arr;
            family.right += m_right.at(i).arr;
            family.members += m_left.at(i).present || m_right.at(i).present ? 1 : 0;
        }
    }
    [[nodiscard]] bool familyAgrees(int account) const
    {
        const Family &family = m_families[std::size_t(m_result.accounts->at(account).ultimateParent)];
        return family.members > 1 && m_tolerances.amount.covers(family.left, family.right);
    }

    void compare(int account)
    {
        const SideAccount &left = m_left.at(account);
        const SideAccount &right = m_right.at(account);
        m_result.leftTotal += left.arr;
        m_result.rightTotal += right.arr;
        m_result.amounts.push_back({account, left.arr, right.arr});
        compareSides(account, left, right);
        const AmountPair &pair = m_result.amounts.back();
        if (pair.left == 0 && pair.right == 0 && !pair.cause)
            m_result.amounts.pop_back();
    }

    void compareSides(int account, const SideAccount &left, const SideAccount &right)
    {
        if (left.present && right.present) {
            ++m_result.compared;
            ++m_result.inEither;
            compareAmounts(account);
        } else if (left.present || right.present) {
            const SideAccount &only = left.present ? left : right;
            if (only.arr == 0 && !only.everHadArr && only.status != "active")
                return;
            ++m_result.inEither;
            noteMissing(account, left.present);
        }
    }

    Break blank(int account, const char *field, BreakType type) const
    {
        Break found;
        found.account = account;
        found.field = field;
        found.type = type;
        found.leftId = joined(m_left.at(account).recordIds, ";");
        found.rightId = joined(m_right.at(account).recordIds, ";");
        return found;
    }

    void addAmountBreak(Break found, CauseFinding finding)
    {
        found.finding = std::move(finding);
        found.delta = found.rightAmount.value_or(0) - found.leftAmount.value_or(0);
        addToBridge(found.finding.cause, found.delta);
        m_result.breaks.push_back(std::move(found));
    }
    void addToBridge(Cause cause, std::int64_t delta)
    {
        BridgeStep &step = m_bridge[std::size_t(cause)];
        step.amount += delta;
        ++step.count;
        m_result.amounts.back().cause = cause; // of the customer being compared
    }

    void noteMissing(int account, bool inLeft)
    {
        const Side &here = inLeft ? m_left : m_right;
        const Side &there = inLeft ? m_right : m_left;
        Break found = blank(account, "arr", inLeft ? BreakType::MissingRight : BreakType::MissingLeft);
        (inLeft ? found.leftAmount : found.rightAmount) = here.at(account).arr;
        const int twin = (inLeft ? m_leftTwins : m_rightTwins).twinOf(account, [&](int other) {
            return here.at(other).present && there.at(other).present;
        });
        if (twin >= 0) {
            found.type = inLeft ? BreakType::DuplicateLeft : BreakType::DuplicateRight;
            addAmountBreak(std::move(found),
                {Cause::Duplicate,
                    {{Message(QD_WORDS("Causes", "The same company as %1 in %2"),
                        {m_result.accounts->at(twin).name, here.name()})}}});
        } else if (familyAgrees(account)) {
            addAmountBreak(std::move(found), {Cause::ParentChild, {{familyAgreement()}}});
        } else if (const Money *held = heldAmount(account, inLeft)) {
            addAmountBreak(std::move(found),
                {Cause::WrongSign,
                    {{Message(QD_WORDS("Causes", "The quarantine of %1 holds it with %2"), {there.name(), *held})}}});
        } else if (const auto start = here.at(account).contractStart;
                   start && daysBetween(*start, here.asOf()) < NewContractDays) {
            addAmountBreak(std::move(found),
                {Cause::NotYetBilled, {{Message(QD_WORDS("Causes", "Its contract starts on %1"), {*start})}}});
        } else {
            addAmountBreak(
                std::move(found), {Cause::Missing, {{Message(QD_WORDS("Causes", "No record in %1"), {there.name()})}}});
        }
    }

    /// What the side that lacks the customer holds back for it, if that is the other's amount below zero.
    [[nodiscard]] const Money *heldAmount(int account, bool inLeft) const
    {
        const Side &here = inLeft ? m_left : m_right;
        const Side &there = inLeft ? m_right : m_left;
        for (const Money &amount : (inLeft ? m_rightHeld : m_leftHeld).amountsOf(account)) {
            const auto value = there.book().rates().toBase(amount.minor, amount.currency, there.asOf());
            if (value && m_tolerances.amount.covers(-*value, here.at(account).arr))
                return &amount;
        }
        return nullptr;
    }

    void compareAmounts(int account)
    {
        const std::int64_t left = m_left.at(account).arr;
        const std::int64_t right = m_right.at(account).arr;
        const bool bothKnown =
            m_left.hasArr() && m_right.hasArr() && m_left.at(account).arrKnown && m_right.at(account).arrKnown;
        const bool agrees = m_tolerances.amount.covers(left, right);
        if (bothKnown)
            m_fields.add("arr", agrees);
        if (bothKnown && !agrees) {
            Break found = blank(account, "arr", BreakType::Amount);
            found.leftAmount = left;
            found.rightAmount = right;
            const std::string leftTwice = duplicateRecord(m_left, account, right, m_tolerances.amount);
            const std::string rightTwice = duplicateRecord(m_right, account, left, m_tolerances.amount);
            if (!leftTwice.empty() || !rightTwice.empty()) {
                found.type = leftTwice.empty() ? BreakType::DuplicateRight : BreakType::DuplicateLeft;
                const std::string &twice = leftTwice.empty() ? rightTwice : leftTwice;
                addAmountBreak(std::move(found),
                    {Cause::Duplicate,
                        {{Message(QD_WORDS("Causes", "Without record %1 the amounts agree"), {twice})}}});
                return;
            }
            addAmountBreak(
                std::move(found), explainAmount(m_left, m_right, account, m_tolerances.amount, familyAgrees(account)));
        } else if (!bothKnown) {
            if (left != right)
                addToBridge(Cause::Missing, right - left); // one system gives no amount
        } else {
            ++m_result.matched;
            if (left != right)
                addToBridge(Cause::Rounding, right - left);
        }
        compareFields(account);
    }

    void compareFields(int account)
    {
        const SideAccount &left = m_left.at(account);
        const SideAccount &right = m_right.at(account);
        if (left.renewalDate && right.renewalDate
            && !agree("renewal_date", areNear(*left.renewalDate, *right.renewalDate, m_tolerances.renewalDays)))
            addFieldBreak(account, "renewal_date", BreakType::RenewalDate, left.renewalDate->iso(),
                right.renewalDate->iso(), explainRenewalDate(m_left, m_right, account));
        if (!left.owner.empty() && !right.owner.empty()
            && !agree("owner", m_people.samePerson(left.owner, right.owner)))
            addFieldBreak(account, "owner", BreakType::Owner, left.owner, right.owner,
                unexplained(QD_WORDS("Causes", "Different people by the roster")));
        const std::array<std::tuple<const char *, BreakType, const std::string *, const std::string *>, 3> texts{
            std::tuple{"segment", BreakType::Segment, &left.segment, &right.segment},
            {"lifecycle_stage", BreakType::LifecycleStage, &left.lifecycleStage, &right.lifecycleStage},
            {"status", BreakType::Status, &left.status, &right.status}};
        for (const auto &[field, type, a, b] : texts) {
            if (!a->empty() && !b->empty() && !agree(field, equalsIgnoringCase(trimmed(*a), trimmed(*b))))
                addFieldBreak(account, field, type, *a, *b, unexplained(QD_WORDS("Causes", "The texts differ")));
        }
        countContracts(account);
    }

    /// What contracts say beside amount and end: counted, but no breaks.
    void countContracts(int account)
    {
        const auto leftAmount = m_left.nativeArr(account);
        const auto rightAmount = m_right.nativeArr(account);
        if (leftAmount && rightAmount)
            agree("currency", leftAmount->currency == rightAmount->currency);
        const auto leftStart = m_left.at(account).startDate;
        const auto rightStart = m_right.at(account).startDate;
        if (leftStart && rightStart)
            agree("start_date", areNear(*leftStart, *rightStart, m_tolerances.startDays));
        const std::vector<std::string> leftProducts = m_left.products(account);
        if (leftProducts.empty())
            return;
        const std::vector<std::string> rightProducts = m_right.products(account);
        if (!rightProducts.empty())
            agree("products", leftProducts == rightProducts);
    }

    bool agree(const char *field, bool agrees)
    {
        m_fields.add(field, agrees);
        return agrees;
    }
    static bool areNear(Date a, Date b, int days) { return std::abs(daysBetween(a, b)) <= days; }
    static CauseFinding unexplained(Message why) { return {Cause::Unexplained, {{std::move(why)}}}; }

    void addFieldBreak(
        int account, const char *field, BreakType type, std::string left, std::string right, CauseFinding finding)
    {
        Break found = blank(account, field, type);
        found.leftValue = std::move(left);
        found.rightValue = std::move(right);
        found.finding = std::move(finding);
        m_result.breaks.push_back(std::move(found));
    }

    const ReconcileOptions &m_options;
    Tolerances m_tolerances;
    const Side &m_left;
    const Side &m_right;
    Twins m_leftTwins;
    Twins m_rightTwins;
    HeldCustomers m_leftHeld;
    HeldCustomers m_rightHeld;
    const identity::PersonIndex &m_people;
    FieldCounts m_fields;
    std::vector<Family> m_families;
    std::array<BridgeStep, CauseCount> m_bridge{};
    Reconciliation m_result;
};

} // namespace

const char *toString(BreakType type)
{
    switch (type) {
    case BreakType::MissingLeft:
        return "missing_left";
    case BreakType::MissingRight:
        return "missing_right";
    case BreakType::DuplicateLeft:
        return "duplicate_left";
    case BreakType::DuplicateRight:
        return "duplicate_right";
    case BreakType::Amount:
        return "amount";
    case BreakType::RenewalDate:
        return "renewal_date";
    case BreakType::Owner:
        return "owner";
    case BreakType::Segment:
        return "segment";
    case BreakType::LifecycleStage:
        return "lifecycle_stage";
    case BreakType::Status:
        return "status";
    }
    return "amount";
}

Result<Sides> sidesOf(const portfolio::Portfolio &portfolio, const ReconcileOptions &options)
{
    const Date asOf =
        options.asOf.value_or(options.list ? options.left.asOf : std::max(options.left.asOf, options.right.asOf));
    auto left = Side::of(portfolio, options.left, asOf);
    if (!left)
        return left.error();
    auto right = options.list ? Side::ofList(portfolio, *options.list, options.left, asOf)
                              : Side::of(portfolio, options.right, asOf);
    if (!right)
        return right.error();
    return Sides{std::move(*left), std::move(*right)};
}

Result<Reconciliation> reconcile(
    const portfolio::Portfolio &portfolio, const ReconcileOptions &options, Progress &progress)
{
    const auto sides = sidesOf(portfolio, options);
    if (!sides)
        return sides.error();
    return Comparison(portfolio, options, sides->left, sides->right).run(progress);
}

int customersWithArr(const Reconciliation &reconciliation, bool left)
{
    return int(std::count_if(reconciliation.amounts.begin(), reconciliation.amounts.end(),
        [&](const AmountPair &pair) { return (left ? pair.left : pair.right) > 0; }));
}

DifferenceParts partsOfDifference(const Reconciliation &reconciliation)
{
    DifferenceParts parts;
    for (const Break &found : reconciliation.breaks)
        parts.breaks += found.delta;
    for (const BridgeStep &step : reconciliation.bridge) {
        if (step.cause == Cause::Rounding)
            parts.rounding += step.amount;
    }
    parts.total = reconciliation.rightTotal - reconciliation.leftTotal;
    parts.notGiven = parts.total - parts.breaks - parts.rounding;
    return parts;
}

} // namespace qd::reconcile
