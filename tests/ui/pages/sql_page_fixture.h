#pragma once
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/error_bar.h"
#include "ui/sql/result_view.h"
#include "ui/sql/sql_editor.h"
#include "ui/sql/sql_page.h"

#include <QLabel>
#include <QPushButton>

namespace qd::test {

using namespace qd::ui;

inline const char *const Endless =
    "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";

inline SqlEditor &editorOf(const SqlPage &page)
{
    return *page.findChild<SqlEditor *>(QStringLiteral("sqlEditor"));
}

inline ResultView &resultOf(const SqlPage &page)
{
    return *page.findChild<ResultView *>(QStringLiteral("sqlResult"));
}

inline QPushButton &button(const SqlPage &page, const char *name)
{
    return *page.window()->findChild<QPushButton *>(QLatin1String(name));
}

/// Puts a query into the editor and presses Ctrl+Enter; true once it has ended.
inline bool runs(SqlPage &page, const QString &sql)
{
    QSignalSpy ended(&page, &SqlPage::ended);
    editorOf(page).setSql(sql);
    editorOf(page).setFocus();
    QTest::keyClick(&editorOf(page), Qt::Key_Return, Qt::ControlModifier);
    return !ended.isEmpty() || ended.wait(Patience);
}

inline QString cell(const SqlPage &page, int row, int column)
{
    return resultOf(page).model()->index(row, column).data().toString();
}

inline QString errorOf(const SqlPage &page)
{
    const auto *bar = page.findChild<ErrorBar *>();
    return bar->isVisible() ? bar->findChild<QLabel *>()->text() : QString();
}

/// All labels of the page that are seen, for what stands beside titles.
inline QString labels(const SqlPage &page)
{
    QStringList texts;
    for (const QLabel *label : page.findChildren<QLabel *>()) {
        if (label->isVisible())
            texts << label->text();
    }
    return texts.join(u'|');
}

/// The page on a workspace, as a person meets it.
inline std::unique_ptr<SqlPage> shownSql(const SamplePages &pages, const PageContext &context)
{
    auto page = pages.shown<SqlPage>(context);
    page->activateWindow();
    if (!QTest::qWaitForWindowActive(page.get()))
        qWarning("the page is not active");
    return page;
}

} // namespace qd::test
