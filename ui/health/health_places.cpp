#include "ui/health/health_places.h"

#include "core/pack/health_charts.h"
#include "ui/shell/linked_selection.h"

#include <algorithm>

namespace qd::ui {

namespace {

int placeOf(portfolio::HealthColour colour)
{
    return int(std::ranges::find(health::AllColours, colour) - health::AllColours.begin());
}

} // namespace

QVector<ChartPlace> mixPlaces(const HealthView &view, const QSet<QString> &customers)
{
    const QSet<int> wanted = indicesOf(view.accounts(), customers);
    QVector<ChartPlace> places;
    for (const health::AccountScore &each : view.now().accounts) {
        if (!wanted.contains(each.account))
            continue;
        const std::string group = view.groupOf(each.account);
        for (std::size_t row = 1; row < view.mix.size(); ++row) { // the first is of all
            if (view.mix[row].group == group)
                addOnce(places, {placeOf(health::shownColour(each, view.overrides)), int(row) - 1});
        }
    }
    return places;
}

QVector<ChartPlace> monthPlaces(const HealthView &view, const QSet<QString> &customers)
{
    const QSet<int> wanted = indicesOf(view.accounts(), customers);
    QVector<ChartPlace> places;
    for (std::size_t month = 0; month < view.history.size(); ++month) {
        for (const auto &[account, colour] : view.history[month].accounts) {
            if (wanted.contains(account))
                addOnce(places, {placeOf(colour), int(month)});
        }
    }
    return places;
}

QVector<ChartPlace> transitionPlaces(const HealthView &view, const QSet<QString> &customers)
{
    const QSet<int> wanted = indicesOf(view.accounts(), customers);
    QVector<ChartPlace> places;
    for (const health::AccountMove &move : view.moves) {
        if (wanted.contains(move.account))
            addOnce(places, {placeOf(move.from), placeOf(move.to)});
    }
    return places;
}

QVector<ChartPlace> courtPlaces(const HealthView &view, const QSet<QString> &customers)
{
    const QSet<int> wanted = indicesOf(view.accounts(), customers);
    const std::vector<std::string> models = pack::courtRows(*view.court);
    const std::vector<int> leads = backtest::CourtOptions().leads;
    QVector<ChartPlace> places;
    for (std::size_t row = 0; row < models.size(); ++row) {
        for (std::size_t lead = 0; lead < leads.size(); ++lead) {
            const backtest::Judgement *judged = view.court->judgement(models[row], leads[lead]);
            const bool isIn = judged && std::ranges::any_of(judged->cases, [&](const backtest::JudgedCase &each) {
                return each.score && !each.underNotice && wanted.contains(each.account);
            });
            if (isIn)
                places << ChartPlace{int(row), int(lead)};
        }
    }
    return places;
}

} // namespace qd::ui
