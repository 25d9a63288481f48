#include "ui/common/table/filter_field.h"

#include "ui/common/theme.h"

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
    const double width = hasFocus() || m_bad ? 1.5 : 1;
    painter.setPen(QPen(m_bad ? theme.bad.fill : hasFocus() ? theme.accent : theme.border, width));
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 3, 3);
}

} // namespace qd::ui
