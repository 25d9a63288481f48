#pragma once
#include "core/base/date.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace qd::portfolio {

/// A health colour, however a source writes it.
enum class HealthColour : std::uint8_t { None, Green, Yellow, Red };

/// By the text without regard to case and space around it; `amber` is yellow. None for an empty text and any other
/// word.
[[nodiscard]] HealthColour healthColourOf(std::string_view text);
/// "green", "yellow", "red"; empty for None.
[[nodiscard]] const char *toString(HealthColour colour);
/// "Green", "Yellow", "Red", words of the window too; empty for None.
[[nodiscard]] const char *nameOf(HealthColour colour);
/// Yellow or red.
[[nodiscard]] constexpr bool isAtRisk(HealthColour colour)
{
    return colour == HealthColour::Yellow || colour == HealthColour::Red;
}

/// Health of all customers on any day.
class HealthHistory {
public:
    /// A score on record.
    struct Score {
        Date date;
        int account = -1; ///< index in the directory
        HealthColour colour = HealthColour::None;
    };

    HealthHistory() = default;
    /// Of one customer's `scores` on a day the last holds. `undated` is the colour of each customer's golden record, by
    /// directory index: it serves customers without any score on record, since it has no date of its own.
    HealthHistory(std::vector<Score> scores, std::vector<HealthColour> undated);

    /// The last colour of each customer known on `day`, by directory index. Linear in scores up to the day.
    [[nodiscard]] std::vector<HealthColour> on(Date day) const;

private:
    std::vector<Score> m_scores;
    std::vector<HealthColour> m_undated; ///< None for customers with scores
};

} // namespace qd::portfolio
