#pragma once
#include "core/answers/briefing.h"

#include <QFrame>

namespace qd::ui {

/// One cell per source: fresh or late, as of when, how many rows. A click opens Import; by keyboard the arrow keys
/// choose a cell and Enter or Space opens it. Compact it is one line: how many are on time, and which are late.
class SourceStrip : public QFrame {
    Q_OBJECT
public:
    explicit SourceStrip(QWidget *parent = nullptr);
    void setSources(std::vector<sources::SourceFreshness> sources);
    void setCompact(bool compact);
    [[nodiscard]] bool isCompact() const { return m_compact; }
    [[nodiscard]] QSize sizeHint() const override { return {600, m_compact ? 32 : WholeHeight}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {300, sizeHint().height()}; }
    static constexpr int WholeHeight = 66; ///< px, with all its cells

Q_SIGNALS:
    void activated(const QString &source);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRectF cellRect(std::size_t index) const;
    void paintCells(QPainter &painter) const;
    void paintLine(QPainter &painter) const;
    [[nodiscard]] QString lineOfLate(const sources::SourceFreshness &source) const;
    std::vector<sources::SourceFreshness> m_sources;
    std::size_t m_current = 0; ///< by keyboard
    bool m_compact = false;
};

} // namespace qd::ui
