#include "core/actions/action_owners.h"
#include "core/actions/play_steps.h"
#include "core/actions/words.h"
#include "ui/actions/queue_panel.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Actions)
};

constexpr QChar KeySeparator(0x1f);
const QString OwnerPrefix = QStringLiteral("owner:");

QVariant textCell(const std::string &text)
{
    return text.empty() ? QVariant() : QVariant(qt(text));
}

QVariant dateCell(const std::optional<Date> &date)
{
    return date ? QVariant(QDate(date->year(), date->month(), date->day())) : QVariant();
}

QVariant amount(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

Mark markOf(const actions::QueuedAction &action)
{
    switch (action.state) {
    case actions::WorkState::Open:
        return action.isLate() ? Mark::Bad : Mark::Open;
    case actions::WorkState::InWork:
        return action.isLate() ? Mark::Bad : Mark::InWork;
    case actions::WorkState::Snoozed:
        return Mark::Info;
    case actions::WorkState::Done:
        return Mark::Good;
    case actions::WorkState::Dismissed:
    case actions::WorkState::Closed:
        break;
    }
    return Mark::None;
}

bool isShown(const actions::QueuedAction &action, QueueShown shown)
{
    const bool isSnoozed = action.state == actions::WorkState::Snoozed;
    switch (shown) {
    case QueueShown::Open:
        return !action.isClosed() && !isSnoozed;
    case QueueShown::Late:
        return !action.isClosed() && action.isLate();
    case QueueShown::Snoozed:
        return isSnoozed;
    case QueueShown::Closed:
        break;
    }
    return action.isClosed();
}

QString emptyTextOf(const ActionsView &view, QueueShown shown)
{
    switch (shown) {
    case QueueShown::Open:
        return view.inForce.rules.rules.empty()
            ? Texts::tr("No action is open, and no rule is in force. Rules are put in force under Rules.")
            : Texts::tr("No action is open.");
    case QueueShown::Late:
        return Texts::tr("No action is late.");
    case QueueShown::Snoozed:
        return Texts::tr("No action is snoozed.");
    case QueueShown::Closed:
        break;
    }
    return Texts::tr("No action was closed in the last %Ln days.", nullptr, actions::ClosedShownDays);
}

/// "2, VP": how far it went up, and to whom.
QVariant levelCell(const actions::OpenAction &open)
{
    if (open.level == 0)
        return {};
    return open.to.empty() ? formatCount(open.level)
                           : Texts::tr("%1, %2", "level, to whom").arg(formatCount(open.level), qt(open.to));
}

/// The last words about it, and how many there are.
QVariant commentCell(const std::vector<actions::ActionEdit> &comments)
{
    if (comments.empty())
        return {};
    const QString last = Texts::tr("%1: %2", "person, words").arg(qt(comments.back().by), qt(comments.back().note));
    return comments.size() == 1
        ? last
        : Texts::tr("%1 (%2)", "comment, how many").arg(last, formatCount(qint64(comments.size())));
}

/// "2 of 4: Send the quote" of the step that is next, of an action that is done by a play.
QVariant stepCell(const ActionsView &view, const actions::Action &action)
{
    const auto play = actions::playOn(action, view.inForce.rules, view.day);
    if (!play)
        return {};
    const QString all = formatCount(qint64(play->play->steps.size()));
    return play->isDone() ? Texts::tr("all %1 done").arg(all)
                          : Texts::tr("%1 of %2: %3", "number, how many, step")
                                .arg(formatCount(qint64(play->done + 1)), all, word(play->next().title));
}

/// The steps of an action's play with what is done, and by when the others are due.
void addSteps(InspectorContent &content, const ActionsView &view, const actions::Action &action)
{
    const auto play = actions::playOn(action, view.inForce.rules, view.day);
    for (std::size_t i = 0; play && i < play->play->steps.size(); ++i) {
        const actions::PlayStep &step = play->play->steps[i];
        content.figures << InspectorContent::Field{word(step.title),
            i < play->done ? Texts::tr("done")
                           : Texts::tr("due %1").arg(formatDate(action.opened.plusDays(step.dueDays))),
            i == play->done};
    }
}

} // namespace

QString actionKey(const ActionsView &view, const actions::QueuedAction &action)
{
    const int account = action.open.action.account;
    const QString key = qt(action.open.action.source) + KeySeparator + qt(action.open.action.id);
    return account < 0 ? key : key + KeySeparator + qt(view.accounts().at(account).id);
}

const actions::QueuedAction *actionOf(const ActionsView &view, const QString &key)
{
    return view.queue.find(
        key.section(KeySeparator, 0, 0).toStdString(), key.section(KeySeparator, 1, 1).toStdString());
}

TableSpec ownersTable(const ActionsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("action-owners");
    spec.filterRow = false;
    spec.whole = QStringLiteral("all");
    spec.columns = {
        tableColumn("owner", Texts::tr("Owner"), ColumnKind::Key, 0, 120),
        tableColumn("open", Texts::tr("Open"), ColumnKind::Number),
        tableColumn("late", Texts::tr("Late"), ColumnKind::Number, 1),
        tableColumn("escalated", Texts::tr("Escalated"), ColumnKind::Number, 2),
        tableColumn("snoozed", Texts::tr("Snoozed"), ColumnKind::Number, 3),
    };
    const auto add = [&](const QString &id, const QString &name, const actions::OwnerQueue &owner) {
        spec.rows << TableRow{id, {name, owner.open, owner.late, owner.escalated, owner.snoozed}};
    };
    add(spec.whole, Texts::tr("All owners"), view.queue.total);
    for (const actions::OwnerQueue &owner : view.queue.owners)
        add(OwnerPrefix + qt(owner.key), owner.owner.empty() ? Texts::tr("Nobody") : qt(owner.owner), owner);
    return spec;
}

std::optional<std::string> ownerKeyOf(const QString &row)
{
    return row.startsWith(OwnerPrefix) ? std::optional(row.mid(OwnerPrefix.size()).toStdString()) : std::nullopt;
}

TableSpec queueTable(const ActionsView &view, QueueShown shown, const std::optional<std::string> &owner)
{
    TableSpec spec;
    spec.id = QStringLiteral("action-queue");
    spec.noun = Texts::tr("actions");
    spec.nounOfOne = Texts::tr("action");
    spec.emptyText = emptyTextOf(view, shown);
    const bool isClosed = shown == QueueShown::Closed;
    spec.columns = {
        tableColumn("due", Texts::tr("Due"), ColumnKind::Date, 0, 95),
        tableColumn("state", Texts::tr("State"), ColumnKind::State, 0, 100),
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 150),
        tableColumn("title", Texts::tr("Action"), ColumnKind::Text, 1, 230),
        tableColumn("step", Texts::tr("Step"), ColumnKind::Text, 3, 150),
        tableColumn("owner", Texts::tr("Owner"), ColumnKind::Text, 2, 120),
        tableColumn("late", Texts::tr("Days late"), ColumnKind::Number, 3),
        tableColumn("level", Texts::tr("Level"), ColumnKind::Text, 4, 90),
        tableColumn("arr", Texts::tr("ARR, %1").arg(qt(view.currency().code())), ColumnKind::Money, 5),
        tableColumn("comments", Texts::tr("Comments"), ColumnKind::Text, 6, 160),
        tableColumn("closed", isClosed ? Texts::tr("Closed") : Texts::tr("Opened"), ColumnKind::Date, 7, 95),
        tableColumn("source", Texts::tr("From"), ColumnKind::Text, 8, 90),
    };
    for (const actions::QueuedAction &each : view.queue.actions) {
        if (!isShown(each, shown) || (owner && each.ownerKey != *owner))
            continue;
        const actions::Action &action = each.open.action;
        spec.rows << TableRow{actionKey(view, each),
            {dateCell(action.due), QVariant::fromValue(StateValue{markOf(each), word(actions::nameOf(each.state))}),
                action.account < 0 ? QVariant() : QVariant(qt(view.accounts().at(action.account).name)),
                action.title.empty() ? QVariant(view.titleOf(action.rule)) : QVariant(word(action.title)),
                stepCell(view, action), textCell(each.owner), each.isLate() ? QVariant(*each.lateDays) : QVariant(),
                levelCell(each.open), action.account < 0 ? QVariant() : amount(each.arr, view.currency()),
                commentCell(each.comments), dateCell(isClosed ? action.closed : action.opened),
                each.isOwn ? QVariant(Texts::tr("here")) : QVariant(qt(action.source))}};
    }
    return spec;
}

bool hasStepToDo(const ActionsView &view, const actions::QueuedAction &action)
{
    const auto play = actions::playOn(action.open.action, view.inForce.rules, view.day);
    return play && !play->isDone();
}

TableSpec notOpenedTable(const ActionsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("actions-not-opened");
    spec.noun = Texts::tr("not opened");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No rule is held back today.");
    spec.columns = {
        tableColumn("kind", Texts::tr("State"), ColumnKind::State, 1, 100),
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 150),
        tableColumn("rule", Texts::tr("Rule"), ColumnKind::Text, 3, 230),
        tableColumn("why", Texts::tr("Why"), ColumnKind::Text, 0, 260),
        tableColumn("arr", Texts::tr("ARR, %1").arg(qt(view.currency().code())), ColumnKind::Money, 4),
    };
    const auto add = [&](Mark mark, const QString &kind, int account, const std::string &rule, const QString &why) {
        spec.rows << TableRow{QStringLiteral("%1:%2").arg(spec.rows.size()).arg(qt(view.accounts().at(account).id)),
            {QVariant::fromValue(StateValue{mark, kind}), qt(view.accounts().at(account).name), view.titleOf(rule), why,
                amount(view.arr[std::size_t(account)], view.currency())}};
    };
    for (const actions::Opening &each : view.notOpened.held) {
        const actions::ActionRule *rule = view.inForce.rules.find(each.rule);
        add(Mark::Warn, Texts::tr("Held"), each.account, each.rule,
            Texts::tr("%1 has %Ln open, which is the most", nullptr, rule ? rule->capPerOwner : 0)
                .arg(qt(actions::ownerName(*view.portfolio, each.owner))));
    }
    for (const actions::Duplicate &each : view.notOpened.duplicates)
        add(Mark::Info, Texts::tr("Duplicate"), each.account, each.rule,
            (each.isOpen ? Texts::tr("one is open since %1") : Texts::tr("one was closed on %1"))
                .arg(formatDate(each.since)));
    return spec;
}

InspectorContent describeAction(const ActionsView &view, const actions::QueuedAction &queued)
{
    const actions::Action &action = queued.open.action;
    InspectorContent content;
    content.heading = action.title.empty() ? view.titleOf(action.rule) : word(action.title);
    if (action.account >= 0) {
        const identity::Account &account = view.accounts().at(action.account);
        content.subject = qt(account.name);
        content.links << InspectorContent::Link{
            Texts::tr("Open the customer"), QStringLiteral("customers"), AccountTarget{qt(account.id)}};
    }
    const QString owner = queued.owner.empty() ? Texts::tr("nobody") : qt(queued.owner);
    content.detail = Texts::tr("Owner %1, opened %2").arg(owner, formatDate(action.opened));
    content.figures << InspectorContent::Field{Texts::tr("State"), word(actions::nameOf(queued.state)), true};
    if (action.due)
        content.figures << InspectorContent::Field{Texts::tr("Due"), formatDate(*action.due)};
    if (const auto until = action.snoozedUntil(view.day))
        content.figures << InspectorContent::Field{Texts::tr("Comes back"), formatDate(*until)};
    addSteps(content, view, action);
    for (const actions::ActionEdit &edit : action.edits) {
        if (edit.day > view.day)
            continue;
        const QString what = word(actions::nameOf(edit.kind));
        content.history << InspectorContent::Field{
            Texts::tr("%1, %2", "person, day").arg(qt(edit.by), formatDate(edit.day)),
            edit.note.empty() ? what : Texts::tr("%1: %2", "what was done, words").arg(what, qt(edit.note))};
    }
    return content;
}

QString changeText(const ActionsView &view, const actions::ActionChange &change,
    const std::vector<const actions::QueuedAction *> &changed)
{
    const QString what = word(actions::nameOf(change.kind));
    if (changed.size() > 1)
        return Texts::tr("%1: %Ln actions", nullptr, int(changed.size())).arg(what);
    const actions::Action &action = changed.front()->open.action;
    const QString title = action.title.empty() ? view.titleOf(action.rule) : word(action.title);
    return action.account < 0 ? Texts::tr("%1: %2", "what was done, action").arg(what, title)
                              : Texts::tr("%1: %2, %3", "what was done, customer, action")
                                    .arg(what, qt(view.accounts().at(action.account).name), title);
}

} // namespace qd::ui
