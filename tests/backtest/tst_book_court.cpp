#include "core/backtest/book_court.h"
#include "core/base/words.h"
#include "tests/backtest/backtest_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::backtest;
using namespace qd::test;

namespace {

CourtOptions june()
{
    CourtOptions options{day("2026-06-01"), day("2026-06-30"), {90}};
    options.minEvents = 1;
    options.keepsCases = true;
    return options;
}

/// "B lost flagged 40", a case a line; those under notice or without a score say so.
QStringList casesOf(const Backtest &book, const Judgement &judged)
{
    QStringList lines;
    for (const JudgedCase &each : judged.cases) {
        QStringList words{QString::fromStdString(book.data().accounts().at(each.account).name),
            each.event ? QStringLiteral("lost") : QStringLiteral("kept")};
        if (each.underNotice)
            words << QStringLiteral("notice");
        else if (!each.score)
            words << QStringLiteral("unscored");
        else
            words << (each.flagged.value_or(false) ? QStringLiteral("flagged") : QStringLiteral("fine"))
                  << QString::number(*each.score);
        lines << words.join(u' ');
    }
    return lines;
}

} // namespace

/// The court as pages show it, on the book of ten renewals (backtest_fixture.h).
class TestBookCourt : public QObject {
    Q_OBJECT
private slots:
    /// What is judged is kept, also what is left out, and makes up the figures.
    void casesAreKept()
    {
        ImportedWorkspace file;
        fillBook(file);
        Backtest book(file.workspace());
        book.add("vendor:V");
        const Court court = book.judge(june());
        const Judgement &judged = court.judgements.front();
        QCOMPARE(casesOf(book, judged),
            (QStringList{"Acme kept fine 80", "Birch lost flagged 40", "Cedar lost notice", "Dell kept unscored",
                "Elm kept unscored"}));
        QCOMPARE(judged.cases[1].segment, std::string("SMB"));
        QCOMPARE(judged.cases[1].region, std::string("EMEA"));
        QCOMPARE(judged.cases[4].segment, std::string(NoGroup));
        const validation::ValidationRow &total = judged.rows.front().row;
        QCOMPARE(total.n, 2);
        QCOMPARE(total.figures->recall.value(), 1.0);
        CourtOptions none = june();
        none.keepsCases = false;
        QVERIFY(book.judge(none).judgements.front().cases.empty());
    }

    void onlySomeCustomers()
    {
        ImportedWorkspace file;
        fillBook(file);
        Backtest book(file.workspace());
        book.add("constant");
        CourtOptions options = june();
        options.only = [&](int account) { return book.data().accounts().at(account).name != "Birch"; };
        QCOMPARE(rowsOf(book.judge(options)), QStringList{"constant 90 total: 3 0 0 1, - - - -"}); // A, D, E; C left
        QVERIFY(book.judge(options).judgements.front().cases.size() == 4);
    }

    void ofTheBook()
    {
        ImportedWorkspace file;
        fillBook(file);
        Backtest book(file.workspace());
        const BookCourt court = taken(courtOfBook(book.data(), {}, true, book.progress()));
        QCOMPARE(court.from, day("2025-11-01")); // twelve months to the last day of the data
        QCOMPARE(court.to, day("2026-10-31"));
        QCOMPARE(court.models(),
            (std::vector<std::string>{"Starter", "call", "constant", "last_quarter", "tenure", "vendor:V"}));
        QCOMPARE(court.court.judgements.size(), std::size_t(24)); // at four leads
        const Judgement *own = court.judgement(court.model.name, 90);
        QVERIFY(own);
        QCOMPARE(own->lead, 90);
        QVERIFY(!own->rows.front().row.figures); // 4 lost, one of them under notice: fewer than 10
        QVERIFY(!court.judgement("Starter", 91) && !court.judgement("nobody", 90));
        QVERIFY(court.comparison("vendor:V", 90) && !court.comparison("Starter", 90));
    }

    /// On an earlier day what came later has not happened.
    void asOfAnEarlierDay()
    {
        ImportedWorkspace file;
        fillBook(file);
        Progress progress;
        const Lookback data = taken(Lookback::read(file.workspace(), progress, day("2026-03-31")));
        QCOMPARE(data.now.day(), day("2026-03-31"));
        const BookCourt court = taken(courtOfBook(data, {}, true, progress));
        QCOMPARE(court.to, day("2026-03-31"));
        const Judgement *constant = court.judgement("constant", 30);
        QVERIFY(constant);
        for (const JudgedCase &each : constant->cases)
            QVERIFY(each.due <= court.to);
        QStringList names;
        for (const JudgedCase &each : constant->cases)
            names << QString::fromStdString(data.accounts().at(each.account).name);
        QVERIFY2(names.contains(QStringLiteral("Hazel")), qPrintable(names.join(u' ')));
        QVERIFY2(!names.contains(QStringLiteral("Acme")), qPrintable(names.join(u' ')));
    }

    void names()
    {
        QCOMPARE(modelName("vendor:Scorecard 2").english(), std::string("Scorecard 2"));
        QCOMPARE(modelName("call").english(), std::string("CSM call"));
        QCOMPARE(modelName("House").english(), std::string("House"));
        QVERIFY(isBaseline("tenure") && isBaseline("constant") && isBaseline("last_quarter"));
        QVERIFY(!isBaseline("call") && !isBaseline("vendor:V"));
    }
};

QTEST_GUILESS_MAIN(TestBookCourt)
#include "tst_book_court.moc"
