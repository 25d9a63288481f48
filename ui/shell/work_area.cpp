#include "ui/shell/work_area.h"

#include "ui/common/toned_label.h"
#include "ui/shell/inspector.h"
#include "ui/shell/navigation.h"
#include "ui/shell/page.h"
#include "ui/shell/page_frame.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>

namespace qd::ui {

namespace {
constexpr int NarrowBelow = 1200;
constexpr int InspectorWidth = 320;
constexpr int LeastPageWidth = 800;
} // namespace

WorkArea::WorkArea(QWidget *parent)
    : QWidget(parent)
    , m_navigationFrame(new QFrame(this))
    , m_navigation(new Navigation(m_navigationFrame))
    , m_foot(new QLabel(m_navigationFrame))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_pages(new QStackedWidget(m_splitter))
    , m_inspector(new Inspector(m_splitter))
{
    m_navigationFrame->setProperty("frame", QStringLiteral("nav"));
    auto *column = new QVBoxLayout(m_navigationFrame);
    column->setContentsMargins(0, 8, 1, 8);
    column->addWidget(m_navigation, 1);
    m_foot->setFont(Theme::font(Type::Small));
    m_foot->setForegroundRole(QPalette::PlaceholderText);
    m_foot->setContentsMargins(16, 0, 8, 0);
    m_foot->setWordWrap(true);
    column->addWidget(m_foot);
    m_pages->setMinimumWidth(LeastPageWidth); // else the widest page would narrow the inspector of all
    m_splitter->addWidget(m_pages);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setHandleWidth(1); // Qt widens the grip of such a line itself
    m_splitter->setCollapsible(0, false);
    m_splitter->setCollapsible(1, false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_navigationFrame);
    row->addWidget(m_splitter, 1);
    m_inspector->hide();
    connect(m_inspector, &Inspector::closeClicked, this, [this] { setInspectorShown(false); });
}

void WorkArea::addPage(Page *page)
{
    auto *frame = new PageFrame(page, m_pages);
    m_frames << frame;
    m_pages->addWidget(frame);
    m_navigation->pages().addPage(page->id(), page->title(), page->group(), page->iconName());
    connect(frame, &PageFrame::badgeChanged, this, [this, page](const QString &text, int mark) {
        m_navigation->pages().setBadge(page->id(), text, static_cast<Mark>(mark));
    });
}

Page *WorkArea::page(const QString &id) const
{
    const PageFrame *found = frame(id);
    return found ? &found->page() : nullptr;
}

PageFrame *WorkArea::frame(const QString &id) const
{
    for (PageFrame *frame : m_frames) {
        if (frame->page().id() == id)
            return frame;
    }
    return nullptr;
}

void WorkArea::forgetPages()
{
    for (PageFrame *frame : m_frames)
        frame->forget();
}

QStringList WorkArea::pageIds() const
{
    QStringList ids;
    for (const PageFrame *frame : m_frames)
        ids << frame->page().id();
    return ids;
}

Page *WorkArea::current() const
{
    auto *frame = qobject_cast<PageFrame *>(m_pages->currentWidget());
    return frame ? &frame->page() : nullptr;
}

void WorkArea::showAges(const answers::SourceAges &ages)
{
    for (PageFrame *frame : m_frames)
        frame->showAges(ages);
}

void WorkArea::showDefinitions(
    const std::shared_ptr<const dictionary::Dictionary> &dictionary, const std::optional<Date> &day)
{
    for (PageFrame *frame : m_frames) {
        if (dictionary && day)
            frame->showDefinitions(*dictionary, *day);
    }
}

void WorkArea::showPage(const QString &id)
{
    for (PageFrame *frame : m_frames) {
        if (frame->page().id() == id)
            m_pages->setCurrentWidget(frame);
    }
    m_navigation->showCurrent(id);
}

void WorkArea::setInspectorShown(bool shown)
{
    m_inspector->setVisible(shown);
    arrange();
}

bool WorkArea::isInspectorShown() const
{
    return !m_inspector->isHidden();
}

void WorkArea::setNavigationFolded(bool folded)
{
    m_folded = folded;
    arrange();
}

void WorkArea::setFootText(const QString &text)
{
    m_foot->setText(text);
}

void WorkArea::focusFirst(QWidget &area)
{
    area.window()->setAttribute(Qt::WA_KeyboardFocusChange); // as Tab does, so that buttons show it
    if (area.focusPolicy() & Qt::TabFocus)
        return area.setFocus(Qt::TabFocusReason);
    for (QWidget *child : area.findChildren<QWidget *>()) {
        if ((child->focusPolicy() & Qt::TabFocus) && child->isVisible() && child->isEnabled())
            return child->setFocus(Qt::TabFocusReason);
    }
}

QByteArray WorkArea::saveState() const
{
    return m_splitter->saveState();
}

void WorkArea::restoreState(const QByteArray &state)
{
    m_sized = m_splitter->restoreState(state);
}

void WorkArea::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void WorkArea::arrange()
{
    const bool narrow = width() < NarrowBelow;
    const bool shown = isInspectorShown();
    m_navigation->setCollapsed(narrow || m_folded);
    m_foot->setVisible(!narrow && !m_folded);
    if (narrow != m_narrow) {
        m_inspector->setProperty("frame", narrow ? QStringLiteral("overlay") : QStringLiteral("inspector"));
        m_inspector->style()->polish(m_inspector);
        m_narrow = narrow;
        if (narrow)
            m_inspector->setParent(this);
        else
            m_splitter->addWidget(m_inspector);
        m_inspector->setVisible(shown);
        m_splitter->setStretchFactor(0, 1);
    }
    if (!narrow && shown && !m_sized) {
        m_sized = true;
        m_splitter->setSizes({m_splitter->width() - InspectorWidth, InspectorWidth});
    }
    if (narrow) {
        m_inspector->setGeometry(width() - InspectorWidth, 0, InspectorWidth, height());
        m_inspector->raise();
    }
}

} // namespace qd::ui
