#pragma once
#include <QColor>
#include <QFont>

#include <array>

namespace qd::ui {

/// Text sizes of the product; sizes are in points, so that the user's scale multiplies all.
enum class Type {
    Figure, ///< tiles: 17.25 pt, 600
    Title, ///< page title: 13.5 pt, 600
    Value, ///< totals strips: 12.75 pt, 600
    Subject, ///< inspector subject: 11.25 pt, 600
    Body, ///< navigation, prose: 9.75 pt
    Panel, ///< panel titles: 9.75 pt, 600
    Dense, ///< tables, chips, buttons, form labels: 9 pt
    Name, ///< key names in tables: 9 pt, 500
    Strong, ///< totals, sorted columns: 9 pt, 600
    Small, ///< axes, badges, notes: 8.25 pt
    Header, ///< table headers: 8.25 pt, 500
};

/// Colours that mean a state; never shown without a mark and a word.
struct StateColours {
    QColor text;
    QColor fill;
    QColor ground;
};

/// Every colour of the product, in two instances. Nobody else names a hex.
struct Theme {
    bool dark = false;
    QColor window, surface, subtle, nav;
    QColor border, hair, strong, grid;
    QColor text1, text2, text3, disabledText;
    QColor accent, accentHover, onAccent;
    QColor tint, textOnTint;
    QColor hoverRow, input;
    StateColours good, warn, bad, info;
    QColor tooltipGround, tooltipText;
    std::array<QColor, 8> series; ///< 1 blue, 2 orange, 3 green, 4 sky, 5 vermillion, 6 purple, 7 grey; 0 is text 1
    std::array<QColor, 9> sequential;
    std::array<QColor, 11> diverging; ///< 5 is the middle

    [[nodiscard]] static const Theme &light();
    [[nodiscard]] static const Theme &darkTheme();
    /// The theme in force: light until setDark(). May be asked in any thread.
    [[nodiscard]] static const Theme &current();
    /// For applyTheme() (ui/common/application_theme.h) alone, which also tells the widgets.
    static void setDark(bool dark);

    /// Text 1 or its opposite, whichever has the higher contrast on `ground`.
    [[nodiscard]] QColor inkOn(const QColor &ground) const;
    /// The product's font in a size and weight; tabular figures. `scale` 1.0 is 96 dpi at 100 %.
    [[nodiscard]] static QFont font(Type type);
};

} // namespace qd::ui
