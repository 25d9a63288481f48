#include "core/health/model_draft.h"

#include "core/base/text.h"
#include "core/health/model_text.h"
#include "core/signals/words.h"

#include <charconv>

namespace qd::health {

namespace {

constexpr double Hundred = 100;
constexpr std::string_view Rest = "*";

std::string written(double value)
{
    char text[32];
    const auto end = std::to_chars(std::begin(text), std::end(text), value).ptr;
    return std::string(text, end);
}

/// Weights, scores and bounds are no shares: 60% is neither 60 nor 0.6 of them.
enum class Percent { Hundredth, None };

/// A decimal number with a point, also with a percent sign where it may be a share; nothing for any other text.
std::optional<double> numberFrom(std::string_view text, Percent percent = Percent::Hundredth)
{
    constexpr std::string_view Minus = "\u2212"; // as tables show it
    std::string plain(trimmed(text));
    if (plain.starts_with(Minus))
        plain.replace(0, Minus.size(), "-");
    const bool isPercent = plain.ends_with('%');
    if (isPercent && percent == Percent::None)
        return std::nullopt;
    if (isPercent)
        plain = trimmed(std::string_view(plain).substr(0, plain.size() - 1));
    double value = 0;
    const char *const end = plain.data() + plain.size();
    const auto [past, error] = std::from_chars(plain.data(), end, value);
    if (error != std::errc() || past != end || !(value - value == 0)) // "inf" and "nan" are no numbers of a model
        return std::nullopt;
    return isPercent ? value / Hundred : value;
}

/// In percent where that says the same number.
std::string shareText(double value)
{
    char text[32];
    constexpr int Digits = 12;
    const auto end =
        std::to_chars(std::begin(text), std::end(text), value * Hundred, std::chars_format::general, Digits).ptr;
    const std::string percent = std::string(text, end) + '%';
    return numberFrom(percent) == value ? percent : written(value);
}

std::string bandsText(const SignalModel &signal)
{
    const auto valueText = [&](double value) {
        return signs::isShare(signal.signal.kind) ? shareText(value) : written(value);
    };
    std::vector<std::string> bands;
    for (const Step &step : signal.steps)
        bands.push_back((step.limit ? valueText(*step.limit) : std::string(Rest)) + ": " + written(step.score));
    for (const Point &point : signal.points)
        bands.push_back(valueText(point.value) + " = " + written(point.score));
    return joined(bands, "; ");
}

class Reader {
public:
    explicit Reader(const ModelDraft &draft)
        : m_draft(draft)
    {
    }

    ReadDraft read()
    {
        HealthModel model = m_draft.base;
        model.name = trimmed(m_draft.name);
        model.type = m_draft.type;
        readNumber(m_draft.coverageMin, Percent::Hundredth, "/coverage_min", "coverage_min", model.coverageMin);
        readNumber(m_draft.yellow, Percent::None, "/bounds", "yellow", model.yellow);
        readNumber(m_draft.green, Percent::None, "/bounds", "green", model.green);
        for (std::size_t i = 0; i < model.segments.size() && i < m_draft.rows.size(); ++i) {
            HealthSegment &segment = model.segments[i];
            segment.measures.clear();
            for (std::size_t j = 0; j < m_draft.rows[i].size(); ++j) {
                const std::string at = "/segments/" + std::to_string(i) + "/signals/" + std::to_string(j);
                segment.measures.push_back(readSignal(m_draft.rows[i][j], at, segment.name, j));
            }
        }
        if (m_faults.empty())
            m_faults = faultsOf(model);
        if (m_faults.empty())
            return {std::move(model), {}};
        return {std::nullopt, std::move(m_faults)};
    }

private:
    void wrong(std::string path, Message sentence) { m_faults.push_back({std::move(path), std::move(sentence)}); }

    void readNumber(
        const std::string &text, Percent percent, const std::string &path, const std::string &key, double &value)
    {
        if (const auto number = numberFrom(text, percent))
            value = *number;
        else
            wrong(path, {QD_WORDS("Health", "%1 is \"%2\"; write a number, as 60 or 0.5."), {key, text}});
    }

    SignalModel readSignal(const DraftSignal &row, const std::string &at, const std::string &segment, std::size_t place)
    {
        SignalModel signal;
        const std::string name(trimmed(row.signal));
        const Sentences where(name.empty()
                ? Message(QD_WORDS("Health", "signal %1 of segment %2"), {std::to_string(place + 1), segment})
                : Message(QD_WORDS("Health", "signal %1 of segment %2"), {name, segment}));
        if (const auto known = signs::signalOf(name))
            signal.signal = *known;
        else
            wrong(at + "/signal", unknownSignal(where, name));
        if (const auto weight = numberFrom(row.weight, Percent::None))
            signal.weight = *weight;
        else
            wrong(at + "/weight",
                {QD_WORDS("Health", "%1 has the weight \"%2\"; write a number, as 30."), {where, row.weight}});
        readBands(row.bands, at + "/bands", where, signal);
        const std::string missing(trimmed(row.missing));
        if (const auto choice = missingChoice(missing.empty() ? "drop" : missing)) {
            signal.missing = choice->rule;
            signal.lastDays = choice->lastDays;
        } else {
            wrong(at + "/missing", unknownMissing(where, missing));
        }
        return signal;
    }

    void readBands(const std::string &text, const std::string &path, const Sentences &where, SignalModel &signal)
    {
        for (const std::string &each : split(text, ';')) {
            const std::string band(trimmed(each));
            if (band.empty())
                continue; // a semicolon at the end
            const std::size_t middle = band.find_first_of(":=");
            const std::string_view first = trimmed(std::string_view(band).substr(0, middle));
            const auto value = numberFrom(first);
            const auto score = middle == std::string::npos
                ? std::nullopt
                : numberFrom(std::string_view(band).substr(middle + 1), Percent::None);
            const bool isStep = middle != std::string::npos && band[middle] == ':';
            if (!score || (!value && !(isStep && first == Rest)))
                return wrong(path,
                    {QD_WORDS("Health",
                         "%1 has the band \"%2\"; write a limit and its score as 5: 60, what is above all limits as "
                         "*: 10, or a point of a line as 5 = 60."),
                        {where, band}});
            if (isStep)
                signal.steps.push_back({value, *score});
            else
                signal.points.push_back({*value, *score});
        }
    }

    const ModelDraft &m_draft;
    std::vector<ModelFault> m_faults;
};

} // namespace

ModelDraft draftOf(const HealthModel &model)
{
    ModelDraft draft{
        model, model.name, model.type, shareText(model.coverageMin), written(model.yellow), written(model.green), {}};
    for (const HealthSegment &segment : model.segments) {
        std::vector<DraftSignal> &rows = draft.rows.emplace_back();
        for (const SignalModel &signal : segment.measures)
            rows.push_back({signal.signal.name(), written(signal.weight), bandsText(signal), missingText(signal)});
    }
    return draft;
}

ReadDraft readDraft(const ModelDraft &draft)
{
    return Reader(draft).read();
}

} // namespace qd::health
