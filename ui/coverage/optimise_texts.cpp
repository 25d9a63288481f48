// What the optimise panel says: tags, sentences, figures, the table of moves and the frontier.
#include "ui/coverage/proposal.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace qd::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Coverage)
};

QString reasonText(coverage::MoveReason reason)
{
    switch (reason) {
    case coverage::MoveReason::Vacancy:
        return Texts::tr("fills a vacancy");
    case coverage::MoveReason::NotServed:
        return Texts::tr("not served today");
    case coverage::MoveReason::FullBook:
        return Texts::tr("book is full");
    case coverage::MoveReason::Overload:
        return Texts::tr("book is overloaded");
    case coverage::MoveReason::Balance:
        return Texts::tr("evens out");
    case coverage::MoveReason::Exchange:
        return Texts::tr("makes room");
    }
    return {};
}

QString points(const coverage::BookFigures &books)
{
    return formatNumber(shownSpread(books), 0);
}

/// "12 red"; `isLong` says how soon a renewal is.
QString protectedText(coverage::Protection protection, int count, bool isLong)
{
    switch (protection) {
    case coverage::Protection::Red:
        return isLong ? Texts::tr("%1 red").arg(formatCount(count)) : Texts::tr("red");
    case coverage::Protection::RenewingSoon:
        return isLong
            ? Texts::tr("%1 renewing within %2 days").arg(formatCount(count)).arg(coverage::ProtectedRenewalDays)
            : Texts::tr("renewing");
    case coverage::Protection::Onboarding:
        return isLong ? Texts::tr("%1 in onboarding").arg(formatCount(count)) : Texts::tr("onboarding");
    }
    return {};
}

QStringList heldTexts(const coverage::SolveOutlook &outlook, bool isLong)
{
    QStringList words;
    for (const auto &[protection, count] : outlook.heldBy) {
        if (count > 0)
            words << protectedText(protection, count, isLong);
    }
    if (outlook.pinned > 0)
        words << (isLong ? Texts::tr("%1 pinned or planned").arg(formatCount(outlook.pinned))
                         : Texts::tr("pinned or planned"));
    return words;
}

/// The first name where nobody else of the roster has it.
QString shortName(const CoverageView &view, int csm)
{
    const QString name = csmName(view, csm);
    const QString first = name.section(QLatin1Char(' '), 0, 0);
    const auto &csms = view.input.roster.csms;
    const auto count = std::ranges::count_if(
        csms, [&](const coverage::Csm &each) { return qt(each.name).section(QLatin1Char(' '), 0, 0) == first; });
    return csm >= 0 && count == 1 ? first : name;
}

QString movesText(qsizetype moves, const coverage::BookFigures &after)
{
    return moves == 1 ? Texts::tr("1 move, %1 points").arg(points(after))
                      : Texts::tr("%1 moves, %2 points").arg(formatCount(moves), points(after));
}

} // namespace

Tag statusTag(const coverage::AssignmentPlan &plan)
{
    const QString gap = formatPercent(plan.assignment.gap(), 1);
    Tag tag{Mark::Warn, {}, messageText(plan.assignment.note)};
    if (tag.tip.isEmpty())
        tag.tip = Texts::tr("The solver's plan moves %1 customers; no plan is better by more than this gap.")
                      .arg(formatCount(plan.moves));
    switch (plan.assignment.status) {
    case assignment::Status::Optimal:
        tag.mark = Mark::Good;
        tag.text = Texts::tr("proven best");
        break;
    case assignment::Status::GapReached:
        tag.mark = Mark::Good;
        tag.text = Texts::tr("gap %1, proven").arg(gap);
        break;
    case assignment::Status::TimeLimit:
        tag.text = Texts::tr("best found in the time, gap %1").arg(gap);
        break;
    case assignment::Status::Cancelled:
        tag.text = Texts::tr("stopped, best so far, gap %1").arg(gap);
        break;
    case assignment::Status::Heuristic:
        tag.text = Texts::tr("without the solver cbc, gap %1").arg(gap);
        break;
    }
    return tag;
}

QVector<Tag> ruleTags(const CoverageView &view, const coverage::SolveOutlook &outlook)
{
    QVector<Tag> tags;
    if (const auto held = outlook.held.size(); held > 0)
        tags << Tag{Mark::None,
            Texts::tr("%1 held: %2")
                .arg(formatCount(qint64(held)), heldTexts(outlook, false).join(QStringLiteral(", "))),
            Texts::tr("These keep their CSM: %1").arg(heldTexts(outlook, true).join(QStringLiteral(", ")))};
    if (outlook.maxAccounts)
        tags << Tag{Mark::None, Texts::tr("max %1 a book").arg(*outlook.maxAccounts)};
    if (outlook.keepFamilies)
        tags << Tag{Mark::None, Texts::tr("families together")};
    if (view.input.model.assign.moveWeight == coverage::AssignModel::MoveWeight::Arr)
        tags << Tag{Mark::None, Texts::tr("moves weighed by ARR")};
    return tags;
}

QStringList outlookSentences(const coverage::SolveOutlook &outlook)
{
    QString books = Texts::tr("%1 books run from %2 to %3 of capacity.")
                        .arg(outlook.books)
                        .arg(formatPercent(outlook.lowest, 0), formatPercent(outlook.highest, 0));
    if (outlook.vacant > 0)
        books += QLatin1Char(' ') + Texts::tr("Without a CSM, to be given one: %1.").arg(formatCount(outlook.vacant));
    if (!outlook.unassignable.empty())
        books += QLatin1Char(' ')
            + Texts::tr("Customers whom no CSM may serve, and who stay: %1.")
                  .arg(formatCount(qint64(outlook.unassignable.size())));
    return {Texts::tr("Solve finds the fewest moves that even out these books and bring them below capacity."), books,
        outlook.held.empty()
            ? Texts::tr("No customer is held; those that are red, renewing or new can be.")
            : Texts::tr("Held where they are: %1.").arg(heldTexts(outlook, true).join(QStringLiteral(", ")))};
}

QString costsText(const coverage::AssignModel &costs)
{
    return Texts::tr("A move costs %1, an hour above capacity %2, 100 points of spread %3.")
        .arg(formatNumber(costs.moveCost, 2), formatNumber(costs.overloadCost, 2), formatNumber(costs.spreadCost, 2));
}

QVector<TotalCell> outlookCells(const coverage::SolveOutlook &outlook)
{
    return {
        {QStringLiteral("spread"), Texts::tr("Spread, pt"), points(outlook.today), {}},
        {QStringLiteral("over"), Texts::tr("Hours over"), formatNumber(outlook.today.overloadHours, 0), {}},
        {QStringLiteral("all"), Texts::tr("Customers"), formatCount(qint64(outlook.accounts.size())), {}},
        {QStringLiteral("held"), Texts::tr("Held"), formatCount(qint64(outlook.held.size())), {}},
    };
}

QString solverText(const Proposal &proposal)
{
    const QString seconds = Texts::tr("%1 s").arg(formatNumber(proposal.seconds, 1));
    return proposal.plan.assignment.solverRan ? Texts::tr("CBC, %1").arg(seconds)
                                              : Texts::tr("own search, %1").arg(seconds);
}

TableSpec proposalTable(const CoverageView &view, const MoveChoice &choice)
{
    TableSpec spec;
    spec.id = QStringLiteral("coverage-proposal");
    spec.filterRow = false;
    spec.columns = {
        tableColumn("take", {}, ColumnKind::Check),
        tableColumn("customer", Texts::tr("Move"), ColumnKind::Text),
        tableColumn("way", Texts::tr("From \u2192 to"), ColumnKind::Id),
        tableColumn("hours", Texts::tr("h"), ColumnKind::Number),
        tableColumn("why", Texts::tr("Why"), ColumnKind::Text, 2),
    };
    spec.columns[3].decimals = 1;
    spec.columns[4].shown = false; // the inspector has the whole sentence
    for (const coverage::PlacedAccount &move : choice.rows())
        spec.rows << TableRow{rowOf(view, move.load),
            {choice.isTicked(move.load), accountName(view, move.load),
                Texts::tr("%1 \u2192 %2").arg(shortName(view, move.from), shortName(view, move.to)),
                choice.proposal()->input.loads[std::size_t(move.load)].hours,
                move.why ? reasonText(*move.why) : QString()}};
    spec.emptyText = Texts::tr("No move makes these books better.");
    return spec;
}

ChartSpec frontierChart(const MoveChoice &choice, const coverage::PlanEffect &effect)
{
    ChartSpec spec;
    spec.kind = chart::Kind::Frontier;
    spec.title = Texts::tr("Moves against spread");
    spec.unit = Texts::tr("Highest \u2212 lowest utilisation, points");
    spec.subtitle = spec.unit;
    spec.format = chart::Unit::Points;
    spec.positionTitle = Texts::tr("customers moved");
    ChartSeries line{QStringLiteral("frontier"), Texts::tr("Spread"), chart::Meaning::Primary, {}};
    ChartSeries own{QStringLiteral("ticked"), Texts::tr("Spread of the ticked moves"), chart::Meaning::Primary, {}};
    const auto add = [&](qsizetype moves, std::optional<double> onLine, std::optional<double> off,
                         const QString &note) {
        spec.categories << formatCount(moves);
        spec.positions << double(moves);
        line.values << onLine;
        own.values << off;
        spec.categoryNotes << note;
    };
    const int chosen = choice.point();
    const auto ticked = qsizetype(choice.ticked().size());
    const auto addOwn = [&] {
        spec.chosen = int(spec.categories.size());
        add(ticked, std::nullopt, effect.after.spread, movesText(ticked, effect.after));
    };
    for (std::size_t i = 0; i < choice.proposal()->points.size(); ++i) {
        const coverage::PlanPoint &point = choice.proposal()->points[i];
        const auto moves = qsizetype(point.moves.size());
        if (chosen < 0 && spec.chosen < 0 && ticked <= moves)
            addOwn();
        if (int(i) == chosen)
            spec.chosen = int(spec.categories.size());
        const coverage::BookFigures &after = point.effect.after;
        const QString today = i == 0 ? Texts::tr("today %1").arg(points(after)) : QString();
        add(moves, after.spread, std::nullopt, int(i) == chosen && i > 0 ? movesText(moves, after) : today);
    }
    if (chosen < 0 && spec.chosen < 0)
        addOwn();
    spec.series << line;
    if (chosen < 0)
        spec.series << own;
    return spec;
}

int pointOfCategory(const MoveChoice &choice, const ChartSpec &chart, int category)
{
    if (category < 0 || category >= chart.categories.size() || !chart.series.first().values.at(category))
        return -1;
    return choice.point() < 0 && category > chart.chosen ? category - 1 : category;
}

QVector<ChartPlace> movePlaces(
    const CoverageView &view, const MoveChoice &choice, const ChartSpec &chart, const QSet<QString> &customers)
{
    const QSet<int> wanted = loadsOfCustomers(view, customers);
    QVector<ChartPlace> places;
    for (int category = 0; category < int(chart.categories.size()); ++category) {
        const int point = pointOfCategory(choice, chart, category);
        if (point >= 0
            && std::ranges::any_of(choice.proposal()->points[std::size_t(point)].moves,
                [&wanted](const coverage::PlacedAccount &move) { return wanted.contains(move.load); }))
            places << ChartPlace{0, category};
    }
    return places;
}

QVector<TotalCell> effectCells(const coverage::PlanEffect &effect)
{
    const auto cell = [](const char *id, const QString &label, double before, double after, int decimals) {
        TotalCell made{QString::fromLatin1(id), label, formatNumber(after, decimals), {}};
        made.before = Texts::tr("%1 \u2192").arg(formatNumber(before, decimals));
        return made;
    };
    return {cell("spread", Texts::tr("Spread, pt"), shownSpread(effect.before), shownSpread(effect.after), 0),
        cell("all", Texts::tr("Gini"), effect.before.gini, effect.after.gini, 2),
        cell("over", Texts::tr("Hours over"), effect.before.overloadHours, effect.after.overloadHours, 0),
        {QStringLiteral("moved"), Texts::tr("Keep CSM"), formatPercent(effect.keptShare, 0), {}}};
}

} // namespace qd::ui
