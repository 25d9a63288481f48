#include "core/reconcile/break_store.h"
#include "core/session/actions.h"
#include "core/signoff/signoff_store.h"
#include "core/store/audit.h"
#include "tests/support/layout_check.h"
#include "ui/common/application_theme.h"
#include "ui/common/mnemonics.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/theme.h"
#include "ui/reconcile/reconcile_page.h"
#include "ui/reconcile/sample_part.h"
#include "ui/reconcile/signoff_dialog.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QtTest>
#include <QUndoStack>

using namespace qd;
using namespace qd::ui;

namespace {

constexpr int Patience = 20000; // ms; jobs run on whatever the machine has left
const signoff::SignoffKey October{"2026-10", "crm", "billing"};

/// A workspace that two files filled, of 31 October: Acme is 1000 in the CRM and 1200 in billing, Birch 500 in both.
class Book {
public:
    Book()
    {
        if (!store::Workspace::create(path(), {}).ok())
            qFatal("the workspace cannot be made");
        import("crm", "accounts", "account_id,name,arr,owner\nA,Acme,1000,Ann\nB,Birch,500,Ann\n");
        import("billing", "subscriptions",
            "subscription_id,account_id,arr,start_date\na,A,1200,2025-01-01\nb,B,500,2025-01-01\n");
    }

    [[nodiscard]] std::string path() const { return m_dir.filePath(QStringLiteral("book.qdeck")).toStdString(); }
    [[nodiscard]] std::unique_ptr<store::Workspace> workspace() const
    {
        auto opened = store::Workspace::open(path());
        if (!opened)
            qFatal("the workspace cannot be opened");
        return std::move(*opened);
    }
    void import(const char *source, const char *entity, const QByteArray &text)
    {
        QFile file(m_dir.filePath(QStringLiteral("%1-%2.csv").arg(QLatin1String(source)).arg(++m_files)));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("the file cannot be written");
        file.close();
        sources::ImportOptions options;
        options.hints.source = source;
        options.hints.kind = source;
        options.hints.entity = entity;
        options.asOf = Date::of(2026, 10, 31);
        Progress quiet;
        const auto opened = workspace();
        if (!session::importAndResolve(*opened, {file.fileName().toStdString()}, options, quiet).ok())
            qFatal("the file is not imported");
    }
    [[nodiscard]] QString file(const char *name) const { return m_dir.filePath(QLatin1String(name)); }
    [[nodiscard]] std::vector<signoff::GivenVerdict> verdicts() const
    {
        const auto opened = workspace();
        const auto samples = signoff::keptSamples(*opened);
        return samples.empty() ? std::vector<signoff::GivenVerdict>()
                               : signoff::latestVerdicts(*opened, samples.front().id);
    }
    [[nodiscard]] signoff::Signoff kept() const
    {
        const auto found = signoff::latestSignoff(*workspace(), October);
        return found ? *found : signoff::Signoff();
    }

private:
    QTemporaryDir m_dir;
    int m_files = 0;
};

/// The window with the Reconcile page on that workspace, at its part Sign-off.
struct Shown {
    Book book;
    ReconcilePage *page = new ReconcilePage;
    MainWindow window{{page}, false};

    Shown()
    {
        window.resize(1024, 700);
        window.show();
        window.openWorkspace(QString::fromStdString(book.path()));
    }
    /// Chooses the part, once the page is read.
    bool isReady(const char *part = "Sign-off", const char *has = "signoffPrepare")
    {
        const auto *parts = window.findChild<SegmentedSwitch *>(QStringLiteral("reconcilePart"));
        if (!QTest::qWaitFor([parts] { return parts->isEnabled() && parts->isVisible(); }, Patience))
            return false;
        for (QAbstractButton *choice : parts->findChildren<QAbstractButton *>()) {
            if (withoutMnemonic(choice->text()) == QLatin1String(part))
                QTest::mouseClick(choice, Qt::LeftButton);
        }
        return QTest::qWaitFor(
            [this, has] { return window.findChild<QWidget *>(QLatin1String(has))->isVisible(); }, Patience);
    }
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        return window.findChild<QPushButton *>(QLatin1String(name));
    }
    [[nodiscard]] QString text(const char *label) const
    {
        return window.findChild<QLabel *>(QLatin1String(label))->text();
    }
    [[nodiscard]] QString sentence() const { return text("signoffSentence"); }
    [[nodiscard]] SignoffDialog *dialog() const { return page->findChild<SignoffDialog *>(); }
    /// Puts a name into the dialog that is open and confirms it.
    void confirm(const char *name) const
    {
        auto *by = dialog()->findChild<QLineEdit *>(QStringLiteral("signoffBy"));
        by->selectAll();
        QTest::keyClicks(by, QLatin1String(name));
        QTest::mouseClick(dialog()->findChild<QPushButton *>(QStringLiteral("signoffDo")), Qt::LeftButton);
    }
    void give(const char *step, const char *name) const
    {
        QTest::mouseClick(button(step), Qt::LeftButton);
        QVERIFY(dialog());
        confirm(name);
        QTRY_VERIFY_WITH_TIMEOUT(!dialog(), Patience);
    }
    /// "October 2026/Prepared/Anna/" of each row.
    [[nodiscard]] QStringList rows(const char *table, int columns) const
    {
        QStringList texts;
        for (const TableRow &row : page->findChild<TableView *>(QLatin1String(table))->spec().rows) {
            QStringList cells;
            for (const QVariant &value : row.values.first(columns))
                cells << (value.canConvert<StateValue>() ? value.value<StateValue>().word : value.toString());
            texts << cells.join(u'/');
        }
        return texts;
    }
    [[nodiscard]] QStringList months() const { return rows("signoffMonths", 5); }
    [[nodiscard]] QStringList changes() const { return rows("signoffChanges", 3); }
};

} // namespace

/// A month is prepared by one person and signed by another, and a sample of its customers judged, in the window.
class TestSignoffPart : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, false); }

    void onePreparesAndAnotherSigns()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        QCOMPARE(shown.sentence(), QStringLiteral("Nobody has prepared it yet."));
        QVERIFY(!shown.button("signoffSign")->isEnabled());
        QCOMPARE(shown.months(), QStringList());
        QVERIFY(shown.text("pageFact").endsWith(QStringLiteral("October 2026 not prepared")));

        shown.give("signoffPrepare", "Anna");
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.sentence(), QStringLiteral("Prepared by Anna; another person signs."), Patience);
        QCOMPARE(shown.months(), QStringList(QStringLiteral("October 2026/Prepared/Anna//0")));
        QCOMPARE(shown.book.kept().content.rightTotal, std::int64_t(170000));
        QVERIFY(shown.text("pageFact").endsWith(QStringLiteral("October 2026 prepared by Anna, not signed")));
        QVERIFY(shown.button("signoffSign")->isEnabled());

        shown.give("signoffSign", "Bea");
        QTRY_COMPARE_WITH_TIMEOUT(shown.sentence(), QStringLiteral("Prepared by Anna, signed by Bea."), Patience);
        QCOMPARE(shown.months(), QStringList(QStringLiteral("October 2026/Signed/Anna/Bea/0")));
        QCOMPARE(shown.book.kept().signedBy, std::string("Bea"));
        QVERIFY(!shown.button("signoffSign")->isEnabled());
        QCOMPARE(shown.window.undoStack().count(), 0); // a signature is not taken back by a key
    }

    /// The dialog has the user's name, says what a sign-off is worth, and takes no empty name.
    void theDialogAsksWho()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        QTest::mouseClick(shown.button("signoffPrepare"), Qt::LeftButton);
        QVERIFY(shown.dialog());
        auto *by = shown.dialog()->findChild<QLineEdit *>(QStringLiteral("signoffBy"));
        QCOMPARE(by->text(), QString::fromStdString(store::currentUser()));
        QStringList said;
        for (const QLabel *label : shown.dialog()->findChildren<QLabel *>())
            said << label->text();
        QVERIFY2(said.contains(QStringLiteral(
                     "It is a record of who said so, not an access control: nobody asks whether a name is true.")),
            qPrintable(said.join(u'|')));
        by->clear();
        QVERIFY(!shown.dialog()->findChild<QPushButton *>(QStringLiteral("signoffDo"))->isEnabled());
        QTest::keyClick(shown.dialog(), Qt::Key_Escape);
        QTRY_VERIFY(!shown.dialog());
        QCOMPARE(shown.book.kept().version, 0);
    }

    /// Core refuses; its sentence stands in the dialog, which waits for another name.
    void theSameNameIsRefused_data()
    {
        QTest::addColumn<QString>("by");
        QTest::newRow("the same") << "Anna";
        QTest::newRow("in other letters") << "aNNA";
    }
    void theSameNameIsRefused()
    {
        QFETCH(QString, by);
        Shown shown;
        QVERIFY(shown.isReady());
        shown.give("signoffPrepare", "Anna");
        QTRY_VERIFY_WITH_TIMEOUT(shown.button("signoffSign")->isEnabled(), Patience);
        QTest::mouseClick(shown.button("signoffSign"), Qt::LeftButton);
        QVERIFY(shown.dialog());
        shown.confirm(by.toLatin1().constData());
        auto *fault = shown.dialog()->findChild<QLabel *>(QStringLiteral("signoffFault"));
        QTRY_VERIFY_WITH_TIMEOUT(
            fault->text().startsWith(QStringLiteral("Anna prepared it; another person signs.")), Patience);
        QVERIFY(shown.dialog() && shown.dialog()->isVisible());
        QCOMPARE(shown.book.kept().signedBy, std::string());
        shown.confirm("Annabel");
        QTRY_COMPARE_WITH_TIMEOUT(shown.sentence(), QStringLiteral("Prepared by Anna, signed by Annabel."), Patience);
        QCOMPARE(shown.book.kept().signedBy, std::string("Annabel"));
    }

    /// The CRM says 1100 of Acme now: its total is 100.00 higher, what nobody explains 100.00 lower.
    void anImportIsReviewedAgain()
    {
        Shown shown;
        QVERIFY(shown.isReady());
        shown.give("signoffPrepare", "Anna");
        QTRY_VERIFY_WITH_TIMEOUT(shown.button("signoffSign")->isEnabled(), Patience);
        shown.give("signoffSign", "Bea");
        QTRY_COMPARE_WITH_TIMEOUT(shown.sentence(), QStringLiteral("Prepared by Anna, signed by Bea."), Patience);
        QCOMPARE(shown.changes(), QStringList());

        shown.book.import("crm", "accounts", "account_id,name,arr,owner\nA,Acme,1100,Ann\nB,Birch,500,Ann\n");
        shown.window.openWorkspace(QString::fromStdString(shown.book.path()));
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.sentence(), QStringLiteral("Review again: it has come out otherwise since Bea signed it."), Patience);
        QCOMPARE(shown.months(), QStringList(QStringLiteral("October 2026/Review again/Anna/Bea/2")));
        QCOMPARE(shown.changes(),
            (QStringList{
                QStringLiteral("Bridge, Unexplained/200.00/100.00"), QStringLiteral("ARR in crm/1,500.00/1,600.00")}));
        QVERIFY(!shown.button("signoffSign")->isEnabled());
        shown.window.grab(); // lays out what just came
        QCOMPARE(test::layoutFaults(*shown.page), QStringList());

        shown.give("signoffPrepare", "Bea"); // whoever signed before may prepare now
        QTRY_COMPARE_WITH_TIMEOUT(shown.sentence(), QStringLiteral("Prepared by Bea; another person signs."), Patience);
        QCOMPARE(shown.changes(), QStringList());
        QCOMPARE(shown.book.kept().version, 2);
    }

    /// A break that somebody decides after the month was signed is named by field and customer, and opens it.
    void aDecidedBreakIsNamed()
    {
        signoff::SignoffKey key = October;
        QCOMPARE(
            accountOfDifference(key, QStringLiteral("break:crm|billing|AC-00001|arr")), QStringLiteral("AC-00001"));
        QCOMPARE(accountOfDifference(key, QStringLiteral("break:billing|crm|AC-00001|arr")), QString());
        QCOMPARE(accountOfDifference(key, QStringLiteral("left_total")), QString());

        Shown shown;
        QVERIFY(shown.isReady());
        shown.give("signoffPrepare", "Anna");
        QTRY_VERIFY_WITH_TIMEOUT(shown.button("signoffSign")->isEnabled(), Patience);
        const auto breaks = reconcile::registeredBreaks(*shown.book.workspace(), "crm", "billing");
        QCOMPARE(breaks.size(), std::size_t(1));
        const std::string broken = breaks.begin()->first;
        QVERIFY(reconcile::decideBreaks(*shown.book.workspace(), {{broken, "accepted", {}, {}, {}}}).ok());
        shown.window.openWorkspace(QString::fromStdString(shown.book.path()));
        QTRY_COMPARE_WITH_TIMEOUT(shown.changes(), QStringList(QStringLiteral("ARR of Acme/Open/Accepted")), Patience);
        QSignalSpy links(shown.page, &Page::linkActivated);
        auto *table = shown.page->findChild<TableView *>(QStringLiteral("signoffChanges"));
        Q_EMIT table->activated(table->shownIds().front(), QStringLiteral("what"));
        QCOMPARE(links.size(), 1);
        QCOMPARE(std::get<AccountTarget>(links[0][1].value<PageTarget>()).account,
            accountOfDifference(key, QStringLiteral("break:") + QString::fromStdString(broken)));
    }

    /// Acme is 1000 in the CRM and 1200 in billing, which names no owner; Birch agrees.
    void systemsStandSideBySide()
    {
        Shown shown;
        QVERIFY(shown.isReady("Systems", "systemsField"));
        QTRY_COMPARE_WITH_TIMEOUT(
            shown.rows("systemsRows", 4), QStringList(QStringLiteral("Acme/1000/1200/200")), Patience);
        QCOMPARE(shown.rows("systemsRates", 3).first(), QStringLiteral("ARR/billing/0.5"));
        QVERIFY(!shown.button("exportBreaks")->isVisible());
        QVERIFY(!shown.window.findChild<QComboBox *>(QStringLiteral("reconcileRight"))->isVisible());
        QSignalSpy links(shown.page, &Page::linkActivated);
        auto *table = shown.page->findChild<TableView *>(QStringLiteral("systemsRows"));
        Q_EMIT table->activated(table->shownIds().front(), QStringLiteral("customer"));
        QCOMPARE(links.size(), 1);
        shown.window.grab(); // lays out what just came
        QCOMPARE(test::layoutFaults(*shown.page), QStringList());
        auto *field = shown.window.findChild<QComboBox *>(QStringLiteral("systemsField"));
        QCOMPARE(field->count(), 6);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_End); // status, which neither says
        QCOMPARE(shown.rows("systemsRows", 1), QStringList());
    }

    /// Both customers are drawn; the ARR of Acme is judged, then judged otherwise.
    void aSampleIsDrawnAndJudged()
    {
        Shown shown;
        QVERIFY(shown.isReady("Sample", "sampleDraw"));
        QCOMPARE(shown.text("sampleSentence"), QStringLiteral("No sample of these systems was drawn yet."));
        QVERIFY(!shown.button("sampleMatch")->isEnabled());
        QVERIFY(!shown.button("sampleSave")->isEnabled());
        QTest::mouseClick(shown.button("sampleDraw"), Qt::LeftButton);
        auto *dialog = shown.page->findChild<QDialog *>(QStringLiteral("sampleDialog"));
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QSpinBox *>(QStringLiteral("sampleSize"))->value(), 60);
        dialog->findChild<QSpinBox *>(QStringLiteral("sampleSize"))->setValue(2);
        QTest::keyClick(dialog, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(shown.text("sampleSentence").startsWith(QStringLiteral("2 customers on ")), Patience);
        QVERIFY(shown.text("sampleSentence").endsWith(QStringLiteral(", draw 1; 0 verdicts given")));
        const QStringList rows = shown.rows("sampleRows", 6);
        QCOMPARE(rows.size(), 6);
        QVERIFY2(
            rows[0].startsWith(QStringLiteral("Acme/")) && rows[0].endsWith(QStringLiteral("/ARR/1,000.00/1,200.00/")),
            qPrintable(rows[0]));
        QVERIFY2(rows[5].endsWith(QStringLiteral("/Owner/Ann//")), qPrintable(rows[5]));

        auto *table = shown.page->findChild<TableView *>(QStringLiteral("sampleRows"));
        const QString row = table->spec().rows.front().id;
        const std::string account = sampleRowOf(row).first.toStdString();
        using signoff::GivenVerdict;
        using signoff::Verdict;
        for (const auto &[name, verdict, rate] :
            {std::tuple("sampleMatch", Verdict::Match, "ARR/1"), {"sampleMismatch", Verdict::Mismatch, "ARR/0"}}) {
            table->setSelectedIds({row});
            QTRY_VERIFY_WITH_TIMEOUT(shown.button(name)->isEnabled(), Patience);
            QTest::mouseClick(shown.button(name), Qt::LeftButton);
            QVERIFY(!shown.button(name)->isEnabled() && !shown.button("sampleDraw")->isEnabled()); // one by one
            QTRY_COMPARE_WITH_TIMEOUT(shown.rows("sampleRates", 2), QStringList(QLatin1String(rate)), Patience);
            QCOMPARE(shown.book.verdicts(), (std::vector<GivenVerdict>{{account, "arr", verdict}}));
        }
        shown.window.grab(); // lays out what just came
        QCOMPARE(test::layoutFaults(*shown.page), QStringList());
    }

    /// The list goes out to be filled in and comes back; one that says "yes" is refused, and nothing of it is kept.
    void aListIsSavedAndLoaded()
    {
        Shown shown;
        QVERIFY(shown.isReady("Sample", "sampleDraw"));
        auto *part = shown.page->findChild<SamplePart *>();
        part->draw({2, 1, ""});
        QTRY_COMPARE_WITH_TIMEOUT(shown.rows("sampleRows", 6).size(), 6, Patience);
        const QString list = shown.book.file("list.csv");
        part->save(list);
        QFile file(list);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArrayList lines = file.readAll().trimmed().split('\n');
        file.close();
        QCOMPARE(lines.size(), 7);
        QSignalSpy failures(part, &SamplePart::failed);
        for (const char *verdict : {"yes", "match"}) {
            QByteArray filled = lines[0] + '\n';
            for (qsizetype i = 1; i < lines.size(); ++i)
                filled += lines[i] + verdict + '\n';
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(filled);
            file.close();
            part->load(list);
            if (QByteArray(verdict) == "yes") {
                QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, Patience);
                QVERIFY(shown.book.verdicts().empty());
            }
        }
        QTRY_COMPARE_WITH_TIMEOUT(shown.rows("sampleRates", 2),
            (QStringList{QStringLiteral("ARR/1"), QStringLiteral("Owner/1"), QStringLiteral("Renewal date/1")}),
            Patience);
        QCOMPARE(shown.book.verdicts().size(), std::size_t(6));
    }
};

QTEST_MAIN(TestSignoffPart)
#include "tst_signoff_part.moc"
