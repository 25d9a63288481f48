#include "ui/import/import_texts.h"

#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

QString arrText(const sources::MissingRecord &record)
{
    const auto arr = record.arr();
    return arr ? formatMoney(*arr, true) + QChar(QChar::Nbsp) + qt(arr->currency.code()) : QString();
}

/// A day of the file; what is none stays as it is.
QString dayText(const std::string &iso)
{
    const auto day = Date::fromIso(iso);
    return day ? formatDate(*day) : qt(iso);
}

/// "+1,200.00 USD" each.
QStringList movedTexts(const std::vector<Money> &amounts)
{
    QStringList texts;
    for (const Money &moved : amounts)
        texts << formatMoneyDelta(moved, true) + QChar(QChar::Nbsp) + qt(moved.currency.code());
    return texts;
}

/// "arr 8, +1,200.00 USD; owner 4", of the fields that changed most.
QString fieldsText(const std::vector<sources::FieldChange> &changes)
{
    constexpr qsizetype Named = 4;
    QStringList parts;
    for (const sources::FieldSum &sum : sources::sumsByField(changes)) {
        if (parts.size() == Named)
            break;
        QStringList words{Texts::tr("%1 %2").arg(qt(sum.field).replace(u'_', u' '), formatCount(sum.records))};
        words << movedTexts(sum.moved);
        parts << words.join(QStringLiteral(", "));
    }
    return parts.join(QStringLiteral("; "));
}

QString shownField(const std::string &field)
{
    return qt(field).replace(u'_', u' ');
}

bool isOf(const sources::FieldChange &change, const sources::ChangedField &field)
{
    using enum sources::WhatChanged;
    if (change.field != field.field || (field.what != Raised && field.what != Lowered))
        return change.field == field.field;
    return sources::directionOf(change) == field.what;
}

} // namespace

QString whatText(const sources::ChangedField &field)
{
    using enum sources::WhatChanged;
    switch (field.what) {
    case Made:
        return Texts::tr("new");
    case Raised:
        return Texts::tr("%1 up").arg(shownField(field.field));
    case Lowered:
        return Texts::tr("%1 down").arg(shownField(field.field));
    case Vanished:
        return Texts::tr("vanished, closed");
    case Missing:
        return Texts::tr("not in this file");
    case Field:
        break;
    }
    return shownField(field.field);
}

TableSpec changesTable(const std::vector<BatchChanges> &changes)
{
    constexpr std::size_t NamedLines = 20;
    TableSpec spec;
    spec.id = QStringLiteral("import-changes");
    spec.filterRow = false;
    spec.noun = Texts::tr("changes");
    spec.nounOfOne = Texts::tr("change");
    spec.emptyText = Texts::tr("Nothing that was known changed, and no record is missing.");
    spec.columns = {tableColumn("file", Texts::tr("File"), ColumnKind::Key, 1, 200),
        tableColumn("record", Texts::tr("Record"), ColumnKind::Text, 0, 160),
        tableColumn("field", Texts::tr("What"), ColumnKind::Text, 0, 140),
        tableColumn("before", Texts::tr("Before"), ColumnKind::Text, 0, 160),
        tableColumn("after", Texts::tr("Now"), ColumnKind::Text, 0, 160)};
    const auto row = [&spec](const std::string &file, const std::string &record, const QString &what,
                         const QString &before, const QString &now) {
        spec.rows << TableRow{QString::number(spec.rows.size()), {qt(file), qt(record), what, before, now}};
    };
    for (const BatchChanges &batch : changes) {
        for (const sources::FieldChange &change : batch.changes.changes)
            row(batch.file, change.record, qt(change.field).replace(u'_', u' '), qt(change.before), qt(change.after));
        for (const sources::MissingRecord &missing : batch.changes.missing)
            row(batch.file, missing.record, Texts::tr("record"), arrText(missing), Texts::tr("not in this file"));
        for (const sources::MissingRecord &gone : batch.changes.vanished)
            row(batch.file, gone.record, Texts::tr("record"), arrText(gone),
                Texts::tr("vanished, closed on %1").arg(dayText(gone.closedOn)));
        for (const std::string &sheet : batch.unreadSheets)
            row(batch.file, sheet, Texts::tr("sheet"), {}, Texts::tr("not read"));
        for (const sources::RowNote &note : sources::notesInWords(batch.notes))
            row(batch.file, {}, messageText(note.about), {}, messageText(note.says));
        for (const Message &message : sources::skippedInWords(batch.skipped, NamedLines))
            row(batch.file, {}, Texts::tr("rows passed over"), {}, messageText(message));
    }
    return spec;
}

std::vector<BatchChanges> changesOf(const sources::ImportReport &report)
{
    std::vector<BatchChanges> changes;
    for (const sources::BatchReport &batch : report.batches)
        changes.push_back({batch.file, batch.changes, batch.skippedRows, batch.unreadSheets, batch.notes, batch.batch});
    return changes;
}

std::vector<BatchChanges> changesOf(const std::vector<BatchChanges> &changes, const sources::ChangedField &field)
{
    std::vector<BatchChanges> only;
    for (const BatchChanges &batch : changes) {
        if (batch.batch != field.batch)
            continue;
        only.push_back({batch.file, {}, {}, {}, {}, batch.batch});
        for (const sources::FieldChange &change : batch.changes.changes) {
            if (isOf(change, field))
                only.back().changes.changes.push_back(change);
        }
        if (field.what == sources::WhatChanged::Missing)
            only.back().changes.missing = batch.changes.missing;
        if (field.what == sources::WhatChanged::Vanished)
            only.back().changes.vanished = batch.changes.vanished;
    }
    return only;
}

TableSpec changedFieldsTable(const std::vector<sources::ChangedField> &fields)
{
    TableSpec spec;
    spec.id = QStringLiteral("import-fields");
    spec.filterRow = false;
    spec.noun = Texts::tr("kinds of change");
    spec.nounOfOne = Texts::tr("kind of change");
    spec.emptyText = Texts::tr("Nothing that was known changed, and no record is new or missing.");
    spec.columns = {tableColumn("entity", Texts::tr("Entity"), ColumnKind::Key, 0, 120),
        tableColumn("what", Texts::tr("What"), ColumnKind::Text, 0, 160),
        tableColumn("source", Texts::tr("System"), ColumnKind::Text, 1, 100),
        tableColumn("records", Texts::tr("Records"), ColumnKind::Number),
        tableColumn("arr", Texts::tr("ARR"), ColumnKind::Text, 0, 180)};
    for (const sources::ChangedField &field : fields)
        spec.rows << TableRow{QString::number(spec.rows.size()),
            {qt(field.entity), whatText(field), qt(field.source), qlonglong(field.records),
                field.arr.empty() ? QVariant() : QVariant(movedTexts(field.arr).join(QStringLiteral(", ")))}};
    return spec;
}

QString arrSentence(const std::vector<sources::ChangedField> &fields)
{
    const QStringList moved = movedTexts(sources::arrMoved(fields));
    return moved.isEmpty() ? Texts::tr("ARR did not move") : Texts::tr("ARR %1").arg(moved.join(QStringLiteral(", ")));
}

QString changesSentence(const std::vector<BatchChanges> &changes)
{
    int values = 0;
    int missing = 0;
    int vanished = 0;
    QStringList arr;
    std::vector<sources::FieldChange> all;
    for (const BatchChanges &batch : changes) {
        all.insert(all.end(), batch.changes.changes.begin(), batch.changes.changes.end());
        values += int(batch.changes.changes.size());
        missing += int(batch.changes.missing.size());
        vanished += int(batch.changes.vanished.size());
        if (const auto sum = batch.changes.missingArr())
            arr << messageText(*sum);
    }
    QStringList parts;
    if (values > 0)
        parts << Texts::tr("%1: %2").arg(Texts::tr("%Ln values changed", nullptr, values), fieldsText(all));
    if (vanished > 0)
        parts << Texts::tr("%Ln records vanished and are closed", nullptr, vanished);
    if (missing > 0)
        parts << (arr.isEmpty()
                ? Texts::tr("%Ln records of the file before are missing", nullptr, missing)
                : Texts::tr("%Ln records of the file before are missing, with ARR of %1", nullptr, missing)
                      .arg(arr.join(QStringLiteral(", "))));
    return parts.join(QStringLiteral("; "));
}

} // namespace qd::ui
