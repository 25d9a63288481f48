#include "ui/identity/identity_view.h"

#include "core/answers/short_form_pairs.h"
#include "core/reconcile/words.h"
#include "ui/paint/field_words.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Identity)
};

StateValue stateOf(answers::Agreement agreement)
{
    switch (agreement) {
    case answers::Agreement::Same:
        return {Mark::Good, word(nameOf(agreement))};
    case answers::Agreement::Near:
        return {Mark::Info, word(nameOf(agreement))};
    case answers::Agreement::Differs:
        return {Mark::Warn, word(nameOf(agreement))};
    case answers::Agreement::Missing:
        break;
    }
    return {Mark::Open, word(nameOf(agreement))};
}

QVariant valueOf(const IdentityView &view, int record, std::size_t field)
{
    const std::string &value = view.record(record).fields[field].str();
    return value.empty() ? QVariant() : QVariant(fieldValue(answers::reviewFields()[field], value));
}

QVariant statedArr(const IdentityView &view, int record)
{
    const auto arr = view.review->statedArr(record);
    return arr ? QVariant(formatMoney(*arr, true) + QChar(QChar::Nbsp) + qt(arr->currency.code())) : QVariant();
}

QString customerName(const IdentityView &view, int record)
{
    const int customer = view.review->customerOf(record);
    return customer < 0 ? QString() : qt(view.review->accounts->at(customer).name);
}

QString accountOf(const IdentityView &view, int record)
{
    const int customer = record < 0 ? -1 : view.review->customerOf(record);
    return customer < 0 ? QString() : qt(view.review->accounts->at(customer).id);
}

} // namespace

QString identityFact(const IdentityView &view)
{
    return Texts::tr("%1 are %2; %3", "records, customers, pairs to look at")
        .arg(Texts::tr("%Ln records", nullptr, view.review->described),
            Texts::tr("%Ln customers", nullptr, view.review->accounts->customers()),
            Texts::tr("%Ln pairs to look at", nullptr, int(view.queue.size())));
}

QString listSubtitle(const IdentityView &view, IdentityList list)
{
    const auto done = qint64(view.decided.size());
    switch (list) {
    case IdentityList::Queue:
        return Texts::tr("%1 of %2 decided").arg(formatCount(done), formatCount(done + qint64(view.queue.size())));
    case IdentityList::Decided:
        return Texts::tr("newest first");
    case IdentityList::Conflicts:
        return Texts::tr("weak links first, by ARR");
    case IdentityList::Hierarchy:
        break;
    }
    return Texts::tr("loops first");
}

std::optional<answers::ReviewPair> pairOf(const IdentityView &view, IdentityList list, int place)
{
    if (place < 0)
        return std::nullopt;
    const auto at = std::size_t(place);
    if (list == IdentityList::Queue)
        return view.queue[at];
    if (list == IdentityList::Decided && view.decided[at].left >= 0 && view.decided[at].right >= 0)
        return view.review->pairOf(view.decided[at].left, view.decided[at].right);
    if (list == IdentityList::Conflicts)
        return view.review->pairOf(view.conflicts[at].part.front(), view.conflicts[at].rest.front());
    return std::nullopt;
}

QStringList customersOf(const IdentityView &view, IdentityList list, int place)
{
    QStringList accounts;
    if (list == IdentityList::Hierarchy && place >= 0) {
        for (const std::string &account : view.hierarchy[std::size_t(place)].accounts)
            accounts << qt(account);
        return accounts;
    }
    if (const auto pair = pairOf(view, list, place))
        accounts << accountOf(view, pair->left) << accountOf(view, pair->right);
    accounts.removeAll(QString());
    accounts.removeDuplicates();
    return accounts;
}

TableSpec fieldsTable(const IdentityView &view, const std::optional<answers::ReviewPair> &pair)
{
    TableSpec spec;
    spec.id = QStringLiteral("identity-fields");
    spec.filterRow = false;
    spec.sortable = false;
    spec.emptyText = Texts::tr("Choose a pair to see both records.");
    const auto system = [&](int record, int other, int place) {
        const QString source = qt(view.record(record).source);
        return view.record(record).source == view.record(other).source ? Texts::tr("%1 (%2)").arg(source).arg(place)
                                                                       : source;
    };
    spec.columns = {tableColumn("field", Texts::tr("Field"), ColumnKind::Text, 0, 90),
        tableColumn("left", pair ? system(pair->left, pair->right, 1) : Texts::tr("One"), ColumnKind::Text, 0, 120),
        tableColumn("right", pair ? system(pair->right, pair->left, 2) : Texts::tr("Other"), ColumnKind::Text, 0, 120),
        tableColumn("state", Texts::tr("They are"), ColumnKind::State, 1, 90)};
    if (!pair)
        return spec;
    const auto add = [&spec](const char *id, const QString &title, const QVariant &left, const QVariant &right,
                         const StateValue &state) {
        spec.rows << TableRow{QString::fromLatin1(id), {title, left, right, QVariant::fromValue(state)}};
    };
    const auto byValue = [](const QVariant &left, const QVariant &right) {
        return stateOf(left.isNull() || right.isNull() ? answers::Agreement::Missing
                : left == right                        ? answers::Agreement::Same
                                                       : answers::Agreement::Differs);
    };
    for (std::size_t field = 0; field < answers::reviewFields().size(); ++field) {
        const QVariant left = valueOf(view, pair->left, field);
        const QVariant right = valueOf(view, pair->right, field);
        if (!left.isNull() || !right.isNull())
            add(answers::reviewFields()[field].c_str(), fieldTitle(answers::reviewFields()[field]), left, right,
                stateOf(view.review->agreement(*pair, field)));
    }
    const QVariant leftArr = statedArr(view, pair->left);
    const QVariant rightArr = statedArr(view, pair->right);
    if (!leftArr.isNull() || !rightArr.isNull())
        add("arr", Texts::tr("ARR"), leftArr, rightArr, byValue(leftArr, rightArr));
    const QVariant leftId = qt(view.record(pair->left).id);
    const QVariant rightId = qt(view.record(pair->right).id);
    add("id", Texts::tr("Id"), leftId, rightId, byValue(leftId, rightId));
    const QVariant leftCustomer = customerName(view, pair->left);
    const QVariant rightCustomer = customerName(view, pair->right);
    const bool isOne = view.review->customerOf(pair->left) == view.review->customerOf(pair->right);
    add("customer", Texts::tr("Linked to"), leftCustomer, rightCustomer,
        stateOf(isOne ? answers::Agreement::Same : answers::Agreement::Differs));
    return spec;
}

TableSpec evidenceTable(const IdentityView &view, const std::optional<answers::ReviewPair> &pair)
{
    TableSpec spec;
    spec.id = QStringLiteral("identity-evidence");
    spec.filterRow = false;
    spec.sortable = false;
    spec.totalsLabel = Texts::tr("Weight");
    spec.emptyText = Texts::tr("Choose a pair to see what speaks for it and against it.");
    spec.columns = {tableColumn("evidence", Texts::tr("Evidence"), ColumnKind::Text, 0, 220),
        tableColumn("bits", Texts::tr("Bits"), ColumnKind::Delta)};
    spec.columns[1].decimals = 1;
    spec.columns[1].good = Good::Up;
    spec.columns[1].total = true;
    if (!pair)
        return spec;
    if (!pair->reason.isEmpty())
        spec.rows << TableRow{QStringLiteral("reason"), {messageText(pair->reason), QVariant()}};
    const Message shortForm = answers::shortFormEvidence(answers::shortFormOf(*view.review, *pair));
    if (!shortForm.isEmpty() && shortForm != pair->reason) // words only: no level weighs it
        spec.rows << TableRow{QStringLiteral("short"), {messageText(shortForm), QVariant()}};
    if (!pair->weighed)
        return spec;
    const auto &weighed = *view.review->weighed;
    spec.rows << TableRow{QStringLiteral("prior"), {Texts::tr("Before any field"), view.review->priorBits(*pair)}};
    for (std::size_t i = 0; i < weighed.fields.size(); ++i) {
        const std::string &field = answers::reviewFields()[weighed.fields[i]];
        spec.rows << TableRow{qt(field),
            {Texts::tr("%1: %2", "field, same or different")
                    .arg(fieldTitle(field), word(nameOf(view.review->agreement(*pair, weighed.fields[i])))),
                pair->weighed->evidence[i].weight}};
    }
    return spec;
}

QString weightText(const std::optional<answers::ReviewPair> &pair)
{
    if (!pair)
        return {};
    const QString probability = formatPercent(pair->probability, 0);
    return pair->weighed ? Texts::tr("weight %1, probability %2").arg(formatNumber(pair->weight, 1), probability)
                         : Texts::tr("probability %1").arg(probability);
}

namespace {

/// Open breaks of the customers of pairs, each once.
QStringList breaksOf(const IdentityView &view, const std::vector<answers::ReviewPair> &pairs)
{
    QStringList names;
    for (const answers::ReviewPair &pair : pairs) {
        for (const int record : {pair.left, pair.right}) {
            const int customer = view.review->customerOf(record);
            const auto open =
                customer < 0 ? view.openBreaks.end() : view.openBreaks.find(view.review->accounts->at(customer).id);
            if (open == view.openBreaks.end())
                continue;
            for (const std::string &name : open->second)
                names << qt(name);
        }
    }
    names.removeDuplicates();
    return names;
}

} // namespace

QString outcomeText(const IdentityView &view, const std::vector<answers::ReviewPair> &pairs)
{
    if (pairs.empty())
        return {};
    if (pairs.size() > 1)
        return Texts::tr("%1 chosen; of links like these %2 are wrong")
            .arg(Texts::tr("%Ln pairs", nullptr, int(pairs.size())), formatPercent(answers::expectedWrongShare(pairs)));
    return Texts::tr("Accepted: one customer, ARR %1, %2 looked at anew; rejected: not proposed again")
        .arg(formatMoney({pairs.front().arr, view.review->currency}),
            Texts::tr("%Ln breaks", nullptr, int(breaksOf(view, pairs).size())));
}

QString breaksText(const IdentityView &view, const std::vector<answers::ReviewPair> &pairs)
{
    const QStringList names = breaksOf(view, pairs);
    return names.isEmpty() ? QString() : Texts::tr("Breaks looked at anew: %1").arg(names.join(QStringLiteral(", ")));
}

QString outcomesText(const std::vector<answers::BreakOutcome> &outcomes)
{
    QStringList texts;
    for (const answers::BreakOutcome &each : outcomes) {
        const QString name = !each.name.empty() ? qt(each.name)
            : each.field == "arr"               ? Texts::tr("ARR")
                                                : fieldTitle(each.field);
        const auto cause = [](reconcile::Cause known) { return word(reconcile::nameOf(known)); };
        if (!each.after)
            texts << Texts::tr("%1 goes (was %2)", "break, its cause").arg(name, cause(*each.before));
        else if (!each.before)
            texts << Texts::tr("%1 comes as %2", "break, its cause").arg(name, cause(*each.after));
        else if (each.before == each.after)
            texts << Texts::tr("%1 stays %2", "break, its cause").arg(name, cause(*each.before));
        else
            texts << Texts::tr("%1 from %2 to %3", "break, its causes")
                         .arg(name, cause(*each.before), cause(*each.after));
    }
    return texts.join(QStringLiteral(", "));
}

QString acceptAboveText(int pairs, double weight)
{
    return Texts::tr("Accept %1 from %2 up", "pairs, weight").arg(formatCount(pairs), formatNumber(weight, 1));
}

QString wrongShareText(int pairs, double share)
{
    return pairs == 0 ? Texts::tr("drag a line; counts follow")
                      : Texts::tr("of links from the second line on, %1 are wrong").arg(formatPercent(share));
}

QString pairName(const IdentityView &view, const answers::ReviewPair &pair)
{
    return Texts::tr("%1 and %2", "two records").arg(qt(view.record(pair.left).name), qt(view.record(pair.right).name));
}

} // namespace qd::ui
