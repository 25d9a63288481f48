#pragma once
#include "core/pack/open_places.h"

#include <QWidget>

namespace qd::ui {

/// A page of a pack as it will be printed. What a figure is made of opens by click, or by the arrow keys and Enter; the
/// place that would open is framed, which the print never is.
class PagePreview : public QWidget {
    Q_OBJECT
public:
    static constexpr int Around = 12; ///< px of ground on each side of the page

    explicit PagePreview(QWidget *parent = nullptr);

    /// `image` is the whole page; its device pixel ratio counts.
    void setPage(const QPixmap &image, std::vector<pack::OpenPlace> places);
    [[nodiscard]] const std::vector<pack::OpenPlace> &places() const { return m_places; }
    /// Where a place stands in the widget.
    [[nodiscard]] QRectF rectOf(const pack::Place &place) const;
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void activated(const qd::pack::Origin &origin);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] QPointF topLeft() const; ///< of the page, which stands in the middle
    [[nodiscard]] int placeAt(const QPointF &point) const; ///< -1 for none
    void setCurrent(int place);

    QPixmap m_image;
    std::vector<pack::OpenPlace> m_places;
    int m_current = -1; ///< the place that would open
};

} // namespace qd::ui
