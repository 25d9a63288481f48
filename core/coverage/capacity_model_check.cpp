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

constexpr double HighestAmount = 1e13; // in minor units it still fits, also with three decimals

/// "%1 is -1; it must be ..." or "%1 is missing; it must be ...", so that a number nobody could read is no riddle.
struct Range {
    MessageWords wrong;
    MessageWords missing;
};

constexpr Range AboveZero{QD_WORDS("Coverage", "%1 is %2; it must be above 0."),
    QD_WORDS("Coverage", "%1 is missing or no number; it must be above 0.")};
constexpr Range ZeroOrMore{QD_WORDS("Coverage", "%1 is %2; it must be 0 or more."),
    QD_WORDS("Coverage", "%1 is missing or no number; it must be 0 or more.")};
constexpr Range ShareAboveZero{
    QD_WORDS("Coverage", "%1 is %2; it must be a share above 0 and at most 1, which is 100 %."),
    QD_WORDS("Coverage", "%1 is missing or no number; it must be a share above 0 and at most 1, which is 100 %.")};
constexpr Range ShareFromZero{QD_WORDS("Coverage", "%1 is %2; it must be a share from 0 to 1, which is 100 %."),
    QD_WORDS("Coverage", "%1 is missing or no number; it must be a share from 0 to 1, which is 100 %.")};
constexpr Range CostRange{QD_WORDS("Coverage", "%1 is %2; it must be above 0 and at most 1e13."),
    QD_WORDS("Coverage", "%1 is missing or no number; it must be above 0 and at most 1e13.")};
constexpr Range ThresholdRange{QD_WORDS("Coverage", "%1 is %2; it must be from 0 to 1e13."),
    QD_WORDS("Coverage", "%1 is missing or no number; it must be from 0 to 1e13.")};

/// `what` is a key or words of its own.
Message mustBe(Message::Value what, double value, const Range &range)
{
    if (std::isnan(value))
        return {range.missing, {std::move(what)}};
    return {range.wrong, {std::move(what), plain(value)}};
}

/// A number within another thing, as in "hours of activity %1 of segment %2".
Sentences part(MessageWords words, std::vector<Message::Value> values)
{
    return Message(words, std::move(values));
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
    void wrong(std::string path, Message sentence) { m_faults.push_back({std::move(path), std::move(sentence)}); }

    void checkTime();
    void checkSegments();
    void checkSegment(const SegmentModel &segment, std::size_t index);
    void checkActivities(const SegmentModel &segment, const std::string &at);
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
        wrong("/hours_per_month", mustBe(std::string("hours_per_month"), m_model.hoursPerMonth, AboveZero));
    if (!isShare(m_model.utilisation))
        wrong("/utilisation", mustBe(std::string("utilisation"), m_model.utilisation, ShareAboveZero));
    if (m_model.ramp.empty())
        wrong("/ramp",
            QD_WORDS("Coverage",
                "ramp is empty; give the share of a full CSM for each month of tenure, for example [0.5, 1.0]."));
    for (std::size_t i = 0; i < m_model.ramp.size(); ++i) {
        if (!(m_model.ramp[i] >= 0 && m_model.ramp[i] <= 1))
            wrong("/ramp/" + std::to_string(i),
                mustBe(part(QD_WORDS("Coverage", "ramp of month of tenure %1"), {std::to_string(i)}), m_model.ramp[i],
                    ShareFromZero));
    }
}

void Checker::checkSegments()
{
    if (m_model.segments.empty())
        wrong("/segments", QD_WORDS("Coverage", "it has no segments; name at least one with its hours_per_account."));
    for (std::size_t i = 0; i < m_model.segments.size(); ++i)
        checkSegment(m_model.segments[i], i);
}

void Checker::checkSegment(const SegmentModel &segment, std::size_t index)
{
    const std::string at = "/segments/" + std::to_string(index);
    if (trimmed(segment.name).empty())
        wrong(at + "/name", {QD_WORDS("Coverage", "segment %1 has no name."), {std::to_string(index + 1)}});
    else if (m_model.segmentNamed(segment.name) != int(index))
        wrong(at + "/name",
            {QD_WORDS("Coverage", "there are two segments named %1 (case does not count)."), {segment.name}});
    else if (equalsIgnoringCase(segment.name, "total"))
        wrong(at + "/name", QD_WORDS("Coverage", "a segment cannot be named total; that is the row of all segments."));
    if (segment.activities.empty() && !isAmount(segment.hoursPerAccount))
        wrong(at + "/hours_per_account",
            mustBe(part(QD_WORDS("Coverage", "hours_per_account of segment %1"), {segment.name}),
                segment.hoursPerAccount, ZeroOrMore));
    if (segment.targetArrPerCsm && !isAmount(*segment.targetArrPerCsm))
        wrong(at + "/target_arr_per_csm",
            mustBe(part(QD_WORDS("Coverage", "target_arr_per_csm of segment %1"), {segment.name}),
                *segment.targetArrPerCsm, ZeroOrMore));
    checkActivities(segment, at + "/activities");
    for (ModelFault &fault : ruleFaults(segment.rule, segmentRule(segment.name), at + "/rule/"))
        m_faults.push_back(std::move(fault));
}

void Checker::checkActivities(const SegmentModel &segment, const std::string &at)
{
    double yearly = 0;
    for (std::size_t i = 0; i < segment.activities.size(); ++i) {
        const TouchActivity &activity = segment.activities[i];
        const std::string row = at + "/" + std::to_string(i);
        if (trimmed(activity.name).empty())
            wrong(row + "/name", {QD_WORDS("Coverage", "an activity of segment %1 has no name."), {segment.name}});
        if (!isAmount(activity.perYear))
            wrong(row + "/per_year",
                mustBe(
                    part(QD_WORDS("Coverage", "per_year of activity %1 of segment %2"), {activity.name, segment.name}),
                    activity.perYear, ZeroOrMore));
        if (!isAmount(activity.hours))
            wrong(row + "/hours",
                mustBe(part(QD_WORDS("Coverage", "hours of activity %1 of segment %2"), {activity.name, segment.name}),
                    activity.hours, ZeroOrMore));
        yearly += activity.perYear * activity.hours;
    }
    if (!segment.activities.empty() && std::abs(yearly / 12 - segment.hoursPerAccount) > 0.005)
        wrong(at,
            {QD_WORDS("Coverage",
                 "the activities of segment %1 come to %2 hours a month, but its hours_per_account is %3; leave "
                 "hours_per_account out or correct one of them."),
                {segment.name, plain(yearly / 12), plain(segment.hoursPerAccount)}});
}

void Checker::checkFactors(const std::string &key, const std::vector<Factor> &factors)
{
    for (std::size_t i = 0; i < factors.size(); ++i) {
        const std::string at = "/" + key + "/" + std::to_string(i);
        if (trimmed(factors[i].name).empty())
            wrong(at + "/name", {QD_WORDS("Coverage", "a %1 has no name."), {key}});
        if (!isAmount(factors[i].factor))
            wrong(at + "/factor",
                mustBe(part(QD_WORDS("Coverage", "%1 of %2"), {key, factors[i].name}), factors[i].factor, ZeroOrMore));
        for (std::size_t j = 0; j < i; ++j) {
            if (equalsIgnoringCase(factors[i].name, factors[j].name))
                wrong(at + "/name",
                    {QD_WORDS("Coverage", "%1 names %2 twice (case does not count)."), {key, factors[i].name}});
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
            wrong(std::string("/assign/") + key, mustBe(std::string("assign.") + key, cost, ZeroOrMore));
    }
    if (assign.maxAccounts && *assign.maxAccounts < 1)
        wrong("/assign/max_accounts",
            {QD_WORDS("Coverage", "assign.max_accounts is %1; it must be at least 1."),
                {std::to_string(*assign.maxAccounts)}});
}

void Checker::checkTechTouch(const TechTouchAssumptions &tech)
{
    checkTouchSegment("human", tech.human);
    checkTouchSegment("tech", tech.tech);
    if (!tech.human.empty() && equalsIgnoringCase(tech.human, tech.tech))
        wrong("/tech_touch/tech",
            {QD_WORDS("Coverage", "tech_touch compares %1 with itself; name two segments."), {tech.human}});
    if (tech.costPerFte && !(*tech.costPerFte > 0 && *tech.costPerFte <= HighestAmount))
        wrong("/tech_touch/cost_per_fte", mustBe(std::string("tech_touch.cost_per_fte"), *tech.costPerFte, CostRange));
    if (!isShare(tech.grossMargin))
        wrong("/tech_touch/gross_margin",
            mustBe(std::string("tech_touch.gross_margin"), tech.grossMargin, ShareAboveZero));
    if (tech.retentionUplift && !isShare(*tech.retentionUplift))
        wrong("/tech_touch/retention_uplift",
            mustBe(std::string("tech_touch.retention_uplift"), *tech.retentionUplift, ShareAboveZero));
    if (tech.threshold && !(*tech.threshold >= 0 && *tech.threshold <= HighestAmount))
        wrong("/tech_touch/threshold", mustBe(std::string("tech_touch.threshold"), *tech.threshold, ThresholdRange));
}

void Checker::checkTouchSegment(const std::string &key, const std::string &name)
{
    if (name.empty() || m_model.segmentNamed(name) >= 0)
        return;
    std::vector<std::string> names;
    for (const SegmentModel &segment : m_model.segments)
        names.push_back(segment.name);
    wrong("/tech_touch/" + key,
        {QD_WORDS("Coverage", "tech_touch.%1 names segment %2, which is none of the model; it has %3."),
            {key, name, joined(names, ", ")}});
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
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Coverage", "Capacity model: %1"), {Sentences(faults.front().sentence)}}, {faults.front().path}};
}

} // namespace qd::coverage
