#include "tests/support/layout_check.h"
#include "tests/ui/pages/scenarios_fixture.h"

#include <QHBoxLayout>

using namespace qd;
using namespace qd::ui;
using namespace qd::test;

/// The Scenarios page as a person uses it, on the sample: levers and what follows them, and how it is laid out.
class TestScenarios : public QObject {
    Q_OBJECT

    std::unique_ptr<test::ScenarioWorkspaces> m_data;

    std::string path(const char *name) const { return m_data->path(name); }
    /// Keeps a picture of the window where somebody wants to look at it.
    static void picture(Shown &shown, const QString &name)
    {
        if (const QString folder = qEnvironmentVariable("QD_TEST_PICTURES"); !folder.isEmpty()) {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            shown.window.grab().save(folder + QStringLiteral("/scenarios-") + name + QStringLiteral(".png"));
        }
    }
    static QAbstractButton *buttonNamed(const QWidget &page, const QString &text)
    {
        for (QAbstractButton *button : page.findChildren<QAbstractButton *>()) {
            if (button->text() == text)
                return button;
        }
        return nullptr;
    }

private slots:
    void initTestCase() { m_data = std::make_unique<test::ScenarioWorkspaces>(); }

    void showsTheBase()
    {
        const Shown shown(path("sample.qdeck"));
        QVERIFY(shown.projected() > 1e6);
        QCOMPARE(shown.closing(), shown.projected());
        const ChartSpec &spec = shown.find<ChartView>("scenarioProjection")->spec();
        QCOMPARE(spec.bands.size(), 1);
        QVERIFY(*spec.bands[0].low.back() < shown.projected() && *spec.bands[0].high.back() > shown.projected());
        QCOMPARE(spec.categories.size(), 12 + 24);
        QVERIFY(!shown.find<ChartView>("scenarioDrivers")->spec().categories.isEmpty());
        QVERIFY(shown.table(QStringLiteral("scenario-difference"))->spec().rows.isEmpty());
        const TableSpec &quarters = shown.table(QStringLiteral("scenario-quarters"))->spec();
        QCOMPARE(quarters.rows.size(), 3); // one line a measure while nothing differs
        QCOMPARE(quarters.columns[1].id, QStringLiteral("2026-12"));
        QCOMPARE(quarters.columns.back().id, QStringLiteral("2028-10"));
    }

    /// How long a move takes to its repaint is measured by tests/bench/bench_slider.
    void aDraggedSliderProjectsAtOnceAndIsOneStep()
    {
        const Shown shown(path("sample.qdeck"));
        const double before = shown.closing();
        auto *slider = shown.row(EnterpriseChurn)->findChild<LeverSlider *>();
        const int from = slider->value();
        slider->setSliderDown(true);
        for (int i = 1; i <= 20; ++i) {
            const double last = shown.closing();
            slider->setValue(from + i);
            QVERIFY(shown.closing() < last); // at once: no event loop in between
        }
        QCOMPARE(shown.window.undoStack().count(), 0);
        slider->setSliderDown(false);
        Q_EMIT slider->sliderReleased();
        QTRY_COMPARE(shown.window.undoStack().count(), 1);
        QCOMPARE(shown.closing(), shown.projected());
        QVERIFY(shown.closing() < before);
        shown.window.undoStack().undo();
        QCOMPARE(shown.closing(), before);
        QCOMPARE(slider->value(), from);
    }

    void keysOnASliderAreOneStep()
    {
        const Shown shown(path("sample.qdeck"));
        const double before = shown.closing();
        const double churn = shown.value(EnterpriseChurn);
        auto *slider = shown.row(EnterpriseChurn)->findChild<LeverSlider *>();
        slider->setFocus();
        for (int i = 0; i < 3; ++i) {
            const double now = shown.value(EnterpriseChurn);
            QTest::keyClick(slider, Qt::Key_Right);
            QTRY_VERIFY(shown.value(EnterpriseChurn) > now);
        }
        QVERIFY(shown.closing() < before);
        QCOMPARE(shown.window.undoStack().count(), 1);
        shown.window.undoStack().undo();
        QCOMPARE(shown.value(EnterpriseChurn), churn);
    }

    void aTypedNumberIsTakenAndExplained()
    {
        const Shown shown(path("sample.qdeck"));
        const double before = shown.closing();
        shown.type(EnterpriseChurn, QStringLiteral("25"));
        QTRY_COMPARE(shown.value(EnterpriseChurn), 0.25);
        const TableSpec &spec = shown.table(QStringLiteral("scenario-difference"))->spec();
        QCOMPARE(spec.rows.size(), 1);
        QVERIFY(spec.rows[0].values[0].toString().contains(QStringLiteral("Enterprise")));
        QVERIFY(std::abs(spec.rows[0].values[1].toDouble() * 1000 - (shown.projected() - before)) < 1000);
        QVERIFY(spec.rows[0].values[0].toString().contains(QStringLiteral("pt")));
        QCOMPARE(shown.find<ChartView>("scenarioProjection")->spec().series[0].meaning, chart::Meaning::Base);
        QCOMPARE(shown.find<QComboBox>("scenarioChoice")->currentText(), QStringLiteral("Draft, not saved"));
        // The fans follow without being asked for.
        QTRY_COMPARE_WITH_TIMEOUT(shown.find<ChartView>("scenarioProjection")->spec().bands.size(), 2, Patience);
    }

    void resetTakesEveryLeverBack()
    {
        const Shown shown(path("sample.qdeck"));
        const double before = shown.closing();
        shown.type(EnterpriseChurn, QStringLiteral("25"));
        shown.type({"annual_expansion", "SMB"}, QStringLiteral("3"));
        QTRY_COMPARE(shown.value({"annual_expansion", "SMB"}), 0.03);
        auto *reset = shown.find<QPushButton>("scenarioReset");
        QVERIFY(reset->isEnabled());
        QTest::mouseClick(reset, Qt::LeftButton);
        QCOMPARE(shown.closing(), before);
        QVERIFY(!reset->isEnabled());
        shown.window.undoStack().undo();
        QCOMPARE(shown.value(EnterpriseChurn), 0.25);
    }

    void nothingIsClippedOrOverlaps_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("changed");
        QTest::addColumn<bool>("dark");
        QTest::newRow("wide") << QSize(1440, 900) << false << false;
        QTest::newRow("wide, changed") << QSize(1440, 900) << true << false;
        QTest::newRow("small, changed") << QSize(1024, 700) << true << false;
        QTest::newRow("wide, changed, dark") << QSize(1440, 900) << true << true;
        QTest::newRow("small, changed, dark") << QSize(1024, 700) << true << true;
    }
    /// Levers of every kind at once: rates, a threshold, a limit of customers, hires, elasticity.
    static void turnMany(const Shown &shown)
    {
        const auto turn = [&](const scenario::Lever &lever, double value) {
            Q_EMIT shown.row(lever)->committed(value, false);
        };
        for (const scenario::Lever &lever : scenario::boardLevers(shown.page->draft().scenario)) {
            if (lever.key == "threshold" && lever.toward == "Enterprise")
                turn(lever, 40'000);
            if (lever.key == "hires")
                turn(lever, 2);
        }
        turn({"annual_expansion", "Mid-Market"}, 0.1);
        turn({"max_logos_per_csm", "SMB"}, 12);
        turn({"overload_elasticity"}, 0.3);
        turn(EnterpriseChurn, 0.25);
    }
    void nothingIsClippedOrOverlaps()
    {
        QFETCH(QSize, size);
        QFETCH(bool, changed);
        QFETCH(bool, dark);
        applyTheme(*qApp, dark);
        const auto light = qScopeGuard([] { applyTheme(*qApp, false); });
        const QString name = QStringLiteral("%1%2").arg(size.width()).arg(dark ? QStringLiteral("-dark") : QString());
        Shown shown(path("sample.qdeck"), size);
        if (changed) {
            turnMany(shown);
            QTRY_COMPARE(shown.value(EnterpriseChurn), 0.25);
            const TableSpec &levers = shown.table(QStringLiteral("scenario-difference"))->spec();
            QCOMPARE(levers.rows.size(), 6);
            double sum = 0;
            for (const TableRow &row : levers.rows)
                sum += row.values[1].toDouble();
            QCOMPARE(sum, shown.lastFigure("arr/difference"));
        }
        QTRY_COMPARE(test::layoutFaults(*shown.page), QStringList()); // once the new texts are laid out
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.find<ChartView>("scenarioProjection")->spec().bands.size(), changed ? 2 : 1, Patience);
        picture(shown, QStringLiteral("%1-%2").arg(name).arg(changed));
        for (const char *part : {"Rank", "What moves it", "Quarter ends"}) {
            QAbstractButton *button = buttonNamed(*shown.page, QString::fromLatin1(part));
            QVERIFY(button);
            if (!button->isVisible())
                continue;
            QTest::mouseClick(button, Qt::LeftButton);
            QTRY_COMPARE(test::layoutFaults(*shown.page), QStringList());
            picture(shown, QStringLiteral("%1-%2").arg(name, QString::fromLatin1(part).left(4)));
        }
        for (const char *part : {"Changed 6", "All 53"}) {
            if (QAbstractButton *button = buttonNamed(*shown.page, QString::fromLatin1(part))) {
                QTest::mouseClick(button, Qt::LeftButton);
                QTRY_COMPARE(test::layoutFaults(*shown.page), QStringList());
                picture(shown, QStringLiteral("%1-%2").arg(name, QString::fromLatin1(part).left(3)));
            }
        }
    }

    void aPageOfItsOwnFits_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("wide") << QSize(1240, 760);
        QTest::newRow("small") << QSize(830, 560);
    }
    void aPageOfItsOwnFits()
    {
        QFETCH(QSize, size);
        ScenariosPage page;
        QWidget header(&page, Qt::Window); // the shell's page header lays these out
        auto *row = new QHBoxLayout(&header);
        for (QWidget *action : page.headerActions())
            row->addWidget(action);
        header.show();
        page.resize(size);
        static_cast<QWidget &>(page).show();
        QSignalSpy settled(&page, &Page::settled);
        PageContext context;
        context.workspacePath = path("sample.qdeck");
        page.refresh(context);
        QVERIFY(!settled.isEmpty() || settled.wait(Patience));
        QCOMPARE(page.size(), size);
        QTRY_COMPARE(test::layoutFaults(page), QStringList());
    }

    void withoutArrItSaysWhatToImport()
    {
        const Shown shown(path("empty.qdeck"));
        auto *button = shown.find<QPushButton>("emptyPrimary");
        QVERIFY(button && button->isVisible());
        for (QWidget *action : shown.page->headerActions())
            QVERIFY(!action->isVisible()); // nothing to choose from
        QSignalSpy link(shown.page, &Page::linkActivated);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(link.value(0).value(0).toString(), QStringLiteral("import"));
    }
};

QTEST_MAIN(TestScenarios)
#include "tst_scenarios.moc"
