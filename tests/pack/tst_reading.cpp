#include "core/answers/briefing.h"
#include "core/answers/headline.h"
#include "core/answers/possible_answers.h"
#include "core/pack/build_pack.h"
#include "core/portfolio/portfolio.h"
#include "core/revenue/movements.h"
#include "core/store/workspace.h"
#include "tests/pack/pack_fixture.h"

#include <sqlite3.h>

#include <QRegularExpression>
#include <QtTest>

using namespace qd;

namespace {

/// How often rows of each table are asked for: statements run on a connection that name it after FROM or JOIN. Counting
/// rows, or asking whether there are any, reads none.
class Readings {
public:
    explicit Readings(const store::Workspace &workspace)
        : m_handle(workspace.handle())
    {
        sqlite3_trace_v2(m_handle, SQLITE_TRACE_STMT, &Readings::note, this);
    }
    ~Readings() { sqlite3_trace_v2(m_handle, 0, nullptr, nullptr); }

    QMap<QString, int> ofTables;

private:
    static int note(unsigned, void *self, void *statement, void *)
    {
        const QString sql = QString::fromUtf8(sqlite3_sql(static_cast<sqlite3_stmt *>(statement)));
        if (sql.contains(QStringLiteral("count(")) || sql.contains(QStringLiteral("EXISTS")))
            return 0;
        static const QRegularExpression table(QStringLiteral("(?:FROM|JOIN)\\s+\"?([a-z_]+)"));
        QSet<QString> named;
        for (auto match = table.globalMatch(sql); match.hasNext();)
            named.insert(match.next().captured(1));
        for (const QString &name : named)
            ++static_cast<Readings *>(self)->ofTables[name];
        return 0;
    }
    sqlite3 *m_handle;
};

/// The tables that grow with the number of customers.
const QStringList Large{"accounts", "account", "account_link", "subscriptions", "arr_history", "record_history",
    "health_scores", "assignments"};

void fill(test::WorkspaceFixture &data)
{
    data.source("crm", "crm");
    data.source("billing", "billing");
    for (const char *id : {"a", "b", "c"}) {
        data.account(
            "crm", id, id, "segment=SMB;region=EMEA;owner=Ann;arr=1200.00;domain=" + std::string(id) + ".example");
        data.account("billing", id, id, "domain=" + std::string(id) + ".example");
        data.subscription("billing", std::string("s") + id, id, "1200", "2024-01-01", "2026-12-31");
    }
    data.settle();
}

} // namespace

class TestReading : public QObject {
    Q_OBJECT
private slots:
    void eachTableAtMostOnce_data()
    {
        QTest::addColumn<QString>("what");
        QTest::newRow("movements") << "movements";
        QTest::newRow("headline") << "headline";
        QTest::newRow("pack") << "pack";
        QTest::newRow("home") << "home";
        QTest::newRow("answers") << "answers";
    }

    void eachTableAtMostOnce()
    {
        QFETCH(QString, what);
        test::WorkspaceFixture data;
        fill(data);
        const auto workspace = store::Workspace::open(data.workspace().path(), store::Workspace::Mode::ReadOnly);
        Readings readings(**workspace);
        Progress progress;
        if (what == "movements") {
            const auto portfolio = portfolio::Portfolio::of(**workspace);
            const auto book = portfolio->book();
            QVERIFY(revenue::computeMovements(
                *portfolio, *book, {*Month::fromIso("2025-11"), *Month::fromIso("2026-10"), {}}, progress));
        } else if (what == "headline") {
            QVERIFY(answers::headline(**workspace, progress));
        } else if (what == "home") {
            QVERIFY(answers::briefing(**workspace, {}, progress));
            QVERIFY(answers::possibleAnswers(**workspace, progress));
        } else if (what == "answers") {
            QVERIFY(answers::possibleAnswers(**workspace, progress));
        } else {
            pack::PackOptions options;
            options.templateId = "monthly";
            options.period = "2026-10";
            const auto document = pack::buildPack(**workspace, options, test::roughHeight, progress);
            QVERIFY2(bool(document), document ? "" : document.error().message.english().c_str());
        }
        QCOMPARE(readings.ofTables["accounts"], 1); // it is seen at all
        for (const QString &table : Large) {
            // The outlook of renewals on Home reads beside, by what its rooms ask of each table.
            const int allowed = what == "home" ? 5 : 1;
            QVERIFY2(readings.ofTables[table] <= allowed,
                qPrintable(QStringLiteral("%1 is read %2 times").arg(table).arg(readings.ofTables[table])));
        }
    }
};

QTEST_GUILESS_MAIN(TestReading)
#include "tst_reading.moc"
