#include "ui/identity/identity_view.h"

#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Identity)
};

QVariant amount(const IdentityView &view, std::int64_t minor)
{
    return Money{minor, view.review->currency}.major().approximate();
}

QString keyOf(const std::string &source, const std::string &id)
{
    return qt(source) + QLatin1Char(':') + qt(id);
}

QString keyOf(const IdentityView &view, int record)
{
    return keyOf(view.record(record).source.str(), view.record(record).id.str());
}

/// The record's name, or what a decision calls it by where it is not there.
QString nameOf(const IdentityView &view, int record, const identity::RecordKey &key)
{
    return record < 0 ? keyOf(key.source, key.id) : qt(view.record(record).name);
}

QString rowOf(const IdentityView &view, const answers::ReviewPair &pair)
{
    return keyOf(view, pair.left) + QLatin1Char('|') + keyOf(view, pair.right);
}

QString rowOf(const answers::ReviewedPair &pair)
{
    return keyOf(pair.decision.left.source, pair.decision.left.id) + QLatin1Char('|')
        + keyOf(pair.decision.right.source, pair.decision.right.id);
}

QString rowOf(const IdentityView &view, const answers::IdentityConflict &conflict)
{
    return QStringLiteral("%1|%2").arg(int(conflict.kind)).arg(keyOf(view, conflict.part.front()));
}

QString rowOf(const identity::HierarchyFault &fault, std::size_t place)
{
    return QStringLiteral("%1|%2").arg(place).arg(qt(fault.accounts.front()));
}

/// "stripe – salesforce"
QString systemsOf(const IdentityView &view, const answers::ReviewPair &pair)
{
    return qt(view.record(pair.left).source) + QStringLiteral(" \u2013 ") + qt(view.record(pair.right).source);
}

TableSpec queueTable(const IdentityView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("identity-queue");
    const QString code = qt(view.review->currency.code());
    spec.emptyText = Texts::tr("No pair to look at: nothing else is likely to be one customer.");
    spec.columns = {tableColumn("pair", Texts::tr("Pair"), ColumnKind::TwoLine, 0, 150),
        tableColumn("systems", Texts::tr("Systems"), ColumnKind::Text, 3, 130),
        tableColumn("arr", Texts::tr("ARR, %1").arg(code), ColumnKind::Money, 2),
        tableColumn("weight", Texts::tr("Weight"), ColumnKind::Number, 4),
        tableColumn("probability", Texts::tr("P"), ColumnKind::Percent),
        tableColumn("stake", Texts::tr("At stake"), ColumnKind::Money, 1)};
    spec.columns[3].decimals = 1;
    spec.columns[4].decimals = 0;
    spec.columns[5].total = true;
    spec.noun = Texts::tr("pairs");
    spec.nounOfOne = Texts::tr("pair");
    spec.sortColumn = 5;
    spec.sortDescending = true;
    for (const answers::ReviewPair &pair : view.queue)
        spec.rows << TableRow{rowOf(view, pair),
            {QStringList{qt(view.record(pair.left).name), qt(view.record(pair.right).name)}, systemsOf(view, pair),
                amount(view, pair.arr), pair.weighed ? QVariant(pair.weight) : QVariant(), pair.probability,
                amount(view, pair.atStake)}};
    return spec;
}

StateValue rulingState(identity::Ruling ruling)
{
    return ruling == identity::Ruling::Link ? StateValue{Mark::Good, Texts::tr("One customer")}
                                            : StateValue{Mark::Info, Texts::tr("Never one")};
}

TableSpec decidedTable(const IdentityView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("identity-decided");
    spec.emptyText = Texts::tr("Nobody decided anything yet.");
    spec.columns = {tableColumn("pair", Texts::tr("Pair"), ColumnKind::TwoLine, 0, 150),
        tableColumn("ruling", Texts::tr("Decision"), ColumnKind::State, 0, 120),
        tableColumn("by", Texts::tr("By"), ColumnKind::Text, 1, 90),
        tableColumn("note", Texts::tr("Note"), ColumnKind::Text, 2, 140)};
    spec.sortable = false;
    for (const answers::ReviewedPair &pair : view.decided)
        spec.rows << TableRow{rowOf(pair),
            {QStringList{nameOf(view, pair.left, pair.decision.left), nameOf(view, pair.right, pair.decision.right)},
                QVariant::fromValue(rulingState(pair.decision.ruling)), qt(pair.decision.by),
                pair.decision.note.empty() ? QVariant() : QVariant(qt(pair.decision.note))}};
    return spec;
}

TableSpec conflictsTable(const IdentityView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("identity-conflicts");
    spec.emptyText = Texts::tr("Every customer's records hang together, one of each system.");
    spec.columns = {tableColumn("kind", Texts::tr("Conflict"), ColumnKind::State, 0, 130),
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 130),
        tableColumn("part", Texts::tr("Would go"), ColumnKind::Text, 1, 150),
        tableColumn("rest", Texts::tr("Stay"), ColumnKind::Number, 4),
        tableColumn("probability", Texts::tr("P"), ColumnKind::Percent, 2),
        tableColumn("arr", Texts::tr("ARR, %1").arg(qt(view.review->currency.code())), ColumnKind::Money, 3)};
    spec.columns[4].decimals = 0;
    spec.sortable = false;
    for (const answers::IdentityConflict &conflict : view.conflicts) {
        QStringList part;
        for (const int record : conflict.part)
            part << qt(view.record(record).source) + QLatin1Char(' ') + qt(view.record(record).id);
        const bool isWeak = conflict.kind == answers::ConflictKind::WeakLink;
        spec.rows << TableRow{rowOf(view, conflict),
            {QVariant::fromValue(StateValue{isWeak ? Mark::Bad : Mark::Warn, word(answers::nameOf(conflict.kind))}),
                qt(view.review->accounts->at(conflict.account).name), part.join(QStringLiteral(", ")),
                qint64(conflict.rest.size()), conflict.probability, amount(view, conflict.arr)}};
    }
    return spec;
}

TableSpec hierarchyTable(const IdentityView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("identity-parents");
    spec.emptyText = Texts::tr("All parents are there, agree, and end at a customer without one.");
    spec.columns = {tableColumn("kind", Texts::tr("Fault"), ColumnKind::State, 0, 130),
        tableColumn("customers", Texts::tr("Customers"), ColumnKind::Key, 0, 140),
        tableColumn("what", Texts::tr("What is said"), ColumnKind::Text, 1, 240)};
    spec.sortable = false;
    for (std::size_t i = 0; i < view.hierarchy.size(); ++i) {
        const identity::HierarchyFault &fault = view.hierarchy[i];
        QStringList names;
        for (const std::string &account : fault.accounts) {
            const int customer = view.review->accounts->indexOf(account);
            names << qt(customer < 0 ? account : view.review->accounts->at(customer).name);
        }
        const Mark mark = fault.kind == identity::HierarchyFaultKind::Loop ? Mark::Bad : Mark::Warn;
        spec.rows << TableRow{rowOf(fault, i),
            {QVariant::fromValue(StateValue{mark, word(identity::nameOf(fault.kind))}),
                names.join(QStringLiteral(", ")), messageText(fault.what)}};
    }
    return spec;
}

} // namespace

TableSpec identityTable(const IdentityView &view, IdentityList list)
{
    switch (list) {
    case IdentityList::Queue:
        return queueTable(view);
    case IdentityList::Decided:
        return decidedTable(view);
    case IdentityList::Conflicts:
        return conflictsTable(view);
    case IdentityList::Hierarchy:
        break;
    }
    return hierarchyTable(view);
}

int placeOf(const IdentityView &view, IdentityList list, const QString &row)
{
    const std::vector<int> places = placesOf(view, list, {row});
    return places.empty() ? -1 : places.front();
}

std::vector<int> placesOf(const IdentityView &view, IdentityList list, const QStringList &wanted)
{
    QHash<QString, int> known;
    const auto note = [&known](const auto &rows, const auto &idOf) {
        known.reserve(qsizetype(rows.size()));
        for (std::size_t i = rows.size(); i-- > 0;) // of several with one id the first
            known.insert(idOf(rows[i], i), int(i));
    };
    switch (list) {
    case IdentityList::Queue:
        note(view.queue, [&view](const auto &pair, std::size_t) { return rowOf(view, pair); });
        break;
    case IdentityList::Decided:
        note(view.decided, [](const auto &pair, std::size_t) { return rowOf(pair); });
        break;
    case IdentityList::Conflicts:
        note(view.conflicts, [&view](const auto &conflict, std::size_t) { return rowOf(view, conflict); });
        break;
    case IdentityList::Hierarchy:
        note(view.hierarchy, [](const auto &fault, std::size_t place) { return rowOf(fault, place); });
        break;
    }
    std::vector<int> places;
    for (const QString &row : wanted) {
        if (const auto found = known.constFind(row); found != known.constEnd())
            places.push_back(*found);
    }
    return places;
}

} // namespace qd::ui
