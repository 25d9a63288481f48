#include "ui/paint/theme_colours.h"

namespace qd::ui {

namespace {

QColor rgb(QRgb hex)
{
    return QColor::fromRgb(hex);
}

StateColours state(QRgb text, QRgb fill, QRgb ground)
{
    return {rgb(text), rgb(fill), rgb(ground)};
}

template <size_t Count>
std::array<QColor, Count> ramp(const QRgb (&hexes)[Count])
{
    std::array<QColor, Count> colours;
    for (size_t i = 0; i < Count; ++i)
        colours[i] = rgb(hexes[i]);
    return colours;
}

} // namespace

Theme lightColours()
{
    Theme t;
    t.window = rgb(0xF3F4F6), t.surface = rgb(0xFFFFFF), t.subtle = rgb(0xF7F8FA), t.nav = rgb(0xEAECF0);
    t.border = rgb(0xDCE0E6), t.hair = rgb(0xECEEF2), t.strong = rgb(0xB9C0CA), t.grid = rgb(0xE9ECF0);
    t.text1 = rgb(0x1A1F28), t.text2 = rgb(0x4A5362), t.text3 = rgb(0x606977), t.disabledText = rgb(0x9AA2AE);
    t.accent = rgb(0x0072B2), t.accentHover = rgb(0x005E94), t.onAccent = rgb(0xFFFFFF);
    t.tint = rgb(0xE0EEF7), t.textOnTint = rgb(0x00578A);
    t.hoverRow = rgb(0xF1F5F9), t.input = rgb(0xFFFFFF);
    t.good = state(0x00734F, 0x009E73, 0xE2F3EC);
    t.warn = state(0x855700, 0xE69F00, 0xFCF1D9);
    t.bad = state(0xAE4700, 0xD55E00, 0xFBE8DC);
    t.info = state(0x00659E, 0x0072B2, 0xE0EEF7);
    t.tooltipGround = rgb(0x20262F), t.tooltipText = rgb(0xF4F6F8);
    t.series = ramp({0x1A1F28, 0x0072B2, 0xE69F00, 0x009E73, 0x56B4E9, 0xD55E00, 0xCC79A7, 0x8A93A0});
    t.sequential = ramp({0xEEF5FA, 0xD2E6F3, 0xB5D7EC, 0x8FC3E3, 0x66AEDA, 0x4392C7, 0x1777B3, 0x0B679E, 0x00578A});
    t.diverging = ramp(
        {0xA63F00, 0xB9540F, 0xE28B4E, 0xF0BA91, 0xF4DAC6, 0xF3F4F5, 0xCEE3F0, 0xA4CDE8, 0x6EB1DB, 0x2877AD, 0x00629B});
    return t;
}

Theme darkColours()
{
    Theme t;
    t.dark = true;
    t.window = rgb(0x13161B), t.surface = rgb(0x1B1F26), t.subtle = rgb(0x20252D), t.nav = rgb(0x171A20);
    t.border = rgb(0x2D333D), t.hair = rgb(0x262B34), t.strong = rgb(0x4B5463), t.grid = rgb(0x272D36);
    t.text1 = rgb(0xE6E9EE), t.text2 = rgb(0xB0B8C4), t.text3 = rgb(0x8C95A3), t.disabledText = rgb(0x5C6573);
    t.accent = rgb(0x56B4E9), t.accentHover = rgb(0x7CC6F0), t.onAccent = rgb(0x0B1218);
    t.tint = rgb(0x16354A), t.textOnTint = rgb(0xA5D8F5);
    t.hoverRow = rgb(0x232932), t.input = rgb(0x14181E);
    t.good = state(0x45C79E, 0x1FAE84, 0x15352C);
    t.warn = state(0xEDB13B, 0xE69F00, 0x3A2E12);
    t.bad = state(0xF5965A, 0xE0702A, 0x402617);
    t.info = state(0x7CC6F0, 0x56B4E9, 0x16354A);
    t.tooltipGround = rgb(0xE6E9EE), t.tooltipText = rgb(0x13161B);
    t.series = ramp({0xE6E9EE, 0x3A9BD9, 0xE69F00, 0x1FAE84, 0x8CCBEF, 0xE0702A, 0xD78DB7, 0x7F8896});
    t.sequential = ramp({0x1E2A35, 0x1F374A, 0x1D4560, 0x1F577A, 0x1F6A96, 0x3489BB, 0x3D97CB, 0x66B1DD, 0x8CCBEF});
    t.diverging = ramp(
        {0xF0914E, 0xCC7338, 0xA3582A, 0x6F4126, 0x4A362E, 0x2A2F37, 0x243C4F, 0x204F6E, 0x286E9B, 0x4C96C5, 0x7CC3EC});
    return t;
}

} // namespace qd::ui
