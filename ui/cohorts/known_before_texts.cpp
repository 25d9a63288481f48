#include "core/pack/known_page.h"
#include "ui/cohorts/cohorts_lists.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/common/table/count_cell.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

namespace qd::ui {

using backtest::SignBefore;
using backtest::SignCount;

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Cohorts)
};

QVariant shareCell(const SignCount &count)
{
    return count.share() ? QVariant(*count.share()) : QVariant();
}

/// "+2.1 to +30.4": in points, for the column that says so.
QVariant intervalCell(const SignBefore &sign)
{
    const auto interval = sign.interval();
    if (!interval)
        return {};
    return Texts::tr("%1 to %2").arg(formatPoints(interval->first), formatPoints(interval->second));
}

} // namespace

QString knownSubtitle(const KnownBeforeView &view)
{
    QString text = Texts::tr("due %1 to %2: %3 lost, %4 kept")
                       .arg(formatDate(view.known.from), formatDate(view.known.to), formatCount(view.known.lost),
                           formatCount(view.known.kept));
    if (view.known.underNotice > 0)
        text += Texts::tr("; %1 under notice by then left out").arg(formatCount(view.known.underNotice));
    return text;
}

TableSpec signsTable(const KnownBeforeView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("known-before");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No renewal of these months is settled.");
    spec.columns = {
        tableColumn("sign", Texts::tr("Sign"), ColumnKind::Key, 0, 190),
        tableColumn("lost", Texts::tr("Of lost, %"), ColumnKind::Percent, 0, 90),
        tableColumn("lostN", Texts::tr("Lost, n"), ColumnKind::Figure, 2, 70),
        tableColumn("kept", Texts::tr("Of kept, %"), ColumnKind::Percent, 0, 90),
        tableColumn("keptN", Texts::tr("Kept, n"), ColumnKind::Figure, 2, 70),
        tableColumn("difference", Texts::tr("Apart, pt"), ColumnKind::Points, 0, 90),
        tableColumn("interval", Texts::tr("95 % interval"), ColumnKind::Text, 1, 150),
    };
    if (view.known.lost + view.known.kept == 0)
        return spec;
    for (std::size_t i = 0; i < view.known.signs.size(); ++i) {
        const SignBefore &sign = view.known.signs[i];
        spec.rows << TableRow{QString::number(i),
            {messageText(pack::nameOf(sign.sign)), shareCell(sign.lost), countCell(sign.lost.known),
                shareCell(sign.kept), countCell(sign.kept.known),
                sign.difference() ? QVariant(*sign.difference()) : QVariant(), intervalCell(sign)}};
    }
    return spec;
}

AccountList signAccounts(const KnownBeforeView &view, int row, bool ofKept)
{
    const SignBefore &sign = view.known.signs[std::size_t(row)];
    AccountList list;
    list.title =
        (ofKept ? Texts::tr("Kept, with %1") : Texts::tr("Lost, with %1")).arg(messageText(pack::nameOf(sign.sign)));
    for (const int account : (ofKept ? sign.kept : sign.lost).with)
        list.add(qt(view.accounts->at(account).id));
    return list;
}

} // namespace qd::ui
