#include "ui/common/tag_row.h"

#include "ui/common/marks.h"
#include "ui/paint/theme.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace qd::ui {

namespace {
constexpr int Height = 18;
constexpr int Gap = 6;
constexpr int RowGap = 4;
constexpr int Padding = 6;
constexpr int MarkSide = 10;
} // namespace

TagRow::TagRow(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void TagRow::setTags(QVector<Tag> tags)
{
    m_tags = std::move(tags);
    QStringList words;
    for (const Tag &tag : m_tags)
        words << tag.text;
    setAccessibleName(words.join(QStringLiteral("; ")));
    setVisible(!m_tags.isEmpty());
    updateGeometry();
    update();
}

QVector<QRect> TagRow::boxesIn(int width) const
{
    const QFontMetrics metrics(Theme::font(Type::Small));
    QVector<QRect> boxes;
    int left = 0;
    int top = 0;
    for (const Tag &tag : m_tags) {
        const int mark = tag.mark == Mark::None ? 0 : MarkSide + 4;
        const int own = std::min(width, metrics.horizontalAdvance(tag.text) + mark + 2 * Padding + 1);
        if (left > 0 && left + own > width) {
            left = 0;
            top += Height + RowGap;
            if (top >= m_mostRows * (Height + RowGap))
                break;
        }
        boxes << QRect(left, top, own, Height);
        left += own + Gap;
    }
    return boxes;
}

void TagRow::setMostRows(int rows)
{
    if (rows == m_mostRows)
        return;
    m_mostRows = rows;
    updateGeometry();
    update();
}

QRect TagRow::moreBox() const
{
    const QVector<QRect> boxes = boxesIn(width());
    if (boxes.isEmpty() || boxes.size() == m_tags.size())
        return {};
    return {boxes.last().right() + Gap, boxes.last().top(), 3 * Padding + Gap, Height};
}

QSize TagRow::sizeHint() const
{
    const QVector<QRect> boxes = boxesIn(10'000);
    return {boxes.isEmpty() ? 0 : boxes.last().right() + 1, Height};
}

int TagRow::heightForWidth(int width) const
{
    const QVector<QRect> boxes = boxesIn(std::max(width, 1));
    return boxes.isEmpty() ? 0 : boxes.last().bottom() + 1;
}

void TagRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateGeometry();
}

void TagRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::font(Type::Small));
    const QVector<QRect> boxes = boxesIn(width());
    for (qsizetype i = 0; i < boxes.size(); ++i) {
        painter.setPen(theme.border);
        painter.setBrush(theme.subtle);
        painter.drawRoundedRect(QRectF(boxes[i]).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        QRect words = boxes[i].adjusted(Padding, 0, -Padding, 0);
        if (m_tags[i].mark != Mark::None) {
            const QRect mark(words.left(), words.top() + (Height - MarkSide) / 2, MarkSide, MarkSide);
            paintMark(painter, mark, m_tags[i].mark, theme);
            words.setLeft(mark.right() + 5);
        }
        painter.setPen(theme.text2);
        painter.drawText(words, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
            painter.fontMetrics().elidedText(m_tags[i].text, Qt::ElideRight, words.width() + 1));
    }
    painter.setPen(theme.text2);
    if (const QRect more = moreBox(); !more.isEmpty())
        painter.drawText(more, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
            tr("+%1").arg(m_tags.size() - boxes.size()));
}

bool TagRow::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QVector<QRect> boxes = boxesIn(width());
    if (moreBox().contains(help->pos())) {
        QStringList words;
        for (const Tag &tag : m_tags.mid(boxes.size()))
            words << tag.text;
        QToolTip::showText(help->globalPos(), words.join(QLatin1Char('\n')), this);
        return true;
    }
    for (qsizetype i = 0; i < boxes.size(); ++i) {
        if (boxes[i].contains(help->pos())) {
            QToolTip::showText(help->globalPos(), m_tags[i].tip.isEmpty() ? m_tags[i].text : m_tags[i].tip, this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace qd::ui
