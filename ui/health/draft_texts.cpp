#include "ui/health/draft_texts.h"

#include "core/health/colour_mix.h"
#include "core/health/words.h"
#include "ui/health/health_texts.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>
#include <QDate>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Health)
};

enum Cell { Signal, Weight, Bands, Missing };

QVariant major(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

QVariant dateOrNone(const std::optional<Date> &date)
{
    return date ? QVariant(QDate(date->year(), date->month(), date->day())) : QVariant();
}

QString stateText(const health::SavedHealthModel &version)
{
    switch (version.state) {
    case health::ModelState::Draft:
        return version.remark.empty() ? Texts::tr("draft") : Texts::tr("sent back: %1").arg(qt(version.remark));
    case health::ModelState::Proposed:
        return Texts::tr("proposed");
    case health::ModelState::Approved:
        return version.retiredOn ? Texts::tr("retired") : Texts::tr("approved");
    case health::ModelState::Withdrawn:
        break;
    }
    return Texts::tr("withdrawn");
}

} // namespace

TableSpec draftMixTable(const DraftBook &book, const DraftEffect &effect)
{
    const QString currency = qt(book.currency().code());
    TableSpec spec;
    spec.id = QStringLiteral("health-draft-mix");
    spec.filterRow = false;
    spec.sortable = false;
    spec.columns = {tableColumn("colour", Texts::tr("Colour"), ColumnKind::State, 0, 92),
        tableColumn("before", Texts::tr("Now"), ColumnKind::Number, 0, 48),
        tableColumn("after", Texts::tr("Draft"), ColumnKind::Number, 0, 48),
        tableColumn("arrBefore", Texts::tr("Now, %1").arg(currency), ColumnKind::Money, 1, 84),
        tableColumn("arrAfter", Texts::tr("Draft, %1").arg(currency), ColumnKind::Money, 0, 84)};
    const health::ColourSums &before = effect.effect.before;
    const health::ColourSums &after = effect.effect.after;
    for (const portfolio::HealthColour colour : health::AllColours)
        spec.rows << TableRow{word(health::colourName(colour)),
            {QVariant::fromValue(healthState(colour)), before.accounts.of(colour), after.accounts.of(colour),
                major(before.arrOf(colour), book.currency()), major(after.arrOf(colour), book.currency())}};
    return spec;
}

TableSpec draftChangesTable(const DraftBook &book, const DraftEffect &effect)
{
    TableSpec spec;
    spec.id = QStringLiteral("health-draft-changes");
    spec.filterRow = false;
    spec.noun = Texts::tr("customers");
    spec.nounOfOne = Texts::tr("customer");
    spec.emptyText = Texts::tr("No customer changes colour.");
    spec.columns = {tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 120),
        tableColumn("before", Texts::tr("Now"), ColumnKind::State, 2, 84),
        tableColumn("after", Texts::tr("Draft"), ColumnKind::State, 0, 84),
        tableColumn("reason", Texts::tr("Mostly because"), ColumnKind::Text, 1, 150),
        tableColumn("arr", Texts::tr("ARR, %1").arg(qt(book.currency().code())), ColumnKind::Money, 3, 84)};
    for (const health::ColourChange &each : effect.effect.changed) {
        const identity::Account &account = book.accounts().at(each.account);
        spec.rows << TableRow{qt(account.id),
            {qt(account.name), QVariant::fromValue(healthState(each.before.colour)),
                QVariant::fromValue(healthState(each.after.colour)), effectReasonText(each.reason),
                major(each.arr, book.currency())}};
    }
    return spec;
}

QString effectReasonText(const health::EffectReason &reason)
{
    switch (reason.kind) {
    case health::EffectReason::Kind::Signal:
        return Texts::tr("%1: %2").arg(
            signalText({reason.signal, 0, {}, {}}, reason.input), formatDelta(reason.change, 1));
    case health::EffectReason::Kind::Bounds:
        return Texts::tr("bounds");
    case health::EffectReason::Kind::Coverage:
        break;
    }
    return Texts::tr("coverage");
}

QString changedText(const DraftBook &book, const DraftEffect &effect)
{
    const int count = int(effect.effect.changed.size());
    if (count == 0)
        return Texts::tr("nobody changes colour");
    return Texts::tr("%Ln change colour, %1", nullptr, count)
        .arg(formatShortMoney({effect.effect.changedArr, book.currency()}));
}

QList<QStringList> draftRows(const std::vector<health::DraftSignal> &rows, int segment, const DraftEffect *effect)
{
    QList<QStringList> cells;
    for (const health::DraftSignal &row : rows)
        cells << QStringList{qt(row.signal), qt(row.weight), qt(row.bands), qt(row.missing), {}, {}};
    if (!effect)
        return cells;
    for (const health::SignalUse &use : effect->use) {
        if (use.segment != segment || use.place >= std::size_t(cells.size()))
            continue;
        QStringList &texts = cells[qsizetype(use.place)];
        texts[4] = use.share() ? formatPercent(*use.share()) : QString();
        texts[5] = use.effectiveWeight ? formatPercent(*use.effectiveWeight) : QString();
    }
    return cells;
}

QHash<std::pair<int, int>, QString> draftFaults(const std::vector<health::ModelFault> &faults, int segment)
{
    const QString whole = QStringLiteral("/segments/%1").arg(segment);
    QHash<std::pair<int, int>, QString> found;
    for (const health::ModelFault &fault : faults) {
        const QString path = qt(fault.path);
        if (path != whole && !path.startsWith(whole + u'/'))
            continue;
        const QStringList rest = path.mid(whole.size() + 1).split(u'/', Qt::SkipEmptyParts); // signals, row, key, place
        std::pair<int, int> cell{-1, -1};
        if (rest.size() > 1 && rest[0] == QStringLiteral("signals")) {
            static const QHash<QString, Cell> Columns{{QStringLiteral("signal"), Signal},
                {QStringLiteral("weight"), Weight}, {QStringLiteral("bands"), Bands}, {QStringLiteral("steps"), Bands},
                {QStringLiteral("points"), Bands}, {QStringLiteral("missing"), Missing}};
            cell = {rest[1].toInt(), Columns.value(rest.value(2), Bands)};
        }
        if (!found.contains(cell))
            found.insert(cell, draftFaultText(fault));
    }
    return found;
}

QString draftFaultText(const health::ModelFault &fault)
{
    QString text = messageText(fault.sentence);
    if (!text.isEmpty() && !text.section(u' ', 0, 0).contains(u'_')) // the name of a key keeps its spelling
        text[0] = text[0].toUpper();
    return text;
}

QString versionText(const health::SavedHealthModel &version)
{
    return Texts::tr("%1 version %2, %3").arg(qt(version.name)).arg(version.version).arg(stateText(version));
}

TableSpec versionsTable(const std::vector<health::SavedHealthModel> &versions)
{
    TableSpec spec;
    spec.id = QStringLiteral("health-versions");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No version is saved yet. Edit the model to save one.");
    spec.columns = {tableColumn("version", Texts::tr("Version"), ColumnKind::Number, 0, 64),
        tableColumn("name", Texts::tr("Model"), ColumnKind::Key, 0, 110),
        tableColumn("state", Texts::tr("State"), ColumnKind::Text, 0, 90),
        tableColumn("from", Texts::tr("In force from"), ColumnKind::Date, 1, 96),
        tableColumn("author", Texts::tr("Author"), ColumnKind::Text, 3, 100),
        tableColumn("reason", Texts::tr("Why"), ColumnKind::Text, 2, 200),
        tableColumn("approver", Texts::tr("Approved by"), ColumnKind::Text, 5, 100),
        tableColumn("review", Texts::tr("Review due"), ColumnKind::Date, 4, 96)};
    for (const health::SavedHealthModel &each : versions)
        spec.rows << TableRow{QString::number(each.version),
            {each.version, qt(each.name), stateText(each), dateOrNone(each.inForceFrom), qt(each.author),
                qt(each.reason), each.approvedBy.empty() ? QVariant() : QVariant(qt(each.approvedBy)),
                dateOrNone(each.reviewDue())}};
    return spec;
}

} // namespace qd::ui
