#include "core/pack/first_pack.h"

#include "core/answers/possible_answers.h"
#include "core/pack/page_measures.h"
#include "core/pack/source_label.h"
#include "core/pack/wording.h"
#include "core/sources/source_list.h"
#include "core/store/workspace.h"

#include <algorithm>

namespace qd::pack {

namespace {

constexpr double ColumnWidth = (ContentWidth - WideGap) / 2;
constexpr double AnswersHeight = 84;

Narrative answersThatAre(const std::vector<answers::Answer> &answers, bool possible)
{
    Narrative text;
    for (const answers::Answer &answer : answers) {
        if (answer.possible == possible)
            text.parts.push_back({answer.title, {answer.text}});
    }
    if (text.parts.empty())
        text.parts.push_back(
            {possible ? QD_WORDS("Packs", "Nothing yet") : QD_WORDS("Packs", "Nothing is missing"), {}});
    text.size = Narrative::Size::Notes;
    return text;
}

Table whatThereIs(const sources::SourceList &list)
{
    Table table;
    table.title = QD_WORDS("Packs", "What there is");
    table.columns = {{QD_WORDS("Packs", "System"), Align::Left, 2}, {QD_WORDS("Packs", "Entity"), Align::Left, 2},
        {QD_WORDS("Packs", "As of"), Align::Left, 1.5}, {QD_WORDS("Packs", "Rows"), Align::Right, 1.2},
        {QD_WORDS("Packs", "Quarantined"), Align::Right, 1.2}};
    for (const sources::SourceState &source : list.sources) {
        const auto asOf = Date::fromIso(source.asOf);
        for (const sources::EntityCount &entity : source.entities)
            table.rows.push_back({{Message::data(source.name)}, {Message::data(entity.entity)},
                {asOf ? Message(day(*asOf)) : none(), Judgement::None, true}, {Count{entity.rows}},
                {entity.quarantined == 0 ? none() : Message(Count{entity.quarantined}), Judgement::None,
                    entity.quarantined == 0}});
    }
    return table;
}

/// As many rows as the page has room for; the rest in one line, so that nothing is left out in silence.
void shorten(Table &table, double room)
{
    constexpr double Head = 14; // title and headers
    const auto fits = std::size_t(std::max(1.0, (room - Head) / table.rowHeight));
    if (table.rows.size() <= fits)
        return;
    const auto more = std::int64_t(table.rows.size() - fits + 1);
    table.rows.resize(fits - 1);
    table.rows.push_back(
        {{{QD_WORDS_N("Packs", "and %1 more entities", "and %1 more entity"), {Count{more}}}}, {}, {}, {}, {}});
}

} // namespace

Message issueOne(Date asOf)
{
    return {QD_WORDS("Packs", "Issue 1, %1"), {day(asOf)}};
}

Error noDataYet()
{
    return {ErrorCode::NoData, QD_WORDS("Packs", "There are no data yet. Import an export first.")};
}

Result<PackDocument> firstPack(const store::Workspace &workspace, Month month, Progress &progress)
{
    const sources::SourceList list = sources::listSources(workspace);
    if (list.sources.empty())
        return noDataYet();
    const auto answers = answers::possibleAnswers(workspace, progress);
    if (!answers)
        return answers.error();
    const auto possible = std::ranges::count_if(*answers, &answers::Answer::possible);
    PackDocument document;
    document.templateId = "monthly";
    document.company = workspace.setting("company").value_or("");
    document.name = QD_WORDS("Packs", "Customer Success, what the data say so far");
    document.period = longMonth(month);
    document.asOf = month.lastDay();
    document.footerLeft = {
        {QD_WORDS("Packs",
             "As of %1. All segments, regions and owners. There is no ARR yet, so that no figure of it is shown."),
            {day(document.asOf)}}};
    if (const Message late = lateSourcesLine(workspace, document.asOf); !late.isEmpty())
        document.footerLeft.push_back(late);
    document.issue = issueOne(document.asOf);
    Page page;
    page.title = {QD_WORDS("Packs", "%1 of %2 questions can be answered"),
        {Count{possible}, Count{std::int64_t(answers->size())}}};
    page.subtitle = QD_WORDS("Packs", "On the left from what; on the right what is missing, and which file brings it.");
    page.blocks.push_back({{Margin, ContentTop, ColumnWidth, AnswersHeight}, answersThatAre(*answers, true)});
    page.blocks.push_back(
        {{Margin + ColumnWidth + WideGap, ContentTop, ColumnWidth, AnswersHeight}, answersThatAre(*answers, false)});
    const double top = ContentTop + AnswersHeight + 4;
    Table table = whatThereIs(list);
    shorten(table, ContentBottom - top);
    page.blocks.push_back({{Margin, top, ContentWidth, ContentBottom - top}, std::move(table)});
    document.pages.push_back(std::move(page));
    return document;
}

} // namespace qd::pack
