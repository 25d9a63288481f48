#include "core/quality/findings.h"

#include "core/store/settings.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace qd::quality {

Findings::Findings(const QualityData &data)
    : m_data(data)
{
    m_scorecard.asOf = data.day;
    m_scorecard.currency = data.portfolio->currency();
    m_scorecard.waivers = waiversFrom(data.portfolio->setting(WaiversSetting));
}

int Findings::begin(Check check, std::string source, std::string entity, std::string field, std::int64_t n)
{
    CheckFigure figure;
    figure.check = check;
    figure.source = std::move(source);
    figure.entity = std::move(entity);
    figure.field = std::move(field);
    figure.n = n;
    m_scorecard.figures.push_back(std::move(figure));
    return int(m_scorecard.figures.size()) - 1;
}

int Findings::place(std::string_view id, std::int64_t batch, int line)
{
    m_scorecard.places.push_back({m_scorecard.texts->keep(id), batch, line});
    return int(m_scorecard.places.size()) - 1;
}

int Findings::detail(Message message)
{
    m_scorecard.details.push_back(std::move(message));
    return int(m_scorecard.details.size()) - 1;
}

void Findings::fail(int figure, int account, int place, int detail, std::int64_t count)
{
    m_scorecard.failures.push_back({figure, account, place, detail, count});
    at(figure).failed += count;
}

void Findings::addTierOne()
{
    std::map<std::string, CheckFigure> tiers; // by source
    for (const CheckFigure &figure : m_scorecard.figures) {
        if (figure.check != Check::Completeness || std::ranges::find(tierOne(), figure.field) == tierOne().end())
            continue;
        CheckFigure &tier = tiers.try_emplace(figure.source, figure).first->second;
        const bool isNew = tier.field != TierOneField;
        tier.field = TierOneField;
        tier.n = (isNew ? 0 : tier.n) + figure.n;
        tier.failed = (isNew ? 0 : tier.failed) + figure.failed;
        tier.waived = (isNew ? 0 : tier.waived) + figure.waived;
    }
    for (auto &[source, tier] : tiers)
        m_scorecard.figures.push_back(std::move(tier));
}

void Findings::judge(CheckFigure &figure) const
{
    const std::string &set = m_data.portfolio->setting(store::QualityPrefix + keyOf(figure.check));
    const auto [ok, warn] = store::qualitySetting(set).value_or(store::DefaultQuality);
    if (!figure.threshold)
        figure.threshold = ok;
    if (figure.check == Check::Freshness && figure.waived == 0)
        return; // by the source's own days
    const double rate = figure.rate().value_or(0);
    figure.status = rate <= ok ? Status::Ok : rate <= warn ? Status::Warn : Status::Fail;
}

/// Those in force take what they are of out of what failed.
void Findings::waive()
{
    std::erase_if(m_scorecard.waivers, [this](const Waiver &waiver) { return !waiver.holdsOn(m_data.day); });
    if (m_scorecard.waivers.empty())
        return;
    const identity::AccountDirectory &accounts = m_data.portfolio->accounts();
    const auto figureKey = [](const auto &of) { return std::tuple(of.check, of.source, of.entity, of.field); };
    using FigureKey = std::tuple<Check, std::string, std::string, std::string>;
    std::map<std::pair<FigureKey, identity::RecordKey>, int> ofRow;
    std::map<std::pair<FigureKey, int>, int> ofCustomer; // whom any of its records names
    for (int i = 0; i < int(m_scorecard.waivers.size()); ++i) {
        const Waiver &waiver = m_scorecard.waivers[std::size_t(i)];
        ofRow.try_emplace({figureKey(waiver), waiver.record}, i);
        const int holder = accounts.holderOfRecord(waiver.record.source, waiver.record.id, m_data.day);
        if (holder >= 0)
            ofCustomer.try_emplace({figureKey(waiver), holder}, i);
    }
    const auto waiverOf = [&](const Failure &failure) {
        const bool isCustomer = failure.place < 0 && failure.account >= 0;
        if (isCustomer) {
            const auto found = ofCustomer.find({figureKey(at(failure.figure)), failure.account});
            return found == ofCustomer.end() ? -1 : found->second;
        }
        const auto found = ofRow.find({figureKey(at(failure.figure)), m_scorecard.waiverOf(accounts, failure).record});
        return found == ofRow.end() ? -1 : found->second;
    };
    for (Failure &failure : m_scorecard.failures) {
        failure.waiver = waiverOf(failure);
        if (failure.waiver < 0)
            continue;
        at(failure.figure).failed -= failure.count;
        at(failure.figure).waived += failure.count;
    }
}

Scorecard Findings::finished()
{
    waive();
    addTierOne();
    std::vector<int> order(m_scorecard.figures.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = int(i);
    const auto key = [this](int index) {
        const CheckFigure &figure = m_scorecard.figures[std::size_t(index)];
        return std::tie(figure.check, figure.source, figure.entity, figure.field);
    };
    std::ranges::sort(order, [&key](int a, int b) { return key(a) < key(b); });
    std::vector<CheckFigure> figures;
    std::vector<int> placeOf(order.size());
    for (const int index : order) {
        placeOf[std::size_t(index)] = int(figures.size());
        figures.push_back(std::move(m_scorecard.figures[std::size_t(index)]));
        judge(figures.back());
    }
    m_scorecard.figures = std::move(figures);
    for (Failure &failure : m_scorecard.failures)
        failure.figure = placeOf[std::size_t(failure.figure)];
    std::ranges::stable_sort(m_scorecard.failures, {}, &Failure::figure);
    return std::move(m_scorecard);
}

} // namespace qd::quality
