#include "ui/shell/main_window.h"

#include "ui/common/tab_order.h"
#include "ui/paint/formatting.h"
#include "ui/shell/account_list.h"
#include "ui/shell/edit.h"
#include "ui/shell/file_requests.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/inspector.h"
#include "ui/shell/job_board.h"
#include "ui/shell/linked_selection.h"
#include "ui/shell/main_menu.h"
#include "ui/shell/navigation.h"
#include "ui/shell/notice_strip.h"
#include "ui/shell/page.h"
#include "ui/shell/page_navigator.h"
#include "ui/shell/palette_contents.h"
#include "ui/shell/patient_links.h"
#include "ui/shell/settings_dialog.h"
#include "ui/shell/shortcuts.h"
#include "ui/shell/start_page.h"
#include "ui/shell/status_bar.h"
#include "ui/shell/window_fit.h"
#include "ui/shell/window_frame.h"
#include "ui/shell/window_settings.h"
#include "ui/shell/work_area.h"
#include "ui/shell/workspace_changes.h"
#include "ui/shell/workspace_opener.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUndoStack>

namespace qd::ui {

namespace {
constexpr QSize LeastSize(960, 620);
} // namespace

MainWindow::MainWindow(const QList<Page *> &pages, bool remember, QWidget *parent)
    : MainWindow([&pages] { return pages; }, remember, parent)
{
    addPages();
}

MainWindow::MainWindow(MakePages makePages, bool remember, QWidget *parent)
    : QMainWindow(parent)
    , m_makePages(std::move(makePages))
    , m_memory(remember)
    , m_board(new JobBoard(this))
    , m_settings(new WindowSettings(*this, remember))
    , m_opener(new WorkspaceOpener(*m_board, this))
    , m_files(new FileRequests(*this))
    , m_frame(new WindowFrame(this))
    , m_status(new StatusBar(*m_board, this))
    , m_changes(new WorkspaceChanges(m_frame->fileNotice(), this))
    , m_navigator(new PageNavigator(m_frame->work(), m_context, this))
    , m_contents(new PaletteContents(*this, m_frame->work(), m_frame->palette()))
{
    setMinimumSize(LeastSize);
    setAcceptDrops(true);
    setCentralWidget(m_frame);
    setStatusBar(m_status);
    connectFrame();
    connectParts();
    connectStartPage();
    buildMainMenu(*this);
    showKeys();
    const WindowMemory::Shape shape = m_memory.shape();
    resize(1440, 900);
    restoreGeometry(shape.geometry);
    if (remember) // pictures have the size they were asked for
        new WindowFit(*this, LeastSize);
    m_frame->work().restoreState(shape.splitter);
    closeWorkspace();
}

MainWindow::~MainWindow()
{
    // The stack empties itself when it goes, which is after this object is no window any more.
    undoStack().disconnect(this);
}

void MainWindow::addPages()
{
    if (!m_makePages)
        return;
    for (Page *page : std::exchange(m_makePages, {})()) {
        m_navigator->add(page);
        connectPage(page);
    }
    addPagesToMenu(*this);
}

void MainWindow::connectPage(Page *page)
{
    new LinkedSelection(*page); // its child
    connect(new PatientLinks(*page), &PatientLinks::followed, this, &MainWindow::showPage);
    connect(page, &Page::inspect, this,
        [this](const InspectorContent &content) { m_frame->work().inspector().show(content); });
    connect(page, &Page::statusMessage, m_status, &StatusBar::setSelection);
    connect(page, &Page::edited, this, [this](const Edit &edit) { m_changes->add(edit); });
    connect(page, &Page::stepped, this, [this](QUndoCommand *step) { m_changes->add(step); });
    // The facts of the frame come first: the chips decide what the pages are asked for.
    connect(page, &Page::sampleWanted, this, &MainWindow::openSample);
    connect(page, &Page::dataChanged, this, &MainWindow::readAgain);
}

void MainWindow::connectFrame()
{
    const FilterBar *filters = &m_frame->filters();
    connect(filters, &FilterBar::filtersChanged, this, &MainWindow::refreshAll);
    connect(filters, &FilterBar::backClicked, m_navigator, &PageNavigator::goBack);
    connect(filters, &FilterBar::forwardClicked, m_navigator, &PageNavigator::goForward);
    const WorkArea &work = m_frame->work();
    connect(&work.navigation(), &Navigation::pageChosen, this, [this](const QString &id) { showPage(id); });
    connect(&work.inspector(), &Inspector::linkActivated, this, &MainWindow::showPage);
}

void MainWindow::connectParts()
{
    connect(m_contents, &PaletteContents::pageWanted, this, &MainWindow::showPage);
    connect(m_navigator, &PageNavigator::pageSettled, this, &MainWindow::pageSettled);
    connect(m_navigator, &PageNavigator::moved, this, [this](bool canGoBack, bool canGoForward) {
        m_status->setSelection({});
        m_frame->filters().setHistory(canGoBack, canGoForward);
    });
    connect(&undoStack(), &QUndoStack::indexChanged, this, [this] { m_status->setUndoText(undoStack().undoText()); });
    connect(m_changes, &WorkspaceChanges::changed, this, &MainWindow::readAgain);
    connect(m_changes, &WorkspaceChanges::refused, this, &MainWindow::fail);
    connect(m_settings, &WindowSettings::edited, this, [this](const Edit &edit) { m_changes->add(edit); });
    connect(m_settings, &WindowSettings::applied, this, &MainWindow::applySettings);
    connect(m_opener, &WorkspaceOpener::opened, this, &MainWindow::takeFacts);
    connect(m_opener, &WorkspaceOpener::failed, this, &MainWindow::fail);
    connect(m_files, &FileRequests::openWanted, this, &MainWindow::openWorkspace);
    connect(m_files, &FileRequests::importWanted, this, &MainWindow::importFiles);
    connect(m_files, &FileRequests::createWanted, this,
        [this](const QString &path, const store::Workspace::NewWorkspace &choice) {
            m_frame->start().showError({});
            m_opener->create(path, choice);
        });
}

void MainWindow::connectStartPage()
{
    StartPage *start = &m_frame->start();
    connect(start, &StartPage::sampleClicked, this, &MainWindow::openSample);
    connect(start, &StartPage::newClicked, m_files, &FileRequests::newWorkspace);
    connect(start, &StartPage::openClicked, m_files, &FileRequests::askForWorkspace);
    connect(start, &StartPage::chooseFilesClicked, m_files, &FileRequests::chooseExports);
    connect(start, &StartPage::recentClicked, this, &MainWindow::openWorkspace);
    connect(start, &StartPage::clearRecentClicked, this, [this, start] {
        m_memory.clearRecent();
        start->setRecent({});
    });
}

void MainWindow::openWorkspace(const QString &path)
{
    m_frame->start().showError({});
    m_opener->open(path);
}

void MainWindow::openSample()
{
    m_frame->start().showError({});
    m_opener->openSample();
}

void MainWindow::readAgain()
{
    if (hasWorkspace())
        m_opener->open(qt(m_context.workspacePath));
}

void MainWindow::fail(const QString &sentence)
{
    if (!hasWorkspace())
        m_frame->start().showError(sentence);
    m_status->setSelection(sentence);
    Q_EMIT workspaceFailed(sentence);
}

void MainWindow::takeFacts(const WorkspaceFacts &facts)
{
    const QString path = qt(facts.path);
    const bool another = facts.path != m_context.workspacePath;
    if (another && hasWorkspace())
        remember();
    addPages();
    m_context.workspacePath = facts.path;
    m_changes->setWorkspace(facts.path, facts.change);
    m_settings->setWorkspace(facts.settings);
    m_newest = facts.asOfDates.empty() ? std::nullopt : std::optional(facts.asOfDates.front());
    if (another)
        m_frame->work().forgetPages();
    m_frame->filters().setFacts(facts, another);
    m_status->setFacts(facts);
    const auto count = static_cast<qint64>(facts.customers.size());
    m_contents->setCustomers(facts.customers);
    m_frame->work().setFootText(QFileInfo(path).fileName() + QLatin1Char('\n') + customersText(count, count));
    if (another)
        showAnother(path);
    refreshAll();
    if (another) {
        const QString remembered = m_memory.place(path).page;
        const QStringList ids = pageIds();
        if (!ids.isEmpty())
            showPage(ids.contains(remembered) ? remembered : ids.front());
    }
    updateMainMenu(*this);
    Q_EMIT workspaceOpened();
    if (!m_pendingFiles.isEmpty())
        importFiles(std::exchange(m_pendingFiles, {}));
}

/// Nothing is left of the workspace before; chips and inspector stand as when this one was left.
void MainWindow::showAnother(const QString &path)
{
    m_memory.addRecent(path);
    m_navigator->forget();
    m_changes->forget();
    const WindowMemory::Place place = m_memory.place(path);
    m_frame->filters().setFiltersText(place.filters);
    m_frame->work().inspector().clear();
    m_frame->setInspectorShown(place.inspector);
    setWindowFilePath(path);
    m_frame->showWork();
}

void MainWindow::closeWorkspace()
{
    if (hasWorkspace())
        remember();
    m_context = {};
    m_changes->setWorkspace({}, {});
    m_changes->forget();
    m_settings->setWorkspace(std::nullopt);
    m_newest.reset();
    m_contents->forget();
    m_navigator->forget();
    m_frame->work().forgetPages();
    m_frame->work().inspector().clear();
    m_frame->notices().forget();
    m_frame->start().setRecent(m_memory.recent());
    m_frame->showStart();
    m_status->setFacts(std::nullopt);
    setWindowFilePath({});
    setWindowTitle(QStringLiteral("Quarterdeck"));
    updateMainMenu(*this);
}

void MainWindow::importFiles(const QStringList &paths)
{
    if (hasWorkspace())
        return showPage(QStringLiteral("import"), FilesTarget{paths});
    m_pendingFiles = paths; // the workspace they go into is made first
    m_files->newWorkspace();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    m_files->take(*event->mimeData());
}

std::unique_ptr<SettingsDialog> MainWindow::newSettingsDialog()
{
    addPages(); // each has keys
    return m_settings->newDialog();
}

void MainWindow::changeSettings(const QString &group)
{
    addPages();
    m_settings->change(group);
}

void MainWindow::applySettings(bool numbers)
{
    showKeys();
    updateMainMenu(*this);
    if (!numbers)
        return;
    m_frame->work().inspector().clear();
    m_frame->start().setRecent(m_memory.recent());
    readAgain(); // every text with a number in it is written anew
}

/// Where the window itself names keys.
void MainWindow::showKeys()
{
    const auto keys = [this](const char *id) { return shortcutText(*this, QLatin1String(id)); };
    m_frame->filters().setKeys({keys("tools.find"), keys("go.back"), keys("go.forward"), keys("view.inspector")});
}

QUndoStack &MainWindow::undoStack() const
{
    return m_changes->undoStack();
}

void MainWindow::showPage(const QString &id, const PageTarget &target)
{
    m_navigator->show(id, target);
}

bool MainWindow::isSettled(const QString &id) const
{
    return m_navigator->isSettled(id);
}

void MainWindow::refreshAll()
{
    m_frame->filters().writeTo(m_context);
    showNotices();
    m_navigator->renew();
}

void MainWindow::showNotices()
{
    m_status->setAsOf(m_context.asOf, m_newest);
    m_frame->notices().setHiddenData(m_context.asOf, m_newest);
    m_frame->notices().refresh(m_context);
}

CommandPalette &MainWindow::commandPalette() const
{
    return m_frame->palette();
}

QStringList MainWindow::pageIds() const
{
    return m_frame->work().pageIds();
}

Page *MainWindow::page(const QString &id) const
{
    return m_frame->work().page(id);
}

void MainWindow::toggleInspector()
{
    m_frame->toggleInspector();
}

void MainWindow::focusNextArea()
{
    m_frame->focusNextArea();
}

void MainWindow::toggleNavigation()
{
    m_frame->work().setNavigationFolded(!m_frame->work().isNavigationFolded());
}

void MainWindow::showStatus(const QString &sentence)
{
    m_status->setSelection(sentence);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    return focusNextAsRead(controlsAsRead(*centralWidget()) + controlsAsRead(*m_status), next);
}

void MainWindow::remember()
{
    const Page *page = m_frame->work().current();
    m_memory.setPlace(qt(m_context.workspacePath),
        {page ? page->id() : QString(), m_frame->filters().filtersText(), m_frame->work().isInspectorShown()});
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (hasWorkspace())
        remember();
    m_memory.setShape({saveGeometry(), m_frame->work().saveState()});
    event->accept();
}

} // namespace qd::ui
