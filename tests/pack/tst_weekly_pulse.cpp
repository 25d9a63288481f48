#include "core/pack/build_pack.h"
#include "core/pack/pulse_measures.h"
#include "tests/pack/pack_fixture.h"

#include <QtTest>

using namespace qd;

namespace {

void health(test::WorkspaceFixture &data, const char *account, const char *date, const char *colour)
{
    data.run("INSERT INTO health_scores (source, account_id, date, model, score, colour, content_hash, as_of, "
             "batch_id, line) "
             "VALUES ('crm', ?, ?, 'M', 50, ?, 0, '2026-10-31', 1, 2)",
        {account, date, colour});
}

void action(test::WorkspaceFixture &data, const std::vector<std::string> &values)
{
    data.run("INSERT INTO actions (source, action_id, account_id, \"trigger\", opened_date, due_date, closed_date, "
             "status, content_hash, as_of, batch_id, line) VALUES ('crm', ?1, ?2, 'r', ?3, ?4, nullif(?5, ''), ?6, 0, "
             "'2026-10-31', 1, 2)",
        values);
}

/// The pack's three customers: Acme with 1,200 and Corvo with 300 on 2026-10-31, Bolt has left. A week before Corvo was
/// yellow, now it is red. Acme's 1,000 end on 12-31, 61 days ahead, Corvo's 300 on 2027-01-15, 76 days ahead.
void fill(test::WorkspaceFixture &data)
{
    test::fillPackWorkspace(data);
    health(data, "A", "2026-10-01", "green");
    health(data, "B", "2026-10-01", "green");
    health(data, "C", "2026-10-24", "yellow");
    health(data, "C", "2026-10-25", "red");
    data.run("INSERT INTO action_rules VALUES (1, ?, '', '')",
        {R"({"rules": [{"id": "r", "escalate": [{"after_days": 7, "to": "manager"}]}]})"});
    action(data, {"1", "A", "2026-10-24", "2026-10-30", "", "open"}); // a week old, a day late
    action(data, {"2", "A", "2026-10-25", "2026-10-31", "", "open"}); // six days old, due today
    action(data, {"3", "C", "2026-10-01", "2026-10-20", "2026-10-25", "done"});
    action(data, {"4", "C", "2026-10-01", "2026-10-20", "2026-10-24", "done"});
    action(data, {"5", "C", "2026-11-01", "2026-11-20", "", "open"}); // not there yet
}

std::vector<std::string> texts(const std::vector<pack::Table::Cell> &cells)
{
    std::vector<std::string> all;
    for (const pack::Table::Cell &cell : cells)
        all.push_back(cell.text.english());
    return all;
}

} // namespace

/// The weekly pulse, worked by hand on both sides of its week.
class TestWeeklyPulse : public QObject {
    Q_OBJECT
private slots:
    void measures()
    {
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        const auto pulse = pack::measurePulse(data.workspace(), *Date::of(2026, 10, 31), {}, progress);
        QVERIFY2(pulse.ok(), pulse.ok() ? "" : pulse.error().message.english().c_str());
        QCOMPARE(pulse->before, *Date::of(2026, 10, 24));
        std::vector<std::pair<int, int>> colours;
        for (const pack::PulseColour &row : pulse->colours)
            colours.emplace_back(row.before, int(row.now.size()));
        QVERIFY(colours == (std::vector<std::pair<int, int>>{{1, 1}, {1, 0}, {0, 1}, {0, 0}})); // Bolt is in none
        QCOMPARE(pulse->worse.size(), std::size_t(1));
        QVERIFY(pulse->better.empty());
        std::vector<std::int64_t> due, risk;
        for (const pack::PulseRenewals &row : pulse->renewals) {
            due.push_back(row.arr);
            risk.push_back(row.atRisk);
        }
        QCOMPARE(due, (std::vector<std::int64_t>{0, 0, 130000}));
        QCOMPARE(risk, (std::vector<std::int64_t>{0, 0, 30000}));
        QCOMPARE(pulse->usageKnown, 0);
        QCOMPARE(pulse->late.actions, 1);
        QCOMPARE(pulse->escalated.actions, 1);
        QCOMPARE(pulse->opened.actions, 1); // after the 24th: 2
        QCOMPARE(pulse->closed.actions, 1); // 3
        QCOMPARE(pulse->opened.accounts.size(), std::size_t(1));
        const auto smb = pack::measurePulse(data.workspace(), *Date::of(2026, 10, 31), {{"segment", "SMB"}}, progress);
        QCOMPARE(smb->late.actions, 0);
        QCOMPARE(smb->renewals.back().arr, std::int64_t(30000));
        QCOMPARE(smb->colours.front().before, 0);
    }

    void page()
    {
        test::WorkspaceFixture data;
        fill(data);
        Progress progress;
        const auto document =
            pack::buildPack(data.workspace(), {"weekly-pulse", "2026-10"}, test::roughHeight, progress);
        QVERIFY2(document.ok(), document.ok() ? "" : document.error().message.english().c_str());
        const pack::Page &page = document->pages.front();
        QCOMPARE(page.subtitle.english(), std::string("Health rose for 0 and fell for 1 in the week to 31 Oct 2026."));
        const auto &text = std::get<pack::Narrative>(page.blocks[0].content);
        QCOMPARE(text.parts.size(), std::size_t(4));
        std::string risks;
        for (const Message &sentence : text.parts[2].paragraphs)
            risks += sentence.english() + '\n';
        QVERIFY2(risks.find("Bolt (") != std::string::npos, risks.c_str());
        QVERIFY2(risks.find("Health fell in the week: Corvo.") != std::string::npos, risks.c_str());
        QCOMPARE(text.parts[3].paragraphs[0].english(), std::string("1 escalated action waits for an answer."));
        QCOMPARE(text.parts[3].paragraphs[1].english(), std::string("1 action is past due."));
        const auto &health = std::get<pack::Table>(page.blocks[1].content);
        QCOMPARE(health.subtitle.english(),
            std::string("customers by the platform's last colour, 24 Oct and 31 Oct")); // no model's
        QCOMPARE(texts(health.rows[2]), (std::vector<std::string>{"Red", "0", "1", "+1"}));
        QCOMPARE(health.origins[2].accounts.size(), std::size_t(1));
        const auto &renewals = std::get<pack::Table>(page.blocks[2].content);
        QCOMPARE(texts(renewals.rows[2]), (std::vector<std::string>{"Within 90 days", "2", "1,300", "300"}));
        const auto &work = std::get<pack::Table>(page.blocks[3].content);
        QCOMPARE(work.rows.size(), std::size_t(4)); // no usage was imported
        QCOMPARE(texts(work.rows[0]), (std::vector<std::string>{"Actions escalated", "1", "1"}));
    }

    /// With a quiet week it says so.
    void nothingToTell()
    {
        test::WorkspaceFixture data;
        test::fillPackWorkspace(data);
        Progress progress;
        const auto document =
            pack::buildPack(data.workspace(), {"weekly-pulse", "2026-09"}, test::roughHeight, progress);
        QVERIFY2(document.ok(), document.ok() ? "" : document.error().message.english().c_str());
        const auto &text = std::get<pack::Narrative>(document->pages.front().blocks[0].content);
        QCOMPARE(text.parts[1].paragraphs[0].english(), std::string("None to tell of."));
        QCOMPARE(text.parts[3].paragraphs[0].english(), std::string("Nothing is late and nothing is escalated."));
    }
};

QTEST_GUILESS_MAIN(TestWeeklyPulse)
#include "tst_weekly_pulse.moc"
