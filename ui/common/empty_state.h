#pragma once
#include <QWidget>

class QPushButton;

namespace qd::ui {

/// What a page shows when there is nothing to show: the line icon `iconName`, one sentence that says what to do, the
/// button that does it and, unless `secondary` is empty, another way on beside it.
class EmptyState : public QWidget {
    Q_OBJECT
public:
    EmptyState(const QString &iconName, const QString &sentence, const QString &primary, const QString &secondary = {},
        QWidget *parent = nullptr);

Q_SIGNALS:
    void primaryClicked();
    void secondaryClicked();
};

} // namespace qd::ui
