#include "ui/import/mapping_texts.h"

#include "core/store/entities.h"
#include "ui/import/import_texts.h"
#include "ui/paint/formatting.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

QString typeName(store::ValueType type)
{
    using enum store::ValueType;
    switch (type) {
    case Date:
        return Texts::tr("date");
    case Month:
        return Texts::tr("month");
    case Time:
        return Texts::tr("time");
    case Money:
        return Texts::tr("amount");
    case Number:
    case Integer:
    case Decimal:
        return Texts::tr("number");
    case Boolean:
        return Texts::tr("yes or no");
    case Currency:
        return Texts::tr("currency");
    case Text:
    case Enum:
        break;
    }
    return Texts::tr("text");
}

/// "account_id, text"
QString withType(const store::Entity *entity, const std::string &column)
{
    const int at = entity ? entity->indexOf(column) : -1;
    if (at < 0)
        return qt(column);
    return Texts::tr("%1, %2").arg(qt(column), typeName(entity->columns[std::size_t(at)].type));
}

QVariant cell(const std::vector<std::string> &texts, std::size_t column)
{
    return column < texts.size() && !texts[column].empty() ? QVariant(qt(texts[column])) : QVariant();
}

TableSpec emptyTable(const char *id)
{
    TableSpec spec;
    spec.id = QString::fromLatin1(id);
    spec.filterRow = false;
    spec.columns << tableColumn("line", Texts::tr("Line"), ColumnKind::Number);
    return spec;
}

void addColumn(TableSpec &spec, std::size_t at, const QString &title, int rank)
{
    constexpr int Width = 120;
    spec.columns << TableColumn{
        QStringLiteral("c%1").arg(at), title, ColumnKind::Text, 0, Good::Unknown, rank, true, false, Width};
}

} // namespace

TableSpec sampleTable(const sources::FileSample &sample)
{
    TableSpec spec = emptyTable("mapping-sample");
    for (std::size_t i = 0; i < sample.headers.size(); ++i)
        addColumn(spec, i, qt(sample.headers[i]), 1);
    for (std::size_t row = 0; row < sample.rows.size(); ++row) {
        QVector<QVariant> values{QVariant(qlonglong(sample.lines[row]))};
        for (std::size_t i = 0; i < sample.headers.size(); ++i)
            values << cell(sample.rows[row], i);
        spec.rows << TableRow{QString::number(sample.lines[row]), values};
    }
    return spec;
}

TableSpec mappedRowsTable(const sources::Preview &preview, bool typed)
{
    TableSpec spec = emptyTable(typed ? "mapping-typed" : "mapping-raw");
    spec.columns << tableColumn("fault", Texts::tr("Check"), ColumnKind::State, 0, 190);
    const store::Entity *entity = store::findEntity(preview.entity);
    std::vector<std::size_t> shown;
    if (typed) {
        for (std::size_t i = 0; i < preview.columns.size(); ++i) {
            if (std::find(preview.absent.begin(), preview.absent.end(), preview.columns[i]) != preview.absent.end())
                continue;
            shown.push_back(i);
            addColumn(spec, i, withType(entity, preview.columns[i]), 1);
        }
    } else {
        for (std::size_t i = 0; i < preview.headers.size(); ++i) {
            const sources::PreviewColumn &header = preview.headers[i];
            shown.push_back(i);
            addColumn(spec, i,
                header.column.empty()
                    ? qt(header.header)
                    : Texts::tr("%1 \u2192 %2").arg(qt(header.header), withType(entity, header.column)),
                header.column.empty() ? 2 : 1);
        }
    }
    for (const sources::PreviewRow &row : preview.rows) {
        QVector<QVariant> values{QVariant(qlonglong(row.line)), QVariant::fromValue(rowState(row.fault))};
        for (const std::size_t i : shown)
            values << cell(typed ? row.typed : row.raw, i);
        spec.rows << TableRow{QString::number(row.line), values};
    }
    return spec;
}

QString mappingSentence(const sources::Preview &preview)
{
    QStringList parts{Texts::tr("%1 of %2 rows can be taken.")
                          .arg(formatCount(preview.rowCount - preview.faultCount), formatCount(preview.rowCount))};
    for (const auto &[column, count] : preview.lookups)
        parts << Texts::tr("%1: %2 matched, %3 unmatched, %4 ambiguous.")
                     .arg(qt(column), formatCount(count.matched), formatCount(count.unmatched),
                         formatCount(count.ambiguous));
    QStringList nowhere;
    for (const sources::PreviewColumn &header : preview.headers) {
        if (header.column.empty() && !header.header.empty())
            nowhere << qt(header.header);
    }
    if (!nowhere.isEmpty())
        parts << Texts::tr("Kept beside, in no figure: %1.").arg(nowhere.join(QStringLiteral(", ")));
    return parts.join(u' ');
}

} // namespace qd::ui
