#include "core/actions/words.h"
#include "core/revenue/dimension_words.h"
#include "ui/actions/actions_view.h"
#include "ui/common/table/count_cell.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

QVariant rate(const std::optional<double> &value)
{
    return value ? QVariant(*value) : QVariant();
}

QVariant dateCell(const std::optional<Date> &date)
{
    return date ? QVariant(QDate(date->year(), date->month(), date->day())) : QVariant();
}

TableColumn percent(const char *id, const QString &title, int priority = 0)
{
    TableColumn column = tableColumn(id, title, ColumnKind::Percent, priority);
    column.decimals = 1;
    return column;
}

QString numberText(double value)
{
    const auto whole = qint64(value);
    return double(whole) == value ? formatCount(whole) : formatNumber(value, 2);
}

/// A value of a condition: a colour has a word, all others are data.
QString listText(const std::vector<std::string> &values)
{
    QStringList texts;
    for (const std::string &value : values) {
        const portfolio::HealthColour colour = portfolio::healthColourOf(value);
        texts << (colour == portfolio::HealthColour::None ? qt(value) : word(portfolio::nameOf(colour)));
    }
    return texts.join(QStringLiteral(", "));
}

QString conditionText(const coverage::SegmentCondition &condition)
{
    QStringList parts;
    if (condition.above)
        parts << Texts::tr("above %1").arg(numberText(*condition.above));
    if (condition.atLeast)
        parts << Texts::tr("at least %1").arg(numberText(*condition.atLeast));
    if (condition.below)
        parts << Texts::tr("below %1").arg(numberText(*condition.below));
    if (condition.atMost)
        parts << Texts::tr("at most %1").arg(numberText(*condition.atMost));
    if (!condition.anyOf.empty())
        parts << listText(condition.anyOf);
    if (!condition.noneOf.empty())
        parts << Texts::tr("not %1").arg(listText(condition.noneOf));
    if (condition.missing)
        parts << (*condition.missing ? Texts::tr("missing") : Texts::tr("there"));
    return Texts::tr("%1: %2", "field, condition")
        .arg(messageText(actions::fieldName(condition.field)), parts.join(QStringLiteral(", ")));
}

QString conditionsText(const actions::ActionRule &rule)
{
    QStringList texts;
    for (const coverage::SegmentCondition &condition : rule.when)
        texts << conditionText(condition);
    return texts.isEmpty() ? Texts::tr("every customer") : texts.join(QStringLiteral("; "));
}

QString rulesFact(const ActionsView &view)
{
    const int count = int(view.rules.rules.size());
    switch (view.shown) {
    case RulesShown::InForce:
        return Texts::tr("%Ln rules in force, version %1", nullptr, count).arg(view.inForce.version);
    case RulesShown::Shipped:
        return Texts::tr("No rule is in force; %Ln shipped as a draft", nullptr, count);
    case RulesShown::Draft:
        break;
    }
    return Texts::tr("%Ln rules in a draft, not in force", nullptr, count);
}

QString queueFact(const ActionsView &view)
{
    const actions::OwnerQueue &total = view.queue.total;
    const QString counts =
        Texts::tr("%1, %2, %3")
            .arg(Texts::tr("%Ln open", nullptr, total.open), Texts::tr("%Ln late", nullptr, total.late),
                Texts::tr("%Ln escalated", nullptr, total.escalated));
    const auto sla = view.queue.sla.rate();
    return sla ? Texts::tr("%1; SLA %2 of %3 due").arg(counts, formatPercent(*sla), formatCount(view.queue.sla.due))
               : counts;
}

} // namespace

QString ActionsView::titleOf(const std::string &rule) const
{
    for (const actions::RuleSet *set : {&inForce.rules, &rules}) {
        if (const actions::ActionRule *found = set->find(rule))
            return word(found->title);
    }
    return qt(rule);
}

QString actionsFact(const ActionsView &view)
{
    if (view.part == ActionsPart::Queue)
        return queueFact(view);
    if (view.part == ActionsPart::Rules)
        return rulesFact(view);
    if (view.part == ActionsPart::Programmes)
        return programmesFact(view);
    const actions::ReviewRow &total = view.reviews.rows.front();
    return Texts::tr("%1 of %2 business reviews done, %3")
        .arg(formatCount(total.done), formatCount(total.eligible), Texts::tr("%Ln late", nullptr, total.late()));
}

TableSpec rulesTable(const ActionsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("action-rules");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("There is no rule.");
    spec.columns = {
        tableColumn("rule", Texts::tr("Rule"), ColumnKind::Key, 0, 240),
        tableColumn("when", Texts::tr("Where"), ColumnKind::Text, 3, 220),
        tableColumn("wouldOpen", Texts::tr("In a year"), ColumnKind::Number),
        tableColumn("opened", Texts::tr("Opened"), ColumnKind::Number, 1),
        tableColumn("dismissed", Texts::tr("Dismissed"), ColumnKind::Number, 2),
        percent("dismissedShare", Texts::tr("Dismissed, %"), 5),
        tableColumn("noise", Texts::tr("Use"), ColumnKind::State, 1, 130),
        percent("inTime", Texts::tr("In time, %"), 2),
        tableColumn("due", Texts::tr("Due"), ColumnKind::Figure, 3),
        tableColumn("open", Texts::tr("Open"), ColumnKind::Number, 4),
        tableColumn("late", Texts::tr("Late"), ColumnKind::Number, 4),
        tableColumn("dueDays", Texts::tr("Days to do"), ColumnKind::Number, 5),
        tableColumn("cap", Texts::tr("An owner"), ColumnKind::Number, 6),
    };
    for (std::size_t i = 0; i < view.figures.size(); ++i) {
        const actions::ActionRule &rule = view.rules.rules[i];
        const actions::RuleFigures &figures = view.figures[i];
        const QVariant use = figures.isNoise()
            ? QVariant::fromValue(StateValue{Mark::Warn, Texts::tr("mostly dismissed")})
            : figures.opened > 0 ? QVariant::fromValue(StateValue{Mark::Good, Texts::tr("mostly used")})
                                 : QVariant();
        spec.rows << TableRow{QString::number(i),
            {word(rule.title), conditionsText(rule), view.preview.openedBy(i), figures.opened, figures.dismissed,
                rate(figures.dismissedShare()), use, rate(figures.compliance.rate()),
                countCell(figures.compliance.triggered), figures.open, figures.late,
                rule.dueDays ? QVariant(*rule.dueDays) : QVariant(), rule.capPerOwner}};
    }
    return spec;
}

QString rulesSubtitle(const ActionsView &view)
{
    return Texts::tr("of the 12 months up to %1").arg(formatDate(view.day));
}

TableSpec ruleNotesTable(const ActionsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("rule-notes");
    spec.filterRow = false;
    spec.sortable = false;
    spec.emptyText = Texts::tr("Nothing speaks against these rules.");
    spec.columns = {
        tableColumn("rule", Texts::tr("Rule"), ColumnKind::Key, 1, 120),
        tableColumn("note", Texts::tr("Note"), ColumnKind::Text, 0, 240),
    };
    for (std::size_t i = 0; i < view.notes.size(); ++i) {
        const actions::RuleNote &note = view.notes[i];
        spec.rows << TableRow{
            QString::number(i), {word(view.rules.rules[note.rule].title), messageText(note.sentence)}};
    }
    return spec;
}

QString openingQuestion(const ActionsView &view)
{
    const int opened = int(view.today.opened.size());
    if (opened < actions::ManyOpenings)
        return {};
    return Texts::tr("These rules open %Ln actions at once, and hold back %1 more. Put them in force?", nullptr, opened)
        .arg(formatCount(qint64(view.today.held.size())));
}

ChartSpec previewChart(const ActionsView &view, std::size_t rule)
{
    ChartSpec spec;
    spec.kind = chart::Kind::Columns;
    spec.format = chart::Unit::Count;
    spec.title = Texts::tr("Would have opened");
    spec.emptyText = Texts::tr("Choose a rule above.");
    spec.isNamedBeside = true;
    if (rule >= view.rules.rules.size())
        return spec;
    const QString title = word(view.rules.rules[rule].title);
    spec.subtitle = view.preview.churned == 0
        ? title
        : Texts::tr("%1; for %2 of %3 that churned")
              .arg(title, formatCount(view.preview.touched[rule]), formatCount(view.preview.churned));
    for (const Date day : view.preview.days)
        spec.categories << qt(Month::of(day).iso());
    const auto add = [&](const char *id, const QString &name, chart::Meaning meaning, const std::vector<int> &counts) {
        ChartSeries series{QString::fromLatin1(id), name, meaning, {}};
        for (const int count : counts)
            series.values << double(count);
        spec.series << series;
    };
    add("opened", Texts::tr("Opened"), chart::Meaning::Primary, view.preview.opened[rule]);
    add("held", Texts::tr("Held"), chart::Meaning::Contraction, view.preview.held[rule]);
    return spec;
}

TableSpec reviewsTable(const ActionsView &view, const std::string &by)
{
    TableSpec spec;
    spec.id = QStringLiteral("business-reviews");
    spec.filterRow = false;
    spec.whole = QStringLiteral("0");
    spec.columns = {
        tableColumn("group", word(revenue::dimensionTitle(by)), ColumnKind::Key, 0, 140),
        tableColumn("due", Texts::tr("Due"), ColumnKind::Figure),
        tableColumn("done", Texts::tr("Done"), ColumnKind::Number, 3),
        tableColumn("late", Texts::tr("Late"), ColumnKind::Number, 2),
        percent("rate", Texts::tr("Done, %"), 1),
    };
    for (std::size_t i = 0; i < view.reviews.rows.size(); ++i) {
        const actions::ReviewRow &row = view.reviews.rows[i];
        spec.rows << TableRow{QString::number(i),
            {i == 0 ? Texts::tr("All customers") : groupName(row.group), countCell(row.eligible), row.done, row.late(),
                rate(row.rate())}};
    }
    return spec;
}

TableSpec lateReviewsTable(const ActionsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("late-reviews");
    spec.noun = Texts::tr("customers");
    spec.nounOfOne = Texts::tr("customer");
    spec.emptyText = Texts::tr("Every business review that was due is done.");
    spec.columns = {
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 160),
        tableColumn("segment", Texts::tr("Segment"), ColumnKind::Text, 2, 110),
        tableColumn("owner", Texts::tr("Owner"), ColumnKind::Text, 1, 130),
        tableColumn("last", Texts::tr("Last review"), ColumnKind::Date, 1, 110),
        tableColumn("due", Texts::tr("Was due"), ColumnKind::Date, 0, 110),
    };
    spec.sortColumn = 4;
    for (const actions::LateReview &each : view.reviews.late) {
        const identity::Account &account = view.accounts().at(each.account);
        const std::string &owner = account.field("owner");
        spec.rows << TableRow{qt(account.id),
            {qt(account.name), qt(account.field("segment")), owner.empty() ? QVariant() : QVariant(qt(owner)),
                dateCell(each.last), dateCell(each.due)}};
    }
    return spec;
}

TableSpec reviewedRenewalsTable(const ActionsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("reviewed-renewals");
    spec.filterRow = false;
    spec.sortable = false;
    spec.columns = {
        tableColumn("review", Texts::tr("Review"), ColumnKind::Key, 0, 150),
        tableColumn("n", Texts::tr("Renewals"), ColumnKind::Figure),
        tableColumn("renewed", Texts::tr("Renewed"), ColumnKind::Number, 2),
        percent("rate", Texts::tr("Renewed, %"), 1),
    };
    const auto add = [&](const char *id, const QString &name, const actions::ReviewedRenewals &figure) {
        spec.rows << TableRow{
            QString::fromLatin1(id), {name, countCell(figure.settled), figure.renewed, rate(figure.rate())}};
    };
    add("done", Texts::tr("90 days before"), view.reviews.done);
    add("not_done", Texts::tr("None by then"), view.reviews.notDone);
    return spec;
}

} // namespace qd::ui
