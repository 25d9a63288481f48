#pragma once
#include "core/backtest/lookback.h"
#include "core/backtest/outcomes.h"
#include "core/health/models_in_force.h"

namespace qd::backtest {

/// Days after which a score says nothing any more.
inline constexpr int ScoreDays = 90;

/// What a model said of an account on a day.
struct Warning {
    std::optional<double> score = {}; ///< nothing: it said nothing, or too long ago
    std::optional<bool> flagged = {}; ///< yellow or red; the call is not to renew
    std::optional<double> probability = {}; ///< of the event
};

/// Something that says beforehand which renewals are in danger.
class WarningModel {
public:
    explicit WarningModel(std::string name)
        : m_name(std::move(name))
    {
    }
    virtual ~WarningModel() = default;
    WarningModel(const WarningModel &) = delete;
    WarningModel &operator=(const WarningModel &) = delete;

    [[nodiscard]] const std::string &name() const { return m_name; }
    /// High scores are risk; else low ones are.
    [[nodiscard]] virtual bool highIsRisk() const { return false; }
    /// What was known on the day and no later, parallel to `accounts`, which ascend. NoRate, Overflow, and what a
    /// signal fails with.
    [[nodiscard]] virtual Result<std::vector<Warning>> on(DayView &day, std::span<const int> accounts) const = 0;
    /// First day since which each account was flagged without a break until the day before its renewal was over,
    /// parallel to `lost`; nothing where it was not flagged last. Steps are the model's own. Errors as on().
    [[nodiscard]] virtual Result<std::vector<std::optional<Date>>> flaggedSince(
        const Lookback &data, const std::vector<Outcome> &lost) const;

private:
    std::string m_name;
};

using Models = std::vector<std::unique_ptr<const WarningModel>>;

/// A health model, scored on the very day: nothing for an account without ARR or under its least coverage. Looked at on
/// month-ends, ten years back at most, it tells since when it flagged.
[[nodiscard]] std::unique_ptr<const WarningModel> healthWarnings(health::HealthModel model, std::string name);
/// The same, on each day of the model that was in force then: what was said at the time. Nothing where none was.
[[nodiscard]] std::unique_ptr<const WarningModel> warningsInForce(health::ModelsInForce models);
/// The scores of a platform, the last one at most ScoreDays old; flagged by its colour. Steps are the days of scores.
[[nodiscard]] std::unique_ptr<const WarningModel> vendorWarnings(const std::string &model, bool highIsRisk);
/// The call of the last row of risks, at most ScoreDays old: renew 100, contract 50, churn 0; flagged unless renew.
[[nodiscard]] std::unique_ptr<const WarningModel> callWarnings();

/// All the same.
[[nodiscard]] std::unique_ptr<const WarningModel> constantBaseline();
/// Months since the account's first day in force.
[[nodiscard]] std::unique_ptr<const WarningModel> tenureBaseline();
/// What went well of the segment's renewals due in the fiscal quarter before that of the day, in percent: those whose
/// settled day had come, as known on the first day of the month. Its complement is the probability of the event. It
/// keeps what it worked out, for one Lookback.
[[nodiscard]] std::unique_ptr<const WarningModel> lastQuarterBaseline(Event event);

struct NamedModelOptions {
    Event event = Event::Churn; ///< what the baselines tell
    bool highIsRisk = false; ///< of the platforms' scores
};
/// Names of all that the data have: the health models saved, each model of a platform as `vendor:MODEL`, `call` where
/// risks have rows, and the baselines `constant`, `last_quarter` and `tenure`; in byte order.
[[nodiscard]] std::vector<std::string> namesOfModels(const Lookback &data);
/// The one of that name; of a saved model the last version, `version:3` that one, `in_force` on each day the model in
/// force then. NotFound, with the names there are; BadData for a saved model that cannot be read.
[[nodiscard]] Result<std::unique_ptr<const WarningModel>> namedModel(
    const Lookback &data, const std::string &name, const NamedModelOptions &options);

} // namespace qd::backtest
