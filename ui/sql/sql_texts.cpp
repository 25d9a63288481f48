#include "ui/sql/sql_texts.h"

#include "core/query/workspace_tables.h"
#include "core/store/sql_text.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(SqlPage)
};

QString oneLine(const QString &sql)
{
    return sql.simplified();
}

/// Rows of a table's columns under a heading.
class Sections {
public:
    explicit Sections(TableSpec &spec)
        : m_spec(spec)
    {
    }
    void add(const QString &section, const QString &name, const QString &meaning)
    {
        TableRow row;
        row.id = QStringLiteral("%1:%2").arg(m_spec.rows.size()).arg(name);
        row.section = section;
        row.values = {name, meaning.isEmpty() ? QVariant(QString()) : QVariant(meaning)};
        m_spec.rows << row;
    }

private:
    TableSpec &m_spec;
};

} // namespace

TableSpec schemaTable(const SqlView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("sql-schema");
    spec.columns << tableColumn("name", Texts::tr("Name"), ColumnKind::Text, 0, 110)
                 << tableColumn("meaning", Texts::tr("Meaning"), ColumnKind::Text, 1, 160);
    spec.sortable = false;
    spec.emptyText = Texts::tr("Nothing of that name");
    Sections sections(spec);
    for (const query::TableMeaning &table : query::documentedTables()) {
        const QString name = QString::fromLatin1(table.name);
        sections.add(name, name, messageText(Message(table.meaning)));
        for (const query::ColumnMeaning &column : table.columns)
            sections.add(name, QString::fromLatin1(column.name), messageText(Message(column.meaning)));
    }
    for (const query::FunctionMeaning &function : query::documentedFunctions())
        sections.add(
            Texts::tr("Functions"), QString::fromLatin1(function.call), messageText(Message(function.meaning)));
    for (const auto *tables : {&view.tables.custom, &view.tables.own}) {
        for (const query::KnownTable &table : *tables) {
            const QString name = QString::fromStdString(table.name);
            sections.add(
                name, name, tables == &view.tables.custom ? Texts::tr("Custom table") : Texts::tr("Table of the file"));
            for (const std::string &column : table.columns)
                sections.add(name, QString::fromStdString(column), {});
        }
    }
    return spec;
}

TableSpec savedTable(const QVector<SavedQuery> &queries)
{
    TableSpec spec;
    spec.id = QStringLiteral("sql-saved");
    spec.columns << tableColumn("name", Texts::tr("Query"), ColumnKind::Text, 0, 130)
                 << tableColumn("parameters", Texts::tr("Asks for"), ColumnKind::Text, 1, 90);
    spec.filterRow = false;
    spec.emptyText = Texts::tr("None saved yet");
    for (const SavedQuery &query : queries) {
        QStringList parameters;
        for (const std::string &name : store::parametersOf(query.sql.toStdString()))
            parameters << u':' + QString::fromStdString(name);
        TableRow row;
        row.id = query.name;
        row.values = {query.name, parameters.join(u' ')};
        spec.rows << row;
    }
    return spec;
}

TableSpec historyTable(const QStringList &queries)
{
    TableSpec spec;
    spec.id = QStringLiteral("sql-history");
    spec.columns << tableColumn("query", Texts::tr("Query"), ColumnKind::Text, 0, 220);
    spec.filterRow = false;
    spec.sortable = false;
    spec.emptyText = Texts::tr("None run yet");
    for (qsizetype i = 0; i < queries.size(); ++i) {
        TableRow row;
        row.id = QString::number(i);
        row.values = {oneLine(queries[i])};
        spec.rows << row;
    }
    return spec;
}

TableSpec planTable(const std::vector<Message> &steps)
{
    TableSpec spec;
    spec.id = QStringLiteral("sql-plan");
    spec.columns << tableColumn("step", Texts::tr("Step"), ColumnKind::Text, 0, 400);
    spec.filterRow = false;
    spec.sortable = false;
    spec.emptyText = Texts::tr("Run a query to see how it is carried out");
    for (std::size_t i = 0; i < steps.size(); ++i) {
        TableRow row;
        row.id = QString::number(i);
        row.values = {messageText(steps[i])};
        spec.rows << row;
    }
    return spec;
}

QString resultSubtitle(qsizetype rows, int columns, qint64 milliseconds)
{
    return Texts::tr("%1, %2, %3 ms")
        .arg(Texts::tr("%Ln rows", nullptr, int(rows)), Texts::tr("%Ln columns", nullptr, columns),
            formatNumber(double(milliseconds), 0));
}

QString runningSubtitle(qsizetype rows)
{
    return Texts::tr("%Ln rows so far", nullptr, int(rows));
}

QString stoppedSubtitle(qsizetype rows)
{
    return Texts::tr("stopped after %Ln rows", nullptr, int(rows));
}

QString errorText(const Error &error, const std::string &sql)
{
    const QString sentence = messageText(error.message);
    const auto place = store::placeOf(error);
    if (!place)
        return sentence;
    const QString before = QString::fromUtf8(sql.data(), qsizetype(std::min(*place, sql.size())));
    const qsizetype line = before.count(u'\n');
    const qsizetype column = before.size() - (before.lastIndexOf(u'\n') + 1);
    return Texts::tr("%1 Line %2, column %3.").arg(sentence).arg(line + 1).arg(column + 1);
}

QString sqlFact()
{
    return Texts::tr("it only reads; the chips fill :as_of, :segment, :region, :owner, :product, :list and :currency");
}

ChartSpec resultChart(const query::ResultSeries &series)
{
    ChartSpec spec;
    spec.title = Texts::tr("Result of a query");
    spec.subtitle = Texts::tr("%Ln rows", nullptr, int(series.rows));
    spec.format = chart::Unit::Number;
    spec.startAtZero = false;
    for (const std::string &category : series.categories)
        spec.categories << qt(category);
    for (const query::ResultLine &line : series.lines) {
        ChartSeries each;
        each.name = qt(line.name);
        each.values = QVector<std::optional<double>>(line.values.begin(), line.values.end());
        spec.series << each;
    }
    return spec;
}

AccountList customersAt(const query::ResultSeries &series, const QVector<ChartPlace> &places)
{
    AccountList list{Texts::tr("Customers chosen in a query's chart"), {}};
    QSet<QString> known;
    for (const ChartPlace &place : places) {
        const auto &accounts = series.lines[std::size_t(place.series)].accounts;
        const QString account = qt(accounts[std::size_t(place.category)]);
        if (!account.isEmpty() && !known.contains(account))
            list.add(account);
        known << account;
    }
    return list;
}

QString noAccountsText()
{
    return Texts::tr("A row says whose it is by a column named account; these rows have none.");
}

QString replacedText(const query::ResultSeries &series)
{
    QStringList said;
    if (series.linesLeftOut > 0)
        said << Texts::tr("Of %1 lines the first %2 are drawn.")
                    .arg(formatCount(qint64(series.lines.size() + series.linesLeftOut)),
                        formatCount(qint64(series.lines.size())));
    if (series.replaced > 0)
        said << Texts::tr(
            "%Ln rows share their place with a later one, which is drawn.", nullptr, int(series.replaced));
    return said.join(u' ');
}

QString queryChangedText()
{
    return Texts::tr("The query was changed or run since; this is the result of before.");
}

} // namespace qd::ui
