#include "core/answers/headline.h"
#include "core/answers/held_back_values.h"
#include "core/session/actions.h"
#include "tests/support/workspace_fixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace qd;

/// What ARR leaves out because it is below zero is said beside it.
class TestHeldBackValues : public QObject {
    Q_OBJECT

    /// The sentences after these rows of contracts were imported.
    static QStringList said(const std::string &rows)
    {
        test::WorkspaceFixture data;
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("stripe.subscriptions.csv")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write a test file");
        file.write("subscription_id,account_id,start_date,mrr,currency\n");
        file.write(rows.data(), qint64(rows.size()));
        file.close();
        Progress progress;
        if (!session::importExports(data.workspace(), {file.fileName().toStdString()}, {}, progress))
            qFatal("cannot import a test file");
        QStringList sentences;
        for (const auto &held : answers::heldBackValues(*portfolio::Portfolio::of(data.workspace())))
            sentences << QString::fromStdString(answers::sentence(held).english());
        return sentences;
    }

private slots:
    void nothing() { QCOMPARE(said("s1,a1,2026-01-01,10.00,USD\ns2,a1,2026-01-01,0,USD\n"), QStringList()); }
    void oneRow()
    {
        QCOMPARE(said("s1,a1,2026-01-01,10.00,USD\ns2,a1,2026-01-01,-2.50,USD\n"),
            QStringList{QStringLiteral("stripe holds back 1 row below zero, -30.00 USD a year: it is in no ARR.")});
    }
    void currenciesApart()
    {
        QCOMPARE(said("s1,a1,2026-01-01,-1.00,USD\ns2,a1,2026-01-01,-2.50,USD\ns3,a2,2026-01-01,-100,JPY\n"
                      "s4,a2,2026-01-01,7,USD\n"),
            QStringList{QStringLiteral("stripe holds back 3 rows below zero, -1200 JPY and -42.00 USD a year in all: "
                                       "they are in no ARR.")});
    }
};

QTEST_GUILESS_MAIN(TestHeldBackValues)
#include "tst_held_back_values.moc"
