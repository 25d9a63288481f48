#include "core/answers/customer_ties.h"

#include "core/answers/answers_store.h"
#include "core/signals/signal.h"

#include <algorithm>
#include <tuple>

namespace qd::answers {

namespace {

using Contract = CustomerRecord::Contract;
using Stakeholder = CustomerRecord::Stakeholder;

Contract::State stateOf(const portfolio::ArrPiece &piece, Date day)
{
    if (piece.inForceOn(day))
        return Contract::State::InForce;
    return piece.from > day ? Contract::State::Ahead : Contract::State::Ended;
}

Result<Contract> contractOf(const portfolio::ArrBook &book, const portfolio::ArrPiece &piece, Date day)
{
    const auto arr = book.rates().toBase(piece.annualMinor, piece.currency, day);
    if (!arr)
        return arr.error();
    return Contract{piece.recordId, piece.product < 0 ? std::string() : book.products()[std::size_t(piece.product)],
        piece.start, piece.statedEnd, *arr, stateOf(piece, day)};
}

} // namespace

Result<void> addContracts(const portfolio::ArrBook &book, int account, CustomerRecord &record)
{
    if (book.source().basis != portfolio::ArrBasis::Subscriptions)
        return {};
    const Date day = book.day();
    for (const portfolio::ArrPiece &piece : book.pieces()) {
        if (piece.account != account)
            continue;
        auto contract = contractOf(book, piece, day);
        if (!contract)
            return contract.error();
        // A contract may be in parts, each with a value of its own: the one in force counts, else the last.
        const auto same = std::ranges::find(record.contracts, contract->id, &Contract::id);
        if (same == record.contracts.end())
            record.contracts.push_back(std::move(*contract));
        else if (same->state != Contract::State::InForce)
            *same = std::move(*contract);
    }
    std::ranges::sort(record.contracts,
        [](const Contract &a, const Contract &b) { return std::tie(a.from, a.id) < std::tie(b.from, b.id); });
    return {};
}

void addStakeholders(const store::Workspace &workspace, Date day, CustomerRecord &record)
{
    record.stakeholders = contactsOf(workspace, record.account.id, day);
    for (Stakeholder &contact : record.stakeholders) {
        const bool isSilent = !contact.lastContacted || daysBetween(*contact.lastContacted, day) > signs::SponsorDays;
        contact.isSilent = contact.isSponsor && !contact.left && isSilent;
        contact.hasChampionLeft = contact.isChampion && contact.left;
    }
    std::ranges::stable_sort(record.stakeholders, [](const Stakeholder &a, const Stakeholder &b) {
        return std::tuple(!a.isChampion, !a.isSponsor, std::string_view(a.role), std::string_view(a.id))
            < std::tuple(!b.isChampion, !b.isSponsor, std::string_view(b.role), std::string_view(b.id));
    });
}

} // namespace qd::answers
