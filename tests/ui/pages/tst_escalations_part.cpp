#include "tests/ui/pages/actions_fixture.h"
#include "ui/actions/escalation_panel.h"

#include <QComboBox>
#include <QDateEdit>
#include <QToolButton>

using namespace qd;
using namespace qd::ui;

namespace {

/// An entry of the panel's menu, as a person chooses it; false for one that cannot be chosen.
bool chooseEntry(const test::ShownActions &shown, const QString &entry)
{
    const auto *button = shown.window.findChild<QToolButton *>(QStringLiteral("changeEscalation"));
    for (QAction *action : button->menu()->actions()) {
        if (withoutMnemonic(action->text()) != entry)
            continue;
        const bool isPossible = action->isEnabled();
        if (isPossible)
            action->trigger();
        return isPossible;
    }
    return false;
}

void setMoment(QDialog &dialog, int hour)
{
    dialog.findChild<QDateTimeEdit *>(QStringLiteral("escalationWhen"))
        ->setDateTime(QDateTime(QDate(2026, 6, 30), QTime(hour, 0)));
}

/// Goes to the open escalations of the part Programmes.
void showOpen(const test::ShownActions &shown)
{
    QVERIFY(shown.isReady());
    shown.choose("actionsPart", QStringLiteral("Programmes"));
    shown.choose("escalationsShown", QStringLiteral("Open"));
    QCOMPARE(shown.column("open-escalations", "customer"), QStringList());
}

/// Opens one of Birch for the manager at ten o'clock.
void openOne(test::ShownActions &shown)
{
    shown.inDialog([&] { QVERIFY(chooseEntry(shown, QStringLiteral("Open one..."))); },
        [](QDialog &dialog) {
            auto *customer = dialog.findChild<QComboBox *>(QStringLiteral("escalationCustomer"));
            auto *tier = dialog.findChild<QComboBox *>(QStringLiteral("escalationTier"));
            const auto *take = dialog.findChild<QPushButton *>(QStringLiteral("escalationTake"));
            QVERIFY(!take->isEnabled()); // for nobody
            customer->setCurrentIndex(1);
            QVERIFY(take->isEnabled());
            QCOMPARE(dialog.findChild<QComboBox *>(QStringLiteral("escalationOwner"))->currentText(),
                QStringLiteral("Bob")); // whose customer it is
            tier->setCurrentIndex(1);
            QCOMPARE(tier->currentText(), QStringLiteral("Manager: answered within 8 h"));
            QCOMPARE(dialog.findChild<QComboBox *>(QStringLiteral("escalationOwner"))->currentText(),
                QStringLiteral("Manager"));
            QCOMPARE(dialog.findChild<QLineEdit *>(QStringLiteral("escalationReason"))->text(),
                QStringLiteral("No answer in time, or a manager is asked for"));
            setMoment(dialog, 10);
            test::ShownActions::take(dialog, "escalationTake");
        });
    QTRY_COMPARE_WITH_TIMEOUT(shown.column("open-escalations", "customer"), QStringList{"Birch"}, test::Patience);
    shown.table("open-escalations")->setCurrentId(shown.table("open-escalations")->shownIds().front());
}

} // namespace

/// Escalations and plays that a person opens, works and takes back on the page Actions, on the book of
/// actions_fixture.h.
class TestEscalationsPart : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, false); }

    /// Eight hours are over at the day's end: late; answered at noon it is not.
    void openAnswerResolveAndUndo()
    {
        test::ShownActions shown;
        showOpen(shown);
        openOne(shown);
        QCOMPARE(shown.column("open-escalations", "state"), QStringList{"late"});
        QCOMPARE(shown.column("open-escalations", "owner"), QStringList{"Manager"});
        QCOMPARE(shown.column("open-escalations", "source"), QStringList{"here"});
        shown.inDialog([&] { QVERIFY(chooseEntry(shown, QStringLiteral("Answered..."))); },
            [](QDialog &dialog) {
                setMoment(dialog, 12);
                test::ShownActions::take(dialog, "escalationTake");
            });
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("open-escalations", "state"), QStringList{"answered"}, test::Patience);
        shown.table("open-escalations")->setCurrentId(shown.table("open-escalations")->shownIds().front());
        QVERIFY(!chooseEntry(shown, QStringLiteral("Answered...")));
        shown.inDialog([&] { QVERIFY(chooseEntry(shown, QStringLiteral("Resolved..."))); },
            [](QDialog &dialog) {
                setMoment(dialog, 16);
                test::ShownActions::take(dialog, "escalationTake");
            });
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("open-escalations", "state"), QStringList(), test::Patience);
        shown.choose("escalationsShown", QStringLiteral("Tiers"));
        QCOMPARE(shown.column("escalations", "tier"), QStringList{"Manager"});
        QCOMPARE(shown.column("escalations", "median"), QStringList{"6"}); // hours, from ten to four
        QCOMPARE(shown.column("escalations", "inTime"), QStringList{"1"});
        shown.undo();
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("escalations", "open"), QStringList{"1"}, test::Patience);
        shown.undo();
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("escalations", "inTime"), QStringList{"0"}, test::Patience);
        shown.undo();
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("escalations", "tier"), QStringList(), test::Patience);
        QCOMPARE(shown.count("SELECT count(*) FROM escalations"), 0);
    }

    void raise()
    {
        test::ShownActions shown;
        showOpen(shown);
        openOne(shown);
        shown.inDialog([&] { QVERIFY(chooseEntry(shown, QStringLiteral("Raise..."))); },
            [](QDialog &dialog) {
                const auto *tier = dialog.findChild<QComboBox *>(QStringLiteral("escalationTier"));
                QCOMPARE(tier->count(), 2); // above the manager
                QCOMPARE(dialog.findChild<QComboBox *>(QStringLiteral("escalationOwner"))->currentText(),
                    QStringLiteral("Director"));
                test::ShownActions::take(dialog, "escalationTake");
            });
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("open-escalations", "tier"), QStringList{"Director"}, test::Patience);
        QCOMPARE(shown.column("open-escalations", "owner"), QStringList{"Director"});
        shown.undo();
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("open-escalations", "tier"), QStringList{"Manager"}, test::Patience);
    }

    /// A comment needs words; a dialog that is left changes nothing.
    void comment()
    {
        test::ShownActions shown;
        showOpen(shown);
        QVERIFY(!chooseEntry(shown, QStringLiteral("Comment..."))); // nothing is chosen
        openOne(shown);
        shown.inDialog([&] { QVERIFY(chooseEntry(shown, QStringLiteral("Comment..."))); },
            [](QDialog &dialog) {
                const auto *take = dialog.findChild<QPushButton *>(QStringLiteral("escalationTake"));
                QVERIFY(!take->isEnabled());
                QTest::keyClicks(
                    dialog.findChild<QLineEdit *>(QStringLiteral("escalationNote")), QStringLiteral("on it"));
                QVERIFY(take->isEnabled());
                QTest::keyClick(&dialog, Qt::Key_Escape);
            });
        QCOMPARE(shown.window.findChild<QUndoStack *>()->count(), 1);
    }

    /// A person starts a save play for a customer, and does its steps one by one.
    void openAPlayByHand()
    {
        test::ShownActions shown;
        QVERIFY(shown.isReady());
        shown.select({"Meet them, Birch"});
        shown.inDialog([&] { QTest::mouseClick(shown.button("newActionButton"), Qt::LeftButton); },
            [](QDialog &dialog) {
                auto *play = dialog.findChild<QComboBox *>(QStringLiteral("newActionPlay"));
                play->setCurrentIndex(play->findData(QStringLiteral("save-competitor")));
                QCOMPARE(dialog.findChild<QLineEdit *>(QStringLiteral("newActionTitle"))->text(),
                    QStringLiteral("Save: competitor"));
                QCOMPARE(dialog.findChild<QDateEdit *>(QStringLiteral("newActionDue"))->date(), QDate(2026, 7, 17));
                test::ShownActions::take(dialog, "newActionTake");
            });
        QTRY_VERIFY_WITH_TIMEOUT(
            shown.column("action-queue", "title").contains(QStringLiteral("Save: competitor")), test::Patience);
        shown.select({"Save: competitor, Birch"});
        shown.inMenu("changeAction", QStringLiteral("Step done"));
        QTRY_VERIFY_WITH_TIMEOUT(
            shown.column("action-queue", "step").contains(QStringLiteral("2 of 4: Put the value in figures")),
            test::Patience);
        shown.undo();
        QTRY_VERIFY_WITH_TIMEOUT(
            shown.column("action-queue", "step").contains(QStringLiteral("1 of 4: Ask what the other offers")),
            test::Patience);
    }
};

QTEST_MAIN(TestEscalationsPart)
#include "tst_escalations_part.moc"
