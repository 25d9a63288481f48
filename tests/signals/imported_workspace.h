#pragma once
#include "core/session/actions.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <memory>
#include <string>

namespace qd::test {

/// A workspace filled by imports of texts, as people's files would.
class ImportedWorkspace {
public:
    ImportedWorkspace()
    {
        auto made = store::Workspace::create(m_dir.filePath(QStringLiteral("w.qdeck")).toStdString(), {});
        if (!made)
            qFatal("%s", made.error().message.english().c_str());
        m_workspace = std::move(*made);
        m_workspace->db().exec("PRAGMA synchronous = OFF"); // it need not survive a power cut
    }
    store::Workspace &workspace() { return *m_workspace; }

    /// A file of the next import(): "crm.accounts" and its text.
    void file(const std::string &name, const std::string &text)
    {
        const QString path =
            m_dir.filePath(QStringLiteral("%1/%2.csv").arg(m_imports).arg(QString::fromStdString(name)));
        QDir().mkpath(m_dir.filePath(QString::number(m_imports)));
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly) || out.write(text.data(), qint64(text.size())) != qint64(text.size()))
            qFatal("cannot write %s", qPrintable(path));
    }
    void import(const std::string &asOf)
    {
        sources::ImportOptions options;
        options.asOf = Date::fromIso(asOf);
        Progress progress;
        const auto done = session::importExports(
            *m_workspace, {m_dir.filePath(QString::number(m_imports)).toStdString()}, options, progress);
        if (!done)
            qFatal("%s", done.error().message.english().c_str());
        for (const sources::BatchReport &batch : done->batches) {
            if (batch.quarantined > 0)
                qFatal("%s: rows held back", batch.file.c_str());
        }
        ++m_imports;
    }

private:
    QTemporaryDir m_dir;
    std::unique_ptr<store::Workspace> m_workspace;
    int m_imports = 0;
};

} // namespace qd::test
