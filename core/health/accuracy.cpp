#include "core/health/accuracy.h"

#include "core/base/text.h"
#include "core/portfolio/joined_book.h"

#include <map>
#include <set>

namespace qd::health {

namespace {

std::optional<double> share(int part, int whole)
{
    return whole > 0 ? std::optional(double(part) / whole) : std::nullopt;
}

} // namespace

std::optional<double> Accuracy::rate() const
{
    return share(flagged, churned - unscorable);
}

std::optional<double> Accuracy::precision() const
{
    return share(flaggedChurned, scoredFlagged);
}

std::optional<double> Accuracy::shareFlagged() const
{
    return share(scoredFlagged, scored);
}

ColoursOn coloursOfModel(const HealthModel &model, const signs::Signals &history)
{
    return [&model, &history](Date day) -> Result<std::vector<HealthColour>> {
        const auto scores = scoresOn(model, history, day);
        if (!scores)
            return scores.error();
        std::vector<HealthColour> colours(scores->known.arr.size(), HealthColour::None);
        for (const AccountScore &each : scores->accounts)
            colours[std::size_t(each.account)] = each.score.colour;
        return colours;
    };
}

ColoursOn coloursOfModelsInForce(const ModelsInForce &models, const signs::Signals &history)
{
    return [&models, &history](Date day) -> Result<std::vector<HealthColour>> {
        if (const VersionedModel *inForce = models.on(day))
            return coloursOfModel(inForce->model, history)(day);
        return std::vector<HealthColour>(std::size_t(history.accounts().size()), HealthColour::None);
    };
}

FlagsOn flagsOf(ColoursOn colours)
{
    return [colours = std::move(colours)](Date day) -> Result<std::vector<std::optional<bool>>> {
        const auto then = colours(day);
        if (!then)
            return then.error();
        std::vector<std::optional<bool>> flags(then->size());
        for (std::size_t i = 0; i < flags.size(); ++i) {
            if ((*then)[i] != HealthColour::None)
                flags[i] = portfolio::isAtRisk((*then)[i]);
        }
        return flags;
    };
}

Result<FlagsOn> flagsOfVendor(const std::string &model, const signs::Signals &history)
{
    const int place = history.events().vendorModel(model);
    if (place < 0)
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Health", "No health score of a model %1 was imported. There are: %2."),
                {model, joined(history.events().vendorModels(), ", ")}},
            {model}};
    return FlagsOn([place, &history](Date day) -> Result<std::vector<std::optional<bool>>> {
        std::vector<std::optional<bool>> flags(std::size_t(history.accounts().size()));
        for (std::size_t i = 0; i < flags.size(); ++i) {
            if (const signs::VendorScore *score = history.eventsOn(day).vendorScore(place, int(i), day))
                flags[i] = portfolio::isAtRisk(score->colour);
        }
        return flags;
    });
}

Result<std::vector<std::optional<Date>>> churnDays(const portfolio::ArrBook &book, Date from, Date to)
{
    // ARR changes only where a piece begins or ends: those days, and no others, are looked at.
    std::set<Date> days{from};
    for (const portfolio::ArrPiece &piece : book.pieces()) {
        for (const Date day : {piece.from, piece.until}) {
            if (from < day && day <= to)
                days.insert(day);
        }
    }
    std::vector<std::optional<Date>> churned(std::size_t(book.accounts().size()));
    if (to < from)
        return churned;
    auto before = book.accountValues(from.plusDays(-1), to);
    for (const Date day : days) {
        if (!before)
            return before.error();
        auto now = book.accountValues(day, to);
        if (!now)
            return now.error();
        before = portfolio::countedOn(std::move(before), book.accounts(), day); // who became another's has not churned
        for (std::size_t i = 0; i < churned.size(); ++i) {
            if (!churned[i] && (*before)[i] > 0 && (*now)[i] == 0)
                churned[i] = day;
        }
        before = std::move(now); // until the next of the days it stays so
    }
    return churned;
}

Result<Accuracy> accuracyOf(const FlagsOn &flags, const signs::Signals &history, Date from, Date to)
{
    // What ends after the last day that is known may still be renewed.
    const auto churned = churnDays(history.book(), from, std::min(to, history.latestDay()));
    if (!churned)
        return churned.error();
    Accuracy accuracy;
    std::map<Date, std::vector<std::size_t>> byWarning;
    for (std::size_t i = 0; i < churned->size(); ++i) {
        if ((*churned)[i])
            byWarning[(*churned)[i]->plusDays(-WarningDays)].push_back(i);
    }
    for (const auto &[day, accounts] : byWarning) {
        const auto then = flags(day);
        if (!then)
            return then.error();
        for (const std::size_t account : accounts) {
            ++accuracy.churned;
            accuracy.unscorable += (*then)[account] ? 0 : 1;
            accuracy.flagged += (*then)[account].value_or(false) ? 1 : 0;
        }
    }
    const Date start = from.plusDays(-WarningDays);
    const auto known = history.known(start);
    if (!known)
        return known.error();
    const auto then = flags(start);
    if (!then)
        return then.error();
    for (std::size_t i = 0; i < then->size(); ++i) {
        if (known->arr[i] <= 0 || !(*then)[i])
            continue;
        ++accuracy.scored;
        accuracy.scoredFlagged += *(*then)[i] ? 1 : 0;
        accuracy.flaggedChurned += *(*then)[i] && (*churned)[i] ? 1 : 0;
    }
    return accuracy;
}

} // namespace qd::health
