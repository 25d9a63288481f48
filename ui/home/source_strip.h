#pragma once
#include "core/session/briefing.h"

#include <QFrame>

namespace qd::ui {

/// One cell per source: fresh or late, as of when, how many rows. A click opens Import; by keyboard the arrow keys
/// choose a cell and Enter or Space opens it.
class SourceStrip : public QFrame {
    Q_OBJECT
public:
    explicit SourceStrip(QWidget *parent = nullptr);
    void setSources(std::vector<sources::SourceFreshness> sources);
    [[nodiscard]] QSize sizeHint() const override { return {600, 66}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {300, 66}; }

Q_SIGNALS:
    void activated(const QString &source);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRectF cellRect(std::size_t index) const;
    std::vector<sources::SourceFreshness> m_sources;
    std::size_t m_current = 0; ///< by keyboard
};

} // namespace qd::ui
