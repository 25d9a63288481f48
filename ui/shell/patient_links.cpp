#include "ui/shell/patient_links.h"

#include "ui/common/chart/click_event.h"
#include "ui/shell/page.h"

#include <QApplication>

namespace qd::ui {

PatientLinks::PatientLinks(Page &page)
    : QObject(&page)
    , m_page(page)
{
    m_wait.setSingleShot(true);
    m_wait.setTimerType(Qt::PreciseTimer); // never early
    connect(&m_wait, &QTimer::timeout, this, &PatientLinks::followHeld);
    connect(&page, &Page::linkActivated, this, &PatientLinks::take);
    page.installEventFilter(this);
}

bool PatientLinks::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == ClickEvent::kind()) {
        m_held.reset();
        if (static_cast<ClickEvent *>(event)->click == ClickEvent::Which::First)
            m_wait.start(QApplication::doubleClickInterval());
        else
            m_wait.stop();
    }
    return QObject::eventFilter(watched, event);
}

void PatientLinks::take(const QString &page, const PageTarget &target)
{
    if (m_wait.isActive())
        m_held.emplace(page, target);
    else
        Q_EMIT followed(page, target);
}

void PatientLinks::followHeld()
{
    const auto held = std::exchange(m_held, {});
    if (held && m_page.isVisible()) // else somebody has gone elsewhere meanwhile
        Q_EMIT followed(held->first, held->second);
}

} // namespace qd::ui
