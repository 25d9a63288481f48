#pragma once
#include "core/actions/action_figures.h"
#include "core/actions/evaluation.h"

namespace qd::actions {

/// Months over which what rules opened is counted, the day's included.
inline constexpr int RuleMonths = 12;

/// What a rule does to people's time.
struct RuleFigures {
    std::string rule;
    int opened = 0; ///< in the RuleMonths months up to the day: opened_date after the day RuleMonths months before
    int dismissed = 0; ///< of those, dismissed by the day
    int open = 0; ///< of all, on the day
    int late = 0; ///< of those, past due
    RuleCompliance compliance; ///< of all that were due by the day

    [[nodiscard]] std::optional<double> dismissedShare() const; ///< nothing where none was opened
    /// More than half of what it opened was dismissed: it asks for what nobody needs.
    [[nodiscard]] bool isNoise() const { return dismissed * 2 > opened; }
};

/// A row for each rule, in the order of the rules, over actions of any source. Linear.
[[nodiscard]] std::vector<RuleFigures> ruleFiguresOn(const ActionLog &log, const RuleSet &rules, Date day);

/// What rules would have opened at each month-end.
struct RulePreview {
    std::vector<Date> days; ///< ascending
    std::vector<std::vector<int>> opened; ///< by rule, as in the set, then day
    std::vector<std::vector<int>> held; ///< the same

    int churned = 0; ///< customers whose ARR was above 0 at one of the days and 0 at the next
    std::vector<int> touched; ///< by rule: of those, who would have had an action opened on a day before their first

    [[nodiscard]] int openedBy(std::size_t rule) const; ///< over all days
};

/// Had the rules been in force over the last RuleMonths month-ends up to `day`: evaluated from a log without what the
/// program opened by rules itself, so that rules in force and drafts are told alike. Only
/// customers that pass `only` are counted; owners are as full as all make them. Errors as previewOn().
[[nodiscard]] Result<RulePreview> previewOfYear(const RuleSet &rules, const signs::Signals &history,
    const health::KnownColours &colours, const ActionLog &log, Date day, const std::function<bool(int)> &only,
    Progress &progress);

} // namespace qd::actions
