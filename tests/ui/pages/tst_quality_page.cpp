#include "core/store/workspace.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/panel.h"
#include "ui/quality/quality_page.h"
#include "ui/quality/waiver_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace qd;
using namespace qd::ui;

namespace {

TableView &table(const QualityPage &page, const char *id)
{
    return *test::SamplePages::tableWith(page, QLatin1String(id));
}

/// The row of a table whose column reads so; empty for none.
QString rowWith(const TableView &view, int column, const QString &text)
{
    for (const TableRow &row : view.spec().rows) {
        if (row.values[column].toString() == text)
            return row.id;
    }
    return {};
}

QVariant cell(const TableView &view, const QString &row, const QString &column)
{
    for (const TableRow &each : view.spec().rows) {
        for (int i = 0; i < view.spec().columns.size() && each.id == row; ++i) {
            if (view.spec().columns[i].id == column)
                return each.values[i];
        }
    }
    return {};
}

/// What the labels of the panels read, their titles among it.
QStringList titles(const QualityPage &page)
{
    QStringList all;
    for (const Panel *panel : page.findChildren<Panel *>()) {
        for (const QLabel *label : panel->findChildren<QLabel *>())
            all << label->text();
    }
    return all;
}

} // namespace

class TestQualityPage : public QObject {
    Q_OBJECT

    test::SamplePages m_pages;

private slots:
    void initTestCase() { m_pages.make(); }

    /// Tier one first, and all five together; the customers' figures are the scorecard's.
    void fieldsByCustomersAndSource()
    {
        const auto page = m_pages.shown<QualityPage>();
        const TableView &fields = table(*page, "quality-completeness");
        QStringList first;
        for (int i = 0; i < 6; ++i)
            first << fields.spec().rows[i].id;
        QCOMPARE(first, QStringList({"renewal_date", "arr", "lifecycle_stage", "owner", "segment", "tier_1"}));
        Progress progress;
        const auto view = readQualityView(m_pages.sample(), progress);
        QVERIFY(view.ok());
        const auto &owner = (*view)->card.figures[std::size_t(completenessFigure(**view, "owner", {}))];
        QVERIFY(owner.n > 0);
        QCOMPARE(cell(fields, "owner", "missing").toLongLong(), owner.failed);
        QCOMPARE(cell(fields, "owner", "customers").toDouble(), 1 - *owner.rate());
        QVERIFY(cell(fields, "owner", "source:salesforce").isValid());
        QVERIFY(!cell(fields, "owner", "source:stripe").isValid()); // Stripe has no such field
    }
    void everySourceIsFresh()
    {
        const auto page = m_pages.shown<QualityPage>();
        const TableView &sources = table(*page, "quality-freshness");
        QVERIFY(!rowWith(sources, 0, QStringLiteral("stripe")).isEmpty());
        for (const TableRow &row : sources.spec().rows)
            QCOMPARE(row.values[3].value<StateValue>().mark, Mark::Good);
    }
    /// The worst check is chosen at first: the sample's rate of KWD is 61 days old.
    void theWorstCheckIsShown()
    {
        const auto page = m_pages.shown<QualityPage>();
        const TableView &failures = table(*page, "quality-failures");
        QCOMPARE(failures.spec().rows.size(), 1);
        QCOMPARE(failures.spec().rows[0].values[1].toString(),
            "The rate of KWD used on 31 Oct 2026 is of 31 Aug 2026, 61 days old.");
        QVERIFY(titles(*page).contains("Stale rates, exchange rates"));
    }
    void choosingACheckShowsItsRows()
    {
        const auto page = m_pages.shown<QualityPage>();
        TableView &checks = table(*page, "quality-checks");
        const QString overlap = rowWith(checks, 1, QStringLiteral("Overlap"));
        QVERIFY(!overlap.isEmpty());
        checks.setCurrentId(overlap);
        const TableView &failures = table(*page, "quality-failures");
        QCOMPARE(failures.spec().rows.size(), qsizetype(cell(checks, overlap, "failed").toLongLong()));
        QVERIFY(failures.spec().rows[0].values[1].toString().startsWith("Overlaps with sub_"));
        QCOMPARE(failures.spec().rows[0].values[3].toString(), "stripe_subscriptions.csv");
        QVERIFY(failures.spec().rows[0].values[4].toInt() > 1);
    }
    void choosingAFieldShowsWhoLacksIt()
    {
        const auto page = m_pages.shown<QualityPage>();
        TableView &fields = table(*page, "quality-completeness");
        fields.setCurrentId(QStringLiteral("owner"));
        const TableView &failures = table(*page, "quality-failures");
        QCOMPARE(qlonglong(failures.spec().rows.size()), cell(fields, "owner", "missing").toLongLong());
        for (const TableRow &row : failures.spec().rows)
            QCOMPARE(row.values[1].toString(), "Owner has no value");
        fields.setCurrentId(QStringLiteral("tier_1"));
        QCOMPARE(qlonglong(failures.spec().rows.size()), cell(fields, "tier_1", "missing").toLongLong());
        Q_EMIT fields.activated(QStringLiteral("domain"), QStringLiteral("source:zendesk"));
        QVERIFY(titles(*page).contains("Domain, zendesk"));
        QVERIFY(!failures.spec().rows.isEmpty());
    }
    void aRowOpensItsCustomer()
    {
        const auto page = m_pages.shown<QualityPage>();
        QSignalSpy opened(page.get(), &Page::linkActivated);
        TableView &checks = table(*page, "quality-checks");
        checks.setCurrentId(rowWith(checks, 1, QStringLiteral("Overlap")));
        TableView &failures = table(*page, "quality-failures");
        Q_EMIT failures.activated(failures.spec().rows[0].id, QStringLiteral("customer"));
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), "customers");
        QVERIFY(std::holds_alternative<AccountTarget>(opened[0][1].value<PageTarget>()));
    }
    /// What was chosen stays chosen when the data are read again.
    void theChoiceStays()
    {
        const auto page = m_pages.shown<QualityPage>();
        TableView &checks = table(*page, "quality-checks");
        checks.setCurrentId(rowWith(checks, 1, QStringLiteral("Gaps")));
        QVERIFY(titles(*page).contains("Gaps, stripe, subscriptions"));
        QSignalSpy settled(page.get(), &Page::settled);
        page->refresh(m_pages.sample());
        QVERIFY(settled.wait(test::Patience));
        QVERIFY(titles(*page).contains("Gaps, stripe, subscriptions"));
    }
    /// Waived for a month, then counted apart, then taken back; each an edit that can be undone.
    void rowsAreWaivedAndTakenBack()
    {
        const auto page = m_pages.shown<QualityPage>();
        QSignalSpy edited(page.get(), &Page::edited);
        const auto carryOut = [&](bool back) {
            auto workspace = store::Workspace::open(m_pages.sample().workspacePath);
            const Edit edit = edited.last()[0].value<Edit>();
            QVERIFY((back ? edit.revert : edit.apply)(**workspace).ok());
            workspace->reset();
            QSignalSpy settled(page.get(), &Page::settled);
            page->refresh(m_pages.sample());
            QVERIFY(settled.wait(test::Patience));
        };
        TableView &checks = table(*page, "quality-checks");
        TableView &failures = table(*page, "quality-failures");
        const QString gaps = rowWith(checks, 1, QStringLiteral("Gaps"));
        checks.setCurrentId(gaps);
        const auto before = cell(checks, gaps, "failed").toLongLong();
        auto *waive = page->findChild<QPushButton *>(QStringLiteral("qualityWaive"));
        auto *takeBack = page->findChild<QPushButton *>(QStringLiteral("qualityTakeBack"));
        QVERIFY(!waive->isEnabled() && !takeBack->isEnabled());
        failures.setSelectedIds({failures.spec().rows[0].id});
        QVERIFY(waive->isEnabled() && !takeBack->isEnabled());
        QTest::mouseClick(waive, Qt::LeftButton);
        auto *dialog = page->findChild<WaiverDialog *>();
        QVERIFY(dialog);
        auto *ok = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        QVERIFY(!ok->isEnabled()); // without a reason
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        QTRY_VERIFY(dialog->focusWidget());
        QCOMPARE(dialog->focusWidget()->objectName(), "waiverReason");
        QTest::keyClicks(dialog->findChild<QLineEdit *>(QStringLiteral("waiverReason")), QStringLiteral("known"));
        QTest::mouseClick(ok, Qt::LeftButton);
        QCOMPARE(edited.size(), 1);
        carryOut(false);
        QCOMPARE(cell(checks, gaps, "failed").toLongLong(), before - 1);
        QCOMPARE(cell(checks, gaps, "waived").toLongLong(), 1);
        const TableRow &row = failures.spec().rows[0];
        QVERIFY(row.leftOut);
        QVERIFY(row.values[5].toString().startsWith(QStringLiteral("until 30 Nov 2026, ")));
        QVERIFY(row.values[5].toString().endsWith(QStringLiteral(": known")));
        failures.setSelectedIds({row.id});
        QVERIFY(!waive->isEnabled() && takeBack->isEnabled());
        QTest::mouseClick(takeBack, Qt::LeftButton);
        QCOMPARE(edited.size(), 2);
        carryOut(false);
        QCOMPARE(cell(checks, gaps, "failed").toLongLong(), before);
        carryOut(true); // undo gives it back
        QCOMPARE(cell(checks, gaps, "waived").toLongLong(), 1);
    }
    void theLineBesideTheTitle()
    {
        QualityPage page;
        QSignalSpy fact(&page, &Page::factChanged);
        QSignalSpy settled(&page, &Page::settled);
        page.refresh(m_pages.sample());
        QVERIFY(settled.wait(test::Patience));
        QVERIFY(fact.last()[0].toString().contains(QStringLiteral(" of 5 critical fields complete, ")));
    }
    void withoutDataItSaysWhatToImport()
    {
        const auto page = m_pages.shown<QualityPage>(m_pages.empty());
        QVERIFY(!test::SamplePages::tableWith(*page, QStringLiteral("quality-checks"))
            || !test::SamplePages::tableWith(*page, QStringLiteral("quality-checks"))->isVisible());
    }
};

QTEST_MAIN(TestQualityPage)
#include "tst_quality_page.moc"
