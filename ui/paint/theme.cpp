#include "ui/paint/theme.h"

#include "ui/paint/fonts.h"
#include "ui/paint/theme_colours.h"

#include <atomic>
#include <cmath>

namespace qd::ui {

namespace {

std::atomic<bool> g_dark{false}; // written by applyTheme() on the GUI thread; pack jobs read the instances directly

/// Relative luminance as WCAG 2 defines it, 0..1.
double luminance(const QColor &colour)
{
    const auto linear = [](float channel) {
        const double c = static_cast<double>(channel);
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

struct TypeSize {
    double points;
    QFont::Weight weight;
};

TypeSize sizeOf(Type type)
{
    switch (type) {
    case Type::Figure:
        return {17.25, QFont::DemiBold};
    case Type::Title:
        return {13.5, QFont::DemiBold};
    case Type::Value:
        return {12.75, QFont::DemiBold};
    case Type::Subject:
        return {11.25, QFont::DemiBold};
    case Type::Body:
        return {9.75, QFont::Normal};
    case Type::Panel:
        return {9.75, QFont::DemiBold};
    case Type::Dense:
        return {9, QFont::Normal};
    case Type::Name:
        return {9, QFont::Medium};
    case Type::Strong:
        return {9, QFont::DemiBold};
    case Type::Small:
        return {8.25, QFont::Normal};
    case Type::Header:
        return {8.25, QFont::Medium};
    }
    return {9, QFont::Normal};
}

} // namespace

const Theme &Theme::light()
{
    static const Theme theme = lightColours();
    return theme;
}

const Theme &Theme::darkTheme()
{
    static const Theme theme = darkColours();
    return theme;
}

const Theme &Theme::current()
{
    return g_dark ? darkTheme() : light();
}

QColor Theme::inkOn(const QColor &ground) const
{
    constexpr double Legible = 4.5; // WCAG AA
    const QColor white = QColor::fromRgb(0xFFFFFF);
    const QColor opposite = dark ? QColor::fromRgb(0x10141A) : white;
    const QColor best = contrast(text1, ground) >= contrast(opposite, ground) ? text1 : opposite;
    if (contrast(best, ground) >= Legible || contrast(white, ground) < Legible)
        return best;
    return white; // the middle of the dark ramps, where text 1 is a shade too grey
}

QFont Theme::font(Type type)
{
    const TypeSize size = sizeOf(type);
    QFont font(fontFamily());
    font.setPointSizeF(size.points);
    font.setWeight(size.weight);
    font.setHintingPreference(QFont::PreferNoHinting); // one layout on screen, in SVG and in PDF
    return font;
}

void Theme::setDark(bool dark)
{
    g_dark = dark;
}

} // namespace qd::ui
