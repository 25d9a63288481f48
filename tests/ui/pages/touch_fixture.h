#pragma once
#include "core/coverage/model_store.h"
#include "core/demo/demo.h"
#include "core/session/actions.h"
#include "ui/common/application_theme.h"
#include "ui/coverage/coverage_page.h"
#include "ui/paint/theme.h"
#include "ui/shell/main_window.h"

#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableWidget>
#include <QtTest>
#include <QUndoStack>

namespace qd::test {

constexpr int Patience = 30000; // ms; jobs run on whatever the machine has left

/// Workspaces in a folder of the test's own: "sample.qdeck" of the demo, "empty.qdeck".
class SampleFolder {
public:
    void fill()
    {
        ui::applyTheme(*qApp, false);
        Progress progress;
        demo::DemoOptions options;
        options.accounts = 300;
        QVERIFY(demo::writeDemo(path("exports"), options, progress).ok());
        QVERIFY(store::Workspace::create(path("empty.qdeck"), {}).ok());
        QVERIFY(store::Workspace::create(path("sample.qdeck"), {}).ok());
        auto workspace = store::Workspace::open(path("sample.qdeck"));
        sources::ImportOptions import;
        import.asOf = Date::of(2026, 10, 31);
        QVERIFY(session::importAndResolve(**workspace, {path("exports")}, import, progress).ok());
    }
    std::string path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)).toStdString(); }
    /// A copy of the sample that a test may change.
    std::string own()
    {
        const QString to = m_dir.filePath(QStringLiteral("own%1.qdeck").arg(++m_copies));
        if (!QFile::copy(QString::fromStdString(path("sample.qdeck")), to))
            qFatal("cannot copy the sample");
        return to.toStdString();
    }

private:
    QTemporaryDir m_dir;
    int m_copies = 0;
};

/// A window with the Coverage page on a workspace, settled.
struct ShownCoverage {
    ui::CoveragePage *page = new ui::CoveragePage;
    ui::MainWindow window{{page}, false};

    explicit ShownCoverage(const std::string &path, QSize size = {1440, 900})
    {
        window.resize(size);
        window.show();
        QSignalSpy settled(page, &ui::Page::settled);
        window.openWorkspace(QString::fromStdString(path));
        if (settled.isEmpty() && !settled.wait(Patience))
            qWarning("the page did not settle");
    }
    /// The dialog that the action of the Model menu opens, loaded.
    template <typename Dialog>
    Dialog &choose(const char *action, void (Dialog::*ready)())
    {
        auto *button = window.findChild<QPushButton *>(QStringLiteral("capacityModel"));
        button->menu()->findChild<QAction *>(QString::fromLatin1(action))->trigger();
        auto *dialog = page->findChild<Dialog *>();
        QSignalSpy loaded(dialog, ready);
        if (!loaded.wait(Patience))
            qWarning("the dialog did not load");
        return *dialog;
    }
};

inline coverage::SavedModel modelIn(const std::string &path)
{
    auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
    auto model = coverage::currentModel(**workspace);
    if (!model.ok())
        qFatal("%s", model.error().message.english().c_str());
    return *model;
}

template <typename Widget>
Widget &part(const QWidget &parent, const char *name)
{
    auto *found = parent.findChild<Widget *>(QString::fromLatin1(name));
    if (!found)
        qFatal("no %s", name);
    return *found;
}

inline void click(const QWidget &parent, const char *name)
{
    auto &button = part<QAbstractButton>(parent, name);
    QTest::mouseClick(&button, Qt::LeftButton, {}, {8, button.height() / 2}); // a tick box is wider than its word
}

/// Clicks the field, replaces what stands there.
inline void typeField(const QWidget &parent, const char *name, const QString &text)
{
    auto &line = part<QLineEdit>(parent, name);
    QTest::mouseClick(&line, Qt::LeftButton);
    line.selectAll();
    QTest::keyClick(&line, Qt::Key_Delete);
    QTest::keyClicks(&line, text);
}

/// Opens the cell and types, as a person does; Enter ends it.
inline void typeCell(const QWidget &parent, const char *table, int row, int column, const QString &text)
{
    auto &cells = part<QTableWidget>(parent, table);
    const QRect place = cells.visualItemRect(cells.item(row, column));
    QTest::mouseClick(cells.viewport(), Qt::LeftButton, {}, place.center());
    QTest::keyClick(&cells, Qt::Key_F2);
    auto *line = qobject_cast<QLineEdit *>(cells.indexWidget(cells.model()->index(row, column)));
    if (!line)
        qFatal("cell %d, %d of %s cannot be edited", row, column, table);
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete);
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return); // the view closes the editor a moment later
    const QPersistentModelIndex edited(cells.model()->index(row, column));
    QVERIFY(QTest::qWaitFor([&cells, edited] { return !cells.indexWidget(edited); }, Patience));
}

} // namespace qd::test
