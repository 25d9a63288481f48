#include "core/portfolio/health.h"

#include "core/base/text.h"

#include <QtGlobal>

#include <algorithm>

namespace qd::portfolio {

HealthColour healthColourOf(std::string_view text)
{
    const std::string word = lowered(trimmed(text));
    if (word == "green")
        return HealthColour::Green;
    if (word == "yellow" || word == "amber")
        return HealthColour::Yellow;
    return word == "red" ? HealthColour::Red : HealthColour::None;
}

const char *toString(HealthColour colour)
{
    switch (colour) {
    case HealthColour::Green:
        return "green";
    case HealthColour::Yellow:
        return "yellow";
    case HealthColour::Red:
        return "red";
    case HealthColour::None:
        break;
    }
    return "";
}

const char *nameOf(HealthColour colour)
{
    switch (colour) {
    case HealthColour::None:
        return "";
    case HealthColour::Green:
        return QT_TRANSLATE_NOOP("Words", "Green");
    case HealthColour::Yellow:
        return QT_TRANSLATE_NOOP("Words", "Yellow");
    case HealthColour::Red:
        return QT_TRANSLATE_NOOP("Words", "Red");
    }
    return "";
}

HealthHistory::HealthHistory(std::vector<Score> scores, std::vector<HealthColour> undated)
    : m_scores(std::move(scores))
    , m_undated(std::move(undated))
{
    m_scores.shrink_to_fit();
    std::stable_sort(m_scores.begin(), m_scores.end(), [](const Score &a, const Score &b) { return a.date < b.date; });
    for (const Score &score : m_scores)
        m_undated[std::size_t(score.account)] = HealthColour::None;
}

std::vector<HealthColour> HealthHistory::on(Date day) const
{
    std::vector<HealthColour> colours = m_undated;
    for (const Score &score : m_scores) {
        if (score.date > day)
            break;
        if (score.colour != HealthColour::None)
            colours[std::size_t(score.account)] = score.colour;
    }
    return colours;
}

} // namespace qd::portfolio
