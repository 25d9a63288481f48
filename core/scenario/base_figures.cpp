#include "core/scenario/base_figures.h"

#include "core/base/text.h"
#include "core/portfolio/portfolio.h"
#include "core/scenario/lever.h"
#include "core/scenario/parameters.h"
#include "core/scenario/segment_figures.h"
#include "core/scenario/team_figures.h"
#include "core/scenario/touch_figures.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <span>

namespace qd::scenario {

namespace {

bool needsMeasuring(const SegmentValues &segment)
{
    const auto segmentParameters = parametersOf(Scope::EachSegment);
    return std::ranges::any_of(segmentParameters,
        [&](const Parameter *parameter) { return parameter->measured && !(segment.*parameter->stated); });
}

/// Fills one scenario step by step and writes down where each value came from.
class Completion {
public:
    Completion(const store::Workspace &workspace, const Scenario &given, const CustomerFilters &filters)
        : m_workspace(workspace)
        , m_portfolio(portfolio::Portfolio::of(workspace))
        , m_given(given)
        , m_filters(filters)
    {
    }

    Result<CompletedScenario> run(Progress &progress)
    {
        for (auto step : {&Completion::findStart, &Completion::readTouch, &Completion::fillSegments,
                 &Completion::sortCustomers, &Completion::fillTeam}) {
            if (auto done = (this->*step)(progress); !done)
                return done.error();
        }
        fillAssumptions();
        if (m_made.scenario.overloadElasticity > 0 && m_made.scenario.team.fte <= 0 && m_given.hires.empty())
            return Error{ErrorCode::InvalidArgument,
                QD_WORDS(
                    "Scenarios", "overload_elasticity needs a team to be overloaded: state csms.fte, or import csms.")};
        // A hire in the past is only known now when the file names no start.
        if (auto sound = checkScenario(stated(m_made.scenario)); !sound)
            return sound.error();
        return m_made;
    }

private:
    Result<void> findStart(Progress &)
    {
        CompleteScenario &scenario = m_made.scenario;
        scenario.name = m_given.name;
        scenario.months = m_given.months.value_or(DefaultMonths);
        const bool needed = !m_given.start || m_given.segments.empty()
            || std::any_of(m_given.segments.begin(), m_given.segments.end(), needsMeasuring);
        if (needed) {
            auto book = m_portfolio->book();
            if (!book)
                return book.error();
            m_book = std::move(*book);
            const Month lastEnded = Month::lastEndedBy(m_book->day());
            scenario.start = m_given.start.value_or(lastEnded);
            if (scenario.start > lastEnded)
                m_made.notes.push_back({QD_WORDS("Scenarios",
                                            "start %1 is after %2, the last month that had ended in the ARR of %3; its "
                                            "book is what was under contract by then."),
                    {scenario.start, lastEnded, m_book->source().name}});
        } else {
            scenario.start = *m_given.start;
        }
        note({}, "start", 0, m_given.start ? Provenance::Stated : Provenance::Measured);
        note({}, "months", scenario.months, m_given.months ? Provenance::Stated : Provenance::Assumed);
        return {};
    }

    Result<void> readTouch(Progress &)
    {
        const auto &given = m_given.segments;
        const bool wantsHours = given.empty()
            || std::any_of(given.begin(), given.end(), [](const auto &segment) { return !segment.hoursPerAccount; });
        if (!wantsHours && m_given.hoursPerMonth && m_given.utilisation && !m_given.ramp.empty())
            return {};
        auto touch = touchFigures(m_workspace, *m_portfolio,
            wantsHours ? std::optional(m_made.scenario.start.lastDay()) : std::nullopt, m_filters);
        if (!touch)
            return touch.error();
        m_touch = std::move(*touch);
        return {};
    }

    Result<void> fillSegments(Progress &progress)
    {
        std::vector<SegmentValues> wanted = m_given.segments;
        if (m_book) {
            auto measured = measureSegments(*m_portfolio, *m_book, m_made.scenario.start, m_filters, progress);
            if (!measured && (wanted.empty() || std::any_of(wanted.begin(), wanted.end(), needsMeasuring)))
                return measured.error();
            if (measured) {
                m_measured = std::move(*measured);
                m_made.notes.insert(m_made.notes.end(), m_measured.warnings.begin(), m_measured.warnings.end());
            }
        }
        m_made.scenario.startBook.book = m_measured.startBook;
        m_made.customers = m_measured.customers;
        if (wanted.empty()) {
            for (const std::string &name : m_measured.names) {
                const SegmentFigures &figures = m_measured.figures[name];
                if (figures.logos > 0 || figures.newLogos > 0)
                    wanted.push_back({name});
            }
        }
        if (wanted.empty())
            return Error{ErrorCode::NoData,
                {QD_WORDS("Scenarios", "No customer had ARR at the end of %1 or came in the year before it."),
                    {m_made.scenario.start}}};
        for (const SegmentValues &values : wanted) {
            if (auto done = addSegment(values); !done)
                return done.error();
        }
        return {};
    }

    Result<void> addSegment(const SegmentValues &given)
    {
        const auto found = m_measured.figures.find(given.name);
        if (found == m_measured.figures.end() && needsMeasuring(given))
            return unknownSegment(given.name,
                QD_WORDS("Scenarios",
                    "For a segment of your own, state logos, arr, rates, new_logos_per_month and new_acv."));
        const SegmentFigures figures = found == m_measured.figures.end() ? SegmentFigures() : found->second;
        Segment segment;
        segment.name = given.name;
        for (const Parameter *parameter : parametersOf(Scope::EachSegment))
            fill(segment, *parameter, given.*parameter->stated, figures);
        m_made.scenario.segments.push_back(std::move(segment));
        return {};
    }

    /// Thresholds need both segments and their customers; what was measured is then what was sorted.
    Result<void> sortCustomers(Progress &)
    {
        CompleteScenario &scenario = m_made.scenario;
        for (const Threshold &threshold : m_given.thresholds) {
            for (const std::string &name : {threshold.from, threshold.to}) {
                const auto isIt = [&](const Segment &segment) { return segment.name == name; };
                if (std::none_of(scenario.segments.begin(), scenario.segments.end(), isIt))
                    return unknownSegment(
                        name, QD_WORDS("Scenarios", "A threshold needs two segments that have customers."));
            }
        }
        applyThresholds(scenario, m_given.thresholds);
        for (ValueOrigin &origin : m_made.origins) {
            for (const Segment &segment : scenario.segments) {
                const Parameter *parameter = findParameter(origin.key);
                if (origin.segment == segment.name && parameter && parameter->isOutset)
                    origin.value = valueIn(segment, *parameter);
            }
        }
        const std::vector<ThresholdMoves> moves = thresholdMoves(scenario);
        for (std::size_t i = 0; i < moves.size(); ++i)
            m_made.notes.push_back({QD_WORDS("Scenarios",
                                        "The threshold between \"%1\" and \"%2\" moves %3 up and %4 down."),
                {scenario.thresholds[i].from, scenario.thresholds[i].to, Count{moves[i].up}, Count{moves[i].down}}});
        return {};
    }

    /// Hours of a touch model are somebody's assumption even when the workspace keeps it.
    void fill(Segment &segment, const Parameter &parameter, std::optional<double> own, const SegmentFigures &figures)
    {
        const bool isHours = parameter.unit == Unit::HoursEach;
        const auto measured = parameter.measured ? parameter.measured(figures) : std::nullopt;
        const auto assumed = isHours ? m_touch.hoursOf(segment.name) : std::nullopt;
        setIn(segment, parameter, own ? own : measured ? measured : assumed);
        if (own || !parameter.isLimit()) // a limit that nobody states is no value
            note(segment.name, parameter.key, valueIn(segment, parameter),
                origin(own.has_value(), measured.has_value()));
        if (isHours && !own && !assumed)
            m_made.notes.push_back({QD_WORDS("Scenarios",
                                        "hours_per_account of segment \"%1\" is not known: the touch model has no such "
                                        "segment. It is taken as 0."),
                {segment.name}});
    }

    Result<void> fillTeam(Progress &)
    {
        CompleteScenario &scenario = m_made.scenario;
        scenario.team.hires = m_given.hires;
        scenario.team.leavers = m_given.leavers;
        TeamFigures measured;
        if (!m_given.fte || !m_given.annualCost) {
            auto rates = m_book ? Result<portfolio::FxRates>(m_book->rates()) : m_portfolio->ratesFor({});
            if (!rates)
                return rates.error();
            auto team = measureTeam(m_portfolio->csms(), *rates, scenario.start.lastDay(), m_touch.csmShares);
            if (!team)
                return team.error();
            measured = *team;
        }
        scenario.team.fte = m_given.fte.value_or(measured.fte);
        scenario.team.annualCost = m_given.annualCost.value_or(measured.annualCost.value_or(0));
        note({}, "csms.fte", scenario.team.fte, origin(m_given.fte.has_value(), measured.people > 0));
        note({}, "csms.annual_cost", scenario.team.annualCost,
            origin(m_given.annualCost.has_value(), measured.annualCost.has_value()));
        if (!m_given.fte && measured.people == 0)
            m_made.notes.emplace_back(
                QD_WORDS("Scenarios", "No CSM was in force at the start; csms.fte is taken as 0."));
        return {};
    }

    void fillAssumptions()
    {
        CompleteScenario &scenario = m_made.scenario;
        scenario.hoursPerMonth = m_given.hoursPerMonth.value_or(m_touch.hoursPerMonth);
        scenario.utilisation = m_given.utilisation.value_or(m_touch.utilisation);
        scenario.ramp = m_given.ramp;
        if (scenario.ramp.empty()) {
            scenario.ramp = m_touch.ramp.empty() ? defaultRamp() : m_touch.ramp;
            if (scenario.ramp.size() > std::size_t(scenario.months)) // what lies beyond the horizon decides nothing
                scenario.ramp.resize(std::size_t(scenario.months));
        }
        if (!m_given.hires.empty() && scenario.ramp.size() > std::size_t(scenario.months)
            && std::ranges::all_of(
                std::span(scenario.ramp).first(std::size_t(scenario.months)), [](double share) { return share < 1; }))
            m_made.notes.push_back({QD_WORDS("Scenarios",
                                        "The ramp of %1 months is longer than the horizon of %2: no hire is ever "
                                        "fully productive in it."),
                {Count{std::int64_t(scenario.ramp.size())}, std::to_string(scenario.months)}});
        scenario.overloadElasticity = m_given.overloadElasticity.value_or(0);
        scenario.uncertainty = m_given.uncertainty;
        scenario.correlation = m_given.correlation;
        for (const Parameter &parameter : parameters()) {
            if (parameter.scope == Scope::Scenario)
                note({}, parameter.key, valueIn(scenario, parameter),
                    origin((m_given.*parameter.statedOf).has_value(), false));
            else if (parameter.scope == Scope::Ramp)
                note({}, parameter.key, 0, origin(!m_given.ramp.empty(), false));
        }
    }

    Error unknownSegment(const std::string &name, const Message &advice) const
    {
        const std::string close = nearest(name, m_measured.names);
        if (close.empty())
            return {ErrorCode::InvalidArgument,
                {QD_WORDS("Scenarios", "Segment \"%1\" is not in the workspace, which has %2. %3"),
                    {name, joined(m_measured.names, ", "), Sentences(advice)}}};
        return {ErrorCode::InvalidArgument,
            {QD_WORDS("Scenarios", "Segment \"%1\" is not in the workspace; did you mean \"%2\"? %3"),
                {name, close, Sentences(advice)}}};
    }

    static Provenance origin(bool isStated, bool isMeasured)
    {
        return isStated ? Provenance::Stated : isMeasured ? Provenance::Measured : Provenance::Assumed;
    }
    void note(const std::string &segment, const char *key, double value, Provenance provenance)
    {
        m_made.origins.push_back({segment, key, value, provenance});
    }

    const store::Workspace &m_workspace; ///< holds the touch model
    std::shared_ptr<const portfolio::Portfolio> m_portfolio;
    const Scenario &m_given;
    const CustomerFilters &m_filters;
    TouchFigures m_touch;
    std::optional<portfolio::ArrBook> m_book;
    MeasuredSegments m_measured;
    CompletedScenario m_made;
};

} // namespace

const char *toString(Provenance provenance)
{
    switch (provenance) {
    case Provenance::Stated:
        return "stated";
    case Provenance::Measured:
        return "measured";
    case Provenance::Assumed:
        return "assumed";
    }
    return "";
}

const ValueOrigin *originOf(const std::vector<ValueOrigin> &origins, const Lever &lever)
{
    const Parameter *parameter = findParameter(lever.key);
    const std::string key = (parameter && parameter->scope == Scope::Team ? "csms." : "") + lever.key;
    const auto found = std::ranges::find_if(
        origins, [&](const ValueOrigin &origin) { return origin.key == key && origin.segment == lever.segment; });
    return found == origins.end() ? nullptr : &*found;
}

Result<CompletedScenario> complete(
    const store::Workspace &workspace, const Scenario &scenario, Progress &progress, const CustomerFilters &filters)
{
    return Completion(workspace, scenario, filters).run(progress);
}

} // namespace qd::scenario
