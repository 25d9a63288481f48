#pragma once
#include <QPixmap>
#include <QWidget>

#include <optional>

namespace qd::ui {

class ExplorerView;

/// All categories of the explorer's chart in a strip below it, with the part that is in sight framed: drag the frame,
/// an edge of it, or click beside it to go there. By keyboard the arrows move the frame and + and minus change it.
class OverviewStrip : public QWidget {
    Q_OBJECT
public:
    explicit OverviewStrip(ExplorerView &view, QWidget *parent = nullptr);

    /// The values or what is seen of them have changed. With few categories, or none, the strip stands back.
    void renew();
    [[nodiscard]] QSize sizeHint() const override { return {300, Height}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, Height}; }
    static constexpr int Height = 44; ///< px
    /// Of fewer categories all are large enough to be seen at once.
    static constexpr int LeastCategories = 24;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    enum class Grip { Left, Right, Whole };
    struct Drag {
        Grip grip = Grip::Whole;
        double at = 0; ///< category under the pointer when it began
        double left = 0; ///< edges of the frame then
        double right = 0;
    };

    [[nodiscard]] QRectF area() const;
    [[nodiscard]] double categoryAt(double x) const;
    [[nodiscard]] double placeOf(double category) const;
    [[nodiscard]] std::optional<Grip> gripAt(double x) const;
    void drawLines();

    ExplorerView &m_view;
    QPixmap m_lines; ///< of all categories; null until it is drawn anew
    std::optional<Drag> m_drag;
};

} // namespace qd::ui
