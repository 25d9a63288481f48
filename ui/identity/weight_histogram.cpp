#include "ui/identity/weight_histogram.h"

#include "core/match/match_model.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace qd::ui {

namespace {

constexpr int Side = 14;
constexpr int Head = 36; ///< for the counts
constexpr int Foot = 20; ///< for the axis
constexpr int Reach = 8; ///< of a line, for the mouse
constexpr int Fine = 10; ///< steps of a bit

double rounded(double weight)
{
    return std::round(weight * Fine) / Fine;
}

} // namespace

WeightHistogram::WeightHistogram(QWidget *parent)
    : QWidget(parent)
    , m_upper(answers::weightOf(match::LinkThreshold))
{
    setObjectName(QStringLiteral("identityWeights"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Pairs by weight"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    renew();
}

void WeightHistogram::setPairs(std::vector<answers::ReviewPair> pairs, Currency currency)
{
    m_pairs = std::move(pairs);
    m_currency = currency;
    m_histogram = answers::pairHistogram(m_pairs);
    renew();
}

void WeightHistogram::setThresholds(double lower, double upper)
{
    m_lower = lower;
    m_upper = std::max(lower, upper);
    renew();
}

/// Within the widget; without pairs there is no axis to stand on.
QRect WeightHistogram::plot() const
{
    return rect().adjusted(Side, Head, -Side, -Foot);
}

int WeightHistogram::placeOf(double weight) const
{
    const QRect area = plot();
    const double bins = std::max<double>(1, double(m_histogram.counts.size()));
    const double share = std::clamp((weight - m_histogram.from) / bins, 0.0, 1.0);
    return area.left() + int(std::lround(share * area.width()));
}

double WeightHistogram::weightAt(int x) const
{
    const QRect area = plot();
    const double share = std::clamp(double(x - area.left()) / std::max(1, area.width()), 0.0, 1.0);
    return m_histogram.from + share * double(m_histogram.counts.size());
}

WeightHistogram::Held WeightHistogram::nearest(int x) const
{
    const int toLower = std::abs(x - placeOf(m_lower));
    const int toUpper = std::abs(x - placeOf(m_upper));
    if (m_histogram.counts.empty() || std::min(toLower, toUpper) > Reach)
        return Held::Nothing;
    // Where both lines stand together, the one that can go to that side is taken.
    const bool takesUpper = toUpper < toLower || (toUpper == toLower && x >= placeOf(m_upper));
    return takesUpper ? Held::Upper : Held::Lower;
}

void WeightHistogram::move(Held which, double weight)
{
    if (m_histogram.counts.empty())
        return;
    const double within = rounded(std::clamp<double>(weight, m_histogram.from, m_histogram.to()));
    if (which == Held::Lower)
        m_lower = std::min(within, m_upper);
    else
        m_upper = std::max(within, m_lower);
    renew();
    Q_EMIT moved();
}

void WeightHistogram::renew()
{
    m_zones = answers::zonesOf(m_pairs, m_lower, m_upper);
    setAccessibleDescription(tr("From %1 bits to look at: %2. From %3 bits links: %4.")
                                 .arg(formatNumber(m_lower, 1), formatCount(m_zones.between), formatNumber(m_upper, 1),
                                     formatCount(m_zones.above)));
    update();
}

void WeightHistogram::mousePressEvent(QMouseEvent *event)
{
    m_held = event->button() == Qt::LeftButton ? nearest(event->pos().x()) : Held::Nothing;
    m_before = m_lower;
}

void WeightHistogram::mouseMoveEvent(QMouseEvent *event)
{
    if (m_held != Held::Nothing)
        move(m_held, weightAt(event->pos().x()));
    setCursor(
        m_held != Held::Nothing || nearest(event->pos().x()) != Held::Nothing ? Qt::SizeHorCursor : Qt::ArrowCursor);
}

void WeightHistogram::mouseReleaseEvent(QMouseEvent *)
{
    const bool isLower = std::exchange(m_held, Held::Nothing) == Held::Lower;
    if (isLower && m_lower != m_before)
        Q_EMIT lowerSettled(m_lower);
}

void WeightHistogram::keyPressEvent(QKeyEvent *event)
{
    double step = 0;
    switch (event->key()) {
    case Qt::Key_Left:
        step = -1.0 / Fine;
        break;
    case Qt::Key_Right:
        step = 1.0 / Fine;
        break;
    case Qt::Key_PageDown:
        step = -1;
        break;
    case Qt::Key_PageUp:
        step = 1;
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    const bool isUpper = event->modifiers().testFlag(Qt::ShiftModifier);
    const double before = m_lower;
    move(isUpper ? Held::Upper : Held::Lower, (isUpper ? m_upper : m_lower) + step);
    if (m_lower != before)
        Q_EMIT lowerSettled(m_lower);
}

void WeightHistogram::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    if (m_histogram.counts.empty()) {
        painter.setFont(Theme::font(Type::Small));
        painter.setPen(theme.text2);
        painter.drawText(rect(), Qt::AlignCenter, tr("No pair was weighed."));
    } else {
        const QRect area = plot();
        const int left = placeOf(m_lower);
        painter.fillRect(QRect(left, 0, placeOf(m_upper) - left, area.bottom() + 1), theme.tint);
        paintBars(painter);
        paintAxis(painter);
        paintZones(painter);
        paintThreshold(painter, m_lower, true);
        paintThreshold(painter, m_upper, false);
    }
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void WeightHistogram::paintBars(QPainter &painter) const
{
    const Theme &theme = Theme::current();
    const QRect area = plot();
    for (std::size_t i = 0; i < m_histogram.counts.size(); ++i) {
        const int weight = m_histogram.from + int(i);
        const int left = placeOf(weight);
        const int width = placeOf(weight + 1) - left;
        const int count = m_histogram.counts[i];
        if (count == 0)
            continue;
        const int height = std::max(1, int(std::lround(double(area.height()) * count / m_histogram.most())));
        const double middle = weight + 0.5;
        const QColor colour = middle < m_lower ? theme.series[7] : middle < m_upper ? theme.series[4] : theme.series[1];
        painter.fillRect(QRect(left + 1, area.bottom() + 1 - height, std::max(1, width - 2), height), colour);
    }
}

void WeightHistogram::paintAxis(QPainter &painter) const
{
    const Theme &theme = Theme::current();
    const QRect area = plot();
    painter.setPen(theme.grid);
    painter.drawLine(area.left(), area.bottom() + 1, area.right(), area.bottom() + 1);
    painter.setFont(Theme::font(Type::Small));
    painter.setPen(theme.text2);
    int end = 0; // of the label before
    for (int weight = m_histogram.from; weight <= m_histogram.to(); ++weight) {
        const QString label = formatNumber(weight, 0);
        const int width = painter.fontMetrics().horizontalAdvance(label);
        const int left = std::clamp(placeOf(weight) - width / 2, 0, QWidget::width() - width);
        if (left < end)
            continue;
        painter.drawText(QRect(left, area.bottom() + 2, width, Foot - 2), Qt::AlignCenter, label);
        end = left + 2 * width + Reach;
    }
}

/// How many pairs stand in each zone, where there is room for it.
void WeightHistogram::paintZones(QPainter &painter) const
{
    const Theme &theme = Theme::current();
    const int lower = placeOf(m_lower);
    const int upper = placeOf(m_upper);
    const auto zone = [&](int from, int to, int count, const QString &words) {
        const QRect place(from + 4, 0, to - from - 8, Head);
        painter.setFont(Theme::font(Type::Strong));
        const QString number = formatCount(count);
        if (painter.fontMetrics().horizontalAdvance(number) > place.width())
            return;
        painter.setPen(theme.text1);
        painter.drawText(place.adjusted(0, 2, 0, -Head / 2), Qt::AlignCenter, number);
        painter.setFont(Theme::font(Type::Small));
        painter.setPen(theme.text2);
        painter.drawText(place.adjusted(0, Head / 2, 0, -2), Qt::AlignCenter,
            painter.fontMetrics().elidedText(words, Qt::ElideRight, place.width()));
    };
    zone(0, lower, m_zones.below, tr("no link"));
    zone(lower, upper, m_zones.between, tr("to look at, %1 at stake").arg(formatMoney({m_zones.atStake, m_currency})));
    zone(upper, width(), m_zones.above, tr("link"));
}

void WeightHistogram::paintThreshold(QPainter &painter, double weight, bool textAtLeft) const
{
    const Theme &theme = Theme::current();
    const QRect area = plot();
    const int x = placeOf(weight);
    painter.setPen(QPen(theme.accent, 2));
    painter.drawLine(x, 0, x, area.bottom());
    const QRect handle(x - 3, area.center().y() - 8, 6, 16);
    painter.setPen(theme.accent);
    painter.setBrush(theme.surface);
    painter.drawRoundedRect(handle, 2, 2);
    const QString text = tr("%1, P %2").arg(formatNumber(weight, 1), formatPercent(match::probabilityOf(weight), 1));
    painter.setFont(Theme::font(Type::Small));
    const int room = textAtLeft ? x - 6 : width() - x - 6;
    if (painter.fontMetrics().horizontalAdvance(text) > room)
        return;
    painter.setPen(theme.accent);
    const QRect place(textAtLeft ? 0 : x + 6, handle.top(), textAtLeft ? x - 6 : room, handle.height());
    painter.drawText(place, Qt::AlignVCenter | (textAtLeft ? Qt::AlignRight : Qt::AlignLeft), text);
}

} // namespace qd::ui
