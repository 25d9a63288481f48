#include "ui/common/theme.h"

#include "ui/common/fonts.h"
#include "ui/common/quarterdeck_style.h"

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QToolTip>

#include <atomic>
#include <cmath>

namespace qd::ui {

namespace {

std::atomic<bool> g_dark{false}; // written by apply() on the GUI thread; pack jobs read the instances directly

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

QPalette paletteOf(const Theme &t)
{
    QPalette palette;
    const std::pair<QPalette::ColorRole, QColor> roles[] = {{QPalette::Window, t.window}, {QPalette::Base, t.surface},
        {QPalette::AlternateBase, t.subtle}, {QPalette::Button, t.surface}, {QPalette::Text, t.text1},
        {QPalette::WindowText, t.text1}, {QPalette::ButtonText, t.text1}, {QPalette::BrightText, t.onAccent},
        {QPalette::PlaceholderText, t.text3}, {QPalette::Highlight, t.tint}, {QPalette::HighlightedText, t.textOnTint},
        {QPalette::Link, t.accent}, {QPalette::LinkVisited, t.accent}, {QPalette::ToolTipBase, t.tooltipGround},
        {QPalette::ToolTipText, t.tooltipText}, {QPalette::Light, t.surface}, {QPalette::Midlight, t.hair},
        {QPalette::Mid, t.border}, {QPalette::Dark, t.strong}, {QPalette::Shadow, t.strong}};
    for (const auto &[role, colour] : roles)
        palette.setColor(role, colour);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, t.disabledText);
    palette.setColor(QPalette::Inactive, QPalette::Highlight, t.subtle);
    palette.setColor(QPalette::Inactive, QPalette::HighlightedText, t.text1);
    return palette;
}

/// The frame style sheet with `@role` replaced by the theme's colours.
QString frameSheet(const Theme &t)
{
    QFile file(QStringLiteral(":/themes/frames.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    const std::pair<const char *, QColor> roles[] = {{"@window", t.window}, {"@surface", t.surface},
        {"@subtle", t.subtle}, {"@nav", t.nav}, {"@border", t.border}, {"@hair", t.hair}, {"@strong", t.strong},
        {"@badGround", t.bad.ground}, {"@warnGround", t.warn.ground}, {"@tooltipGround", t.tooltipGround},
        {"@tooltipText", t.tooltipText}};
    for (const auto &[role, colour] : roles)
        sheet.replace(QLatin1String(role), colour.name());
    return sheet;
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

void Theme::apply(QApplication &application, bool dark)
{
    g_dark = dark;
    const Theme &theme = current();
    if (application.property("qdStyled").toBool() == false) {
        application.setProperty("qdStyled", true);
        QApplication::setStyle(new QuarterdeckStyle);
        QApplication::setFont(font(Type::Dense));
    }
    const QPalette palette = paletteOf(theme);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QToolTip::setFont(font(Type::Dense));
    application.setStyleSheet(frameSheet(theme));
}

} // namespace qd::ui
