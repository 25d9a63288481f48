#include "ui/common/table/filter_field.h"

#include "ui/paint/theme.h"

#include <QEvent>
#include <QPainter>

namespace qd::ui {

FilterField::FilterField(QWidget *parent)
    : QLineEdit(parent)
{
    setFrame(false);
    setTextMargins(4, 0, 2, 0);
    setFont(Theme::font(Type::Small));
    takeColours();
}

void FilterField::setBad(bool bad)
{
    m_bad = bad;
    update();
}

void FilterField::takeColours()
{
    const Theme &theme = Theme::current();
    QPalette colours = palette();
    colours.setColor(QPalette::Base, theme.input);
    colours.setColor(QPalette::Text, theme.text1);
    colours.setColor(QPalette::PlaceholderText, theme.text3);
    if (colours != palette())
        setPalette(colours);
}

void FilterField::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        takeColours();
    QLineEdit::changeEvent(event);
}

void FilterField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    // The edge comes last: a style may fill the whole field as its panel.
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const auto frame = [&](double inset, double width, const QColor &colour) {
        const double in = inset + width / 2;
        painter.setPen(QPen(colour, width));
        painter.drawRoundedRect(QRectF(rect()).adjusted(in, in, -in, -in), 3, 3);
    };
    if (hasFocus())
        frame(0, 2, theme.accent);
    if (m_bad)
        frame(hasFocus() ? 2 : 0, 1.5, theme.bad.fill);
    else if (!hasFocus())
        frame(0, 1, theme.border);
}

} // namespace qd::ui
