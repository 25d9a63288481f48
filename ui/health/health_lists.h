#pragma once
#include "ui/health/health_view.h"
#include "ui/shell/account_list.h"

#include <functional>

namespace qd::ui {

/// The customers behind figures of the page. Where the figure is an amount or a mean, the list says what each customer
/// adds to it.

/// What a list of customers by colour asks for; what is not given may be anything.
struct ColourWanted {
    std::optional<std::string> group = {}; ///< of the chosen dimension
    std::optional<portfolio::HealthColour> colour = {}; ///< as it is shown, an override's too
    std::optional<int> direction = {}; ///< 1: a better colour than then, -1: a worse one
    bool atRisk = false; ///< yellow or red
    bool scored = false;
};
/// Indices in the directory, in that order.
[[nodiscard]] std::vector<int> accountsOf(const HealthView &view, const ColourWanted &wanted);
/// The same with their ARR.
[[nodiscard]] AccountList colourList(const HealthView &view, const QString &title, const ColourWanted &wanted);
/// Customers of the move from a colour to a colour, None among them, with their ARR now.
[[nodiscard]] AccountList transitionList(
    const HealthView &view, portfolio::HealthColour from, portfolio::HealthColour to);
/// Those whose signal fell, with their ARR now.
[[nodiscard]] AccountList incidentList(const HealthView &view, const health::Incident &incident);
/// Those whose colour is another one than then, with their ARR now.
[[nodiscard]] AccountList movedList(const HealthView &view);
/// Those of a colour at a month-end, with their score. Without a colour all that were scored. For a worker; errors as
/// scoresAtEndOf().
[[nodiscard]] Result<AccountList> monthList(const PageContext &context, const HealthView &view, Month month,
    std::optional<portfolio::HealthColour> colour, Progress &progress);
/// The renewals a model is judged on at a lead, with 1 or 0 for lost, for flagged and for both: the totals are what its
/// figures are made of. `group` leaves only those of a group of a dimension, "segment" or "region", on the lead day.
[[nodiscard]] AccountList courtList(
    const HealthView &view, const std::string &model, int lead, const std::pair<std::string, std::string> &group = {});
/// What the model in force got wrong at a lead, to talk about at its review: renewals that were lost without a flag,
/// and flagged ones that were renewed, with a 1 for which it was. For a worker; errors as computeHealthView().
[[nodiscard]] Result<AccountList> wrongList(const PageContext &context, int lead, Progress &progress);
/// Customers of a signal's segment that have a value of it, with what the signal scores.
[[nodiscard]] AccountList signalList(const HealthView &view, const health::SignalUse &use);

} // namespace qd::ui
