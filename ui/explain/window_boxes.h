#pragma once
#include "core/base/month.h"

#include <QObject>

#include <optional>
#include <vector>

class QComboBox;
class QWidget;

namespace qd::ui {

/// The two months of a window, in the header of the page.
class WindowBoxes : public QObject {
    Q_OBJECT
public:
    explicit WindowBoxes(QWidget *page);

    [[nodiscard]] QComboBox *fromBox() const { return m_from; }
    [[nodiscard]] QComboBox *toBox() const { return m_to; }
    /// The months that can be chosen, and those that are; hidden where no window is told.
    void show(const std::vector<Month> &months, std::optional<Month> from, std::optional<Month> to);
    void hide();
    /// What they say; nothing before anything was shown.
    [[nodiscard]] std::optional<Month> from() const;
    [[nodiscard]] std::optional<Month> to() const;

Q_SIGNALS:
    void chosen(); ///< by a person

private:
    QComboBox *m_from = nullptr;
    QComboBox *m_to = nullptr;
};

} // namespace qd::ui
