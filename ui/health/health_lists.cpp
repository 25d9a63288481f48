#include "ui/health/health_lists.h"

#include "core/health/reasons.h"
#include "core/health/words.h"
#include "core/signals/words.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace qd::ui {

using portfolio::HealthColour;

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Health)
};

AccountList arrList(const HealthView &view, const QString &title, const std::vector<int> &accounts)
{
    AccountList list{title, {}, {Texts::tr("ARR, %1").arg(qt(view.currency().code()))}, {}};
    for (const int account : accounts)
        list.add(
            qt(view.accounts().at(account).id), {Money{view.arrOf(account), view.currency()}.major().approximate()});
    return list;
}

bool isWanted(const HealthView &view, const health::AccountScore &each, const ColourWanted &wanted)
{
    const HealthColour colour = health::shownColour(each, view.overrides);
    if (wanted.group && view.groupOf(each.account) != *wanted.group)
        return false;
    if (wanted.colour && colour != *wanted.colour)
        return false;
    if (wanted.atRisk && !portfolio::isAtRisk(colour))
        return false;
    if (wanted.scored && !each.score.score)
        return false;
    if (!wanted.direction)
        return true;
    const health::AccountMove *move = view.moveOf(each.account);
    return move && move->direction() == *wanted.direction;
}

AccountList movesWhere(
    const HealthView &view, const QString &title, const std::function<bool(const health::AccountMove &)> &wanted)
{
    std::vector<int> accounts;
    for (const health::AccountMove &move : view.moves) {
        if (wanted(move))
            accounts.push_back(move.account);
    }
    return arrList(view, title, accounts);
}

} // namespace

std::vector<int> accountsOf(const HealthView &view, const ColourWanted &wanted)
{
    std::vector<int> accounts;
    for (const health::AccountScore &each : view.now().accounts) {
        if (isWanted(view, each, wanted))
            accounts.push_back(each.account);
    }
    return accounts;
}

AccountList colourList(const HealthView &view, const QString &title, const ColourWanted &wanted)
{
    return arrList(view, title, accountsOf(view, wanted));
}

AccountList transitionList(const HealthView &view, HealthColour from, HealthColour to)
{
    return movesWhere(view,
        Texts::tr("%1 on %2, %3 now")
            .arg(word(health::colourName(from)), formatDate(view.since), word(health::colourName(to))),
        [&](const health::AccountMove &move) { return move.from == from && move.to == to; });
}

AccountList movedList(const HealthView &view)
{
    return movesWhere(view, Texts::tr("Another colour than on %1").arg(formatDate(view.since)),
        [](const health::AccountMove &move) { return move.from != move.to; });
}

AccountList incidentList(const HealthView &view, const health::Incident &incident)
{
    return arrList(view, Texts::tr("Usage of %1 fell away on %2").arg(qt(incident.source), formatDate(incident.from)),
        incident.accounts);
}

Result<AccountList> monthList(const PageContext &context, const HealthView &view, Month month,
    std::optional<HealthColour> colour, Progress &progress)
{
    const auto scores = scoresAtEndOf(context, view.models->on(month.lastDay()), month, progress);
    if (!scores)
        return scores.error();
    const QString what = colour ? word(health::colourName(*colour)) : Texts::tr("Scored");
    AccountList list{Texts::tr("%1 on %2").arg(what, formatDate(month.lastDay())), {}, {}, {}};
    const bool hasScores = colour != HealthColour::None;
    if (hasScores)
        list.measures << Texts::tr("Score");
    for (const health::AccountScore &each : scores->accounts) {
        if (colour ? each.score.colour != *colour : !each.score.score)
            continue;
        list.add(qt(scores->known.book.accounts().at(each.account).id),
            hasScores ? QVector<double>{*each.score.score} : QVector<double>());
    }
    return list;
}

AccountList courtList(
    const HealthView &view, const std::string &model, int lead, const std::pair<std::string, std::string> &group)
{
    AccountList list{Texts::tr("%1, %2 d before due").arg(messageText(backtest::modelName(model))).arg(lead), {},
        {Texts::tr("Lost"), Texts::tr("Flagged"), Texts::tr("Both")}, {}};
    const backtest::Judgement *judged = view.court->judgement(model, lead);
    if (!judged)
        return list;
    for (const backtest::JudgedCase &each : judged->cases) {
        const bool isOut = each.underNotice || !each.score;
        const std::string &own = group.first == "region" ? each.region : each.segment;
        if (isOut || (!group.first.empty() && own != group.second))
            continue;
        const bool flagged = each.flagged.value_or(false);
        list.add(qt(view.accounts().at(each.account).id),
            {each.event ? 1.0 : 0.0, flagged ? 1.0 : 0.0, each.event && flagged ? 1.0 : 0.0});
    }
    return list;
}

Result<AccountList> wrongList(const PageContext &context, int lead, Progress &progress)
{
    const auto found = computeHealthView(context, {.part = HealthPart::Court}, progress);
    if (!found)
        return found.error();
    const HealthView &view = **found;
    AccountList list{Texts::tr("%1: missed and false alarms, %2 d before due").arg(qt(view.model.name)).arg(lead), {},
        {Texts::tr("Missed"), Texts::tr("False alarm")}, {}};
    for (const backtest::Misjudged &each : view.court->court.misjudged) {
        if (each.model == view.model.name && each.lead == lead)
            list.add(qt(view.accounts().at(each.account).id), {each.isMiss ? 1.0 : 0.0, each.isMiss ? 0.0 : 1.0});
    }
    return list;
}

AccountList signalList(const HealthView &view, const health::SignalUse &use)
{
    const health::HealthSegment &segment = view.model.segments[std::size_t(use.segment)];
    AccountList list{Texts::tr("With a value: %1").arg(messageText(signs::nameOf(segment.measures[use.place].signal))),
        {}, {Texts::tr("Score of the signal")}, {}};
    for (const health::AccountScore &each : view.now().accounts) {
        if (each.segment != use.segment)
            continue;
        const health::SignalScore part = health::partsOf(view.model, each)[use.place].part;
        if (health::hasValue(part.input.state))
            list.add(qt(view.accounts().at(each.account).id), {part.score});
    }
    return list;
}

} // namespace qd::ui
