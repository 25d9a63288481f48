#include "ui/common/error_bar.h"
#include "ui/paint/message_text.h"

#include "ui/common/marks.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"

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
    show(sentence, true);
}

void ErrorBar::showNote(const QString &sentence)
{
    show(sentence, false);
}

void ErrorBar::show(const QString &sentence, bool fault)
{
    m_fault = fault;
    m_text->setText(sentence);
    setAccessibleName(sentence);
    setVisible(true);
    update();
}

void ErrorBar::showFailure(const Error &error)
{
    if (error.code == ErrorCode::NoData)
        clear();
    else if (error.code == ErrorCode::Cancelled)
        showMessage(tr("Stopped before it was done; nothing was changed. Change a filter to compute this page again."));
    else
        showMessage(messageText(error.message));
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
    const StateColours &tone = m_fault ? theme.bad : theme.info;
    painter.setPen(tone.fill);
    painter.setBrush(tone.ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    if (!m_fault)
        return paintMark(painter, QRectF(12, 12, 12, 12), Mark::Info, theme);
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
