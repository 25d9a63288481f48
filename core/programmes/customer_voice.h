#pragma once
#include "core/programmes/by_group.h"

#include <optional>

namespace qd::store {
class Workspace;
}
namespace qd::identity {
class AccountDirectory;
}

namespace qd::programmes {

/// Days up to the day whose answers are heard, the day included.
inline constexpr int VoiceDays = 365;
/// Days before the day of which the figure before is told.
inline constexpr int VoiceBeforeDays = 90;

enum class VoiceKind { Nps, Csat, Ces };
/// "NPS", "CSAT", "CES"; a window translates the word.
[[nodiscard]] const char *nameOf(VoiceKind kind);

/// An answer of a survey, or the rating of a solved ticket.
struct VoiceAnswer {
    int account = -1; ///< index in the directory
    Date day;
    VoiceKind kind = VoiceKind::Nps;
    double score = 0;
    std::string respondent; ///< empty for none: it stands alone
    std::string id; ///< of answers of one day the last one by byte order is the latest

    /// Within 0..10 for NPS, 1..5 for CSAT, 1..7 for CES; scales are never mixed.
    [[nodiscard]] bool isOnScale() const;
};

/// All answers of known customers, of whom their rows count to on a day (AccountDirectory::holderOfRecord()).
[[nodiscard]] std::vector<VoiceAnswer> readVoice(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day);

/// Of one kind of answer, counts and what they come to.
struct VoiceFigures {
    std::string group;
    VoiceKind kind = VoiceKind::Nps;
    int n = 0; ///< the latest answer of each respondent, and those without one
    int good = 0; ///< NPS: 9 and 10; CSAT: 4 and 5
    int bad = 0; ///< NPS: 0 to 6
    double sum = 0; ///< of scores
    int offScale = 0; ///< answers left out since their scale does not have them

    /// NPS: (good - bad) / n in points, -100 to 100; CSAT: good / n; CES: mean. Nothing without answers.
    [[nodiscard]] std::optional<double> value() const;
    /// NPS: 1.96 sqrt((p + d - (p - d)^2) / n) in points, p and d the shares of good and bad (CONTRACT-ROOMS section
    /// 2); nothing for the other kinds.
    [[nodiscard]] std::optional<double> margin() const;
};

/// Of each kind that has answers `total`, then the groups; of the answers in the VoiceDays up to the day.
[[nodiscard]] std::vector<VoiceFigures> voiceFigures(const std::vector<VoiceAnswer> &answers, const Asked &asked);

/// A customer somebody of whom would not recommend us, by their latest answer.
struct Detractor {
    int account = -1;
    Date day;
    double score = 0; ///< the lowest of its respondents' latest answers, of one score the last one's day
};
/// By customer.
[[nodiscard]] std::vector<Detractor> detractors(const std::vector<VoiceAnswer> &answers, const Asked &asked);

} // namespace qd::programmes
