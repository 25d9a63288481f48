#pragma once
#include "core/backtest/warning_models.h"
#include "core/validation/validation.h"

namespace qd::backtest {

/// On which renewals models are judged, and how long before. Days.
struct CourtOptions {
    Date from; ///< window of due dates, both days included
    Date to;
    std::vector<int> leads{180, 90, 60, 30};
    Event event = Event::Churn;
    std::string by = {}; ///< dimension; empty for `total` alone
    int minEvents = 10; ///< events, and others, below which nothing is said
    std::function<bool(int account)> only = {}; ///< customers whose renewals count, by directory index; none for all
    bool keepsCases = false; ///< Judgement::cases are wanted
};

/// A renewal as a model is judged on it.
struct JudgedCase {
    int account = -1; ///< index in the directory
    Date due;
    bool event = false;
    bool underNotice = false; ///< left out
    std::optional<double> score; ///< nothing: unscored, left out
    std::optional<bool> flagged; ///< nothing where the model never flags
    std::string segment; ///< on the lead day, as the next one
    std::string region;
};

/// What is said of a model over all cases of a lead, or over those of a group.
struct CourtRow {
    validation::ValidationRow row;
    /// Median days from the first day since which a lost account was flagged without a break to the day its renewal was
    /// over, of those flagged to the end; nothing where none was, or where there are too few events.
    std::optional<double> leadTime;
};

/// A model so many days before due.
struct Judgement {
    std::string model;
    int lead = 0;
    std::vector<CourtRow> rows; ///< validation::AllCases first, then groups in byte order
    struct Fairness {
        std::string dimension; ///< segment, then region
        validation::FairnessRow row;
    };
    std::vector<Fairness> fairness;
    std::vector<JudgedCase> cases = {}; ///< by directory index, also those left out; empty unless they are kept
};

/// Two models at one lead, on the cases that both have a score of.
struct Comparison {
    std::string a;
    std::string b;
    int lead = 0;
    std::optional<double> difference; ///< AUC of a - AUC of b; nothing with too few events or others
    std::optional<double> z; ///< DeLong, paired; nothing where both put the cases in the same order
    std::optional<double> p; ///< two-sided
};

/// A renewal that a model was wrong about so many days before due: what a review of it talks about.
struct Misjudged {
    std::string model;
    int lead = 0;
    int account = -1; ///< index in the directory
    Date due;
    std::int64_t dueArr = 0; ///< base minor units
    bool isMiss = false; ///< the event came unflagged; else it was flagged and did not come
    double score = 0;
};

/// Models judged side by side.
struct Court {
    std::vector<Judgement> judgements; ///< model by model as they were given, leads as they were asked for
    std::vector<Comparison> comparisons; ///< by the first, the second, the lead
    std::vector<Misjudged> misjudged; ///< by model and lead as judgements, then due ARR falling, then account
};

/// What each model said of the renewals due in the window that are settled, a lead before each was due, against what
/// came (CONTRACT-ROOMS, "Validation"). Every model sees what was known on that day and no later; groups are those of
/// that day too. Renewals under notice by then are left out of all, those a model has no score of are left out of its
/// own. A flag is missing only where a model never has one. Every day is looked at once, for the accounts it is a
/// lead day of.
///
/// InvalidArgument for a window that ends before it begins; NoRate, Overflow, what a signal fails with, Cancelled.
[[nodiscard]] Result<Court> judge(
    const Lookback &data, const Models &models, const CourtOptions &options, Progress &progress);

} // namespace qd::backtest
