// What a health model may not say, and why.
#include "core/health/health_model.h"

#include "core/base/text.h"
#include "core/coverage/segment_rules.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace qd::health {

namespace {

constexpr int MostDecimals = 6;
std::string plain(double value)
{
    return nlohmann::json(value).dump();
}

/// Faults as they are found, those of a signal with its name and segment as the first two values.
class Checker {
public:
    explicit Checker(const HealthModel &model)
        : m_model(model)
    {
    }

    std::vector<ModelFault> faults()
    {
        checkWhole();
        for (std::size_t i = 0; i < m_model.segments.size(); ++i)
            checkSegment(i);
        return std::move(m_faults);
    }

private:
    void wrong(std::string path, Message sentence) { m_faults.push_back({std::move(path), std::move(sentence)}); }
    void wrongSignal(std::string path, MessageWords words, std::vector<Message::Value> more = {})
    {
        std::vector<Message::Value> values = m_signal;
        values.insert(values.end(), more.begin(), more.end());
        wrong(std::move(path), {words, std::move(values)});
    }

    void checkWhole();
    void checkSegment(std::size_t index);
    void checkSignal(const SignalModel &signal, const std::string &at);
    void checkSteps(const std::vector<Step> &steps, const std::string &at);
    void checkPoints(const std::vector<Point> &points, const std::string &at);
    void checkScore(double score, const std::string &at);

    const HealthModel &m_model;
    std::vector<ModelFault> m_faults;
    std::vector<Message::Value> m_signal; ///< name and segment
};

void Checker::checkWhole()
{
    if (!(m_model.coverageMin >= 0 && m_model.coverageMin <= 1))
        wrong("/coverage_min",
            {QD_WORDS("Health", "coverage_min is %1; it must be a share from 0 to 1, which is 100 %."),
                {plain(m_model.coverageMin)}});
    if (!(m_model.yellow <= m_model.green))
        wrong("/bounds",
            {QD_WORDS("Health", "bounds overlap: yellow begins at %1, above green at %2."),
                {plain(m_model.yellow), plain(m_model.green)}});
    if (m_model.round && !(*m_model.round >= 0 && *m_model.round <= MostDecimals))
        wrong("/round",
            {QD_WORDS("Health", "round is %1; it must be true, false or 0 to %2 decimals."),
                {std::to_string(*m_model.round), std::to_string(MostDecimals)}});
    if (!(m_model.lowest < m_model.highest))
        wrong("/min",
            {QD_WORDS("Health", "min is %1 and max is %2; min must be the lower one."),
                {plain(m_model.lowest), plain(m_model.highest)}});
    if (m_model.segments.empty())
        wrong("/segments", QD_WORDS("Health", "it has no segments; name at least one with its signals."));
}

void Checker::checkSegment(std::size_t index)
{
    const HealthSegment &segment = m_model.segments[index];
    const std::string at = "/segments/" + std::to_string(index);
    if (trimmed(segment.name).empty())
        wrong(at + "/name", {QD_WORDS("Health", "segment %1 has no name."), {std::to_string(index + 1)}});
    for (std::size_t i = 0; i < index; ++i) {
        if (equalsIgnoringCase(trimmed(m_model.segments[i].name), trimmed(segment.name)))
            wrong(at + "/name",
                {QD_WORDS("Health", "there are two segments named %1 (case does not count)."), {segment.name}});
    }
    for (coverage::ModelFault &fault :
        coverage::ruleFaults(segment.when, coverage::segmentRule(segment.name), at + "/when/"))
        wrong(std::move(fault.path), std::move(fault.sentence));
    double weights = 0;
    for (std::size_t i = 0; i < segment.measures.size(); ++i) {
        const SignalModel &signal = segment.measures[i];
        const std::string row = at + "/signals/" + std::to_string(i);
        m_signal = {signal.signal.name(), segment.name};
        for (std::size_t j = 0; j < i; ++j) {
            if (segment.measures[j].signal == signal.signal)
                wrongSignal(row + "/signal", QD_WORDS("Health", "signal %1 stands twice in segment %2."));
        }
        checkSignal(signal, row);
        weights += signal.weight;
    }
    if (!segment.measures.empty() && !(weights > 0))
        wrong(at + "/signals",
            {QD_WORDS("Health", "the weights of segment %1 add up to %2; they must add up to more than 0."),
                {segment.name, plain(weights)}});
}

void Checker::checkSignal(const SignalModel &signal, const std::string &at)
{
    if (!(signal.weight >= 0))
        wrongSignal(at + "/weight",
            QD_WORDS("Health", "the weight of signal %1 of segment %2 is %3; it must be 0 or more."),
            {plain(signal.weight)});
    if (signal.steps.empty() == signal.points.empty())
        wrongSignal(at,
            signal.steps.empty()
                ? QD_WORDS("Health", "signal %1 of segment %2 gives no scores; give steps or points.")
                : QD_WORDS("Health", "signal %1 of segment %2 has both steps and points; give one of them."));
    checkSteps(signal.steps, at + "/steps");
    checkPoints(signal.points, at + "/points");
}

void Checker::checkScore(double score, const std::string &at)
{
    if (m_model.type != ModelType::Points && !(score >= 0 && score <= BestScore))
        wrongSignal(
            at, QD_WORDS("Health", "signal %1 of segment %2 gives the score %3; scores are 0 to 100."), {plain(score)});
}

void Checker::checkSteps(const std::vector<Step> &steps, const std::string &at)
{
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const std::string row = at + "/" + std::to_string(i);
        const bool isLast = i + 1 == steps.size();
        if (isLast && steps[i].limit)
            wrongSignal(row,
                QD_WORDS("Health",
                    "the steps of signal %1 of segment %2 leave a hole above %3; the limit of the last step is null."),
                {plain(*steps[i].limit)});
        else if (!isLast && !steps[i].limit)
            wrongSignal(row,
                QD_WORDS("Health",
                    "the steps of signal %1 of segment %2 overlap: step %3 has the limit null, which takes all that is "
                    "left, and others follow it."),
                {std::to_string(i + 1)});
        if (i > 0 && steps[i].limit && steps[i - 1].limit && *steps[i].limit <= *steps[i - 1].limit)
            wrongSignal(row,
                QD_WORDS("Health",
                    "the steps of signal %1 of segment %2 overlap: the limit %4 follows %3 and must be above it."),
                {plain(*steps[i - 1].limit), plain(*steps[i].limit)});
        checkScore(steps[i].score, row);
    }
}

void Checker::checkPoints(const std::vector<Point> &points, const std::string &at)
{
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::string row = at + "/" + std::to_string(i);
        if (i > 0 && points[i].value <= points[i - 1].value)
            wrongSignal(row,
                QD_WORDS("Health",
                    "the points of signal %1 of segment %2 do not ascend: %4 follows %3 and must be above it."),
                {plain(points[i - 1].value), plain(points[i].value)});
        checkScore(points[i].score, row);
    }
}

} // namespace

std::vector<ModelFault> faultsOf(const HealthModel &model)
{
    return Checker(model).faults();
}

} // namespace qd::health
