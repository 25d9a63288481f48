#include "core/dictionary/dictionary_changes.h"
#include "core/dictionary/versions_named.h"
#include "tests/ui/window/every_page.h"
#include "ui/shell/page_frame.h"
#include "ui/shell/work_area.h"

#include <QLabel>

using namespace qd;
using namespace qd::ui;

/// Which versions of the dictionary's definitions the figures of a page go by, in the tip of its title.
class TestDefinitionsNamed : public QObject {
    Q_OBJECT
    test::EveryPage m_pages;

    [[nodiscard]] QString tipOf(const QString &id) const
    {
        for (const PageFrame *frame : m_pages.window().findChildren<PageFrame *>()) {
            if (frame->page().id() == id)
                return frame->findChild<QLabel *>(QStringLiteral("pageTitle"))->toolTip();
        }
        return {};
    }
    static void change(const std::string &path, const dictionary::Change &asked)
    {
        const auto workspace = store::Workspace::open(path);
        QVERIFY(workspace.ok());
        const auto done = dictionary::change(**workspace, asked);
        QVERIFY2(done.ok(), done ? "" : done.error().message.english().c_str());
    }

private slots:
    /// The sample is of October 2026; the hours needed have a second version since August.
    void initTestCase()
    {
        m_pages.open({1440, 900}, [](const std::string &path) {
            const Date day = *Date::fromIso("2026-08-01");
            change(path,
                {R"({"metric": "hours", "formula": "hours by tier", "name": "Hours of the team"})", std::nullopt, {},
                    "Ann", day, {}});
            change(path, {std::nullopt, dictionary::Step::Submit, "hours", "Ann", day, {}});
            change(path, {std::nullopt, dictionary::Step::Approve, "hours", "Ben", day, {}});
        });
    }

    void everyMetricIsInForce()
    {
        const auto workspace = store::Workspace::open(m_pages.sample().workspacePath, store::Workspace::Mode::ReadOnly);
        const auto all = dictionary::Dictionary::read(**workspace);
        int naming = 0;
        for (const QString &id : m_pages.window().pageIds()) {
            const std::vector<std::string> metrics = m_pages.window().page(id)->definedMetrics();
            naming += metrics.empty() ? 0 : 1;
            for (const std::string &metric : metrics)
                QVERIFY2(all.inForce(metric, *Date::fromIso("2026-10-31")), metric.c_str());
        }
        QVERIFY(naming >= 13); // all but those that compute nothing of their own
    }

    void tipsOfTitles()
    {
        m_pages.show(QStringLiteral("coverage"));
        QTRY_VERIFY_WITH_TIMEOUT(
            tipOf(QStringLiteral("explain")) == QStringLiteral("Definitions: NRR v1, GRR v1, Logo churn v1"),
            test::Patience);
        const QString coverage = tipOf(QStringLiteral("coverage"));
        QVERIFY2(coverage.startsWith(QStringLiteral("Definitions: Hours of the team v2, ")), qPrintable(coverage));
        QVERIFY(tipOf(QStringLiteral("sql")).isEmpty());
    }

    /// Before August the first one was in force; what nobody defined is not named.
    void onADay()
    {
        const auto workspace = store::Workspace::open(m_pages.sample().workspacePath, store::Workspace::Mode::ReadOnly);
        const auto all = dictionary::Dictionary::read(**workspace);
        const auto named = [&all](const char *day) {
            return versionsNamed(all, {"hours", "no_such"}, *Date::fromIso(day)).english();
        };
        QCOMPARE(named("2026-07-31"), std::string("Definitions: Hours needed v1"));
        QCOMPARE(named("2026-08-01"), std::string("Definitions: Hours of the team v2"));
        QVERIFY(versionsNamed(all, {"no_such"}, *Date::fromIso("2026-08-01")).isEmpty());
    }
};

QTEST_MAIN(TestDefinitionsNamed)
#include "tst_definitions_named.moc"
