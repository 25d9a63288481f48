#include "core/sources/own_profiles.h"
#include "core/sources/profile_text.h"
#include "core/store/sql_query.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/import/drift_panel.h"
#include "ui/import/import_page.h"
#include "ui/import/mapping_dialog.h"
#include "ui/import/mend_dialog.h"

#include <QComboBox>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QtTest>

using namespace qd;
using namespace qd::ui;

/// Files nobody knows, mapped with the editor alone, by keyboard; and last month's columns under other names.
class TestMapping : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;

    [[nodiscard]] QString written(const char *name, const QByteArray &text) const
    {
        const QString path = QString::fromStdString(m_sample.path(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("%s cannot be written", name);
        return path;
    }
    [[nodiscard]] QString answer(const std::string &sql) const
    {
        const auto workspace = store::Workspace::open(m_sample.empty().workspacePath, store::Workspace::Mode::ReadOnly);
        Progress progress;
        const auto result = store::runQuery(**workspace, sql, progress);
        if (!result)
            return QString::fromStdString(result.error().message.english());
        QStringList rows;
        for (const auto &row : result->rows) {
            QStringList cells;
            for (const auto &cell : row)
                cells << QString::fromStdString(cell.is_string() ? cell.template get<std::string>() : cell.dump());
            rows << cells.join(u'|');
        }
        return rows.join(u' ');
    }
    /// The page as the window has it: what a person decides there is carried out.
    [[nodiscard]] std::unique_ptr<ImportPage> page() const
    {
        auto page = m_sample.shown<ImportPage>(m_sample.empty());
        connect(page.get(), &Page::edited, page.get(), [this](const Edit &edit) {
            const auto workspace = store::Workspace::open(m_sample.empty().workspacePath);
            QVERIFY(edit.apply(**workspace).ok());
            QVERIFY(edit.revert(**workspace).ok());
            QVERIFY(edit.apply(**workspace).ok());
        });
        return page;
    }
    static void drop(ImportPage &page, const QStringList &files)
    {
        QSignalSpy settled(&page, &Page::settled);
        page.open(FilesTarget{files});
        QVERIFY(settled.wait(test::Patience));
    }
    static void import(ImportPage &page)
    {
        auto *run = page.findChild<QPushButton *>(QStringLiteral("importRun"));
        QVERIFY(run->isEnabled());
        QSignalSpy changed(&page, &Page::dataChanged);
        QTest::mouseClick(run, Qt::LeftButton);
        QVERIFY(changed.wait(test::Patience));
    }
    static QStringList states(ImportPage &page)
    {
        QStringList all;
        for (const TableRow &row : page.findChild<TableView *>(QStringLiteral("importFiles"))->spec().rows)
            all << row.values.back().value<StateValue>().word;
        return all;
    }
    /// Opens the editor by its button and waits until the file stands in it.
    static MappingDialog *opened(ImportPage &page)
    {
        auto *button = page.findChild<QPushButton *>(QStringLiteral("importMap"));
        if (!button->isVisible())
            return nullptr;
        QTest::mouseClick(button, Qt::LeftButton);
        auto *dialog = page.findChild<MappingDialog *>();
        QSignalSpy previewed(dialog, &MappingDialog::previewed);
        return previewed.wait(test::Patience) ? dialog : nullptr;
    }
    /// Goes down a list by keys until it stands at the value.
    static void pick(const MappingDialog &dialog, const char *name, const char *value)
    {
        auto *box = dialog.findChild<QComboBox *>(QString::fromLatin1(name));
        QVERIFY2(box && box->isEnabled(), name);
        QVERIFY2(box->findData(QString::fromUtf8(value)) >= 0, value);
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < box->count() && box->currentData().toString() != QString::fromUtf8(value); ++i)
            QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(box->currentData().toString(), QString::fromUtf8(value));
    }
    static void type(const MappingDialog &dialog, const char *name, const char *text)
    {
        auto *line = dialog.findChild<QLineEdit *>(QString::fromLatin1(name));
        if (!line)
            line = dialog.findChild<QComboBox *>(QString::fromLatin1(name))->lineEdit();
        line->selectAll();
        QTest::keyClicks(line, QString::fromUtf8(text));
    }
    /// The field whose conversion is shown.
    static void goTo(const MappingDialog &dialog, const char *field)
    {
        auto *box = dialog.findChild<QComboBox *>(QStringLiteral("mapField.") + QString::fromLatin1(field));
        QFocusEvent in(QEvent::FocusIn, Qt::TabFocusReason);
        QCoreApplication::sendEvent(box, &in);
    }
    static void take(ImportPage &page, MappingDialog &dialog, const char *button)
    {
        auto *take = dialog.findChild<QPushButton *>(QString::fromLatin1(button));
        QTRY_VERIFY_WITH_TIMEOUT(take->isEnabled(), test::Patience);
        QSignalSpy settled(&page, &Page::settled);
        QTest::mouseClick(take, Qt::LeftButton);
        QVERIFY(settled.wait(test::Patience));
    }
    static QString checkOf(const MappingDialog &dialog, int row)
    {
        const TableSpec &spec = dialog.findChild<TableView *>(QStringLiteral("mapPreview"))->spec();
        return row < spec.rows.size() && spec.columns[1].id == QStringLiteral("fault")
            ? spec.rows[row].values[1].value<StateValue>().word
            : QString();
    }

private slots:
    void initTestCase() { m_sample.make(); }

    /// Usage keyed by subscription, in seconds, several rows a day.
    void aMetersFile()
    {
        const auto page = this->page();
        drop(*page,
            {written("billing.accounts.csv", "account_id,name\nA1,Kestrel\nA2,Merlin\n"),
                written("billing.subscriptions.csv",
                    "subscription_id,account_id,start_date,arr\nS1,A1,2026-01-01,12\nS2,A2,2026-01-01,12\n")});
        import(*page);
        const QByteArray rows = "Vertrag,Tag,Treffer,Dauer,State\nS1,2026-04-03,2,60,final\nS1,2026-04-03,3,120,final\n"
                                "S2,2026-04-03,7,30,final\nS9,2026-04-03,1,60,final\nS1,2026-04-03,50,60,draft\n";
        drop(*page,
            {written("export 7.csv", rows),
                written("export 8.csv",
                    "Vertrag,Tag,Treffer,Dauer,State\n"
                    "S2,2026-04-04,4,600,final\n")});
        QCOMPARE(states(*page).mid(2), QStringList(2, QStringLiteral("Not recognised")));
        auto *files = page->findChild<TableView *>(QStringLiteral("importFiles"));
        files->setCurrentId(QStringLiteral("2"));
        MappingDialog *dialog = opened(*page);
        QVERIFY(dialog);
        const auto *save = dialog->findChild<QPushButton *>(QStringLiteral("mapSave"));
        QVERIFY(!save->isEnabled()); // nothing is mapped
        pick(*dialog, "mapEntity", "usage");
        pick(*dialog, "mapField.account_id", "vertrag");
        pick(*dialog, "mapLookup", "subscriptions");
        QCOMPARE(dialog->findChild<QComboBox *>(QStringLiteral("mapLookupBy"))->currentText(),
            QStringLiteral("subscription_id"));
        QCOMPARE(dialog->findChild<QComboBox *>(QStringLiteral("mapLookupGive"))->currentText(),
            QStringLiteral("account_id"));
        pick(*dialog, "mapField.date", "tag");
        pick(*dialog, "mapField.events", "treffer");
        pick(*dialog, "mapField.minutes", "dauer");
        auto *divide = dialog->findChild<QSpinBox *>(QStringLiteral("mapDivide"));
        divide->selectAll();
        QTest::keyClicks(divide, QStringLiteral("60"));
        pick(*dialog, "mapSameKey", "sum");
        pick(*dialog, "mapKeepHeader", "state");
        type(*dialog, "mapKeepValues", "final");
        type(*dialog, "mapSource", "meter");
        pick(*dialog, "mapKind", "usage");
        QTRY_COMPARE_WITH_TIMEOUT(checkOf(*dialog, 3), QStringLiteral("Lookup unmatched, Vertrag"), test::Patience);
        QCOMPARE(checkOf(*dialog, 0), QStringLiteral("Good"));
        QVERIFY(!save->isEnabled()); // it has no name
        type(*dialog, "mapName", "meter");
        take(*page, *dialog, "mapSave");
        QCOMPARE(states(*page).mid(2), QStringList(2, QStringLiteral("Ready"))); // the other one is like it
        import(*page);
        QCOMPARE(answer("SELECT account_id, date, events, minutes FROM usage ORDER BY 1, 2"),
            QStringLiteral("A1|2026-04-03|5|3 A2|2026-04-03|7|0.5 A2|2026-04-04|4|10"));
        QCOMPARE(answer("SELECT kind FROM source WHERE name = 'meter'"), QStringLiteral("usage"));

        // Next month it is known, and what it lacks is no empty value but a question.
        drop(*page,
            {written("export 9.csv", "Vertrag,Tag,Treffer,Dauer,State\nS2,2026-05-04,4,600,final\n"),
                written("export 10.csv", "Vertrag,Tag,Treffer,Sekunden,State\nS2,2026-05-05,4,600,final\n")});
        QCOMPARE(states(*page).mid(4), (QStringList{QStringLiteral("Ready"), QStringLiteral("Columns changed")}));
    }

    /// Customers that left, with the reason in another language and what is nowhere in the file.
    void churnEvents()
    {
        const auto page = this->page();
        drop(*page, {written("weg.csv", "Kunde;Firma;Grund\nC1;Osprey;Preis\nC2;Kite;Insolvenz\n")});
        MappingDialog *dialog = opened(*page);
        QVERIFY(dialog);
        pick(*dialog, "mapEntity", "accounts");
        pick(*dialog, "mapField.account_id", "kunde");
        pick(*dialog, "mapField.name", "firma");
        pick(*dialog, "mapField.churn_reason", "grund");
        type(*dialog, "mapValues", "Preis = price; Insolvenz = bankruptcy");
        goTo(*dialog, "status");
        type(*dialog, "mapConstant", "churned");
        type(*dialog, "mapSource", "leavers");
        take(*page, *dialog, "mapOnce");
        import(*page);
        QCOMPARE(
            answer("SELECT account_id, name, churn_reason, status FROM accounts WHERE source = 'leavers' ORDER BY 1"),
            QStringLiteral("C1|Osprey|price|churned C2|Kite|bankruptcy|churned"));
    }

    /// Tickets with their organisation in the same rows become two entities.
    void ticketsWithANestedOrganisation()
    {
        const auto page = this->page();
        drop(*page,
            {written("helpdesk dump.csv",
                "Nr,Opened,Level,org.id,org.label\n1,2026-03-01,2,O1,Falcon\n2,2026-03-02,1,O1,Falcon\n"
                "3,2026-03-02,9,O2,Hobby\n")});
        MappingDialog *dialog = opened(*page);
        QVERIFY(dialog);
        pick(*dialog, "mapEntity", "tickets");
        pick(*dialog, "mapField.ticket_id", "nr");
        pick(*dialog, "mapField.created_at", "opened");
        pick(*dialog, "mapField.account_id", "org.id");
        pick(*dialog, "mapField.priority", "level");
        type(*dialog, "mapValues", "1 = high; 2 = low");
        type(*dialog, "mapOneOf", "high; low");
        pick(*dialog, "mapAlso", "accounts");
        auto *part = dialog->findChild<QComboBox *>(QStringLiteral("mapShown"));
        QTest::keyClick(part, Qt::Key_Down);
        QCOMPARE(part->currentText(), QStringLiteral("accounts"));
        pick(*dialog, "mapField.account_id", "org.id");
        pick(*dialog, "mapField.name", "org.label");
        type(*dialog, "mapSource", "desk");
        type(*dialog, "mapName", "desk-dump");
        QTRY_COMPARE_WITH_TIMEOUT(checkOf(*dialog, 2), QStringLiteral("Check failed, Level"), test::Patience);
        QTRY_VERIFY_WITH_TIMEOUT(
            dialog->findChild<QPushButton *>(QStringLiteral("mapShare"))->isEnabled(), test::Patience);
        const std::string shared = m_sample.path("desk.json");
        dialog->shareAs(QString::fromStdString(shared));
        take(*page, *dialog, "mapSave");
        import(*page);
        QCOMPARE(answer("SELECT ticket_id, account_id, priority FROM tickets WHERE source = 'desk' ORDER BY 1"),
            QStringLiteral("1|O1|low 2|O1|high"));
        QCOMPARE(answer("SELECT account_id, name FROM accounts WHERE source = 'desk' ORDER BY 1"),
            QStringLiteral("O1|Falcon O2|Hobby"));

        // What was written is the profile that was saved, for whoever gets the file.
        const auto file = sources::profileFromFile(shared);
        QVERIFY(file.ok());
        const auto workspace = store::Workspace::open(m_sample.empty().workspacePath, store::Workspace::Mode::ReadOnly);
        const auto own = sources::ownProfiles(**workspace);
        const auto desk = std::ranges::find(own, std::string("desk-dump"), &sources::OwnProfile::name);
        QVERIFY(desk != own.end());
        QCOMPARE(desk->versions.back().text, sources::profileText(*file));
    }

    /// A column under another name ends in a question; answered, nothing is lost.
    void driftIsAsked()
    {
        const auto page = this->page();
        drop(*page,
            {written("crm.accounts.csv",
                "account_id,name,owner,region\nK1,Kestrel,Ann Ash,EMEA\n"
                "K2,Merlin,Ben Birch,AMER\n")});
        import(*page);
        drop(*page,
            {written("crm.accounts.nov.csv",
                "account_id,name,Betreuer,Ort\nK1,Kestrel,Ann Ash,Ulm\nK2,Merlin,Ann Ash,Bonn\n"
                "K3,Osprey,Ben Birch,Graz\n")});
        auto *files = page->findChild<TableView *>(QStringLiteral("importFiles"));
        files->setCurrentId(QStringLiteral("1"));
        QCOMPARE(states(*page)[1], QStringLiteral("Columns changed"));
        QVERIFY(!page->findChild<QPushButton *>(QStringLiteral("importRun"))->isEnabled());
        MappingDialog *dialog = opened(*page);
        QVERIFY(dialog);
        const auto *drift = dialog->findChild<DriftPanel *>();
        QVERIFY(drift->isVisible());
        const auto *once = dialog->findChild<QPushButton *>(QStringLiteral("mapOnce"));
        QVERIFY(!once->isEnabled());
        auto *same = dialog->findChild<QPushButton *>(QStringLiteral("mapSame.owner"));
        QVERIFY(same); // its values are those of the owners
        QVERIFY(!dialog->findChild<QPushButton *>(QStringLiteral("mapSame.region")));
        QTest::mouseClick(same, Qt::LeftButton);
        QCOMPARE(dialog->findChild<QComboBox *>(QStringLiteral("mapField.owner"))->currentData().toString(),
            QStringLiteral("betreuer"));
        QVERIFY(drift->isOpen() && !once->isEnabled()); // the region
        auto *region = dialog->findChild<QComboBox *>(QStringLiteral("mapDrift.region"));
        QTest::keyClick(region, Qt::Key_End);
        QCOMPARE(region->currentText(), QStringLiteral("It is gone"));
        take(*page, *dialog, "mapOnce");
        QCOMPARE(states(*page)[1], QStringLiteral("Ready"));
        import(*page);
        QCOMPARE(
            answer("SELECT account_id, owner, coalesce(region, '-') FROM accounts WHERE source = 'crm' ORDER BY 1"),
            QStringLiteral("K1|Ann Ash|EMEA K2|Ann Ash|AMER K3|Ben Birch|-"));
    }

    /// A row that was held back is typed right where it stands, and taken.
    void aHeldRowIsMended()
    {
        const auto page = this->page();
        drop(*page, {written("erp.accounts.csv", "account_id,name,arr\nE1,Kestrel,100.00\nE2,Merlin,abc\n")});
        import(*page);
        auto *button = page->findChild<QPushButton *>(QStringLiteral("importMend"));
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        auto *dialog = page->findChild<MendDialog *>();
        QVERIFY(dialog);
        QSignalSpy checked(dialog, &MendDialog::checked);
        QVERIFY(checked.wait(test::Patience));
        auto *table = dialog->findChild<QTableWidget *>(QStringLiteral("mendRows"));
        auto *take = dialog->findChild<QPushButton *>(QStringLiteral("mendTake"));
        QCOMPARE(table->rowCount(), 1);
        QVERIFY(table->item(0, 1)->text().contains(QStringLiteral("abc")));
        QVERIFY(!take->isEnabled());
        QVERIFY(dialog->findChild<QPushButton *>(QStringLiteral("mendFile"))->isEnabled());
        const QString rejected = QString::fromStdString(m_sample.path("erp.accounts.rejected.csv"));
        dialog->writeFile(rejected);
        QFile file(rejected);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(text.startsWith("\"account_id\",\"name\",\"arr\",\"quarantine_reason of erp.accounts.csv\"\n\"E2\","),
            text);
        table->setCurrentCell(0, 4);
        table->editItem(table->item(0, 4));
        auto *editor = table->findChild<QLineEdit *>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("200.00"));
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(take->isEnabled(), test::Patience);
        QCOMPARE(table->item(0, 1)->text(), QStringLiteral("Good"));
        QSignalSpy changed(page.get(), &Page::dataChanged);
        QTest::mouseClick(take, Qt::LeftButton);
        QVERIFY(changed.wait(test::Patience));
        QCOMPARE(answer("SELECT account_id, arr FROM accounts WHERE source = 'erp' ORDER BY 1"),
            QStringLiteral("E1|100.0 E2|200.0"));
        QVERIFY(!button->isVisible());
        QCOMPARE(states(*page).back(), QStringLiteral("Imported"));
    }

    /// The file of held rows, corrected in another program, is dropped like any other.
    void heldRowsComeBackAsAFile()
    {
        const auto page = this->page();
        drop(*page, {written("fin.accounts.csv", "account_id,name,arr\nF1,Kestrel,100.00\nF2,Merlin,abc\n")});
        import(*page);
        drop(*page,
            {written("fin.accounts.corrected.csv",
                "account_id,name,arr,quarantine_reason of fin.accounts.csv\nF2,Merlin,200.00,no number\n")});
        import(*page);
        QCOMPARE(answer("SELECT account_id, arr FROM accounts WHERE source = 'fin' ORDER BY 1"),
            QStringLiteral("F1|100.0 F2|200.0"));
        QCOMPARE(states(*page).back(), QStringLiteral("Imported"));
    }
};

QTEST_MAIN(TestMapping)
#include "tst_mapping.moc"
