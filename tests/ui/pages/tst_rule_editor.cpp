#include "tests/ui/pages/actions_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QMessageBox>
#include <QSpinBox>

using namespace qd;
using namespace qd::ui;

namespace {

/// Sets a text as somebody who marks the old one and types the new one.
void type(QDialog &dialog, const char *name, const QString &text, int which = 0)
{
    auto *field = dialog.findChildren<QLineEdit *>(QLatin1String(name)).value(which);
    QVERIFY(field);
    field->selectAll();
    QTest::keyClicks(field, text);
}

void choose(QDialog &dialog, const char *name, const QString &text, int which = 0)
{
    auto *box = dialog.findChildren<QComboBox *>(QLatin1String(name)).value(which);
    QVERIFY(box);
    const int item = box->findText(text);
    QVERIFY2(item >= 0, qPrintable(text));
    box->setCurrentIndex(item);
    Q_EMIT box->activated(item);
}

void showRules(const test::ShownActions &shown)
{
    QVERIFY(shown.isReady());
    shown.choose("actionsPart", QStringLiteral("Rules"));
}

} // namespace

/// The editor of action rules on the book of actions_fixture.h: what somebody changes is a draft, told what it would
/// have opened, until it is put in force.
class TestRuleEditor : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, false); }

    /// Rule s asks for ARR of 100 and more; for 250 and more only Birch is left.
    void editPutInForceAndUndo()
    {
        test::ShownActions shown;
        showRules(shown);
        shown.table("action-rules")->setCurrentId(QStringLiteral("1"));
        QCOMPARE(shown.column("action-rules", "wouldOpen")[1], QStringLiteral("2"));
        shown.inDialog([&] { shown.inMenu("changeRule", QStringLiteral("Edit...")); },
            [](QDialog &dialog) {
                QCOMPARE(
                    dialog.findChild<QLineEdit *>(QStringLiteral("ruleTitle"))->text(), QStringLiteral("Meet them"));
                QCOMPARE(dialog.findChild<QSpinBox *>(QStringLiteral("ruleDue"))->value(), 7);
                const auto *take = dialog.findChild<QPushButton *>(QStringLiteral("ruleTake"));
                const auto *fault = dialog.findChild<QLabel *>(QStringLiteral("ruleFault"));
                QVERIFY(take->isEnabled() && fault->text().isEmpty());
                type(dialog, "conditionValue", QStringLiteral("much"));
                QVERIFY(!take->isEnabled() && fault->text().contains(QStringLiteral("at_least")));
                type(dialog, "conditionValue", QStringLiteral("250"));
                QVERIFY(take->isEnabled() && fault->text().isEmpty());
                type(dialog, "ruleTitle", QStringLiteral("Meet the large"));
                test::ShownActions::take(dialog, "ruleTake");
            });
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.column("action-rules", "rule"), (QStringList{"Renewal plan", "Meet the large"}), test::Patience);
        QCOMPARE(shown.column("action-rules", "wouldOpen")[1], QStringLiteral("1"));
        QCOMPARE(shown.count("SELECT max(version) FROM action_rules"), 1);
        QTest::mouseClick(shown.button("saveRules"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(shown.isReady() && !shown.button("saveRules")->isVisible(), test::Patience);
        QCOMPARE(shown.count("SELECT max(version) FROM action_rules"), 2);
        shown.undo();
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.column("action-rules", "rule"), (QStringList{"Renewal plan", "Meet them"}), test::Patience);
    }

    /// One customer has ARR below 100, and the rule is hers alone.
    void newRule()
    {
        test::ShownActions shown;
        showRules(shown);
        shown.inDialog([&] { shown.inMenu("changeRule", QStringLiteral("New rule...")); },
            [](QDialog &dialog) {
                QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("ruleTake"))->isEnabled());
                type(dialog, "ruleTitle", QStringLiteral("Call the small"));
                auto *add = dialog.findChild<QPushButton *>(QStringLiteral("addCondition"));
                QTest::mouseClick(add, Qt::LeftButton);
                choose(dialog, "conditionField", QStringLiteral("ARR"));
                choose(dialog, "conditionAsks", QStringLiteral("below"));
                type(dialog, "conditionValue", QStringLiteral("100"));
                QTest::mouseClick(add, Qt::LeftButton);
                choose(dialog, "conditionField", QStringLiteral("Segment"), 1);
                choose(dialog, "conditionAsks", QStringLiteral("one of"), 1);
                type(dialog, "conditionValue", QStringLiteral("SMB, Mid-Market"), 1);
                QTest::mouseClick(add, Qt::LeftButton);
                QTest::mouseClick(
                    dialog.findChildren<QPushButton *>(QStringLiteral("removeCondition")).value(2), Qt::LeftButton);
                type(dialog, "ruleStepTo", QStringLiteral("Manager"));
                test::ShownActions::take(dialog, "ruleTake");
            });
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("action-rules", "rule").size(), 3, test::Patience);
        QCOMPARE(shown.column("action-rules", "rule")[2], QStringLiteral("Call the small"));
        QCOMPARE(shown.column("action-rules", "wouldOpen")[2], QStringLiteral("1"));
        QCOMPARE(shown.column("action-rules", "dueDays")[2], QStringLiteral("14"));
        QTest::mouseClick(shown.button("saveRules"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(shown.isReady() && !shown.button("saveRules")->isVisible(), test::Patience);
        QCOMPARE(shown.count("SELECT count(*) FROM actions WHERE \"trigger\" = 'call-the-small'"), 1);
    }

    void copyAndRemove()
    {
        test::ShownActions shown;
        showRules(shown);
        shown.table("action-rules")->setCurrentId(QStringLiteral("0"));
        shown.inDialog([&] { shown.inMenu("changeRule", QStringLiteral("Copy...")); },
            [](QDialog &dialog) { test::ShownActions::take(dialog, "ruleTake"); });
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("action-rules", "rule"),
            (QStringList{"Renewal plan", "Meet them", "Renewal plan"}), test::Patience);
        QCOMPARE(
            shown.column("rule-notes", "note").value(0), QStringLiteral("It has the same conditions as Renewal plan."));
        shown.table("action-rules")->setCurrentId(QStringLiteral("0"));
        shown.inMenu("changeRule", QStringLiteral("Remove"));
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.column("action-rules", "rule"), (QStringList{"Meet them", "Renewal plan"}), test::Patience);
        QCOMPARE(shown.count("SELECT max(version) FROM action_rules"), 1);
        QTest::mouseClick(shown.button("dropRules"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.column("action-rules", "rule"), (QStringList{"Renewal plan", "Meet them"}), test::Patience);
    }

    /// What is escaped changes nothing; a doubtful limit is said beside the preview.
    void notesBeside()
    {
        test::ShownActions shown;
        showRules(shown);
        QCOMPARE(shown.column("rule-notes", "note"), QStringList());
        shown.table("action-rules")->setCurrentId(QStringLiteral("1"));
        shown.inDialog([&] { shown.inMenu("changeRule", QStringLiteral("Edit...")); },
            [](QDialog &dialog) {
                type(dialog, "ruleTitle", QStringLiteral("Never"));
                QTest::keyClick(&dialog, Qt::Key_Escape);
            });
        QCOMPARE(shown.column("action-rules", "rule"), (QStringList{"Renewal plan", "Meet them"}));
        shown.inDialog([&] { shown.inMenu("changeRule", QStringLiteral("Edit...")); },
            [](QDialog &dialog) {
                dialog.findChild<QSpinBox *>(QStringLiteral("ruleRepeat"))->setValue(0);
                test::ShownActions::take(dialog, "ruleTake");
            });
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("rule-notes", "rule"), QStringList{"Meet them"}, test::Patience);
        QVERIFY(shown.column("rule-notes", "note")[0].startsWith(QStringLiteral("It repeats after 0 days")));
    }

    /// A rule with a play: its open actions have steps, which are done one by one and can be undone.
    void stepsOfAPlay()
    {
        test::ShownActions shown;
        showRules(shown);
        shown.table("action-rules")->setCurrentId(QStringLiteral("1"));
        shown.inDialog([&] { shown.inMenu("changeRule", QStringLiteral("Edit...")); },
            [](QDialog &dialog) {
                choose(dialog, "rulePlay", QStringLiteral("Save plan, 4 steps"));
                test::ShownActions::take(dialog, "ruleTake");
            });
        QTRY_VERIFY_WITH_TIMEOUT(shown.isReady() && shown.button("saveRules")->isVisible(), test::Patience);
        QTest::mouseClick(shown.button("saveRules"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(shown.isReady() && !shown.button("saveRules")->isVisible(), test::Patience);
        shown.choose("actionsPart", QStringLiteral("Queue"));
        const QString first = QStringLiteral("1 of 4: Confirm the sponsor");
        QCOMPARE(shown.column("action-queue", "title"), (QStringList{"One", "Meet them", "Meet them", "Two"}));
        QCOMPARE(shown.column("action-queue", "step"), (QStringList{"-", first, first, "-"}));
        shown.select({"Meet them, Birch"});
        shown.inMenu("changeAction", QStringLiteral("Step done"));
        const QString second = QStringLiteral("2 of 4: Find the cause");
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.column("action-queue", "step"), (QStringList{"-", second, first, "-"}), test::Patience);
        QCOMPARE(shown.column("action-queue", "state")[1], QStringLiteral("In work"));
        shown.undo();
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.column("action-queue", "step"), (QStringList{"-", first, first, "-"}), test::Patience);
    }

    /// 203 customers: who puts a rule for all of them in force is asked, and nothing is kept on "No".
    void manyAreAskedFor()
    {
        test::ShownActions shown(false, actions::ManyOpenings);
        showRules(shown);
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("rules.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"rules": [{"id": "all", "title": "Everybody", "cap_per_owner": 1}]})");
        file.close();
        shown.page->lookAt(file.fileName());
        QTRY_COMPARE_WITH_TIMEOUT(shown.column("action-rules", "rule"), QStringList{"Everybody"}, test::Patience);
        const auto answer = [&](QMessageBox::StandardButton button) {
            shown.inDialog([&] { QTest::mouseClick(shown.button("saveRules"), Qt::LeftButton); },
                [button](QDialog &dialog) {
                    auto *box = qobject_cast<QMessageBox *>(&dialog);
                    QVERIFY(box);
                    // Ann and Bob have one open each by the file
                    QVERIFY(box->text().contains(QStringLiteral("open 200 actions")));
                    QVERIFY(box->text().contains(QStringLiteral("hold back 3")));
                    QTest::mouseClick(box->button(button), Qt::LeftButton);
                });
        };
        answer(QMessageBox::No);
        QCOMPARE(shown.count("SELECT count(*) FROM action_rules"), 0);
        QVERIFY(shown.button("saveRules")->isVisible());
        answer(QMessageBox::Yes);
        QTRY_VERIFY_WITH_TIMEOUT(shown.isReady() && !shown.button("saveRules")->isVisible(), test::Patience);
        QCOMPARE(shown.count("SELECT count(*) FROM actions WHERE source = 'quarterdeck'"), 200);
    }
};

QTEST_MAIN(TestRuleEditor)
#include "tst_rule_editor.moc"
