#pragma once
#include "ui/paint/copied_table.h"

#include <QList>
#include <QObject>

#include <functional>

class QAction;

namespace qd::ui {

/// What can be taken of a widget that draws figures itself and is neither chart nor table, such as a board of books:
/// its image, its figures as a table, a file of either. PanelActions offers them. A child of the widget.
class PictureActions : public QObject {
    Q_OBJECT
public:
    using Rows = std::function<CopiedRows()>;

    /// `rows` is asked each time; of a header alone nothing can be taken.
    PictureActions(QWidget &picture, Rows rows);
    /// Copy image, copy data as table, export as CSV or PNG; children of the widget, disabled while it shows nothing.
    [[nodiscard]] QList<QAction *> dataActions();
    [[nodiscard]] QWidget &picture() const { return m_picture; }

private:
    void exportAs();

    QWidget &m_picture;
    Rows m_rows;
    QList<QAction *> m_actions;
};

} // namespace qd::ui
