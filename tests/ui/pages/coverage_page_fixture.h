#pragma once
#include "core/demo/demo.h"
#include "core/session/actions.h"
#include "ui/common/table/table_view.h"
#include "ui/coverage/books_board.h"
#include "ui/coverage/coverage_page.h"
#include "ui/paint/theme.h"
#include "ui/shell/main_window.h"

#include <QMenu>
#include <QtTest>

namespace qd::test {

using namespace qd::ui;

inline constexpr int Patience = 90000; // ms; jobs run on whatever the machine has left, and cbc may take 30 s of it

/// A window with the Coverage page on a workspace, settled.
struct Shown {
    CoveragePage *page = new CoveragePage;
    MainWindow window{{page}, false};

    explicit Shown(const std::string &path, QSize size = {1440, 900})
    {
        window.resize(size);
        window.show();
        QSignalSpy settled(page, &Page::settled);
        window.openWorkspace(QString::fromStdString(path));
        if (settled.isEmpty() && !settled.wait(Patience))
            qWarning("the page did not settle");
    }
    BooksBoard &board() const { return *page->findChild<BooksBoard *>(); }
    TableView &table(const QString &id) const
    {
        for (TableView *table : page->findChildren<TableView *>()) {
            if (table->spec().id == id)
                return *table;
        }
        qFatal("no table");
    }
    const BookColumn &column(int csm) const
    {
        for (const BookColumn &column : board().columns()) {
            if (column.csm == csm)
                return column;
        }
        qFatal("no column");
    }
};

/// A customer, where it is, and somebody who may take it.
struct Possible {
    int load = -1;
    int from = -1;
    int to = -1;
};

inline Possible possibleMove(BooksBoard &board)
{
    for (const BookColumn &column : board.columns()) {
        for (const BookBlock &block : column.blocks) {
            board.setSelected(block.load);
            std::unique_ptr<QMenu> menu(board.moveMenu());
            for (const QAction *action : menu->actions()) {
                if (action->isEnabled() && column.csm >= 0)
                    return {block.load, column.csm, action->data().toInt()};
            }
        }
    }
    return {};
}

inline bool holds(const BookColumn &column, int load)
{
    return std::any_of(
        column.blocks.begin(), column.blocks.end(), [load](const BookBlock &block) { return block.load == load; });
}

/// A workspace with the demo's exports of 300 accounts, imported as of October 2026.
inline bool makeSample(const QTemporaryDir &dir, const std::string &path)
{
    Progress progress;
    demo::DemoOptions options;
    options.accounts = 300;
    const std::string exports = dir.filePath(QStringLiteral("exports")).toStdString();
    if (!demo::writeDemo(exports, options, progress).ok() || !store::Workspace::create(path, {}).ok())
        return false;
    auto workspace = store::Workspace::open(path);
    sources::ImportOptions import;
    import.asOf = Date::of(2026, 10, 31);
    return session::importAndResolve(**workspace, {exports}, import, progress).ok();
}

} // namespace qd::test
