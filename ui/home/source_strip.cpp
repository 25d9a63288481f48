#include "ui/home/source_strip.h"

#include "ui/common/marks.h"
#include "ui/common/style_parts.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace qd::ui {

SourceStrip::SourceStrip(QWidget *parent)
    : QFrame(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

void SourceStrip::setSources(std::vector<sources::SourceFreshness> sources)
{
    m_sources = std::move(sources);
    m_current = 0;
    QStringList late;
    for (const sources::SourceFreshness &source : m_sources) {
        if (source.late())
            late << qt(source.name);
    }
    setAccessibleName(
        late.isEmpty() ? tr("All sources are fresh") : tr("Late sources: %1").arg(late.join(QStringLiteral(", "))));
    update();
}

void SourceStrip::setCompact(bool compact)
{
    if (compact == m_compact)
        return;
    m_compact = compact;
    updateGeometry();
    update();
}

QRectF SourceStrip::cellRect(std::size_t index) const
{
    const double width = double(this->width()) / double(std::max<std::size_t>(m_sources.size(), 1));
    return {width * double(index), 0, width, double(height())};
}

void SourceStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme.border);
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    m_compact ? paintLine(painter) : paintCells(painter);
    if (hasFocus())
        paintFocusRing(painter, m_compact ? rect() : cellRect(m_current).toAlignedRect(), theme);
}

QString SourceStrip::lineOfLate(const sources::SourceFreshness &source) const
{
    if (!source.asOf)
        return tr("%1 no date").arg(qt(source.name));
    return tr("%1 %2, %3 behind")
        .arg(qt(source.name), formatShortDate(*source.asOf), formatAge(source.ageDays.value_or(0)));
}

/// "6 sources on time, latest 30 Sep", then the late ones one by one, as many as have room.
void SourceStrip::paintLine(QPainter &painter) const
{
    constexpr double MarkSide = 12;
    constexpr double MarkRoom = 18;
    constexpr double Gap = 24;
    const Theme &theme = Theme::current();
    painter.setFont(Theme::font(Type::Dense));
    double left = 10;
    const auto word = [&](Mark mark, const QColor &ink, const QString &text) {
        const double width = painter.fontMetrics().horizontalAdvance(text) + 1;
        if (left + MarkRoom + width > this->width() - 6)
            return false;
        paintMark(painter, QRectF(left, (height() - MarkSide) / 2, MarkSide, MarkSide), mark, theme);
        painter.setPen(ink);
        painter.drawText(QRectF(left + MarkRoom, 0, width, height()),
            int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, text);
        left += MarkRoom + width + Gap;
        return true;
    };
    int late = 0;
    std::optional<Date> latest;
    for (const sources::SourceFreshness &source : m_sources) {
        late += source.late() ? 1 : 0;
        if (!source.late() && source.asOf && (!latest || *latest < *source.asOf))
            latest = source.asOf;
    }
    if (latest)
        word(Mark::Good, theme.text1,
            tr("%Ln sources on time, latest %1", nullptr, int(m_sources.size()) - late).arg(formatShortDate(*latest)));
    for (const sources::SourceFreshness &source : m_sources) {
        if (!source.late())
            continue;
        if (!word(Mark::Warn, theme.warn.text, lineOfLate(source)))
            break;
    }
}

void SourceStrip::paintCells(QPainter &painter) const
{
    const Theme &theme = Theme::current();
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        const sources::SourceFreshness &source = m_sources[i];
        const QRectF cell = cellRect(i);
        if (i > 0) {
            painter.setPen(theme.border);
            painter.drawLine(
                QPointF(std::floor(cell.left()) + 0.5, 1), QPointF(std::floor(cell.left()) + 0.5, height() - 1));
        }
        const QRectF inner = cell.adjusted(10, 9, -6, -7);
        paintMark(
            painter, QRectF(inner.left(), inner.top() + 1, 12, 12), source.late() ? Mark::Warn : Mark::Good, theme);
        const auto line = [&](double left, double top, Type type, const QColor &ink, const QString &text) {
            painter.setFont(Theme::font(type));
            painter.setPen(ink);
            const double width = inner.width() - left;
            painter.drawText(QRectF(inner.left() + left, inner.top() + top, width, 16),
                int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                painter.fontMetrics().elidedText(text, Qt::ElideRight, int(width)));
        };
        line(17, -1, Type::Name, theme.text1, qt(source.name));
        const QString when = source.asOf ? formatShortDate(*source.asOf) : tr("no date");
        line(0, 17, Type::Small, source.late() ? theme.warn.text : theme.text2,
            source.late() && source.ageDays ? tr("%1, %2 behind").arg(when, formatAge(source.ageDays.value_or(0)))
                                            : when);
        line(0, 33, Type::Small, theme.text2, tr("%1 rows").arg(formatCount(source.rows)));
    }
}

void SourceStrip::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Right:
        m_current = std::min(m_current + 1, std::max<std::size_t>(m_sources.size(), 1) - 1);
        break;
    case Qt::Key_Left:
        m_current -= m_current > 0 ? 1 : 0;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current < m_sources.size())
            Q_EMIT activated(qt(m_sources[m_current].name));
        return;
    default:
        return QFrame::keyPressEvent(event);
    }
    update();
}

void SourceStrip::mouseReleaseEvent(QMouseEvent *event)
{
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        if (cellRect(i).contains(event->position()))
            Q_EMIT activated(qt(m_sources[i].name));
    }
}

} // namespace qd::ui
