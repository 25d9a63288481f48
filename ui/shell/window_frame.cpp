#include "ui/shell/window_frame.h"

#include "ui/common/error_bar.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/filter_bar.h"
#include "ui/shell/inspector.h"
#include "ui/shell/navigation.h"
#include "ui/shell/notice_strip.h"
#include "ui/shell/page.h"
#include "ui/shell/start_page.h"
#include "ui/shell/work_area.h"

#include <QApplication>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace qd::ui {

WindowFrame::WindowFrame(QWidget *parent)
    : QWidget(parent)
    , m_filters(new FilterBar(this))
    , m_fileNotice(new ErrorBar(this))
    , m_notices(new NoticeStrip(this))
    , m_stack(new QStackedWidget(this))
    , m_start(new StartPage(m_stack))
    , m_work(new WorkArea(m_stack))
{
    m_fileNotice->setObjectName(QStringLiteral("fileNotice"));
    m_stack->addWidget(m_start);
    m_stack->addWidget(m_work);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filters);
    column->addWidget(m_fileNotice);
    column->addWidget(m_notices);
    column->addWidget(m_stack, 1);
    m_palette = new CommandPalette(this);
    connect(m_filters, &FilterBar::paletteClicked, this, [this] { m_palette->open(); });
    connect(m_filters, &FilterBar::inspectorToggled, this, &WindowFrame::setInspectorShown);
    connect(&m_work->inspector(), &Inspector::closeClicked, this, [this] { setInspectorShown(false); });
    connect(m_notices, &NoticeStrip::newestWanted, m_filters, &FilterBar::showNewest);
    connect(m_notices, &NoticeStrip::agesKnown, m_work, &WorkArea::showAges);
    connect(m_notices, &NoticeStrip::definitionsKnown, m_work, &WorkArea::showDefinitions);
}

void WindowFrame::showStart()
{
    m_filters->hide();
    m_stack->setCurrentWidget(m_start);
}

void WindowFrame::showWork()
{
    m_stack->setCurrentWidget(m_work);
    m_filters->show();
}

void WindowFrame::setInspectorShown(bool shown)
{
    m_work->setInspectorShown(shown);
    m_filters->setInspectorShown(shown);
}

void WindowFrame::toggleInspector()
{
    setInspectorShown(!m_work->isInspectorShown());
}

void WindowFrame::focusNextArea()
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

} // namespace qd::ui
