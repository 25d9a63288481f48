#include "ui/common/toned_label.h"

#include <QEvent>

namespace qd::ui {

TonedLabel::TonedLabel(Type type, Tone tone, QWidget *parent)
    : ElidedLabel(parent)
    , m_tone(tone)
{
    setFont(Theme::font(type));
    setForegroundRole(QPalette::WindowText); // which the tone sets; else the role would follow the ground it is on
    applyTone();
}

void TonedLabel::setTone(Tone tone)
{
    m_tone = tone;
    applyTone();
}

QColor TonedLabel::colour(Tone tone, const Theme &theme)
{
    switch (tone) {
    case Tone::Value:
        return theme.text1;
    case Tone::Label:
        return theme.text2;
    case Tone::Hint:
        return theme.text3;
    case Tone::Good:
        return theme.good.text;
    case Tone::Warn:
        return theme.warn.text;
    case Tone::Bad:
        return theme.bad.text;
    case Tone::Link:
        return theme.accent;
    }
    return theme.text1;
}

void TonedLabel::applyTone()
{
    QPalette own = palette();
    const QColor ink = colour(m_tone, Theme::current());
    if (own.color(QPalette::WindowText) == ink)
        return;
    own.setColor(QPalette::WindowText, ink);
    setPalette(own);
}

void TonedLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange)
        applyTone();
    ElidedLabel::changeEvent(event);
}

} // namespace qd::ui
