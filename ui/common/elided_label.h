#pragma once
#include <QLabel>

namespace qd::ui {

/// One line of text that ends in an ellipsis when room is short, or is left out where not even its beginning fits; the
/// whole of it is the tooltip then. With word wrap it is a label of several lines that hides nothing.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);
    explicit ElidedLabel(const QString &text, QWidget *parent = nullptr);
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool isElided() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;
};

} // namespace qd::ui
