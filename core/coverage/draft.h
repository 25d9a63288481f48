#pragma once
#include "core/coverage/handover.h"
#include "core/coverage/scope.h"

namespace qd::coverage {

/// A move somebody plans: by ids, so that it outlives a new import.
struct PlannedMove {
    std::string account; ///< id in the directory
    std::string csm; ///< csm_id it goes to
    Message why; ///< the solver's reason; empty when planned by hand

    bool operator==(const PlannedMove &) const = default;
};

/// Moves somebody plans on top of the imported data, which stay as they are. At most one for each account, in the order
/// they were planned.
struct Draft {
    std::vector<PlannedMove> moves;

    bool operator==(const Draft &) const = default;
};

/// A planned move as the data of the day have it.
struct DraftMove {
    int load = -1; ///< index in CoverageInput::loads
    int from = -1; ///< index in Roster::csms; -1 fills a vacancy
    int to = -1;
    double hours = 0; ///< a month, that change hands
    Message why; ///< as planned
};

/// The books as they would be.
struct DraftBooks {
    std::vector<AccountLoad> loads; ///< as the input's, but for whose they are
    Books books;
    std::vector<DraftMove> moves; ///< those still to be made, in the draft's order
};

/// The draft with the account of load `load` going to `csm`; home again takes its planned move away. Precondition: both
/// are indexes of `input`.
[[nodiscard]] Draft withMove(const CoverageInput &input, Draft draft, int load, int csm, const Message &why = {});

/// Applies every move whose account and CSM there still are and that is not yet true. Hours, ARR and accounts of all
/// books with the vacancies add up to what they were.
[[nodiscard]] DraftBooks applyDraft(const CoverageInput &input, const Draft &draft);

/// InvalidArgument when a CSM cannot take an account: gone or not yet there on the as-of date, without capacity, or not
/// serving its region, segment or language. The sentence names both and the reason.
[[nodiscard]] Result<void> mayTake(const CoverageInput &input, const AccountLoad &load, int csm);

/// Utilisation of `book` with the hours of `load` on top; nothing without capacity.
[[nodiscard]] std::optional<double> utilisationWith(const Book &book, const AccountLoad &load);

/// For every CSM by roster index the segment of the model they spend most hours on; idle ones the first they serve; -1
/// for those who serve none. From the data as they are, so that a planned move never changes it.
[[nodiscard]] std::vector<int> mainSegments(const CoverageInput &input);

/// The input as if the draft were carried out, with its moves pinned, so that what is solved next builds on them. Only
/// the books of CSMs whose main segment is `segment` take part, and the vacancies of that segment: all other accounts
/// lose their touch model and all other CSMs their time. With a scope only the CSMs it concerns take part, with their
/// whole books, and the vacancies within it. Indexes stay as they are.
[[nodiscard]] CoverageInput solveInput(
    const CoverageInput &input, const DraftBooks &draft, int segment, const Scope *scope = nullptr);

/// The moves for handoverCsv(), in their order.
[[nodiscard]] std::vector<Handover> handoversOf(const std::vector<DraftMove> &moves);

} // namespace qd::coverage
