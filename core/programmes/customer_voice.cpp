#include "core/programmes/customer_voice.h"

#include "core/base/text.h"
#include "core/identity/account_directory.h"
#include "core/store/signal_rows.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <array>
#include <cmath>
#include <map>
#include <tuple>

namespace qd::programmes {

namespace {

constexpr double MostDetracting = 6;
constexpr double LeastPromoting = 9;
constexpr double LeastGood = 4;
constexpr double Points = 100;

std::optional<VoiceKind> kindOf(std::string_view text)
{
    const std::string kind = lowered(trimmed(text));
    if (kind == "nps")
        return VoiceKind::Nps;
    if (kind == "csat")
        return VoiceKind::Csat;
    return kind == "ces" ? std::optional(VoiceKind::Ces) : std::nullopt;
}

/// The answers that are heard: of a customer's respondent the latest of a kind.
std::vector<const VoiceAnswer *> heard(const std::vector<VoiceAnswer> &answers, const Asked &asked)
{
    std::vector<const VoiceAnswer *> all;
    std::map<std::tuple<VoiceKind, int, std::string_view>, const VoiceAnswer *> latest;
    for (const VoiceAnswer &answer : answers) {
        if (!asked.has(answer.account) || !answer.isOnScale() || answer.day > asked.day
            || answer.day <= asked.day.plusDays(-VoiceDays))
            continue;
        if (answer.respondent.empty()) {
            all.push_back(&answer);
            continue;
        }
        const VoiceAnswer *&last = latest[{answer.kind, answer.account, answer.respondent}];
        if (!last || std::tie(last->day, last->id) < std::tie(answer.day, answer.id))
            last = &answer;
    }
    for (const auto &[key, answer] : latest)
        all.push_back(answer);
    return all;
}

void count(VoiceFigures &row, const VoiceAnswer &answer)
{
    ++row.n;
    row.sum += answer.score;
    const double leastGood = answer.kind == VoiceKind::Nps ? LeastPromoting : LeastGood;
    row.good += answer.kind != VoiceKind::Ces && answer.score >= leastGood ? 1 : 0;
    row.bad += answer.kind == VoiceKind::Nps && answer.score <= MostDetracting ? 1 : 0;
}

} // namespace

const char *nameOf(VoiceKind kind)
{
    switch (kind) {
    case VoiceKind::Nps:
        return QT_TRANSLATE_NOOP("Words", "NPS");
    case VoiceKind::Csat:
        return QT_TRANSLATE_NOOP("Words", "CSAT");
    case VoiceKind::Ces:
        break;
    }
    return QT_TRANSLATE_NOOP("Words", "CES");
}

bool VoiceAnswer::isOnScale() const
{
    constexpr std::array<std::pair<double, double>, 3> Scales{{{0, 10}, {1, 5}, {1, 7}}};
    const auto &[least, most] = Scales[std::size_t(kind)];
    return score >= least && score <= most;
}

std::vector<VoiceAnswer> readVoice(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day)
{
    std::vector<VoiceAnswer> answers;
    store::forEachSurvey(workspace, [&](const store::SurveyRow &row) {
        const int account = accounts.holderOfRecord(row.source, row.accountId, day);
        if (const auto kind = kindOf(row.kind); kind && account >= 0)
            answers.push_back({account, row.date, *kind, row.score, std::string(row.respondent), std::string(row.id)});
    });
    store::forEachTicket(workspace, [&](const store::TicketRow &row) {
        const int account = accounts.holderOfRecord(row.source, row.accountId, day);
        if (account >= 0 && row.csat && row.solved) // known once the ticket is solved
            answers.push_back({account, *row.solved, VoiceKind::Csat, *row.csat, {}, {}});
    });
    return answers;
}

std::optional<double> VoiceFigures::value() const
{
    if (n == 0)
        return std::nullopt;
    if (kind == VoiceKind::Nps)
        return Points * (good - bad) / n;
    return (kind == VoiceKind::Csat ? good : sum) / n;
}

std::optional<double> VoiceFigures::margin() const
{
    constexpr double Normal95 = 1.96;
    if (kind != VoiceKind::Nps || n == 0)
        return std::nullopt;
    const double p = double(good) / n;
    const double d = double(bad) / n;
    return Points * Normal95 * std::sqrt((p + d - (p - d) * (p - d)) / n);
}

std::vector<VoiceFigures> voiceFigures(const std::vector<VoiceAnswer> &answers, const Asked &asked)
{
    std::vector<VoiceFigures> rows;
    const std::vector<const VoiceAnswer *> all = heard(answers, asked);
    for (const VoiceKind kind : {VoiceKind::Nps, VoiceKind::Csat, VoiceKind::Ces}) {
        ByGroup<VoiceFigures> groups(asked);
        for (const VoiceAnswer *answer : all) {
            if (answer->kind == kind)
                groups.count(answer->account, [&](VoiceFigures &row) { count(row, *answer); });
        }
        for (const VoiceAnswer &answer : answers) {
            if (answer.kind == kind && asked.has(answer.account) && !answer.isOnScale() && answer.day <= asked.day
                && answer.day > asked.day.plusDays(-VoiceDays))
                groups.count(answer.account, [](VoiceFigures &row) { ++row.offScale; });
        }
        for (VoiceFigures &row : groups.rows()) {
            row.kind = kind;
            if (row.n > 0 || row.offScale > 0)
                rows.push_back(row);
        }
    }
    return rows;
}

std::vector<Detractor> detractors(const std::vector<VoiceAnswer> &answers, const Asked &asked)
{
    std::map<int, Detractor> found;
    for (const VoiceAnswer *answer : heard(answers, asked)) {
        if (answer->kind != VoiceKind::Nps || answer->score > MostDetracting)
            continue;
        const Detractor one{answer->account, answer->day, answer->score};
        Detractor &kept = found.try_emplace(answer->account, one).first->second;
        if (std::tie(one.score, kept.day) < std::tie(kept.score, one.day))
            kept = one;
    }
    std::vector<Detractor> all;
    for (const auto &[account, detractor] : found)
        all.push_back(detractor);
    return all;
}

} // namespace qd::programmes
