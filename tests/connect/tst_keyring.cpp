#include "core/connect/keyring.h"
#include "tests/support/keyring_session.h"

#include <QtTest>

using namespace qd;
using namespace qd::connect;

namespace {

Connection warehouse()
{
    Connection connection;
    connection.name = "warehouse";
    connection.host = "db.example.com";
    connection.port = 5432;
    connection.database = "facts";
    connection.user = "reader";
    return connection;
}

} // namespace

/// Passwords in a real keyring.
class TestKeyring : public QObject {
    Q_OBJECT

    test::KeyringSession m_session;

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString missing = test::KeyringSession::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("XDG_RUNTIME_DIR", "/nowhere");
        Progress progress;
        QVERIFY(!hasKeyring());
        QVERIFY(!keptPassword(warehouse(), progress));
        QCOMPARE(int(keepPassword(warehouse(), "hush", progress).error().code), int(ErrorCode::NotFound));
        QCOMPARE(int(forgetPassword(warehouse(), progress).error().code), int(ErrorCode::NotFound));
        QVERIFY(m_session.start());
        QVERIFY(hasKeyring());
    }

    void givesWhatItWasGiven()
    {
        Progress progress;
        QVERIFY(!keptPassword(warehouse(), progress));
        const auto kept = keepPassword(warehouse(), "hush \"süß\" ; 東京", progress);
        QVERIFY2(kept.ok(), kept ? "" : kept.error().message.english().c_str());
        QCOMPARE(keptPassword(warehouse(), progress), std::optional<std::string>("hush \"süß\" ; 東京"));
        QVERIFY(keepPassword(warehouse(), "newer", progress).ok());
        QCOMPARE(keptPassword(warehouse(), progress), std::optional<std::string>("newer"));
    }

    void isOfPlaceAndUser_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<bool>("found");
        QTest::newRow("another name leads to the same place") << "name" << true;
        QTest::newRow("so do other time-outs") << "seconds" << true;
        QTest::newRow("another host") << "host" << false;
        QTest::newRow("another port") << "port" << false;
        QTest::newRow("another database") << "database" << false;
        QTest::newRow("another user") << "user" << false;
        QTest::newRow("ODBC") << "odbc" << false;
    }
    void isOfPlaceAndUser()
    {
        QFETCH(QString, field);
        QFETCH(bool, found);
        Progress progress;
        QVERIFY(keepPassword(warehouse(), "hush", progress).ok());
        Connection other = warehouse();
        if (field == "name")
            other.name = "facts of somebody else";
        else if (field == "seconds")
            other.connectSeconds = other.querySeconds = 5;
        else if (field == "host")
            other.host = "db.example.org";
        else if (field == "port")
            other.port = 5433;
        else if (field == "database")
            other.database = "fact";
        else if (field == "user")
            other.user = "writer";
        else
            other.driver = Driver::Odbc;
        QCOMPARE(keptPassword(other, progress).has_value(), found);
    }

    void forgets()
    {
        Progress progress;
        QVERIFY(keepPassword(warehouse(), "hush", progress).ok());
        Connection other = warehouse();
        other.user = "writer";
        QVERIFY(keepPassword(other, "theirs", progress).ok());
        QVERIFY(*forgetPassword(warehouse(), progress));
        QVERIFY(!keptPassword(warehouse(), progress));
        QVERIFY(!*forgetPassword(warehouse(), progress));
        QCOMPARE(keptPassword(other, progress), std::optional<std::string>("theirs"));
    }

    void stoppedCallsSaySo()
    {
        Progress progress;
        progress.cancel();
        QVERIFY(!keptPassword(warehouse(), progress).has_value());
    }
};

QTEST_GUILESS_MAIN(TestKeyring)
#include "tst_keyring.moc"
