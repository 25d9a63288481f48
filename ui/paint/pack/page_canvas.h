#pragma once
#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>
#include <QStringList>

class QPainter;

namespace qd::pack {
enum class Judgement;
}

namespace qd::ui {

struct Theme;

inline constexpr double PixelsPerMm = 96 / 25.4;

/// Draws on a page whose units are 1/96 inch, whatever the device: text is measured on one reference, so that screen,
/// image and PDF break lines at the same words.
class PageCanvas {
public:
    /// Whether a text that is wider than its box may end in an ellipsis, or stands whole: set smaller where it must,
    /// and a fault of the layout where that does not do.
    enum class Fit { Whole, MayElide };

    /// `faults`, if given, gets a sentence for every text that does not fit its box.
    PageCanvas(QPainter &painter, const Theme &theme, QStringList *faults = nullptr);

    [[nodiscard]] QPainter &painter() const { return m_painter; }
    [[nodiscard]] const Theme &theme() const { return m_theme; }

    /// The product's font at a size in points.
    [[nodiscard]] static QFont font(double points, QFont::Weight weight = QFont::Normal);
    [[nodiscard]] static double width(const QFont &font, const QString &words);
    [[nodiscard]] static double lineHeight(const QFont &font);
    /// Lines of `words` not wider than `width`; breaks at plain spaces only, and inside a word wider than a line.
    [[nodiscard]] static QStringList wrapped(const QFont &font, const QString &words, double width);

    /// `font` as it is, or so much smaller, within bounds, that `words` take no more than `room`.
    [[nodiscard]] static QFont fitted(QFont font, const QString &words, double room);

    /// Draws one line, vertically centred in `box`.
    void line(const QRectF &box, const QString &words, const QFont &font, const QColor &colour,
        Qt::Alignment align = Qt::AlignLeft, Fit fit = Fit::Whole) const;
    /// Draws wrapped lines from the top of `box`, `spacing` apart; gives the height used.
    double paragraph(
        const QRectF &box, const QString &words, const QFont &font, const QColor &colour, double spacing) const;
    /// A title in semibold with a quieter subtitle behind it.
    void blockTitle(const QRectF &box, const QString &title, const QString &subtitle) const;
    /// A horizontal line of a device pixel or more.
    void rule(double left, double right, double y, const QColor &colour, double thickness = 0.75) const;
    /// Tick in a circle, triangle, or octagon, `size` wide, centred.
    void mark(const QPointF &centre, double size, pack::Judgement judgement) const;
    /// Text colour of a judgement; `otherwise` for none.
    [[nodiscard]] QColor inkOf(pack::Judgement judgement, const QColor &otherwise) const;
    /// Notes a text that does not fit.
    void fault(const QString &words) const;

private:
    QPainter &m_painter;
    const Theme &m_theme;
    QStringList *m_faults;
};

} // namespace qd::ui
