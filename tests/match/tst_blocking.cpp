#include "core/match/blocking.h"
#include "core/match/candidate_pairs.h"
#include "core/match/misspelt_pairs.h"

#include <QtTest>

#include <set>

using namespace qd;
using namespace qd::match;

namespace {

using Texts = std::vector<std::string>;
using Pairs = std::set<std::pair<std::uint32_t, std::uint32_t>>;

Pairs pairsOf(const CandidatePairs &candidates)
{
    Pairs pairs;
    Progress progress;
    const auto visited = candidates.forEach(
        [&](const CandidatePair &pair) {
            if (!pairs.insert({pair.left, pair.right}).second)
                qFatal("a pair twice");
        },
        progress);
    return visited.ok() ? pairs : Pairs();
}

CandidatePairs compared(const std::vector<ColumnValues> &columns, const std::vector<BlockingKey> &keys, bool within,
    std::int64_t mostKept = 1'000'000, int threads = 2)
{
    Progress progress;
    auto pairs = CandidatePairs::compare(columns, keys, {within, threads, mostKept}, progress);
    if (!pairs)
        qFatal("cancelled");
    return std::move(*pairs);
}

Texts numbered(const char *before, int count, const char *after = "")
{
    Texts texts;
    for (int i = 0; i < count; ++i)
        texts.push_back(before + std::to_string(i) + after);
    return texts;
}

} // namespace

class TestBlocking : public QObject {
    Q_OBJECT
private slots:
    /// Each pair shares one key alone: domain, first word, sorted words, six letters, postcode, phone.
    void keys()
    {
        const Texts leftNames{"Aaa", "Same One", "Red Blue", "Northwind", "Bbb", "Ccc", "Ddd"};
        const Texts rightNames{"Zzz", "Same Two", "Blue Red", "Northwest", "Yyy", "Xxx", "Www"};
        const Texts leftDomains{"a.com", "", "", "", "", "", "gmail.com"};
        const Texts rightDomains{"A.com", "", "", "", "", "", "gmail.com"};
        const Texts leftPost{"", "", "", "", "10 115", "", ""};
        const Texts rightPost{"", "", "", "", "10115", "", ""};
        const Texts leftPhones{"", "", "", "", "", "030/123456", ""};
        const Texts rightPhones{"", "", "", "", "", "030 12 34 56", ""};
        std::vector<ColumnValues> columns;
        columns.emplace_back(ColumnKind::Company, leftNames, rightNames);
        columns.emplace_back(ColumnKind::Phone, leftPhones, rightPhones);
        columns.emplace_back(ColumnKind::Postcode, leftPost, rightPost);
        columns.emplace_back(ColumnKind::Domain, leftDomains, rightDomains);
        const auto made = blockingKeys(columns);
        std::vector<std::size_t> order;
        for (const BlockingKey &key : made)
            order.push_back(key.column);
        QCOMPARE(order, (std::vector<std::size_t>{3, 0, 0, 0, 2, 1}));
        const auto candidates = compared(columns, made, false);
        QCOMPARE(pairsOf(candidates), (Pairs{{0, 0}, {1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}}));
        QCOMPARE(candidates.size(), std::int64_t{6});
        QCOMPARE(candidates.splitValues(), std::int64_t{0});
        for (std::size_t key = 0; key < made.size(); ++key) {
            std::int64_t own = 0;
            for (const std::int64_t count : candidates.countsOfKey(key))
                own += count;
            QCOMPARE(own, std::int64_t{1});
        }
    }

    /// 71 x 70 = 4,970 pairs of a first word are compared, 72 x 70 = 5,040 are split by the sorted words.
    void splitAbove5000_data()
    {
        QTest::addColumn<int>("left");
        QTest::addColumn<qint64>("pairs");
        QTest::addColumn<qint64>("split");
        QTest::newRow("below") << 71 << qint64{71 * 70} << qint64{0};
        QTest::newRow("above") << 72 << qint64{70} << qint64{1};
    }
    void splitAbove5000()
    {
        QFETCH(int, left);
        QFETCH(qint64, pairs);
        QFETCH(qint64, split);
        // Six letters differ from the first on, so that the third key does not bring the pairs back.
        std::vector<ColumnValues> columns;
        columns.emplace_back(ColumnKind::Company, numbered("x ", left), numbered("x ", 70));
        const auto made = blockingKeys(columns);
        const auto candidates = compared(columns, made, false);
        QCOMPARE(qint64(candidates.size()), pairs);
        QCOMPARE(qint64(candidates.splitValues()), split);
    }

    /// A beginning of six letters has no key after it, where there is neither postcode nor phone: nobody is compared.
    void lastKeyHasNoNext()
    {
        std::vector<ColumnValues> columns;
        columns.emplace_back(ColumnKind::Company, numbered("globalx", 80), numbered("globalx", 80, " y"));
        const auto candidates = compared(columns, blockingKeys(columns), false);
        QCOMPARE(candidates.size(), std::int64_t{80}); // of the same first word
        QCOMPARE(candidates.splitValues(), std::int64_t{1});
    }

    /// What is too large for two keys is split by the third; 5,050 pairs within 101 records.
    void withinOneTable()
    {
        Texts names = numbered("x ", 99);
        names.push_back("x 7");
        names.push_back("x 8");
        std::vector<ColumnValues> columns;
        columns.emplace_back(ColumnKind::Company, names, Texts());
        const auto candidates = compared(columns, blockingKeys(columns), true);
        QCOMPARE(pairsOf(candidates), (Pairs{{7, 99}, {8, 100}}));
        QCOMPARE(candidates.splitValues(), std::int64_t{1});
    }

    /// Pairs that are not kept are compared again, by the same patterns; threads change nothing.
    void comparedAgain()
    {
        Texts left;
        Texts right;
        for (int i = 0; i < 1500; ++i) {
            left.push_back("w" + std::to_string(i % 97) + " " + std::to_string(i));
            right.push_back("w" + std::to_string(i % 89) + " " + std::to_string(i));
        }
        std::vector<ColumnValues> columns;
        columns.emplace_back(ColumnKind::Company, left, right);
        const auto made = blockingKeys(columns);
        const auto described = [](const CandidatePairs &candidates) {
            QStringList lines;
            Progress progress;
            const auto visited = candidates.forEach(
                [&](const CandidatePair &pair) {
                    lines << QStringLiteral("%1 %2 %3")
                                 .arg(pair.left)
                                 .arg(pair.right)
                                 .arg(candidates.patterns()[pair.pattern][0]);
                },
                progress);
            return visited.ok() ? lines : QStringList();
        };
        const auto kept = compared(columns, made, false);
        QVERIFY(kept.size() > 10000);
        for (const int threads : {1, 3}) {
            const auto again = compared(columns, made, false, 100, threads);
            QCOMPARE(again.counts(), kept.counts());
            QCOMPARE(described(again), described(kept));
        }
    }

    /// Whether two names that share no key come together all the same.
    void misspelt_data()
    {
        QTest::addColumn<QString>("left");
        QTest::addColumn<QString>("right");
        QTest::addColumn<bool>("near");
        QTest::newRow("a letter missing") << "Kestrel"
                                          << "Kstrel" << true;
        QTest::newRow("a letter too many") << "Kestrel"
                                           << "Kesstrel" << true;
        QTest::newRow("a wrong letter") << "Kestrel"
                                        << "Kastrel" << true;
        QTest::newRow("neighbours exchanged") << "Kestrel"
                                              << "Ksetrel" << true;
        QTest::newRow("the first letter wrong") << "Kestrel"
                                                << "Bestrel" << true;
        QTest::newRow("two letters wrong") << "Kestrel"
                                           << "Kastral" << false;
        QTest::newRow("two letters missing") << "Kestrel"
                                             << "Kstel" << false;
        QTest::newRow("only in the first word") << "Kestrel Foods"
                                                << "Kastrel Mining" << true;
        QTest::newRow("four letters") << "Moor"
                                      << "Mour" << true;
        QTest::newRow("three letters") << "Moo"
                                       << "Mou" << false;
        QTest::newRow("four letters and three") << "Moor"
                                                << "Mor" << false;
        QTest::newRow("in another script") << "Кестрел"
                                           << "Кстрел" << true;
        QTest::newRow("the same first word, a key") << "Kestrel Foods"
                                                    << "Kestrel Mining" << false;
        QTest::newRow("six letters, a key") << "Kestrel"
                                            << "Kestres" << false;
        QTest::newRow("a placeholder") << "Unknown"
                                       << "Unknwon" << false;
    }
    void misspelt()
    {
        QFETCH(QString, left);
        QFETCH(QString, right);
        QFETCH(bool, near);
        std::vector<ColumnValues> columns;
        columns.emplace_back(ColumnKind::Company, Texts{left.toStdString()}, Texts{right.toStdString()});
        const auto found = misspeltPairs(columns, blockingKeys(columns), {{0}, {0}}, false);
        QCOMPARE(found.size(), near ? std::size_t{1} : std::size_t{0});
        // Who has found somebody is not asked.
        QVERIFY(misspeltPairs(columns, blockingKeys(columns), {{}, {0}}, false).empty());
        QVERIFY(misspeltPairs(columns, blockingKeys(columns), {{0}, {}}, false).empty());
    }

    /// In one table each pair once, the first record before the second; a word that comes down to the same as over
    /// 5,000 pairs of others says nothing.
    void misspeltWithinOneTable()
    {
        std::vector<ColumnValues> columns;
        columns.emplace_back(ColumnKind::Company, Texts{"Kestrel", "Northwind", "Kstrel", "Nrothwind"}, Texts());
        const auto found = misspeltPairs(columns, blockingKeys(columns), {{0, 1, 2, 3}, {}}, true);
        QCOMPARE(Pairs(found.begin(), found.end()), (Pairs{{0, 2}, {1, 3}}));
        QCOMPARE(found.size(), std::size_t{2});
        for (const auto &[left, pairs] : {std::pair{71, 71 * 70}, {72, 0}}) {
            Texts names(std::size_t(left), "Kestrel");
            std::vector<ColumnValues> many;
            many.emplace_back(ColumnKind::Company, names, Texts(70, "Kastrel"));
            FreeRecords all;
            for (std::uint32_t record = 0; record < std::uint32_t(left); ++record) {
                all.left.push_back(record);
                if (record < 70)
                    all.right.push_back(record);
            }
            QCOMPARE(int(misspeltPairs(many, blockingKeys(many), all, false).size()), pairs);
        }
    }

    void cancelled()
    {
        std::vector<ColumnValues> columns;
        columns.emplace_back(ColumnKind::Company, numbered("x ", 9), numbered("x ", 9));
        const auto made = blockingKeys(columns);
        Progress progress;
        progress.cancel();
        const auto pairs = CandidatePairs::compare(columns, made, {}, progress);
        QCOMPARE(int(pairs.error().code), int(ErrorCode::Cancelled));
    }
};

QTEST_GUILESS_MAIN(TestBlocking)
#include "tst_blocking.moc"
