#pragma once
#include "core/portfolio/portfolio.h"
#include "core/session/actions.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QFile>
#include <QStringList>
#include <QTemporaryDir>

/// A workspace into which exports of a CRM are imported, complete ones or parts.
struct Crm {
    QTemporaryDir folder;
    std::unique_ptr<qd::store::Workspace> workspace;
    qd::Progress progress;
    qd::sources::ImportOptions options;

    Crm()
    {
        auto made = qd::store::Workspace::create(
            folder.filePath(QStringLiteral("w.qdeck")).toStdString(), {.currency = *qd::Currency::fromCode("USD")});
        workspace = std::move(made.value());
    }
    qd::Result<qd::sources::ImportReport> import(const char *name, const QByteArray &text, const char *asOf)
    {
        const QString path = folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write a test file");
        file.write(text);
        file.close();
        options.asOf = qd::Date::fromIso(asOf);
        return qd::session::importExports(*workspace, {path.toStdString()}, options, progress);
    }
    /// Files of one import, of names that say nothing.
    qd::Result<qd::sources::ImportReport> importTogether(const std::vector<QByteArray> &texts, const char *asOf)
    {
        std::vector<std::string> paths;
        for (const QByteArray &text : texts) {
            QFile file(folder.filePath(QStringLiteral("part%1.csv").arg(paths.size())));
            if (!file.open(QIODevice::WriteOnly))
                qFatal("cannot write a test file");
            file.write(text);
            paths.push_back(file.fileName().toStdString());
        }
        qd::sources::ImportOptions together = options;
        together.hints.source = "crm";
        together.hints.entity = "accounts";
        together.asOf = qd::Date::fromIso(asOf);
        return qd::session::importExports(*workspace, paths, together, progress);
    }
    [[nodiscard]] QString arr(const char *day) const
    {
        const auto book = qd::portfolio::Portfolio::of(*workspace)->book(qd::Date::fromIso("2026-12-31"));
        std::int64_t sum = 0;
        for (const qd::portfolio::ArrPiece &piece : book->pieces()) {
            if (piece.from <= *qd::Date::fromIso(day) && *qd::Date::fromIso(day) < piece.until)
                sum += piece.annualMinor;
        }
        return QString::number(sum);
    }
    [[nodiscard]] QStringList closed(const char *table, const char *key) const
    {
        QStringList rows;
        SQLite::Statement row(workspace->db(),
            std::string("SELECT ") + key + " || ' ' || closed_on FROM " + table + " WHERE closed_on IS NOT NULL");
        while (row.executeStep())
            rows << QString::fromStdString(row.getColumn(0).getString());
        return rows;
    }
};

inline const QByteArray Header = "account_id,name,arr,currency\n";
inline const QByteArray Four = Header + "A,Acme,100,USD\nB,Bolt,200,USD\nC,Cyan,300,USD\nD,Dune,400,USD\n";

inline std::vector<std::string> ids(const std::vector<qd::sources::MissingRecord> &records)
{
    std::vector<std::string> found;
    for (const qd::sources::MissingRecord &record : records)
        found.push_back(record.record);
    return found;
}
