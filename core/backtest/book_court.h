#pragma once
#include "core/backtest/court.h"

namespace qd::backtest {

/// The court that pages, charts and packs show: the model they score by (health::currentHealthModel()) first, then
/// every model that the data have, on the renewals due in the twelve months up to the day the data are read for.
struct BookCourt {
    health::HealthModel model; ///< the first of the judgements
    Date from; ///< window of due dates, both days included
    Date to;
    Court court;

    /// The judgement of the model that scores are by, and of any other. nullptr where there is none.
    [[nodiscard]] const Judgement *judgement(const std::string &model, int lead) const;
    /// The model against another at a lead, on the cases both score. nullptr where there is none.
    [[nodiscard]] const Comparison *comparison(const std::string &other, int lead) const;
    /// Names of the models, in the order of the judgements, each once.
    [[nodiscard]] std::vector<std::string> models() const;
    /// Days before due, in the order of the judgements, each once.
    [[nodiscard]] std::vector<int> leads() const;
};

/// `only` says which customers count, by directory index; none for all. Errors as judge() and currentHealthModel().
[[nodiscard]] Result<BookCourt> courtOfBook(
    const Lookback &data, const std::function<bool(int account)> &only, bool keepsCases, Progress &progress);

/// What people call a model: "Scorecard 2" of `vendor:Scorecard 2`, "CSM call", "Tenure"; a health model has its own
/// name.
[[nodiscard]] Message modelName(const std::string &name);
/// What the figures of a court do not show, for people; it stands beside them.
[[nodiscard]] Message courtLimits();
/// Whether a model is one of the baselines, which a score has to beat to say anything.
[[nodiscard]] bool isBaseline(const std::string &name);

} // namespace qd::backtest
