#include "core/backtest/readiness.h"

#include "core/base/text.h"

namespace qd::backtest {

namespace {

using portfolio::HealthColour;

/// Of the last score dated on or before the day; of one day that of the last model by name.
HealthColour colourOn(const signs::AccountEvents &events, int account, Date day)
{
    const signs::VendorScore *last = nullptr;
    for (int model = 0; model < int(events.vendorModels().size()); ++model) {
        const signs::VendorScore *score = events.vendorScore(model, account, day);
        if (score && (!last || score->day >= last->day))
            last = score;
    }
    return last ? last->colour : HealthColour::None;
}

bool isNone(const signs::AccountEvents &events, signs::SignalKind kind, int account, Date day)
{
    return !(events.value(kind, account, day) > 0); // empty where nobody has any
}

} // namespace

std::optional<double> ReadinessRow::rate() const
{
    return due > 0 ? std::optional(double(ready) / due) : std::nullopt;
}

Preparation preparationOn(const signs::AccountEvents &events, const renewals::RenewalData &data, int account, Date day)
{
    Preparation found;
    if (const renewals::Risk *risk = data.lastRisk(account, day)) {
        found.riskStatus = !trimmed(risk->status).empty();
        found.reason = !trimmed(risk->reason).empty();
        found.nextAction = !trimmed(risk->nextAction).empty() && risk->nextActionDate && *risk->nextActionDate >= day;
    }
    found.sponsor = events.value(signs::SignalKind::DaysSinceExec, account, day) <= SponsorDays; // not where empty
    found.milestones = isNone(events, signs::SignalKind::MilestonesLate, account, day);
    found.escalations = isNone(events, signs::SignalKind::EscalationsOpen, account, day);
    return found;
}

Readiness readinessOf(const signs::AccountEvents &events, const renewals::KnownRenewals &known,
    std::span<const renewals::ListedRenewal> renewals)
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
            row.ready += preparationOn(events, known.data(), renewal.account, day).isReady() ? 1 : 0;
            const renewals::Risk *risk = known.data().lastRisk(renewal.account, day);
            const HealthColour colour = colourOn(events, renewal.account, day);
            if (!risk || risk->call.empty() || colour == HealthColour::None)
                continue;
            if (portfolio::isAtRisk(colour) == (risk->call == "renew"))
                readiness.disagreements.push_back({renewal.account, renewal.due, row.checkpoint, colour, risk->call});
        }
    }
    return readiness;
}

} // namespace qd::backtest
