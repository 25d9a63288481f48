#include "ui/shell/page_frame.h"

#include "ui/common/toned_label.h"
#include "ui/shell/page.h"

#include <QHBoxLayout>
#include <QKeyEvent>

namespace qd::ui {

PageFrame::PageFrame(Page *page, QWidget *parent)
    : QWidget(parent)
    , m_page(page)
    , m_fact(new TonedLabel(Type::Dense, Tone::Hint, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    auto *header = new QHBoxLayout;
    header->setSpacing(8);
    auto *title = new QLabel(page->title(), this);
    title->setFont(Theme::font(Type::Title));
    title->setMinimumHeight(32);
    header->addWidget(title);
    header->addSpacing(4);
    header->addWidget(m_fact, 1);
    for (QWidget *action : page->headerActions())
        header->addWidget(action);
    column->addLayout(header);
    page->setParent(this);
    column->addWidget(page, 1);
    connect(page, &Page::factChanged, m_fact, &QLabel::setText);
    m_fact->setObjectName(QStringLiteral("pageFact"));
    if (page->opensFact()) {
        m_fact->setCursor(Qt::PointingHandCursor);
        m_fact->setFocusPolicy(Qt::TabFocus);
        m_fact->installEventFilter(this);
    }
}

bool PageFrame::eventFilter(QObject *watched, QEvent *event)
{
    const auto isEnter = [&] {
        const int key = static_cast<const QKeyEvent *>(event)->key();
        return key == Qt::Key_Return || key == Qt::Key_Enter;
    };
    if (event->type() == QEvent::MouseButtonRelease || (event->type() == QEvent::KeyPress && isEnter())) {
        m_page->openFact();
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        QFont font = m_fact->font(); // underlined while the keys are on it
        font.setUnderline(event->type() == QEvent::FocusIn);
        m_fact->setFont(font);
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace qd::ui
