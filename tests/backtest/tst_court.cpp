#include "tests/backtest/backtest_fixture.h"
#include "tests/health/saved_models_fixture.h"
#include "tests/statistics/reference_table.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::backtest;
using namespace qd::test;

namespace {

CourtOptions june(std::vector<int> leads = {90}, int minEvents = 1)
{
    return {day("2026-06-01"), day("2026-06-30"), std::move(leads), Event::Churn, {}, minEvents};
}

/// 160 renewals due on 2026-06-30 with what the cases of the reference table scored on 2026-04-01.
void fillReference(ImportedWorkspace &data)
{
    const ReferenceTable table("cases.csv");
    const auto column = [&](const char *name) { return table.texts(name); };
    const auto score = column("score");
    const auto other = column("other");
    const auto event = column("event");
    const auto weight = column("weight");
    const auto group = column("grp");
    const auto flagged = column("flagged");
    QString accounts = QStringLiteral("account_id,name,region\n");
    QString contracts = QStringLiteral("subscription_id,account_id,start_date,end_date,created_date,arr\n");
    QString scores = QStringLiteral("account_id,date,model,score,colour\n");
    for (std::size_t i = 0; i < score.size(); ++i) {
        const QString id = QStringLiteral("K%1").arg(i, 3, 10, QLatin1Char('0'));
        accounts += QStringLiteral("%1,Customer %1,%2\n").arg(id, group[i]);
        contracts += QStringLiteral("%1-1,%1,2025-07-01,2026-06-30,2025-06-01,%2\n").arg(id, weight[i]);
        if (event[i] == u"0")
            contracts += QStringLiteral("%1-2,%1,2026-07-01,2027-06-30,2026-06-01,%2\n").arg(id, weight[i]);
        scores += QStringLiteral("%1,2026-04-01,M,%2,%3\n")
                      .arg(id, score[i], flagged[i] == u"1" ? QStringLiteral("yellow") : QStringLiteral("green"));
        scores += QStringLiteral("%1,2026-04-01,N,%2,\n").arg(id, other[i]);
    }
    data.file("crm.accounts", accounts.toStdString());
    data.file("crm.subscriptions", contracts.toStdString());
    data.file("crm.health_scores", scores.toStdString());
    data.import("2026-10-31");
}

/// The same cases as a query gives them.
std::vector<validation::Case> referenceCases()
{
    const ReferenceTable table("cases.csv");
    const auto scores = table.numbers("score");
    const auto events = table.flags("event");
    const auto weights = table.numbers("weight");
    const auto flags = table.flags("flagged");
    const auto groups = table.texts("grp");
    std::vector<validation::Case> cases;
    for (std::size_t i = 0; i < scores.size(); ++i)
        cases.push_back(
            {scores[i], events[i], {}, flags[i], std::round(weights[i] * 100), false, groups[i].toStdString()});
    return cases;
}

} // namespace

/// Models judged on renewals (CONTRACT-ROOMS, "Validation"), worked out by hand and against R.
class TestCourt : public QObject {
    Q_OBJECT
private slots:
    void everyKindOfModel()
    {
        ImportedWorkspace file;
        fillBook(file);
        Backtest book(file.workspace());
        for (const char *model : {"vendor:V", "call", "constant", "tenure", "last_quarter"})
            book.add(model);
        book.addHealth(TicketModel);
        const Court court = book.judge(june());
        QCOMPARE(rowsOf(court),
            (QStringList{
                "vendor:V 90 total: 2 1 2 1, 1 1 1 0.5", // D's is 91 days old, A's just 90
                "call 90 total: 3 1 1 1, 1 0.5 1 0.666666666667", // E's row calls nothing
                "constant 90 total: 4 1 0 1, 0.5 - - -",
                "tenure 90 total: 4 1 0 1, 0 - - -", // B is here longest
                "last_quarter 90 total: 3 1 1 1, 0.75 - - -", // SMB 1 of 2, Enterprise 1 of 1, E has no segment
                "Tickets 90 total: 4 1 0 1, 1 1 1 0.25",
            }));
        const auto figures = [&](std::size_t model) { return court.judgements[model].rows[0].row.figures.value(); };
        QCOMPARE(figures(4).brier.value(), (0.25 + 0.25 + 0) / 3);
        QVERIFY(!figures(0).brier && !figures(2).brier);
        QCOMPARE(court.judgements[0].rows[0].leadTime.value(), 150.0); // 2026-02-01 to 2026-07-01
        QVERIFY(!court.judgements[1].rows[0].leadTime); // renewed by the last call
        QVERIFY(!court.judgements[2].rows[0].leadTime);
        QCOMPARE(court.judgements[5].rows[0].leadTime.value(), 123.0); // month-end of February to 2026-07-01
    }

    /// 90 days before due D's call was to contract, and it was renewed; B had three tickets, which is no warning to a
    /// model that allows four, and was lost. What has no flags is never wrong.
    void misjudged()
    {
        ImportedWorkspace file;
        fillBook(file);
        Backtest book(file.workspace());
        for (const char *model : {"vendor:V", "call", "constant"})
            book.add(model);
        book.addHealth(R"({"name": "Asleep", "segments": [{"name": "All", "signals": [
            {"signal": "tickets_90", "weight": 1, "steps": [[4, 100], [null, 10]]}]}]})");
        book.addHealth(TicketModel);
        QStringList lines;
        for (const Misjudged &each : book.judge(june()).misjudged)
            lines << QStringLiteral("%1 %2 %3 %4 %5")
                         .arg(QString::fromStdString(each.model),
                             QString::fromStdString(book.data().accounts().at(each.account).name),
                             each.isMiss ? QStringLiteral("miss") : QStringLiteral("alarm"))
                         .arg(each.score)
                         .arg(each.dueArr / 100);
        QCOMPARE(lines, (QStringList{"call Dell alarm 50 1000", "Asleep Birch miss 100 500"}));
    }

    /// The lead day is 2026-04-01: what was in force only after it said nothing then, while a model by name is judged
    /// as if it had been.
    void savedModels_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("inForce");
        QTest::newRow("on the lead day") << "2026-04-01"
                                         << "in_force 90 total: 4 1 0 1, 1 1 1 0.25";
        QTest::newRow("a day later") << "2026-04-02"
                                     << "in_force 90 total: 0 0 4 1, - - - -";
    }
    void savedModels()
    {
        QFETCH(QString, from);
        ImportedWorkspace file;
        fillBook(file);
        const QByteArray first = from.toLatin1();
        putInForce(file.workspace(), TicketModel, "2026-01-01", first.constData());
        (void)done(health::saveHealthModel(file.workspace(), One, "only a draft", "Ann"));
        Backtest book(file.workspace());
        QCOMPARE(namesOfModels(book.data()),
            (std::vector<std::string>{"One", "Tickets", "call", "constant", "last_quarter", "tenure", "vendor:V"}));
        for (const char *model : {"Tickets", "version:1", "in_force"})
            book.add(model);
        QFETCH(QString, inForce);
        QCOMPARE(rowsOf(book.judge(june())),
            (QStringList{"Tickets 90 total: 4 1 0 1, 1 1 1 0.25", "version:1 90 total: 4 1 0 1, 1 1 1 0.25", inForce}));
        QVERIFY(!namedModel(book.data(), "Ticket", {}).ok());
    }

    void leadsAndNotice()
    {
        ImportedWorkspace file;
        fillBook(file);
        Backtest book(file.workspace());
        book.add("vendor:V");
        book.add("constant");
        QCOMPARE(rowsOf(book.judge(june({180, 122, 121, 30}))),
            (QStringList{
                "vendor:V 180 total: 3 1 2 0, 0 0 0 0.333333333333", // 2026-01-01: A 80, B 90, D 60
                "vendor:V 122 total: 3 1 2 0, 1 0.5 1 0.666666666667", // the day before C gave notice: A, B, D
                "vendor:V 121 total: 3 1 1 1, 1 0.5 1 0.666666666667",
                "vendor:V 30 total: 1 1 3 1, - - - -", // 2026-05-31: B alone, and no others
                "constant 180 total: 5 2 0 0, 0.5 - - -",
                "constant 122 total: 5 2 0 0, 0.5 - - -",
                "constant 121 total: 4 1 0 1, 0.5 - - -",
                "constant 30 total: 4 1 0 1, 0.5 - - -",
            }));
    }

    void downsells()
    {
        ImportedWorkspace file;
        fillBook(file);
        Backtest book(file.workspace());
        book.add("call", {Event::Downsell});
        book.add("last_quarter", {Event::Downsell});
        CourtOptions options = june();
        options.event = Event::Downsell;
        QCOMPARE(rowsOf(book.judge(options)),
            (QStringList{
                "call 90 total: 3 2 1 1, 1 1 1 0.666666666667", "last_quarter 90 total: 3 2 1 1, 0.25 - - -"}));
    }

    void groupsAddUp()
    {
        ImportedWorkspace file;
        fillBook(file);
        Backtest book(file.workspace());
        book.add("call");
        book.addHealth(TicketModel);
        CourtOptions options = june({180, 90});
        options.by = "segment";
        const Court court = book.judge(options);
        QCOMPARE(court.judgements.size(), std::size_t(4));
        for (const Judgement &each : court.judgements) {
            QCOMPARE(each.rows.size(), std::size_t(4));
            QCOMPARE(each.rows[0].row.group, std::string(validation::AllCases));
            int counts[4] = {};
            for (std::size_t i = 1; i < each.rows.size(); ++i) {
                const validation::ValidationRow &row = each.rows[i].row;
                counts[0] += row.n;
                counts[1] += row.events;
                counts[2] += row.unscored;
                counts[3] += row.underNotice;
            }
            const validation::ValidationRow &total = each.rows[0].row;
            QVERIFY(counts[0] == total.n && counts[1] == total.events);
            QVERIFY(counts[2] == total.unscored && counts[3] == total.underNotice);
            QVERIFY(!each.rows[2].row.figures); // Enterprise lost none
        }
        QCOMPARE(court.judgements[1].rows[3].row.group, std::string("SMB"));
        // share flagged, precision, recall of segment, then region
        const auto &fairness = court.judgements[1].fairness;
        QCOMPARE(fairness.size(), std::size_t(4)); // call, 90 days: Enterprise, SMB; AMER, EMEA (E is unscored)
        QCOMPARE(fairness[1].row.group, std::string("SMB"));
        QCOMPARE(fairness[1].row.n, 2);
        QCOMPARE(fairness[1].row.recall.value(), 1.0);
        QVERIFY(fairness[1].row.few);
        QCOMPARE(fairness[2].dimension, std::string("region"));
    }

    void fewEvents()
    {
        ImportedWorkspace file;
        fillBook(file);
        Backtest book(file.workspace());
        book.add("call");
        book.add("constant");
        const Court court = book.judge(june({90}, 10));
        QCOMPARE(rowsOf(court)[0], QStringLiteral("call 90 total: 3 1 1 1, - - - -"));
        QVERIFY(!court.judgements[0].rows[0].row.figures && !court.judgements[0].rows[0].leadTime);
        QCOMPARE(court.comparisons.size(), std::size_t(1));
        QVERIFY(!court.comparisons[0].difference && !court.comparisons[0].z);
        const Court compared = book.judge(june());
        QCOMPARE(compared.comparisons[0].difference.value(), 0.5);
        QVERIFY(!compared.comparisons[0].z); // one event has no variance
    }

    void againstRAndTheQuery()
    {
        ImportedWorkspace file;
        fillReference(file);
        Backtest book(file.workspace());
        book.add("vendor:M");
        book.add("vendor:N");
        CourtOptions options = june({90}, 10);
        options.by = "region";
        const Court court = book.judge(options);
        const ReferenceTable r("validation_expected.csv");
        const auto wanted = validation::validate(referenceCases(), true, {});
        const auto &rows = court.judgements[0].rows;
        QCOMPARE(rows.size(), wanted.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto &found = rows[i].row.figures.value();
            const auto &figures = wanted[i].figures.value();
            const QString prefix = QString::fromStdString(rows[i].row.group) + u'.';
            QVERIFY(std::abs(found.auc.value() - r.value(prefix + QStringLiteral("auc"))) < 1e-12);
            QVERIFY(std::abs(found.aucInterval->first - r.value(prefix + QStringLiteral("auc_lower"))) < 1e-12);
            QVERIFY(std::abs(found.aucInterval->second - r.value(prefix + QStringLiteral("auc_upper"))) < 1e-12);
            QVERIFY(std::abs(found.ks.value() - r.value(prefix + QStringLiteral("ks"))) < 1e-12);
            QCOMPARE(rows[i].row.n, wanted[i].n);
            QCOMPARE(rows[i].row.events, wanted[i].events);
            QCOMPARE(found.precision, figures.precision);
            QCOMPARE(found.recall, figures.recall);
            QCOMPARE(found.shareFlagged, figures.shareFlagged);
            QCOMPARE(found.lift.size(), figures.lift.size());
            for (std::size_t bin = 0; bin < found.lift.size(); ++bin) {
                QCOMPARE(found.lift[bin].events, figures.lift[bin].events);
                QVERIFY(std::abs(found.lift[bin].capturedWeight.value() - figures.lift[bin].capturedWeight.value())
                    < 1e-12);
            }
        }
        QVERIFY(!court.judgements[1].rows[0].row.figures->recall); // N has no colours
        QCOMPARE(court.comparisons.size(), std::size_t(1));
        const Comparison &compared = court.comparisons[0];
        QVERIFY(std::abs(compared.difference.value() - r.value(QStringLiteral("compare.difference"))) < 1e-12);
        QVERIFY(std::abs(compared.z.value() - r.value(QStringLiteral("compare.z"))) < 1e-10);
        QVERIFY(std::abs(compared.p.value() - r.value(QStringLiteral("compare.p"))) < 1e-12);
        QCOMPARE(court.judgements[0].fairness.size(), std::size_t(4)); // one segment, (none), and three regions
        Backtest turned(file.workspace());
        turned.add("vendor:M", {Event::Churn, true});
        const Court other = turned.judge(june({90}, 10));
        QVERIFY(std::abs(other.judgements[0].rows[0].row.figures->auc.value() + rows[0].row.figures->auc.value() - 1)
            < 1e-12);
    }

    void errors()
    {
        ImportedWorkspace file;
        fillBook(file);
        Backtest book(file.workspace());
        const auto none = namedModel(book.data(), "vendor:X", {});
        QCOMPARE(none.error().code, ErrorCode::NotFound);
        QCOMPARE(none.error().message.english(),
            std::string("There is no model vendor:X. There are: call, constant, last_quarter, tenure, vendor:V, and "
                        "files of health models (M.json)."));
        const auto turned = judge(book.data(), {}, {day("2026-06-30"), day("2026-06-01")}, book.progress());
        QCOMPARE(turned.error().code, ErrorCode::InvalidArgument);
        book.progress().cancel();
        QCOMPARE(judge(book.data(), {}, june(), book.progress()).error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestCourt)
#include "tst_court.moc"
