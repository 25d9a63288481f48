#pragma once
#include "ui/paint/chart/chart_painter.h"

#include <QEvent>
#include <QVector>

#include <functional>

namespace qd::ui {

/// Several points of a chart were chosen at once. Goes from the chart up through its parents; the first that accepts
/// it opens the customers behind all of them together.
class PlacesEvent : public QEvent {
public:
    /// `click` does what a click on one place does.
    PlacesEvent(QString of, QVector<ChartPlace> chosen, std::function<void(ChartPlace)> click)
        : QEvent(kind())
        , title(std::move(of))
        , places(std::move(chosen))
        , activate(std::move(click))
    {
        ignore();
    }
    [[nodiscard]] static QEvent::Type kind()
    {
        static const auto registered = static_cast<QEvent::Type>(QEvent::registerEventType());
        return registered;
    }

    QString title; ///< of the chart
    QVector<ChartPlace> places;
    std::function<void(ChartPlace)> activate;
    bool hasCustomers = false; ///< answer: whether there are any behind such points
};

} // namespace qd::ui
