#include "ui/common/legend_strip.h"

#include "ui/common/marks.h"
#include "ui/paint/theme.h"

#include <QPainter>

namespace qd::ui {

namespace {
constexpr int Height = 18;
constexpr int SwatchWidth = 10;
constexpr int SwatchHeight = 10;
constexpr int EdgeWidth = 3;
constexpr int MarkSide = 8;
constexpr int TextGap = 4;
constexpr int EntryGap = 7;
} // namespace

LegendStrip::LegendStrip(QVector<LegendEntry> entries, QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setEntries(std::move(entries));
}

void LegendStrip::setEntries(QVector<LegendEntry> entries)
{
    m_entries = std::move(entries);
    QStringList words;
    for (const LegendEntry &entry : m_entries)
        words << entry.text;
    setAccessibleName(tr("Legend: %1").arg(words.join(QStringLiteral(", "))));
    updateGeometry();
    update();
}

int LegendStrip::widthOf(const LegendEntry &entry) const
{
    const int swatch = entry.form == LegendEntry::Form::Edge ? EdgeWidth : SwatchWidth;
    const int mark = entry.mark == Mark::None ? 0 : MarkSide + TextGap;
    return swatch + TextGap + mark + QFontMetrics(Theme::font(Type::Small)).horizontalAdvance(entry.text);
}

QSize LegendStrip::sizeHint() const
{
    int width = 0;
    for (const LegendEntry &entry : m_entries)
        width += widthOf(entry) + EntryGap;
    return {width, Height};
}

void LegendStrip::paintEvent(QPaintEvent *)
{
    if (width() < sizeHint().width())
        return;
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setFont(Theme::font(Type::Small));
    int left = width() - sizeHint().width();
    for (const LegendEntry &entry : m_entries) {
        const int swatch = entry.form == LegendEntry::Form::Edge ? EdgeWidth : SwatchWidth;
        painter.fillRect(left, (height() - SwatchHeight) / 2, swatch, SwatchHeight, entry.colour(theme));
        int text = left + swatch + TextGap;
        if (entry.mark != Mark::None) {
            paintMark(painter, QRectF(text, (height() - MarkSide) / 2.0, MarkSide, MarkSide), entry.mark, theme);
            text += MarkSide + TextGap;
        }
        painter.setPen(theme.text2);
        painter.drawText(QRect(text, 0, width(), height()), int(Qt::AlignLeft | Qt::AlignVCenter), entry.text);
        left += widthOf(entry) + EntryGap;
    }
}

} // namespace qd::ui
