#include "core/base/date.h"
#include "tests/app/qdeck_run.h"

#include <algorithm>
#include <map>

using namespace qd;
using namespace qd::test;
using Json = nlohmann::json;

namespace {

/// A model that says nothing but what a signal's value is, and in which segment the customer was.
QByteArray modelOf(const std::string &signal)
{
    QByteArray segments;
    for (const char *name : {"Enterprise", "Mid-Market", "SMB"})
        segments += QByteArray(segments.isEmpty() ? "" : ",") + "{'name': '" + name
            + "', 'when': [{'field': 'segment', 'any_of': ['" + name + "']}], 'signals': [{'signal': '"
            + QByteArray::fromStdString(signal) + "', 'weight': 1, 'points': [[0, 0], [100, 100]]}]}";
    return json("{'name': 'Leaks', 'coverage_min': 0, 'segments': [" + segments + "]}");
}

/// Never flags, so that every lost renewal it is judged on is a miss.
constexpr char Never[] =
    "{'name': 'Never', 'coverage_min': 0, 'bounds': {'yellow': 0, 'green': 0}, 'segments': [{'name': 'All', "
    "'signals': [{'signal': 'arr', 'weight': 1, 'points': [[0, 50], [1, 50]]}]}]}";

} // namespace

/// The leaks that truth.json of the sample lists (docs/demo.md): what came later is not seen on the day before, and is
/// seen from the day on which it was known.
class TestSampleLeaks : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_workspace;
    Json m_leaks;
    std::map<std::string, std::string> m_accountOf; ///< by a record's id

    QString path(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] std::string accountOf(const Json &leak) const
    {
        return m_accountOf.at(leak["account"].get<std::string>());
    }
    [[nodiscard]] QString folderOf(const Json &leak, const char *day) const
    {
        return path(QStringLiteral("exports/history/") + QString::fromStdString(leak[day].get<std::string>()));
    }

    /// What is said of the leak's customer on a day.
    Json seen(const Json &leak, const char *day)
    {
        const auto shows = leak["shows"].get<std::string>();
        const bool isSignal = shows != "segment" && shows != "override";
        const QString model = writeFile(m_dir, QStringLiteral("leaks.json"), modelOf(isSignal ? shows : "arr"));
        const Json found =
            run({QStringLiteral("health"), m_workspace, QStringLiteral("--model"), model, QStringLiteral("--as-of"),
                    QString::fromStdString(leak[day].get<std::string>()), QStringLiteral("--json")})
                .json();
        for (const Json &score : found["scores"]) {
            if (score["account"] == accountOf(leak))
                return isSignal ? score["signals"][0]["value"] : score[shows];
        }
        return "no score";
    }
    /// Whether a model missed the leak's lost renewal that many days before it was due; false where it is left out as
    /// under notice.
    bool isMiss(const Json &leak, const QString &model, const char *day)
    {
        const auto date = [&](const char *name) { return Date::fromIso(leak[name].get<std::string>()).value(); };
        const QString due = QString::fromStdString(leak["due"].get<std::string>());
        const QString lead = QString::number(daysBetween(date(day), date("due")));
        const Json found =
            run({QStringLiteral("validate"), m_workspace, QStringLiteral("--from"), due, QStringLiteral("--to"), due,
                    QStringLiteral("--models"), model, QStringLiteral("--lead"), lead, QStringLiteral("--min-events"),
                    QStringLiteral("1"), QStringLiteral("--cases"), QStringLiteral("--json")})
                .json();
        return std::ranges::any_of(found["misjudged"],
            [&](const Json &each) { return each["account"] == accountOf(leak) && each["kind"] == "miss"; });
    }
    [[nodiscard]] std::vector<Json> leaksOf(const std::string &kind) const
    {
        std::vector<Json> some;
        for (const Json &leak : m_leaks) {
            if (leak["kind"] == kind)
                some.push_back(leak);
        }
        return some;
    }

private slots:
    /// The snapshots on both sides of a change, then the exports of today.
    void initTestCase()
    {
        m_workspace = path(QStringLiteral("w.qdeck"));
        const QString exports = path(QStringLiteral("exports"));
        QCOMPARE(runQdeck({QStringLiteral("demo"), exports}).status, 0);
        QFile truth(exports + QStringLiteral("/truth.json"));
        QVERIFY(truth.open(QIODevice::ReadOnly));
        m_leaks = Json::parse(truth.readAll().toStdString())["leaks"];
        QCOMPARE(runQdeck({QStringLiteral("init"), m_workspace}).status, 0);
        const Json moved = leaksOf("snapshot").front();
        for (const char *day : {"day", "known"}) {
            const QString asOf = QString::fromStdString(moved[day].get<std::string>());
            QCOMPARE(
                runQdeck({QStringLiteral("import"), m_workspace, folderOf(moved, day), QStringLiteral("--as-of"), asOf})
                    .status,
                0);
        }
        QCOMPARE(runQdeck({QStringLiteral("import"), m_workspace, exports, QStringLiteral("--as-of"),
                              QStringLiteral("2026-10-31")})
                     .status,
            0);
        QCOMPARE(runQdeck({QStringLiteral("identity"), m_workspace, QStringLiteral("--auto")}).status, 0);
        const Json accounts = run({QStringLiteral("accounts"), m_workspace}).json();
        for (const Json &account : accounts["accounts"]) {
            for (const Json &link : account["links"])
                m_accountOf.emplace(link["id"].get<std::string>(), account["account"].get<std::string>());
        }
    }

    /// Every kind is there, and each would be seen: what is known later is something else.
    void everyKindIsPlanted()
    {
        std::map<std::string, int> kinds;
        for (const Json &leak : m_leaks) {
            ++kinds[leak["kind"].get<std::string>()];
            QVERIFY2(leak["then"] != leak["later"] && leak["day"] < leak["known"], leak.dump().c_str());
        }
        const std::map<std::string, int> expected{
            {"call", 3}, {"cancellation", 3}, {"override", 3}, {"payment", 3}, {"snapshot", 3}, {"ticket_rating", 3}};
        QVERIFY(kinds == expected);
    }

    void nothingOfLaterIsSeen_data()
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char *kind : {"ticket_rating", "payment", "snapshot", "override"})
            QTest::newRow(kind) << QByteArray(kind);
    }
    void nothingOfLaterIsSeen()
    {
        QFETCH(QByteArray, kind);
        for (const Json &leak : leaksOf(kind.toStdString())) {
            if (kind == "override") {
                QCOMPARE(
                    runQdeck({QStringLiteral("health"), m_workspace, QStringLiteral("--override"),
                                 QString::fromStdString(accountOf(leak)), QStringLiteral("--colour"),
                                 QString::fromStdString(leak["later"].get<std::string>()), QStringLiteral("--reason"),
                                 QStringLiteral("new sponsor"), QStringLiteral("--as-of"),
                                 QString::fromStdString(leak["known"].get<std::string>()), QStringLiteral("--by"),
                                 QStringLiteral("Anna Berg")})
                        .status,
                    0);
            }
            const std::string what = leak.dump();
            QVERIFY2(seen(leak, "day") == leak["then"], what.c_str());
            QVERIFY2(seen(leak, "known") == leak["later"], what.c_str());
        }
    }

    /// The day before the customer said so its renewal is judged like any other; on the day it is under notice.
    void aCancellationIsKnownFromTheNotice()
    {
        const QString never = writeFile(m_dir, QStringLiteral("never.json"), json(Never));
        for (const Json &leak : leaksOf("cancellation")) {
            QVERIFY2(isMiss(leak, never, "day"), leak.dump().c_str());
            QVERIFY2(!isMiss(leak, never, "known"), leak.dump().c_str());
        }
    }

    /// What a CSM wrote after the loss does not make the call before it right.
    void aCallIsNotMendedAfterwards()
    {
        for (const Json &leak : leaksOf("call"))
            QVERIFY2(isMiss(leak, QStringLiteral("call"), "day"), leak.dump().c_str());
    }
};

QTEST_GUILESS_MAIN(TestSampleLeaks)
#include "tst_sample_leaks.moc"
