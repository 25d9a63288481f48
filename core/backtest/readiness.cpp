#include "core/backtest/readiness.h"

#include "core/base/checked_sum.h"
#include "core/base/text.h"
#include "core/base/words.h"

#include <algorithm>

namespace qd::backtest {

namespace {

using portfolio::HealthColour;

bool isNone(const signs::AccountEvents &events, signs::SignalKind kind, int account, Date day)
{
    return !(events.value(kind, account, day) > 0); // empty where nobody has any
}

/// What accounts did, as known on a day.
using EventsOn = std::function<const signs::AccountEvents &(Date)>;

Result<Readiness> measured(const EventsOn &eventsOn, const health::ScoredColour &scored,
    const renewals::KnownRenewals &known, std::span<const renewals::ListedRenewal> renewals)
{
    Readiness readiness;
    for (const int checkpoint : Checkpoints)
        readiness.rows.push_back({checkpoint});
    for (const renewals::ListedRenewal &listed : renewals) {
        const renewals::RenewalCase &renewal = listed.renewal;
        for (ReadinessRow &row : readiness.rows) {
            const Date day = renewal.due.plusDays(-row.checkpoint);
            if (day > known.day())
                continue;
            ++row.due;
            if (!addTo(row.dueArr, renewal.dueArr))
                return Error{
                    ErrorCode::Overflow, QD_WORDS("Renewals", "The ARR of the renewals is too large to add up.")};
            const Preparation found = preparationOn(eventsOn(day), known.data(), renewal.account, day);
            row.ready += found.isReady() ? 1 : 0;
            for (std::size_t i = 0; i < AllRequirements.size(); ++i)
                row.met[i] += found.has(AllRequirements[i]) ? 1 : 0;
            const renewals::Risk *risk = known.data().lastRisk(renewal.account, day);
            if (!risk || trimmed(risk->call).empty()) // a colour is not asked for in vain
                continue;
            const auto colour = scored(renewal.account, day);
            if (!colour)
                return colour.error();
            if (disagree(*colour, risk->call))
                readiness.disagreements.push_back({renewal.account, renewal.due, row.checkpoint, *colour, risk->call});
        }
    }
    return readiness;
}

} // namespace

const char *nameOf(Requirement requirement)
{
    switch (requirement) {
    case Requirement::RiskStatus:
        return QT_TRANSLATE_NOOP("Words", "Status");
    case Requirement::Reason:
        return QT_TRANSLATE_NOOP("Words", "Reason");
    case Requirement::NextAction:
        return QT_TRANSLATE_NOOP("Words", "Action");
    case Requirement::Sponsor:
        return QT_TRANSLATE_NOOP("Words", "Sponsor");
    case Requirement::Milestones:
        return QT_TRANSLATE_NOOP("Words", "Milestones");
    case Requirement::Escalations:
        break;
    }
    return QT_TRANSLATE_NOOP("Words", "Escalations");
}

bool Preparation::has(Requirement requirement) const
{
    switch (requirement) {
    case Requirement::RiskStatus:
        return riskStatus;
    case Requirement::Reason:
        return reason;
    case Requirement::NextAction:
        return nextAction;
    case Requirement::Sponsor:
        return sponsor;
    case Requirement::Milestones:
        return milestones;
    case Requirement::Escalations:
        break;
    }
    return escalations;
}

bool Preparation::isReady() const
{
    return std::all_of(
        AllRequirements.begin(), AllRequirements.end(), [this](Requirement requirement) { return has(requirement); });
}

std::optional<double> ReadinessRow::rate() const
{
    return due > 0 ? std::optional(double(ready) / due) : std::nullopt;
}

bool disagree(HealthColour colour, std::string_view call)
{
    const std::string said = lowered(trimmed(call));
    return !said.empty() && colour != HealthColour::None && portfolio::isAtRisk(colour) == (said == "renew");
}

Preparation preparationOn(const signs::AccountEvents &events, const renewals::RenewalData &data, int account, Date day)
{
    Preparation found;
    if (const renewals::Risk *risk = data.lastRisk(account, day)) {
        found.riskStatus = !trimmed(risk->status).empty();
        found.reason = !trimmed(risk->reason).empty();
        found.nextAction = !trimmed(risk->nextAction).empty() && risk->nextActionDate && *risk->nextActionDate >= day;
    }
    found.sponsor =
        events.value(signs::SignalKind::DaysSinceExec, account, day) <= signs::SponsorDays; // not where empty
    found.milestones = isNone(events, signs::SignalKind::MilestonesLate, account, day);
    found.escalations = isNone(events, signs::SignalKind::EscalationsOpen, account, day);
    return found;
}

Result<Readiness> readinessOf(const signs::AccountEvents &events, const health::ScoredColour &scored,
    const renewals::KnownRenewals &known, std::span<const renewals::ListedRenewal> renewals)
{
    return measured([&events](Date) -> const signs::AccountEvents & { return events; }, scored, known, renewals);
}

Result<Readiness> readinessOf(const signs::Signals &history, const health::ScoredColour &scored,
    const renewals::KnownRenewals &known, std::span<const renewals::ListedRenewal> renewals)
{
    return measured([&history](Date day) -> const signs::AccountEvents & { return history.eventsOn(day); }, scored,
        known, renewals);
}

} // namespace qd::backtest
