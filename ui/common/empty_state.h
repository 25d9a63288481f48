#pragma once
#include <QWidget>

class QPushButton;

namespace qd::ui {

/// What a page shows when there is nothing to show: one sentence that says what to do, and the button that does it.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(
        const QString &sentence, const QString &primary, const QString &secondary = {}, QWidget *parent = nullptr);

Q_SIGNALS:
    void primaryClicked();
    void secondaryClicked();
};

} // namespace qd::ui
