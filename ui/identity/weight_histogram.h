#pragma once
#include "core/answers/pair_weights.h"

#include <QWidget>

namespace qd::ui {

/// Pairs by weight, with two thresholds: below the first no link, from the second on a link, between them for a person.
/// A threshold is dragged by mouse, or moved by keys: left and right move the lower one, with Shift the upper one, by a
/// tenth of a bit, Page Up and Page Down by one. What the counts say follows at once.
class WeightHistogram : public QWidget {
    Q_OBJECT
public:
    explicit WeightHistogram(QWidget *parent = nullptr);
    /// Keeps the thresholds. `currency` is that of what is at stake.
    void setPairs(std::vector<answers::ReviewPair> pairs, Currency currency);
    /// In bits, within what is drawn.
    void setThresholds(double lower, double upper);
    [[nodiscard]] double lower() const { return m_lower; }
    [[nodiscard]] double upper() const { return m_upper; }
    [[nodiscard]] const answers::WeightZones &zones() const { return m_zones; }
    [[nodiscard]] const std::vector<answers::ReviewPair> &pairs() const { return m_pairs; }
    /// Where a threshold's line stands.
    [[nodiscard]] int placeOf(double weight) const;
    [[nodiscard]] QSize sizeHint() const override { return {480, 132}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, 96}; }

Q_SIGNALS:
    void moved(); ///< a threshold moves; the counts follow
    void lowerSettled(double weight); ///< the lower one was let go elsewhere

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Held { Nothing, Lower, Upper };

    [[nodiscard]] QRect plot() const;
    [[nodiscard]] double weightAt(int x) const;
    [[nodiscard]] Held nearest(int x) const;
    void move(Held which, double weight);
    void renew();
    void paintBars(QPainter &painter) const;
    void paintZones(QPainter &painter) const;
    void paintThreshold(QPainter &painter, double weight, bool textAtLeft) const;
    void paintAxis(QPainter &painter) const;

    std::vector<answers::ReviewPair> m_pairs;
    answers::PairHistogram m_histogram;
    answers::WeightZones m_zones;
    Currency m_currency;
    double m_lower = 0;
    double m_upper = 0;
    double m_before = 0; ///< the lower one, when it was taken
    Held m_held = Held::Nothing;
};

} // namespace qd::ui
