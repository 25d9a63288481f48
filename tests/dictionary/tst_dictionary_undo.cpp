#include "core/dictionary/definition_file.h"
#include "core/dictionary/dictionary_changes.h"
#include "core/dictionary/dictionary_log.h"
#include "core/dictionary/dictionary_undo.h"
#include "core/dictionary/relations.h"
#include "core/store/integrity.h"
#include "core/store/workspace.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace qd;
using namespace qd::dictionary;

namespace {

/// A workspace whose NRR is on its way, and changes that are taken back.
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
    bool set(const std::string &plain, const std::string &by)
    {
        return change(
            *m_workspace, {R"({"metric": "nrr", "plain": ")" + plain + "\"}", std::nullopt, "nrr", by, day(), {}})
            .ok();
    }
    bool take(Step step, const std::string &by)
    {
        return change(*m_workspace, {std::nullopt, step, "nrr", by, day(), "Not ours."}).ok();
    }
    static Date day() { return *Date::of(2026, 10, 31); }

private:
    QTemporaryDir m_dir;
    std::unique_ptr<store::Workspace> m_workspace;
};

/// How far NRR is on before the change that is taken back, and the change.
struct Stage {
    std::function<bool(Book &)> before;
    std::function<bool(Book &)> change;
};

const std::map<QString, Stage> &stages()
{
    static const auto nothing = [](Book &) { return true; };
    static const auto draft = [](Book &book) { return book.set("Ours.", "Ann"); };
    static const auto review = [](Book &book) { return draft(book) && book.take(Step::Submit, "Ann"); };
    static const auto once = [](Book &book) { return review(book) && book.take(Step::Approve, "Bea"); };
    static const auto approved = [](Book &book) { return once(book) && book.take(Step::Approve, "Cem"); };
    static const auto again = [](Book &book) {
        return once(book) && book.take(Step::Reject, "Cem") && book.take(Step::Submit, "Ann");
    };
    static const std::map<QString, Stage> all{
        {QStringLiteral("the first draft"), {nothing, draft}},
        {QStringLiteral("a draft anew"), {draft, [](Book &book) { return book.set("Better.", "Dan"); }}},
        {QStringLiteral("a submission"), {draft, [](Book &book) { return book.take(Step::Submit, "Ann"); }}},
        {QStringLiteral("the first approval"), {review, [](Book &book) { return book.take(Step::Approve, "Bea"); }}},
        {QStringLiteral("the last approval"), {once, [](Book &book) { return book.take(Step::Approve, "Cem"); }}},
        {QStringLiteral("a rejection"), {once, [](Book &book) { return book.take(Step::Reject, "Cem"); }}},
        {QStringLiteral("an approval after a rejection"),
            {again, [](Book &book) { return book.take(Step::Approve, "Bea"); }}},
        {QStringLiteral("a retirement"), {approved, [](Book &book) { return book.take(Step::Retire, "Ann"); }}},
        {QStringLiteral("the version after"), {approved, [](Book &book) { return book.set("Next.", "Ann"); }}},
    };
    return all;
}

} // namespace

/// What the window's undo does to the dictionary, and what the Dictionary page reads beside the definitions.
class TestDictionaryUndo : public QObject {
    Q_OBJECT
private slots:
    void takesBack_data()
    {
        QTest::addColumn<QString>("stage");
        for (const auto &[name, stage] : stages())
            QTest::newRow(qPrintable(name)) << name;
    }
    /// The dictionary is what it was; done again the change does the same; the file stays whole.
    void takesBack()
    {
        QFETCH(QString, stage);
        Book book;
        QVERIFY(stages().at(stage).before(book));
        const auto before = book.dictionary().versions();
        const KeptMetric kept = keptOf(book.workspace(), "nrr");
        QVERIFY(stages().at(stage).change(book));
        const auto after = book.dictionary().versions();
        QVERIFY(after != before);
        QVERIFY(takeBack(book.workspace(), kept).ok());
        QVERIFY(book.dictionary().versions() == before);
        QVERIFY(stages().at(stage).change(book));
        QVERIFY(book.dictionary().versions() == after);
        Progress quiet;
        const auto faults = store::checkIntegrity(book.workspace(), quiet);
        QVERIFY(faults.ok() && faults->empty());
    }

    /// What was taken back stays in the log, which other metrics have no part in.
    void logTellsBoth()
    {
        Book book;
        const KeptMetric kept = keptOf(book.workspace(), "nrr");
        QVERIFY(book.set("Ours.", "Ann"));
        QVERIFY(takeBack(book.workspace(), kept).ok());
        QVERIFY(change(book.workspace(),
            {R"({"conflicts": [{"metric": "grr", "team": "RevOps", "convention": "by flow"}]})", std::nullopt, {},
                "Ann", Book::day(),
                {}}).ok());
        noteExport(book.workspace(), "d.md", "md", 81, false);
        const auto log = changeLog(book.workspace());
        QCOMPARE(log.size(), std::size_t(2));
        const auto &nrr = log.at("nrr");
        QCOMPARE(nrr.size(), std::size_t(2));
        QCOMPARE(nrr[0].action, std::string("take back definition")); // newest first
        QCOMPARE(nrr[0].before.value(), std::string("version 1 approved, version 2 draft"));
        QCOMPARE(nrr[0].after.value(), std::string("as shipped"));
        QCOMPARE(nrr[1].action, std::string("set definition"));
        QCOMPARE(log.at("grr").size(), std::size_t(1));
    }

    /// An entry that was changed is as before, a new one is gone; those of other metrics stay.
    void conflictsAreTakenBack()
    {
        Book book;
        const auto enter = [&book](const Conflict &conflict) {
            QVERIFY(change(book.workspace(), {textOf(conflict), std::nullopt, {}, "Ann", Book::day(), {}}).ok());
        };
        const Conflict open{"nrr", "RevOps", "by flow", true, false, {}};
        const Conflict other{"grr", "RevOps", "cap \"on\" the total", false, true, "As Finance."};
        enter(open);
        const KeptMetric kept = keptOf(book.workspace(), "nrr");
        enter({"nrr", "RevOps", "by flow", true, true, "Point to point."});
        enter({"nrr", "Sales", "by parent", false, false, {}});
        enter(other);
        QCOMPARE(book.dictionary().openCriticalConflicts(), 0);
        QVERIFY(takeBack(book.workspace(), kept).ok());
        QVERIFY(book.dictionary().conflicts() == std::vector({other, open})); // by metric
        QCOMPARE(book.dictionary().openCriticalConflicts(), 1);
    }

    void relations_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("metrics");
        QTest::newRow("ids") << "nrr - GRR"
                             << "grr,nrr";
        QTest::newRow("names") << "Logo churn x 2"
                               << "churn,logo_churn"; // "churn" is an id by itself
        QTest::newRow("no part of a word") << "nrrs / (agrr + grr_2)"
                                           << "";
        QTest::newRow("as values") << "sum of A(a, e)"
                                   << "arr";
        QTest::newRow("with letters beside it") << "\u00e9nrr"
                                                << "";
        QTest::newRow("not itself") << "ours_1 / nrr"
                                    << "nrr";
        QTest::newRow("none") << ""
                              << "";
    }
    void relations()
    {
        QFETCH(QString, formula);
        QFETCH(QString, metrics);
        const Dictionary shipped({}, {});
        Definition definition;
        definition.metric = "ours_1";
        definition.formula = formula.toStdString();
        QStringList found;
        for (const std::string &metric : dependsOn(shipped, definition))
            found << QString::fromStdString(metric);
        QCOMPARE(found.join(u','), metrics);
    }

    void usedByIsTheOtherWay()
    {
        DefinitionVersion ours;
        ours.definition.metric = "ours_1";
        ours.definition.formula = "psi + nrr";
        const Dictionary all({ours}, {});
        QCOMPARE(usedBy(all, "psi"), std::vector<std::string>{"ours_1"});
        QVERIFY(usedBy(all, "ours_1").empty());
        const auto ofArr = usedBy(all, "arr"); // A(a, t)
        QVERIFY(std::ranges::find(ofArr, std::string("nrr")) != ofArr.end());
    }

    void circles_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("way");
        QTest::newRow("through two others") << "first_1"
                                            << "1 - second_1"
                                            << "first_1 second_1 third_1 first_1";
        QTest::newRow("no way back") << "first_1"
                                     << "1 - nrr"
                                     << "";
        QTest::newRow("itself") << "fourth_1"
                                << "fourth_1 / 2"
                                << "fourth_1 fourth_1";
        QTest::newRow("its own left side") << "fourth_1"
                                           << "fourth_1 = won / lost"
                                           << "";
        QTest::newRow("a plain word") << "churn"
                                      << "what is lost by churn"
                                      << "";
        QTest::newRow("a circle of others") << "fourth_1"
                                            << "5 x fifth_1"
                                            << "";
    }
    void circles()
    {
        QFETCH(QString, metric);
        QFETCH(QString, formula);
        QFETCH(QString, way);
        const auto version = [](const char *id, const char *text) {
            DefinitionVersion made;
            made.definition.metric = id;
            made.definition.name = id;
            made.definition.formula = text;
            return made;
        };
        const Dictionary all({version("fifth_1", "sixth_1"), version("second_1", "third_1 + arr"),
                                 version("sixth_1", "fifth_1"), version("third_1", "2 x FIRST_1")},
            {});
        Definition definition;
        definition.metric = metric.toStdString();
        definition.formula = formula.toStdString();
        QStringList found;
        for (const std::string &each : circleOf(all, definition))
            found << QString::fromStdString(each);
        QCOMPARE(found.join(u' '), way);
    }

    void misspeltReferences_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("meant");
        QTest::newRow("a letter left out") << "1 - logo_chrn"
                                           << "logo_churn";
        QTest::newRow("in capitals") << "LOGO_CHRUN"
                                     << "logo_churn";
        QTest::newRow("right") << "1 - logo_churn"
                               << "";
        QTest::newRow("a column") << "sum of closed_won_minor / deals"
                                  << "";
        QTest::newRow("without a stroke it may be any word") << "churns"
                                                             << "";
        QTest::newRow("its own") << "ours_1 = nrr"
                                 << "";
    }
    void misspeltReferences()
    {
        QFETCH(QString, formula);
        QFETCH(QString, meant);
        Definition definition;
        definition.metric = "ours_1";
        definition.formula = formula.toStdString();
        const auto found = misspeltReference(Dictionary({}, {}), definition);
        QCOMPARE(QString::fromStdString(found ? found->metric : std::string()), meant);
    }
};

QTEST_GUILESS_MAIN(TestDictionaryUndo)
#include "tst_dictionary_undo.moc"
