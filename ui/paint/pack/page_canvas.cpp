#include "ui/paint/pack/page_canvas.h"

#include "core/pack/pack_document.h"
#include "ui/paint/one_line.h"
#include "ui/paint/theme.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace qd::ui {

namespace {

constexpr double ReferenceDpi = 96;
constexpr int ReferenceDotsPerMeter = 3780;
constexpr double Slack = 0.5;
constexpr double SmallestShare = 0.7; ///< of its size, to which a text is set smaller where a language is long

/// One per thread: pages are painted in jobs.
QPaintDevice *referenceDevice()
{
    static thread_local QImage device = [] {
        QImage image(1, 1, QImage::Format_ARGB32_Premultiplied);
        image.setDotsPerMeterX(ReferenceDotsPerMeter);
        image.setDotsPerMeterY(ReferenceDotsPerMeter);
        return image;
    }();
    return &device;
}

QFontMetricsF metrics(const QFont &font)
{
    return QFontMetricsF(font, referenceDevice());
}

/// Points on a device of another resolution come out in that device's pixels; the page is in 1/96 inch.
QFont onDevice(QFont font, const QPaintDevice *device)
{
    if (device && device->logicalDpiY() > 0)
        font.setPointSizeF(font.pointSizeF() * ReferenceDpi / device->logicalDpiY());
    return font;
}

QPolygonF octagon(const QPointF &centre, double radius)
{
    QPolygonF shape;
    for (int i = 0; i < 8; ++i) {
        const double angle = (i + 0.5) * 0.78539816339744831;
        shape << centre + QPointF(std::cos(angle), std::sin(angle)) * radius;
    }
    return shape;
}

} // namespace

PageCanvas::PageCanvas(QPainter &painter, const Theme &theme, QStringList *faults)
    : m_painter(painter)
    , m_theme(theme)
    , m_faults(faults)
{
}

QFont PageCanvas::font(double points, QFont::Weight weight)
{
    QFont font = Theme::font(Type::Body);
    font.setPointSizeF(points);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

double PageCanvas::width(const QFont &font, const QString &words)
{
    return metrics(font).horizontalAdvance(oneLine(words));
}

double PageCanvas::lineHeight(const QFont &font)
{
    return metrics(font).height();
}

QStringList PageCanvas::wrapped(const QFont &font, const QString &words, double width)
{
    const QFontMetricsF measure = metrics(font);
    QStringList lines;
    QString current;
    for (QString word : oneLine(words).split(u' ')) {
        const QString longer = current.isEmpty() ? word : current + u' ' + word;
        if (measure.horizontalAdvance(longer) <= width) {
            current = longer;
            continue;
        }
        if (!current.isEmpty())
            lines << current;
        while (measure.horizontalAdvance(word) > width && word.size() > 1) {
            qsizetype fitting = 1;
            while (fitting < word.size() && measure.horizontalAdvance(word.left(fitting + 1)) <= width)
                ++fitting;
            lines << word.left(fitting);
            word = word.mid(fitting);
        }
        current = word;
    }
    if (!current.isEmpty())
        lines << current;
    return lines;
}

QFont PageCanvas::fitted(QFont font, const QString &words, double room)
{
    const double taken = width(font, words);
    if (taken > room && room > 0)
        font.setPointSizeF(font.pointSizeF() * std::max(SmallestShare, room / taken));
    return font;
}

void PageCanvas::line(const QRectF &box, const QString &words, const QFont &wanted, const QColor &colour,
    Qt::Alignment align, Fit fit) const
{
    if (words.isEmpty())
        return;
    const QFont font = fit == Fit::Whole ? fitted(wanted, words, box.width()) : wanted;
    const QFontMetricsF measure = metrics(font);
    QString text = oneLine(words);
    if (measure.horizontalAdvance(text) > box.width() + Slack) {
        if (fit == Fit::Whole)
            fault(words);
        text = measure.elidedText(text, Qt::ElideRight, box.width());
    }
    double x = box.left();
    if (align & Qt::AlignRight)
        x = box.right() - measure.horizontalAdvance(text);
    else if (align & Qt::AlignHCenter)
        x = box.center().x() - measure.horizontalAdvance(text) / 2;
    m_painter.setFont(onDevice(font, m_painter.device()));
    m_painter.setPen(colour);
    m_painter.drawText(QPointF(x, box.center().y() + measure.capHeight() / 2), text);
}

double PageCanvas::paragraph(
    const QRectF &box, const QString &words, const QFont &font, const QColor &colour, double spacing) const
{
    double y = box.top();
    for (const QString &row : wrapped(font, words, box.width())) {
        const QRectF place(box.left(), y, box.width(), spacing);
        if (place.bottom() > box.bottom() + Slack)
            fault(row);
        line(place, row, font, colour);
        y += spacing;
    }
    return y - box.top();
}

void PageCanvas::blockTitle(const QRectF &box, const QString &title, const QString &subtitle) const
{
    constexpr double Between = 7;
    QFont strong = font(9, QFont::DemiBold);
    QFont plain = font(8.25);
    const double taken = width(strong, title) + Between + width(plain, subtitle);
    if (taken > box.width()) { // both alike, so that they stay one line
        const double share = std::max(SmallestShare, box.width() / taken);
        strong.setPointSizeF(strong.pointSizeF() * share);
        plain.setPointSizeF(plain.pointSizeF() * share);
    }
    line(box, title, strong, m_theme.text1);
    const double after = title.isEmpty() ? 0 : width(strong, title) + Between;
    line(box.adjusted(after, 0, 0, 0), subtitle, plain, m_theme.text3);
}

void PageCanvas::rule(double left, double right, double y, const QColor &colour, double thickness) const
{
    m_painter.fillRect(QRectF(left, y - thickness / 2, right - left, thickness), colour);
}

void PageCanvas::mark(const QPointF &centre, double size, pack::Judgement judgement) const
{
    if (judgement == pack::Judgement::None)
        return;
    const double r = size / 2;
    const StateColours &state = judgement == pack::Judgement::Good ? m_theme.good
        : judgement == pack::Judgement::Warn                       ? m_theme.warn
                                                                   : m_theme.bad;
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(state.fill);
    QPen pen(judgement == pack::Judgement::Warn ? m_theme.text1 : QColor(Qt::white), size * 0.13);
    pen.setCapStyle(Qt::RoundCap);
    pen.setJoinStyle(Qt::RoundJoin);
    if (judgement == pack::Judgement::Good) {
        m_painter.drawEllipse(centre, r, r);
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPolyline(QPolygonF(
            {centre + QPointF(-0.42, 0.02) * r, centre + QPointF(-0.1, 0.34) * r, centre + QPointF(0.44, -0.3) * r}));
    } else {
        const QPolygonF shape = judgement == pack::Judgement::Warn ? QPolygonF({centre + QPointF(0, -0.95) * r,
                                    centre + QPointF(1.05, 0.85) * r, centre + QPointF(-1.05, 0.85) * r})
                                                                   : octagon(centre, r * 1.05);
        m_painter.drawPolygon(shape);
        m_painter.setPen(pen);
        const double shift = judgement == pack::Judgement::Warn ? 0.12 : 0;
        m_painter.drawLine(centre + QPointF(0, -0.42 + shift) * r, centre + QPointF(0, 0.1 + shift) * r);
        m_painter.drawLine(centre + QPointF(0, 0.46 + shift) * r, centre + QPointF(0, 0.461 + shift) * r);
    }
    m_painter.restore();
}

QColor PageCanvas::inkOf(pack::Judgement judgement, const QColor &otherwise) const
{
    switch (judgement) {
    case pack::Judgement::Good:
        return m_theme.good.text;
    case pack::Judgement::Warn:
        return m_theme.warn.text;
    case pack::Judgement::Bad:
        return m_theme.bad.text;
    case pack::Judgement::None:
        break;
    }
    return otherwise;
}

void PageCanvas::fault(const QString &words) const
{
    if (m_faults)
        m_faults->append(words);
}

} // namespace qd::ui
