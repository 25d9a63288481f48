#pragma once
#include <QString>
#include <QVector>

namespace qd::ui {

/// A query that somebody kept under a name.
struct SavedQuery {
    QString name;
    QString sql;

    friend bool operator==(const SavedQuery &, const SavedQuery &) = default;
};

/// What this account saved, by name (QSettings of the application): a query serves every workspace.
[[nodiscard]] QVector<SavedQuery> savedQueries();
/// Keeps a query; one of that name gives way.
void saveQuery(const SavedQuery &query);
void removeQuery(const QString &name);

/// What was run, the latest first, each text once; at most MostRemembered.
[[nodiscard]] QStringList queryHistory();
void rememberQuery(const QString &sql);
inline constexpr qsizetype MostRemembered = 200;

/// What stood in the editor, run or not, for the next start of the program.
[[nodiscard]] QString queryDraft();
void keepDraft(const QString &sql);

} // namespace qd::ui
