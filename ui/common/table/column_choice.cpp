#include "ui/common/table/column_choice.h"

#include <algorithm>
#include <numeric>

#include <QSettings>

namespace qd::ui {

namespace {

QString settingsKey(const TableSpec &spec, const char *what)
{
    return QStringLiteral("tables/%1/%2").arg(spec.id, QLatin1String(what));
}

} // namespace

ColumnChoice ColumnChoice::defaults(const TableSpec &spec)
{
    ColumnChoice choice;
    for (const TableColumn &column : spec.columns) {
        choice.order << column.id;
        if (!column.shown)
            choice.hidden << column.id;
    }
    choice.hidden.remove(lockedColumn(spec));
    return choice;
}

ColumnChoice ColumnChoice::load(const TableSpec &spec)
{
    const ColumnChoice fresh = defaults(spec);
    if (spec.id.isEmpty())
        return fresh;
    const QSettings settings;
    const QStringList order = settings.value(settingsKey(spec, "order")).toStringList();
    if (order.isEmpty())
        return fresh;
    const QStringList hidden = settings.value(settingsKey(spec, "hidden")).toStringList();
    ColumnChoice choice;
    for (const QString &id : order) {
        if (!fresh.order.contains(id) || choice.order.contains(id))
            continue;
        choice.order << id;
        if (hidden.contains(id))
            choice.hidden << id;
    }
    for (const QString &id : fresh.order) {
        if (choice.order.contains(id))
            continue;
        choice.order << id;
        if (fresh.hidden.contains(id))
            choice.hidden << id;
    }
    choice.hidden.remove(lockedColumn(spec));
    const QVariantHash widths = settings.value(settingsKey(spec, "widths")).toHash();
    for (auto width = widths.cbegin(); width != widths.cend(); ++width) {
        if (fresh.order.contains(width.key()) && width->toInt() > 0)
            choice.widths.insert(width.key(), width->toInt());
    }
    return choice;
}

void ColumnChoice::save(const TableSpec &spec) const
{
    if (spec.id.isEmpty())
        return;
    QVariantHash sizes;
    for (auto width = widths.cbegin(); width != widths.cend(); ++width)
        sizes.insert(width.key(), *width);
    QStringList out(hidden.cbegin(), hidden.cend());
    out.sort();
    QSettings settings;
    settings.setValue(settingsKey(spec, "order"), order);
    settings.setValue(settingsKey(spec, "hidden"), out);
    settings.setValue(settingsKey(spec, "widths"), sizes);
}

QString lockedColumn(const TableSpec &spec)
{
    for (const TableColumn &column : spec.columns) {
        if (column.kind == ColumnKind::Key)
            return column.id;
    }
    return spec.columns.isEmpty() ? QString() : spec.columns.first().id;
}

namespace {

/// Takes `excess` from the columns for which `may` holds, in proportion to what each can give. Returns what is left.
template <typename Predicate>
int cut(QVector<int> &widths, const QVector<ColumnRoom> &columns, int excess, Predicate may)
{
    int spare = 0;
    for (qsizetype i = 0; i < columns.size(); ++i)
        spare += widths[i] > 0 && may(columns[i]) ? widths[i] - columns[i].least : 0;
    const int wanted = std::min(excess, spare);
    int rest = wanted;
    for (qsizetype i = 0; i < columns.size() && spare > 0; ++i) {
        if (widths[i] == 0 || !may(columns[i]))
            continue;
        const int room = widths[i] - columns[i].least;
        const int taken = std::min({room, rest, int((qint64(wanted) * room + spare - 1) / spare)});
        widths[i] -= taken;
        rest -= taken;
    }
    return excess - wanted;
}

/// Spare room in proportion to the widths; the pixels that remain go to the last column, so that it ends at the edge.
void share(QVector<int> &widths, const QVector<ColumnRoom> &columns, int spare)
{
    int flexible = 0;
    qsizetype last = -1;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        if (widths[i] > 0 && !columns[i].fixed) {
            flexible += widths[i];
            last = i;
        }
    }
    int rest = spare;
    for (qsizetype i = 0; i < columns.size() && last >= 0; ++i) {
        if (widths[i] == 0 || columns[i].fixed)
            continue;
        const int given = i == last ? rest : int(qint64(spare) * widths[i] / flexible);
        widths[i] += given;
        rest -= given;
    }
}

} // namespace

QVector<int> fitColumns(const QVector<ColumnRoom> &columns, int available)
{
    QVector<int> widths;
    for (const ColumnRoom &column : columns)
        widths << column.whole;
    const auto excess = [&] { return std::accumulate(widths.cbegin(), widths.cend(), 0) - available; };
    const auto couldGive = [&] {
        int spare = 0;
        for (qsizetype i = 0; i < columns.size(); ++i)
            spare += widths[i] > 0 && columns[i].cutFirst ? columns[i].whole - columns[i].least : 0;
        return spare;
    };
    while (excess() > couldGive()) {
        qsizetype out = -1;
        for (qsizetype i = 0; i < columns.size(); ++i) {
            if (widths[i] > 0 && columns[i].priority > 0 && (out < 0 || columns[i].priority >= columns[out].priority))
                out = i;
        }
        if (out < 0)
            break;
        widths[out] = 0;
    }
    int left = excess();
    if (left > 0)
        left = cut(widths, columns, left, [](const ColumnRoom &column) { return column.cutFirst; });
    if (left > 0)
        left = cut(widths, columns, left, [](const ColumnRoom &column) { return !column.cutFirst; });
    if (left < 0)
        share(widths, columns, -left);
    return widths;
}

} // namespace qd::ui
