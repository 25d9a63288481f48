#pragma once
#include <QApplication>
#include <QImage>
#include <QPixmap>
#include <QTest>
#include <QWidget>

#include <cmath>

namespace qd::test {

/// How many pixels of two pictures of one size stand apart by a contrast of 3:1 or more, which a ring must have to be
/// seen.
inline int pixelsThatStandOut(const QImage &before, const QImage &after)
{
    const auto luminance = [](QRgb pixel) {
        const auto linear = [](int part) {
            const double c = part / 255.0;
            return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(qRed(pixel)) + 0.7152 * linear(qGreen(pixel)) + 0.0722 * linear(qBlue(pixel));
    };
    int count = 0;
    for (int y = 0; y < before.height(); ++y) {
        for (int x = 0; x < before.width(); ++x) {
            if (before.pixel(x, y) == after.pixel(x, y))
                continue;
            const double a = luminance(before.pixel(x, y)) + 0.05;
            const double b = luminance(after.pixel(x, y)) + 0.05;
            count += std::max(a, b) / std::min(a, b) >= 3 ? 1 : 0;
        }
    }
    return count;
}

inline constexpr int LeastRing = 40; ///< pixels; a text cursor has fewer

/// Pixels that the focus changes on `widget` when Tab brings it there from `from`, which must stand before it.
inline int pixelsOfFocus(QWidget &widget, QWidget &from)
{
    from.setFocus(Qt::TabFocusReason);
    const QImage before = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
    QTest::keyClick(&from, Qt::Key_Tab);
    const QImage after = widget.grab().toImage().convertToFormat(QImage::Format_RGB32);
    return pixelsThatStandOut(before, after);
}

} // namespace qd::test
