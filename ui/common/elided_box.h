#pragma once
#include <QComboBox>

namespace qd::ui {

/// A box of choices that stays as wide as so many letters, whatever is chosen: a longer choice ends in an ellipsis, and
/// the whole of it is the tooltip.
class ElidedBox : public QComboBox {
    Q_OBJECT
public:
    explicit ElidedBox(int letters, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};

} // namespace qd::ui
