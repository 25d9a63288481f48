#pragma once
#include "ui/common/table/table_spec.h"

#include <functional>
#include <memory>

#include <QWidget>

namespace qd::ui {

/// The one table of the product: sort, filter row, column chooser, pinned totals, copy as TSV, export CSV. Made from a
/// TableSpec that replaces everything at once and keeps sort, filters, columns and selection by row id. Scrolls
/// 1,000,000 rows without a stall.
class TableView : public QWidget {
    Q_OBJECT
public:
    explicit TableView(QWidget *parent = nullptr);
    ~TableView() override;

    void setSpec(TableSpec spec);
    [[nodiscard]] const TableSpec &spec() const;
    /// Ids of the rows that pass the filters, in the order shown.
    [[nodiscard]] QStringList shownIds() const;
    [[nodiscard]] QString currentId() const;
    /// What an action acts on: the ids of the selected rows in the order shown, else the current one.
    [[nodiscard]] QStringList selectedIds() const;
    /// Selects these rows, those that are shown.
    void setSelectedIds(const QStringList &ids);
    void setCurrentId(const QString &id);
    /// Marks rows by their ids, now and whenever the spec is another: those of what is selected elsewhere.
    void setMarked(std::function<bool(const QString &rowId)> isMarked);
    /// Ids of the rows shown that are marked, in their order.
    [[nodiscard]] QStringList markedIds() const;
    void setFilter(const QString &columnId, const QString &text);
    void setCompact(bool compact); ///< rows of 24 instead of 26
    [[nodiscard]] QString asTsv() const; ///< what is shown, or what is selected, with a header
    [[nodiscard]] QString asCsv() const; ///< the same as CSV with formulas neutralised
    /// What can be done with the data, for menus: copied as a table and exported; of several selected rows those, else
    /// all that are shown. Disabled where there is no row.
    [[nodiscard]] QList<QAction *> dataActions();
    /// A button that opens the column chooser, for a panel header.
    [[nodiscard]] QWidget *columnsButton();

Q_SIGNALS:
    void currentChanged(const QString &rowId);
    void selectionChanged(); ///< selectedIds() may give other rows
    /// Double click or Enter, and on which cell. It opens one row: of several selected ones only this stays selected,
    /// unless the owner listens to severalActivated().
    void activated(const QString &rowId, const QString &columnId);
    void severalActivated(const QStringList &rowIds); ///< Enter with several rows selected
    /// Click on a checkbox, or Space where there is a column of them, for all that is selected.
    void toggled(const QStringList &rowIds);

public Q_SLOTS:
    void copy() const; ///< what asTsv() is, as a table
    void copyTable() const;
    void exportCsv();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace qd::ui
