#include "ui/common/totals_strip.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace qd::ui {

TotalsStrip::TotalsStrip(QWidget *parent)
    : QFrame(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TotalsStrip::setCells(QVector<TotalCell> cells)
{
    m_cells = std::move(cells);
    m_current = 0;
    QStringList spoken;
    for (const TotalCell &cell : m_cells)
        spoken << cell.label + QStringLiteral(" ") + cell.value;
    setAccessibleName(spoken.join(QStringLiteral("; ")));
    update();
}

QRectF TotalsStrip::cellRect(qsizetype index) const
{
    const double width = double(this->width()) / double(std::max<qsizetype>(m_cells.size(), 1));
    return {width * double(index), 0, width, double(height())};
}

void TotalsStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.border);
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    for (qsizetype i = 0; i < m_cells.size(); ++i) {
        const TotalCell &cell = m_cells[i];
        const QRectF whole = cellRect(i);
        if (i > 0) {
            painter.setPen(theme.border);
            painter.drawLine(
                QPointF(std::floor(whole.left()) + 0.5, 1), QPointF(std::floor(whole.left()) + 0.5, height() - 1));
        }
        const QRectF inner = whole.adjusted(13, 9, -8, -8);
        const auto line = [&](double top, double height, Type type, const QColor &ink, const QString &text) {
            painter.setFont(Theme::font(type));
            painter.setPen(ink);
            const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, int(inner.width()));
            painter.drawText(QRectF(inner.left(), inner.top() + top, inner.width(), height),
                int(Qt::AlignLeft | Qt::AlignVCenter), shown);
        };
        line(0, 15, Type::Dense, theme.text2, cell.label);
        line(16, 24, Type::Value, cell.value.isEmpty() ? theme.text3 : theme.text1,
            cell.value.isEmpty() ? tr("none") : cell.value);
        line(42, 15, Type::Small, TonedLabel::colour(cell.noteTone, theme), cell.note);
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(theme.accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(whole.adjusted(2, 2, -2, -2), 4, 4);
        }
    }
}

void TotalsStrip::mouseReleaseEvent(QMouseEvent *event)
{
    for (qsizetype i = 0; i < m_cells.size(); ++i) {
        if (cellRect(i).contains(event->position()) && !m_cells[i].id.isEmpty())
            Q_EMIT activated(m_cells[i].id);
    }
}

void TotalsStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Right && m_current + 1 < m_cells.size())
        ++m_current;
    else if (event->key() == Qt::Key_Left && m_current > 0)
        --m_current;
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current < m_cells.size()
        && !m_cells[m_current].id.isEmpty())
        Q_EMIT activated(m_cells[m_current].id);
    else
        return QFrame::keyPressEvent(event);
    update();
}

} // namespace qd::ui
