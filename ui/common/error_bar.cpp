#include "ui/common/error_bar.h"

#include "ui/common/formatting.h"
#include "ui/common/toned_label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace qd::ui {

ErrorBar::ErrorBar(QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(34, 7, 8, 7);
    m_text->setWordWrap(true);
    m_text->setFont(Theme::font(Type::Dense));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_text, 1);
    auto *close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &ErrorBar::clear);
    layout->addWidget(close, 0, Qt::AlignTop);
    hide();
}

void ErrorBar::showMessage(const QString &sentence)
{
    m_text->setText(sentence);
    setAccessibleName(sentence);
    show();
}

void ErrorBar::showFailure(const Error &error)
{
    if (error.code == ErrorCode::NoData)
        clear();
    else if (error.code == ErrorCode::Cancelled)
        showMessage(tr("Stopped before it was done; nothing was changed. Change a filter to compute this page again."));
    else
        showMessage(qt(error.message));
}

void ErrorBar::clear()
{
    m_text->clear();
    hide();
}

void ErrorBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.bad.fill);
    painter.setBrush(theme.bad.ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.bad.fill);
    QPolygonF octagon;
    for (int i = 0; i < 8; ++i) {
        const double angle = (i + 0.5) * 3.14159265358979 / 4;
        octagon << QPointF(18 + 7 * std::cos(angle), 18 + 7 * std::sin(angle));
    }
    painter.drawPolygon(octagon);
    painter.setPen(QPen(theme.surface, 1.6));
    painter.drawLine(QPointF(18, 14), QPointF(18, 19));
    painter.drawPoint(QPointF(18, 21.5));
}

} // namespace qd::ui
