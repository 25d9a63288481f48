#include "core/base/text_pool.h"

#include <QtTest>

using namespace qd;

class TestTextPool : public QObject {
    Q_OBJECT
private slots:
    void keepsEachTextOnce()
    {
        TextPool pool;
        const PooledText first = pool.keep("Ann Okoro of the north-west team");
        std::string copy = "Ann Okoro of the north-west team";
        const PooledText second = pool.keep(copy);
        copy.assign(copy.size(), 'x'); // the pool does not look at what it was given
        QCOMPARE(&first.str(), &second.str());
        QCOMPARE(second.str(), std::string("Ann Okoro of the north-west team"));
        QCOMPARE(pool.size(), std::size_t(1));
    }

    void givesTextsThatStay()
    {
        TextPool pool;
        const PooledText first = pool.keep("a");
        const std::string *where = &first.str();
        for (int i = 0; i < 10000; ++i)
            static_cast<void>(pool.keep(std::to_string(i)));
        QCOMPARE(&pool.keep("a").str(), where);
        QCOMPARE(pool.size(), std::size_t(10001));
    }

    void findsOnlyWhatItKeeps()
    {
        TextPool pool;
        const PooledText kept = pool.keep("SMB");
        QCOMPARE(pool.find("SMB"), kept);
        QVERIFY(pool.find("smb").empty());
        QCOMPARE(pool.size(), std::size_t(1));
    }

    void emptyIsTheDefault()
    {
        TextPool pool;
        QVERIFY(PooledText().empty());
        QCOMPARE(pool.keep(""), PooledText());
        QCOMPARE(pool.size(), std::size_t(0));
    }

    void comparesLettersAcrossPools()
    {
        TextPool left, right;
        QCOMPARE(left.keep("EMEA"), right.keep("EMEA"));
        QVERIFY(!(left.keep("EMEA") == right.keep("AMER")));
        QVERIFY(left.keep("EMEA") == "EMEA");
    }
};

QTEST_GUILESS_MAIN(TestTextPool)
#include "tst_text_pool.moc"
