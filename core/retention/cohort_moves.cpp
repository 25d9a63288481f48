#include "core/retention/cohort_moves.h"

#include "core/base/words.h"

namespace qd::retention {

const char *nameOf(CohortMove move)
{
    switch (move) {
    case CohortMove::Unchanged:
        return QT_TRANSLATE_NOOP("Words", "Unchanged");
    case CohortMove::Expanded:
        return QT_TRANSLATE_NOOP("Words", "Expanded");
    case CohortMove::Contracted:
        return QT_TRANSLATE_NOOP("Words", "Contracted");
    case CohortMove::Gone:
        return QT_TRANSLATE_NOOP("Words", "Gone");
    case CohortMove::Returned:
        return QT_TRANSLATE_NOOP("Words", "Returned");
    }
    return "";
}

std::optional<CohortMove> moveOf(const CohortMember &member)
{
    if (member.before == 0 && member.now == 0)
        return std::nullopt;
    if (member.before == 0)
        return CohortMove::Returned;
    if (member.now == 0)
        return CohortMove::Gone;
    if (member.now == member.before)
        return CohortMove::Unchanged;
    return member.now > member.before ? CohortMove::Expanded : CohortMove::Contracted;
}

std::vector<CohortMoveRow> movesOf(std::span<const CohortMember> members)
{
    std::vector<CohortMoveRow> rows;
    for (const CohortMove move : AllCohortMoves)
        rows.push_back({move});
    for (const CohortMember &member : members) {
        const auto move = moveOf(member);
        if (!move)
            continue;
        CohortMoveRow &row = rows[std::size_t(*move)];
        ++row.customers;
        row.before += member.before; // within the sums of the cell, which 64 bits hold
        row.now += member.now;
    }
    return rows;
}

CohortMoveRow sumOf(std::span<const CohortMoveRow> rows)
{
    CohortMoveRow all;
    for (const CohortMoveRow &row : rows) {
        all.customers += row.customers;
        all.before += row.before;
        all.now += row.now;
    }
    return all;
}

} // namespace qd::retention
