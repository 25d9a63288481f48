#pragma once
#include "ui/shell/page_context.h"
#include "ui/shell/page_target.h"
#include "ui/shell/window_memory.h"
#include "ui/shell/workspace_facts.h"

#include <QMainWindow>

#include <functional>
#include <memory>
#include <optional>

class QUndoStack;

namespace qd::ui {

class CommandPalette;
class FileRequests;
class JobBoard;
class Page;
class PageNavigator;
class PaletteContents;
class SettingsDialog;
class StatusBar;
class WindowFrame;
class WindowSettings;
class WorkspaceChanges;
class WorkspaceOpener;

/// The window: builds bars, pages and menus, and carries signals between them and its parts: the navigator of pages,
/// settings, changes of the workspace, requests for files. Knows pages only as Page.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// The pages as they stand in the navigation; the window takes ownership.
    using MakePages = std::function<QList<Page *>()>;

    /// Pages are made when the first workspace is opened, so that the start page does not wait for them. `remember`
    /// keeps shape, page and filters between starts.
    MainWindow(MakePages makePages, bool remember, QWidget *parent = nullptr);
    /// With pages that are there already.
    MainWindow(const QList<Page *> &pages, bool remember, QWidget *parent = nullptr);
    ~MainWindow() override;

    void openWorkspace(const QString &path);
    void closeWorkspace();
    [[nodiscard]] bool hasWorkspace() const { return !m_context.workspacePath.empty(); }
    [[nodiscard]] const PageContext &context() const { return m_context; }
    void showPage(const QString &id, const PageTarget &target = {});
    [[nodiscard]] QStringList pageIds() const;
    [[nodiscard]] Page *page(const QString &id) const;
    [[nodiscard]] bool isSettled(const QString &id) const;

    [[nodiscard]] QUndoStack &undoStack() const;
    [[nodiscard]] CommandPalette &commandPalette() const;
    [[nodiscard]] FileRequests &files() const { return *m_files; }
    [[nodiscard]] PageNavigator &navigator() const { return *m_navigator; }
    [[nodiscard]] WindowSettings &settings() const { return *m_settings; }
    [[nodiscard]] WindowMemory &memory() { return m_memory; }
    /// The dialog of settings, not shown yet; changeSettings() does what it says.
    [[nodiscard]] std::unique_ptr<SettingsDialog> newSettingsDialog();

public Q_SLOTS:
    /// The dialog of settings, at a group of them or the one shown last.
    void changeSettings(const QString &group = {});
    void openSample();
    void importFiles(const QStringList &paths);
    void toggleInspector();
    void toggleNavigation();
    /// A sentence in the status bar, until something else is selected.
    void showStatus(const QString &sentence);
    void focusNextArea();

Q_SIGNALS:
    void workspaceOpened();
    void workspaceFailed(const QString &sentence);
    void pageSettled(const QString &id);

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void addPages();
    void connectPage(Page *page);
    void connectFrame();
    void connectParts();
    void connectStartPage();
    void takeFacts(const WorkspaceFacts &facts);
    void showAnother(const QString &path);
    void readAgain();
    void fail(const QString &sentence);
    void refreshAll();
    void showNotices();
    void remember();
    void showKeys();
    void applySettings(bool numbers);

    MakePages m_makePages; ///< empty once they are made
    WindowMemory m_memory;
    PageContext m_context;
    std::optional<Date> m_newest; ///< latest as-of date of the data
    QStringList m_pendingFiles;
    JobBoard *m_board = nullptr;
    WindowSettings *m_settings = nullptr;
    WorkspaceOpener *m_opener = nullptr;
    FileRequests *m_files = nullptr;
    WindowFrame *m_frame = nullptr;
    StatusBar *m_status = nullptr;
    WorkspaceChanges *m_changes = nullptr;
    PageNavigator *m_navigator = nullptr;
    PaletteContents *m_contents = nullptr;
};

} // namespace qd::ui
