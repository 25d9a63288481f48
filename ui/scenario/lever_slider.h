#pragma once
#include <QSlider>

#include <optional>

namespace qd::ui {

/// A slider with a tick at a base position. The wheel moves it only while it has the focus, so that scrolling the
/// panel changes nothing.
class LeverSlider : public QSlider {
    Q_OBJECT
public:
    explicit LeverSlider(QWidget *parent = nullptr);
    void setBasePosition(std::optional<int> position);
    [[nodiscard]] std::optional<int> basePosition() const { return m_base; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    std::optional<int> m_base;
};

} // namespace qd::ui
