#include "tests/support/layout_check.h"
#include "tests/ui/pages/coverage_page_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/tag_row.h"
#include "ui/common/totals_strip.h"
#include "ui/coverage/optimise_view.h"
#include "ui/paint/chart/chart_export.h"
#include "ui/paint/chart/chart_layout.h"

#include <QAction>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QUndoStack>

using namespace qd;
using namespace qd::ui;
using namespace qd::test;

namespace {

/// The page with its optimise panel, described.
struct Optimising : Shown {
    OptimiseView &view = *page->findChild<OptimiseView *>();
    ChartView &chart = *view.findChild<ChartView *>(QStringLiteral("frontier"));
    TotalsStrip &figures = *view.findChild<TotalsStrip *>();
    QPushButton &acceptButton = *view.findChild<QPushButton *>(QStringLiteral("acceptMoves"));
    QPushButton &solveButton = *view.findChild<QPushButton *>(QStringLiteral("solveBooks"));

    explicit Optimising(const std::string &path)
        : Shown(path)
    {
        if (figures.cells().isEmpty()) {
            QSignalSpy described(&view, &OptimiseView::described);
            described.wait(Patience);
        }
    }
    bool solve()
    {
        QSignalSpy solved(&view, &OptimiseView::solved);
        QTest::mouseClick(&solveButton, Qt::LeftButton);
        return solved.wait(Patience) && view.proposal();
    }
    TableView &moves() const { return table(QStringLiteral("coverage-proposal")); }
    QTableView &grid() const { return *moves().findChild<QTableView *>(); }
    /// Clicks the checkbox of a row.
    void tick(int row)
    {
        const QRect cell = grid().visualRect(grid().model()->index(row, 0));
        QTest::mouseClick(grid().viewport(), Qt::LeftButton, {}, cell.topLeft() + QPoint(15, cell.height() / 2));
    }
    /// Where a category's point stands in the chart.
    QPoint pointAt(int category) const
    {
        const ChartLayout layout = layoutChart(chart.rect(), chart.spec(), chart.logicalDpiY() / 96.0);
        return QPointF(layout.x(category), layout.plot.center().y()).toPoint();
    }
};

struct Spread {
    double lowest = 1e9;
    double highest = 0;

    [[nodiscard]] double exact() const { return highest - lowest; }
    /// Of the two utilisations as they are printed.
    [[nodiscard]] int points() const { return int(std::lround(highest * 100) - std::lround(lowest * 100)); }
};

Spread spreadOf(const coverage::CoverageInput &input, const std::vector<coverage::PlacedAccount> &moves,
    const coverage::AssignmentPlan &plan)
{
    std::map<int, double> hours;
    for (const int csm : plan.inputs.csms)
        hours[csm] = 0;
    for (const coverage::PlacedAccount &account : plan.accounts) {
        int csm = account.from;
        for (const coverage::PlacedAccount &move : moves)
            csm = move.load == account.load ? move.to : csm;
        if (hours.contains(csm))
            hours[csm] += input.loads[std::size_t(account.load)].hours;
    }
    Spread spread;
    for (const auto &[csm, sum] : hours) {
        const double used = sum / input.roster.csms[std::size_t(csm)].rampedFte(input.model, input.asOf)
            / input.model.productiveHours();
        spread.lowest = std::min(spread.lowest, used);
        spread.highest = std::max(spread.highest, used);
    }
    return spread;
}

} // namespace

/// The optimise panel of the Coverage page: what it says, the frontier, ticking, accepting.
class TestOptimise : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::string path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)).toStdString(); }

private slots:
    void initTestCase()
    {
        applyTheme(*qApp, false);
        const std::string cheap = path("cheap.qdeck"); // where a move costs little, so that there are several
        QVERIFY(makeSample(m_dir, cheap));
        auto workspace = store::Workspace::open(cheap);
        coverage::CapacityModel model = coverage::defaultCapacityModel();
        model.assign.moveCost = 0.01;
        QVERIFY(coverage::saveModel(**workspace, model, "cheap moves").ok());
    }

    void beforeSolvingItSaysWhatWouldBeSolved()
    {
        const Optimising shown(path("cheap.qdeck"));
        QVERIFY(shown.solveButton.isVisible() && shown.solveButton.property("primary").toBool());
        QVERIFY(!shown.acceptButton.isVisible() && !shown.chart.isVisible());
        const QString words = shown.view.findChild<QLabel *>(QStringLiteral("solveOutlook"))->text();
        QVERIFY2(words.contains(QStringLiteral("No customer is held;")), qPrintable(words));
        QCOMPARE(shown.figures.cells().size(), 4);
        QVERIFY(shown.figures.cells()[0].value.toInt() > 0); // today's spread
        QSignalSpy link(shown.page, &Page::linkActivated);
        QTest::mouseClick(&shown.figures, Qt::LeftButton, {}, QPoint(shown.figures.width() * 5 / 8, 20));
        const AccountList list = accountList(link.value(0).value(1).value<PageTarget>());
        QVERIFY(list.title.startsWith(QStringLiteral("In books of")));
        QCOMPARE(list.ids.size(), shown.figures.cells()[2].value.toInt());
    }

    void aPointOfTheFrontierTicksExactlyItsMoves()
    {
        Optimising shown(path("cheap.qdeck"));
        QVERIFY(shown.solve());
        const Proposal &proposal = *shown.view.proposal();
        const ChartSpec solved = shown.chart.spec();
        QVERIFY(solved.kind == chart::Kind::Frontier && solved.categories.size() > 3);
        QCOMPARE(solved.categories.size(), qsizetype(proposal.points.size()));
        QCOMPARE(shown.view.choice().ticked().size(), std::size_t(proposal.plan.moves));
        QVERIFY(solved.categoryNotes.first().startsWith(QStringLiteral("today ")));
        QCOMPARE(*solved.series[0].values[solved.chosen] * 100,
            100 * spreadOf(proposal.input, shown.view.choice().ticked(), proposal.plan).exact());
        for (const int category : {1, 2}) {
            QTest::mouseClick(&shown.chart, Qt::LeftButton, {}, shown.pointAt(category));
            const ChartSpec &spec = shown.chart.spec();
            const auto ticked = shown.view.choice().ticked();
            QCOMPARE(spec.chosen, category);
            QCOMPARE(qsizetype(ticked.size()), qsizetype(spec.categories[category].toInt()));
            const Spread spread = spreadOf(proposal.input, ticked, proposal.plan);
            QVERIFY(std::abs(*spec.series[0].values[category] - spread.exact()) < 1e-9);
            const QString note = ticked.size() == 1
                ? QStringLiteral("1 move, %1 points")
                : QString::number(ticked.size()) + QStringLiteral(" moves, %1 points");
            QCOMPARE(spec.categoryNotes[category], note.arg(spread.points()));
            QCOMPARE(shown.figures.cells()[0].value.toInt(), spread.points());
            int yes = 0;
            for (const TableRow &row : shown.moves().spec().rows)
                yes += row.values[0].toBool() ? 1 : 0;
            QCOMPARE(std::size_t(yes), ticked.size());
        }
        shown.chart.setFocus(); // back to the books as they are, by keys
        QTest::keyClick(&shown.chart, Qt::Key_Home);
        QTest::keyClick(&shown.chart, Qt::Key_Home);
        QTest::keyClick(&shown.chart, Qt::Key_Return);
        QVERIFY(shown.view.choice().ticked().empty() && !shown.acceptButton.isEnabled());
        QCOMPARE(shown.chart.spec().chosen, 0);
    }

    /// A customer is framed at the points of the frontier that move it.
    void whoIsMovedIsMarkedInTheFrontier()
    {
        Optimising shown(path("cheap.qdeck"));
        QVERIFY(shown.solve());
        const Proposal &proposal = *shown.view.proposal();
        const coverage::PlacedAccount &first = proposal.points[1].moves.front();
        const int account = proposal.input.loads[std::size_t(first.load)].account;
        QVector<ChartPlace> expected;
        for (int point = 0; point < int(proposal.points.size()); ++point) { // the plan's moves: one category a point
            for (const coverage::PlacedAccount &move : proposal.points[std::size_t(point)].moves) {
                if (move.load == first.load)
                    expected << ChartPlace{0, point};
            }
        }
        QVERIFY(!expected.isEmpty() && !expected.contains(ChartPlace{0, 0}));
        shown.chart.markCustomers({QString::fromStdString(proposal.input.accounts->at(account).id)});
        QVERIFY(shown.chart.marked() == expected);
    }

    void boxesAreTickedByClickAndSpace()
    {
        Optimising shown(path("cheap.qdeck"));
        QVERIFY(shown.solve());
        const int count = shown.view.proposal()->plan.moves;
        QVERIFY(count > 2);
        shown.tick(0);
        QVERIFY(!shown.moves().spec().rows[0].values[0].toBool());
        QCOMPARE(shown.acceptButton.text(), QStringLiteral("Accept %1 moves").arg(count - 1));
        QTest::keyClick(&shown.grid(), Qt::Key_Down);
        QTest::keyClick(&shown.grid(), Qt::Key_Space);
        QVERIFY(!shown.moves().spec().rows[1].values[0].toBool());
        const auto ticked = shown.view.choice().ticked();
        QCOMPARE(ticked.size(), std::size_t(count - 2));
        const Spread spread = spreadOf(shown.view.proposal()->input, ticked, shown.view.proposal()->plan);
        QCOMPARE(shown.figures.cells()[0].value.toInt(), spread.points());
        const ChartSpec &spec = shown.chart.spec(); // the ticked moves stand where they are, on the line or off it
        QCOMPARE(spec.positions[spec.chosen], double(count - 2));
        QVERIFY(std::is_sorted(spec.positions.begin(), spec.positions.end()));
        shown.tick(0);
        shown.tick(1);
        QCOMPARE(shown.view.choice().ticked().size(), std::size_t(count));
    }

    void spaceTicksAllThatIsSelected()
    {
        Optimising shown(path("cheap.qdeck"));
        QVERIFY(shown.solve());
        const auto count = std::size_t(shown.view.proposal()->plan.moves);
        shown.moves().setCurrentId(shown.moves().spec().rows[0].id);
        QTest::keyClick(&shown.grid(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(shown.moves().selectedIds().size(), 2);
        QTest::keyClick(&shown.grid(), Qt::Key_Space);
        QCOMPARE(shown.view.choice().ticked().size(), count - 2);
        QTest::keyClick(&shown.grid(), Qt::Key_Space);
        QCOMPARE(shown.view.choice().ticked().size(), count);
    }

    void removeTakesAllSelectedMovesInOneStep()
    {
        Optimising shown(path("cheap.qdeck"));
        QVERIFY(shown.solve());
        QTest::mouseClick(&shown.acceptButton, Qt::LeftButton);
        const auto count = shown.page->plannedMoves().size();
        QVERIFY(count > 2);
        for (SegmentedSwitch *each : shown.page->findChildren<SegmentedSwitch *>()) {
            each->setCurrent(QStringLiteral("planned"));
            Q_EMIT each->changed(each->current());
        }
        TableView &planned = shown.table(QStringLiteral("coverage-planned"));
        auto *remove = shown.page->findChild<QPushButton *>(QStringLiteral("removeMove"));
        planned.setSelectedIds({planned.spec().rows[0].id, planned.spec().rows[1].id});
        QCOMPARE(remove->text(), QStringLiteral("Remove 2 moves"));
        remove->click();
        QCOMPARE(shown.page->plannedMoves().size(), count - 2);
        QCOMPARE(shown.window.undoStack().count(), 2); // accepted, removed
        shown.window.undoStack().undo();
        QCOMPARE(shown.page->plannedMoves().size(), count);
    }

    void tickedMovesAreAcceptedInOneStep()
    {
        Optimising shown(path("cheap.qdeck"));
        QVERIFY(shown.solve());
        const auto count = std::size_t(shown.view.proposal()->plan.moves);
        shown.tick(0);
        const QString left = shown.moves().spec().rows[0].id;
        QTest::mouseClick(&shown.acceptButton, Qt::LeftButton);
        QCOMPARE(shown.page->plannedMoves().size(), count - 1);
        for (const coverage::DraftMove &move : shown.page->plannedMoves()) {
            QVERIFY(!move.why.isEmpty());
            QCOMPARE(move.why.words().context, "Coverage"); // words and values, not a finished sentence
            QVERIFY(move.load != loadOf(left));
        }
        QCOMPARE(shown.window.undoStack().count(), 1);
        QVERIFY(!shown.view.proposal()); // the books are others now
        shown.window.undoStack().undo();
        QVERIFY(shown.page->plannedMoves().empty());
    }

    void rulesHoldCustomersAndAreUndone()
    {
        const std::string own = path("rules.qdeck");
        QVERIFY(QFile::copy(QString::fromStdString(path("cheap.qdeck")), QString::fromStdString(own)));
        Optimising shown(own);
        auto *menu = shown.view.findChild<QPushButton *>(QStringLiteral("solveRules"))->menu();
        QVERIFY(!menu->actions().first()->isChecked());
        QVERIFY(shown.view.findChild<TagRow *>()->tags().isEmpty());
        menu->actions().first()->trigger(); // red
        const auto held = [&] { return shown.figures.cells().value(3).value.toInt(); };
        QTRY_VERIFY_WITH_TIMEOUT(held() > 0, Patience);
        const Tag tag = shown.view.findChild<TagRow *>()->tags().value(0);
        QCOMPARE(tag.text, QStringLiteral("%1 held: red").arg(held()));
        QVERIFY(menu->actions().first()->isChecked());
        QVERIFY(shown.solve());
        for (const coverage::PlacedAccount &move : shown.view.proposal()->plan.accounts)
            QVERIFY(!move.isMove() || move.from < 0
                || shown.view.proposal()->input.loads[std::size_t(move.load)].health != portfolio::HealthColour::Red);
        QCOMPARE(shown.view.findChild<TagRow *>()->tags().size(), 2); // how good, and who is held
        shown.window.undoStack().undo();
        const auto isHeld = [&](int count) { // before solving; afterwards that figure is another one
            return shown.figures.cells().value(3).label == QStringLiteral("Held") && held() == count;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isHeld(0), Patience);
        QCheckBox *box = nullptr; // the same rule, open in the panel before solving
        for (QCheckBox *each : shown.view.findChildren<QCheckBox *>())
            box = each->text() == menu->actions().first()->text() ? each : box;
        QVERIFY(box && box->isVisible() && !box->isChecked());
        QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(8, box->height() / 2));
        QTRY_VERIFY_WITH_TIMEOUT(held() > 0, Patience);
        QVERIFY(box->isChecked());
    }

    void theFrontierIsExported()
    {
        Optimising shown(path("cheap.qdeck"));
        QVERIFY(shown.solve());
        const QStringList lines = chartAsCsv(shown.chart.spec()).split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.first(), QStringLiteral("customers moved,Spread"));
        QCOMPARE(lines.size(), qsizetype(shown.view.proposal()->points.size()) + 1);
        QVERIFY(lines[1].startsWith(QStringLiteral("0,")));
    }

    void nothingIsClippedOnceSolved_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("hasSolver");
        QTest::newRow("wide") << QSize(1440, 900) << true;
        QTest::newRow("small") << QSize(1024, 700) << true;
        QTest::newRow("small, with the longest words about the solver") << QSize(1024, 700) << false;
    }
    void nothingIsClippedOnceSolved()
    {
        QFETCH(QSize, size);
        QFETCH(bool, hasSolver);
        const QByteArray programs = qgetenv("PATH");
        const auto putBack = qScopeGuard([&programs] { qputenv("PATH", programs); });
        if (!hasSolver)
            qputenv("PATH", QFile::encodeName(m_dir.path()));
        Optimising shown(path("cheap.qdeck"));
        shown.window.resize(size);
        QTRY_VERIFY2_WITH_TIMEOUT(layoutFaults(*shown.page).isEmpty(),
            qPrintable(layoutFaults(*shown.page).join(u'\n')), Patience); // laid out once there is time for it
        QVERIFY(shown.solve());
        QTRY_VERIFY2_WITH_TIMEOUT(layoutFaults(*shown.page).isEmpty(),
            qPrintable(layoutFaults(*shown.page).join(u'\n')), Patience); // laid out once there is time for it
        QTRY_COMPARE(shown.grid().horizontalScrollBar()->maximum(), 0); // beside the upright bar as well
    }
};

QTEST_MAIN(TestOptimise)
#include "tst_optimise.moc"
