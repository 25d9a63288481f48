#include "tests/ui/pages/actions_fixture.h"
#include "ui/actions/review_export.h"
#include "ui/shell/job_board.h"

#include <QComboBox>
#include <QDir>
#include <QSpinBox>

using namespace qd;
using namespace qd::ui;

namespace {

/// The book of actions_fixture.h with a little of every programme on 2026-06-30: Amber has two goals, one late, Birch
/// met one; one escalation of a manager is open since noon; Amber answered 9 and Birch 3; Cedar (SMB, tech touch) got a
/// mail and opened it.
void fillProgrammes(test::ImportedWorkspace &data)
{
    test::fillActions(data, true);
    data.file("crm.plans",
        "plan_id,account_id,objective,created_date,due_date,closed_date,status\n1,A,One,2026-01-01,2026-06-01,,open\n"
        "2,A,Two,2026-06-01,,,open\n3,B,Three,2026-01-01,,2026-06-01,met\n");
    data.file("crm.escalations",
        "escalation_id,account_id,opened_at,tier,responded_at,resolved_at\n1,A,2026-06-30T12:00:00Z,2,,\n"
        "2,B,2026-06-01T00:00:00Z,2,2026-06-01T08:00:00Z,2026-06-01T09:00:00Z\n");
    data.file("crm.surveys",
        "response_id,account_id,date,kind,score,respondent\n1,A,2026-06-01,nps,9,x\n2,B,2026-06-02,nps,3,y\n");
    data.file("crm.engagements",
        "engagement_id,account_id,date,program,event\n1,C,2026-06-01,Tips,sent\n2,C,2026-06-02,Tips,opened\n");
    data.import("2026-06-30");
}

QStringList column(const QWidget &page, const char *tableId, const char *columnId)
{
    const TableView *table = test::SamplePages::tableWith(page, QLatin1String(tableId));
    if (!table)
        return {QStringLiteral("no table")};
    QStringList texts;
    for (const TableRow &row : table->spec().rows) {
        for (qsizetype i = 0; i < table->spec().columns.size(); ++i) {
            if (table->spec().columns[i].id == QLatin1String(columnId))
                texts << test::ShownActions::textOf(row.values[i]);
        }
    }
    return texts;
}

/// Goes to a part of the page, as a person clicks it.
void goTo(ActionsPage &page, const QString &part)
{
    QSignalSpy settled(&page, &Page::settled);
    for (QWidget *action : page.headerActions()) {
        for (QAbstractButton *choice : action->findChildren<QAbstractButton *>()) {
            if (withoutMnemonic(choice->text()) == part)
                QTest::mouseClick(choice, Qt::LeftButton);
        }
    }
    QVERIFY(!settled.isEmpty() || settled.wait(test::Patience));
}

} // namespace

/// The part Programmes of the page Actions, and business reviews written for many.
class TestProgrammesPart : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, false); }

    void figures()
    {
        test::SamplePages pages;
        test::ImportedWorkspace data;
        fillProgrammes(data);
        PageContext context;
        context.workspacePath = data.workspace().path();
        const auto page = pages.shown<ActionsPage>(context);
        QSignalSpy facts(page.get(), &Page::factChanged);
        goTo(*page, QStringLiteral("Programmes"));
        QCOMPARE(facts.last()[0].toString(), QStringLiteral("2 objectives open, 1 escalations open, 1 detractors"));
        QCOMPARE(
            column(*page, "success-plans", "group"), (QStringList{"All customers", "Enterprise", "Mid-Market", "SMB"}));
        QCOMPARE(column(*page, "success-plans", "open"), (QStringList{"2", "2", "0", "0"}));
        QCOMPARE(column(*page, "success-plans", "late"), (QStringList{"1", "1", "0", "0"}));
        QCOMPARE(column(*page, "success-plans", "met"), (QStringList{"1", "0", "1", "0"}));
        QCOMPARE(column(*page, "escalations", "tier"), QStringList{"Manager"});
        QCOMPARE(column(*page, "escalations", "open"), QStringList{"1"});
        QCOMPARE(column(*page, "escalations", "inTime"), QStringList{"0.5"}); // 8 hours were over at 20 h
        QCOMPARE(column(*page, "customer-voice", "value").front(), QStringLiteral("0.0"));
        QCOMPARE(column(*page, "detractors", "customer"), QStringList{"Birch"});
        QCOMPARE(column(*page, "detractors", "renewal"), QStringList{"2026-12-31"});
        QCOMPARE(column(*page, "digital-programmes", "programme"), (QStringList{"All programmes", "Tips"}));
        QCOMPARE(column(*page, "digital-programmes", "rate"), (QStringList{"1", "1"}));
        auto *outcomes = page->findChild<QWidget *>(QStringLiteral("digitalShown"))
                             ->findChild<QAbstractButton *>(QStringLiteral("outcomes"));
        QTest::mouseClick(outcomes, Qt::LeftButton); // who was served how a year before, and who is there still
        const TableView *touch = test::SamplePages::tableWith(*page, QStringLiteral("touch-outcomes"));
        QVERIFY(touch && touch->isVisible() && !touch->spec().rows.isEmpty());
        QVERIFY(!test::SamplePages::tableWith(*page, QStringLiteral("digital-programmes")));
        QCOMPARE(column(*page, "contacts", "silent"), (QStringList{"2", "0", "1", "1"})); // Amber was met 60 days ago
    }

    void groupsAndCustomers()
    {
        test::SamplePages pages;
        test::ImportedWorkspace data;
        fillProgrammes(data);
        PageContext context;
        context.workspacePath = data.workspace().path();
        context.filters = {{"owner", "Bob"}};
        const auto page = pages.shown<ActionsPage>(context);
        goTo(*page, QStringLiteral("Programmes"));
        QCOMPARE(column(*page, "success-plans", "group"), (QStringList{"All customers", "Mid-Market", "SMB"}));
        auto *by = page->findChild<QComboBox *>(QStringLiteral("programmesGroupBy"));
        QSignalSpy settled(page.get(), &Page::settled);
        by->setFocus();
        QTest::keyClick(by, Qt::Key_Down);
        QVERIFY(settled.wait(test::Patience));
        QCOMPARE(column(*page, "contacts", "group"), (QStringList{"All customers", "Bob"}));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        const TableView *list = test::SamplePages::tableWith(*page, QStringLiteral("detractors"));
        Q_EMIT const_cast<TableView *>(list)->activated(list->spec().rows[0].id, QStringLiteral("customer"));
        QCOMPARE(opened.takeFirst()[0].toString(), QStringLiteral("customers"));
    }

    /// Birch and Cedar were never met, Amber 60 days ago, and no sponsor ever was; the books by name, the tiers of
    /// touch.
    void silentOnesBooksAndTouch()
    {
        test::SamplePages pages;
        test::ImportedWorkspace data;
        fillProgrammes(data);
        PageContext context;
        context.workspacePath = data.workspace().path();
        const auto page = pages.shown<ActionsPage>(context);
        goTo(*page, QStringLiteral("Programmes"));
        QCOMPARE(column(*page, "contacts", "type3").front(), QStringLiteral("1")); // Amber's review
        const auto show = [&](const char *name, const QString &id) {
            QTest::mouseClick(
                page->findChild<QWidget *>(QLatin1String(name))->findChild<QAbstractButton *>(id), Qt::LeftButton);
        };
        show("contactShown", QStringLiteral("silent"));
        QCOMPARE(column(*page, "silent-customers", "customer"), (QStringList{"Birch", "Cedar"})); // over 60
        auto *days = page->findChild<QSpinBox *>(QStringLiteral("silentDays"));
        QVERIFY(days->isVisible());
        QTest::keyClick(days, Qt::Key_Down);
        QCOMPARE(days->value(), 59);
        QCOMPARE(column(*page, "silent-customers", "customer"), (QStringList{"Birch", "Amber", "Cedar"}));
        QCOMPARE(column(*page, "silent-customers", "contact"), (QStringList{"-", "60", "-"}));
        show("contactShown", QStringLiteral("sponsors"));
        QVERIFY(!days->isVisible());
        QCOMPARE(column(*page, "silent-sponsors", "sponsor"), (QStringList{"-", "-", "-"}));
        show("contactShown", QStringLiteral("silent"));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        const TableView *list = test::SamplePages::tableWith(*page, QStringLiteral("silent-customers"));
        Q_EMIT const_cast<TableView *>(list)->activated(list->spec().rows[0].id, QStringLiteral("customer"));
        QCOMPARE(opened.takeFirst()[0].toString(), QStringLiteral("customers"));
        show("digitalShown", QStringLiteral("books"));
        QCOMPARE(column(*page, "book-outcomes", "touch"), (QStringList{"Ann", "Bob"}));
        QCOMPARE(column(*page, "book-outcomes", "stayed"), (QStringList{"1", "1"}));
        auto *by = page->findChild<QComboBox *>(QStringLiteral("programmesGroupBy"));
        QSignalSpy settled(page.get(), &Page::settled);
        by->setFocus();
        QTest::keyClick(by, Qt::Key_End);
        QVERIFY(settled.wait(test::Patience));
        QCOMPARE(column(*page, "success-plans", "group").front(), QStringLiteral("All customers"));
        QVERIFY(column(*page, "success-plans", "group").contains(QStringLiteral("High touch")));
    }

    /// Birch alone is late; five customers are chosen, and each has its file.
    void reviewsOfFive()
    {
        test::ShownActions shown(true, 5);
        QVERIFY(shown.isReady());
        shown.choose("actionsPart", QStringLiteral("Reviews"));
        auto *reviews = shown.page->findChild<ReviewExport *>();
        QVERIFY(reviews->button()->isVisible() && reviews->button()->isEnabled());
        QTemporaryDir late;
        const QSignalSpy written(reviews, &ReviewExport::written);
        reviews->setChosen({});
        reviews->writeTo(late.path());
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, test::Patience);
        const QStringList files = QDir(late.path()).entryList(QDir::Files); // the review and its data
        QCOMPARE(files.size(), 2);
        QVERIFY(files[0].endsWith(QStringLiteral(".csv")) && files[1].endsWith(QStringLiteral(".pdf")));
        QFile data(QDir(late.path()).filePath(files[0]));
        QVERIFY(data.open(QIODevice::ReadOnly));
        QVERIFY(
            data.readAll().startsWith("customer,name,part,item,state,day,before,now,amount,currency\nAC-00002,Birch,"));
        QTemporaryDir five;
        std::vector<std::string> chosen;
        for (int i = 4; i <= 8; ++i)
            chosen.push_back("AC-0000" + std::to_string(i));
        reviews->setChosen(chosen);
        reviews->writeTo(five.path());
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 2, test::Patience);
        QVERIFY(written[1][0].toString().endsWith(QStringLiteral("has 5 reviews")));
        QCOMPARE(QDir(five.path()).entryList({QStringLiteral("*.pdf")}, QDir::Files).size(), 5);
        QCOMPARE(QDir(five.path()).entryList({QStringLiteral("*.csv")}, QDir::Files).size(), 5);
    }

    /// Of two hundred some are there when somebody stops it; the others are not begun.
    void aBatchIsStopped()
    {
        test::ShownActions shown(true, 200);
        QVERIFY(shown.isReady());
        shown.choose("actionsPart", QStringLiteral("Reviews"));
        auto *reviews = shown.page->findChild<ReviewExport *>();
        std::vector<std::string> chosen;
        for (int i = 1; i <= 200; ++i)
            chosen.push_back(QStringLiteral("AC-%1").arg(i, 5, 10, QLatin1Char('0')).toStdString());
        reviews->setChosen(chosen);
        QTemporaryDir folder;
        const QSignalSpy written(reviews, &ReviewExport::written);
        auto *board = JobBoard::of(shown.page);
        int job = 0;
        connect(board, &JobBoard::started, this, [&job](int number) { job = number; });
        reviews->writeTo(folder.path());
        QVERIFY(job > 0);
        QTRY_VERIFY_WITH_TIMEOUT(!QDir(folder.path()).entryList(QDir::Files).isEmpty(), test::Patience);
        board->cancel(job);
        QTRY_COMPARE_WITH_TIMEOUT(written.size(), 1, test::Patience);
        QVERIFY(written[0][0].toString().startsWith(QStringLiteral("Stopped; ")));
        const QStringList pdf{QStringLiteral("*.pdf")};
        const auto files = QDir(folder.path()).entryList(pdf, QDir::Files).size();
        QVERIFY2(files >= 1 && files < 200, qPrintable(QString::number(files)));
        for (const QFileInfo &file : QDir(folder.path()).entryInfoList(pdf, QDir::Files))
            QVERIFY(file.size() > 1000); // each is whole
    }
};

QTEST_MAIN(TestProgrammesPart)
#include "tst_programmes_part.moc"
