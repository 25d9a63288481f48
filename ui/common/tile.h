#pragma once
#include "ui/common/toned_label.h"

#include <QFrame>
#include <QVector>

namespace qd::ui {

/// What a tile says.
struct TileContent {
    QString label; ///< "NRR, 12 months"
    QString figure; ///< "107.5 %"; empty reads "no value"
    QString change; ///< "+0.9 pt"
    int direction = 0; ///< arrow before the change: 1 up, -1 down, 0 none
    Tone changeTone = Tone::Label; ///< Good or Bad only where a rise is known to be one
    QString note; ///< against what, or n of N
    QVector<double> trend; ///< sparkline, oldest first
    bool changeOpens = false; ///< the change leads somewhere of its own
    QString late; ///< that a source the figure rests on is late, a badge's words; empty where none is
};

/// A headline number that opens: click, Enter or Space. Where its change opens too, a click on the change does it, and
/// Shift with Enter.
class Tile : public QFrame {
    Q_OBJECT
public:
    explicit Tile(QWidget *parent = nullptr);
    void setContent(TileContent content);
    [[nodiscard]] const TileContent &content() const { return m_content; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// Width from which none of its lines is cut; a layout may still give less.
    [[nodiscard]] int wholeWidth() const;

Q_SIGNALS:
    void activated();
    void changeActivated(); ///< only where TileContent::changeOpens

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] bool isOnChange(QPointF at) const;
    TileContent m_content;
    bool m_hovered = false;
    bool m_changeHovered = false;
};

} // namespace qd::ui
