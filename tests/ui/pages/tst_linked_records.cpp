#include "core/identity/customer_groups.h"
#include "core/identity/identity_store.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/table/table_view.h"
#include "ui/customers/customers_page.h"
#include "ui/paint/formatting.h"

#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

using namespace qd;
using namespace qd::ui;
using test::Patience;

/// Taking a linked record out of its customer, as a person does.
class TestLinkedRecords : public QObject {
    Q_OBJECT

    test::SamplePages m_pages;

    /// The page with a customer of four records or more opened.
    std::unique_ptr<CustomersPage> opened(const QString &account) const
    {
        auto page = m_pages.shown<CustomersPage>();
        QSignalSpy settled(page.get(), &Page::settled);
        page->open(AccountTarget{account});
        if (settled.isEmpty() && !settled.wait(Patience))
            qWarning("the customer did not settle");
        return page;
    }
    static QPushButton *button(const QWidget &page)
    {
        return page.findChild<QPushButton *>(QStringLiteral("takeOutRecord"));
    }

private slots:
    void initTestCase() { m_pages.make(); }

    void theChosenRecordIsTakenOutAndBack()
    {
        auto workspace = store::Workspace::open(m_pages.sample().workspacePath);
        const auto directory = identity::AccountDirectory::load(**workspace);
        const auto customer = std::ranges::find_if(directory.accounts(),
            [](const identity::Account &account) { return account.records.size() >= 4 && !account.records[1].bare; });
        QVERIFY(customer != directory.accounts().end());
        const QString account = qt(customer->id);
        const auto customerOf = [&](const identity::LinkedRecord &record) {
            const auto now = identity::AccountDirectory::load(**workspace);
            return now.at(now.indexOfRecord(record.source.str(), record.id.str())).id;
        };
        const identity::LinkedRecord &first = customer->records[0];
        const identity::LinkedRecord &second = customer->records[1];

        const auto page = opened(account);
        QSignalSpy edited(page.get(), &Page::edited);
        QVERIFY(!button(*page)->isEnabled()); // no record is chosen
        test::SamplePages::tableWith(*page, QStringLiteral("linked-records"))
            ->setCurrentId(qt(second.source) + u':' + qt(second.id));
        QVERIFY(button(*page)->isEnabled());
        QTest::mouseClick(button(*page), Qt::LeftButton);
        QCOMPARE(edited.size(), 1);
        const auto edit = edited[0][0].value<Edit>();
        QVERIFY(edit.text.contains(qt(second.id)) && edit.text.contains(qt(customer->name)));
        QCOMPARE(customerOf(second), customerOf(first));

        QVERIFY(edit.apply(**workspace).ok());
        QVERIFY(customerOf(second) != customerOf(first));
        for (const identity::LinkDecision &decision : identity::decisionsInForce(**workspace)) {
            QVERIFY(decision.ruling == identity::Ruling::Never);
            QVERIFY(decision.left.id == second.id.str() || decision.right.id == second.id.str());
        }
        session::settleAll(**workspace, true); // as any import does
        QVERIFY(customerOf(second) != customerOf(first));

        QVERIFY(edit.revert(**workspace).ok());
        QCOMPARE(customerOf(second), customerOf(first));
        QVERIFY(identity::decisionsInForce(**workspace).empty());
    }

    /// A golden field is set from what another system says, or typed, and given back to precedence.
    void aGoldenFieldIsChosen()
    {
        auto workspace = store::Workspace::open(m_pages.sample().workspacePath);
        const auto ownerOf = [&](const QString &account) {
            const auto now = identity::AccountDirectory::load(**workspace);
            return qt(now.at(now.indexOf(account.toStdString())).field("owner"));
        };
        const QString account = qt(identity::AccountDirectory::load(**workspace).at(0).id);
        const QString before = ownerOf(account);
        auto page = opened(account);
        auto *choose = page->findChild<QPushButton *>(QStringLiteral("chooseGolden"));
        QVERIFY(!choose->isEnabled()); // no field is chosen
        const auto *golden = test::SamplePages::tableWith(*page, QStringLiteral("golden-record"));
        const_cast<TableView *>(golden)->setCurrentId(QStringLiteral("owner"));
        QVERIFY(choose->isEnabled());
        QSignalSpy edited(page.get(), &Page::edited);
        auto *line = choose->findChild<QLineEdit *>(QStringLiteral("goldenValue"));
        QVERIFY(line);
        line->setText(QStringLiteral("Somebody Else"));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(edited.size(), 1);
        const auto edit = edited.takeFirst()[0].value<Edit>();
        QVERIFY(edit.apply(**workspace).ok());
        QCOMPARE(ownerOf(account), QStringLiteral("Somebody Else"));
        session::settleAll(**workspace, true); // as any import does
        QCOMPARE(ownerOf(account), QStringLiteral("Somebody Else"));

        page = opened(account);
        golden = test::SamplePages::tableWith(*page, QStringLiteral("golden-record"));
        const auto row = std::ranges::find(golden->spec().rows, QStringLiteral("owner"), &TableRow::id);
        QCOMPARE(row->values[1].toString(), QStringLiteral("Somebody Else"));
        QVERIFY(row->values[2].toString().startsWith(QStringLiteral("by ")));
        QVERIFY(edit.revert(**workspace).ok());
        QCOMPARE(ownerOf(account), before);
    }

    /// Two customers are chosen in the table and kept under a name; taken back, the list is gone.
    void customersAreSavedAsAList()
    {
        auto workspace = store::Workspace::open(m_pages.sample().workspacePath);
        const auto page = m_pages.shown<CustomersPage>();
        TableView *table = test::SamplePages::tableWith(*page, QStringLiteral("customers"));
        QVERIFY(table && table->shownIds().size() > 2);
        const QStringList two = table->shownIds().mid(0, 2);
        table->setSelectedIds(two);
        QSignalSpy edited(page.get(), &Page::edited);
        QMenu *menu = page->findChild<QPushButton *>(QStringLiteral("customersLists"))->menu();
        menu->popup({});
        QVERIFY2(menu->actions().constFirst()->text().contains(u'2'), qPrintable(menu->actions().constFirst()->text()));
        menu->actions().constFirst()->trigger();
        menu->close();
        auto *ask = page->findChild<QInputDialog *>();
        QVERIFY(ask);
        ask->setTextValue(QStringLiteral("  Watch; closely "));
        ask->accept();
        QCOMPARE(edited.size(), 1);
        const auto edit = edited[0][0].value<Edit>();
        QVERIFY(edit.apply(**workspace).ok());
        std::vector<std::string> expected{two[0].toStdString(), two[1].toStdString()};
        std::ranges::sort(expected);
        QCOMPARE(identity::customerLists(**workspace).at("Watch; closely"), expected);
        QVERIFY(edit.revert(**workspace).ok());
        QVERIFY(identity::customerLists(**workspace).empty());
    }

    void aRecordThatIsAllThereIsStays()
    {
        auto workspace = store::Workspace::open(m_pages.sample().workspacePath);
        const auto directory = identity::AccountDirectory::load(**workspace);
        const auto alone = std::ranges::find_if(
            directory.accounts(), [](const identity::Account &account) { return account.records.size() == 1; });
        QVERIFY(alone != directory.accounts().end());
        const auto page = opened(qt(alone->id));
        test::SamplePages::tableWith(*page, QStringLiteral("linked-records"))
            ->setCurrentId(qt(alone->records[0].source) + u':' + qt(alone->records[0].id));
        QVERIFY(!button(*page)->isEnabled());
    }
};

QTEST_MAIN(TestLinkedRecords)
#include "tst_linked_records.moc"
