#include "core/store/sql_query.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/error_bar.h"
#include "ui/common/table/table_view.h"
#include "ui/import/date_question_panel.h"
#include "ui/import/import_as_dialog.h"
#include "ui/import/import_choices.h"
#include "ui/import/import_detail.h"
#include "ui/import/import_page.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QtTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace qd;
using namespace qd::ui;

/// Import as a person drives it: files that say what they are, and files that have to be told.
class TestImportPage : public QObject {
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
    [[nodiscard]] QStringList rows(const std::string &sql) const
    {
        const auto workspace = store::Workspace::open(m_sample.empty().workspacePath, store::Workspace::Mode::ReadOnly);
        QStringList found;
        SQLite::Statement query((*workspace)->db(), sql);
        while (query.executeStep()) {
            QStringList row;
            for (int i = 0; i < query.getColumnCount(); ++i)
                row << QString::fromStdString(query.getColumn(i).getString());
            found << row.join(u'|');
        }
        return found;
    }
    static void drop(ImportPage &page, const QStringList &files)
    {
        QSignalSpy settled(&page, &Page::settled);
        page.open(FilesTarget{files});
        QVERIFY(settled.wait(test::Patience));
    }
    static void drop(ImportPage &page, const QString &file) { drop(page, QStringList{file}); }
    /// Opens the dialog by its button.
    static ImportAsDialog *asked(ImportPage &page)
    {
        auto *button = page.findChild<QPushButton *>(QStringLiteral("importAsButton"));
        if (!button->isVisible())
            return nullptr;
        QTest::mouseClick(button, Qt::LeftButton);
        return page.findChild<ImportAsDialog *>();
    }
    static void choose(ImportAsDialog &dialog, const char *box, const QString &data)
    {
        auto *combo = dialog.findChild<QComboBox *>(QString::fromLatin1(box));
        combo->setCurrentIndex(combo->findData(data));
    }
    static QPushButton *okOf(ImportAsDialog &dialog)
    {
        return dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    }
    static void take(ImportPage &page, ImportAsDialog &dialog)
    {
        QSignalSpy settled(&page, &Page::settled);
        QTest::mouseClick(okOf(dialog), Qt::LeftButton);
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

    void refreshed(ImportPage &page) const
    {
        QSignalSpy settled(&page, &Page::settled);
        page.refresh(m_sample.empty());
        QVERIFY(settled.wait(test::Patience));
    }

private slots:
    void initTestCase() { m_sample.make(); }

    void unknownFileBecomesATableOfItsOwn()
    {
        const QString file = written("price list.csv", "sku,price,note\n0012,19.5,plain\nA-7,20,\n");
        const auto page = m_sample.shown<ImportPage>(m_sample.empty());
        drop(*page, file);
        QVERIFY(!page->findChild<QPushButton *>(QStringLiteral("importRun"))->isEnabled());

        ImportAsDialog *dialog = asked(*page);
        QVERIFY(dialog);
        choose(*dialog, "importAsHolds", QStringLiteral("table:"));
        auto *name = dialog->findChild<QLineEdit *>(QStringLiteral("importAsTable"));
        QCOMPARE(name->text(), QStringLiteral("price_list"));
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("accounts")); // taken by the workspace
        QVERIFY(!okOf(*dialog)->isEnabled());
        name->selectAll();
        QTest::keyClicks(name, QStringLiteral("prices"));
        QVERIFY(okOf(*dialog)->isEnabled());
        take(*page, *dialog);

        TableView *preview = m_sample.tableWith(*page, QStringLiteral("import-preview-custom"));
        QVERIFY(preview);
        QCOMPARE(preview->spec().rows.size(), 2);
        QVERIFY(preview->spec().columns[3].title.contains(QStringLiteral("price, real")));
        QVERIFY(preview->spec().columns[2].title.contains(QStringLiteral("sku, text"))); // 0012 is no number
        import(*page);
        QCOMPARE(rows("SELECT sku, price, coalesce(note, 'NULL') FROM prices"),
            (QStringList{QStringLiteral("0012|19.5|plain"), QStringLiteral("A-7|20.0|NULL")}));
    }

    void anImportIsTakenBack()
    {
        const auto page = m_sample.shown<ImportPage>(m_sample.empty());
        drop(
            *page, written("helpdesk.surveys.csv", "response_id,account_id,date,kind,score\nR1,A1,2026-03-01,nps,9\n"));
        import(*page);
        QCOMPARE(rows("SELECT response_id FROM surveys"), QStringList{QStringLiteral("R1")});
        refreshed(*page);
        auto *undo = page->findChild<QPushButton *>(QStringLiteral("importUndo"));
        QVERIFY(!undo->isVisible()); // what the import changed is shown
        for (QAbstractButton *button : page->findChild<ImportDetail *>()->findChildren<QAbstractButton *>()) {
            if (button->text() == QStringLiteral("Batches"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        TableView *table = m_sample.tableWith(*page, QStringLiteral("import-batches"));
        QVERIFY(table);
        table->setCurrentId(table->spec().rows.first().id);
        QTRY_VERIFY(undo->isVisible());
        QSignalSpy changed(page.get(), &Page::dataChanged);
        QTest::mouseClick(undo, Qt::LeftButton);
        QVERIFY(changed.wait(test::Patience));
        QCOMPARE(rows("SELECT response_id FROM surveys"), QStringList());
        refreshed(*page);
        QCOMPARE(table->spec().rows.first().values.last().value<StateValue>().word, QStringLiteral("Undone"));
        QTRY_VERIFY(!undo->isVisible());
    }

    void askedOnceWhetherFilesAreComplete()
    {
        const auto page = m_sample.shown<ImportPage>(m_sample.empty());
        const QByteArray header = "contact_id,account_id,name\n";
        auto *question = page->findChild<FullQuestionPanel *>();
        drop(*page, written("desk.contacts.1.csv", header + "C1,A1,Nora\nC2,A1,Paul\nC3,A1,Zoe\n"));
        QVERIFY(!question->isVisible()); // the first of its kind: nothing can be missing
        import(*page);
        refreshed(*page);
        drop(*page, written("desk.contacts.2.csv", header + "C1,A1,Nora\n"));
        auto *files = page->findChild<TableView *>(QStringLiteral("importFiles"));
        files->setCurrentId(files->spec().rows.last().id);
        QTRY_VERIFY(question->isVisible());
        for (QAbstractButton *button : question->findChildren<QAbstractButton *>()) {
            if (button->text() == QStringLiteral("All of them"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_VERIFY(!question->isVisible());
        QCOMPARE(
            rows("SELECT value FROM setting WHERE key = 'full.desk.contacts'"), QStringList{QStringLiteral("all")});

        QTest::mouseClick(page->findChild<QPushButton *>(QStringLiteral("importRun")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(
            page->findChild<QPushButton *>(QStringLiteral("importCloseThem")), test::Patience); // two of three would go
        QCOMPARE(rows("SELECT count(*) FROM contacts WHERE closed_on IS NOT NULL"), QStringList{QStringLiteral("0")});
        QSignalSpy changed(page.get(), &Page::dataChanged);
        QTest::mouseClick(page->findChild<QPushButton *>(QStringLiteral("importCloseThem")), Qt::LeftButton);
        QVERIFY(changed.wait(test::Patience));
        QCOMPARE(rows("SELECT contact_id FROM contacts WHERE closed_on IS NOT NULL"),
            (QStringList{QStringLiteral("C2"), QStringLiteral("C3")}));
    }

    void aFileIsToldItsSystemAndEntity()
    {
        const QString file = written("march.csv", "ticket_id,account_id,created_at,priority\nT1,A1,2026-03-01,high\n");
        const auto page = m_sample.shown<ImportPage>(m_sample.empty());
        drop(*page, file);
        ImportAsDialog *dialog = asked(*page);
        QVERIFY(dialog);
        choose(*dialog, "importAsHolds", QStringLiteral("tickets"));
        dialog->findChild<QComboBox *>(QStringLiteral("importAsSource"))->setCurrentText(QStringLiteral("helpdesk"));
        choose(*dialog, "importAsKind", QStringLiteral("support"));
        take(*page, *dialog);
        import(*page);
        QCOMPARE(rows("SELECT source, ticket_id FROM tickets"), QStringList{QStringLiteral("helpdesk|T1")});
        QCOMPARE(rows("SELECT kind FROM source WHERE name = 'helpdesk'"), QStringList{QStringLiteral("support")});
    }

    void aProfileOfOnesOwnIsAFile()
    {
        const QString file = written("crm_dump.csv", "Nr,Firma,Wert\n7,Kestrel,1200\n");
        const QString profile = written("mine.json",
            R"({"name": "mine", "title": "My CRM", "source": "mycrm", "kind": "crm", "entity": "accounts",
                "require": [["nr"], ["firma"]],
                "columns": {"account_id": "Nr", "name": "Firma", "arr": "Wert"}})");
        const auto page = m_sample.shown<ImportPage>(m_sample.empty());
        drop(*page, file);
        ImportAsDialog *dialog = asked(*page);
        dialog->takeProfile(written("broken.json", "{"));
        QVERIFY(dialog->hints().profile.empty());
        dialog->takeProfile(profile);
        QCOMPARE(QString::fromStdString(dialog->hints().profile), profile);
        take(*page, *dialog);
        import(*page);
        QCOMPARE(rows("SELECT source, account_id, name, arr FROM accounts WHERE source = 'mycrm'"),
            QStringList{QStringLiteral("mycrm|7|Kestrel|1200.0")});
    }

    /// The answer is taken up at once by everything the page says of the file, and can be changed.
    void dayFirstSettlesTheFile()
    {
        const QString file = written("crm.activities.csv",
            "activity_id,account_id,date,type\nV1,A1,03/04/2026,call\nV2,A1,05/06/2026,call\nV3,A1,99/99/2026,call\n");
        const auto page = m_sample.shown<ImportPage>(m_sample.empty());
        drop(*page, file);
        const auto state = [&] {
            const TableView *files = page->findChild<TableView *>(QStringLiteral("importFiles"));
            return files->spec().rows.front().values.back().value<StateValue>().word;
        };
        const auto faults = [&] { return page->findChild<ImportDetail *>()->findChildren<QLabel *>(); };
        const auto says = [&](const QString &text) {
            for (const QLabel *label : faults()) {
                if (label->text().contains(text))
                    return true;
            }
            return false;
        };
        QCOMPARE(state(), QStringLiteral("1 questions"));
        QVERIFY(says(QStringLiteral("3 of 3 rows have faults")));
        auto *question = page->findChild<DateQuestionPanel *>();
        QVERIFY(question->isVisible());
        for (const char *answer : {"Day first", "Month first"}) {
            for (QAbstractButton *button : question->findChildren<QAbstractButton *>()) {
                if (button->text() == QLatin1String(answer))
                    QTest::mouseClick(button, Qt::LeftButton);
            }
            QTRY_COMPARE(state(), QStringLiteral("Ready"));
            QTRY_VERIFY(says(QStringLiteral("1 of 3 rows have faults")));
            QVERIFY(question->isVisible());
        }
        import(*page);
        QCOMPARE(rows("SELECT date FROM activities ORDER BY 1"),
            (QStringList{QStringLiteral("2026-03-04"), QStringLiteral("2026-05-06")}));
    }

    void manyUnknownFilesAreOneSentenceAndTheKnownAreTaken()
    {
        QStringList files;
        for (int i = 0; i < 6; ++i)
            files << written(qPrintable(QStringLiteral("unknown%1.csv").arg(i)), "foo,bar\n1,2\n");
        files << written("survey.surveys.csv", "response_id,account_id,date,kind,score\nR1,A1,2026-03-01,nps,9\n");
        const auto page = m_sample.shown<ImportPage>(m_sample.empty());
        drop(*page, files);
        const QString said = page->findChild<ErrorBar *>()->accessibleName();
        QVERIFY2(said.startsWith(QStringLiteral("6 of 7 files")), qPrintable(said));
        QVERIFY2(
            said.contains(QStringLiteral("unknown0.csv, unknown1.csv, unknown2.csv and 3 more")), qPrintable(said));
        import(*page);
        QCOMPARE(rows("SELECT response_id FROM surveys"), QStringList{QStringLiteral("R1")});
    }

    void saysWhatTheLastImportChanged()
    {
        const auto page = m_sample.shown<ImportPage>(m_sample.empty());
        const auto importOn = [&](const char *name, const QByteArray &text, const QDate &day) {
            for (QWidget *action : page->headerActions()) {
                if (auto *edit = qobject_cast<QDateEdit *>(action))
                    edit->setDate(day);
            }
            drop(*page, written(name, text));
            import(*page);
        };
        importOn("crm2.accounts.csv",
            "account_id,name,owner,arr\nK1,Kestrel,Ann,100.00\nK2,Merlin,Ann,200.00\nK3,Osprey,Ann,300.00\n",
            QDate(2026, 9, 30));
        importOn("crm2.accounts.oct.csv", "account_id,name,owner,arr\nK1,Kestrel,Ben,100.00\nK2,Merlin,Ann,250.00\n",
            QDate(2026, 10, 31));
        TableView *changes = m_sample.tableWith(*page, QStringLiteral("import-changes"));
        QVERIFY(changes);
        QStringList found;
        for (const TableRow &row : changes->spec().rows) {
            QStringList values;
            for (int i = 1; i < row.values.size(); ++i)
                values << row.values[i].toString();
            found << values.join(u'|');
        }
        found.sort();
        QCOMPARE(found,
            (QStringList{QStringLiteral("K1|owner|Ann|Ben"), QStringLiteral("K2|arr|200.00 USD|250.00 USD"),
                QStringLiteral("K3|record|300.00\u00a0USD|not in this file")}));
        // It stays while the page is read anew.
        QSignalSpy settled(page.get(), &Page::settled);
        page->refresh(m_sample.empty());
        QVERIFY(settled.wait(test::Patience));
        QVERIFY(m_sample.tableWith(*page, QStringLiteral("import-changes")));
    }

    void saysWhatTheDataAnswer()
    {
        const auto page = m_sample.shown<ImportPage>();
        page->findChild<ImportDetail *>()->showAnswers();
        TableView *answers = m_sample.tableWith(*page, QStringLiteral("import-answers"));
        QVERIFY(answers);
        for (const TableRow &row : answers->spec().rows)
            QCOMPARE(row.values[0].value<StateValue>().mark, Mark::Good); // the sample has all
        QSignalSpy wanted(page.get(), &Page::linkActivated);
        answers->setCurrentId(QStringLiteral("reconciliation"));
        QTest::keyClick(answers->focusProxy(), Qt::Key_Return);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted[0][0].toString(), QStringLiteral("reconcile"));
    }

    /// The answer may come when the files it was asked about are gone.
    void anotherWorkspaceForgetsTheQuestion()
    {
        const QString file = written("late.csv", "a,b\n1,2\n");
        const auto page = m_sample.shown<ImportPage>(m_sample.empty());
        drop(*page, file);
        ImportAsDialog *dialog = asked(*page);
        choose(*dialog, "importAsHolds", QStringLiteral("table:"));
        QSignalSpy settled(page.get(), &Page::settled);
        page->refresh(m_sample.sample());
        QVERIFY(settled.wait(test::Patience));
        settled.clear();
        QTest::mouseClick(okOf(*dialog), Qt::LeftButton);
        QVERIFY(settled.wait(test::Patience));
        QVERIFY(page->findChild<TableView *>(QStringLiteral("importFiles"))->spec().rows.isEmpty());
    }

    void aWrongAnswerSaysWhatIsMissing()
    {
        const QString file = written("other.csv", "a,b\n1,2\n");
        const auto page = m_sample.shown<ImportPage>(m_sample.empty());
        drop(*page, file);
        ImportAsDialog *dialog = asked(*page);
        choose(*dialog, "importAsHolds", QStringLiteral("subscriptions"));
        take(*page, *dialog);
        QVERIFY(!page->findChild<QPushButton *>(QStringLiteral("importRun"))->isEnabled());
        const TableView *files = page->findChild<TableView *>(QStringLiteral("importFiles"));
        QCOMPARE(files->spec().rows.front().values.back().value<StateValue>().mark, Mark::Bad);
        QVERIFY(page->findChild<ErrorBar *>()->isVisible());
    }

    void batchesOpenTheirCustomers()
    {
        const auto page = m_sample.shown<ImportPage>();
        TableView *batches = m_sample.tableWith(*page, QStringLiteral("import-batches"));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        for (const TableRow &row : batches->spec().rows) {
            if (row.values[3].toString() != QStringLiteral("tickets"))
                continue;
            batches->setCurrentId(row.id);
            QTest::keyClick(batches->focusProxy(), Qt::Key_Return);
            QVERIFY(opened.wait(test::Patience));
            const AccountList list = accountList(opened[0][1].value<PageTarget>());
            QVERIFY(list.title.contains(QStringLiteral("tickets")));
            QVERIFY(list.ids.size() > 50);
            return;
        }
        QFAIL("the sample has tickets");
    }

    void quarantineShowsItsRows()
    {
        const auto page = m_sample.shown<ImportPage>();
        TableView *reasons = m_sample.tableWith(*page, QStringLiteral("import-quarantine"));
        QVERIFY(reasons->spec().rows.size() >= 5);
        QSignalSpy inspected(page.get(), &Page::inspect);
        reasons->setCurrentId(QStringLiteral("0"));
        QTest::keyClick(reasons->focusProxy(), Qt::Key_Return);
        QVERIFY(inspected.wait(test::Patience));
        TableView *held = m_sample.tableWith(*page, QStringLiteral("quarantined-rows"));
        QVERIFY(held);
        QCOMPARE(held->spec().rows.size(), reasons->spec().rows.front().values[1].toInt());
        const auto content = inspected.back()[0].value<InspectorContent>();
        QFile file(QString::fromStdString(m_sample.path("exports")) + u'/' + content.subject);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const int line = content.sources.front().line.mid(5).remove(u',').toInt();
        QByteArray text;
        for (int i = 0; i < line; ++i)
            text = file.readLine();
        QCOMPARE(content.sources.front().fields.front().value, QString::fromUtf8(text).trimmed());
    }
};

QTEST_MAIN(TestImportPage)
#include "tst_import_page.moc"
