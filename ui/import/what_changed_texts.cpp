#include "core/pack/import_change_page.h"
#include "ui/import/import_texts.h"
#include "ui/import/what_changed_view.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace qd::ui {

namespace {

/// Translations of this view's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(WhatChanged)
};

using governance::ArrMove;
using sources::WhatChanged;

constexpr std::array Moves{
    ArrMove::Raised, ArrMove::Lowered, ArrMove::New, ArrMove::Ended, ArrMove::Rate, ArrMove::Floor};

QString toldOf(ArrMove move)
{
    switch (move) {
    case ArrMove::Raised:
        return Texts::tr("counted and count more");
    case ArrMove::Lowered:
        return Texts::tr("counted and count less");
    case ArrMove::New:
        return Texts::tr("did not count on that day");
    case ArrMove::Ended:
        return Texts::tr("ended, cancelled or gone");
    case ArrMove::Rate:
        return Texts::tr("the same rows at other rates");
    case ArrMove::Floor:
        break;
    }
    return Texts::tr("customers that count 0, not less");
}

double major(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

std::int64_t recordsOf(const governance::ArrChanged &arr, ArrMove move)
{
    return std::ranges::count(arr.records, move, &governance::MovedRecord::move);
}

QString systemOf(const governance::ArrChanged &arr, ArrMove move)
{
    const auto first = std::ranges::find(arr.records, move, &governance::MovedRecord::move);
    return first == arr.records.end() ? QString() : qt(first->source);
}

/// What a field's values went from and to, in a few words.
QString toldOf(const governance::FieldOfImport &of)
{
    if (const auto [later, earlier] = of.laterAndEarlier(); later + earlier > 0)
        return Texts::tr("%1 later, %2 earlier").arg(formatCount(later), formatCount(earlier));
    const auto most = of.commonest();
    if (!most)
        return {};
    const QString step = Texts::tr("%1 \u2192 %2")
                             .arg(most->before.empty() ? Texts::tr("nothing") : qt(most->before),
                                 most->after.empty() ? Texts::tr("nothing") : qt(most->after));
    return most->records == of.field.records ? step : Texts::tr("%1 in %2").arg(step, formatCount(most->records));
}

bool saysSomething(const WhatChangedView &view, std::int64_t batch)
{
    return std::ranges::any_of(
        view.changed.fields, [batch](const governance::FieldOfImport &of) { return of.field.batch == batch; });
}

} // namespace

QString arrMoveText(ArrMove move)
{
    switch (move) {
    case ArrMove::Raised:
        return Texts::tr("Amount up");
    case ArrMove::Lowered:
        return Texts::tr("Amount down");
    case ArrMove::New:
        return Texts::tr("New");
    case ArrMove::Ended:
        return Texts::tr("Ended");
    case ArrMove::Rate:
        return Texts::tr("Rates");
    case ArrMove::Floor:
        break;
    }
    return Texts::tr("Below zero");
}

QString importText(const governance::ImportChoice &choice)
{
    const auto day = Date::fromIso(choice.asOf);
    return Texts::tr("%1: %2, %3")
        .arg(formatCount(choice.import), day ? formatDate(*day) : qt(choice.asOf),
            Texts::tr("%Ln files", nullptr, int(choice.files.size())));
}

QString whatChangedFact(const WhatChangedView &view)
{
    const auto &arr = view.changed.arr;
    if (!arr)
        return messageText(view.changed.noArr);
    if (arr->records.empty())
        return Texts::tr("ARR did not move");
    const QString moved = Texts::tr("%1 moved ARR by %2")
                              .arg(Texts::tr("%Ln customers", nullptr, arr->customers()),
                                  formatMoneyDelta({arr->moved(), arr->currency}));
    const auto share = arr->share();
    return share ? Texts::tr("%1 (%2)").arg(moved, formatPercentChange(*share)) : moved;
}

QString whatChangedSubtitle(const WhatChangedView &view)
{
    return Texts::tr("records that differ, %1").arg(Texts::tr("%Ln files", nullptr, int(view.changed.batches.size())));
}

TableSpec whatChangedTable(const WhatChangedView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("what-changed");
    spec.filterRow = false;
    spec.sortable = false;
    spec.noun = Texts::tr("kinds of change");
    spec.nounOfOne = Texts::tr("kind of change");
    spec.emptyText = Texts::tr("Import a file: what it changes stands here.");
    const auto &arr = view.changed.arr;
    const QString code = arr ? qt(arr->currency.code()) : QString();
    spec.columns = {tableColumn("what", Texts::tr("Entity, field"), ColumnKind::Key, 0, 170),
        tableColumn("system", Texts::tr("System"), ColumnKind::Text, 2, 90),
        tableColumn("records", Texts::tr("Records"), ColumnKind::Number),
        tableColumn("customers", Texts::tr("Customers"), ColumnKind::Number, 1),
        tableColumn("arr", arr ? Texts::tr("ARR, %1").arg(code) : Texts::tr("ARR"), ColumnKind::Delta),
        tableColumn("bar", Texts::tr("Share"), ColumnKind::DeltaBar, 3, 80),
        tableColumn("told", Texts::tr("What it is"), ColumnKind::Text, 4, 160)};
    constexpr int ArrColumn = 4;
    constexpr int BarColumn = 5;
    spec.columns[ArrColumn].good = Good::Up;
    spec.columns[ArrColumn].total = arr.has_value();
    for (const ArrMove move : Moves) {
        if (!arr || recordsOf(*arr, move) == 0)
            continue;
        const double moved = major(arr->movedBy(move), arr->currency);
        spec.columns[BarColumn].low = std::min(spec.columns[BarColumn].low, moved);
        spec.columns[BarColumn].high = std::max(spec.columns[BarColumn].high, moved);
        spec.rows << TableRow{QStringLiteral("arr:%1").arg(int(move)),
            {arrMoveText(move), systemOf(*arr, move), qlonglong(recordsOf(*arr, move)),
                qlonglong(arr->customersOf(move).size()), moved, moved, toldOf(move)},
            Texts::tr("What moved ARR of %1").arg(formatDate(arr->day))};
    }
    const QString files = Texts::tr("What the files changed, by entity and field");
    for (std::size_t i = 0; i < view.changed.fields.size(); ++i) {
        const governance::FieldOfImport &of = view.changed.fields[i];
        spec.rows << TableRow{QStringLiteral("field:%1").arg(i),
            {Texts::tr("%1: %2").arg(qt(of.field.entity), whatText(of.field)), qt(of.field.source),
                qlonglong(of.field.records), qlonglong(of.customers), QVariant(), QVariant(), toldOf(of)},
            files};
    }
    for (const store::ImportBatch &batch : view.changed.batches) {
        if (saysSomething(view, batch.batch))
            continue;
        spec.rows << TableRow{QStringLiteral("batch:%1").arg(batch.batch),
            {Texts::tr("%1: rows").arg(qt(batch.entity)), qt(batch.source), qlonglong(batch.counts.accepted),
                QVariant(), QVariant(), QVariant(),
                Texts::tr("taken; %1 as they were").arg(formatCount(batch.counts.unchanged))},
            files};
    }
    if (arr)
        spec.totalsLabel =
            Texts::tr("ARR %1 \u2192 %2")
                .arg(formatMoney({arr->before, arr->currency}), formatMoney({arr->after, arr->currency}));
    return spec;
}

ChartSpec arrMoveChart(const WhatChangedView &view)
{
    ChartSpec spec;
    if (view.changed.arr)
        spec = chartSpecFrom(pack::importBridge(*view.changed.arr));
    spec.emptyText = view.choices.empty() ? Texts::tr("Nothing was imported yet.") : messageText(view.changed.noArr);
    return spec;
}

TableSpec importFactsTable(const WhatChangedView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("what-changed-facts");
    spec.filterRow = false;
    spec.sortable = false;
    spec.columns = {tableColumn("fact", Texts::tr("Imports"), ColumnKind::Text, 0, 150),
        tableColumn("value", Texts::tr("Value"), ColumnKind::Text, 0, 190)};
    const auto fact = [&spec](const QString &name, const QString &value) {
        spec.rows << TableRow{QString::number(spec.rows.size()), {name, value}};
    };
    for (const store::ImportBatch &batch : view.changed.batches)
        fact(qt(batch.file),
            Texts::tr("%1 read, %2 taken, %3 as they were, %4 held back")
                .arg(formatCount(batch.counts.read), formatCount(batch.counts.accepted),
                    formatCount(batch.counts.unchanged), formatCount(batch.counts.quarantined)));
    if (!view.changed.batches.empty())
        fact(Texts::tr("Imported by"), qt(view.changed.batches.back().importedBy));
    if (view.endsWithLast() && view.changed.arr)
        fact(Texts::tr("Undo all of it"),
            Texts::tr("gives ARR %1; decisions stay")
                .arg(formatMoney({view.changed.arr->before, view.changed.arr->currency})));
    return spec;
}

} // namespace qd::ui
