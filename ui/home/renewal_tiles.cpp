#include "ui/home/renewal_tiles.h"

#include "ui/paint/formatting.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of Home's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Home)
};

} // namespace

/// How many of the renewals that are due soon have all they need.
TileContent readyTile(const answers::Briefing &briefing)
{
    TileContent tile;
    tile.label = Texts::tr("Renewals ready");
    if (!briefing.outlook)
        return tile;
    const answers::RenewalOutlook &outlook = *briefing.outlook;
    const auto due = qint64(outlook.due.size());
    tile.figure = Texts::tr("%1 of %2").arg(formatCount(outlook.ready), formatCount(due));
    if (due > 0) {
        tile.change = formatPercent(double(outlook.ready) / double(due), 0);
        tile.changeTone = outlook.ready < due ? Tone::Warn : Tone::Label;
    }
    tile.note = Texts::tr("due by %1").arg(formatShortDate(briefing.asOf.plusDays(portfolio::RenewalsAheadDays)));
    return tile;
}

/// What is called of the quarter against its target.
TileContent forecastTile(const answers::Briefing &briefing)
{
    TileContent tile;
    tile.label = Texts::tr("Renewal forecast");
    if (!briefing.outlook)
        return tile;
    const answers::RenewalOutlook &outlook = *briefing.outlook;
    tile.label = Texts::tr("Forecast %1").arg(qt(outlook.quarter.text()));
    tile.figure = formatShortMoney({outlook.called, briefing.currency});
    const auto share = outlook.shareOfTarget(briefing.currency);
    if (share)
        tile.change = Texts::tr("%1 of target").arg(formatPercent(*share, 0));
    else if (!outlook.isOfSome) // the target is everybody's
        tile.change = Texts::tr("no target");
    tile.note = Texts::tr("%1 of %2 open called").arg(formatCount(outlook.openCalled), formatCount(outlook.open));
    return tile;
}

TileContent exceptionsTile(const answers::Briefing &briefing)
{
    TileContent tile;
    tile.label = Texts::tr("Renewal exceptions");
    if (!briefing.outlook)
        return tile;
    const answers::RenewalOutlook &outlook = *briefing.outlook;
    tile.figure = formatCount(outlook.exceptions);
    tile.change = Texts::tr("%Ln customers", nullptr, outlook.withExceptions);
    tile.changeTone = outlook.exceptions > 0 ? Tone::Warn : Tone::Label;
    tile.note = Texts::tr("due by %1").arg(formatShortDate(briefing.asOf.plusDays(portfolio::RenewalsAheadDays)));
    return tile;
}

AccountList readyAccounts(const answers::Briefing &briefing)
{
    AccountList list{Texts::tr("Renewals due in 90 days, ready or not"), {}, {Texts::tr("Ready")}, {}};
    if (briefing.outlook) {
        for (const answers::RenewalOutlook::Due &due : briefing.outlook->due)
            list.add(qt(due.account), {due.isReady ? 1.0 : 0.0});
    }
    return list;
}

AccountList exceptionAccounts(const answers::Briefing &briefing)
{
    AccountList list{Texts::tr("Renewals due in 90 days with exceptions"), {}, {Texts::tr("Exceptions")}, {}};
    if (briefing.outlook) {
        for (const answers::RenewalOutlook::Due &due : briefing.outlook->due) {
            if (due.exceptions > 0)
                list.add(qt(due.account), {double(due.exceptions)});
        }
    }
    return list;
}

} // namespace qd::ui
