#include "ui/actions/actions_view.h"
#include "ui/common/table/count_cell.h"
#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"
#include "ui/shell/inspector_content.h"

#include <QCoreApplication>
#include <QDateTime>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Programmes)
};

constexpr QChar KeySeparator(u'\n');

QVariant number(const std::optional<double> &value)
{
    return value ? QVariant(*value) : QVariant();
}

TableColumn decimals(const char *id, const QString &title, ColumnKind kind, int priority)
{
    TableColumn column = tableColumn(id, title, kind, priority);
    column.decimals = 1;
    return column;
}

QString momentOf(std::int64_t seconds)
{
    return momentText(QDateTime::fromSecsSinceEpoch(seconds), shownLocale());
}

QVariant momentCell(const std::optional<std::int64_t> &seconds)
{
    return seconds ? QVariant::fromValue(FigureValue{momentOf(*seconds), double(*seconds)}) : QVariant();
}

StateValue stateOf(const programmes::OpenEscalation &each)
{
    if (each.isAnswered)
        return each.isLate ? StateValue{Mark::Warn, Texts::tr("answered late")}
                           : StateValue{Mark::Good, Texts::tr("answered")};
    return each.isLate ? StateValue{Mark::Bad, Texts::tr("late")} : StateValue{Mark::Open, Texts::tr("waits")};
}

QString keyOf(const programmes::Escalation &each)
{
    return qt(each.source) + KeySeparator + qt(each.id);
}

} // namespace

TableSpec escalationsTable(const ActionsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("escalations");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("There was no escalation yet.");
    spec.columns = {
        tableColumn("tier", Texts::tr("Tier"), ColumnKind::Key, 0, 100),
        tableColumn("opened", Texts::tr("Opened"), ColumnKind::Number, 2),
        tableColumn("open", Texts::tr("Open"), ColumnKind::Number, 1),
        decimals("median", Texts::tr("Median"), ColumnKind::Number, 0),
        decimals("mean", Texts::tr("Mean"), ColumnKind::Number, 4),
        decimals("inTime", Texts::tr("In time, %"), ColumnKind::Percent, 1),
        tableColumn("asked", Texts::tr("Of"), ColumnKind::Figure, 3),
        tableColumn("hours", Texts::tr("Hours to answer"), ColumnKind::Number, 5),
        tableColumn("owner", Texts::tr("Whose"), ColumnKind::Text, 6, 110),
        tableColumn("criterion", Texts::tr("What for"), ColumnKind::Text, 7, 200),
    };
    for (const programmes::TierFigures &each : view.programmes.escalations) {
        const bool hasTier = each.tier > 0;
        const programmes::EscalationTier rules =
            hasTier ? view.programmes.tiers[std::size_t(each.tier - 1)] : programmes::EscalationTier();
        spec.rows << TableRow{QString::number(each.tier),
            {word(programmes::tierName(each.tier)), each.opened, each.open, number(each.medianHours),
                number(each.meanHours), number(each.answeredRate()), countCell(each.asked),
                hasTier ? QVariant(rules.hours) : QVariant(),
                !hasTier                  ? QVariant()
                    : rules.owner.empty() ? QVariant(Texts::tr("the customer's owner"))
                                          : QVariant(qt(rules.owner)),
                hasTier ? QVariant(word(rules.criterion)) : QVariant()}};
    }
    return spec;
}

TableSpec openEscalationsTable(const ActionsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("open-escalations");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No escalation is open.");
    spec.columns = {
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 130),
        tableColumn("state", Texts::tr("State"), ColumnKind::State, 0, 110),
        tableColumn("due", Texts::tr("Answer by"), ColumnKind::Figure, 1),
        tableColumn("tier", Texts::tr("Tier"), ColumnKind::Text, 2, 80),
        tableColumn("owner", Texts::tr("Owner"), ColumnKind::Text, 3, 110),
        tableColumn("criterion", Texts::tr("Reason"), ColumnKind::Text, 4, 180),
        tableColumn("opened", Texts::tr("Opened"), ColumnKind::Figure, 5),
        tableColumn("source", Texts::tr("From"), ColumnKind::Text, 6, 80),
    };
    for (const programmes::OpenEscalation &each : view.programmes.openEscalations) {
        const programmes::Escalation &escalation = each.escalation;
        spec.rows << TableRow{keyOf(escalation),
            {qt(view.accounts().at(escalation.account).name), QVariant::fromValue(stateOf(each)), momentCell(each.due),
                word(programmes::tierName(escalation.tier)),
                escalation.owner.empty() ? QVariant() : QVariant(qt(escalation.owner)),
                escalation.criterion.empty() ? QVariant() : QVariant(word(escalation.criterion)),
                momentCell(escalation.opened),
                escalation.isOwn ? QVariant(Texts::tr("here")) : QVariant(qt(escalation.source))}};
    }
    return spec;
}

const programmes::OpenEscalation *escalationOf(const ActionsView &view, const QString &row)
{
    for (const programmes::OpenEscalation &each : view.programmes.openEscalations) {
        if (keyOf(each.escalation) == row)
            return &each;
    }
    return nullptr;
}

InspectorContent describeEscalation(const ActionsView &view, const programmes::OpenEscalation &each)
{
    const programmes::Escalation &escalation = each.escalation;
    const identity::Account &account = view.accounts().at(escalation.account);
    InspectorContent content;
    content.heading = escalation.criterion.empty() ? Texts::tr("Escalation") : word(escalation.criterion);
    content.subject = qt(account.name);
    content.detail =
        Texts::tr("Owner %1, opened %2")
            .arg(escalation.owner.empty() ? Texts::tr("nobody") : qt(escalation.owner), momentOf(escalation.opened));
    content.figures << InspectorContent::Field{Texts::tr("State"), stateOf(each).word, true}
                    << InspectorContent::Field{Texts::tr("Tier"), word(programmes::tierName(escalation.tier))};
    if (each.due)
        content.figures << InspectorContent::Field{Texts::tr("Answer by"), momentOf(*each.due)};
    if (each.isAnswered)
        content.figures << InspectorContent::Field{Texts::tr("Answered"), momentOf(*escalation.responded)};
    for (const programmes::EscalationEdit &edit : escalation.edits) {
        if (edit.day > view.day)
            continue;
        const QString what = word(programmes::nameOf(edit.kind));
        content.history << InspectorContent::Field{
            Texts::tr("%1, %2", "person, day").arg(qt(edit.by), formatDate(edit.day)),
            edit.note.empty() ? what : Texts::tr("%1: %2", "what was done, words").arg(what, qt(edit.note))};
    }
    content.links << InspectorContent::Link{
        Texts::tr("Open the customer"), QStringLiteral("customers"), AccountTarget{qt(account.id)}};
    return content;
}

} // namespace qd::ui
