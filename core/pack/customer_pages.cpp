#include "core/pack/customer_pages.h"

#include "core/base/month.h"
#include "core/base/words.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"
#include "core/signals/words.h"

#include <algorithm>
#include <array>

namespace qd::pack {

namespace {

using programmes::Plan;
using programmes::PlanState;
using signs::SignalKind;

constexpr double StoryWidth = 128;
constexpr double TablesLeft = 152;
constexpr double TablesWidth = PageWidth - Margin - TablesLeft;
constexpr double ReviewFiguresHeight = 24;

/// A figure of the review and how it is read.
struct ToldFigure {
    SignalKind kind;
    int decimals = 0;
};
constexpr std::array AdoptionFigures{
    ToldFigure{SignalKind::ActiveUsers, 0}, ToldFigure{SignalKind::LicenceUse, 0}, ToldFigure{SignalKind::Breadth, 0}};
constexpr std::array SupportFigures{ToldFigure{SignalKind::Tickets90, 0}, ToldFigure{SignalKind::Urgent90, 0},
    ToldFigure{SignalKind::Csat90, 0}, ToldFigure{SignalKind::EscalationsOpen, 0}, ToldFigure{SignalKind::Nps, 1}};

Message valueOf(const ToldFigure &told, double value)
{
    return signs::isShare(told.kind) ? Message(Figure::wholePercent(value))
                                     : Message(Figure::number(value, told.decimals));
}

/// "Active users: 120, three months before 100."
Message sentence(const ToldFigure &told, const ReviewFigure &figure)
{
    const Message name = signs::nameOf({told.kind, {}});
    if (!figure.before)
        return {QD_WORDS("Packs", "%1: %2."), {Sentences(name), Sentences(valueOf(told, *figure.now))}};
    return {QD_WORDS("Packs", "%1: %2, three months before %3."),
        {Sentences(name), Sentences(valueOf(told, *figure.now)), Sentences(valueOf(told, *figure.before))}};
}

template <std::size_t N>
std::vector<Message> sentences(const CustomerMeasures &measures, const std::array<ToldFigure, N> &all)
{
    std::vector<Message> found;
    for (const ToldFigure &told : all) {
        if (const ReviewFigure figure = measures.figure(told.kind); figure.now)
            found.push_back(sentence(told, figure));
    }
    return found;
}

/// "Cut onboarding to a week, due 30 Sep 2026."
Message goalSentence(const Plan &plan, Date on)
{
    if (!plan.due)
        return plan.objective.ends_with('.') ? Message::data(plan.objective)
                                             : Message(QD_WORDS("Packs", "%1."), {plan.objective});
    return {plan.isLateOn(on) ? QD_WORDS("Packs", "%1: was due on %2.") : QD_WORDS("Packs", "%1: due on %2."),
        {plan.objective, day(*plan.due)}};
}

Message outcomeSentence(const Plan &plan, PlanState state)
{
    const Date closed = plan.closed.value_or(plan.created);
    if (state == PlanState::Met && plan.value)
        return {QD_WORDS("Packs", "%1: met on %2, worth %3."),
            {plan.objective, day(closed), Figure::fullMoney(plan.value->minor, plan.value->currency)}};
    if (state == PlanState::Met)
        return {QD_WORDS("Packs", "%1: met on %2."), {plan.objective, day(closed)}};
    return {
        state == PlanState::Missed ? QD_WORDS("Packs", "%1: not met by %2.") : QD_WORDS("Packs", "%1: given up on %2."),
        {plan.objective, day(closed)}};
}

std::vector<Message> nextSteps(const CustomerMeasures &measures)
{
    std::vector<std::pair<Date, Message>> steps;
    const Date last = measures.day.plusDays(ReviewAheadDays);
    for (const Plan &plan : measures.plans) {
        if (plan.stateOn(measures.day) == PlanState::Open && plan.due && *plan.due <= last)
            steps.emplace_back(*plan.due, Message::data(plan.objective));
    }
    for (const ReviewMilestone &milestone : measures.milestones)
        steps.emplace_back(milestone.due, Message::data(milestone.name));
    if (measures.renewal && *measures.renewal <= last)
        steps.emplace_back(*measures.renewal, Message(QD_WORDS("Packs", "Renewal of the contract")));
    std::ranges::stable_sort(steps, {}, [](const auto &step) { return step.first; });
    std::vector<Message> found;
    for (const auto &[due, what] : steps)
        found.push_back({QD_WORDS("Packs", "%1: %2."), {day(due), Sentences(what)}});
    return found;
}

Narrative story(const CustomerMeasures &measures)
{
    Narrative text;
    const auto part = [&](const Message &heading, std::vector<Message> paragraphs, const Message &otherwise) {
        if (paragraphs.empty())
            paragraphs.push_back(otherwise);
        text.parts.push_back({heading, std::move(paragraphs)});
    };
    std::vector<Message> goals, outcomes;
    for (const Plan &plan : measures.plans) {
        const PlanState state = plan.stateOn(measures.day);
        if (state == PlanState::Open)
            goals.push_back(goalSentence(plan, measures.day));
        else
            outcomes.push_back(outcomeSentence(plan, state));
    }
    part(QD_WORDS("Packs", "Outcomes"), std::move(outcomes),
        QD_WORDS("Packs", "No goal came to its end in these three months."));
    part(QD_WORDS("Packs", "Goals"), std::move(goals),
        QD_WORDS("Packs", "No goal is open. Agree the next one in this review."));
    part(QD_WORDS("Packs", "Adoption"), sentences(measures, AdoptionFigures),
        QD_WORDS("Packs", "Use is not measured yet."));
    part(QD_WORDS("Packs", "Support"), sentences(measures, SupportFigures),
        QD_WORDS("Packs", "Requests and answers are not measured yet."));
    part(QD_WORDS("Packs", "What is next"), nextSteps(measures),
        {QD_WORDS_N("Packs", "Nothing is due in the next %1 days.", "Nothing is due in the next %1 day."),
            {Count{ReviewAheadDays}}});
    return text;
}

Table goalTable(const CustomerMeasures &measures)
{
    Table table;
    table.title = QD_WORDS("Packs", "Goals");
    table.columns = {{QD_WORDS("Packs", "Goal"), Align::Left, 3.4}, {QD_WORDS("Packs", "State"), Align::Left, 1.1},
        {QD_WORDS("Packs", "Day"), Align::Right, 1.5}};
    for (const Plan &plan : measures.plans) {
        const PlanState state = plan.stateOn(measures.day);
        const auto when = state == PlanState::Open ? plan.due : plan.closed;
        const Judgement is = state == PlanState::Met ? Judgement::Good
            : plan.isLateOn(measures.day)            ? Judgement::Warn
                                                     : Judgement::None;
        table.rows.push_back({{Message::data(plan.objective)}, {Word{programmes::nameOf(state)}, is},
            {when ? Message(day(*when)) : none(), Judgement::None, true}});
    }
    return table;
}

Table figureTable(const CustomerMeasures &measures)
{
    Table table;
    table.title = QD_WORDS("Packs", "In figures");
    table.columns = {{{}, Align::Left, 3}, {shortDay(measures.before), Align::Right, 1.5},
        {shortDay(measures.day), Align::Right, 1.5}};
    const auto cell = [](const ToldFigure &told, const std::optional<double> &value) {
        return Table::Cell{value ? valueOf(told, *value) : none()};
    };
    const auto add = [&](const ToldFigure &told) {
        if (const ReviewFigure figure = measures.figure(told.kind); figure.now || figure.before)
            table.rows.push_back({{signs::nameOf({told.kind, {}})}, cell(told, figure.before), cell(told, figure.now)});
    };
    std::ranges::for_each(AdoptionFigures, add);
    std::ranges::for_each(SupportFigures, add);
    return table;
}

/// "Acme: 2 of 3 goals met": of those that came to their end, else of those that are open.
Message titleOf(const CustomerMeasures &measures, const identity::Account &customer)
{
    const int closed = measures.closedInPeriod();
    if (closed > 0)
        return {QD_WORDS_N("Packs", "%3: %2 of %1 goals met", "%3: %2 of %1 goal met"),
            {Count{closed}, Count{measures.metInPeriod()}, customer.name}};
    if (measures.open() > 0)
        return {QD_WORDS_N("Packs", "%2: %1 goals under way", "%2: %1 goal under way"),
            {Count{measures.open()}, customer.name}};
    return {QD_WORDS("Packs", "%1: goals to be agreed"), {customer.name}};
}

Message subtitleOf(const CustomerMeasures &measures)
{
    return {QD_WORDS("Packs", "Business review, %1 to %2."), {day(measures.before.plusDays(1)), day(measures.day)}};
}

Page headOf(const CustomerMeasures &measures, const identity::Account &customer)
{
    return {titleOf(measures, customer), subtitleOf(measures), {}};
}

KeyFigures keyFigures(const CustomerMeasures &measures)
{
    KeyFigures figures;
    const int closed = measures.closedInPeriod();
    figures.figures.push_back({QD_WORDS("Packs", "Goals met"),
        closed > 0 ? Message(QD_WORDS("Packs", "%1 of %2"), {Count{measures.metInPeriod()}, Count{closed}}) : none(),
        {QD_WORDS("Packs", "%1 open"), {Count{measures.open()}}}});
    for (const ToldFigure &told : {AdoptionFigures[0], AdoptionFigures[1], SupportFigures[0], SupportFigures[4]}) {
        const ReviewFigure figure = measures.figure(told.kind);
        if (!figure.now)
            continue;
        figures.figures.push_back({signs::nameOf({told.kind, {}}), valueOf(told, *figure.now),
            figure.before
                ? Message(QD_WORDS("Packs", "%1 three months before"), {Sentences(valueOf(told, *figure.before))})
                : Message()});
    }
    return figures;
}

/// What an executive has time for: what came of it, and what is next.
Page executivePage(
    const CustomerMeasures &measures, const identity::Account &customer, const NarrativeHeight &heightOfText)
{
    Page page = headOf(measures, customer);
    page.blocks.push_back({{Margin, ContentTop, ContentWidth, ReviewFiguresHeight}, keyFigures(measures)});
    Narrative text = story(measures);
    Narrative shortened;
    for (const std::size_t part : {std::size_t(0), text.parts.size() - 1})
        shortened.parts.push_back(std::move(text.parts[part]));
    const double top = ContentTop + ReviewFiguresHeight + Gap;
    page.blocks.push_back({{Margin, top, ContentWidth, ContentBottom - top},
        largestFitting(std::move(shortened), ContentWidth, ContentBottom - top, heightOfText)});
    return page;
}

} // namespace

std::vector<Page> customerPages(
    const CustomerMeasures &measures, const identity::Account &customer, const NarrativeHeight &heightOfText)
{
    std::vector<Page> pages;
    if (measures.isStrategic)
        pages.push_back(executivePage(measures, customer, heightOfText));
    const double space = ContentBottom - ContentTop - 1;
    const Table figures = figureTable(measures);
    const double figuresHeight = figures.rows.empty() ? 0 : heightOf(figures) + Gap;
    const Table goals = goalTable(measures);
    const std::vector<Table> parts =
        goals.rows.empty() ? std::vector<Table>() : brokenTable(goals, space - figuresHeight, space);
    const std::vector<Narrative> stories = broken(
        largestFitting(story(measures), StoryWidth, space, heightOfText), StoryWidth, heightOfText, space, space);
    for (std::size_t i = 0; i < std::max({parts.size(), stories.size(), std::size_t(1)}); ++i) {
        Page page = headOf(measures, customer);
        if (i < stories.size())
            page.blocks.push_back({{Margin, ContentTop + 1, StoryWidth, space}, stories[i]});
        double top = ContentTop + 1;
        if (i == 0 && figuresHeight > 0) {
            page.blocks.push_back({{TablesLeft, top, TablesWidth, heightOf(figures)}, figures});
            top += figuresHeight;
        }
        if (i < parts.size())
            page.blocks.push_back({{TablesLeft, top, TablesWidth, heightOf(parts[i])}, parts[i]});
        pages.push_back(std::move(page));
    }
    const Origin itself = Origin::customer(customer.id);
    for (Page &page : pages) {
        for (Block &block : page.blocks)
            block.origin = itself;
    }
    return pages;
}

} // namespace qd::pack
