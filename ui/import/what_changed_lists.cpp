#include "ui/import/import_texts.h"
#include "ui/import/what_changed_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

#include <map>
#include <set>
#include <tuple>

namespace qd::ui {

namespace {

/// Translations of this view's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(WhatChanged)
};

using governance::ArrMove;
using governance::FieldOfImport;
using sources::WhatChanged;

/// What a row of the table of changes stands for.
struct Chosen {
    std::optional<ArrMove> move;
    const FieldOfImport *field = nullptr;
};

Chosen chosenOf(const WhatChangedView &view, const QString &row)
{
    const QString kind = row.section(u':', 0, 0);
    bool valid = false;
    const std::size_t number = row.section(u':', 1).toULong(&valid);
    if (valid && kind == QStringLiteral("arr") && view.changed.arr)
        return {ArrMove(number)};
    if (valid && kind == QStringLiteral("field") && number < view.changed.fields.size())
        return {std::nullopt, &view.changed.fields[number]};
    return {};
}

using Record = std::tuple<std::string, std::string, std::string>; ///< source, entity, id

std::set<Record> recordsOf(const WhatChangedView &view, const Chosen &chosen)
{
    std::set<Record> records;
    if (chosen.move) {
        for (const governance::MovedRecord &each : view.changed.arr->records) {
            if (each.move == *chosen.move)
                records.insert({each.source, each.entity, each.id});
        }
    } else if (chosen.field) {
        for (const sources::RecordChange &each : chosen.field->field.changes)
            records.insert({chosen.field->field.source, chosen.field->field.entity, each.record});
    }
    return records;
}

QString customerName(const WhatChangedView &view, int account)
{
    return account < 0 ? QString() : qt(view.changed.portfolio->accounts().at(account).name);
}

/// Its customer, and a number that no other row of the list has.
QString rowId(const WhatChangedView &view, int account, qsizetype row)
{
    const QString customer = account < 0 ? QString() : qt(view.changed.portfolio->accounts().at(account).id);
    return QStringLiteral("%1 %2").arg(customer).arg(row);
}

QString fileOf(const WhatChangedView &view, std::int64_t batch)
{
    for (const store::ImportBatch &each : view.changed.batches) {
        if (each.batch == batch)
            return qt(each.file);
    }
    return {};
}

QString lineText(const QString &file, int line)
{
    return line > 0 ? Texts::tr("%1, line %2").arg(file, formatCount(line)) : file;
}

double major(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

std::vector<TableColumn> amounts(const governance::ArrChanged &arr)
{
    const QString code = qt(arr.currency.code());
    std::vector<TableColumn> columns{tableColumn("before", Texts::tr("Before, %1").arg(code), ColumnKind::Money, 2),
        tableColumn("after", Texts::tr("Now, %1").arg(code), ColumnKind::Money, 1),
        tableColumn("arr", Texts::tr("ARR, %1").arg(code), ColumnKind::Delta)};
    columns.back().good = Good::Up;
    columns.back().total = true;
    return columns;
}

TableSpec listSpec(const QString &noun, const QString &nounOfOne)
{
    TableSpec spec;
    spec.noun = noun;
    spec.nounOfOne = nounOfOne;
    spec.emptyText = Texts::tr("Choose a row above: what stands behind it is listed here.");
    return spec;
}

TableSpec customersMoved(const WhatChangedView &view, ArrMove move)
{
    const governance::ArrChanged &arr = *view.changed.arr;
    TableSpec spec = listSpec(Texts::tr("customers"), Texts::tr("customer"));
    spec.id = QStringLiteral("what-changed-customers");
    spec.columns = {tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 180),
        tableColumn("records", Texts::tr("Records"), ColumnKind::Number)};
    for (const TableColumn &column : amounts(arr))
        spec.columns << column;
    for (const governance::MovedCustomer &each : arr.customersOf(move))
        spec.rows << TableRow{rowId(view, each.account, spec.rows.size()),
            {customerName(view, each.account), qlonglong(each.records), major(each.before, arr.currency),
                major(each.after, arr.currency), major(each.moved(), arr.currency)}};
    return spec;
}

TableSpec recordsMoved(const WhatChangedView &view, ArrMove move)
{
    const governance::ArrChanged &arr = *view.changed.arr;
    TableSpec spec = listSpec(Texts::tr("records"), Texts::tr("record"));
    spec.id = QStringLiteral("what-changed-records");
    spec.columns = {tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 160),
        tableColumn("record", Texts::tr("Record"), ColumnKind::Id, 0, 110)};
    for (const TableColumn &column : amounts(arr))
        spec.columns << column;
    spec.columns << tableColumn("line", Texts::tr("File, line"), ColumnKind::Text, 3, 170);
    for (const governance::MovedRecord &each : arr.records) {
        if (each.move == move)
            spec.rows << TableRow{rowId(view, each.account, spec.rows.size()),
                {customerName(view, each.account), qt(each.id), major(each.before, arr.currency),
                    major(each.after, arr.currency), major(each.moved(), arr.currency),
                    lineText(qt(each.file), each.line)}};
    }
    return spec;
}

TableSpec customersOfField(const WhatChangedView &view, const FieldOfImport &of)
{
    TableSpec spec = listSpec(Texts::tr("customers"), Texts::tr("customer"));
    spec.id = QStringLiteral("what-changed-customers-of-field");
    spec.columns = {tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 180),
        tableColumn("records", Texts::tr("Records"), ColumnKind::Number)};
    std::map<int, qlonglong> records;
    for (const int account : of.accounts)
        ++records[account];
    for (const auto &[account, count] : records) {
        if (account >= 0)
            spec.rows << TableRow{
                rowId(view, account, spec.rows.size()), {customerName(view, account), QVariant(count)}};
    }
    return spec;
}

/// Changes of `records`, of every field or of one alone.
TableSpec fieldsOfRecords(const WhatChangedView &view, const std::set<Record> &records, const FieldOfImport *only)
{
    TableSpec spec = listSpec(Texts::tr("changes"), Texts::tr("change"));
    spec.id = QStringLiteral("what-changed-values");
    spec.columns = {tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 160),
        tableColumn("record", Texts::tr("Record"), ColumnKind::Id, 0, 110),
        tableColumn("what", Texts::tr("What"), ColumnKind::Text, 0, 110),
        tableColumn("before", Texts::tr("Before"), ColumnKind::Text, 0, 120),
        tableColumn("after", Texts::tr("Now"), ColumnKind::Text, 0, 120),
        tableColumn("line", Texts::tr("File, line"), ColumnKind::Text, 1, 170)};
    for (const FieldOfImport &of : view.changed.fields) {
        if (only && &of != only)
            continue;
        for (std::size_t i = 0; i < of.field.changes.size(); ++i) {
            const sources::RecordChange &change = of.field.changes[i];
            if (records.contains({of.field.source, of.field.entity, change.record}))
                spec.rows << TableRow{rowId(view, of.accounts[i], spec.rows.size()),
                    {customerName(view, of.accounts[i]), qt(change.record), whatText(of.field), qt(change.before),
                        qt(change.after), lineText(fileOf(view, of.field.batch), of.lines[i])}};
        }
    }
    return spec;
}

/// By how much ARR moved with each record.
std::map<Record, double> movedByRecord(const WhatChangedView &view)
{
    std::map<Record, double> moved;
    if (view.changed.arr) {
        for (const governance::MovedRecord &each : view.changed.arr->records)
            moved.emplace(Record{each.source, each.entity, each.id}, major(each.moved(), view.changed.arr->currency));
    }
    return moved;
}

/// Rows of records that are gone or new, as they are listed.
class GoneAndNew {
public:
    GoneAndNew(const WhatChangedView &view, TableSpec &spec)
        : m_view(view)
        , m_spec(spec)
        , m_moved(movedByRecord(view))
    {
    }
    void add(const FieldOfImport &of, const QString &section, const QString &happened)
    {
        for (std::size_t i = 0; i < of.field.changes.size(); ++i) {
            const std::string &record = of.field.changes[i].record;
            const auto moved = m_moved.find({of.field.source, of.field.entity, record});
            m_spec.rows << TableRow{rowId(m_view, of.accounts[i], m_spec.rows.size()),
                {Texts::tr("%1 %2").arg(qt(record), customerName(m_view, of.accounts[i])), happened,
                    moved == m_moved.end() ? QVariant() : QVariant(moved->second)},
                section};
        }
    }

private:
    const WhatChangedView &m_view;
    TableSpec &m_spec;
    std::map<Record, double> m_moved;
};

} // namespace

QString changedListTitle(const WhatChangedView &view, const QString &row)
{
    const Chosen chosen = chosenOf(view, row);
    if (chosen.move) {
        for (const TableRow &each : whatChangedTable(view).rows) {
            if (each.id == row)
                return each.values.front().toString();
        }
    }
    if (chosen.field)
        return Texts::tr("%1: %2").arg(qt(chosen.field->field.entity), whatText(chosen.field->field));
    return Texts::tr("What stands behind it");
}

TableSpec changedListTable(const WhatChangedView &view, const QString &row, ChangedList list)
{
    const Chosen chosen = chosenOf(view, row);
    if (list == ChangedList::Fields || (!chosen.move && !chosen.field))
        return fieldsOfRecords(view, recordsOf(view, chosen), nullptr);
    if (chosen.field)
        return list == ChangedList::Customers ? customersOfField(view, *chosen.field)
                                              : fieldsOfRecords(view, recordsOf(view, chosen), chosen.field);
    return list == ChangedList::Customers ? customersMoved(view, *chosen.move) : recordsMoved(view, *chosen.move);
}

TableSpec vanishedAndNewTable(const WhatChangedView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("vanished-and-new");
    spec.filterRow = false;
    spec.noun = Texts::tr("records");
    spec.nounOfOne = Texts::tr("record");
    spec.emptyText = Texts::tr("No record is gone, and none is new.");
    spec.columns = {tableColumn("record", Texts::tr("Record"), ColumnKind::Key, 0, 170),
        tableColumn("what", Texts::tr("What happened"), ColumnKind::Text, 1, 110),
        tableColumn("arr", Texts::tr("ARR"), ColumnKind::Delta)};
    spec.columns.back().good = Good::Up;
    GoneAndNew list(view, spec);
    for (const FieldOfImport &of : view.changed.fields) {
        const QString where = Texts::tr("%1, %2").arg(qt(of.field.source), qt(of.field.entity));
        if (of.field.what == WhatChanged::Vanished)
            list.add(of, Texts::tr("Vanished from %1: the file holds every record").arg(where), Texts::tr("closed"));
        if (of.field.what == WhatChanged::Missing)
            list.add(
                of, Texts::tr("Not in the file of %1: means nothing by itself").arg(where), Texts::tr("not in it"));
    }
    for (const FieldOfImport &of : view.changed.fields) {
        if (of.field.what == WhatChanged::Made && (of.field.entity == "accounts" || of.field.entity == "subscriptions"))
            list.add(of, Texts::tr("New in %1, %2").arg(qt(of.field.source), qt(of.field.entity)), Texts::tr("new"));
    }
    return spec;
}

} // namespace qd::ui
