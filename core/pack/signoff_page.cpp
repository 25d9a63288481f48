#include "core/pack/page_breaking.h"
#include "core/pack/page_measures.h"
#include "core/pack/register_measures.h"
#include "core/pack/source_label.h"
#include "core/pack/wording.h"

#include <algorithm>

namespace qd::pack {

namespace {

constexpr double SignaturesHeight = 30;

using signoff::ContentDifference;
using signoff::SignoffState;

Message titleOf(const MonthMeasures &month, const signoff::SignoffStanding &standing)
{
    const Message::Value period = longMonth(month.month);
    switch (standing.state) {
    case SignoffState::Open:
        return {QD_WORDS("Packs", "Nobody has prepared %1 yet"), {period}};
    case SignoffState::Prepared:
        return {QD_WORDS("Packs", "%1 is prepared and waits for the second name"), {period}};
    case SignoffState::Signed:
        return {QD_WORDS("Packs", "%1 is signed"), {period}};
    case SignoffState::ReviewAgain:
        break;
    }
    return {QD_WORDS("Packs", "%1 is to be reviewed again"), {period}};
}

Table names(const signoff::SignoffStanding &standing)
{
    Table table;
    table.title = QD_WORDS("Packs", "Sign-off");
    table.columns = {{QD_WORDS("Packs", "What"), Align::Left, 1}, {QD_WORDS("Packs", "Says"), Align::Left, 4}};
    const auto row = [&table](Message what, const std::string &text) {
        table.rows.push_back({{std::move(what)}, {text.empty() ? none() : Message::data(text)}});
    };
    row(QD_WORDS("Packs", "Prepared by"), standing.preparedBy);
    row(QD_WORDS("Packs", "Signed by"), standing.signedBy);
    row(QD_WORDS("Packs", "Hash of content and files"), standing.hash);
    return table;
}

Table changes(const signoff::SignoffStanding &standing, Currency currency, double space)
{
    Table table;
    table.title = QD_WORDS("Packs", "What has come out otherwise");
    table.columns = {{QD_WORDS("Packs", "What"), Align::Left, 3}, {QD_WORDS("Packs", "Then"), Align::Right, 1.5},
        {QD_WORDS("Packs", "Now"), Align::Right, 1.5}};
    const auto value = [currency](const ContentDifference &difference, std::int64_t amount, const std::string &state) {
        if (difference.what.starts_with("break:"))
            return state.empty() ? none() : Message::data(state);
        return difference.isMoney ? Message(Figure::exactAmount(amount, currency)) : Message(Count{amount});
    };
    const auto most = std::size_t(std::max(1.0, (space - TitleHeight - HeaderHeight) / table.rowHeight));
    for (std::size_t i = 0; i < std::min(most, standing.difference.size()); ++i) {
        const ContentDifference &each = standing.difference[i];
        table.rows.push_back({{Message::data(each.what)}, {value(each, each.thenAmount, each.thenState)},
            {value(each, each.nowAmount, each.nowState)}});
    }
    table.subtitle = {QD_WORDS("Packs", "%1 of %2"),
        {Count{std::int64_t(table.rows.size())}, Count{std::int64_t(standing.difference.size())}}};
    return table;
}

} // namespace

Page signoffPage(const MonthMeasures &month, const RegisterMeasures &measures)
{
    const signoff::SignoffStanding &standing = measures.standing;
    const PairLabels sides = pairLabels(*month.reconciliation);
    Page page;
    page.title = titleOf(month, standing);
    page.subtitle = {QD_WORDS("Packs", "%1 against %2, all customers, as of %3."),
        {sides.left.atStart, sides.right.within, day(month.asOf)}};
    const Table who = names(standing);
    page.blocks.push_back({{Margin, ContentTop, ContentWidth, heightOf(who)}, who});
    double below = ContentTop + heightOf(who) + Gap;
    if (!standing.difference.empty()) {
        const Table table = changes(standing, month.currency, ContentBottom - SignaturesHeight - Gap - below);
        page.blocks.push_back({{Margin, below, ContentWidth, heightOf(table)}, table});
        below += heightOf(table) + Gap;
    }
    Narrative note;
    note.size = Narrative::Size::Notes;
    note.parts.push_back({QD_WORDS("Packs", "What this is"),
        {QD_WORDS("Packs", "It is a record of who said so, not an access control: nobody asks whether a name is true."),
            QD_WORDS("Packs",
                "Totals, bridge, breaks and their states of the period's last day are kept with a hash of them and of "
                "the "
                "files used; what changes them later is listed.")}});
    if (standing.failure)
        note.parts.back().paragraphs.push_back(*standing.failure);
    page.blocks.push_back({{Margin, below, ContentWidth, SignaturesHeight}, note});
    return page;
}

} // namespace qd::pack
