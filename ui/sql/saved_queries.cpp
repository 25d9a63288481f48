#include "ui/sql/saved_queries.h"

#include <QSettings>
#include <QStringList>

#include <algorithm>

namespace qd::ui {

namespace {

const QString SavedKey = QStringLiteral("sql/saved");
const QString HistoryKey = QStringLiteral("sql/history");
const QString DraftKey = QStringLiteral("sql/draft");

/// As a flat list: names may hold what a key of settings may not.
void keep(const QVector<SavedQuery> &queries)
{
    QStringList flat;
    for (const SavedQuery &query : queries)
        flat << query.name << query.sql;
    QSettings().setValue(SavedKey, flat);
}

} // namespace

QVector<SavedQuery> savedQueries()
{
    const QStringList flat = QSettings().value(SavedKey).toStringList();
    QVector<SavedQuery> queries;
    for (qsizetype i = 0; i + 1 < flat.size(); i += 2)
        queries << SavedQuery{flat[i], flat[i + 1]};
    return queries;
}

void saveQuery(const SavedQuery &query)
{
    QVector<SavedQuery> queries = savedQueries();
    queries.removeIf([&](const SavedQuery &each) { return each.name == query.name; });
    queries << query;
    std::sort(queries.begin(), queries.end(),
        [](const SavedQuery &a, const SavedQuery &b) { return a.name.localeAwareCompare(b.name) < 0; });
    keep(queries);
}

void removeQuery(const QString &name)
{
    QVector<SavedQuery> queries = savedQueries();
    queries.removeIf([&](const SavedQuery &each) { return each.name == name; });
    keep(queries);
}

QStringList queryHistory()
{
    return QSettings().value(HistoryKey).toStringList();
}

void rememberQuery(const QString &sql)
{
    QStringList history = queryHistory();
    history.removeAll(sql);
    history.prepend(sql);
    QSettings().setValue(HistoryKey, history.mid(0, MostRemembered));
}

QString queryDraft()
{
    return QSettings().value(DraftKey).toString();
}

void keepDraft(const QString &sql)
{
    QSettings().setValue(DraftKey, sql);
}

} // namespace qd::ui
