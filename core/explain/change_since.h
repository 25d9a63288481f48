#pragma once
#include "core/explain/explanation.h"

namespace qd::explain {

/// What made a customer's part of a figure another one.
enum class ChangeCause {
    New, ///< of ARR, as the kinds of movements up to Fx
    Reactivation,
    Expansion, ///< of rates in ARR the three from here too: kept more than it had, less, nothing
    Contraction,
    Churn,
    Fx,
    Lost, ///< of renewals: nothing, less than was due
    Reduced,
    Inactive, ///< of usage cohorts
    Base, ///< of rates: what is divided by, which changes the weight of everybody; of no customer
    Joined, ///< of every other figure: only now part of it, only then, of both
    Left,
    Changed,
    Definition, ///< of rates: another convention (definition_change.h)
};
/// "new", "fx", "base"...
[[nodiscard]] const char *toString(ChangeCause cause);
/// As people read it, marked for translators as a word.
[[nodiscard]] const char *nameOf(ChangeCause cause);

/// One customer's share in a change.
struct ChangePart {
    ChangeCause cause = ChangeCause::Changed;
    int account = -1; ///< directory index; -1 for Base
    std::int64_t amount = 0; ///< base minor units, of what is no rate
    double share = 0; ///< a fraction, of rates; hours, of `hours`
};

/// A figure on two days, and what lies between them.
struct ChangeSince {
    Explanation then;
    Explanation now;
    /// By cause in the order above, then customer; they add up to now - then: amounts to the minor unit, fractions as
    /// far as doubles go. Empty where a rate has no value at one of the ends.
    std::vector<ChangePart> parts;
};

/// What moved a figure since a day: the figure as `request` asks for it, and the same as of `since`, over a window as
/// long that ends with the last month that ended by then (of renewals in days, with that day). Both by what is known
/// on `request.asOf`, by default today.
///
/// ARR: as movements tell it, between the two days: what changed at the rates of then, and what rates did as `fx`.
/// Rates: with x(a) = numerator - denominator of a customer (of logo churn the numerator) and D the whole denominator,
/// (x now - x then) / D now is a customer's share, under what it did at either end; `base` is the sum of x then x
/// (1 / D now - 1 / D then). Every other figure: what each customer's part changed by.
///
/// InvalidArgument for `survival`, which is no sum over customers, and for a day that is not before the figure's;
/// errors as explain().
[[nodiscard]] Result<ChangeSince> changeSince(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const Request &request, Date since,
    Progress &progress);

/// What lies between two explanations of one figure over one window, by what was known at two times; customers are
/// those of `accounts`. Parts as of changeSince() for rates; of every other figure, ARR too, by what each customer's
/// part changed by. InvalidArgument for `survival`.
[[nodiscard]] Result<ChangeSince> changeBetween(
    Explanation then, Explanation now, const identity::AccountDirectory &accounts);

/// The day so many months before a figure's: of months the last day of an earlier one.
[[nodiscard]] Date monthsBefore(const ExplainedWindow &window, int months);

/// The day a text means: a day as YYYY-MM-DD, or the number of a batch, whose as-of date it is. InvalidArgument for
/// another text, NotFound for a batch there is not.
[[nodiscard]] Result<Date> sinceFromText(const store::Workspace &workspace, const std::string &text);

} // namespace qd::explain
