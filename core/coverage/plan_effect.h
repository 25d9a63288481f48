#pragma once
#include "core/coverage/assignment_plan.h"

namespace qd::coverage {

/// What a set of books comes to.
struct BookFigures {
    double lowest = 0; ///< utilisation
    double highest = 0;
    double spread = 0; ///< highest - lowest utilisation
    double gini = 0; ///< of the utilisations; 0 when nobody has hours
    double overloadHours = 0; ///< a month above capacity, over all books
};

/// The spread in points as people read it: the difference of the two utilisations as they are shown, in whole per
/// cents.
[[nodiscard]] double shownSpread(const BookFigures &figures);

/// What all moves of a plan would do to the books that take part.
struct PlanEffect {
    BookFigures before;
    BookFigures after;
    double keptShare = 1; ///< accounts that take part and keep their CSM / all of them; vacancies count as moved
};

[[nodiscard]] PlanEffect effectOf(const AssignmentPlan &plan);

} // namespace qd::coverage
