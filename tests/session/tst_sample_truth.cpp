#include "core/answers/headline.h"
#include "core/demo/demo.h"
#include "core/identity/identity_report.h"
#include "core/portfolio/portfolio.h"
#include "core/query/workspace_tables.h"
#include "core/retention/cohorts.h"
#include "core/session/actions.h"
#include "core/store/integrity.h"
#include "core/store/sql_query.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <fstream>
#include <set>

using namespace qd;
using Json = nlohmann::json;

/// The whole main job on the sample: exports in, one customer record, a reconciliation and retention numbers that agree
/// with truth.json, which the generator works out with code of its own, to the cent.
class TestSampleTruth : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::unique_ptr<store::Workspace> m_workspace;
    Json m_truth;
    sources::ImportReport m_report;
    Progress m_progress;

    std::string path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)).toStdString(); }
    sources::ImportOptions options() const
    {
        sources::ImportOptions options;
        options.asOf = Date::fromIso(m_truth["as_of"].get<std::string>());
        return options;
    }

    std::vector<std::vector<Json>> rowsOf(const std::string &sql)
    {
        const store::QueryExtras extras = query::extrasFor(*m_workspace, m_progress);
        const auto result = store::runQuery(*m_workspace, sql, m_progress, {&extras, {}, {}});
        if (!result)
            qWarning("%s", result.error().message.english().c_str());
        return result ? result->rows : std::vector<std::vector<Json>>();
    }
    /// Rows as a block of the page shows them, without the heading.
    static QString shown(const std::vector<std::vector<Json>> &rows)
    {
        QStringList lines;
        for (const auto &row : rows) {
            QStringList cells;
            for (const Json &cell : row)
                cells << QString::fromStdString(cell.is_string() ? cell.get<std::string>() : cell.dump());
            lines << cells.join(u',');
        }
        return lines.join(u'\n');
    }
    /// The blocks of code below a heading of docs/exercises.md, in order.
    static QStringList blocksOf(const QString &heading)
    {
        QFile file(QStringLiteral(QD_EXERCISES));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const QString part = QString::fromUtf8(file.readAll())
                                 .section(QStringLiteral("## ") + heading, 1)
                                 .section(QStringLiteral("\n## "), 0, 0);
        QStringList blocks;
        const QStringList fenced = part.split(QStringLiteral("```"));
        for (qsizetype i = 1; i < fenced.size(); i += 2)
            blocks << fenced[i].section(u'\n', 1).trimmed();
        return blocks;
    }

private slots:
    void initTestCase()
    {
        const auto written = demo::writeDemo(path("exports"), {}, m_progress);
        QVERIFY2(written.ok(), written ? "" : written.error().message.english().c_str());
        std::ifstream file(path("exports") + "/truth.json");
        m_truth = Json::parse(file);
        auto made = store::Workspace::create(path("sample.qdeck"), {});
        QVERIFY(made.ok());
        m_workspace = std::move(*made);
        auto report = session::importExports(*m_workspace, {path("exports")}, options(), m_progress);
        QVERIFY2(report.ok(), report ? "" : report.error().message.english().c_str());
        m_report = *report;
        const auto resolved = session::resolveIdentities(*m_workspace, m_progress);
        QVERIFY2(resolved.ok(), resolved ? "" : resolved.error().message.english().c_str());
    }

    void everyRowIsAccountedFor()
    {
        std::map<std::string, const sources::BatchReport *> batches;
        for (const sources::BatchReport &batch : m_report.batches)
            batches[batch.file] = &batch;
        QCOMPARE(batches.size(), m_truth["files"].size());
        for (const Json &file : m_truth["files"]) {
            const std::string name = file["file"];
            QVERIFY2(batches.contains(name), name.c_str());
            const sources::BatchReport &batch = *batches[name];
            QVERIFY2(batch.read == file["written"].get<std::int64_t>(), name.c_str());
            QVERIFY2(batch.accepted == file["accepted"].get<std::int64_t>(), name.c_str());
            QVERIFY2(batch.unchanged == file["unchanged"].get<std::int64_t>(), name.c_str());
            QVERIFY2(batch.quarantined == file["quarantined"].get<std::int64_t>(), name.c_str());
            QVERIFY2(batch.skipped == file["skipped"].get<std::int64_t>(), name.c_str());
        }
    }

    void everyTrueLinkAndNoFalseOne()
    {
        const auto directory = identity::AccountDirectory::load(*m_workspace);
        std::map<int, std::string> owner; // customer -> the true company it was first met as
        for (const Json &customer : m_truth["customers"]) {
            std::set<int> accounts;
            const std::string key = customer["salesforce"].is_null() ? customer["stripe"] : customer["salesforce"];
            for (const char *source : {"salesforce", "stripe", "gainsight", "zendesk", "pendo"}) {
                if (customer[source].is_null())
                    continue;
                const int account = directory.indexOfRecord(source, customer[source].get<std::string>());
                if (account < 0 && std::string_view(source) == "pendo")
                    continue; // no usage was ever recorded
                QVERIFY2(account >= 0, (std::string(source) + " " + key).c_str());
                accounts.insert(account);
            }
            QVERIFY2(accounts.size() == 1, ("in pieces: " + customer["name"].get<std::string>()).c_str());
            const auto [it, isNew] = owner.emplace(*accounts.begin(), key);
            QVERIFY2(isNew, ("falsely one: " + key + " and " + it->second).c_str());
        }
    }

    void headlineAgreesToTheCent()
    {
        const auto numbers = answers::headline(*m_workspace, m_progress);
        QVERIFY(numbers.ok());
        std::map<std::string, std::int64_t> arr(numbers->arrBySource.begin(), numbers->arrBySource.end());
        QCOMPARE(arr["salesforce"], m_truth["arr"]["salesforce"].get<std::int64_t>());
        QCOMPARE(arr["stripe"], m_truth["arr"]["stripe"].get<std::int64_t>());
        const revenue::RetentionRow &total = numbers->retention->rows.front();
        const Json &truth = m_truth["retention"];
        QCOMPARE(total.opening, truth["opening"].get<std::int64_t>());
        QCOMPARE(total.closing, truth["closing"].get<std::int64_t>());
        QCOMPARE(std::int64_t(total.rate(metrics::Grr).numerator), truth["kept"].get<std::int64_t>());
        QCOMPARE(total.logos, truth["logos"].get<int>());
        QCOMPARE(total.churnedLogos, truth["churned_logos"].get<int>());
        QCOMPARE(total.rate(metrics::Nrr).value().value(), truth["nrr"].get<double>());
        QCOMPARE(total.rate(metrics::Grr).value().value(), truth["grr"].get<double>());
    }

    void bridgeAgreesByCause()
    {
        const auto numbers = answers::headline(*m_workspace, m_progress);
        const reconcile::Reconciliation &found = *numbers->reconciliation;
        const Json &truth = m_truth["reconcile"];
        QCOMPARE(found.leftTotal, truth["left_total"].get<std::int64_t>());
        QCOMPARE(found.rightTotal, truth["right_total"].get<std::int64_t>());
        QCOMPARE(found.compared, truth["compared"].get<int>());
        QCOMPARE(found.bridge.size(), truth["bridge"].size());
        for (const reconcile::BridgeStep &step : found.bridge) {
            const auto expected = std::find_if(truth["bridge"].begin(), truth["bridge"].end(),
                [&](const Json &each) { return each["cause"] == toString(step.cause); });
            QVERIFY2(expected != truth["bridge"].end(), toString(step.cause));
            QVERIFY2(step.amount == (*expected)["amount"].get<std::int64_t>(), toString(step.cause));
            QVERIFY2(step.count == (*expected)["count"].get<int>(), toString(step.cause));
        }
    }

    void everyMonthAgrees()
    {
        const auto book = portfolio::Portfolio::of(*m_workspace)->book();
        const Json &months = m_truth["movements"];
        const auto from = Month::fromIso(months.front()["month"].get<std::string>());
        const auto to = Month::fromIso(months.back()["month"].get<std::string>());
        const auto movements =
            revenue::computeMovements(*portfolio::Portfolio::of(*m_workspace), *book, {*from, *to, {}}, m_progress);
        QVERIFY(movements.ok());
        QCOMPARE(movements->rows.size(), months.size());
        for (std::size_t i = 0; i < months.size(); ++i) {
            const revenue::MovementRow &row = movements->rows[i];
            const std::pair<const char *, std::int64_t> amounts[]{{"opening", row.opening}, {"new", row.newAmount},
                {"reactivation", row.reactivation}, {"expansion", row.expansion}, {"contraction", row.contraction},
                {"churn", row.churn}, {"fx", row.fx}, {"closing", row.closing}, {"opening_logos", row.openingLogos},
                {"new_logos", row.newLogos}, {"reactivated_logos", row.reactivatedLogos},
                {"churned_logos", row.churnedLogos}, {"closing_logos", row.closingLogos}};
            for (const auto &[name, amount] : amounts)
                QVERIFY2(amount == months[i][name].get<std::int64_t>(), (row.month.iso() + " " + name).c_str());
        }
    }

    /// docs/exercises.md: the queries give what stands there.
    void theJoinExerciseGivesWhatItShows()
    {
        const QStringList blocks = blocksOf(QStringLiteral("Join renewals, usage and tickets"));
        QCOMPARE(blocks.size(), 6);
        const QString parts = blocks[0].section(QStringLiteral("SELECT cohort, count"), 0, 0);
        for (const auto &[sql, result] :
            {std::pair(blocks[0], blocks[1]), std::pair(parts + blocks[2], blocks[3]), std::pair(blocks[4], blocks[5])})
            QCOMPARE(shown(rowsOf(sql.toStdString())), result.section(u'\n', 1));
    }
    /// The same table put together here, row by row, without a join.
    void theJoinExerciseIsRight()
    {
        std::map<std::string, std::string> cohorts;
        for (const auto &row : rowsOf("SELECT account, start_date FROM v_contracts")) {
            const std::string year = row[1].get<std::string>().substr(0, 4);
            std::string &first = cohorts.try_emplace(row[0].get<std::string>(), year).first->second;
            first = std::min(first, year);
        }
        struct Sums {
            int renewals = 0;
            int renewed = 0;
            double due = 0;
            double kept = 0;
            double tickets = 0;
            std::vector<double> events;
        };
        std::map<Json, std::vector<std::vector<Json>>> usage;
        for (const auto &row : rowsOf("SELECT account, month, events FROM v_usage_months"))
            usage[row[0]].push_back(row);
        std::map<Json, std::vector<std::string>> tickets;
        for (const auto &row : rowsOf("SELECT account, substr(created_at, 1, 10) FROM v_tickets"))
            tickets[row[0]].push_back(row[1].get<std::string>());
        std::map<std::string, Sums> sums;
        for (const auto &row :
            rowsOf("SELECT account, due_date, due_arr_minor, renewed_arr_minor, state FROM v_renewals "
                   "WHERE month >= '2025-11' AND month <= '2026-10'")) {
            const std::string state = row[4].get<std::string>();
            if (state != "renewed" && state != "lost")
                continue;
            const Date due = *Date::fromIso(row[1].get<std::string>());
            const Month month = Month::of(due);
            Sums &cohort = sums[cohorts.at(row[0].get<std::string>())];
            double events = 0;
            for (const auto &used : usage[row[0]]) {
                const std::string when = used[1].get<std::string>();
                if (when >= month.plus(-3).iso() && when < month.iso() && used[2].is_number())
                    events += used[2].get<double>();
            }
            for (const std::string &day : tickets[row[0]])
                cohort.tickets += day >= due.plusDays(-90).iso() && day < due.iso() ? 1 : 0;
            cohort.events.push_back(events);
            ++cohort.renewals;
            cohort.renewed += state == "renewed" ? 1 : 0;
            cohort.due += row[2].get<double>();
            cohort.kept += std::min(row[2].get<double>(), row[3].get<double>());
        }
        QStringList lines;
        for (auto &[year, of] : sums) {
            std::sort(of.events.begin(), of.events.end());
            const std::size_t half = of.events.size() / 2;
            const double median = of.events.size() % 2 ? of.events[half] : (of.events[half - 1] + of.events[half]) / 2;
            lines << QStringLiteral("%1,%2,%3,%4,%5,%6")
                         .arg(QString::fromStdString(year))
                         .arg(of.renewals)
                         .arg(of.renewed)
                         .arg(100 * of.kept / of.due, 0, 'f', 1)
                         .arg(qint64(median))
                         .arg(of.tickets / of.renewals, 0, 'f', 2);
        }
        const QStringList shownThere =
            blocksOf(QStringLiteral("Join renewals, usage and tickets"))[1].section(u'\n', 1).split(u'\n');
        QCOMPARE(lines.size(), shownThere.size());
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QStringList own = lines[i].split(u',');
            const QStringList there = shownThere[i].split(u',');
            for (qsizetype column = 0; column < 3; ++column)
                QCOMPARE(own[column], there[column]);
            for (qsizetype column = 3; column < 6; ++column)
                QCOMPARE(own[column].toDouble(), there[column].toDouble());
        }
    }

    void workspaceIsSoundAndReimportChangesNothing()
    {
        const auto findings = store::checkIntegrity(*m_workspace, m_progress);
        QVERIFY2(findings->empty(), findings->empty() ? "" : findings->front().english().c_str());
        const auto before = answers::headline(*m_workspace, m_progress);
        sources::ImportOptions again = options();
        const auto skipped = session::importExports(*m_workspace, {path("exports")}, again, m_progress);
        for (const sources::BatchReport &batch : skipped->batches)
            QVERIFY2(batch.skipped == batch.read, batch.file.c_str());
        again.force = true;
        const auto forced = session::importExports(*m_workspace, {path("exports")}, again, m_progress);
        QVERIFY(forced.ok());
        for (const sources::BatchReport &batch : forced->batches)
            QVERIFY2(batch.accepted == 0, batch.file.c_str());
        const auto after = answers::headline(*m_workspace, m_progress);
        QCOMPARE(after->customers, before->customers);
        QCOMPARE(after->arrBySource, before->arrBySource);
        QCOMPARE(after->reconciliation->breaks.size(), before->reconciliation->breaks.size());
    }
};

QTEST_GUILESS_MAIN(TestSampleTruth)
#include "tst_sample_truth.moc"
