#pragma once
#include "core/dictionary/dictionary.h"
#include "core/explain/change_since.h"

namespace qd::explain {

/// What another definition of NRR, GRR or logo churn would make of the figure of `request`: `then` is the rate of the
/// same window by the convention of that version of the dictionary, without customers and rows, `now` the figure as it
/// is told. Parts are of ChangeCause::Definition, customer by customer (of another grain parent by parent), and add up
/// to now - then.
///
/// InvalidArgument for another metric, for a group, for a version whose convention is none that is known, and where the
/// setting grace_days is no convention's; NotFound for a version there is not; errors as explain() and
/// revenue::compareConventions().
[[nodiscard]] Result<ChangeSince> changeOfDefinition(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const Request &request, int version,
    Progress &progress);

/// The version that a text means: "v2"; nothing for another text.
[[nodiscard]] std::optional<int> versionFromText(const std::string &text);

/// Said where the definition of a rate in force on a day has another convention than rates are told by here, which is
/// point to point of customers at the rates of the end with a grace of `graceDays` (store::graceDays()); nothing for
/// every other metric.
[[nodiscard]] std::optional<Message> otherConvention(
    const dictionary::Dictionary &dictionary, const std::string &metric, Date day, int graceDays);

} // namespace qd::explain
