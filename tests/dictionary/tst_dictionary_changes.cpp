#include "core/dictionary/dictionary_changes.h"

#include "core/store/audit.h"
#include "core/store/integrity.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace qd;
using namespace qd::dictionary;

namespace {

/// JSON with apostrophes for quotes.
std::string json(std::string text)
{
    std::ranges::replace(text, '\'', '"');
    return text;
}

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

/// A workspace and what persons do to its dictionary.
class Book {
public:
    Book()
    {
        auto made = store::Workspace::create(
            m_dir.filePath(QStringLiteral("w.qdeck")).toStdString(), {.currency = *Currency::fromCode("USD")});
        if (!made)
            qFatal("%s", made.error().message.english().c_str());
        m_workspace = std::move(*made);
    }

    store::Workspace &workspace() { return *m_workspace; }
    [[nodiscard]] Dictionary dictionary() const { return Dictionary::read(*m_workspace); }
    Result<std::vector<Message>> set(const std::string &text, const std::string &by)
    {
        return change(*m_workspace, {json(text), std::nullopt, {}, by, day("2026-10-31"), {}});
    }
    Result<std::vector<Message>> take(Step step, const std::string &metric, const std::string &by,
        const char *on = "2026-10-31", const std::string &reason = {})
    {
        return change(*m_workspace, {std::nullopt, step, metric, by, day(on), reason});
    }
    /// "nrr 1 approved, nrr 2 draft": its versions.
    [[nodiscard]] QString states(const char *metric) const
    {
        QStringList all;
        for (const DefinitionVersion &each : dictionary().versionsOf(metric)) {
            QString text = QStringLiteral("%1 %2").arg(each.version).arg(QLatin1String(toString(each.status)));
            for (const Approval &approval : each.approvals)
                text += QStringLiteral(" %1@%2").arg(
                    QString::fromStdString(approval.by), QString::fromStdString(approval.at.iso()));
            all << text;
        }
        return all.join(QStringLiteral(", "));
    }
    [[nodiscard]] int inForce(const char *metric, const char *on) const
    {
        const Dictionary all = dictionary();
        const DefinitionVersion *found = all.inForce(metric, day(on));
        return found ? found->version : 0;
    }
    /// Rows of its tables and entries of the log, so that a refusal that left something behind shows.
    [[nodiscard]] QString content() const
    {
        QString text;
        for (const char *table : {"metric_definition", "metric_approval", "metric_conflict", "audit_log"})
            text += QString::number(m_workspace->db().execAndGet(std::string("SELECT count(*) FROM ") + table).getInt())
                + u' ';
        return text + states("nrr");
    }

private:
    QTemporaryDir m_dir;
    std::unique_ptr<store::Workspace> m_workspace;
};

const std::string WinRate = "{'metric': 'win_rate', 'formula': 'won / decided'}";

} // namespace

/// The life of a definition: draft, review, approved, retired; who may approve; the register of conflicts.
class TestDictionaryChanges : public QObject {
    Q_OBJECT
private slots:
    void aNewWorkspaceHasWhatIsShipped()
    {
        const Book book;
        QCOMPARE(book.content(), QStringLiteral("0 0 0 0 1 approved"));
        QCOMPARE(book.inForce("nrr", "1999-01-01"), 1); // since ever
        QVERIFY(std::ranges::is_sorted(book.dictionary().metrics()));
        QVERIFY(book.dictionary().conflicts().empty());
    }

    void anOperationalOneNeedsOnePerson()
    {
        Book book;
        QVERIFY(book.set(WinRate, "Ann").ok());
        QCOMPARE(book.states("win_rate"), QStringLiteral("1 draft"));
        QCOMPARE(book.inForce("win_rate", "2027-01-01"), 0);
        QVERIFY(book.take(Step::Submit, "win_rate", "Ann").ok());
        QVERIFY(book.take(Step::Approve, "win_rate", "Bea", "2026-11-02").ok());
        QCOMPARE(book.states("win_rate"), QStringLiteral("1 approved Bea@2026-11-02"));
        QCOMPARE(book.inForce("win_rate", "2026-11-01"), 0); // from the day of its approval
        QCOMPARE(book.inForce("win_rate", "2026-11-02"), 1);
        Progress progress;
        const auto wrong = store::checkIntegrity(book.workspace(), progress);
        QVERIFY(wrong.ok() && wrong->empty());
    }

    void oneOfRevenueNeedsTwo()
    {
        Book book;
        QVERIFY(book.set("{'metric': 'nrr', 'owner': 'RevOps', 'in_force_from': '2027-01-01'}", "Ann").ok());
        QCOMPARE(book.states("nrr"), QStringLiteral("1 approved, 2 draft"));
        QVERIFY(book.take(Step::Submit, "nrr", "Ann").ok());
        QVERIFY(book.take(Step::Approve, "nrr", "Cid", "2026-11-01").ok());
        QCOMPARE(book.states("nrr"), QStringLiteral("1 approved, 2 review Cid@2026-11-01"));
        QVERIFY(book.take(Step::Approve, "nrr", "Bea", "2026-11-02").ok());
        QCOMPARE(book.states("nrr"), QStringLiteral("1 approved, 2 approved Bea@2026-11-02 Cid@2026-11-01"));
        QCOMPARE(book.inForce("nrr", "2026-12-31"), 1); // the old one until the new one's date
        QCOMPARE(book.inForce("nrr", "2027-01-01"), 2);
        QCOMPARE(book.dictionary().versionsOf("nrr").back().definition.formula,
            book.dictionary().versionsOf("nrr").front().definition.formula); // what the file did not say
    }

    void theClassOfAVersionIsThatOfTheOneBefore()
    {
        Book book;
        QVERIFY(book.set("{'metric': 'arr', 'unit': 'EUR'}", "Ann").ok());
        QVERIFY(book.dictionary().latest("arr")->definition.definitionClass == DefinitionClass::Revenue);
        QVERIFY(book.set("{'metric': 'nps', 'unit': '%'}", "Ann").ok());
        QVERIFY(book.dictionary().latest("nps")->definition.definitionClass == DefinitionClass::Operational);
    }

    void whoMayNotApprove_data()
    {
        QTest::addColumn<QString>("by");
        QTest::newRow("its author") << "Ann";
        QTest::newRow("in other letters") << " ANN ";
        QTest::newRow("who wrote it before") << "Bo";
        QTest::newRow("who has approved") << "Cid";
        QTest::newRow("in other letters again") << "cid";
    }
    void whoMayNotApprove()
    {
        QFETCH(QString, by);
        Book book;
        QVERIFY(book.set("{'metric': 'nrr', 'owner': 'A'}", "Bo").ok());
        QVERIFY(book.set("{'metric': 'nrr', 'owner': 'B'}", "Ann").ok());
        QVERIFY(book.take(Step::Submit, "nrr", "Dee").ok());
        QVERIFY(book.take(Step::Approve, "nrr", "Cid").ok());
        const QString before = book.content();
        const auto done = book.take(Step::Approve, "nrr", by.toStdString());
        QVERIFY(!done.ok());
        QCOMPARE(done.error().code, ErrorCode::Conflict);
        QCOMPARE(book.content(), before);
        QVERIFY(book.take(Step::Approve, "nrr", "Dee").ok()); // who submitted may
        QVERIFY(book.states("nrr").contains(QStringLiteral("2 approved")));
    }

    void aRejectionStartsOver()
    {
        Book book;
        QVERIFY(book.set("{'metric': 'nrr', 'owner': 'A'}", "Ann").ok());
        QVERIFY(book.take(Step::Submit, "nrr", "Ann").ok());
        QVERIFY(book.take(Step::Approve, "nrr", "Bea").ok());
        const auto without = book.take(Step::Reject, "nrr", "Cid", "2026-11-01", " ");
        QCOMPARE(without.error().code, ErrorCode::InvalidArgument);
        QVERIFY(book.take(Step::Reject, "nrr", "Cid", "2026-11-01", "unclear").ok());
        QCOMPARE(book.states("nrr"), QStringLiteral("1 approved, 2 draft"));
        QCOMPARE(book.dictionary().latest("nrr")->reason, std::string("unclear"));
        QVERIFY(book.set("{'metric': 'nrr', 'owner': 'B'}", "Ann").ok()); // the same version
        QVERIFY(book.take(Step::Submit, "nrr", "Ann").ok());
        QCOMPARE(book.states("nrr"), QStringLiteral("1 approved, 2 review")); // Bea has to read it again
        QCOMPARE(book.dictionary().latest("nrr")->reason, std::string());
        QVERIFY(book.take(Step::Approve, "nrr", "Bea").ok());
        QVERIFY(book.take(Step::Approve, "nrr", "Cid").ok());
        QVERIFY(book.states("nrr").contains(QStringLiteral("2 approved")));
        QCOMPARE(book.workspace().db().execAndGet("SELECT count(*) FROM metric_approval").getInt(), 3);
    }

    void retiring()
    {
        Book book;
        QVERIFY(book.take(Step::Retire, "psi", "Ann", "2026-11-01", "nobody reads it").ok());
        QCOMPARE(book.states("psi"), QStringLiteral("1 retired"));
        QCOMPARE(book.inForce("psi", "2026-10-31"), 1);
        QCOMPARE(book.inForce("psi", "2026-11-01"), 0);
        QCOMPARE(book.take(Step::Retire, "psi", "Ann").error().code, ErrorCode::Conflict);
        QVERIFY(book.set("{'metric': 'psi', 'owner': 'Ann'}", "Ann").ok()); // and it may come back
        QCOMPARE(book.states("psi"), QStringLiteral("1 retired, 2 draft"));
        const store::AuditEntry entry = store::auditTrail(book.workspace(), 2).back();
        QCOMPARE(entry.action, std::string("retire definition"));
        QCOMPARE(entry.subject, std::string("psi version 1"));
        QCOMPARE(entry.before, std::optional<std::string>("approved"));
        QCOMPARE(entry.after, std::optional<std::string>("retired on 2026-11-01: nobody reads it, by Ann"));
    }

    void retiringEndsEveryApprovedVersion()
    {
        Book book;
        QVERIFY(book.set("{'metric': 'psi', 'owner': 'Ann', 'in_force_from': '2026-12-01'}", "Ann").ok());
        QVERIFY(book.take(Step::Submit, "psi", "Ann").ok());
        QVERIFY(book.take(Step::Approve, "psi", "Bea").ok());
        QVERIFY(book.take(Step::Retire, "psi", "Ann", "2026-12-15").ok());
        QCOMPARE(book.states("psi"), QStringLiteral("1 retired, 2 retired Bea@2026-10-31"));
        QCOMPARE(book.inForce("psi", "2026-11-30"), 1);
        QCOMPARE(book.inForce("psi", "2026-12-14"), 2);
        QCOMPARE(book.inForce("psi", "2026-12-15"), 0);
    }

    void wrongStates_data()
    {
        QTest::addColumn<int>("step");
        QTest::addColumn<QString>("state");
        QTest::newRow("submit what is approved") << int(Step::Submit) << "approved";
        QTest::newRow("submit what is in review") << int(Step::Submit) << "review";
        QTest::newRow("approve a draft") << int(Step::Approve) << "draft";
        QTest::newRow("approve what is approved") << int(Step::Approve) << "approved";
        QTest::newRow("reject a draft") << int(Step::Reject) << "draft";
        QTest::newRow("reject what is approved") << int(Step::Reject) << "approved";
        QTest::newRow("retire a draft") << int(Step::Retire) << "draft";
        QTest::newRow("retire what is in review") << int(Step::Retire) << "review";
    }
    void wrongStates()
    {
        QFETCH(int, step);
        QFETCH(QString, state);
        Book book;
        QVERIFY(book.set(WinRate, "Ann").ok());
        if (state != QStringLiteral("draft"))
            QVERIFY(book.take(Step::Submit, "win_rate", "Ann").ok());
        if (state == QStringLiteral("approved"))
            QVERIFY(book.take(Step::Approve, "win_rate", "Bea").ok());
        const QString before = book.content();
        const auto done = book.take(Step(step), "win_rate", "Cid", "2026-11-01", "why");
        QVERIFY(!done.ok());
        QCOMPARE(done.error().code, ErrorCode::Conflict);
        const QString sentence = QString::fromStdString(done.error().message.english());
        QVERIFY2(
            sentence.contains(state) && sentence.contains(QStringLiteral("win_rate version 1")), qPrintable(sentence));
        QCOMPARE(book.content(), before);
    }

    void whatIsInReviewKeepsItsText()
    {
        Book book;
        QVERIFY(book.set(WinRate, "Ann").ok());
        QVERIFY(book.take(Step::Submit, "win_rate", "Ann").ok());
        const auto done = book.set("{'metric': 'win_rate', 'formula': 'all'}", "Ann");
        QCOMPARE(done.error().code, ErrorCode::Conflict);
        QCOMPARE(book.dictionary().latest("win_rate")->definition.formula, std::string("won / decided"));
    }

    void aDraftThatSaysTheSameIsNotWrittenAgain()
    {
        Book book;
        QVERIFY(book.set(WinRate, "Ann").ok());
        const QString before = book.content();
        QVERIFY(book.set(WinRate, "Ann").ok());
        QCOMPARE(book.content(), before);
    }

    void fileAndStepAreOneChange()
    {
        Book book;
        Change both{json(WinRate), Step::Submit, "win_rate", "Ann", day("2026-10-31"), {}};
        const auto done = change(book.workspace(), both);
        QVERIFY(done.ok());
        QCOMPARE(done->size(), std::size_t(2));
        QCOMPARE(book.states("win_rate"), QStringLiteral("1 review"));
        both.file = json("{'metric': 'loss_rate'}");
        both.metric = "loss_rat";
        const QString before = book.content();
        const auto failed = change(book.workspace(), both);
        QCOMPARE(failed.error().code, ErrorCode::InvalidArgument);
        QVERIFY(QString::fromStdString(failed.error().message.english()).contains(QStringLiteral("loss_rate")));
        QCOMPARE(book.content(), before);
        QVERIFY(!book.dictionary().latest("loss_rate"));
    }

    void conflicts()
    {
        Book book;
        QVERIFY(book.set("{'metric': 'nrr', 'conflicts': [{'team': 'RevOps', 'convention': 'by flow', 'critical': "
                         "true}, {'team': 'CS', 'convention': 'parents'}]}",
                        "Ann")
                    .ok());
        QCOMPARE(book.states("nrr"), QStringLiteral("1 approved")); // the definition is as it was
        QCOMPARE(book.dictionary().openCriticalConflicts(), 1);
        const std::vector<Conflict> found = book.dictionary().conflicts();
        QCOMPARE(found.size(), std::size_t(2));
        QCOMPARE(found.front().team, std::string("CS"));
        QVERIFY(book.set("{'conflicts': [{'metric': 'nrr', 'team': 'RevOps', 'convention': 'by flow', 'critical': "
                         "true, 'state': 'resolved', 'decision': 'point'}]}",
                        "Bea")
                    .ok());
        QCOMPARE(book.dictionary().conflicts().size(), std::size_t(2));
        QVERIFY(book.dictionary().conflicts().back() == (Conflict{"nrr", "RevOps", "by flow", true, true, "point"}));
        QCOMPARE(book.dictionary().openCriticalConflicts(), 0);
        QCOMPARE(book.workspace().db().execAndGet("SELECT count(*) FROM metric_conflict").getInt(), 3);
        const QString before = book.content();
        const auto unknown = book.set("{'conflicts': [{'metric': 'nr', 'team': 'X', 'convention': 'y'}]}", "Ann");
        QCOMPARE(unknown.error().code, ErrorCode::InvalidArgument);
        QCOMPARE(book.content(), before);
    }

    void metricsAreNamedAsExplainNamesThem()
    {
        const Dictionary all({}, {});
        QCOMPARE(*all.metricNamed("bridge:timing"), std::string("bridge"));
        QCOMPARE(*all.metricNamed("cohort:nrr:2025Q1:4"), std::string("cohort"));
        const auto near = all.metricNamed("logo_chrun");
        QCOMPARE(near.error().code, ErrorCode::InvalidArgument);
        QVERIFY(near.error().message.english().ends_with("did you mean logo_churn?"));
        QVERIFY(!all.metricNamed("").ok());
    }
};

QTEST_GUILESS_MAIN(TestDictionaryChanges)
#include "tst_dictionary_changes.moc"
