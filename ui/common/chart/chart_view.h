#pragma once
#include "ui/common/chart/click_event.h"
#include "ui/paint/chart/chart_painter.h"

#include <QPointer>
#include <QSet>
#include <QWidget>

#include <functional>

namespace qd::ui {

class ChartActions;
class ChartTooltip;

/// A chart on screen: hover band and tooltip, arrow keys, click and Enter open what is behind a place, menu to copy
/// the image (2x), copy the data as a table, and export. Repaints on theme change.
class ChartView : public QWidget {
    Q_OBJECT
public:
    explicit ChartView(QWidget *parent = nullptr);
    ~ChartView() override;
    void setSpec(ChartSpec spec);
    [[nodiscard]] const ChartSpec &spec() const { return m_spec; }
    void setSelected(ChartPlace place);
    /// Where customers stand in the chart, by their ids: said by whoever knows what it is drawn of. A place may be of
    /// many, and a customer in many places. Asked when the customers or the values are others, not when it is drawn.
    using PlacesOf = std::function<QVector<ChartPlace>(const QSet<QString> &customers)>;
    void setPlacesOf(PlacesOf places);
    /// Frames the places of customers who are selected elsewhere, also once the chart shows something else; of none
    /// nothing.
    void markCustomers(const QSet<QString> &customers);
    [[nodiscard]] const QVector<ChartPlace> &marked() const { return m_marked; }
    /// Where a place is drawn; empty for none.
    [[nodiscard]] QRect placeRect(int series, int category) const;
    [[nodiscard]] QSize sizeHint() const override;
    /// Of a heatmap the room that all its values and names take (chart_scroll.h gives less).
    [[nodiscard]] QSize minimumSizeHint() const override;

    /// What can be done with it, for menus: its image and its data copied, exported; where it has series, looked into
    /// in the explorer, last. Disabled where it is empty.
    [[nodiscard]] QList<QAction *> dataActions();
    /// As it is, in the light theme, with two pixels for each of the screen.
    [[nodiscard]] QImage image() const;
    /// Opens the customers behind several places together (places_event.h); whether somebody knew any.
    bool openPlaces(const QVector<ChartPlace> &places);

Q_SIGNALS:
    void placeActivated(int series, int category);
    void placeOpened(int series, int category); ///< heatmap: double click or Ctrl+Enter, what is behind it at once
    void placeHovered(int series, int category);
    void specChanged();
    void placeReached(int series, int category); ///< hovered by key, so it has to be in sight

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void findMarks();
    [[nodiscard]] double textScale() const;
    void setHovered(ChartPlace place);
    void moveHovered(int series, int categories);
    void activate(ChartPlace place);
    [[nodiscard]] bool canBeExplored() const;
    void tellParents(ClickEvent::Which click) const;
    void updateTooltip();

    ChartSpec m_spec;
    QSize m_leastSize; ///< of a heatmap
    ChartActions *m_actions = nullptr; ///< made when first asked for
    ChartPlace m_hovered;
    ChartPlace m_selected;
    PlacesOf m_placesOf;
    QSet<QString> m_markedCustomers;
    QVector<ChartPlace> m_marked; ///< where they stand
    QPointer<ChartTooltip> m_tooltip; ///< child of the window, which may go first
    bool m_hasFocusRing = false; ///< only for focus that came by key
};

} // namespace qd::ui
