#pragma once
#include "ui/common/table/column_choice.h"

#include <QFrame>

class QLabel;
class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace qd::ui {

/// The popup that shows, hides and orders the columns of a table. Changes take effect at once.
class ColumnChooser : public QFrame {
    Q_OBJECT
public:
    ColumnChooser(const TableSpec &spec, const ColumnChoice &choice, QWidget *parent);

    /// Opens below `button`, right edges aligned, inside the screen.
    void openBelow(const QWidget &button);

Q_SIGNALS:
    void chosen(const qd::ui::ColumnChoice &choice);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill();
    void addHeading(const QString &text);
    void addColumn(const QString &id, bool shown);
    void search(const QString &text);
    void take(QListWidgetItem *item);
    void takeOrder();
    bool moveCurrent(int step);

    TableSpec m_spec; // its columns only
    ColumnChoice m_choice;
    QLineEdit *m_search;
    QListWidget *m_list;
    QLabel *m_foot;
    bool m_filling = false;
};

} // namespace qd::ui
