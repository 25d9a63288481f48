#include "core/match/column_values.h"
#include "core/match/match_tables.h"

#include <QtTest>

using namespace qd::match;

namespace {

int levelOf(ColumnKind kind, const QString &a, const QString &b)
{
    const std::vector<std::string> left{a.toStdString()};
    const std::vector<std::string> right{b.toStdString()};
    const ColumnValues values(kind, left, right);
    return values.level(values.left().front(), values.right().front());
}

} // namespace

/// Levels on pairs made by hand: what CONTRACT-ROOMS section 2, Match, says for each kind, at its limits.
class TestColumnValues : public QObject {
    Q_OBJECT
private slots:
    void levels_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<int>("level");
        int number = 0;
        const auto row = [&number](const char *kind, const char *a, const char *b, int level) {
            QTest::addRow("%d %s %s", ++number, kind, a)
                << QString::fromLatin1(kind) << QString::fromUtf8(a) << QString::fromUtf8(b) << level;
        };
        row("company", "Acme, Inc.", "The ACME LLC", 0);
        row("company", "Müller & Söhne GmbH", "Muller and Sohne", 0);
        row("company", "Shackleford", "Shackelford", 1); // 0.982
        row("company", "Blue River Foods", "Foods Blue River", 1); // the same words
        row("company", "Blue River River", "River Blue", 1); // as a set
        row("company", "Massey", "Massie", 2); // 0.933
        row("company", "Dunningham", "Cunnigham", 2); // 0.896
        row("company", "Tanya", "Tonya", 2); // 0.880 exactly: (4/5 + 4/5 + 1) / 3 + 0.1 x 0.1333
        row("company", "Sean", "Susan", 3); // 0.805
        row("company", "Blue River Foods", "Xyz Blue River", 3); // two of four words
        row("company", "Blue River Foods", "Xyz Qqq Blue", 4); // one of five
        row("company", "Itman", "Smith", 4);
        row("company", "Acme", "Unknown", -1); // a placeholder says nothing
        row("company", "Acme", "", -1);
        row("company", "Газпром", "ООО Gazprom", 0);
        row("person", "O'Neil, Ann", "oneil ann", 0);
        row("person", "Ann Oneil", "Oneil, Ann", 1);
        row("person", "Ann Ltd", "Ann", 3); // no legal form of a person: 0.867
        row("domain", "https://www.acme.com/x", "ACME.com", 0);
        row("domain", "acme.com", "acme.co", 1);
        row("domain", "acme.com", "other.org", 2);
        row("domain", "gmail.com", "gmail.com", -1);
        row("domain", "linkedin.com", "linkedin.com", -1);
        row("phone", "+49 (0) 30 123456", "0049 30 12 34 56", 0);
        row("phone", "+1 415 555 0100", "+1 415 555 0101", 1);
        row("phone", "+1 415 555 0100", "030 99 88", 2);
        row("street", "12 Main St.", "12 main street", 0);
        row("street", "Hauptstraße 5", "Hauptstr. 5", 0);
        row("city", "Zürich", "ZURICH", 0);
        row("city", "Massey", "Massie", 1); // 0.933
        row("city", "Dunningham", "Cunnigham", 2); // 0.896
        row("postcode", "SW1A 1AA", "sw1a1aa", 0);
        row("number", "100", "100.0", 0);
        row("number", "100", "90", 1); // a tenth of the larger
        row("number", "100", "89.99", 2);
        row("number", "-100", "-90", 1);
        row("number", "0", "1", 2);
        row("number", "0", "-0", 0);
        row("number", "100", "ten", -1);
        row("date", "2026-01-01", "2026-01-01", 0);
        row("date", "2026-01-01", "2026-02-01", 1); // 31 days
        row("date", "2026-02-02", "2026-01-01", 2); // 32
        row("date", "2026-03-11", "2026-11-03", 1); // day and month exchanged
        row("date", "2025-03-11", "2026-11-03", 2);
        row("date", "2026-03-11T10:00:00Z", "2026-03-11", 0);
        row("date", "2026-02-30", "2026-03-11", -1);
        row("exact", "A-1", "A-1", 0);
        row("exact", "A-1", "a-1", 1);
        row("exact", " A-1", "A-1 ", 0);
        row("exact", " ", "A-1", -1);
    }
    void levels()
    {
        QFETCH(QString, kind);
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(int, level);
        const ColumnKind of = *kindFromName(kind.toStdString());
        QCOMPARE(levelOf(of, a, b), level);
        QCOMPARE(levelOf(of, b, a), level);
    }

    void kinds()
    {
        const auto named = [](const char *column) {
            const auto kind = kindOfColumn(column);
            return kind ? nameOf(*kind) : std::string_view();
        };
        QCOMPARE(named("name"), std::string_view("company"));
        QCOMPARE(named("Company"), std::string_view("company"));
        QCOMPARE(named("website"), std::string_view("domain"));
        QCOMPARE(named("phone"), std::string_view("phone"));
        QCOMPARE(named("address"), std::string_view("street"));
        QCOMPARE(named("city"), std::string_view("city"));
        QCOMPARE(named("postal_code"), std::string_view("postcode"));
        QCOMPARE(named("zip"), std::string_view("postcode"));
        QCOMPARE(named("id"), std::string_view("exact"));
        QCOMPARE(named("industry"), std::string_view());
        QCOMPARE(int(kindOfValues({"1", "", "2.5"}, {"-3"})), int(ColumnKind::Number));
        QCOMPARE(int(kindOfValues({"2026-01-31", ""}, {"2026-02-01T00:00:00Z"})), int(ColumnKind::Date));
        QCOMPARE(int(kindOfValues({"1", "x"}, {"2"})), int(ColumnKind::City));
        QCOMPARE(int(kindOfValues({"1"}, {"2026-01-31"})), int(ColumnKind::City));
        QCOMPARE(int(kindOfValues({""}, {})), int(ColumnKind::City));
    }

    void shares()
    {
        const std::vector<std::string> left{"Berlin", "BERLIN", "Rome", ""};
        const std::vector<std::string> right{"berlin", "Oslo"};
        const ColumnValues values(ColumnKind::City, left, right);
        QCOMPARE(values.size(), std::size_t{3});
        QCOMPARE(values.text(0), std::string("berlin"));
        QCOMPARE(values.share(0), 3.0 / 5);
        QCOMPARE(values.share(values.left()[2]), 1.0 / 5);
        QCOMPARE(values.left()[3], ColumnValues::Missing);
    }

    void kindsAndTheirLevels()
    {
        const auto of = [](ColumnKind kind) { return kindNames().at(std::size_t(kind)); };
        QCOMPARE(of(ColumnKind::Company), std::string("company"));
        QCOMPARE(of(ColumnKind::Exact), std::string("exact"));
        QCOMPARE(kindNames().size(), std::size_t(10));
        for (std::size_t i = 0; i < kindNames().size(); ++i) {
            const auto kind = ColumnKind(i);
            QCOMPARE(isName(kind), kind == ColumnKind::Company || kind == ColumnKind::Person);
            QCOMPARE(levelCount(kind), isName(kind) ? 5 : kind == ColumnKind::Exact ? 2 : 3);
        }
    }

    void comparedAs_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("normal"); // empty where it says nothing
        int number = 0;
        const auto row = [&number](ColumnKind kind, const char *text, const char *normal) {
            QTest::addRow("%d %s", ++number, text) << int(kind) << QString::fromUtf8(text) << QString::fromUtf8(normal);
        };
        row(ColumnKind::Company, "The Acme, Inc.", "acme");
        row(ColumnKind::Company, "Unknown", "");
        row(ColumnKind::Person, "O'Neil, Ann", "oneil ann");
        row(ColumnKind::Domain, "https://www.Acme.com/x", "acme.com");
        row(ColumnKind::Domain, "gmail.com", "");
        row(ColumnKind::Number, "many", "");
        row(ColumnKind::Date, "2026-05-31", "2026-05-31");
        row(ColumnKind::Date, "2026-02-30", "");
        row(ColumnKind::Exact, "  A b ", "A b");
    }
    void comparedAs()
    {
        QFETCH(int, kind);
        QFETCH(QString, text);
        QTEST(QString::fromStdString(normalizedValue(ColumnKind(kind), text.toStdString())), "normal");
    }
};

QTEST_GUILESS_MAIN(TestColumnValues)
#include "tst_column_values.moc"
