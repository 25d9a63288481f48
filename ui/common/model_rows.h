#pragma once
#include "ui/common/panel.h"

#include <QHash>
#include <QStringList>

class QTableWidget;
class QToolButton;

namespace qd::ui {

class TonedLabel;

/// A small table people fill in: rows are added, removed and, where their order means something, moved; cells are
/// edited where they stand and tell of every key. What is wrong is marked in its cell and said below the table.
class ModelRows : public Panel {
    Q_OBJECT
public:
    enum class Kind {
        Text,
        Number,
        Fixed, ///< follows from the others
        FixedNumber,
    };
    struct Column {
        QString title;
        Kind kind = Kind::Text;
        int width = 0; ///< 0: what is left
        QString hint = {}; ///< in an empty cell
        QStringList choices = {}; ///< offered while typing; other texts stand too
    };
    enum class Order { Free, Matters };

    /// Object names: `name` of the table, `name`Add, `name`Remove, `name`Up, `name`Down of the buttons. `noun` is what
    /// a row is: "condition".
    ModelRows(
        const QString &name, const QString &noun, const QList<Column> &columns, Order order, QWidget *parent = nullptr);

    void setHeading(const QString &title, const QString &subtitle = {});
    void setEmptyText(const QString &text);
    /// Replaces what differs; an open editor and the current cell stay.
    void setRows(const QList<QStringList> &rows);
    [[nodiscard]] QList<QStringList> rows() const;
    void setChoices(int column, const QStringList &choices);
    /// A cell that follows from something else for the time being.
    void setCellFixed(int row, int column, bool fixed);
    [[nodiscard]] int currentRow() const;
    void setCurrentRow(int row);
    /// Sentences by {row, column}; {row, -1} marks all of a row, {-1, -1} the whole table.
    void setFaults(const QHash<std::pair<int, int>, QString> &faults);
    [[nodiscard]] QTableWidget *table() const { return m_table; }

Q_SIGNALS:
    void changed(); ///< by a person; after the three below
    void inserted(int row);
    void removed(int row);
    void swapped(int row, int other);
    void currentRowChanged(int row); ///< -1 for none

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTable(const QString &name, const QList<Column> &columns);
    void buildHead(const QString &name, const QString &noun, Order order);
    QToolButton *makeButton(const QString &name, const QString &icon, const QString &text);
    void fillRow(int row, const QStringList &texts);
    void add();
    void remove();
    void move(int by);
    void updateButtons();
    void placeEmptyText();

    QList<Column> m_columns;
    QTableWidget *m_table = nullptr;
    TonedLabel *m_fault = nullptr;
    TonedLabel *m_empty = nullptr;
    QToolButton *m_add = nullptr;
    QToolButton *m_remove = nullptr;
    QToolButton *m_up = nullptr;
    QToolButton *m_down = nullptr;
    bool m_filling = false;
};

} // namespace qd::ui
