#pragma once
#include <QVector>
#include <QWidget>

#include <optional>

namespace qd::ui {

/// A metric beside another.
struct RelatedMetric {
    QString metric; ///< id
    QString name;
};

/// What a definition is computed from, what it says, and what is computed from it: three columns with a line for each
/// relation. A click opens a metric; so do arrow keys and Enter.
class RelationGraph : public QWidget {
    Q_OBJECT
public:
    explicit RelationGraph(QWidget *parent = nullptr);

    void setRelations(const QString &name, QVector<RelatedMetric> dependsOn, QVector<RelatedMetric> usedBy);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// While the event that asked for it is handled: who deletes the graph for it, does so afterwards.
    void metricActivated(const QString &metric);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    enum Side { Before, After };
    /// A metric that can be opened.
    struct Place {
        Side side = Before;
        int row = 0;
        bool operator==(const Place &) const = default;
    };
    [[nodiscard]] const QVector<RelatedMetric> &column(Side side) const;
    [[nodiscard]] int gap() const;
    [[nodiscard]] QRect boxOf(const Place &place) const;
    [[nodiscard]] QRect middleBox() const;
    [[nodiscard]] std::optional<Place> placeAt(const QPoint &point) const;
    [[nodiscard]] const RelatedMetric &at(const Place &place) const { return column(place.side)[place.row]; }
    void activate(const Place &place);
    void choose(const Place &place);
    void paintColumn(QPainter &painter, Side side) const;

    QString m_name;
    QVector<RelatedMetric> m_before; ///< that it depends on
    QVector<RelatedMetric> m_after; ///< that use it
    std::optional<Place> m_current;
};

} // namespace qd::ui
