#pragma once
#include "ui/shell/page_context.h"
#include "ui/shell/page_history.h"
#include "ui/shell/palette_entry.h"
#include "ui/shell/preferences.h"
#include "ui/shell/window_memory.h"
#include "ui/shell/workspace_facts.h"

#include <QHash>
#include <QMainWindow>

#include <functional>
#include <memory>

class QStackedWidget;
class QUndoStack;

namespace qd::ui {

class CommandPalette;
class EditQueue;
class ErrorBar;
class FilterBar;
class JobBoard;
class NoticeStrip;
class Page;
class SettingsDialog;
class StartPage;
class StatusBar;
class WorkArea;
class WorkspaceOpener;
class WorkspaceWatch;

/// The window: builds bars, pages and menus, and carries signals between them. Knows pages only as Page.
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
    void showPage(const QString &id, const QString &target = {});
    [[nodiscard]] QStringList pageIds() const;
    [[nodiscard]] Page *page(const QString &id) const;
    [[nodiscard]] bool isSettled(const QString &id) const { return m_states.value(id) == State::Settled; }

    [[nodiscard]] QUndoStack &undoStack() const { return *m_undo; }
    [[nodiscard]] CommandPalette &commandPalette() const { return *m_palette; }
    [[nodiscard]] WindowMemory &memory() { return m_memory; }
    [[nodiscard]] const Preferences &preferences() const { return m_preferences; }
    /// Keeps them, where the window remembers, and puts them in force: what is shown follows at once.
    void setPreferences(const Preferences &preferences);
    /// The dialog of settings, not shown yet; changeSettings() does what it says.
    [[nodiscard]] std::unique_ptr<SettingsDialog> newSettingsDialog();

public Q_SLOTS:
    void newWorkspace();
    /// The dialog of settings, at a group of them or the one shown last.
    void changeSettings(const QString &group = {});
    void askForWorkspace();
    void openSample();
    void chooseExports();
    void importFiles(const QStringList &paths);
    void goBack();
    void goForward();
    void toggleInspector();
    void toggleNavigation();
    /// A sentence in the status bar, until something else is selected.
    void showStatus(const QString &sentence);
    void focusNextArea();
    /// The menu of what has the keyboard, as the menu key opens it.
    void openContextMenu();
    /// "light", "dark", or empty to follow the system.
    void chooseTheme(const QString &theme);

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
    enum class State { Stale, Refreshing, Settled };

    void buildFrame();
    void addPages();
    void connectFrame();
    [[nodiscard]] std::vector<PaletteEntry> pagesForPalette();
    [[nodiscard]] std::vector<PaletteEntry> customersForPalette();
    void connectPage(Page *page);
    void takeFacts(const WorkspaceFacts &facts);
    void fail(const QString &sentence);
    void connectFile();
    void refuseEdit(const Error &error);
    void goTo(const QString &id, const QString &target);
    void refreshAll();
    void refreshIfStale(const QString &id);
    void refreshBadges();
    void showNotices();
    void remember();
    void setInspectorShown(bool shown);
    void showKeys();
    void changeWorkspaceSettings(const store::SettingValues &after, const store::SettingValues &before);

    MakePages m_makePages; ///< empty once they are made
    WindowMemory m_memory;
    PageContext m_context;
    PageHistory m_history;
    QHash<QString, State> m_states;
    std::vector<WorkspaceFacts::Customer> m_customers;
    Preferences m_preferences;
    WorkspaceSettings m_settings; ///< of the open workspace
    QString m_settingsGroup; ///< the dialog showed last
    std::optional<Date> m_newest; ///< latest as-of date of the data
    QStringList m_pendingFiles;
    JobBoard *m_board = nullptr;
    QUndoStack *m_undo = nullptr;
    EditQueue *m_edits = nullptr;
    WorkspaceOpener *m_opener = nullptr;
    WorkspaceWatch *m_watch = nullptr;
    FilterBar *m_filters = nullptr;
    ErrorBar *m_fileNotice = nullptr; ///< what happened to the file outside this window
    NoticeStrip *m_notices = nullptr;
    QStackedWidget *m_stack = nullptr;
    StartPage *m_start = nullptr;
    WorkArea *m_work = nullptr;
    StatusBar *m_status = nullptr;
    CommandPalette *m_palette = nullptr;
};

} // namespace qd::ui
