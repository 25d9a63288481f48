#include "core/programmes/escalation_answers.h"

#include "core/identity/account_directory.h"
#include "core/statistics/kaplan_meier.h"
#include "core/store/programme_rows.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

namespace qd::programmes {

namespace {

constexpr std::int64_t HourSeconds = 3600;

/// The first second after a day.
std::int64_t endOf(Date day)
{
    return std::int64_t(day.plusDays(1).days()) * SecondsPerDay;
}

/// By when it is answered; nothing without a tier.
std::optional<std::int64_t> dueOf(const Escalation &each, const ResponseHours &hours)
{
    return each.tier > 0 ? std::optional(each.opened + hours[std::size_t(each.tier - 1)] * HourSeconds) : std::nullopt;
}

double hoursBetween(std::int64_t from, std::int64_t to)
{
    return double(std::max<std::int64_t>(0, to - from)) / double(HourSeconds);
}

/// As it was on a day: what persons raised or gave to another owner later was of the tier and owner before.
void takeBackLater(Escalation &each, Date day)
{
    for (auto edit = each.edits.rbegin(); edit != each.edits.rend() && edit->day > day; ++edit) {
        if (edit->tierBefore > 0)
            each.tier = edit->tierBefore;
        if (edit->kind == EscalationEditKind::Raised || edit->kind == EscalationEditKind::OwnerChanged)
            each.owner = edit->ownerBefore;
    }
}

/// What is told of one tier, as it is put together.
struct Tier {
    TierFigures figures;
    std::vector<statistics::Life> lives; ///< hours
};

/// `end` is the first second after the day.
void count(Tier &tier, const Escalation &each, std::int64_t end, std::optional<std::int64_t> due)
{
    ++tier.figures.opened;
    const bool isResolved = each.resolved && *each.resolved < end;
    tier.figures.open += isResolved ? 0 : 1;
    tier.lives.push_back({hoursBetween(each.opened, isResolved ? *each.resolved : end), isResolved});
    if (!due)
        return;
    const bool isAnswered = each.responded && *each.responded < end;
    tier.figures.asked += isAnswered || *due < end ? 1 : 0;
    tier.figures.inTime += isAnswered && *each.responded <= *due ? 1 : 0;
}

TierFigures settled(const Tier &tier)
{
    TierFigures figures = tier.figures;
    figures.medianHours = statistics::kaplanMeier(tier.lives, statistics::SurvivalInterval::Log).median();
    double sum = 0;
    int resolved = 0;
    for (const statistics::Life &life : tier.lives) {
        sum += life.event ? life.time : 0;
        resolved += life.event ? 1 : 0;
    }
    if (resolved > 0)
        figures.meanHours = sum / resolved;
    return figures;
}

} // namespace

std::vector<Escalation> readEscalations(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day)
{
    std::vector<Escalation> escalations;
    store::forEachEscalationTimes(workspace, [&](const store::EscalationTimesRow &row) {
        const int account = accounts.holderOfRecord(row.source, row.accountId, day);
        const int tier = row.tier >= 1 && row.tier <= EscalationTiers ? row.tier : 0;
        if (account < 0)
            return;
        escalations.push_back(
            {account, tier, row.opened, row.responded, row.resolved, std::string(row.writtenBy), std::string(row.id),
                std::string(row.criterion), std::string(row.owner), row.isOwn, escalationEditsFromText(row.edits)});
        takeBackLater(escalations.back(), day);
    });
    return escalations;
}

std::optional<double> TierFigures::answeredRate() const
{
    return asked > 0 ? std::optional(double(inTime) / asked) : std::nullopt;
}

std::vector<TierFigures> tierFigures(
    const std::vector<Escalation> &escalations, const ResponseHours &hours, const Asked &asked)
{
    const std::int64_t end = endOf(asked.day);
    std::array<Tier, EscalationTiers + 1> tiers; // the last has those without one
    for (const Escalation &each : escalations) {
        if (!asked.has(each.account) || each.opened >= end)
            continue;
        const bool hasTier = each.tier > 0;
        Tier &tier = tiers[std::size_t(hasTier ? each.tier - 1 : EscalationTiers)];
        tier.figures.tier = each.tier;
        count(tier, each, end, dueOf(each, hours));
    }
    std::vector<TierFigures> rows;
    for (const Tier &tier : tiers) {
        if (tier.figures.opened > 0)
            rows.push_back(settled(tier));
    }
    return rows;
}

std::vector<OpenEscalation> openEscalations(
    const std::vector<Escalation> &escalations, const ResponseHours &hours, const Asked &asked)
{
    const std::int64_t end = endOf(asked.day);
    std::vector<OpenEscalation> open;
    for (const Escalation &each : escalations) {
        if (!asked.has(each.account) || each.opened >= end || (each.resolved && *each.resolved < end))
            continue;
        const auto due = dueOf(each, hours);
        const bool isAnswered = each.responded && *each.responded < end;
        open.push_back({each, due, isAnswered, due && *due < (isAnswered ? *each.responded : end)});
    }
    std::ranges::stable_sort(open, {}, [](const OpenEscalation &each) {
        return std::tuple(each.isAnswered, each.due.value_or(std::numeric_limits<std::int64_t>::max()),
            std::string_view(each.escalation.source), std::string_view(each.escalation.id));
    });
    return open;
}

} // namespace qd::programmes
