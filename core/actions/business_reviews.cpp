#include "core/actions/business_reviews.h"

#include "core/base/text.h"
#include "core/base/words.h"
#include "core/identity/customer_places.h"
#include "core/renewals/known_renewals.h"
#include "core/signals/by_account.h"
#include "core/signals/known_fields.h"
#include "core/signals/signals.h"
#include "core/store/settings.h"
#include "core/store/signal_rows.h"

#include <algorithm>
#include <map>

namespace qd::actions {

namespace {

/// A review that was held.
struct Review {
    Date day;
};

/// How a customer stands on a day.
struct Standing {
    bool isEligible = false;
    bool isDone = false;
    int months = 0; ///< its cadence
    std::optional<Date> last;
    std::optional<Date> first; ///< first day in force
};

bool wasHeld(const store::ActivityRow &row)
{
    const std::string outcome = lowered(trimmed(row.outcome));
    return row.type == "qbr" && outcome != "cancelled" && outcome != "no_show";
}

/// What standings of any day are told from, read once.
class ReviewBook {
public:
    [[nodiscard]] static Result<ReviewBook> read(
        const store::Workspace &workspace, const std::shared_ptr<const portfolio::Portfolio> &portfolio)
    {
        auto contracts = signs::KnownContracts::read(workspace, *portfolio);
        if (!contracts)
            return contracts.error();
        auto terms = renewals::RenewalData::read(workspace, *portfolio);
        if (!terms)
            return terms.error();
        const auto cadences = store::cadenceSetting(portfolio->setting(store::CadenceSetting));
        if (!cadences)
            return store::checkSetting(store::CadenceSetting, portfolio->setting(store::CadenceSetting)).error();
        ReviewBook book{std::move(*contracts), signs::KnownFields(workspace, portfolio), std::move(*terms), {},
            identity::CustomerPlaces(portfolio->accounts()), {}};
        for (const auto &[segment, months] : *cadences)
            book.m_cadences.emplace(caseFolded(segment), months);
        store::forEachActivity(workspace, [&](const store::ActivityRow &row) {
            const int owner = wasHeld(row) ? portfolio->accounts().ownerOfRecord(row.source, row.accountId) : -1;
            if (owner >= 0)
                book.m_customers.forEachPlaceOf(owner, [&](int place) { book.m_reviews.add(place, {row.date}); });
        });
        book.m_reviews.settle(book.m_customers.size());
        return book;
    }

    [[nodiscard]] const portfolio::ArrBook &now() const { return m_contracts.book(); }
    [[nodiscard]] const signs::KnownFields &fields() const { return m_fields; }
    [[nodiscard]] const std::shared_ptr<const renewals::RenewalData> &terms() const { return m_terms; }

    /// By directory index.
    [[nodiscard]] Result<std::vector<Standing>> on(Date day) const
    {
        const portfolio::ArrBook book = m_contracts.bookOn(day);
        const auto arr = book.accountValues(day, day);
        if (!arr)
            return arr.error();
        const auto first = signs::firstDaysInForce(book, day, m_fields.contractStarts());
        const std::vector<char> isUnderNotice = underNotice(book, day);
        const std::vector<std::string> &segments = m_fields.on("segment", day);
        std::vector<Standing> standings(arr->size());
        for (std::size_t i = 0; i < standings.size(); ++i) {
            Standing &standing = standings[i];
            const auto cadence = m_cadences.find(caseFolded(trimmed(segments[i])));
            if (cadence == m_cadences.end())
                continue;
            standing.months = cadence->second;
            standing.first = first[i];
            standing.isEligible =
                (*arr)[i] > 0 && first[i] && *first[i] <= day.plusDays(-ReviewStartDays) && isUnderNotice[i] == 0;
            if (const auto held = m_reviews.until(m_customers.placeOn(int(i), day), day); !held.empty())
                standing.last = held.back().day;
            standing.isDone =
                standing.last && *standing.last > day.plusMonths(-standing.months).plusDays(-ReviewGraceDays);
        }
        return standings;
    }

private:
    ReviewBook(signs::KnownContracts contracts, signs::KnownFields fields,
        std::shared_ptr<const renewals::RenewalData> terms, std::map<std::string, int> cadences,
        identity::CustomerPlaces customers, signs::ByAccount<Review> reviews)
        : m_contracts(std::move(contracts))
        , m_fields(std::move(fields))
        , m_terms(std::move(terms))
        , m_cadences(std::move(cadences))
        , m_customers(std::move(customers))
        , m_reviews(std::move(reviews))
    {
    }

    [[nodiscard]] std::vector<char> underNotice(const portfolio::ArrBook &book, Date day) const
    {
        std::vector<char> found(std::size_t(book.accounts().size()), 0);
        if (book.source().basis != portfolio::ArrBasis::Subscriptions)
            return found;
        for (const portfolio::ArrPiece &piece : book.pieces()) {
            const renewals::Term *term =
                piece.inForceOn(day) ? m_terms->term(book.source().name, piece.recordId) : nullptr;
            if (term && term->isUnderNotice(day))
                found[std::size_t(piece.account)] = 1;
        }
        return found;
    }

    signs::KnownContracts m_contracts;
    signs::KnownFields m_fields;
    std::shared_ptr<const renewals::RenewalData> m_terms;
    std::map<std::string, int> m_cadences; ///< months by folded segment
    identity::CustomerPlaces m_customers; ///< what m_reviews counts as accounts
    signs::ByAccount<Review> m_reviews;
};

void count(ReviewRow &row, const Standing &standing)
{
    ++row.eligible;
    row.done += standing.isDone ? 1 : 0;
}

void addRows(
    ReviewCompletion &completion, const std::vector<Standing> &standings, const std::vector<std::string> &groups)
{
    completion.rows.push_back({"total"});
    std::map<std::pair<bool, std::string>, ReviewRow> found; // those without a value last
    for (std::size_t i = 0; i < standings.size(); ++i) {
        const Standing &standing = standings[i];
        if (!standing.isEligible)
            continue;
        count(completion.rows.front(), standing);
        if (!groups.empty()) {
            const std::string group = groups[i].empty() ? NoGroup : groups[i];
            ReviewRow &row = found[{group == NoGroup, group}];
            row.group = group;
            count(row, standing);
        }
        if (!standing.isDone)
            completion.late.push_back({int(i), standing.last,
                standing.last.value_or(standing.first.value_or(completion.day)).plusMonths(standing.months)});
    }
    for (auto &[key, row] : found)
        completion.rows.push_back(std::move(row));
}

Result<void> addRenewals(ReviewCompletion &completion, const ReviewBook &book,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const std::function<bool(int)> &only,
    Progress &progress)
{
    constexpr int YearMonths = 12;
    const Date day = completion.day;
    const auto known = renewals::KnownRenewals::on(portfolio, book.terms(), day);
    if (!known)
        return known.error();
    const auto cases = known->casesIn({day.plusMonths(-YearMonths).plusDays(1), day});
    if (!cases)
        return cases.error();
    std::map<Date, std::vector<const renewals::RenewalCase *>> byLead; // a day's standings are worked out once
    for (const renewals::RenewalCase &renewal : *cases) {
        if (renewal.isSettled() && (!only || only(renewal.account)))
            byLead[renewal.due.plusDays(-ReviewLeadDays)].push_back(&renewal);
    }
    progress.begin(QD_WORDS("Progress", "Looking at renewals"), std::int64_t(byLead.size()));
    std::int64_t looked = 0;
    for (const auto &[lead, due] : byLead) {
        const auto standings = book.on(lead);
        if (!standings)
            return standings.error();
        for (const renewals::RenewalCase *renewal : due) {
            const Standing &standing = (*standings)[std::size_t(renewal->account)];
            if (!standing.isEligible)
                continue;
            ReviewedRenewals &figure = standing.isDone ? completion.done : completion.notDone;
            ++figure.settled;
            figure.renewed += renewal->state == renewals::RenewalState::Renewed ? 1 : 0;
        }
        if (!progress.step(++looked))
            return cancelled();
    }
    return {};
}

} // namespace

std::optional<double> ReviewRow::rate() const
{
    return eligible > 0 ? std::optional(double(done) / eligible) : std::nullopt;
}

std::optional<double> ReviewedRenewals::rate() const
{
    return settled > 0 ? std::optional(double(renewed) / settled) : std::nullopt;
}

Result<ReviewCompletion> reviewCompletion(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, std::optional<Date> asOf, const std::string &by,
    Progress &progress, const std::function<bool(int)> &only)
{
    const auto book = ReviewBook::read(workspace, portfolio);
    if (!book)
        return book.error();
    ReviewCompletion completion;
    completion.day = asOf.value_or(signs::latestDay(*portfolio, book->now()));
    auto standings = book->on(completion.day);
    if (!standings)
        return standings.error();
    for (std::size_t i = 0; i < standings->size() && only; ++i)
        (*standings)[i].isEligible = (*standings)[i].isEligible && only(int(i));
    addRows(completion, *standings, by.empty() ? std::vector<std::string>() : book->fields().on(by, completion.day));
    if (auto added = addRenewals(completion, *book, portfolio, only, progress); !added)
        return added.error();
    return completion;
}

} // namespace qd::actions
