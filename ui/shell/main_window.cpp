#include "ui/shell/main_window.h"

#include "ui/common/error_bar.h"
#include "ui/common/tab_order.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/inspector.h"
#include "ui/shell/job_board.h"
#include "ui/shell/main_menu.h"
#include "ui/shell/navigation.h"
#include "ui/shell/notice_strip.h"
#include "ui/shell/page.h"
#include "ui/shell/page_frame.h"
#include "ui/shell/shortcuts.h"
#include "ui/shell/start_page.h"
#include "ui/shell/status_bar.h"
#include "ui/shell/window_fit.h"
#include "ui/shell/work_area.h"
#include "ui/shell/workspace_opener.h"
#include "ui/shell/workspace_watch.h"

#include <QApplication>
#include <QCloseEvent>
#include <QContextMenuEvent>
#include <QStackedWidget>
#include <QUndoStack>
#include <QVBoxLayout>

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
    , m_preferences(remember ? readPreferences() : Preferences())
    , m_board(new JobBoard(this))
    , m_undo(new QUndoStack(this))
    , m_edits(new EditQueue(this))
    , m_opener(new WorkspaceOpener(*m_board, this))
    , m_watch(new WorkspaceWatch(this))
{
    buildFrame();
    m_palette->addProvider([this] { return pagesForPalette(); });
    m_palette->addProvider([this] { return customersForPalette(); });
    connectFrame();
    buildMainMenu(*this);
    showKeys();
    const WindowMemory::Shape shape = m_memory.shape();
    resize(1440, 900);
    restoreGeometry(shape.geometry);
    if (remember) // pictures have the size they were asked for
        new WindowFit(*this, LeastSize);
    m_work->restoreState(shape.splitter);
    closeWorkspace();
}

MainWindow::~MainWindow()
{
    // The stack empties itself when it goes, which is after this object is no window any more.
    m_undo->disconnect(this);
}

void MainWindow::buildFrame()
{
    setMinimumSize(LeastSize);
    setAcceptDrops(true);
    auto *ground = new QWidget(this);
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_filters = new FilterBar(ground);
    m_fileNotice = new ErrorBar(ground);
    m_fileNotice->setObjectName(QStringLiteral("fileNotice"));
    m_notices = new NoticeStrip(ground);
    m_stack = new QStackedWidget(ground);
    m_start = new StartPage(m_stack);
    m_work = new WorkArea(m_stack);
    m_stack->addWidget(m_start);
    m_stack->addWidget(m_work);
    column->addWidget(m_filters);
    column->addWidget(m_fileNotice);
    column->addWidget(m_notices);
    column->addWidget(m_stack, 1);
    setCentralWidget(ground);
    m_palette = new CommandPalette(ground);
    m_status = new StatusBar(*m_board, this);
    setStatusBar(m_status);
}

void MainWindow::addPages()
{
    if (!m_makePages)
        return;
    for (Page *page : std::exchange(m_makePages, {})()) {
        m_work->addPage(page);
        m_states.insert(page->id(), State::Stale);
        connectPage(page);
    }
    addPagesToMenu(*this);
}

std::vector<PaletteEntry> MainWindow::pagesForPalette()
{
    std::vector<PaletteEntry> entries;
    for (const QString &id : hasWorkspace() ? pageIds() : QStringList()) {
        Page *page = m_work->page(id);
        const QString keys = shortcutText(*this, QStringLiteral("go.") + id);
        entries.push_back({PaletteKind::Page, page->title(), page->group(), keys, page->iconName(), Mark::None,
            [this, id] { showPage(id); }, id, {}});
        if (!m_work->frame(id)->isKnown())
            continue; // what it has is of the workspace before
        for (PaletteEntry &entry : page->paletteEntries())
            entries.push_back(std::move(entry));
    }
    return entries;
}

std::vector<PaletteEntry> MainWindow::customersForPalette()
{
    std::vector<PaletteEntry> entries;
    if (!hasWorkspace() || !m_work->page(QStringLiteral("customers")))
        return entries;
    for (const WorkspaceFacts::Customer &customer : m_customers) {
        entries.push_back({PaletteKind::Customer, qt(customer.name), qt(customer.detail), {}, QStringLiteral("user"),
            Mark::None, [this, target = QStringLiteral("account:") + qt(customer.id)] {
                showPage(QStringLiteral("customers"), target);
            }});
    }
    return entries;
}

void MainWindow::connectPage(Page *page)
{
    const QString id = page->id();
    connect(page, &Page::settled, this, [this, id] {
        if (m_states.value(id) != State::Refreshing)
            return;
        m_states[id] = State::Settled;
        Q_EMIT pageSettled(id);
        refreshBadges();
    });
    connect(page, &Page::linkActivated, this, &MainWindow::showPage);
    connect(page, &Page::inspect, this, [this](const InspectorContent &content) { m_work->inspector().show(content); });
    connect(page, &Page::statusMessage, m_status, &StatusBar::setSelection);
    connect(page, &Page::edited, this, [this](const Edit &edit) { m_undo->push(new EditCommand(edit, *m_edits)); });
    connect(page, &Page::stepped, m_undo, &QUndoStack::push);
    // The facts of the frame come first: the chips decide what the pages are asked for.
    connect(page, &Page::sampleWanted, this, &MainWindow::openSample);
    connect(page, &Page::dataChanged, this, [this] { m_opener->open(qt(m_context.workspacePath)); });
}

void MainWindow::connectFrame()
{
    connect(m_filters, &FilterBar::filtersChanged, this, &MainWindow::refreshAll);
    connect(m_notices, &NoticeStrip::newestWanted, m_filters, &FilterBar::showNewest);
    connect(m_filters, &FilterBar::backClicked, this, &MainWindow::goBack);
    connect(m_filters, &FilterBar::forwardClicked, this, &MainWindow::goForward);
    connect(m_filters, &FilterBar::paletteClicked, this, [this] { m_palette->open(); });
    connect(m_filters, &FilterBar::inspectorToggled, this, &MainWindow::setInspectorShown);
    connect(&m_work->navigation(), &Navigation::pageChosen, this, [this](const QString &id) { showPage(id); });
    connect(&m_work->inspector(), &Inspector::linkActivated, this, &MainWindow::showPage);
    connect(&m_work->inspector(), &Inspector::closeClicked, this, [this] { setInspectorShown(false); });
    connect(m_undo, &QUndoStack::indexChanged, this, [this] { m_status->setUndoText(m_undo->undoText()); });
    connect(m_edits, &EditQueue::idle, this, [this] {
        if (hasWorkspace())
            m_opener->open(qt(m_context.workspacePath));
    });
    connect(m_edits, &EditQueue::failed, this, &MainWindow::refuseEdit);
    connectFile();
    connect(m_opener, &WorkspaceOpener::opened, this, &MainWindow::takeFacts);
    connect(m_opener, &WorkspaceOpener::failed, this, &MainWindow::fail);
    connect(m_start, &StartPage::sampleClicked, this, &MainWindow::openSample);
    connect(m_start, &StartPage::newClicked, this, &MainWindow::newWorkspace);
    connect(m_start, &StartPage::openClicked, this, &MainWindow::askForWorkspace);
    connect(m_start, &StartPage::chooseFilesClicked, this, &MainWindow::chooseExports);
    connect(m_start, &StartPage::recentClicked, this, &MainWindow::openWorkspace);
    connect(m_start, &StartPage::clearRecentClicked, this, [this] {
        m_memory.clearRecent();
        m_start->setRecent({});
    });
}

void MainWindow::showPage(const QString &id, const QString &target)
{
    if (!m_work->page(id) || !hasWorkspace())
        return;
    m_history.visit(id, target);
    goTo(id, target);
}

void MainWindow::goTo(const QString &id, const QString &target)
{
    const Page *before = m_work->current();
    if (before && before->id() != id && !m_work->inspector().isPinned())
        m_work->inspector().clear(); // what it explained is out of sight
    m_work->showPage(id);
    m_status->setSelection({});
    refreshIfStale(id);
    if (!target.isEmpty())
        m_work->page(id)->open(target);
    m_filters->setHistory(m_history.canGoBack(), m_history.canGoForward());
}

void MainWindow::goBack()
{
    if (m_history.canGoBack()) {
        const auto [page, target] = m_history.back();
        goTo(page, target);
    }
}

void MainWindow::goForward()
{
    if (m_history.canGoForward()) {
        const auto [page, target] = m_history.forward();
        goTo(page, target);
    }
}

void MainWindow::refreshAll()
{
    m_filters->writeTo(m_context);
    showNotices();
    for (State &state : m_states)
        state = State::Stale;
    if (const Page *page = m_work->current(); page && m_stack->currentWidget() == m_work && !m_history.isEmpty())
        refreshIfStale(page->id());
}

void MainWindow::refreshIfStale(const QString &id)
{
    if (m_states.value(id) != State::Stale)
        return;
    m_states[id] = State::Refreshing; // before: a page with nothing to do may settle at once
    m_work->frame(id)->noteAsked();
    m_work->page(id)->refresh(m_context);
}

/// Badges say how it stands under the chips before anybody has visited their pages; what is on screen goes first.
void MainWindow::refreshBadges()
{
    if (!hasWorkspace())
        return;
    for (const QString &id : pageIds()) {
        if (m_work->page(id)->hasBadge())
            refreshIfStale(id);
    }
}

void MainWindow::showNotices()
{
    m_status->setAsOf(m_context.asOf, m_newest);
    m_notices->setHiddenData(m_context.asOf, m_newest);
    m_notices->refresh(m_context);
}

QStringList MainWindow::pageIds() const
{
    return m_work->pageIds();
}

Page *MainWindow::page(const QString &id) const
{
    return m_work->page(id);
}

void MainWindow::toggleInspector()
{
    setInspectorShown(!m_work->isInspectorShown());
}

void MainWindow::setInspectorShown(bool shown)
{
    m_work->setInspectorShown(shown);
    m_filters->setInspectorShown(shown);
}

void MainWindow::toggleNavigation()
{
    m_work->setNavigationFolded(!m_work->isNavigationFolded());
}

void MainWindow::showStatus(const QString &sentence)
{
    m_status->setSelection(sentence);
}

void MainWindow::focusNextArea()
{
    QList<QWidget *> areas{m_filters, &m_work->navigation(), m_work->current()};
    if (m_work->isInspectorShown())
        areas << &m_work->inspector();
    const QWidget *focus = QApplication::focusWidget();
    int at = -1;
    for (int i = 0; i < areas.size(); ++i) {
        if (focus && areas[i] && (areas[i] == focus || areas[i]->isAncestorOf(focus)))
            at = i;
    }
    QWidget *next = areas[(at + 1) % areas.size()];
    if (next)
        WorkArea::focusFirst(*next);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    return focusNextAsRead(controlsAsRead(*centralWidget()) + controlsAsRead(*m_status), next);
}

void MainWindow::openContextMenu()
{
    QWidget *focus = QApplication::focusWidget();
    if (!focus)
        return;
    const QPoint place = focus->inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, place, focus->mapToGlobal(place));
    QCoreApplication::sendEvent(focus, &asked);
}

void MainWindow::remember()
{
    const Page *page = m_work->current();
    m_memory.setPlace(qt(m_context.workspacePath),
        {page ? page->id() : QString(), m_filters->filtersText(), m_work->isInspectorShown()});
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (hasWorkspace())
        remember();
    m_memory.setShape({saveGeometry(), m_work->saveState()});
    event->accept();
}

} // namespace qd::ui
