#include "core/store/query_extras.h"
#include "core/store/sql_query.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;

namespace {

using Cells = std::vector<std::vector<Cell>>;

/// Rows as they are given, which count how often they are read.
class GivenRows final : public ComputedRows {
public:
    GivenRows(Cells cells, Date day, int &reads)
        : m_cells(std::move(cells))
        , m_day(day)
        , m_reads(reads)
    {
    }
    [[nodiscard]] std::size_t size() const override { return m_cells.size(); }
    [[nodiscard]] Cell at(std::size_t row, std::size_t column) const override
    {
        ++m_reads;
        return m_cells.at(row).at(column);
    }
    [[nodiscard]] Date day() const override { return m_day; }

private:
    Cells m_cells;
    Date m_day;
    int &m_reads;
};

Cell text(const char *words)
{
    return std::string(words);
}

Cell number(std::int64_t whole)
{
    return whole;
}

} // namespace

/// Tables that exist while a query runs: of the day asked for, found by their first value, and what goes wrong with
/// them.
class TestComputedTables : public QObject {
    Q_OBJECT

    test::WorkspaceFixture m_fixture;
    QueryExtras m_extras;
    int m_reads = 0;
    int m_computed = 0;

    /// Of October where nobody names a day; there are rows of January, too, and none can be had of February and March.
    Result<std::shared_ptr<const ComputedRows>> people(std::optional<Date> asOf)
    {
        ++m_computed;
        const std::string day = asOf ? asOf->iso() : "2026-10-31";
        if (day == "2026-02-28")
            return Error{ErrorCode::NoData, QD_WORDS("Test", "Nothing is known of February.")};
        if (day == "2026-03-31")
            throw std::runtime_error("March broke");
        const Cells rows = day == "2026-01-31"
            ? Cells{{text("Ann"), number(10), 0.5}, {text("Cay"), number(11), {}}}
            : Cells{{text("Ann"), number(1), 0.25}, {text("Ben"), number(2), {}}, {text("Ann"), number(3), 1.5},
                {number(7), number(4), {}}, {{}, number(5), {}}};
        return std::shared_ptr<const ComputedRows>(std::make_shared<GivenRows>(rows, *Date::fromIso(day), m_reads));
    }
    /// Rows as "a|b; c|d"; the sentence of the error where there are none.
    QString told(const QString &sql)
    {
        Progress progress;
        const auto result = runQuery(m_fixture.workspace(), sql.toStdString(), progress, {&m_extras, {}, {}});
        if (!result)
            return QString::fromStdString(result.error().message.english());
        QStringList rows;
        for (const auto &row : result->rows) {
            QStringList cells;
            for (const nlohmann::json &cell : row)
                cells << QString::fromStdString(cell.is_string() ? cell.get<std::string>() : cell.dump());
            rows << cells.join(u'|');
        }
        return rows.join(QLatin1String("; "));
    }

private slots:
    void initTestCase()
    {
        const auto compute = [this](std::optional<Date> asOf) { return people(asOf); };
        const std::vector<ComputedColumn> columns{{"name", "TEXT"}, {"n", "INTEGER"}, {"the \"share\"", "REAL"}};
        m_extras.tables = {{"people", columns, compute}, {"others", columns, compute}};
        Cells rows;
        for (int i = 0; i < 100; ++i)
            rows.push_back({text(qPrintable(QString::number(i))), number(i)});
        m_extras.tables.push_back({"many", {{"name", "TEXT"}, {"n", "INTEGER"}},
            [this, rows](std::optional<Date>) -> Result<std::shared_ptr<const ComputedRows>> {
                return std::shared_ptr<const ComputedRows>(std::make_shared<GivenRows>(rows, Date(), m_reads));
            }});
    }

    void rows_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("rows");
        const auto add = [](const char *name, const char *sql, const char *rows) {
            QTest::newRow(name) << QString::fromLatin1(sql) << QString::fromLatin1(rows);
        };
        add("all", "SELECT * FROM people", "Ann|1|0.25; Ben|2|null; Ann|3|1.5; 7|4|null; null|5|null");
        add("the last table", "SELECT count(*) FROM many", "100");
        add("their day", "SELECT DISTINCT as_of FROM people", "2026-10-31");
        add("of a day", "SELECT name, n, as_of FROM people('2026-01-31')", "Ann|10|2026-01-31; Cay|11|2026-01-31");
        add("of a day by a condition", "SELECT n FROM people WHERE as_of = '2026-01-31'", "10; 11");
        add("of no day", "SELECT n FROM people(NULL)", "");
        add("by the first value", "SELECT rowid, n FROM people WHERE name = 'Ann'", "0|1; 2|3");
        add("by a first value there is not", "SELECT n FROM people WHERE name = 'Cay'", "");
        add("by no first value", "SELECT n FROM people WHERE name = NULL", "");
        add("by one in another case", "SELECT n FROM people WHERE name = 'ann' COLLATE NOCASE", "1; 3");
        add("by a value before it", "SELECT n FROM people WHERE name < 'B'", "1; 3; 4");
        add("by the second value", "SELECT name FROM people WHERE n = 2", "Ben");
        add("by day and first value", "SELECT n FROM people('2026-01-31') WHERE name = 'Ann'", "10");
        add("by first value and day", "SELECT n FROM people WHERE name = 'Cay' AND as_of = '2026-01-31'", "11");
        add("of each day of a list",
            "SELECT n FROM people p JOIN (VALUES ('2026-01-31'), ('2026-10-31')) d ON p.as_of = d.column1 ORDER BY n",
            "1; 2; 3; 4; 5; 10; 11");
        add("by each first value of a list",
            "SELECT w.column1, n FROM (VALUES ('Ben'), ('Ann'), ('Ben')) w CROSS JOIN people p ON p.name = w.column1 "
            "ORDER BY n",
            "Ann|1; Ben|2; Ben|2; Ann|3");
        add("a day that is known is enough",
            "SELECT p.n, o.n FROM people p, others o WHERE p.as_of = (SELECT '2026-01-31') AND p.as_of = "
            "lower(o.as_of) AND o.as_of = p.as_of || '' ORDER BY 1, 2",
            "10|10; 10|11; 11|10; 11|11");
        add("a day that is none", "SELECT n FROM people('soon')",
            "The query cannot run: as_of of people wants a date as YYYY-MM-DD.");
        add("a number for a day", "SELECT n FROM people(5)",
            "The query cannot run: as_of of people wants a date as YYYY-MM-DD.");
        add("a day that nothing is known of", "SELECT n FROM people('2026-02-28')", "Nothing is known of February.");
        add("a day that breaks", "SELECT n FROM people('2026-03-31')", "The query cannot run: March broke.");
    }
    void rows()
    {
        QFETCH(QString, sql);
        QTEST(told(sql), "rows");
    }

    void aDayIsComputedOnce()
    {
        m_computed = 0;
        QCOMPARE(told("SELECT count(*) FROM people a CROSS JOIN people b"), QString("25"));
        QCOMPARE(m_computed, 1);
    }

    /// A hundred names of a hundred rows: each is found without going over all, which would take ten thousand reads.
    void rowsAreFoundByTheirFirstValue()
    {
        m_reads = 0;
        QCOMPARE(told("SELECT count(*) FROM many a CROSS JOIN many b ON b.name = a.name"), QString("100"));
        QVERIFY2(m_reads < 1000, qPrintable(QString::number(m_reads)));
    }
};

QTEST_GUILESS_MAIN(TestComputedTables)
#include "tst_computed_tables.moc"
