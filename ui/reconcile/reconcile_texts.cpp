#include "ui/reconcile/reconcile_texts.h"

#include "core/pack/charts.h"
#include "core/reconcile/words.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Reconcile)
};

double major(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

/// Customers whose amounts differ, of one cause or of all, with what each adds to the difference.
AccountList differingAccounts(const ReconcileView &view, const QString &title, std::optional<reconcile::Cause> cause)
{
    const reconcile::Reconciliation &result = view.result;
    const QString unit = qt(result.currency.code());
    AccountList list{title, {},
        {Texts::tr("Difference, %1").arg(unit), Texts::tr("%1, %2").arg(qt(result.left.name), unit),
            Texts::tr("%1, %2").arg(qt(result.right.name), unit)}};
    for (const reconcile::AmountPair &pair : result.amounts) {
        if (pair.cause && (!cause || pair.cause == cause))
            list.add(qt(result.accounts->at(pair.account).id),
                {major(pair.delta(), result.currency), major(pair.left, result.currency),
                    major(pair.right, result.currency)});
    }
    return list;
}

} // namespace

QString breakName(const ReconcileView &view, const reconcile::Break &found)
{
    const auto known = view.known.find(reconcile::breakKey(view.result, found));
    return known == view.known.end() ? QString() : qt(reconcile::breakNumber(known->second.number));
}

ChartSpec bridgeChart(const ReconcileView &view)
{
    const reconcile::Reconciliation &result = view.result;
    ChartSpec spec = chartSpecFrom(pack::reconcileBridge(result));
    spec.categories.first() = qt(result.left.name); // as everything else on the page calls them
    spec.categories.last() = qt(result.right.name);
    spec.title = Texts::tr("ARR from %1 to %2, by cause").arg(qt(result.left.name), qt(result.right.name));
    spec.subtitle = messageText(portfolio::inShort(result.staleRates));
    return spec;
}

AccountList totalAccounts(const ReconcileView &view, const QString &cell)
{
    const reconcile::Reconciliation &result = view.result;
    const QString unit = qt(result.currency.code());
    const QString left = Texts::tr("%1, %2").arg(qt(result.left.name), unit);
    const QString right = Texts::tr("%1, %2").arg(qt(result.right.name), unit);
    const bool ofLeft = cell == QStringLiteral("left");
    if (ofLeft || cell == QStringLiteral("right")) {
        AccountList list{
            Texts::tr("ARR in %1").arg(qt((ofLeft ? result.left : result.right).name)), {}, {ofLeft ? left : right}};
        for (const reconcile::AmountPair &pair : result.amounts) {
            const std::int64_t amount = ofLeft ? pair.left : pair.right;
            if (amount > 0)
                list.add(qt(result.accounts->at(pair.account).id), {major(amount, result.currency)});
        }
        return list;
    }
    const bool unexplained = cell == QStringLiteral("unexplained");
    return differingAccounts(view, unexplained ? Texts::tr("Unexplained") : Texts::tr("ARR differs"),
        unexplained ? std::optional(reconcile::Cause::Unexplained) : std::nullopt);
}

AccountList stepAccounts(const ReconcileView &view, reconcile::Cause cause)
{
    return differingAccounts(view, word(nameOf(cause)), cause);
}

InspectorContent describeBreak(const ReconcileView &view, std::size_t index)
{
    const reconcile::Reconciliation &result = view.result;
    const reconcile::Break &found = result.breaks[index];
    const identity::Account &account = result.accounts->at(found.account);
    InspectorContent content;
    const QString name = breakName(view, found);
    content.heading = name.isEmpty() ? Texts::tr("Break") : Texts::tr("Break %1").arg(name);
    content.place =
        Texts::tr("%1 of %2").arg(formatCount(qint64(index + 1)), formatCount(qint64(result.breaks.size())));
    content.subject = qt(account.name);
    QStringList detail;
    for (const char *field : {"segment", "region", "owner"}) {
        if (const std::string &value = account.field(field); !value.empty())
            detail << qt(value);
    }
    content.detail = detail.join(QStringLiteral(", "));
    const auto amount = [&](const std::optional<std::int64_t> &minor) {
        return minor ? formatMoney({*minor, result.currency}, true) : Texts::tr("none");
    };
    if (found.isAmount()) {
        content.figures = {{qt(result.left.name), amount(found.leftAmount)},
            {qt(result.right.name), amount(found.rightAmount)},
            {Texts::tr("Delta, %1").arg(qt(result.currency.code())),
                formatMoneyDelta({found.delta, result.currency}, true), true}};
    } else {
        content.figures = {{qt(result.left.name), qt(found.leftValue)}, {qt(result.right.name), qt(found.rightValue)}};
    }
    content.evidenceTitle = Texts::tr("Cause: %1").arg(word(nameOf(found.finding.cause)));
    for (const reconcile::Evidence &evidence : found.finding.evidence)
        content.evidence.push_back({evidence.holds ? Mark::Good : Mark::Open, messageText(evidence.sentence)});
    if (const auto known = view.known.find(reconcile::breakKey(result, found)); known != view.known.end()) {
        const auto firstSeen = Date::fromIso(known->second.firstSeen);
        content.history = {{Texts::tr("First seen"), firstSeen ? formatDate(*firstSeen) : QString()},
            {Texts::tr("State"), breakState(known->second.state).word}};
        if (const std::string owner = ownerOf(known->second, account); !owner.empty())
            content.history.push_back({Texts::tr("Owner"), qt(owner)});
        if (const auto due = Date::fromIso(known->second.dueDate))
            content.history.push_back({Texts::tr("Due"), formatDate(*due)});
        if (!known->second.note.empty())
            content.history.push_back({Texts::tr("Note"), qt(known->second.note)});
    }
    content.links = {{Texts::tr("Open customer"), QStringLiteral("customers"), AccountTarget{qt(account.id)}}};
    return content;
}

} // namespace qd::ui
