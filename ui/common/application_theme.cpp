#include "ui/common/application_theme.h"

#include "ui/common/quarterdeck_style.h"
#include "ui/paint/theme.h"

#include <QApplication>
#include <QFile>
#include <QPalette>
#include <QToolTip>

namespace qd::ui {

namespace {

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

} // namespace

void applyTheme(QApplication &application, bool dark)
{
    Theme::setDark(dark);
    const Theme &theme = Theme::current();
    if (application.property("qdStyled").toBool() == false) {
        application.setProperty("qdStyled", true);
        QApplication::setStyle(new QuarterdeckStyle);
        QApplication::setFont(Theme::font(Type::Dense));
    }
    const QPalette palette = paletteOf(theme);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QToolTip::setFont(Theme::font(Type::Dense));
    application.setStyleSheet(frameSheet(theme));
}

} // namespace qd::ui
