#include "core/session/actions.h"
#include "core/session/undo.h"
#include "core/store/integrity.h"
#include "tests/session/crm_files.h"
#include "tests/session/whole_file.h"
#include "tests/support/english.h"

#include <QtTest>

#include <array>

using namespace qd;

namespace {

constexpr std::array<const char *, 4> Days{"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"};
constexpr int Patterns = 1 << Days.size();
const std::set<std::string> Without{"import_batch", "audit_log", "row_image", "usage_image", "custom_table_image"};

bool isIn(int pattern, std::size_t day)
{
    return (pattern >> day & 1) != 0;
}

/// ARR of a record in the file of a day: of every other one it changes from day to day.
int arrOf(bool changes, int pattern, std::size_t day)
{
    return pattern + 1 + (changes ? 100 * int(day + 1) : 0);
}

QString nameOf(bool changes, int pattern)
{
    return QStringLiteral("%1%2")
        .arg(changes ? QStringLiteral("V") : QStringLiteral("C"))
        .arg(pattern, 2, 10, QLatin1Char('0'));
}

/// The complete file of a day: two records of each pattern that has the day.
QByteArray fileOf(std::size_t day)
{
    QByteArray text = Header;
    for (const bool changes : {false, true}) {
        for (int pattern = 1; pattern < Patterns; ++pattern) {
            if (isIn(pattern, day))
                text += QStringLiteral("%1,%1,%2,USD\n")
                            .arg(nameOf(changes, pattern))
                            .arg(arrOf(changes, pattern, day))
                            .toUtf8();
        }
    }
    return text;
}

/// What the files of `days` say of one record, worked out without an order: first and last day that have it, the first
/// complete one after these, and its ARR as of each day. Empty where none has it.
QString said(bool changes, int pattern, const std::set<std::size_t> &days)
{
    QString first;
    QString last;
    QString closed;
    QString values;
    for (std::size_t day = 0; day < Days.size(); ++day) {
        if (days.contains(day)) {
            const QString name = QString::fromLatin1(Days[day]);
            if (isIn(pattern, day)) {
                first = first.isEmpty() ? name : first;
                last = name;
                closed.clear();
            } else if (!last.isEmpty() && closed.isEmpty()) {
                closed = name;
            }
        }
        // In force is what the last file up to the day said.
        const auto after = days.upper_bound(day);
        const bool known = after != days.begin() && isIn(pattern, *std::prev(after));
        values += QLatin1Char(' ')
            + (known ? QString::number(arrOf(changes, pattern, *std::prev(after))) : QStringLiteral("-"));
    }
    if (first.isEmpty())
        return {};
    const QString open = QStringLiteral("open");
    return QStringList{nameOf(changes, pattern), first, last, closed.isEmpty() ? open : closed}.join(u' ') + values;
}

QStringList said(const std::set<std::size_t> &days)
{
    QStringList all;
    for (const bool changes : {false, true}) {
        for (int pattern = 1; pattern < Patterns; ++pattern) {
            if (const QString line = said(changes, pattern, days); !line.isEmpty())
                all << line;
        }
    }
    return all;
}

/// The same as it stands in the workspace.
QStringList found(const store::Workspace &workspace)
{
    std::string values;
    for (const char *day : Days)
        values +=
            std::string(" || ' ' || coalesce((SELECT replace(coalesce(h.new_value, '-'), '.00 USD', '') FROM "
                        "record_history h WHERE h.entity = 'accounts' AND h.field = 'arr' AND h.source = a.source "
                        "AND h.record_id = a.account_id AND h.as_of <= '")
            + day + "' ORDER BY h.as_of DESC, h.history_id DESC LIMIT 1), '-')";
    SQLite::Statement row(workspace.db(),
        "SELECT account_id || ' ' || first_as_of || ' ' || as_of || ' ' || coalesce(closed_on, 'open')" + values
            + " FROM accounts a WHERE bare = 0 ORDER BY account_id");
    QStringList all;
    while (row.executeStep())
        all << QString::fromStdString(row.getColumn(0).getString());
    return all;
}

QString difference(const QStringList &is, const QStringList &shouldBe)
{
    QStringList lines;
    for (const QString &line : is) {
        if (!shouldBe.contains(line))
            lines << QStringLiteral("is ") + line;
    }
    for (const QString &line : shouldBe) {
        if (!is.contains(line))
            lines << QStringLiteral("should be ") + line;
    }
    return lines.join(u'\n');
}

} // namespace

/// Complete files of four days, imported in every order: what they say is the same as in the order of their days.
class TestFileOrders : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyOrder();
    void theSameBytesOfAnotherDay();
    void theSameFilesOfAnotherDay();
    void heldBackByALaterFile();
    void heldBackWithADateInItsKey();

private:
    /// Imports each file that is not there, looks, goes on from there, and takes it back.
    void goOn();
    [[nodiscard]] QString order() const;

    std::unique_ptr<Crm> m_crm;
    std::vector<std::size_t> m_taken;
    int m_looks = 0;
    QStringList m_faults;
};

void TestFileOrders::initTestCase()
{
    m_crm = std::make_unique<Crm>();
    // What makes the source stays when it is undone.
    QVERIFY(m_crm->import("crm.opportunities.csv", "opportunity_id,account_id,stage\nO,C15,Open\n", "2025-01-31").ok());
    m_crm->options.full = m_crm->options.closeMost = true;
}

QString TestFileOrders::order() const
{
    QStringList names;
    for (const std::size_t day : m_taken)
        names << QString::fromLatin1(Days[day]);
    return names.join(QStringLiteral(", ")) + QStringLiteral(":\n");
}

void TestFileOrders::goOn()
{
    for (std::size_t day = 0; day < Days.size(); ++day) {
        if (std::ranges::find(m_taken, day) != m_taken.end())
            continue;
        const WholeFile before = wholeFile(*m_crm->workspace, Without);
        const auto done = m_crm->import("crm.accounts.csv", fileOf(day), Days[day]);
        QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.english().c_str());
        m_taken.push_back(day);
        const QString wrong =
            difference(found(*m_crm->workspace), said(std::set<std::size_t>(m_taken.begin(), m_taken.end())));
        if (!wrong.isEmpty())
            m_faults << order() + wrong;
        ++m_looks;
        goOn();
        const auto undone = session::undoBatch(*m_crm->workspace, done->batches[0].batch, m_crm->progress);
        QVERIFY2(undone.ok(), undone.ok() ? "" : undone.error().message.english().c_str());
        const QStringList changed = differences(before, wholeFile(*m_crm->workspace, Without));
        if (!changed.isEmpty())
            m_faults << order() + QStringLiteral("taken back\n") + changed.join(u'\n');
        m_taken.pop_back();
    }
}

void TestFileOrders::everyOrder()
{
    goOn();
    QCOMPARE(m_faults.join(u'\n'), QString());
    QCOMPARE(m_looks, 4 + 12 + 24 + 24); // each beginning of the 24 orders
    QCOMPARE(english(store::checkIntegrity(*m_crm->workspace, m_crm->progress).value()), std::vector<std::string>());
}

/// A complete file says of each day it is given for that its records were there.
void TestFileOrders::theSameBytesOfAnotherDay()
{
    Crm crm;
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Four, "2026-02-28").ok());
    QCOMPARE(crm.import("crm.accounts.csv", Four, "2026-04-30")->batches[0].unchanged, 4);
    QCOMPARE(crm.import("crm.accounts.csv", Four, "2026-01-31")->batches[0].skipped, 0);
    QVERIFY(crm.import("crm.accounts.csv", Four.left(Four.indexOf("D,")), "2026-03-31").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList());
    QCOMPARE(crm.arr("2026-01-31"), QStringLiteral("100000"));
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("60000"));
    QCOMPARE(crm.arr("2026-04-30"), QStringLiteral("100000"));
    for (const char *day : {"2026-01-31", "2026-02-28", "2026-04-30"})
        QCOMPARE(crm.import("crm.accounts.csv", Four, day)->batches[0].skipped, 4);
    QFile file(crm.folder.filePath(QStringLiteral("crm.accounts.csv")));
    sources::ImportOptions noDay;
    noDay.full = true;
    const auto again = session::importExports(*crm.workspace, {file.fileName().toStdString()}, noDay, crm.progress);
    QCOMPARE(again->batches[0].skipped, 4);
    QCOMPARE(english(store::checkIntegrity(*crm.workspace, crm.progress).value()), std::vector<std::string>());
}

void TestFileOrders::theSameFilesOfAnotherDay()
{
    Crm crm;
    crm.options.full = true;
    const std::vector<QByteArray> both{Header + "A,Acme,100,USD\nB,Bolt,200,USD\n", Header + "Z,Zeal,70,USD\n"};
    QVERIFY(crm.importTogether(both, "2026-01-31").ok());
    const auto again = crm.importTogether(both, "2026-03-31");
    QCOMPARE(again->batches[0].unchanged, 2);
    QCOMPARE(again->batches[1].unchanged, 1);
    QVERIFY(crm.import("crm.accounts.csv", both[0], "2026-02-28").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList());
    const auto known = crm.importTogether(both, "2026-03-31");
    QCOMPARE(known->batches[0].skipped + known->batches[1].skipped, 3);
}

/// A row in quarantine is not absent, also for what comes later of an earlier day.
void TestFileOrders::heldBackByALaterFile()
{
    Crm crm;
    const QByteArray held = Header + "A,Acme,100,USD\nB,Bolt,x,USD\nZ,Zeal,y,USD\n";
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", held, "2026-02-28").ok());
    crm.options.full = false;
    QVERIFY(crm.import("crm.accounts.csv", Header + "B,Bolt,200,USD\nY,Yarn,5,USD\n", "2026-01-15").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), QStringList{"Y 2026-02-28"});
    crm.options.full = true;
    QVERIFY(crm.import("crm.accounts.csv", Header + "A,Acme,100,USD\nB,Bolt,200,USD\n", "2026-03-31").ok());
    crm.options.full = false;
    QVERIFY(crm.import("crm.accounts.csv", Header + "Z,Zeal,70,USD\n", "2026-01-31").ok());
    QCOMPARE(crm.closed("accounts", "account_id"), (QStringList{"Y 2026-02-28", "Z 2026-03-31"}));
    QCOMPARE(crm.arr("2026-03-30"), QStringLiteral("37000"));
    QCOMPARE(crm.arr("2026-03-31"), QStringLiteral("30000"));
    QCOMPARE(english(store::checkIntegrity(*crm.workspace, crm.progress).value()), std::vector<std::string>());
    // A file that was undone held nothing back.
    for (std::int64_t batch = 4; batch > 0; --batch)
        QVERIFY(session::undoBatch(*crm.workspace, batch, crm.progress).ok());
    QCOMPARE(
        crm.workspace->db().execAndGet("SELECT count(*) FROM row_image WHERE table_name = 'quarantine'").getInt(), 0);
}

/// The key of a row that is held back is read as that of one that is taken.
void TestFileOrders::heldBackWithADateInItsKey()
{
    Crm crm;
    const QByteArray header = "account_id,date,score\n";
    QVERIFY(crm.import("crm.health_scores.csv", header + "A,2026-01-15,50\nB,2026-01-15,60\n", "2026-01-31").ok());
    crm.options.full = true;
    const auto done = crm.import(
        "crm.health_scores.csv", header + "A,15.01.2026,50\nB,15.01.2026,bad\nC,15.01.2026,bad\n", "2026-02-28");
    QVERIFY2(done.ok(), done.ok() ? "" : done.error().message.english().c_str());
    QCOMPARE(done->batches[0].quarantined, 2);
    QCOMPARE(crm.closed("health_scores", "account_id"), QStringList());
    crm.options.full = false;
    QVERIFY(crm.import("crm.health_scores.csv", header + "C,2026-01-15,5\nD,2026-01-15,5\n", "2026-01-01").ok());
    QCOMPARE(crm.closed("health_scores", "account_id"), QStringList{"D 2026-02-28"});
}

QTEST_GUILESS_MAIN(TestFileOrders)
#include "tst_file_orders.moc"
