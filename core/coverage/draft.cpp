#include "core/coverage/draft.h"

#include "core/coverage/eligibility.h"

#include <algorithm>
#include <unordered_map>

namespace qd::coverage {

namespace {

const std::string &accountId(const CoverageInput &input, const AccountLoad &load)
{
    return input.accounts->at(load.account).id;
}

} // namespace

Draft withMove(const CoverageInput &input, Draft draft, int load, int csm, const Message &why)
{
    const AccountLoad &moved = input.loads[std::size_t(load)];
    const std::string &id = accountId(input, moved);
    std::erase_if(draft.moves, [&](const PlannedMove &move) { return move.account == id; });
    if (csm >= 0 && csm != moved.csm)
        draft.moves.push_back({id, input.roster.csms[std::size_t(csm)].id, why});
    return draft;
}

DraftBooks applyDraft(const CoverageInput &input, const Draft &draft)
{
    std::unordered_map<std::string, int> csms;
    for (std::size_t i = 0; i < input.roster.csms.size(); ++i)
        csms.emplace(input.roster.csms[i].id, int(i));
    std::unordered_map<std::string, int> loads;
    for (std::size_t i = 0; i < input.loads.size() && !draft.moves.empty(); ++i)
        loads.emplace(accountId(input, input.loads[i]), int(i));

    DraftBooks result{input.loads, {}, {}};
    for (const PlannedMove &move : draft.moves) {
        const auto load = loads.find(move.account);
        const auto csm = csms.find(move.csm);
        if (load == loads.end() || csm == csms.end())
            continue;
        AccountLoad &moved = result.loads[std::size_t(load->second)];
        if (moved.csm == csm->second)
            continue;
        result.moves.push_back({load->second, moved.csm, csm->second, moved.hours, move.why});
        moved.csm = csm->second;
    }
    result.books = booksOf(input, result.loads);
    return result;
}

Result<void> mayTake(const CoverageInput &input, const AccountLoad &load, int csm)
{
    const Csm &taker = input.roster.csms[std::size_t(csm)];
    const Message reason = obstacle(input, load, csm);
    if (reason.isEmpty())
        return {};
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Coverage", "%1 stays where it is, for the move is to %2, %3."),
            {input.accounts->at(load.account).name, taker.name, Sentences(reason)}}};
}

std::optional<double> utilisationWith(const Book &book, const AccountLoad &load)
{
    Book more = book;
    more.hours += load.hours;
    return more.utilisation();
}

std::vector<int> mainSegments(const CoverageInput &input)
{
    std::vector<int> segments;
    for (const std::vector<double> &shares : segmentShares(input, input.loads)) {
        const auto most = std::max_element(shares.begin(), shares.end());
        segments.push_back(most == shares.end() || *most <= 0 ? -1 : int(most - shares.begin()));
    }
    return segments;
}

CoverageInput solveInput(const CoverageInput &input, const DraftBooks &draft, int segment, const Scope *scope)
{
    CoverageInput part = input;
    part.loads = draft.loads;
    const std::vector<int> segments = mainSegments(input);
    const auto takesPart = [&](int csm) {
        return segments[std::size_t(csm)] == segment && (!scope || scope->concerns(csm));
    };
    for (std::size_t i = 0; i < segments.size(); ++i) {
        if (!takesPart(int(i)))
            part.roster.csms[i].fte = 0;
    }
    for (std::size_t i = 0; i < part.loads.size(); ++i) {
        AccountLoad &load = part.loads[i];
        const bool isVacancy = load.segment == segment && (!scope || scope->holds(int(i)));
        if (load.csm < 0 ? !isVacancy : !takesPart(load.csm))
            load.segment = -1;
    }
    for (const DraftMove &move : draft.moves) {
        if (const AccountLoad &moved = part.loads[std::size_t(move.load)]; moved.segment >= 0)
            part.model.assign.pins.push_back(accountId(input, moved));
    }
    return part;
}

std::vector<Handover> handoversOf(const std::vector<DraftMove> &moves)
{
    std::vector<Handover> handovers;
    for (const DraftMove &move : moves)
        handovers.push_back({move.load, move.from, move.to, {}, move.why});
    return handovers;
}

} // namespace qd::coverage
