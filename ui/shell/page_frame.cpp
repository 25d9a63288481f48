#include "ui/shell/page_frame.h"

#include "ui/common/toned_label.h"
#include "ui/shell/page.h"

#include <QHBoxLayout>

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
}

} // namespace qd::ui
