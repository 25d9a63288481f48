#pragma once
#include "core/sources/import.h"

#include <QFile>
#include <QTemporaryDir>

#include <SQLiteCpp/SQLiteCpp.h>

/// A workspace in a folder of its own, and files to import into it.
struct SourceFixture {
    QTemporaryDir folder;
    std::unique_ptr<qd::store::Workspace> workspace;
    qd::Progress progress;

    SourceFixture()
    {
        auto made = qd::store::Workspace::create(path("w.qdeck"), {*qd::Currency::fromCode("USD"), 1});
        workspace = std::move(made.value());
    }

    [[nodiscard]] std::string path(const std::string &name) const
    {
        return folder.filePath(QString::fromStdString(name)).toStdString();
    }

    std::string write(const std::string &name, const std::string &content) const
    {
        QFile file(QString::fromStdString(path(name)));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write a test file");
        file.write(content.data(), qint64(content.size()));
        return path(name);
    }

    qd::Result<qd::sources::ImportReport> import(
        const std::vector<std::string> &paths, qd::sources::ImportOptions options = {})
    {
        if (!options.asOf)
            options.asOf = qd::Date::fromIso("2026-10-31");
        return qd::sources::importFiles(*workspace, paths, options, progress);
    }

    /// All rows of a query, columns joined with '|', NULL as "-".
    [[nodiscard]] QStringList rows(const std::string &sql) const
    {
        QStringList result;
        SQLite::Statement query(workspace->db(), sql);
        while (query.executeStep()) {
            QStringList cells;
            for (int i = 0; i < query.getColumnCount(); ++i) {
                const SQLite::Column cell = query.getColumn(i);
                cells << (cell.isNull() ? QStringLiteral("-") : QString::fromStdString(cell.getString()));
            }
            result << cells.join(QLatin1Char('|'));
        }
        return result;
    }
};

/// "read/accepted/unchanged/quarantined/skipped" of a batch.
inline QString counts(const qd::sources::BatchReport &batch)
{
    return QStringLiteral("%1/%2/%3/%4/%5")
        .arg(batch.read)
        .arg(batch.accepted)
        .arg(batch.unchanged)
        .arg(batch.quarantined)
        .arg(batch.skipped);
}
