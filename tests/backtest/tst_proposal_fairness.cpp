#include "core/backtest/proposal_fairness.h"

#include <QtTest>

using namespace qd;
using namespace qd::backtest;

namespace {

/// "smallest third 2 0 0.5 - -, 1 - -": cases, events, then flagged, precision and recall by the proposal and by the
/// present weights.
QString shown(const GroupFairness &each)
{
    const auto cell = [](const std::optional<double> &value) {
        return value ? QString::number(*value) : QStringLiteral("-");
    };
    const auto flags = [&](const validation::FairnessRow &row) {
        return QStringList{cell(row.shareFlagged), cell(row.precision), cell(row.recall)}.join(u' ');
    };
    return QStringLiteral("%1 %2 %3 %4, %5")
        .arg(QString::fromStdString(each.proposed.group))
        .arg(each.proposed.n)
        .arg(each.proposed.events)
        .arg(flags(each.proposed), flags(each.present));
}

} // namespace

/// Who is warned of by proposed weights and by the present ones, group by group: six renewals worked by hand.
class TestProposalFairness : public QObject {
    Q_OBJECT

    CalibrationCases m_cases;
    health::HealthModel m_model; ///< yellow from 50, green from 75
    std::vector<GroupFairness> m_found;

private slots:
    void initTestCase()
    {
        m_cases.data.event = {true, true, false, false, false, true};
        m_cases.traits = {{"SMB", "EMEA", "de", 100}, {"SMB", "EMEA", "fr", 200}, {"SMB", "AMER", "en", 300},
            {"Mid", "AMER", "en", 300}, {"Mid", "AMER", "en", 500}, {"Mid", "EMEA", "de", 600}};
        const std::vector<double> proposed{40, 74.9, 75, 90, 60, 10}; // flagged: first, second, fifth, sixth
        const std::vector<double> present{90, 20, 80, 30, 76, 75}; // flagged: second, fourth
        m_found = proposalFairness(m_cases, proposed, present, m_model);
    }

    void groups_data()
    {
        QTest::addColumn<QString>("dimension");
        QTest::addColumn<QStringList>("rows");
        QTest::newRow("segment") << "segment"
                                 << QStringList{
                                        "Mid 3 1 0.666667 0.5 1, 0.333333 0 0", "SMB 3 2 0.666667 1 1, 0.333333 1 0.5"};
        QTest::newRow("region") << "region"
                                << QStringList{
                                       "AMER 3 0 0.333333 0 -, 0.333333 0 -", "EMEA 3 3 1 1 1, 0.333333 1 0.333333"};
        // a third of six is two: below 300, from 500 on; both of 300 are together in the larger of the two
        QTest::newRow("size") << "size"
                              << QStringList{"largest third 2 1 1 0.5 1, 0 - 0", "middle third 2 0 0 - -, 0.5 0 -",
                                     "smallest third 2 2 1 1 1, 0.5 1 0.5"};
        QTest::newRow("language") << "language"
                                  << QStringList{"de 2 2 1 1 1, 0 - 0", "en 3 0 0.333333 0 -, 0.333333 0 -",
                                         "fr 1 1 1 1 1, 1 1 1"};
    }
    void groups()
    {
        QFETCH(QString, dimension);
        QFETCH(QStringList, rows);
        QStringList found;
        for (const GroupFairness &each : m_found) {
            if (QString::fromStdString(each.dimension) == dimension)
                found << shown(each);
            QVERIFY(each.proposed.few && each.present.few); // three events are under ten
        }
        QCOMPARE(found, rows);
    }

    void nobodyIsInNoGroup() { QVERIFY(proposalFairness({}, {}, {}, m_model).empty()); }
};

QTEST_GUILESS_MAIN(TestProposalFairness)
#include "tst_proposal_fairness.moc"
