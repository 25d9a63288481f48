#include "core/backtest/court.h"

#include "core/statistics/roc_curve.h"

#include <algorithm>
#include <map>

namespace qd::backtest {

namespace {

using validation::Case;

constexpr const char *FairDimensions[] = {"segment", "region"};

/// A case of the lead of each model, and what it belongs to on the lead day.
struct LeadCases {
    std::vector<std::vector<Case>> byModel; ///< each parallel to the outcomes
    std::vector<std::string> groups; ///< by `by`; empty without one
    std::vector<std::string> fair[2]; ///< by FairDimensions
};

/// The cases that have their lead day on one day.
using DayCases = std::vector<std::pair<std::size_t, std::size_t>>; ///< lead, outcome

class Hearing {
public:
    Hearing(const Lookback &data, const Models &models, const CourtOptions &options, std::vector<Outcome> outcomes)
        : m_data(data)
        , m_models(models)
        , m_options(options)
        , m_outcomes(std::move(outcomes))
    {
    }

    Result<void> hear(Progress &progress)
    {
        std::map<Date, DayCases> days;
        for (std::size_t lead = 0; lead < m_options.leads.size(); ++lead) {
            LeadCases cases;
            cases.byModel.assign(m_models.size(), std::vector<Case>(m_outcomes.size()));
            cases.groups.resize(m_outcomes.size());
            for (auto &groups : cases.fair)
                groups.resize(m_outcomes.size());
            m_leads.push_back(std::move(cases));
            for (std::size_t i = 0; i < m_outcomes.size(); ++i)
                days[m_outcomes[i].due.plusDays(-m_options.leads[lead])].emplace_back(lead, i);
        }
        progress.begin({QD_WORDS("Backtest", "Looking back")}, std::int64_t(days.size()));
        std::int64_t done = 0;
        for (const auto &[day, cases] : days) {
            if (!progress.step(done++))
                return cancelled();
            if (auto heard = hearDay(day, cases); !heard)
                return heard.error();
        }
        for (LeadCases &lead : m_leads)
            std::ranges::for_each(lead.byModel, completeFlags);
        return {};
    }

    Result<std::vector<Judgement>> judgements() const
    {
        std::vector<Judgement> all;
        std::vector<Outcome> lost;
        std::vector<std::size_t> places; // of the lost ones among all
        for (std::size_t i = 0; i < m_outcomes.size(); ++i) {
            if (!m_outcomes[i].isLost)
                continue;
            lost.push_back(m_outcomes[i]);
            places.push_back(i);
        }
        for (std::size_t model = 0; model < m_models.size(); ++model) {
            const auto since = m_models[model]->flaggedSince(m_data, lost);
            if (!since)
                return since.error();
            std::vector<std::optional<int>> warned(m_outcomes.size());
            for (std::size_t i = 0; i < lost.size(); ++i) {
                if ((*since)[i])
                    warned[places[i]] = daysBetween(*(*since)[i], lost[i].over);
            }
            for (std::size_t lead = 0; lead < m_leads.size(); ++lead)
                all.push_back(judgement(model, lead, warned));
        }
        return all;
    }

    std::vector<Comparison> comparisons() const
    {
        std::vector<Comparison> all;
        for (std::size_t a = 0; a < m_models.size(); ++a) {
            for (std::size_t b = a + 1; b < m_models.size(); ++b) {
                for (std::size_t lead = 0; lead < m_leads.size(); ++lead)
                    all.push_back(comparison(a, b, lead));
            }
        }
        return all;
    }

    std::vector<Misjudged> misjudged() const
    {
        std::vector<Misjudged> all;
        for (std::size_t model = 0; model < m_models.size(); ++model) {
            for (std::size_t lead = 0; lead < m_leads.size(); ++lead) {
                const auto first = std::ptrdiff_t(all.size());
                addMisjudged(model, lead, all);
                std::sort(all.begin() + first, all.end(), [](const Misjudged &a, const Misjudged &b) {
                    return a.dueArr != b.dueArr ? a.dueArr > b.dueArr : a.account < b.account;
                });
            }
        }
        return all;
    }

private:
    void addMisjudged(std::size_t model, std::size_t lead, std::vector<Misjudged> &all) const
    {
        for (std::size_t i = 0; i < m_outcomes.size(); ++i) {
            const Case &one = m_leads[lead].byModel[model][i];
            const Outcome &outcome = m_outcomes[i];
            if (!one.underNotice && one.score && one.flagged && *one.flagged != one.event)
                all.push_back({m_models[model]->name(), m_options.leads[lead], outcome.account, outcome.due,
                    outcome.dueArr, one.event, *one.score});
        }
    }

    Result<void> hearDay(Date day, const DayCases &cases)
    {
        std::vector<int> accounts; // to ask the models for
        for (const auto &[lead, i] : cases) {
            const Outcome &outcome = m_outcomes[i];
            const bool underNotice = outcome.isUnderNotice(day);
            if (!underNotice)
                accounts.push_back(outcome.account);
            for (auto &model : m_leads[lead].byModel)
                model[i] = {.event = outcome.isEvent, .weight = double(outcome.dueArr), .underNotice = underNotice};
            if (!m_options.by.empty())
                m_leads[lead].groups[i] = m_data.groupOn(m_options.by, outcome.account, day);
            for (std::size_t d = 0; d < std::size(FairDimensions); ++d)
                m_leads[lead].fair[d][i] = m_data.groupOn(FairDimensions[d], outcome.account, day);
        }
        std::ranges::sort(accounts);
        accounts.erase(std::ranges::unique(accounts).begin(), accounts.end());
        DayView view(m_data, day);
        for (std::size_t model = 0; model < m_models.size(); ++model) {
            const auto warnings = m_models[model]->on(view, accounts);
            if (!warnings)
                return warnings.error();
            for (const auto &[lead, i] : cases) {
                Case &one = m_leads[lead].byModel[model][i];
                if (one.underNotice)
                    continue;
                const auto at = std::ranges::lower_bound(accounts, m_outcomes[i].account) - accounts.begin();
                const Warning &warning = (*warnings)[std::size_t(at)];
                one.score = warning.score;
                one.flagged = warning.flagged;
                one.probability = warning.probability;
            }
        }
        return {};
    }

    /// A platform that gives colours gave one without: that is no warning. One that gives none has no flags.
    static void completeFlags(std::vector<Case> &cases)
    {
        if (!std::ranges::any_of(cases, [](const Case &one) { return one.flagged.has_value(); }))
            return;
        for (Case &one : cases)
            one.flagged = one.flagged.value_or(false);
    }

    Judgement judgement(std::size_t model, std::size_t lead, const std::vector<std::optional<int>> &warned) const
    {
        Judgement judgement{m_models[model]->name(), m_options.leads[lead], {}, {}, {}};
        std::vector<Case> cases = m_leads[lead].byModel[model];
        for (std::size_t i = 0; i < cases.size(); ++i)
            cases[i].group = m_leads[lead].groups[i];
        const bool grouped = !m_options.by.empty();
        const validation::ValidationOptions options{m_options.minEvents, m_models[model]->highIsRisk()};
        if (m_options.keepsCases)
            judgement.cases = kept(cases, m_leads[lead]);
        bool isTotal = true;
        for (validation::ValidationRow &row : validation::validate(cases, grouped, options)) {
            std::vector<int> days;
            for (std::size_t i = 0; i < cases.size() && row.figures; ++i) {
                const bool counts = !cases[i].underNotice && cases[i].score && (isTotal || cases[i].group == row.group);
                if (counts && warned[i])
                    days.push_back(*warned[i]);
            }
            judgement.rows.push_back({std::move(row), median(std::move(days))});
            isTotal = false;
        }
        for (std::size_t d = 0; d < std::size(FairDimensions); ++d) {
            for (std::size_t i = 0; i < cases.size(); ++i)
                cases[i].group = m_leads[lead].fair[d][i];
            for (validation::FairnessRow &row : validation::fairnessOf(cases))
                judgement.fairness.push_back({FairDimensions[d], std::move(row)});
        }
        return judgement;
    }

    std::vector<JudgedCase> kept(const std::vector<Case> &cases, const LeadCases &lead) const
    {
        std::vector<JudgedCase> all;
        all.reserve(cases.size());
        for (std::size_t i = 0; i < cases.size(); ++i)
            all.push_back({m_outcomes[i].account, m_outcomes[i].due, cases[i].event, cases[i].underNotice,
                cases[i].score, cases[i].flagged, lead.fair[0][i], lead.fair[1][i]});
        return all;
    }

    static std::optional<double> median(std::vector<int> days)
    {
        if (days.empty())
            return std::nullopt;
        std::ranges::sort(days);
        const std::size_t half = days.size() / 2;
        return days.size() % 2 == 1 ? days[half] : (days[half - 1] + days[half]) / 2.0;
    }

    Comparison comparison(std::size_t a, std::size_t b, std::size_t lead) const
    {
        Comparison comparison{m_models[a]->name(), m_models[b]->name(), m_options.leads[lead], {}, {}, {}};
        std::vector<double> first;
        std::vector<double> second;
        std::vector<bool> events;
        for (std::size_t i = 0; i < m_outcomes.size(); ++i) {
            const Case &one = m_leads[lead].byModel[a][i];
            const Case &other = m_leads[lead].byModel[b][i];
            if (one.underNotice || !one.score || !other.score)
                continue;
            first.push_back(m_models[a]->highIsRisk() ? *one.score : -*one.score);
            second.push_back(m_models[b]->highIsRisk() ? *other.score : -*other.score);
            events.push_back(one.event);
        }
        const auto count = std::ranges::count(events, true);
        if (count < m_options.minEvents || std::ssize(events) - count < m_options.minEvents)
            return comparison;
        const auto areaOfFirst = statistics::rocArea(first, events);
        const auto areaOfSecond = statistics::rocArea(second, events);
        if (areaOfFirst && areaOfSecond)
            comparison.difference = areaOfFirst->area - areaOfSecond->area;
        if (const auto test = statistics::compareRocAreas(first, second, events)) {
            comparison.difference = test->difference;
            comparison.z = test->z;
            comparison.p = test->p;
        }
        return comparison;
    }

    const Lookback &m_data;
    const Models &m_models;
    const CourtOptions &m_options;
    std::vector<Outcome> m_outcomes;
    std::vector<LeadCases> m_leads;
};

} // namespace

Result<Court> judge(const Lookback &data, const Models &models, const CourtOptions &options, Progress &progress)
{
    auto outcomes = settledOutcomes(data.now, options.from, options.to, options.event);
    if (!outcomes)
        return outcomes.error();
    if (options.only)
        std::erase_if(*outcomes, [&](const Outcome &each) { return !options.only(each.account); });
    Hearing hearing(data, models, options, std::move(*outcomes));
    if (auto heard = hearing.hear(progress); !heard)
        return heard.error();
    auto judgements = hearing.judgements();
    if (!judgements)
        return judgements.error();
    return Court{std::move(*judgements), hearing.comparisons(), hearing.misjudged()};
}

} // namespace qd::backtest
