#include "core/governance/kept_documents.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/dictionary/dictionary_page.h"
#include "ui/dictionary/document_dialog.h"

#include <QAction>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QtTest>

using namespace qd;
using namespace qd::ui;

/// The documents of the company, kept and read from the page Dictionary.
class TestDocumentDialog : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;
    QList<Edit> m_edits;

    Result<void> changed(DictionaryPage &page, const Edit::Change &change) const
    {
        auto workspace = store::Workspace::open(m_sample.empty().workspacePath);
        const Result<void> done = change(**workspace);
        workspace->reset();
        QSignalSpy settled(&page, &Page::settled);
        page.refresh(m_sample.empty());
        if (settled.isEmpty() && !settled.wait(test::Patience))
            qWarning("the page did not settle");
        return done;
    }
    static DocumentDialog *opened(DictionaryPage &page)
    {
        page.findChild<QAction *>(QStringLiteral("dictionaryDocuments"))->trigger();
        return page.findChild<DocumentDialog *>();
    }
    static QPushButton *okOf(const QDialog &dialog)
    {
        return dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    }
    static void write(const DocumentDialog &dialog, const QString &id, const QString &kind, const QString &text)
    {
        auto *name = dialog.findChild<QComboBox *>(QStringLiteral("documentId"))->lineEdit();
        name->selectAll();
        QTest::keyClicks(name, id);
        auto *kinds = dialog.findChild<QLineEdit *>(QStringLiteral("documentKind"));
        kinds->selectAll();
        QTest::keyClicks(kinds, kind);
        auto *body = dialog.findChild<QPlainTextEdit *>(QStringLiteral("documentText"));
        body->selectAll();
        QTest::keyClicks(body, text);
    }
    /// Confirms, and carries out what the page asked for, as the window does.
    void keep(DictionaryPage &page, QPointer<DocumentDialog> dialog)
    {
        QVERIFY(okOf(*dialog)->isEnabled());
        QSignalSpy edited(&page, &Page::edited);
        QTest::mouseClick(okOf(*dialog), Qt::LeftButton);
        QCOMPARE(edited.size(), 1);
        m_edits << edited.front().front().value<Edit>();
        QVERIFY(changed(page, m_edits.back().apply).ok());
        delete dialog.data(); // or it went by itself
    }
    [[nodiscard]] QString kept() const
    {
        const auto workspace = store::Workspace::open(m_sample.empty().workspacePath, store::Workspace::Mode::ReadOnly);
        QStringList all;
        for (const governance::KeptDocument &each : governance::keptDocuments(**workspace)) {
            for (const governance::KeptVersion &one : each.versions)
                all << QStringLiteral("%1 %2 %3 %4")
                           .arg(QString::fromStdString(each.id))
                           .arg(one.version)
                           .arg(QString::fromStdString(one.kind), QString::fromStdString(one.text));
        }
        return all.join(u'|');
    }

private slots:
    void initTestCase() { m_sample.make(); }

    void keptAndTakenBack()
    {
        const auto page = m_sample.shown<DictionaryPage>(m_sample.empty());
        DocumentDialog *dialog = opened(*page);
        QVERIFY(dialog && !okOf(*dialog)->isEnabled());
        write(*dialog, QStringLiteral("renewals"), QStringLiteral("playbook"), QStringLiteral("Call first."));
        keep(*page, dialog);
        QCOMPARE(kept(), QStringLiteral("renewals 1 playbook Call first."));

        dialog = opened(*page);
        QVERIFY(dialog);
        auto *text = dialog->findChild<QPlainTextEdit *>(QStringLiteral("documentText"));
        QCOMPARE(text->toPlainText(), QStringLiteral("Call first.")); // as it holds
        QVERIFY(dialog->findChild<QLabel *>(QStringLiteral("documentVersion"))
                    ->text()
                    .startsWith(QStringLiteral("Version 1 holds")));
        text->selectAll();
        QTest::keyClicks(text, QStringLiteral("Write first."));
        keep(*page, dialog);
        const QString both = QStringLiteral("renewals 1 playbook Call first.|renewals 2 playbook Write first.");
        QCOMPARE(kept(), both);

        QVERIFY(changed(*page, m_edits.back().revert).ok());
        QCOMPARE(kept(), QStringLiteral("renewals 1 playbook Call first."));
        QVERIFY(changed(*page, m_edits.back().apply).ok());
        QCOMPARE(kept(), both);
        QVERIFY(changed(*page, m_edits.back().revert).ok());
        QVERIFY(changed(*page, m_edits.front().revert).ok());
        QCOMPARE(kept(), QString());
    }

    /// "renewal" is kept; who types "renewals" comes by it, and what was written before stays. Chosen from the list, it
    /// is shown, and so it is where nothing was written.
    void whatWasWrittenStaysWhileAnIdIsTyped()
    {
        const governance::KeptDocument kept{"renewal", {{1, "policy", "Ann", "2026-10-01T00:00:00Z", "Kept."}}};
        const governance::KeptDocument other{"upgrade", {{1, "process", "Ann", "2026-10-01T00:00:00Z", "Other."}}};
        DocumentDialog dialog({kept, other});
        dialog.show();
        auto *name = dialog.findChild<QComboBox *>(QStringLiteral("documentId"));
        write(dialog, QStringLiteral("a"), QStringLiteral("playbook"), QStringLiteral("Mine."));
        name->lineEdit()->selectAll();
        QTest::keyClicks(name->lineEdit(), QStringLiteral("renewals"));
        QCOMPARE(dialog.document().id, std::string("renewals"));
        QCOMPARE(dialog.document().kind, std::string("playbook"));
        QCOMPARE(dialog.document().text, std::string("Mine."));
        name->setCurrentIndex(name->findText(QStringLiteral("upgrade")));
        QCOMPARE(dialog.document().kind, std::string("process"));
        QCOMPARE(dialog.document().text, std::string("Other."));
        name->lineEdit()->selectAll();
        QTest::keyClicks(name->lineEdit(), QStringLiteral("renewal"));
        QCOMPARE(dialog.document().kind, std::string("policy"));
        QCOMPARE(dialog.document().text, std::string("Kept."));
    }

    void refusedAtOnce_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("why");
        QTest::newRow("no id") << ""
                               << "policy"
                               << "x"
                               << "Say which document.";
        QTest::newRow("no kind") << "mine"
                                 << ""
                                 << "x"
                                 << "Say of which kind it is.";
        QTest::newRow("no text") << "mine"
                                 << "policy"
                                 << " "
                                 << "The text of mine is empty; nothing was kept.";
        QTest::newRow("one of the program") << "customer-360"
                                            << "policy"
                                            << "x"
                                            << "customer-360 is written out";
        QTest::newRow("a blank") << "my paper"
                                 << "policy"
                                 << "x"
                                 << "\"my paper\" is no id of a document";
    }
    void refusedAtOnce()
    {
        QFETCH(QString, id);
        QFETCH(QString, kind);
        QFETCH(QString, text);
        QFETCH(QString, why);
        DocumentDialog dialog({});
        dialog.show();
        write(dialog, id, kind, text);
        QVERIFY(!okOf(dialog)->isEnabled());
        bool said = false;
        for (const QLabel *label : dialog.findChildren<QLabel *>())
            said = said || label->text().contains(why);
        QVERIFY(said);
        write(dialog, QStringLiteral("mine"), QStringLiteral("policy"), QStringLiteral("Words."));
        QVERIFY(okOf(dialog)->isEnabled());
    }
};

QTEST_MAIN(TestDocumentDialog)
#include "tst_document_dialog.moc"
