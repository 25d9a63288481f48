// What may not be saved as a capacity model, and why.
#include "core/coverage/capacity_model.h"
#include "core/coverage/segment_rules.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace qd::coverage {

namespace {

std::string plain(double value)
{
    return nlohmann::json(value).dump();
}

/// "is -1; it must be ..." or "is missing; it must be ...", so that a number nobody could read is no riddle.
constexpr double HighestAmount = 1e13; // in minor units it still fits, also with three decimals

std::string mustBe(double value, const std::string &range)
{
    return (std::isnan(value) ? " is missing or no number" : " is " + plain(value)) + "; it must be " + range + ".";
}

/// 0 or more; NaN and infinity are neither.
bool isAmount(double value)
{
    return std::isfinite(value) && value >= 0;
}

bool isShare(double value)
{
    return value > 0 && value <= 1;
}

class Checker {
public:
    explicit Checker(const CapacityModel &model)
        : m_model(model)
    {
    }

    std::vector<ModelFault> faults()
    {
        checkTime();
        checkSegments();
        checkFactors("lifecycle_factor", m_model.lifecycleFactors);
        checkFactors("risk_factor", m_model.riskFactors);
        checkAssign();
        if (m_model.techTouch)
            checkTechTouch(*m_model.techTouch);
        return std::move(m_faults);
    }

private:
    void wrong(std::string path, std::string sentence) { m_faults.push_back({std::move(path), std::move(sentence)}); }

    void checkTime();
    void checkSegments();
    void checkSegment(const SegmentModel &segment, std::size_t index);
    void checkActivities(const SegmentModel &segment, const std::string &at);
    void checkRule(const SegmentModel &segment, const std::string &at);
    void checkCondition(const SegmentCondition &condition, const std::string &where, const std::string &at);
    void checkFactors(const std::string &key, const std::vector<Factor> &factors);
    void checkAssign();
    void checkTechTouch(const TechTouchAssumptions &tech);
    void checkTouchSegment(const std::string &key, const std::string &name);

    const CapacityModel &m_model;
    std::vector<ModelFault> m_faults;
};

void Checker::checkTime()
{
    if (!std::isfinite(m_model.hoursPerMonth) || m_model.hoursPerMonth <= 0)
        wrong("/hours_per_month", "hours_per_month" + mustBe(m_model.hoursPerMonth, "above 0"));
    if (!isShare(m_model.utilisation))
        wrong("/utilisation",
            "utilisation" + mustBe(m_model.utilisation, "a share above 0 and at most 1, which is 100 %"));
    if (m_model.ramp.empty())
        wrong("/ramp", "ramp is empty; give the share of a full CSM for each month of tenure, for example [0.5, 1.0].");
    for (std::size_t i = 0; i < m_model.ramp.size(); ++i) {
        if (!(m_model.ramp[i] >= 0 && m_model.ramp[i] <= 1))
            wrong("/ramp/" + std::to_string(i),
                "ramp of month of tenure " + std::to_string(i)
                    + mustBe(m_model.ramp[i], "a share from 0 to 1, which is 100 %"));
    }
}

void Checker::checkSegments()
{
    if (m_model.segments.empty())
        wrong("/segments", "it has no segments; name at least one with its hours_per_account.");
    for (std::size_t i = 0; i < m_model.segments.size(); ++i)
        checkSegment(m_model.segments[i], i);
}

void Checker::checkSegment(const SegmentModel &segment, std::size_t index)
{
    const std::string at = "/segments/" + std::to_string(index);
    if (trimmed(segment.name).empty())
        wrong(at + "/name", "segment " + std::to_string(index + 1) + " has no name.");
    else if (m_model.segmentNamed(segment.name) != int(index))
        wrong(at + "/name", "there are two segments named " + segment.name + " (case does not count).");
    else if (equalsIgnoringCase(segment.name, "total"))
        wrong(at + "/name", "a segment cannot be named total; that is the row of all segments.");
    if (segment.activities.empty() && !isAmount(segment.hoursPerAccount))
        wrong(at + "/hours_per_account",
            "hours_per_account of segment " + segment.name + mustBe(segment.hoursPerAccount, "0 or more"));
    if (segment.targetArrPerCsm && !isAmount(*segment.targetArrPerCsm))
        wrong(at + "/target_arr_per_csm",
            "target_arr_per_csm of segment " + segment.name + mustBe(*segment.targetArrPerCsm, "0 or more"));
    checkActivities(segment, at + "/activities");
    checkRule(segment, at + "/rule/");
}

void Checker::checkActivities(const SegmentModel &segment, const std::string &at)
{
    double yearly = 0;
    for (std::size_t i = 0; i < segment.activities.size(); ++i) {
        const TouchActivity &activity = segment.activities[i];
        const std::string row = at + "/" + std::to_string(i);
        const std::string what = " of activity " + activity.name + " of segment " + segment.name;
        if (trimmed(activity.name).empty())
            wrong(row + "/name", "an activity of segment " + segment.name + " has no name.");
        if (!isAmount(activity.perYear))
            wrong(row + "/per_year", "per_year" + what + mustBe(activity.perYear, "0 or more"));
        if (!isAmount(activity.hours))
            wrong(row + "/hours", "hours" + what + mustBe(activity.hours, "0 or more"));
        yearly += activity.perYear * activity.hours;
    }
    if (!segment.activities.empty() && std::abs(yearly / 12 - segment.hoursPerAccount) > 0.005)
        wrong(at,
            "the activities of segment " + segment.name + " come to " + plain(yearly / 12)
                + " hours a month, but its hours_per_account is " + plain(segment.hoursPerAccount)
                + "; leave hours_per_account out or correct one of them.");
}

void Checker::checkRule(const SegmentModel &segment, const std::string &at)
{
    for (std::size_t i = 0; i < segment.rule.size(); ++i)
        checkCondition(segment.rule[i], "the rule of segment " + segment.name, at + std::to_string(i));
}

void Checker::checkCondition(const SegmentCondition &condition, const std::string &where, const std::string &at)
{
    const std::vector<std::string> &fields = ruleFields();
    if (std::find(fields.begin(), fields.end(), condition.field) == fields.end()) {
        const std::string close = nearest(condition.field, fields);
        wrong(at + "/field",
            where + " asks for " + (condition.field.empty() ? "no field" : "the unknown field " + condition.field)
                + (close.empty() ? "; it may ask for " + joined(fields, ", ") + "." : "; did you mean " + close + "?"));
    }
    const std::string on = where + " on " + condition.field;
    if (!condition.atLeast && !condition.below && condition.anyOf.empty())
        wrong(at, on + " asks nothing; give at_least, below or any_of.");
    if (condition.atLeast && !std::isfinite(*condition.atLeast))
        wrong(at + "/at_least", "at_least of " + on + mustBe(*condition.atLeast, "a number"));
    if (condition.below && !std::isfinite(*condition.below))
        wrong(at + "/below", "below of " + on + mustBe(*condition.below, "a number"));
    if (condition.atLeast && condition.below && *condition.atLeast >= *condition.below)
        wrong(at + "/below",
            on + " can never hold: at_least " + plain(*condition.atLeast) + " is not less than below "
                + plain(*condition.below) + ".");
}

void Checker::checkFactors(const std::string &key, const std::vector<Factor> &factors)
{
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const std::string at = "/" + key + "/" + std::to_string(i);
        if (trimmed(factors[i].name).empty())
            wrong(at + "/name", "a " + key + " has no name.");
        if (!isAmount(factors[i].factor))
            wrong(at + "/factor", key + " of " + factors[i].name + mustBe(factors[i].factor, "0 or more"));
        for (std::size_t j = 0; j < i; ++j) {
            if (equalsIgnoringCase(factors[i].name, factors[j].name))
                wrong(at + "/name", key + " names " + factors[i].name + " twice (case does not count).");
        }
    }
}

void Checker::checkAssign()
{
    const AssignModel &assign = m_model.assign;
    const std::pair<const char *, double> costs[] = {
        {"move_cost", assign.moveCost}, {"overload_cost", assign.overloadCost}, {"spread_cost", assign.spreadCost}};
    for (const auto &[key, cost] : costs) {
        if (!isAmount(cost))
            wrong(std::string("/assign/") + key, std::string("assign.") + key + mustBe(cost, "0 or more"));
    }
    if (assign.maxAccounts && *assign.maxAccounts < 1)
        wrong("/assign/max_accounts",
            "assign.max_accounts is " + std::to_string(*assign.maxAccounts) + "; it must be at least 1.");
}

void Checker::checkTechTouch(const TechTouchAssumptions &tech)
{
    checkTouchSegment("human", tech.human);
    checkTouchSegment("tech", tech.tech);
    if (!tech.human.empty() && equalsIgnoringCase(tech.human, tech.tech))
        wrong("/tech_touch/tech", "tech_touch compares " + tech.human + " with itself; name two segments.");
    if (tech.costPerFte && !(*tech.costPerFte > 0 && *tech.costPerFte <= HighestAmount))
        wrong("/tech_touch/cost_per_fte",
            "tech_touch.cost_per_fte" + mustBe(*tech.costPerFte, "above 0 and at most 1e13"));
    if (!isShare(tech.grossMargin))
        wrong("/tech_touch/gross_margin",
            "tech_touch.gross_margin" + mustBe(tech.grossMargin, "a share above 0 and at most 1, which is 100 %"));
    if (tech.retentionUplift && !isShare(*tech.retentionUplift))
        wrong("/tech_touch/retention_uplift",
            "tech_touch.retention_uplift"
                + mustBe(*tech.retentionUplift, "a share above 0 and at most 1, which is 100 %"));
    if (tech.threshold && !(*tech.threshold >= 0 && *tech.threshold <= HighestAmount))
        wrong("/tech_touch/threshold", "tech_touch.threshold" + mustBe(*tech.threshold, "from 0 to 1e13"));
}

void Checker::checkTouchSegment(const std::string &key, const std::string &name)
{
    if (name.empty() || m_model.segmentNamed(name) >= 0)
        return;
    std::vector<std::string> names;
    for (const SegmentModel &segment : m_model.segments)
        names.push_back(segment.name);
    wrong("/tech_touch/" + key,
        "tech_touch." + key + " names segment " + name + ", which is none of the model; it has " + joined(names, ", ")
            + ".");
}

} // namespace

std::vector<ModelFault> faultsOf(const CapacityModel &model)
{
    return Checker(model).faults();
}

Result<void> check(const CapacityModel &model)
{
    const std::vector<ModelFault> faults = faultsOf(model);
    if (faults.empty())
        return {};
    return Error{ErrorCode::InvalidArgument, "Capacity model: " + faults.front().sentence, {faults.front().path}};
}

} // namespace qd::coverage
