#include "core/session/actions.h"
#include "tests/explain/explained.h"

#include <random>
#include <set>

using namespace qd;
using namespace qd::explain;

namespace {

const std::string ContractHeader = "subscription_id,account_id,start_date,end_date,arr,product,currency";

/// A row of the contracts' file.
struct Contract {
    std::string id;
    std::string account;
    std::string days; ///< "START,END"
    int arr = 0; ///< major units
    std::string product;
    std::string currency;
};

std::string csvOf(const std::vector<Contract> &contracts)
{
    std::string text = ContractHeader + '\n';
    for (const Contract &each : contracts)
        text += each.id + ',' + each.account + ',' + each.days + ',' + std::to_string(each.arr) + ',' + each.product
            + ',' + each.currency + '\n';
    return text;
}

std::string monthText(int months, const char *day)
{
    return Month(months / 12, months % 12 + 1).iso() + day;
}

/// Dollars of a euro: up to the last day of 2025, and from that day on.
constexpr int Rates[] = {2, 3};

/// A workspace of random contracts in two currencies, in two files of billing, the second with some values changed and
/// some rows left out, their use, and the CRM's accounts and CSMs; with the text of every file by its batch.
class RandomWorkspace {
public:
    explicit RandomWorkspace(unsigned seed)
        : m_random(seed)
    {
        m_customers = 4 + below(9);
        std::vector<Contract> contracts;
        for (int account = 0; account < m_customers; ++account) {
            for (int i = below(3); i >= 0; --i)
                contracts.push_back(contract(account, i));
        }
        std::shuffle(contracts.begin(), contracts.end(), m_random);
        import("finance.fx_rates.csv", "date,currency,rate\n2023-12-31,EUR,2\n2025-12-31,EUR,3\n", "2026-06-30");
        import("billing.subscriptions.csv", csvOf(contracts), "2026-06-30");
        std::vector<Contract> later(1, contracts.front());
        for (std::size_t i = 1; i < contracts.size(); ++i) {
            if (below(10) < 3)
                contracts[i].arr = amount();
            if (below(10) < 7)
                later.push_back(contracts[i]);
        }
        std::shuffle(later.begin(), later.end(), m_random);
        import("billing.subscriptions.csv", csvOf(later), "2026-10-31");
        std::string accounts = "account_id,name,domain,segment,arr\n";
        for (int i = 0; i < m_customers; ++i) {
            const std::string number = std::to_string(i);
            accounts += "A" + number + ",Firm " + number + ",f" + number + ".example," + (below(2) ? "SMB" : "Mid")
                + ',' + std::to_string(amount()) + '\n';
        }
        import("crm.accounts.csv", accounts, "2026-10-31");
        import("people.csms.csv", "csm_id,name,start_date\nm1,Mia,2020-01-01\n", "2026-10-31");
        import("billing.usage.csv", useOfAll(), "2026-10-31");
        if (const auto resolved = session::resolveIdentities(data.workspace(), m_progress); !resolved)
            qFatal("%s", resolved.error().message.english().c_str());
    }

    /// A figure, over a window or on a day at random, by segment now and then.
    [[nodiscard]] Request request()
    {
        Request asked{*metricFromText(metric())};
        if (asked.metric.isOfWindow()) {
            const int from = below(20);
            asked.from = Month(2024 + from / 12, from % 12 + 1);
            asked.to = asked.from->plus(1 + below(33 - from));
        } else if (asked.metric.kind == MetricKind::Arr || asked.metric.kind == MetricKind::DueArr) {
            asked.asOf = Date::fromIso(monthText(2024 * 12 + below(34), "-15"));
        }
        if (below(4) == 0 && asked.metric.kind != MetricKind::Bridge) {
            asked.by = "segment";
            asked.group = below(2) ? "SMB" : "Mid";
        }
        return asked;
    }
    /// Whether billing's account ID had events in a month.
    [[nodiscard]] bool hasUsed(const std::string &id, Month month) const { return m_used.contains({id, month}); }
    /// The cells of a line of the file that a batch took; 1 is the header.
    [[nodiscard]] QStringList cellsOf(std::int64_t batch, int line) const
    {
        return QString::fromStdString(m_files.at(batch)).split(u'\n').value(line - 1).split(u',');
    }

    test::WorkspaceFixture data;

private:
    [[nodiscard]] int below(int bound) { return int(m_random() % unsigned(bound)); }
    [[nodiscard]] int amount() { return 10 * (1 + below(500)); }
    [[nodiscard]] Contract contract(int account, int number)
    {
        constexpr int Lengths[] = {6, 12, 12, 24};
        const int start = 2024 * 12 + below(36);
        const std::string end = below(5) == 0 ? std::string() : monthText(start + Lengths[below(4)], "-01");
        return {"s" + std::to_string(account) + "x" + std::to_string(number), "A" + std::to_string(account),
            monthText(start, "-01") + ',' + end, amount(), below(2) ? "Core" : "Plus", below(3) == 0 ? "EUR" : "USD"};
    }
    /// In every other month, at random; a row without events is no use.
    [[nodiscard]] std::string useOfAll()
    {
        std::string text = "account_id,date,feature,active_users,events\n";
        for (int account = 0; account < m_customers; ++account) {
            const std::string id = "A" + std::to_string(account);
            for (int months = 2024 * 12; months < 2026 * 12 + 10; ++months) {
                const int events = below(2) * below(9);
                text += id + ',' + monthText(months, "-07") + ",Search,3," + std::to_string(events) + '\n';
                if (events > 0)
                    m_used.emplace(id, Month(months / 12, months % 12 + 1));
            }
        }
        return text;
    }
    [[nodiscard]] std::string metric()
    {
        static const std::vector<std::string> plain{"arr", "nrr", "grr", "logo_churn", "new", "reactivation",
            "expansion", "contraction", "churn", "fx", "due_arr", "renewal_rate", "hours"};
        const int chosen = below(int(plain.size()) + 5);
        const std::string month = "2025-0" + std::to_string(1 + below(9));
        switch (chosen - int(plain.size())) {
        case 0:
            return "cohort:" + std::string(below(2) ? "logo:" : "arr:") + month + ':' + std::to_string(below(12));
        case 1:
            return "cohort:nrr:2025Q" + std::to_string(1 + below(4)) + ':' + std::to_string(below(3));
        case 2:
            return "survival:" + std::to_string(below(2) ? 90 : 365);
        case 3:
            return "bridge:unexplained";
        case 4:
            return "cohort:usage:" + month + ':' + std::to_string(below(12));
        default:
            return plain[std::size_t(chosen)];
        }
    }
    void import(const char *name, const std::string &text, const char *asOf)
    {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), qint64(text.size())) < 0)
            qFatal("cannot write a test file");
        file.close();
        sources::ImportOptions options;
        options.asOf = Date::fromIso(asOf);
        const auto done = session::importExports(data.workspace(), {path.toStdString()}, options, m_progress);
        if (!done || done->batches.size() != 1)
            qFatal("%s", done ? "not one batch" : done.error().message.english().c_str());
        m_files[done->batches[0].batch] = text;
    }

    std::mt19937 m_random;
    QTemporaryDir m_folder;
    Progress m_progress;
    int m_customers = 0;
    std::set<std::pair<std::string, Month>> m_used; ///< account ids and months with events
    std::map<std::int64_t, std::string> m_files; ///< by batch
};

/// What the rows of a customer must come to, by the kind of the figure (docs/explain.md, "Metrics").
void rowsAddUp(const Explanation &found, const ExplainedAccount &part)
{
    const std::int64_t opening = test::sumOf(found, part.account, "opening");
    const std::int64_t closing = test::sumOf(found, part.account, "closing");
    const auto measure = found.metric.measure;
    switch (found.metric.kind) {
    case MetricKind::Arr:
        QCOMPARE(closing, part.numerator);
        break;
    case MetricKind::Nrr:
        QCOMPARE(opening, part.denominator.value());
        QCOMPARE(closing, part.numerator);
        break;
    case MetricKind::Grr:
        QCOMPARE(opening, part.denominator.value());
        QCOMPARE(std::min(opening, closing), part.numerator);
        break;
    case MetricKind::LogoChurn:
        QVERIFY(opening > 0);
        QCOMPARE(std::int64_t(closing == 0), part.numerator);
        break;
    case MetricKind::Movement: {
        const auto kind = found.metric.movement;
        const bool isLoss = kind == revenue::MovementKind::Contraction || kind == revenue::MovementKind::Churn;
        QCOMPARE(isLoss ? opening - closing : closing - opening, part.numerator);
        break;
    }
    case MetricKind::DueArr:
        QCOMPARE(test::sumOf(found, part.account, "due"), part.numerator);
        break;
    case MetricKind::RenewalRate:
        QCOMPARE(opening, part.denominator.value());
        QVERIFY(part.numerator <= std::min(opening, closing));
        break;
    case MetricKind::Bridge:
        QCOMPARE(test::sumOf(found, part.account, "right") - test::sumOf(found, part.account, "left"), part.numerator);
        break;
    case MetricKind::Cohort:
        if (measure == retention::CohortMeasure::Logo)
            QCOMPARE(std::int64_t(closing > 0), part.numerator);
        else if (measure != retention::CohortMeasure::Usage)
            QCOMPARE(closing, part.numerator);
        if (measure == retention::CohortMeasure::Nrr)
            QCOMPARE(opening, part.denominator.value());
        break;
    default:
        break; // survival and hours: their rows have no amounts
    }
}

/// The members of a cohort by use are those with ARR in its month, and count where their file has events k months
/// later.
void useIsFound(const RandomWorkspace &random, const Explanation &found, const identity::AccountDirectory &accounts)
{
    const Month month = Month::fromIso(found.metric.label)->plus(found.metric.k);
    for (const ExplainedAccount &part : found.accounts) {
        QVERIFY(test::sumOf(found, part.account, "opening") > 0);
        QCOMPARE(part.denominator.value(), 1);
        const auto &records = accounts.at(part.account).records;
        const auto billed =
            std::ranges::find(records, "billing", [](const auto &record) { return record.source.str(); });
        QVERIFY(billed != records.end());
        QCOMPARE(part.numerator, std::int64_t(random.hasUsed(billed->id.str(), month)));
    }
}

/// The shipped model has 12 x 0.15 + 1.2 = 3 hours a year for a customer of SMB, with risk more, and none for one of
/// "Mid", which it does not have.
void hoursAddUp(const RandomWorkspace &random, const Explanation &found)
{
    double hours = 0;
    for (const ExplainedAccount &part : found.accounts) {
        QVERIFY(part.hours >= 3.0 / 12 - 1e-9);
        hours += part.hours;
        const auto isOfIt = [&](const ExplainedRow &row) { return row.account == part.account; };
        QVERIFY(std::ranges::any_of(found.rows, isOfIt));
    }
    QVERIFY(std::abs(hours - found.hours) < 1e-9);
    for (const ExplainedRow &row : found.rows)
        QCOMPARE(random.cellsOf(row.batch, row.line).value(3), QStringLiteral("SMB"));
}

} // namespace

/// Figures of random workspaces, each opened: its customers add up to it, its rows to each customer, and the line that
/// a row names has its id and its amount.
class TestRandomExplanations : public QObject {
    Q_OBJECT
private:
    int m_withRows = 0; ///< figures that had rows to look at

    static void holds(
        const RandomWorkspace &random, const Explanation &found, const identity::AccountDirectory &accounts)
    {
        if (found.metric.kind == MetricKind::Hours)
            hoursAddUp(random, found);
        if (found.metric.kind == MetricKind::Cohort && found.metric.measure == retention::CohortMeasure::Usage)
            useIsFound(random, found, accounts);
        std::int64_t numerator = 0;
        std::int64_t denominator = 0;
        for (const ExplainedAccount &part : found.accounts) {
            numerator += part.numerator;
            denominator += part.denominator.value_or(0);
            QVERIFY(!part.floored); // nothing here is below zero
            rowsAddUp(found, part);
        }
        QCOMPARE(numerator, found.numerator);
        QCOMPARE(denominator, found.denominator.value_or(0));
        for (const ExplainedRow &row : found.rows) {
            QVERIFY(found.customers().contains(row.account));
            QVERIFY(row.line > 1);
            const QStringList cells = random.cellsOf(row.batch, row.line);
            QCOMPARE(cells.value(0).toStdString(), row.id);
            if (!row.amount)
                continue;
            const std::int64_t own = cells.value(4).toLongLong() * 100;
            if (cells.value(6) == QStringLiteral("EUR"))
                QVERIFY(*row.amount == own * Rates[0] || *row.amount == own * Rates[1]);
            else
                QCOMPARE(*row.amount, own);
        }
    }

private slots:
    void tenFiguresOfAWorkspace_data()
    {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 20; ++seed)
            QTest::addRow("%u", seed) << seed;
    }
    void tenFiguresOfAWorkspace()
    {
        QFETCH(unsigned, seed);
        RandomWorkspace random(seed);
        Progress progress;
        const auto portfolio = portfolio::Portfolio::of(random.data.workspace());
        int told = 0;
        for (int asked = 0; told < 10 && asked < 100; ++asked) {
            const Request request = random.request();
            const auto found = explain::explain(random.data.workspace(), portfolio, request, progress);
            if (!found) { // a cohort or a segment that nobody is in
                QVERIFY2(found.error().code == ErrorCode::InvalidArgument || found.error().code == ErrorCode::NoData
                        || found.error().code == ErrorCode::NotFound,
                    found.error().message.english().c_str());
                continue;
            }
            ++told;
            holds(random, *found, portfolio->accounts());
            if (QTest::currentTestFailed())
                QFAIL(request.metric.text.c_str());
            m_withRows += found->rows.empty() ? 0 : 1;
        }
        QCOMPARE(told, 10);
    }

    /// Most of the 200 have something to look at; else nothing was tested.
    void mostHaveRows() { QVERIFY2(m_withRows >= 120, qPrintable(QString::number(m_withRows))); }
};

QTEST_GUILESS_MAIN(TestRandomExplanations)
#include "tst_random_explanations.moc"
