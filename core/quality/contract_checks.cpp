#include "core/quality/findings.h"

#include "core/portfolio/subscription_terms.h"

#include <algorithm>
#include <set>
#include <span>

namespace qd::quality {

namespace {

using Contracts = std::span<const KnownContract>;

/// The next contract of the same customer and product begins this many days after the last day in force, or is no
/// continuation: on the next day it is one without a gap, later than 90 days a customer that came back.
constexpr int ShortestGap = 2;
constexpr int LongestGap = 90;

Date lastDay(const KnownContract &contract)
{
    return contract.until.plusDays(-1);
}

/// Runs of contracts that `same` holds for, in their order.
template <typename Same, typename Visit>
void forEachRun(Contracts contracts, Same same, Visit visit)
{
    for (std::size_t begin = 0; begin < contracts.size();) {
        std::size_t end = begin + 1;
        while (end < contracts.size() && same(contracts[begin], contracts[end]))
            ++end;
        visit(contracts.subspan(begin, end - begin));
        begin = end;
    }
}

Message overlapWords(const KnownContract &other, Date first, Date last)
{
    if (last.plusDays(1) >= portfolio::EndOfTime)
        return {QD_WORDS("Quality", "Overlaps with %1 from %2 on."), {other.id, first}};
    return {QD_WORDS("Quality", "Overlaps with %1 from %2 to %3."), {other.id, first, last}};
}

bool ofOneSource(const KnownContract &a, const KnownContract &b)
{
    return a.source == b.source;
}

bool ofOneProduct(const KnownContract &a, const KnownContract &b)
{
    return a.account == b.account && a.product == b.product;
}

/// The checks of one source.
class ContractChecks {
public:
    ContractChecks(const QualityData &data, Findings &findings, Contracts contracts)
        : m_data(data)
        , m_findings(findings)
        , m_contracts(contracts)
    {
    }
    Result<void> run()
    {
        std::int64_t ended = 0;
        for (const KnownContract &contract : m_contracts)
            ended += hasEnded(contract) ? 1 : 0;
        const std::string &source = m_contracts.front().source;
        m_overlap = m_findings.begin(Check::Overlap, source, "subscriptions", {}, std::int64_t(m_contracts.size()));
        m_gaps = m_findings.begin(Check::Gaps, source, "subscriptions", {}, ended);
        auto rates = m_data.portfolio->ratesFor(source);
        if (!rates)
            m_findings.note(rates.error().message);
        bool stopped = false;
        forEachRun(m_contracts, ofOneProduct, [&](Contracts run) {
            stopped = stopped || !m_data.progress.step(0);
            if (stopped || run.front().account < 0)
                return;
            addOverlaps(run, rates ? &*rates : nullptr);
            addGaps(run);
        });
        if (stopped)
            return cancelled();
        if (m_sum)
            m_findings.at(m_overlap).amount = Amount{*m_sum};
        return {};
    }

private:
    bool hasEnded(const KnownContract &contract) const { return lastDay(contract) < m_data.day; }

    int placeOf(const KnownContract &contract) { return m_findings.place(contract.id, contract.batch, contract.line); }

    /// Whether two contracts of the same customer were so on a day already: before a merger both stay apart.
    bool wereOfOneCustomer(const KnownContract &a, const KnownContract &b, Date day) const
    {
        const identity::AccountDirectory &accounts = m_data.portfolio->accounts();
        const Date then = std::min(day, m_data.day);
        return !accounts.hasMergers()
            || accounts.holderOfRecord(a.source, a.accountId, then)
            == accounts.holderOfRecord(b.source, b.accountId, then);
    }

    /// Contracts that begin while an earlier one is in force; those stand in the order of their first days.
    void addOverlaps(Contracts run, const portfolio::FxRates *rates)
    {
        std::vector<const KnownContract *> inForce;
        for (const KnownContract &contract : run) {
            std::erase_if(inForce, [&](const KnownContract *other) { return other->until <= contract.first; });
            for (const KnownContract *other : inForce) {
                const Date last = std::min(lastDay(*other), lastDay(contract)); // in common
                if (!wereOfOneCustomer(*other, contract, last))
                    continue;
                m_findings.fail(m_overlap, contract.account, placeOf(contract),
                    m_findings.detail(overlapWords(*other, contract.first, last)));
                add(*other, contract, rates);
            }
            inForce.push_back(&contract);
        }
    }

    /// The smaller of two values to the sum, while all can be converted and added.
    void add(const KnownContract &a, const KnownContract &b, const portfolio::FxRates *rates)
    {
        if (!m_sum || !rates) {
            m_sum.reset();
            return;
        }
        const auto left = rates->toBase(a.annual.minor, a.annual.currency, m_data.day);
        const auto right = rates->toBase(b.annual.minor, b.annual.currency, m_data.day);
        std::int64_t sum = 0;
        if (!left || !right || __builtin_add_overflow(*m_sum, std::min(*left, *right), &sum)) {
            m_findings.note(!left ? left.error().message
                    : !right      ? right.error().message
                             : Message{QD_WORDS("Quality", "The overlap of %1 is too large to add up."), {a.source}});
            m_sum.reset();
            return;
        }
        m_sum = sum;
    }

    void addGaps(Contracts run)
    {
        for (const KnownContract &contract : run) {
            const Date next = contract.until;
            if (!hasEnded(contract) || std::ranges::any_of(run, [&](const KnownContract &other) {
                    return other.first <= next && next < other.until && wereOfOneCustomer(contract, other, next);
                }))
                continue;
            auto successor =
                std::ranges::lower_bound(run, lastDay(contract).plusDays(ShortestGap), {}, &KnownContract::first);
            while (successor != run.end() && !wereOfOneCustomer(contract, *successor, successor->first))
                ++successor;
            if (successor == run.end() || daysBetween(lastDay(contract), successor->first) > LongestGap)
                continue;
            m_findings.fail(m_gaps, contract.account, placeOf(contract),
                m_findings.detail({QD_WORDS_N("Quality", "Ended on %1; %2 starts %3 days later.",
                                       "Ended on %1; %2 starts %3 day later."),
                    {lastDay(contract), successor->id, Count{daysBetween(lastDay(contract), successor->first)}}}));
        }
    }

    const QualityData &m_data;
    Findings &m_findings;
    Contracts m_contracts;
    int m_overlap = -1;
    int m_gaps = -1;
    std::optional<std::int64_t> m_sum = 0; ///< base minor units; nothing once it cannot be told
};

/// Currencies in which any system has a value in force on the day, 0 too; one whose rate is too old fails, and one that
/// has none where an amount needs it.
void checkRates(const QualityData &data, Findings &findings)
{
    std::set<Currency> used;
    std::map<Currency, Message> failed;
    for (const portfolio::ArrSource &source : data.portfolio->sources()) {
        const auto book = data.portfolio->book(source, data.day);
        if (!book)
            continue;
        for (const portfolio::ArrPiece &piece : book->pieces()) {
            if (!piece.inForceOn(data.day) || piece.currency == book->currency())
                continue;
            used.insert(piece.currency);
            if (const auto value = book->rates().toBase(piece.annualMinor, piece.currency, data.day); !value)
                failed.emplace(piece.currency, value.error().message);
        }
        for (const portfolio::StaleRate &rate : book->staleRatesOn(data.day))
            failed.emplace(rate.currency, sentence(rate));
    }
    if (used.empty())
        return;
    const int figure = findings.begin(Check::StaleRates, {}, "fx_rates", {}, std::int64_t(used.size()));
    for (auto &[currency, why] : failed)
        findings.fail(figure, -1, findings.place(currency.code(), 0, 0), findings.detail(std::move(why)));
}

} // namespace

Result<void> checkContracts(const QualityData &data, Findings &findings)
{
    Result<void> done;
    forEachRun(data.contracts, ofOneSource, [&](Contracts ofSource) {
        if (done)
            done = ContractChecks(data, findings, ofSource).run();
    });
    if (done)
        checkRates(data, findings);
    return done;
}

} // namespace qd::quality
