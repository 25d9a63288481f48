#include "core/identity/person_index.h"
#include "core/store/team_rows.h"

#include <QtTest>

using namespace qd;
using namespace qd::identity;

namespace {

store::CsmRow csm(const char *id, const char *name, const char *email, bool hasLeft = false)
{
    store::CsmRow row;
    row.id = id;
    row.name = name;
    row.email = email;
    if (hasLeft)
        row.end = Date::of(2026, 3, 31);
    return row;
}

/// By csm_id. C1 and C5 have one name, C2 and C3 too; C4 is known by its id alone; C6 is in two systems.
std::vector<store::CsmRow> roster()
{
    return {csm("C1", "Ann Okoro", "ann@own.example", true), csm("C2", "Ben Ortiz", "ben@own.example"),
        csm("C3", "Ben Ortiz", "b.ortiz@own.example"), csm("C4", "", ""), csm("C5", "Ann Okoro", "ann.o@own.example"),
        csm("C6", "Cem Kaya", ""), csm("C6", " Cem  Kaya ", " Cem@Own.Example "),
        csm("C7", "Eva Roth", "eva@own.example", true), csm("c2", "Dee Lam", "C4")};
}

} // namespace

/// Who is meant by the text of an owner.
class TestPersonIndex : public QObject {
    Q_OBJECT
private slots:
    void found_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("id");
        QTest::newRow("an id") << "C2"
                               << "C2";
        QTest::newRow("the very same id first") << "c2"
                                                << "c2";
        QTest::newRow("an id by another case") << "c5"
                                               << "C5";
        QTest::newRow("an id with space around it") << " C5 "
                                                    << "C5";
        QTest::newRow("a mail") << "ben@own.example"
                                << "C2";
        QTest::newRow("a mail by another case") << " B.ORTIZ@own.example"
                                                << "C3";
        QTest::newRow("a name") << "Eva Roth"
                                << "C7";
        QTest::newRow("a name by another case") << "EVA roth "
                                                << "C7";
        QTest::newRow("of one name the one who has not left") << "Ann Okoro"
                                                              << "C5";
        QTest::newRow("of one name the smaller id") << "Ben Ortiz"
                                                    << "C2";
        QTest::newRow("one who has left, by mail") << "ann@own.example"
                                                   << "C1";
        QTest::newRow("one who has left, by id") << "C7"
                                                 << "C7";
        QTest::newRow("the spelling of a second system") << "cem@own.example"
                                                         << "C6";
        QTest::newRow("an id before a mail") << "C4"
                                             << "C4";
        QTest::newRow("a mail before an id of another case") << "c4"
                                                             << "c2";
        QTest::newRow("nobody") << "Zoe"
                                << "";
        QTest::newRow("no text") << ""
                                 << "";
        QTest::newRow("only space") << " "
                                    << "";
    }
    void found()
    {
        QFETCH(QString, text);
        QFETCH(QString, id);
        const PersonIndex index(roster());
        const std::string *known = index.find(text.toStdString());
        QCOMPARE(known ? QString::fromStdString(*known) : QString(), id);
    }

    void samePerson_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("same");
        QTest::newRow("by id and mail") << "C2"
                                        << "ben@own.example" << true;
        QTest::newRow("two of the roster") << "C2"
                                           << "C3" << false;
        QTest::newRow("one outside of it") << "C2"
                                           << "Zoe" << false;
        QTest::newRow("two outside of it") << "Zoe"
                                           << "Yan" << false;
        QTest::newRow("one outside of it, by case and space") << " ZOE"
                                                              << "Zoe " << true;
    }
    void samePerson()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(bool, same);
        const PersonIndex index(roster());
        QCOMPARE(index.samePerson(a.toStdString(), b.toStdString()), same);
        QCOMPARE(index.samePerson(b.toStdString(), a.toStdString()), same);
    }
};

QTEST_APPLESS_MAIN(TestPersonIndex)
#include "tst_person_index.moc"
