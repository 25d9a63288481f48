#include "core/identity/source_record.h"

#include <QtTest>

using namespace qd::identity;

class TestComparableId : public QObject {
    Q_OBJECT
private slots:
    void salesforceIds()
    {
        // Published examples of the 15 to 18 conversion.
        QCOMPARE(comparableId("001C000000o4OOI"), std::string("001C000000o4OOIIA2"));
        QCOMPARE(comparableId("0014000000Lmabc"), std::string("0014000000LmabcAAB"));
        QCOMPARE(comparableId("00A00B0C00000DE"), std::string("00A00B0C00000DEEFY"));
        QCOMPARE(comparableId("00Z00000000000Z"), std::string("00Z00000000000ZEAQ")); // the last letter, too
        QCOMPARE(comparableId("0014000000Lmabcd"), std::string("0014000000Lmabcd")); // 16
        QCOMPARE(comparableId("0014000000Lmab-"), std::string("0014000000Lmab-"));
        QCOMPARE(comparableId("1014000000Lmabc"), std::string("1014000000Lmabc"));
        QCOMPARE(comparableId("0805"), std::string("0805"));
        QCOMPARE(comparableId("cus_Q8d1Kestrel"), std::string("cus_Q8d1Kestrel"));
    }
};

QTEST_GUILESS_MAIN(TestComparableId)
#include "tst_comparable_id.moc"
