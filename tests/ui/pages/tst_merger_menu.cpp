#include "core/identity/identity_store.h"
#include "core/identity/mergers.h"
#include "core/session/actions.h"
#include "core/store/audit.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/mnemonics.h"
#include "ui/identity/identity_page.h"
#include "ui/identity/merger_dialog.h"

#include <QComboBox>
#include <QDateEdit>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

using namespace qd;
using namespace qd::ui;
using test::Patience;

namespace {

QMenu &openedMenu(const QWidget &page)
{
    auto *menu = page.findChild<QMenu *>(QStringLiteral("identityMergers"));
    Q_EMIT menu->aboutToShow(); // as the menu does before it opens
    return *menu;
}

QList<QAction *> actionsOf(const QMenu &menu, const char *name)
{
    QList<QAction *> found;
    for (QAction *action : menu.actions()) {
        if (action->objectName() == QLatin1String(name))
            found << action;
    }
    return found;
}

TableView &listOf(const QWidget &page)
{
    return *page.findChild<TableView *>(QStringLiteral("identityTable"));
}

identity::RecordKey recordOf(const QString &record)
{
    return {record.section(u':', 0, 0).toStdString(), record.section(u':', 1).toStdString()};
}

} // namespace

/// Customers that became one on a day, and records that go to another customer alone, from the menu of Identity.
class TestMergerMenu : public QObject {
    Q_OBJECT

    test::SamplePages m_pages;

    std::unique_ptr<store::Workspace> workspace() const
    {
        auto opened = store::Workspace::open(m_pages.sample().workspacePath);
        if (!opened)
            qFatal("the workspace cannot be opened");
        return std::move(*opened);
    }
    std::unique_ptr<IdentityPage> opened() const
    {
        auto page = m_pages.shown<IdentityPage>();
        auto *least = qobject_cast<QComboBox *>(page->headerActions().front());
        QSignalSpy settled(page.get(), &Page::settled);
        while (least->currentIndex() < least->count() - 1) { // every pair
            settled.clear();
            QTest::keyClick(least, Qt::Key_Down);
            if (settled.isEmpty() && !settled.wait(Patience))
                qWarning("the page did not settle");
        }
        listOf(*page).setCurrentId(listOf(*page).shownIds().value(0));
        return page;
    }
    int customerOf(const identity::RecordKey &record) const
    {
        return identity::AccountDirectory::load(*workspace()).indexOfRecord(record.source, record.id);
    }

private slots:
    void initTestCase() { m_pages.make(); }

    /// The pair looked at is offered: what stands right in it ends in what stands left.
    void aMergerIsMadeAndTakenBack()
    {
        const auto page = opened();
        const QString row = listOf(*page).currentId();
        const auto before = identity::AccountDirectory::load(*workspace());
        const auto left = recordOf(row.section(u'|', 0, 0));
        const auto right = recordOf(row.section(u'|', 1));
        const identity::Account into = before.at(before.indexOfRecord(left.source, left.id));
        const identity::Account from = before.at(before.indexOfRecord(right.source, right.id));
        QCOMPARE(actionsOf(openedMenu(*page), "identityUnmerge").size(), 0);
        actionsOf(openedMenu(*page), "identityMerge").first()->trigger();
        auto *dialog = page->findChild<MergerDialog *>();
        QVERIFY(dialog);
        auto *ends = dialog->findChild<QComboBox *>(QStringLiteral("mergerFrom"));
        auto *goesOn = dialog->findChild<QComboBox *>(QStringLiteral("mergerInto"));
        auto *merge = dialog->findChild<QPushButton *>(QStringLiteral("mergerDo"));
        QVERIFY(ends->currentText().endsWith(QString::fromStdString(from.id)));
        QVERIFY(goesOn->currentText().endsWith(QString::fromStdString(into.id)));
        QVERIFY(merge->isEnabled());
        goesOn->setEditText(ends->currentText()); // with itself
        QVERIFY(!merge->isEnabled());
        goesOn->setEditText(QStringLiteral("nobody at all"));
        QVERIFY(!merge->isEnabled());
        goesOn->setCurrentIndex(goesOn->findData(QString::fromStdString(into.id)));
        QVERIFY(merge->isEnabled());
        dialog->findChild<QDateEdit *>(QStringLiteral("mergerOn"))->setDate(QDate(2026, 10, 1));
        QSignalSpy edited(page.get(), &Page::edited);
        QTest::mouseClick(merge, Qt::LeftButton);
        QCOMPARE(edited.size(), 1);
        const auto made = edited.takeFirst()[0].value<Edit>();
        const auto open = workspace();
        QVERIFY(made.apply(*open).ok());
        const auto kept = identity::mergersOf(*open);
        QCOMPARE(kept.size(), std::size_t(1));
        QCOMPARE(kept[0].on, *Date::of(2026, 10, 1));
        QCOMPARE(kept[0].by, store::currentUser());
        QVERIFY(!kept[0].proForma);
        QCOMPARE(identity::AccountDirectory::load(*open).customers(), before.customers() - 1);
        QCOMPARE(customerOf(right), customerOf(left));

        QSignalSpy settled(page.get(), &Page::settled);
        page->refresh(m_pages.sample());
        QVERIFY(!settled.isEmpty() || settled.wait(Patience));
        const auto back = actionsOf(openedMenu(*page), "identityUnmerge");
        QCOMPARE(back.size(), 1);
        QVERIFY(withoutMnemonic(back[0]->text()).startsWith(QStringLiteral("Take back ")));
        back[0]->trigger();
        QCOMPARE(edited.size(), 1);
        const auto taken = edited.takeFirst()[0].value<Edit>();
        QVERIFY(taken.apply(*open).ok());
        QVERIFY(identity::mergersOf(*open).empty());
        QVERIFY(taken.revert(*open).ok());
        QCOMPARE(identity::mergersOf(*open), kept);
        QVERIFY(made.revert(*open).ok());
        QVERIFY(identity::mergersOf(*open).empty());
        QVERIFY(customerOf(right) != customerOf(left));
    }

    /// Of the pair looked at, which break goes from which cause to which.
    void theOutcomeSaysWhatBreaksBecome()
    {
        const auto page = opened();
        const auto directory = identity::AccountDirectory::load(*workspace());
        const auto idOf = [&](const QString &record) {
            const auto key = recordOf(record);
            return directory.at(directory.indexOfRecord(key.source, key.id)).id;
        };
        const auto *label = page->findChild<QLabel *>(QStringLiteral("identityOutcome"));
        Progress quiet;
        int told = 0;
        for (const QString &row : listOf(*page).shownIds().mid(0, 5)) {
            listOf(*page).setCurrentId(row);
            const auto outcomes = answers::breaksAfterLink(
                *workspace(), idOf(row.section(u'|', 0, 0)), idOf(row.section(u'|', 1)), quiet);
            QVERIFY(outcomes.ok());
            if (outcomes->empty())
                continue;
            ++told;
            QTRY_VERIFY_WITH_TIMEOUT(label->text().endsWith(outcomesText(*outcomes)), Patience);
            QCOMPARE(label->toolTip(), outcomesText(*outcomes));
        }
        QVERIFY(told > 0);
    }

    void outcomesInWords_data()
    {
        using reconcile::Cause;
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("before"); // a Cause; -1: none
        QTest::addColumn<int>("after");
        QTest::addColumn<QString>("text");
        QTest::newRow("goes") << "BR-0001" << int(Cause::MonthlyAsAnnual) << -1
                              << "BR-0001 goes (was Monthly as annual)";
        QTest::newRow("comes") << "" << -1 << int(Cause::Unexplained) << "ARR comes as Unexplained";
        QTest::newRow("stays") << "BR-0001" << int(Cause::Unexplained) << int(Cause::Unexplained)
                               << "BR-0001 stays Unexplained";
        QTest::newRow("changes") << "BR-0001" << int(Cause::Unexplained) << int(Cause::MonthlyAsAnnual)
                                 << "BR-0001 from Unexplained to Monthly as annual";
    }
    void outcomesInWords()
    {
        QFETCH(QString, name);
        QFETCH(int, before);
        QFETCH(int, after);
        QFETCH(QString, text);
        const auto cause = [](int value) {
            return value < 0 ? std::nullopt : std::optional(static_cast<reconcile::Cause>(value));
        };
        QCOMPARE(outcomesText({{name.toStdString(), "arr", cause(before), cause(after)}}), text);
    }

    /// The record goes, what it leaves stays together, over what an import settles; undo brings it back.
    void aRecordMovesAlone()
    {
        const auto page = opened();
        const auto before = identity::AccountDirectory::load(*workspace());
        for (const QString &row : listOf(*page).shownIds()) {
            for (const int side : {0, 1}) {
                const auto moved = recordOf(row.section(u'|', side, side));
                const auto other = recordOf(row.section(u'|', 1 - side, 1 - side));
                const auto &records = before.at(before.indexOfRecord(moved.source, moved.id)).records;
                if (records.size() < 2)
                    continue;
                listOf(*page).setCurrentId(row);
                const auto moves = actionsOf(openedMenu(*page), "identityTransfer");
                QCOMPARE(moves.size(), 2);
                QSignalSpy edited(page.get(), &Page::edited);
                moves[side]->trigger();
                QCOMPARE(edited.size(), 1);
                const auto edit = edited.takeFirst()[0].value<Edit>();
                const auto open = workspace();
                QVERIFY(edit.apply(*open).ok());
                session::settleAll(*open, true); // as any import does
                QCOMPARE(customerOf(moved), customerOf(other));
                for (const auto &record : records) {
                    const identity::RecordKey key{record.source.str(), record.id.str()};
                    QCOMPARE(customerOf(key) == customerOf(moved), key == moved);
                }
                QVERIFY(edit.revert(*open).ok());
                QVERIFY(customerOf(moved) != customerOf(other));
                for (const auto &record : records)
                    QCOMPARE(customerOf({record.source.str(), record.id.str()}), customerOf(moved));
                return;
            }
        }
        QFAIL("no pair of the sample has a customer of two records");
    }
};

QTEST_MAIN(TestMergerMenu)
#include "tst_merger_menu.moc"
