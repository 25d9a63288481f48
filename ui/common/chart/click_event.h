#pragma once
#include <QEvent>

namespace qd::ui {

/// A click on a chart that a double click opens in the explorer. Goes from the chart up through all its parents, before
/// the click does what it does: whoever would leave for that waits until no second click can come.
class ClickEvent : public QEvent {
public:
    enum class Which { First, Second };

    explicit ClickEvent(Which which)
        : QEvent(kind())
        , click(which)
    {
    }
    [[nodiscard]] static QEvent::Type kind()
    {
        static const auto registered = static_cast<QEvent::Type>(QEvent::registerEventType());
        return registered;
    }

    Which click;
};

} // namespace qd::ui
