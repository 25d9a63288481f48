#include "core/pack/pulse_page.h"

#include "core/pack/monthly_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/wording.h"

#include <algorithm>
#include <vector>

namespace qd::pack {

namespace {

constexpr std::size_t Named = 3; ///< customers that a sentence names

Origin customersOf(const MonthMeasures &month, Message title, const std::vector<int> &accounts)
{
    Origin origin = Origin::from(Origin::Of::Customers);
    origin.title = std::move(title);
    for (const int account : accounts)
        origin.accounts.push_back(month.accounts->at(account).id);
    return origin;
}

/// "Acme, Bolt and Corvo", and how many more where there are.
Message named(const MonthMeasures &month, const std::vector<int> &accounts)
{
    std::vector<Message> names;
    for (std::size_t i = 0; i < std::min(Named, accounts.size()); ++i)
        names.push_back(Message::data(month.accounts->at(accounts[i]).name));
    if (accounts.size() <= Named)
        return listed(names);
    return {QD_WORDS("Packs", "%1 and %2 more"),
        {Sentences(enumerated(names)), Count{std::int64_t(accounts.size() - Named)}}};
}

/// "Acme (expansion, +$200k), Corvo (new, +$300k)": of gains or of losses.
Message moversSentence(const MonthMeasures &month, bool gains)
{
    std::vector<Message> parts;
    for (const revenue::AccountMovement &mover : largestMovers(month, Named, Named)) {
        if ((mover.change() > 0) != gains || parts.size() == Named)
            continue;
        parts.push_back({QD_WORDS("Packs", "%1 (%2, %3)"),
            {month.accounts->at(mover.account).name, Word{nameOf(mover.kind)},
                Figure::shortMoney(mover.change(), month.currency)}});
    }
    return parts.empty() ? Message() : sentenceOf(enumerated(parts));
}

/// A sentence about customers by name; empty where there are none.
Message about(const MonthMeasures &month, const MessageWords &words, const std::vector<int> &accounts)
{
    return accounts.empty() ? Message() : Message(words, {Sentences(named(month, accounts))});
}

std::vector<Message> focus(const PulseMeasures &pulse)
{
    std::vector<Message> lines;
    if (pulse.escalated.actions > 0)
        lines.push_back({QD_WORDS_N("Packs", "%1 escalated actions wait for an answer.",
                             "%1 escalated action waits for an answer."),
            {Count{pulse.escalated.actions}}});
    if (pulse.late.actions > 0)
        lines.push_back(
            {QD_WORDS_N("Packs", "%1 actions are past due.", "%1 action is past due."), {Count{pulse.late.actions}}});
    if (!pulse.renewals.empty() && pulse.renewals.front().atRisk > 0)
        lines.emplace_back(QD_WORDS("Packs", "The renewals at risk of the next 30 days come first."));
    if (lines.empty())
        lines.emplace_back(QD_WORDS("Packs", "Nothing is late and nothing is escalated."));
    return lines;
}

Narrative narrative(const MonthMeasures &month, const PulseMeasures &pulse)
{
    Narrative text;
    const auto part = [&](const Message &heading, std::vector<Message> sentences, const Message &otherwise) {
        std::erase_if(sentences, [](const Message &each) { return each.isEmpty(); });
        if (sentences.empty())
            sentences.push_back(otherwise);
        text.parts.push_back({heading, std::move(sentences)});
    };
    part(QD_WORDS("Packs", "Trend"),
        {movementSentence(month.flow, month.currency),
            nrrSentence(monthlyRate(month, metrics::Nrr), month.month.plus(-1))},
        QD_WORDS("Packs", "Nothing moved."));
    part(QD_WORDS("Packs", "Wins"),
        {moversSentence(month, true), about(month, QD_WORDS("Packs", "Health rose in the week: %1."), pulse.better),
            about(month, QD_WORDS("Packs", "Usage rose by a fifth or more: %1."), pulse.usageUp)},
        QD_WORDS("Packs", "None to tell of."));
    part(QD_WORDS("Packs", "Risks"),
        {moversSentence(month, false), about(month, QD_WORDS("Packs", "Health fell in the week: %1."), pulse.worse),
            about(month, QD_WORDS("Packs", "Usage fell by a fifth or more: %1."), pulse.usageDown)},
        QD_WORDS("Packs", "None to tell of."));
    part(QD_WORDS("Packs", "Focus"), focus(pulse), {});
    return text;
}

Table healthTable(const MonthMeasures &month, const PulseMeasures &pulse)
{
    Table table;
    table.title = QD_WORDS("Packs", "Health");
    // By the platform, as on Home; the health review scores by a model.
    table.subtitle = {QD_WORDS("Packs", "customers by the platform's last colour, %1 and %2"),
        {shortDay(pulse.before), shortDay(pulse.day)}};
    table.columns = {{{}, Align::Left, 3}, {QD_WORDS("Packs", "Before"), Align::Right, 1.2},
        {QD_WORDS("Packs", "Now"), Align::Right, 1.2}, {QD_WORDS("Packs", "Change"), Align::Right, 1.2}};
    for (const PulseColour &row : pulse.colours) {
        const auto now = int(row.now.size());
        const Message name = row.colour == portfolio::HealthColour::None ? Message(QD_WORDS("Packs", "No colour"))
                                                                         : Message(Word{portfolio::nameOf(row.colour)});
        table.rows.push_back({{name}, {Count{row.before}}, {Count{now}},
            {now == row.before ? none() : Message(Figure::number(now - row.before, 0).withSign())}});
        table.origins.push_back(customersOf(month, name, row.now));
    }
    return table;
}

Table renewalsTable(const MonthMeasures &month, const PulseMeasures &pulse)
{
    Table table;
    table.title = QD_WORDS("Packs", "Renewals ahead");
    table.subtitle = Message::data(month.currency.code());
    table.columns = {{{}, Align::Left, 3}, {QD_WORDS("Packs", "Customers"), Align::Right, 1.2},
        {QD_WORDS("Packs", "Due"), Align::Right, 1.6}, {QD_WORDS("Packs", "At risk"), Align::Right, 1.6}};
    for (const PulseRenewals &row : pulse.renewals) {
        const Message name{QD_WORDS_N("Packs", "Within %1 days", "Within %1 day"), {Count{row.days}}};
        table.rows.push_back(
            {{name}, {Count{std::int64_t(row.accounts.size())}}, {Figure::wholeAmount(row.arr, month.currency)},
                {Figure::wholeAmount(row.atRisk, month.currency), row.atRisk > 0 ? Judgement::Warn : Judgement::None}});
        table.origins.push_back(customersOf(month, name, row.accounts));
    }
    return table;
}

Table workTable(const MonthMeasures &month, const PulseMeasures &pulse)
{
    Table table;
    table.title = QD_WORDS("Packs", "Adoption and work");
    table.columns = {{{}, Align::Left, 3}, {QD_WORDS("Packs", "Count"), Align::Right, 1.2},
        {QD_WORDS("Packs", "Customers"), Align::Right, 1.2}};
    const auto add = [&](const Message &name, const Message &count, const std::vector<int> &accounts, bool isBad) {
        table.rows.push_back(
            {{name}, {count, isBad ? Judgement::Warn : Judgement::None}, {Count{std::int64_t(accounts.size())}}});
        table.origins.push_back(customersOf(month, name, accounts));
    };
    if (pulse.usageKnown > 0) {
        add(QD_WORDS("Packs", "Usage up by a fifth"), {}, pulse.usageUp, false);
        add(QD_WORDS("Packs", "Usage down by a fifth"), {}, pulse.usageDown, false);
    }
    const auto work = [&](const Message &name, const PulseActions &figure, bool isBad) {
        add(name, Count{figure.actions}, figure.accounts, isBad && figure.actions > 0);
    };
    work(QD_WORDS("Packs", "Actions escalated"), pulse.escalated, true);
    work(QD_WORDS("Packs", "Actions late"), pulse.late, true);
    work(QD_WORDS("Packs", "Opened in the week"), pulse.opened, false);
    work(QD_WORDS("Packs", "Closed in the week"), pulse.closed, false);
    return table;
}

} // namespace

Page pulsePage(const MonthMeasures &month, const PulseMeasures &pulse, const NarrativeHeight &heightOfText)
{
    Page page;
    page.title = summaryTitle(month.flow.opening, month.flow.closing, month.currency, monthlyRate(month, metrics::Grr));
    page.subtitle = {QD_WORDS("Packs", "Health rose for %1 and fell for %2 in the week to %3."),
        {Count{std::int64_t(pulse.better.size())}, Count{std::int64_t(pulse.worse.size())}, day(pulse.day)}};
    const double space = ContentBottom - ContentTop - 1;
    page.blocks.push_back({{Margin, ContentTop + 1, NarrativeWidth, space},
        largestFitting(narrative(month, pulse), NarrativeWidth, space, heightOfText),
        Origin::at(Origin::Of::Movement, month.month)});
    double top = ContentTop + 1;
    for (Table &table : std::vector{healthTable(month, pulse), renewalsTable(month, pulse), workTable(month, pulse)}) {
        if (table.rows.empty())
            continue;
        const double height = heightOf(table);
        page.blocks.push_back({{RightColumn, top, PageWidth - Margin - RightColumn, height}, std::move(table)});
        top += height + Gap;
    }
    return page;
}

} // namespace qd::pack
