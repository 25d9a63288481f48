#include "core/identity/identity_store.h"
#include "core/session/actions.h"
#include "core/sources/source_list.h"
#include "core/sources/sources_store.h"
#include "core/store/file_header.h"
#include "core/store/integrity.h"
#include "core/store/schema.h"
#include "tests/support/english.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QtTest>

#include <map>

using namespace qd;
using store::Workspace;

namespace {

/// Every row of every table by table and column name; what the program keeps about the file itself left out.
using Content = std::map<std::string, QStringList>;

QString cellText(const SQLite::Column &cell)
{
    return cell.isNull() ? QStringLiteral("-")
                         : QString::number(cell.getType()) + QString::fromStdString(cell.getString());
}

Content contentOf(SQLite::Database &db)
{
    Content content;
    SQLite::Statement table(db,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('row_seal', 'workspace_change') AND name "
        "NOT LIKE 'sqlite_%'");
    while (table.executeStep()) {
        const std::string name = table.getColumn(0).getString();
        SQLite::Statement row(db, "SELECT * FROM \"" + name + '"');
        while (row.executeStep()) {
            for (int i = 0; i < row.getColumnCount(); ++i)
                content[name + '.' + row.getColumnName(i)] << cellText(row.getColumn(i));
        }
    }
    for (auto &[column, cells] : content)
        cells.sort();
    return content;
}

} // namespace

/// Schema 4 has a table `plans`; the custom table of that name gives way to it.
void renamePlans(Content &content)
{
    const QString now = QStringLiteral("3plans_table");
    content["custom_table.name"] = {now};
    content["import_batch.entity"].replaceInStrings(QRegularExpression(QStringLiteral("^3plans$")), now);
    content["import_batch.entity"].sort();
    for (const char *column : {"quarter", "theme", "score"}) {
        auto cells = content.extract(std::string("plans.") + column);
        cells.key() = std::string("plans_table.") + column;
        content.insert(std::move(cells));
    }
}

/// Workspaces that earlier programs made (tests/data/older), each with five customers.
class TestOlderFiles : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    [[nodiscard]] std::string unpacked(int schema, const QString &name) const
    {
        QFile packed(QStringLiteral(QD_TEST_DATA "/older/schema-%1.z").arg(schema));
        QFile file(m_dir.filePath(name));
        if (!packed.open(QIODevice::ReadOnly) || !file.open(QIODevice::WriteOnly))
            qFatal("cannot unpack a test file");
        file.write(qUncompress(packed.readAll()));
        return file.fileName().toStdString();
    }
    static QByteArray bytesOf(const std::string &path)
    {
        QFile file(QString::fromStdString(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    static void schemas()
    {
        QTest::addColumn<int>("schema");
        for (int schema = 1; schema < store::currentSchema(); ++schema)
            QTest::addRow("schema %d", schema) << schema;
    }

private slots:
    void isMigratedAsItIs_data() { schemas(); }
    void isMigratedAsItIs();
    void isTheSameToTheNextImport_data() { schemas(); }
    void isTheSameToTheNextImport();
    void saysWhatItSaid_data() { schemas(); }
    void saysWhatItSaid();
    void isRefusedWhereItCannotBeWritten_data();
    void isRefusedWhereItCannotBeWritten();
    void theScriptThatMadeThemRuns();
};

/// A formatter of other languages once took it for its own.
void TestOlderFiles::theScriptThatMadeThemRuns()
{
    const QString script = QStringLiteral(QD_TEST_DATA "/older/make.sh");
    QVERIFY(bytesOf(script.toStdString()).startsWith("#!/bin/sh\n"));
    QVERIFY(QFileInfo(script).isExecutable());
    QCOMPARE(QProcess::execute(QStringLiteral("sh"), {QStringLiteral("-n"), script}), 0);
}

void TestOlderFiles::isMigratedAsItIs()
{
    QFETCH(int, schema);
    const std::string path = unpacked(schema, QStringLiteral("migrated-%1.qdeck").arg(schema));
    const QByteArray before = bytesOf(path);
    QCOMPARE(store::readFileHeader(path).schema, schema);
    Content held;
    {
        SQLite::Database db(unpacked(schema, QStringLiteral("as-it-was.db")), SQLite::OPEN_READWRITE);
        held = contentOf(db);
    }
    if (schema < 4)
        renamePlans(held);
    held.erase("source.warn_after_days"); // which nothing ever read or wrote
    QVERIFY(held.size() > 100);
    const auto workspace = Workspace::open(path);
    QVERIFY2(workspace.ok(), workspace.ok() ? "" : workspace.error().message.english().c_str());
    QCOMPARE(store::readFileHeader(path).schema, store::currentSchema());
    Content now = contentOf((*workspace)->db());
    for (const auto &[column, cells] : held) {
        QVERIFY2(now.contains(column), column.c_str());
        QVERIFY2(now[column] == cells, column.c_str());
    }
    Progress progress;
    QCOMPARE(english(store::checkIntegrity(**workspace, progress).value()), std::vector<std::string>());
    if (schema >= 4) // what was imported with --full
        QCOMPARE((*workspace)->db().execAndGet("SELECT sum(complete) FROM import_batch").getInt(), 1);
    if (schema < store::currentSchema())
        QCOMPARE(
            bytesOf(m_dir.filePath(QStringLiteral("migrated-%1.schema-%1.qdeck").arg(schema)).toStdString()), before);
}

/// What the file holds is the same content to this program: the same exports bring nothing new.
void TestOlderFiles::isTheSameToTheNextImport()
{
    QFETCH(int, schema);
    auto workspace = Workspace::open(unpacked(schema, QStringLiteral("again-%1.qdeck").arg(schema)));
    Progress progress;
    sources::ImportOptions options;
    options.asOf = Date::fromIso("2026-09-30");
    options.force = true;
    options.passOverUnknown = true;
    std::vector<std::string> exports;
    for (const QFileInfo &file : QDir(QStringLiteral(QD_TEST_DATA "/older/exports")).entryInfoList(QDir::Files)) {
        if (!file.fileName().contains(QStringLiteral("later")))
            exports.push_back(file.filePath().toStdString());
    }
    const auto done = session::importExports(**workspace, exports, options, progress);
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.english().c_str());
    QVERIFY(done->batches.size() > 7);
    for (const sources::BatchReport &batch : done->batches)
        QVERIFY2(batch.accepted == 0 && batch.unchanged > 0, batch.file.c_str());
}

/// Finished sentences, as the program of the time wrote them; what is held back anew is words and values beside them.
void TestOlderFiles::saysWhatItSaid()
{
    QFETCH(int, schema);
    auto workspace = Workspace::open(unpacked(schema, QStringLiteral("words-%1.qdeck").arg(schema)));
    const std::string header = "batch,file,line,column,code,message,record\n";
    const std::string held =
        "2,billing.subscriptions.csv,6,end_date,end_before_start,\"billing.subscriptions.csv line 6, "
        "column end_date: 2024-11-30 lies before the start, 2025-07-01.\",\"S5,cus_5,Core,2025-07-01,"
        "2024-11-30,10.00,USD,active\"\n";
    QCOMPARE(sources::quarantineCsv(**workspace, std::nullopt), header + held);
    const Message message = sources::quarantinedRows(**workspace, "end_before_start", "subscriptions").at(0).message;
    QCOMPARE(message.words().context, schema < 6 ? "" : "Quarantine"); // kept as words since then
    Progress progress;
    sources::ImportOptions options;
    options.force = true;
    options.asOf = Date::fromIso("2026-09-30");
    const auto done = session::importExports(
        **workspace, {QD_TEST_DATA "/older/exports/billing.subscriptions.csv"}, options, progress);
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.english().c_str());
    const Message anew = sources::quarantinedRows(**workspace, "end_before_start", "subscriptions").at(0).message;
    QCOMPARE(anew.words().context, "Quarantine");
    QCOMPARE(anew.english(), message.english());
    const auto evidence = identity::linkEvidence(**workspace, "AC-00001");
    QCOMPARE(evidence.size(), std::size_t(1));
    QCOMPARE(evidence.begin()->second.english(), std::string("same domain aldermoor.example and name"));
}

void TestOlderFiles::isRefusedWhereItCannotBeWritten_data()
{
    QTest::addColumn<int>("schema");
    QTest::addColumn<bool>("folder");
    for (int schema = 1; schema < store::currentSchema(); ++schema) {
        QTest::addRow("schema %d, the file", schema) << schema << false;
        QTest::addRow("schema %d, its folder", schema) << schema << true;
    }
}

void TestOlderFiles::isRefusedWhereItCannotBeWritten()
{
    QFETCH(int, schema);
    QFETCH(bool, folder);
    QVERIFY(QDir(m_dir.path()).mkpath(QStringLiteral("locked")));
    const std::string path = unpacked(schema, QStringLiteral("locked/old.qdeck"));
    const QByteArray before = bytesOf(path);
    const QString locked = folder ? m_dir.filePath(QStringLiteral("locked")) : QString::fromStdString(path);
    const auto mode = QFileInfo(locked).permissions();
    QFile::setPermissions(locked, QFile::ReadOwner | (folder ? QFile::ExeOwner : QFile::Permission(0)));
    for (const auto way : {Workspace::Mode::ReadOnly, Workspace::Mode::ReadWrite}) {
        const auto opened = Workspace::open(path, way);
        if (folder && QFileInfo(QFileInfo(QString::fromStdString(path)).absolutePath()).isWritable()) {
            QVERIFY(opened.ok()); // root writes to any folder: then there is nothing to refuse
            break;
        }
        QVERIFY(!opened.ok());
        QCOMPARE(opened.error().code, ErrorCode::ReadOnly);
        QVERIFY2(
            opened.error().message.english().ends_with("has an older schema and cannot be written; copy it first."),
            opened.error().message.english().c_str());
        QCOMPARE(bytesOf(path), before);
        QCOMPARE(QDir(m_dir.filePath(QStringLiteral("locked"))).entryList(QDir::Files), QStringList{"old.qdeck"});
    }
    QFile::setPermissions(locked, mode | QFile::WriteOwner);
    QVERIFY(QDir(m_dir.filePath(QStringLiteral("locked"))).removeRecursively());
}

QTEST_GUILESS_MAIN(TestOlderFiles)
#include "tst_older_files.moc"
