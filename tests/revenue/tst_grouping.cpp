#include "core/portfolio/portfolio.h"
#include "core/revenue/dimension_words.h"
#include "core/revenue/grouping.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::revenue;

namespace {

/// A parent of Enterprise with a child of SMB, one of Mid and one without a segment.
void fill(test::WorkspaceFixture &data)
{
    data.source("crm", "crm");
    data.account("crm", "P", "P", "segment=Enterprise;region=EMEA");
    data.account("crm", "Q", "Q", "segment=SMB;region=EMEA;parent_account_id=P");
    data.account("crm", "R", "R", "segment=Mid;region=AMER");
    data.account("crm", "S", "S", "region=EMEA");
    data.settle();
}

/// "Q of P in Enterprise" of each customer; "Q of -" when filtered out.
QStringList placesOf(test::WorkspaceFixture &data, const GroupingOptions &options)
{
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    const auto grouping = groupAccounts(*portfolio, options);
    if (!grouping)
        return {QString::fromStdString(grouping.error().message.english())};
    const auto name = [&](int i) {
        return i < 0 ? QStringLiteral("-") : QString::fromStdString(portfolio->accounts().at(i).name);
    };
    QStringList lines;
    for (int i = 0; i < portfolio->accounts().size(); ++i) {
        QString line = name(i) + " of " + name(grouping->unit[std::size_t(i)]);
        if (!grouping->group.empty() && grouping->unit[std::size_t(i)] >= 0)
            line += " in " + QString::fromStdString(grouping->names[std::size_t(grouping->group[std::size_t(i)])]);
        lines << line;
    }
    lines.sort();
    return lines;
}

} // namespace

/// How customers are split, filtered and taken together.
class TestGrouping : public QObject {
    Q_OBJECT
private slots:
    void unitsAndGroups_data()
    {
        QTest::addColumn<QString>("by");
        QTest::addColumn<bool>("parents");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("no dimension") << "" << false << QStringList{"P of P", "Q of Q", "R of R", "S of S"};
        QTest::newRow("by product there are no groups")
            << "product" << false << QStringList{"P of P", "Q of Q", "R of R", "S of S"};
        QTest::newRow("by segment") << "segment" << false
                                    << QStringList{"P of P in Enterprise", "Q of Q in SMB", "R of R in Mid",
                                           "S of S in (none)"};
        QTest::newRow("families count as their parent")
            << "segment" << true
            << QStringList{"P of P in Enterprise", "Q of P in Enterprise", "R of R in Mid", "S of S in (none)"};
        QTest::newRow("nobody has one") << "city" << false
                                        << QStringList{"P of P in (none)", "Q of Q in (none)", "R of R in (none)",
                                               "S of S in (none)"};
    }
    void unitsAndGroups()
    {
        QFETCH(QString, by);
        QFETCH(bool, parents);
        QFETCH(QStringList, lines);
        test::WorkspaceFixture data;
        fill(data);
        GroupingOptions options;
        options.by = by.toStdString();
        options.grain = parents ? Grain::Parent : Grain::Account;
        QCOMPARE(placesOf(data, options), lines);
    }

    void groupsAreSortedAndNoneIsLast()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.account("crm", "T", "T", "segment=aaa");
        data.settle();
        GroupingOptions options;
        options.by = "segment";
        const auto grouping = groupAccounts(*portfolio::Portfolio::of(data.workspace()), options);
        QCOMPARE(grouping->names, (std::vector<std::string>{"Enterprise", "Mid", "SMB", "aaa", "(none)"}));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("segment");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("one") << "SMB"
                             << "" << QStringList{"P of -", "Q of Q", "R of -", "S of -"};
        QTest::newRow("all of them must hold") << "SMB"
                                               << "AMER" << QStringList{"P of -", "Q of -", "R of -", "S of -"};
        QTest::newRow("both") << "Enterprise"
                              << "EMEA" << QStringList{"P of P", "Q of -", "R of -", "S of -"};
        QTest::newRow("who has none") << "(none)"
                                      << "" << QStringList{"P of -", "Q of -", "R of -", "S of S"};
        QTest::newRow("the very value") << "smb"
                                        << "" << QStringList{"P of -", "Q of -", "R of -", "S of -"};
    }
    void filters()
    {
        QFETCH(QString, segment);
        QFETCH(QString, region);
        QFETCH(QStringList, lines);
        test::WorkspaceFixture data;
        fill(data);
        GroupingOptions options;
        options.filters.emplace_back("segment", segment.toStdString());
        if (!region.isEmpty())
            options.filters.emplace_back("region", region.toStdString());
        QCOMPARE(placesOf(data, options), lines);
        const auto grouping = groupAccounts(*portfolio::Portfolio::of(data.workspace()), options);
        for (int i = 0; i < int(grouping->unit.size()); ++i) {
            const int unit = grouping->unit[std::size_t(i)];
            QVERIFY(unit == i || unit == -1);
        }
    }

    void groupsAsOfADayHaveTheValueOfThen()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.run("INSERT INTO record_history (source, entity, record_id, field, old_value, new_value, as_of, batch_id) "
                 "VALUES ('crm', 'accounts', 'R', 'segment', NULL, 'SMB', '2026-01-31', 1), "
                 "('crm', 'accounts', 'R', 'segment', 'SMB', 'Mid', '2026-06-30', 1)",
            {});
        GroupingOptions options;
        options.by = "segment";
        options.groupAsOf = Date::of(2026, 6, 29);
        QVERIFY(placesOf(data, options).contains("R of R in SMB"));
        options.groupAsOf = Date::of(2026, 6, 30);
        QVERIFY(placesOf(data, options).contains("R of R in Mid"));
    }

    void everyDimensionIsKnown()
    {
        QVERIFY(checkDimension("").ok());
        for (const std::string &dimension : dimensions()) {
            QVERIFY(checkDimension(dimension).ok());
            QVERIFY(std::holds_alternative<Word>(dimensionName(dimension))); // a window can translate each
        }
        QCOMPARE(dimensions().size(), std::size_t(11));
        QCOMPARE(Message::of(dimensionName("lifecycle_stage")).english(), std::string("lifecycle stage"));
        QVERIFY(std::holds_alternative<std::string>(dimensionName("my_column")));
        QCOMPARE(Message::of(dimensionName("my_column")).english(), std::string("my column"));
    }

    void othersAreRefused()
    {
        const auto close = checkDimension("regions");
        QCOMPARE(close.error().code, ErrorCode::InvalidArgument);
        QVERIFY(close.error().message.english().find("did you mean region?") != std::string::npos);
        const auto far = checkDimension("zzzzzzzz");
        QCOMPARE(far.error().code, ErrorCode::InvalidArgument);
        QVERIFY(far.error().message.english().find("did you mean") == std::string::npos);
        QVERIFY(far.error().message.english().find("lifecycle_stage") != std::string::npos);
        QVERIFY(!checkDimension("Segment").ok());
    }

    void filtersInWords()
    {
        QVERIFY(described(Filters()).isEmpty());
        QCOMPARE(described(Filters{{"segment", "Enterprise"}, {"owner", "(none)"}}).english(),
            std::string("segment Enterprise, owner (none)"));
    }

    void everyDimensionHasATitle()
    {
        for (const std::string &dimension : dimensions())
            QVERIFY2(std::string(dimensionTitle(dimension)) != "Group", dimension.c_str());
        QCOMPARE(dimensionTitle("lifecycle_stage"), "Lifecycle stage");
        QCOMPARE(dimensionTitle("colour"), "Group");
    }
};

QTEST_GUILESS_MAIN(TestGrouping)
#include "tst_grouping.moc"
