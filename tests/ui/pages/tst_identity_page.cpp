#include "core/identity/identity_store.h"
#include "core/reconcile/break_store.h"
#include "core/session/identity_decisions.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/empty_state.h"
#include "ui/common/error_bar.h"
#include "ui/common/segmented_switch.h"
#include "ui/identity/identity_page.h"
#include "ui/identity/weight_histogram.h"
#include "ui/paint/formatting.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <set>

using namespace qd;
using namespace qd::ui;
using test::Patience;

namespace {

TableView &listOf(const QWidget &page)
{
    return *page.findChild<TableView *>(QStringLiteral("identityTable"));
}

QWidget &cellsOf(const QWidget &page)
{
    return *listOf(page).findChild<QAbstractItemView *>();
}

QPushButton &button(const QWidget &page, const char *name)
{
    return *page.findChild<QPushButton *>(QLatin1String(name));
}

QString outcome(const QWidget &page)
{
    return page.findChild<QLabel *>(QStringLiteral("identityOutcome"))->text();
}

/// What a person presses in the list.
void press(const QWidget &page, Qt::Key key)
{
    cellsOf(page).setFocus();
    QTest::keyClick(&cellsOf(page), key);
}

void showList(const QWidget &page, const char *id)
{
    auto *views = page.findChild<SegmentedSwitch *>();
    views->setCurrent(QLatin1String(id));
    Q_EMIT views->changed(QLatin1String(id));
}

} // namespace

/// Saying which records are one customer, as a person does: by key and by button.
class TestIdentityPage : public QObject {
    Q_OBJECT

    test::SamplePages m_pages;

    /// The page with every pair, its first row chosen, ready for keys.
    std::unique_ptr<IdentityPage> opened(const PageContext &context) const
    {
        auto page = m_pages.shown<IdentityPage>(context);
        page->activateWindow();
        if (!QTest::qWaitForWindowActive(page.get()))
            qWarning("the page is not active");
        auto *least = qobject_cast<QComboBox *>(page->headerActions().front());
        QSignalSpy settled(page.get(), &Page::settled);
        while (least->currentIndex() < least->count() - 1) {
            settled.clear();
            QTest::keyClick(least, Qt::Key_Down);
            if (settled.isEmpty() && !settled.wait(Patience))
                qWarning("the page did not settle");
        }
        page->activateWindow(); // the box stands in a window of its own
        if (!QTest::qWaitForWindowActive(page.get()))
            qWarning("the page is not active");
        listOf(*page).setCurrentId(listOf(*page).shownIds().value(0));
        return page;
    }
    std::unique_ptr<IdentityPage> opened() const { return opened(m_pages.sample()); }

    static void refresh(IdentityPage &page, const PageContext &context)
    {
        QSignalSpy settled(&page, &Page::settled);
        page.refresh(context);
        QVERIFY(!settled.isEmpty() || settled.wait(Patience));
    }
    /// Whether both records of a row of the queue, "source:id|source:id", have one customer now.
    bool areOne(const QString &row) const
    {
        auto workspace = store::Workspace::open(m_pages.sample().workspacePath);
        const auto directory = identity::AccountDirectory::load(**workspace);
        const auto customer = [&](const QString &record) {
            return directory.indexOfRecord(
                record.section(u':', 0, 0).toStdString(), record.section(u':', 1).toStdString());
        };
        return customer(row.section(u'|', 0, 0)) == customer(row.section(u'|', 1));
    }

private slots:
    void initTestCase() { m_pages.make(); }

    /// What accepting the chosen pair does to ARR and to open breaks stands below the list.
    void theOutcomeNamesOpenBreaks()
    {
        const auto page = opened();
        const auto workspace = store::Workspace::open(m_pages.sample().workspacePath);
        const auto names = reconcile::openBreakNames(**workspace);
        const auto directory = identity::AccountDirectory::load(**workspace);
        for (const QString &row : listOf(*page).shownIds()) {
            listOf(*page).setCurrentId(row);
            std::set<std::string> open;
            for (const QString &record : {row.section(u'|', 0, 0), row.section(u'|', 1)}) {
                const int customer = directory.indexOfRecord(
                    record.section(u':', 0, 0).toStdString(), record.section(u':', 1).toStdString());
                const auto own = customer < 0 ? names.end() : names.find(directory.at(customer).id);
                if (own != names.end())
                    open.insert(own->second.begin(), own->second.end());
            }
            QVERIFY2(
                outcome(*page).contains(QStringLiteral(", %1 break").arg(open.size())), qPrintable(outcome(*page)));
            const QString tip = page->findChild<QLabel *>(QStringLiteral("identityOutcome"))->toolTip();
            for (const std::string &name : open)
                QVERIFY2(tip.contains(QString::fromStdString(name)), qPrintable(tip));
        }
    }

    void aKeyDecidesAndUndoTakesItBack_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<bool>("one");
        QTest::newRow("accept") << int(Qt::Key_A) << true;
        QTest::newRow("reject") << int(Qt::Key_R) << false;
    }
    void aKeyDecidesAndUndoTakesItBack()
    {
        QFETCH(int, key);
        QFETCH(bool, one);
        const auto page = opened();
        const QStringList before = listOf(*page).shownIds();
        QVERIFY(before.size() > 1);
        const QString row = listOf(*page).currentId();
        QCOMPARE(row, before.front());
        QVERIFY(!areOne(row));
        QSignalSpy edited(page.get(), &Page::edited);
        press(*page, static_cast<Qt::Key>(key));
        QCOMPARE(edited.size(), 1);
        const auto edit = edited[0][0].value<Edit>();

        auto workspace = store::Workspace::open(m_pages.sample().workspacePath);
        QVERIFY(edit.apply(**workspace).ok());
        session::settleAll(**workspace, true); // as any import does
        QCOMPARE(areOne(row), one);
        refresh(*page, m_pages.sample());
        QVERIFY(!listOf(*page).shownIds().contains(row));
        QVERIFY(!listOf(*page).currentId().isEmpty()); // the next is chosen
        showList(*page, "decided");
        QCOMPARE(listOf(*page).spec().rows.size(), 1);

        QVERIFY(edit.revert(**workspace).ok());
        QVERIFY(!areOne(row));
        refresh(*page, m_pages.sample());
        QVERIFY(listOf(*page).spec().rows.isEmpty());
        showList(*page, "queue");
        QCOMPARE(listOf(*page).shownIds(), before);
    }

    /// What was accepted is withdrawn from the list of decisions.
    void aDecisionIsWithdrawn()
    {
        const auto page = opened();
        const QString row = listOf(*page).currentId();
        QSignalSpy edited(page.get(), &Page::edited);
        QTest::mouseClick(&button(*page, "identityAccept"), Qt::LeftButton);
        auto workspace = store::Workspace::open(m_pages.sample().workspacePath);
        QVERIFY(edited.takeFirst()[0].value<Edit>().apply(**workspace).ok());
        QVERIFY(areOne(row));
        refresh(*page, m_pages.sample());
        showList(*page, "decided");
        QVERIFY(!button(*page, "identityAccept").isVisible());
        press(*page, Qt::Key_W);
        QCOMPARE(edited.size(), 1);
        QVERIFY(edited.takeFirst()[0].value<Edit>().apply(**workspace).ok());
        QVERIFY(!areOne(row));
        QVERIFY(identity::decisionsInForce(**workspace).empty());
    }

    /// The counts follow the line at once, the list when it is let go.
    void aDraggedLineListsFromThere()
    {
        const auto page = m_pages.shown<IdentityPage>();
        auto *weights = page->findChild<WeightHistogram *>();
        QVERIFY(weights->isVisible());
        const QStringList before = listOf(*page).shownIds();
        const auto listed = [weights](double least) {
            return std::ranges::count_if(
                weights->pairs(), [least](const auto &pair) { return pair.probability >= least; });
        };
        QCOMPARE(before.size(), listed(0.5));
        const int y = weights->height() / 2;
        QSignalSpy settled(page.get(), &Page::settled);
        QTest::mousePress(weights, Qt::LeftButton, {}, {weights->placeOf(weights->lower()), y});
        QTest::mouseMove(weights, {1, y}); // to the left end
        const answers::WeightZones zones = weights->zones();
        QCOMPARE(zones.below, 0);
        QCOMPARE(zones.between + zones.above,
            std::ranges::count_if(weights->pairs(), [](const auto &pair) { return pair.weighed != nullptr; }));
        QCOMPARE(listOf(*page).shownIds(), before);
        QTest::mouseRelease(weights, Qt::LeftButton, {}, {1, y});
        QVERIFY(!settled.isEmpty() || settled.wait(Patience));
        const auto *least = qobject_cast<QComboBox *>(page->headerActions().front());
        QVERIFY(least->currentData().toDouble() < 0.5);
        QCOMPARE(listOf(*page).shownIds().size(), listed(least->currentData().toDouble()));
        QVERIFY(listOf(*page).shownIds().size() >= before.size());
        showList(*page, "decided");
        QVERIFY(!weights->isVisible()); // they are of what is to be looked at
        page->resize(1000, 500);
        showList(*page, "queue");
        QVERIFY(!weights->isVisible()); // the lists need the room
    }

    /// All from the upper line on are accepted by one button, which says how many, and the panel how many are wrong.
    void allAboveALineAreAcceptedAtOnce()
    {
        const auto page = opened();
        auto *weights = page->findChild<WeightHistogram *>();
        for (int bits = 0; bits < 60 && weights->zones().above == 0; ++bits)
            QTest::keyClick(weights, Qt::Key_PageDown, Qt::ShiftModifier);
        const int above = weights->zones().above;
        QVERIFY(above > 0);
        QVERIFY(button(*page, "identityAcceptAbove").text().startsWith(QStringLiteral("Accept %1 from ").arg(above)));
        QSignalSpy edited(page.get(), &Page::edited);
        QTest::mouseClick(&button(*page, "identityAcceptAbove"), Qt::LeftButton);
        QCOMPARE(edited.size(), 1);
        const auto edit = edited[0][0].value<Edit>();
        auto workspace = store::Workspace::open(m_pages.sample().workspacePath);
        QVERIFY(edit.apply(**workspace).ok());
        QCOMPARE(int(identity::decisionsInForce(**workspace).size()), above);
        refresh(*page, m_pages.sample());
        QCOMPARE(weights->zones().above, 0);
        QVERIFY(!button(*page, "identityAcceptAbove").isEnabled());
        QVERIFY(edit.revert(**workspace).ok());
        QVERIFY(identity::decisionsInForce(**workspace).empty());
    }

    void keysGoThroughTheList()
    {
        const auto page = opened();
        const QStringList rows = listOf(*page).shownIds();
        press(*page, Qt::Key_J);
        QCOMPARE(listOf(*page).currentId(), rows[1]);
        press(*page, Qt::Key_K);
        press(*page, Qt::Key_K); // stays at the first
        QCOMPARE(listOf(*page).currentId(), rows[0]);
        const auto *fields = test::SamplePages::tableWith(*page, QStringLiteral("identity-fields"));
        QCOMPARE(fields->spec().rows.front().id, QStringLiteral("name"));
        QCOMPARE(fields->spec().rows.back().id, QStringLiteral("customer"));
        QVERIFY(!test::SamplePages::tableWith(*page, QStringLiteral("identity-evidence"))->spec().rows.isEmpty());
    }

    /// Letters typed into a filter are text.
    void typingDecidesNothing()
    {
        const auto page = opened();
        QSignalSpy edited(page.get(), &Page::edited);
        auto *field = listOf(*page).findChild<QLineEdit *>();
        QVERIFY(field);
        field->setFocus();
        QTest::keyClicks(field, QStringLiteral("ar"));
        QCOMPARE(field->text(), QStringLiteral("ar"));
        QVERIFY(edited.isEmpty());
    }

    /// Of several the share that is wrong is said before they are accepted together.
    void severalAtOnce()
    {
        const auto page = opened();
        const TableSpec &spec = listOf(*page).spec();
        const QStringList rows = listOf(*page).shownIds().mid(0, 2);
        double right = 0;
        for (const TableRow &row : spec.rows) {
            if (rows.contains(row.id))
                right += row.values[4].toDouble();
        }
        listOf(*page).setSelectedIds(rows);
        QVERIFY2(outcome(*page).contains(formatPercent(1 - right / 2)), qPrintable(outcome(*page)));
        QSignalSpy edited(page.get(), &Page::edited);
        press(*page, Qt::Key_R);
        QCOMPARE(edited.size(), 1);
        auto workspace = store::Workspace::open(m_pages.sample().workspacePath);
        const auto edit = edited[0][0].value<Edit>();
        QVERIFY(edit.apply(**workspace).ok());
        QCOMPARE(identity::decisionsInForce(**workspace).size(), std::size_t(2));
        QVERIFY(edit.revert(**workspace).ok());
        QVERIFY(identity::decisionsInForce(**workspace).empty());
    }

    /// What was decided is saved, and loaded again where it was taken back; a file that is none is refused with its
    /// line.
    void decisionsAsFiles()
    {
        const auto page = opened();
        const QString row = listOf(*page).currentId();
        QSignalSpy edited(page.get(), &Page::edited);
        press(*page, Qt::Key_A);
        auto workspace = store::Workspace::open(m_pages.sample().workspacePath);
        const auto accept = edited.takeFirst()[0].value<Edit>();
        QVERIFY(accept.apply(**workspace).ok());
        const QString file = QString::fromStdString(m_pages.path("decisions.csv"));
        page->saveDecisions(file);
        QVERIFY(accept.revert(**workspace).ok());
        QVERIFY(!areOne(row));
        page->loadDecisions(file);
        QCOMPARE(edited.size(), 1);
        const auto load = edited.takeFirst()[0].value<Edit>();
        QVERIFY(load.apply(**workspace).ok());
        QVERIFY(areOne(row));
        QVERIFY(load.revert(**workspace).ok());
        QVERIFY(!areOne(row));

        QFile wrong(QString::fromStdString(m_pages.path("wrong.csv")));
        QVERIFY(wrong.open(QIODevice::WriteOnly));
        wrong.write("left_source,left_id,right_source,right_id,decision\na,1,b,2,perhaps\n");
        wrong.close();
        page->loadDecisions(wrong.fileName());
        QVERIFY(edited.isEmpty());
        const auto *errors = page->findChild<ErrorBar *>();
        QVERIFY(errors && errors->isVisible());
    }

    /// What a customer is made of, as a document.
    void theSpecificationIsSaved()
    {
        const auto page = opened();
        for (const auto &[name, begins] :
            {std::pair("spec.md", "# Customer 360 specification\n"), {"spec.html", "<!DOCTYPE html>"}}) {
            const QString path = QString::fromStdString(m_pages.path(name));
            page->saveSpecification(path);
            QFile file(path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QVERIFY2(text.startsWith(begins), text.left(60).constData());
            QVERIFY(text.contains("salesforce"));
        }
        page->saveSpecification(QString::fromStdString(m_pages.path("none/there.md")));
        const auto *errors = page->findChild<ErrorBar *>();
        QVERIFY(errors && errors->isVisible());
    }

    /// The sample has two customers whose parents lead in a circle.
    void parentsInACircle()
    {
        const auto page = opened();
        showList(*page, "parents");
        const TableSpec &spec = listOf(*page).spec();
        QVERIFY(!spec.rows.isEmpty());
        QCOMPARE(spec.rows.front().values[0].value<StateValue>().word, QStringLiteral("Loop"));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        press(*page, Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QVERIFY(accountList(opened[0][1].value<PageTarget>()).ids.size() >= 2);
    }

    void chipsAct()
    {
        PageContext some = m_pages.sample();
        some.filters = {{"segment", "Enterprise"}};
        const auto all = opened();
        const auto few = opened(some);
        QVERIFY(listOf(*few).spec().rows.size() < listOf(*all).spec().rows.size());
    }

    void emptyWorkspace()
    {
        const auto page = m_pages.shown<IdentityPage>(m_pages.empty());
        const auto *empty = page->findChild<EmptyState *>();
        QVERIFY(empty && empty->isVisible());
    }
};

QTEST_MAIN(TestIdentityPage)
#include "tst_identity_page.moc"
