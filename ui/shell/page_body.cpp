#include "ui/shell/page_body.h"

#include "ui/common/error_bar.h"
#include "ui/common/panel.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

QVBoxLayout *bareColumn(QWidget *parent)
{
    auto *column = new QVBoxLayout(parent);
    column->setContentsMargins(0, 0, 0, 0);
    return column;
}

} // namespace

PageBody::PageBody(QWidget *page)
    : QWidget(page)
    , m_errors(new ErrorBar(this))
    , m_sheets(new QStackedWidget(this))
    , m_blank(new QWidget(this))
{
    auto *column = bareColumn(this);
    column->addWidget(m_errors);
    column->addWidget(m_sheets, 1);
    bareColumn(page)->addWidget(this);
}

void PageBody::setSheets(QWidget *content, QWidget *empty)
{
    m_content = content;
    m_empty = empty;
    for (QWidget *sheet : {content, empty, m_blank})
        addSheet(sheet);
}

void PageBody::addSheet(QWidget *sheet)
{
    m_sheets->addWidget(sheet);
}

void PageBody::setNote(QWidget *note)
{
    static_cast<QVBoxLayout *>(layout())->insertWidget(1, note);
}

void PageBody::showContent()
{
    showSheet(m_content);
}

void PageBody::showEmpty()
{
    showSheet(m_empty);
}

void PageBody::showSheet(QWidget *sheet)
{
    m_sheets->setCurrentWidget(sheet);
    m_sheets->show();
}

void PageBody::showNothing()
{
    m_sheets->hide();
}

void PageBody::showFailure(const Error &error, bool hasContent)
{
    if (error.code == ErrorCode::Cancelled)
        m_sheets->setVisible(hasContent);
    else
        showSheet(error.code == ErrorCode::NoData ? m_empty : m_blank);
    m_errors->showFailure(error);
}

void PageBody::setBusy(bool busy)
{
    if (m_busyPanel)
        m_busyPanel->setBusy(busy);
}

} // namespace qd::ui
