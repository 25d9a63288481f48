#include "core/signals/known_book.h"

#include "core/portfolio/grace_book.h"
#include "core/store/kept_values.h"
#include "core/store/settings.h"
#include "core/store/signal_rows.h"

#include <algorithm>
#include <unordered_map>

namespace qd::signs {

namespace {

using portfolio::ArrBasis;
using portfolio::ArrBook;
using portfolio::ArrContracts;
using portfolio::ArrPiece;

/// The days in force that dates state, without the days for which the amount holds.
portfolio::InForce statedDays(const ArrPiece &piece)
{
    return portfolio::statedDays({piece.start, piece.statedEnd, piece.cancelled});
}

int wholeMonths(Date from, Date to)
{
    int months = monthsBetween(Month::of(from), Month::of(to));
    while (months > 0 && from.plusMonths(months) > to)
        --months;
    return months;
}

} // namespace

/// What record_history has of the dates of the source's subscriptions, by id.
struct KnownContracts::Reading {
    using ById = std::unordered_map<std::string, std::vector<Entry>>;
    ById ends;
    ById cancellations;
    ById notices;
    std::unordered_map<std::string, Knowledge> knowledge;

    bool isSeen = false; ///< Knowing::Seen

    Reading(const store::Workspace &workspace, const std::string &source, Knowing knowing)
        : isSeen(knowing == Knowing::Seen)
    {
        store::forEachKeptValue(workspace, "subscriptions", [&](const store::KeptValueRow &row) {
            ById *const dates = row.field == "end_date" ? &ends
                : row.field == "cancelled_date"         ? &cancellations
                : row.field == "notice_date"            ? &notices
                                                        : nullptr;
            if (dates && row.source == source)
                (*dates)[std::string(row.recordId)].push_back({row.asOf, Date::fromIso(row.value)});
        });
        store::forEachSubscriptionKnown(workspace, [&](const store::SubscriptionKnownRow &row) {
            if (row.source == source)
                add(row);
        });
    }
    void add(const store::SubscriptionKnownRow &row)
    {
        const std::string id(row.id);
        const Date firstSight = row.firstSight.value_or(row.start);
        const Date byDates = row.created.value_or(std::min(row.start, firstSight));
        Knowledge each{isSeen ? std::max(byDates, firstSight) : byDates, {row.start, row.end, row.cancelled},
            row.notice, ends[id], cancellations[id]};
        for (std::vector<Entry> *const dates : {&each.ends, &each.cancellations}) {
            if (!dates->empty() && dates->front().asOf > firstSight)
                dates->insert(dates->begin(), {firstSight, std::nullopt}); // it was seen before without a date
        }
        if (each.cancellations.empty())
            each.cancellations.push_back({firstSight, row.cancelled});
        for (const Entry &entry : notices[id]) {
            if (!each.notice)
                each.notice = entry.value;
        }
        if (mayDiffer(each))
            knowledge.emplace(id, std::move(each));
    }
};

bool KnownContracts::mayDiffer(const Knowledge &knowledge)
{
    return knowledge.from > knowledge.now.start || !knowledge.ends.empty() || knowledge.cancellations.size() > 1
        || (knowledge.notice && knowledge.now.cancelled && *knowledge.notice > *knowledge.now.cancelled);
}

Result<KnownContracts> KnownContracts::read(
    const store::Workspace &workspace, const portfolio::Portfolio &portfolio, Knowing knowing)
{
    auto book = portfolio.book();
    if (!book)
        return book.error();
    const Result<int> grace = store::graceDays(workspace);
    if (!grace)
        return grace.error();
    KnownContracts known;
    known.m_graceDays = *grace;
    known.m_book = std::make_shared<const ArrBook>(std::move(*book));
    ArrContracts contracts{known.m_book->pieces(), known.m_book->products(), known.m_book->lastKnownDay()};
    if (known.m_book->source().basis == ArrBasis::Subscriptions) {
        for (ArrPiece &piece : contracts.pieces)
            portfolio::setStatedDays(piece);
        portfolio::sortPieces(contracts.pieces);
        Reading reading(workspace, known.m_book->source().name, knowing);
        std::unordered_map<std::string, int> places;
        for (const ArrPiece &piece : contracts.pieces) {
            const auto found = reading.knowledge.find(piece.recordId);
            if (found == reading.knowledge.end()) {
                known.m_knowledgeOf.push_back(-1);
                continue;
            }
            const auto [place, isNew] = places.emplace(piece.recordId, int(known.m_knowledge.size()));
            if (isNew)
                known.m_knowledge.push_back(found->second);
            known.m_knowledgeOf.push_back(place->second);
        }
    }
    known.m_contracts = std::make_shared<const ArrContracts>(std::move(contracts));
    return known;
}

std::optional<Date> KnownContracts::on(const std::vector<Entry> &entries, Date day)
{
    std::optional<Date> value = entries.front().value; // holds before the first entry too
    for (const Entry &entry : entries) {
        if (entry.asOf <= day)
            value = entry.value;
    }
    return value;
}

KnownContracts::Terms KnownContracts::termsOn(const Knowledge &knowledge, Date day)
{
    Terms terms = knowledge.now;
    if (!knowledge.ends.empty())
        terms.end = on(knowledge.ends, day);
    terms.cancelled = std::nullopt;
    std::optional<Date> next; // the first that a later file brings
    for (const Entry &entry : knowledge.cancellations) {
        if (entry.asOf <= day)
            terms.cancelled = entry.value;
        else if (!next)
            next = entry.value;
    }
    if (!terms.cancelled && next && knowledge.notice.value_or(*next) <= day)
        terms.cancelled = next;
    return terms;
}

bool KnownContracts::isAsNow(const Knowledge &knowledge, Date day) const
{
    if (day < knowledge.from)
        return knowledge.now.start > day && m_graceDays == 0; // not in force by then either way
    const Terms terms = termsOn(knowledge, day);
    const Terms &now = knowledge.now;
    return terms.end == now.end
        && (terms.cancelled == now.cancelled || (!terms.cancelled && now.cancelled && *now.cancelled > day));
}

ArrBook KnownContracts::bookOn(Date day) const
{
    const auto make = [&](std::shared_ptr<const ArrContracts> contracts) {
        return ArrBook(
            m_book->source(), m_book->accountsPtr(), m_book->rates(), std::move(contracts), m_graceDays, day);
    };
    if (std::ranges::all_of(m_knowledge, [&](const Knowledge &each) { return isAsNow(each, day); }))
        return make(m_contracts);
    ArrContracts known{{}, m_contracts->products, m_contracts->lastKnownDay}; // in order, for first days never change
    for (std::size_t i = 0; i < m_contracts->pieces.size(); ++i) {
        if (m_contracts->pieces[i].start > day && m_graceDays == 0)
            continue; // in force on no day up to this one
        const int place = m_knowledgeOf[i];
        if (place < 0) {
            known.pieces.push_back(m_contracts->pieces[i]);
            continue;
        }
        const Knowledge &knowledge = m_knowledge[std::size_t(place)];
        if (day < knowledge.from)
            continue;
        ArrPiece piece = m_contracts->pieces[i];
        const Terms terms = termsOn(knowledge, day);
        piece.statedEnd = terms.end;
        piece.cancelled = terms.cancelled;
        portfolio::setStatedDays(piece);
        known.pieces.push_back(std::move(piece));
    }
    return make(std::make_shared<const ArrContracts>(std::move(known)));
}

std::vector<std::optional<int>> daysToDue(const ArrBook &book, Date day, std::span<const std::int64_t> arr,
    const std::vector<std::optional<Date>> &renewalDates)
{
    std::vector<std::optional<int>> days(arr.size());
    const auto offer = [&](int account, std::optional<Date> end) {
        std::optional<int> &next = days[std::size_t(account)];
        if (end && *end >= day)
            next = std::min(next.value_or(daysBetween(day, *end)), int(daysBetween(day, *end)));
    };
    if (book.source().basis != ArrBasis::Subscriptions) {
        for (std::size_t i = 0; i < arr.size(); ++i) {
            if (arr[i] > 0)
                offer(int(i), renewalDates[i]);
        }
        return days;
    }
    for (const ArrPiece &piece : book.pieces()) {
        const portfolio::InForce inForce = statedDays(piece); // its grace is no part of it
        const Date from = std::max({inForce.from, piece.valueFrom, piece.termFrom, piece.heldFrom});
        const Date until = std::min({inForce.until, piece.valueUntil, piece.termUntil, piece.heldUntil});
        if (piece.annualMinor > 0 && from <= day && day < until)
            offer(piece.account, piece.statedEnd);
    }
    return days;
}

std::vector<std::optional<Date>> firstDaysInForce(
    const ArrBook &book, Date day, const std::vector<std::optional<Date>> &contractStarts)
{
    std::vector<std::optional<Date>> first(contractStarts.size());
    for (const ArrPiece &piece : book.pieces()) {
        const bool isStated = book.source().basis == ArrBasis::Subscriptions;
        const portfolio::InForce days =
            isStated ? statedDays(piece) : portfolio::InForce{piece.from, piece.until, false};
        if (days.from > day || days.until <= days.from || (!isStated && piece.annualMinor <= 0)
            || piece.heldFrom > day) // another customer's until a merger that is still ahead
            continue;
        const auto account = std::size_t(book.accounts().customerOn(piece.account, day));
        std::optional<Date> from = days.from;
        if (book.source().basis == ArrBasis::Accounts)
            from = contractStarts[account];
        std::optional<Date> &known = first[account];
        if (from && *from <= day)
            known = std::min(known.value_or(*from), *from);
    }
    return first;
}

std::vector<std::optional<int>> monthsOfTenure(
    const ArrBook &book, Date day, const std::vector<std::optional<Date>> &contractStarts)
{
    const std::vector<std::optional<Date>> first = firstDaysInForce(book, day, contractStarts);
    std::vector<std::optional<int>> months(first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        if (first[i])
            months[i] = wholeMonths(*first[i], day);
    }
    return months;
}

} // namespace qd::signs
