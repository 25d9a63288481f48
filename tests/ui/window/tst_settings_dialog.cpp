#include "tests/ui/window/settings_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/paint/theme.h"

using namespace qd;
using namespace qd::ui;
using test::settingsSample;
using Shown = test::ShownSettings;

class TestSettingsDialog : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        qApp->setProperty("qdSystemDark", false);
        applyTheme(*qApp, false);
    }

    /// A key that core learns needs its words here.
    void everyKeyHasItsWords()
    {
        QSet<QString> groups;
        for (const SettingGroup &group : settingGroups())
            groups.insert(group.id);
        std::vector<std::string> keys{"freshness.crm", "freshness.my.system", "full.crm.accounts", "full.a.b.usage"};
        for (const store::KnownSetting &known : store::knownSettings())
            keys.push_back(known.key);
        QVERIFY(keys.size() > 20);
        for (const std::string &key : keys) {
            const auto words = settingWords(key);
            QVERIFY2(words, key.c_str());
            QVERIFY2(!words->label.isEmpty() && !words->label.contains(u'_'), key.c_str());
            QVERIFY2(words->hint.endsWith(u'.') || key.starts_with("freshness."), key.c_str());
            QVERIFY2(!words->unset.isEmpty(), key.c_str());
            QVERIFY2(groups.contains(words->group), key.c_str());
        }
        for (const char *key : {"nonsense", "target.", "target.luck", "precedence.luck", "full.crm", "freshness."})
            QVERIFY2(!settingWords(key), key);
    }

    void showsEveryField()
    {
        const Shown shown;
        QSet<QString> keys;
        for (const SettingRow *each : shown.dialog->findChildren<SettingRow *>())
            keys.insert(each->field().key);
        for (const store::KnownSetting &known : store::knownSettings())
            QVERIFY2(keys.contains(QString::fromStdString(known.key)), known.key.c_str());
        for (const char *key : {"person.theme", "person.density", "person.numbers", "person.name", "keys.tools.find",
                 "freshness.crm", "freshness.delighted", "full.crm.accounts", "base_currency", "fiscal_year_start"})
            QVERIFY2(keys.contains(QLatin1String(key)), key);
        QCOMPARE(shown.find<QLineEdit>("company")->text(), QStringLiteral("Halyard"));
        QCOMPARE(shown.find<QLabel>("fiscal_year_start")->text(), QStringLiteral("February"));
        QVERIFY(shown.row("freshness.delighted")->field().unset.contains(QStringLiteral("14")));
        QVERIFY(!shown.save()->isEnabled());
        QVERIFY(shown.dialog->changes().empty());
        QVERIFY(shown.dialog->preferences() == Preferences());
    }

    void searches_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("keys");
        QTest::newRow("a label") << "days of grace" << QStringList{"grace_days"};
        QTest::newRow("a key") << "grace_d" << QStringList{"grace_days"};
        QTest::newRow("a hint") << "successor" << QStringList{"grace_days"};
        QTest::newRow("words in any order") << "keys redo" << QStringList{"keys.edit.redo"};
        QTest::newRow("any case") << "COMPANY Name" << QStringList{"company"};
        QTest::newRow("a group") << "freshness" << QStringList{"freshness.crm", "freshness.delighted"};
        QTest::newRow("nothing") << "successor zebra" << QStringList{};
        QTest::newRow("the person's numbers") << "names of months" << QStringList{"person.numbers"};
    }
    void searches()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, keys);
        const Shown shown;
        shown.search(text);
        QCOMPARE(shown.shownKeys(), keys);
        QCOMPARE(shown.find<QLabel>("settingsNothing")->isVisible(), keys.isEmpty());
        QTest::keyClick(shown.find<QLineEdit>("settingsSearch"), Qt::Key_Escape);
        QVERIFY(shown.dialog->isVisible()); // Esc cleared the search
        QCOMPARE(shown.shownKeys(), (QStringList{"person.theme", "person.density"}));
        QTest::keyClick(shown.find<QLineEdit>("settingsSearch"), Qt::Key_Escape);
        QVERIFY(!shown.dialog->isVisible());
    }

    void enterJumpsToWhatIsFound()
    {
        const Shown shown;
        shown.search(QStringLiteral("company name"));
        QTest::keyClick(shown.find<QLineEdit>("settingsSearch"), Qt::Key_Return);
        QCOMPARE(QApplication::focusWidget(), shown.find<QLineEdit>("company"));
        QVERIFY(shown.dialog->isVisible());
        QTest::keyClick(shown.find<QLineEdit>("company"), Qt::Key_End);
        QTest::keyClicks(shown.find<QLineEdit>("company"), QStringLiteral(" Ltd"));
        QTest::keyClick(shown.dialog.get(), Qt::Key_F, Qt::ControlModifier);
        QTRY_COMPARE(QApplication::focusWidget(), shown.find<QLineEdit>("settingsSearch"));
        shown.search(QStringLiteral("target gross"));
        QTest::keyClick(shown.find<QLineEdit>("settingsSearch"), Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget(), shown.find<QLineEdit>("target.grr"));
        QCOMPARE(shown.find<QLineEdit>("company")->text(), QStringLiteral("Halyard Ltd"));
    }

    void enterInAFieldSaves()
    {
        const Shown shown;
        const QSignalSpy accepted(shown.dialog.get(), &QDialog::accepted);
        shown.dialog->showGroup(QStringLiteral("company"));
        auto *company = shown.find<QLineEdit>("company");
        company->setFocus();
        QTest::keyClick(company, Qt::Key_Return);
        QCOMPARE(accepted.size(), 0); // nothing was changed
        QTest::keyClicks(company, QStringLiteral("!"));
        QCOMPARE(shown.save()->text(), QStringLiteral("Save 1 changes")); // this test has no plurals
        QTest::keyClick(company, Qt::Key_Return);
        QCOMPARE(accepted.size(), 1);
    }

    /// Beside the field, while it is typed, in core's words.
    void refusesWhatCannotBe_data()
    {
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("mended");
        QTest::addColumn<QString>("kept");
        QTest::newRow("days") << "arr"
                              << "grace_days"
                              << "400"
                              << "30"
                              << "30";
        QTest::newRow("a target") << "targets"
                                  << "target.nrr"
                                  << "high"
                                  << "99.9 %"
                                  << "0.999";
        QTest::newRow("two days") << "freshness"
                                  << "freshness.crm"
                                  << "40"
                                  << ""
                                  << "40,60";
    }
    void refusesWhatCannotBe()
    {
        QFETCH(QString, group);
        QFETCH(QString, key);
        QFETCH(QString, typed);
        QFETCH(QString, mended);
        QFETCH(QString, kept);
        const Shown shown;
        shown.dialog->showGroup(group);
        auto *control = shown.dialog->findChild<QWidget *>(key);
        const auto type = [control](const QString &text) {
            QTest::keyClick(control, Qt::Key_A, Qt::ControlModifier);
            QTest::keyClicks(control, text);
        };
        type(typed);
        const SettingRow *row = shown.row(qPrintable(key));
        const auto advice = store::settingAdvice(key.toStdString(), row->value().toStdString());
        QVERIFY(advice);
        QCOMPARE(row->fault(), QString::fromStdString(advice->english()));
        QVERIFY2(!row->fault().contains(key), "the label says which it is, not the key");
        auto *fault = shown.dialog->findChild<QLabel *>(QStringLiteral("fault.") + key);
        QVERIFY(fault->isVisible());
        QVERIFY(!shown.save()->isEnabled());
        QVERIFY2(shown.state().contains(row->field().label), qPrintable(shown.state()));
        const Navigation *groups = shown.find<Navigation>("settingsGroups");
        const int place = shown.find<Navigation>("settingsGroups")->pages().rowOf(group);
        QCOMPARE(groups->model()->index(place, 0).data(NavigationModel::MarkRole).toInt(), int(Mark::Bad));
        shown.layOut();
        const QStringList cut = test::layoutFaults(*shown.dialog);
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
        if (mended.isEmpty())
            QTest::keyClicks(shown.find<QSpinBox>("freshness.crm.error"), QStringLiteral("60"));
        else
            type(mended);
        shown.layOut();
        QVERIFY(!fault->isVisible());
        QVERIFY(shown.save()->isEnabled());
        const store::SettingValues expected{{key.toStdString(), kept.toStdString()}};
        QCOMPARE(shown.dialog->changes(), expected);
        QCOMPARE(shown.dialog->before(), (store::SettingValues{{key.toStdString(), ""}}));
    }

    void goesBackToTheDefault()
    {
        const Shown shown;
        shown.dialog->showGroup(QStringLiteral("imports"));
        auto *reset = shown.find<QPushButton>("reset.full.crm.accounts");
        QVERIFY(reset->isVisible());
        reset->setFocus();
        QTest::keyClick(reset, Qt::Key_Space);
        QVERIFY(!reset->isVisible());
        QVERIFY(shown.row("full.crm.accounts")->isAncestorOf(QApplication::focusWidget()));
        QCOMPARE(shown.dialog->changes(), (store::SettingValues{{"full.crm.accounts", ""}}));
        QCOMPARE(shown.dialog->before(), (store::SettingValues{{"full.crm.accounts", "all"}}));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right); // from "Ask" back to what it was
        QVERIFY(shown.dialog->changes().empty());
        QVERIFY(!shown.save()->isEnabled());
    }

    void choosesASource()
    {
        const Shown shown;
        shown.dialog->showGroup(QStringLiteral("arr"));
        auto *list = shown.find<QComboBox>("system_of_record.arr");
        QVERIFY(list->findText(QStringLiteral("delighted")) > 0);
        list->setFocus();
        QTest::keyClicks(list->lineEdit(), QStringLiteral("my_billing"));
        QCOMPARE(shown.dialog->changes(), (store::SettingValues{{"system_of_record.arr", "my_billing"}}));
        list->lineEdit()->clear();
        QVERIFY(shown.dialog->changes().empty());
    }

    void keepsWhatThePersonPrefers()
    {
        const Shown shown;
        QTest::mouseClick(
            shown.find<SegmentedSwitch>("person.theme")->findChild<QAbstractButton *>("dark"), Qt::LeftButton);
        QTest::mouseClick(
            shown.find<SegmentedSwitch>("person.density")->findChild<QAbstractButton *>("compact"), Qt::LeftButton);
        shown.dialog->showGroup(QStringLiteral("numbers"));
        auto *numbers = shown.find<QComboBox>("person.numbers");
        const int german = numbers->findData(QStringLiteral("de_DE"));
        QVERIFY2(
            numbers->itemText(german).contains(QStringLiteral("1.234.567,89")), qPrintable(numbers->itemText(german)));
        numbers->setFocus();
        while (numbers->currentIndex() < german)
            QTest::keyClick(numbers, Qt::Key_Down);
        shown.dialog->showGroup(QStringLiteral("person"));
        QTest::keyClicks(shown.find<QLineEdit>("person.name"), QStringLiteral("Maya Okafor"));
        Preferences expected;
        expected.theme = QStringLiteral("dark");
        expected.density = QStringLiteral("compact");
        expected.numbers = QStringLiteral("de_DE");
        expected.person = QStringLiteral("Maya Okafor");
        QVERIFY(shown.dialog->preferences() == expected);
        QVERIFY(shown.dialog->changes().empty());
        QCOMPARE(Theme::current().dark, false); // nothing is in force before Save
    }

    void keepsANumberStyleThatIsNotOffered()
    {
        SettingsInput input = settingsSample();
        input.preferences.numbers = QStringLiteral("is_IS");
        const Shown shown(input);
        QVERIFY(shown.find<QComboBox>("person.numbers")->currentText().contains(QStringLiteral("1.234.567,89")));
        QVERIFY(shown.dialog->preferences() == input.preferences);
        QVERIFY(!shown.save()->isEnabled());
    }

    void withoutAWorkspaceOnlyThePerson()
    {
        SettingsInput input = settingsSample();
        input.workspace.reset();
        const Shown shown(input);
        QCOMPARE(shown.dialog->groups(), (QStringList{"appearance", "numbers", "person", "keys", "workspace"}));
        QVERIFY(!shown.row("company"));
        shown.dialog->showGroup(QStringLiteral("workspace"));
        QStringList texts;
        for (const QLabel *label : shown.find<QWidget>("group.workspace")->findChildren<QLabel *>())
            texts << label->text();
        QVERIFY2(texts.join(u' ').contains(QStringLiteral("Open one")), qPrintable(texts.join(u' ')));
        shown.dialog->showGroup(QStringLiteral("person"));
        QTest::keyClicks(shown.find<QLineEdit>("person.name"), QStringLiteral("Maya"));
        QVERIFY(shown.save()->isEnabled());
    }

    void aFileThatCanOnlyBeReadIsNotChanged()
    {
        SettingsInput input = settingsSample();
        input.workspace->readOnly = true;
        const Shown shown(input);
        shown.dialog->showGroup(QStringLiteral("arr"));
        QVERIFY(!shown.find<QSpinBox>("grace_days")->isEnabled());
        shown.dialog->showGroup(QStringLiteral("person"));
        QVERIFY(shown.find<QLineEdit>("person.name")->isEnabled());
    }

    /// Another program can have written it: it is named, and others can be saved beside it.
    void aBadValueInTheFileIsNamed()
    {
        SettingsInput input = settingsSample();
        for (auto &[key, value] : input.workspace->values)
            value = key == "target.nrr" ? "high" : value;
        const Shown shown(input);
        QVERIFY(!shown.row("target.nrr")->fault().isEmpty());
        QTest::keyClicks(shown.find<QLineEdit>("person.name"), QStringLiteral("Maya"));
        QVERIFY(shown.save()->isEnabled());
    }
};

QTEST_MAIN(TestSettingsDialog)
#include "tst_settings_dialog.moc"
