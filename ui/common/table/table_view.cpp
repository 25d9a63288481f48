#include "ui/common/table/table_view.h"

#include "core/store/output_file.h"
#include "ui/common/held_chips.h"
#include "ui/common/table/table_view_p.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QAction>
#include <QFileDialog>
#include <QMessageBox>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

TableView::TableView(QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(d->grid, 1);
    column->addWidget(d->totals);
    setFocusProxy(d->grid);
    setMinimumHeight(120);
    d->totals->hide();
    d->wire();
}

TableView::~TableView()
{
    // Before the models they show, which go with the private part.
    delete d->totals;
    delete d->grid;
}

void TableView::setSpec(TableSpec spec)
{
    const TableState state = d->takeState(spec.id);
    d->settling = true;
    d->model.setSpec(std::move(spec));
    d->grid->filterHeader()->setColumns(d->model.spec().columns, d->model.spec().filterRow);
    d->choice = ColumnChoice::load(d->model.spec());
    d->restore(state);
    d->settling = false;
    d->renewShown();
    d->rooms = measureColumns(d->model, d->rows, *d->grid->cells(), *d->grid->filterHeader());
    d->layOut();
    d->grid->verticalScrollBar()->setValue(state.scroll);
    d->announceCurrent();
    d->announceSelection();
}

const TableSpec &TableView::spec() const
{
    return d->model.spec();
}

QStringList TableView::shownIds() const
{
    QStringList ids;
    ids.reserve(d->rows.rowCount());
    for (int row = 0; row < d->rows.rowCount(); ++row)
        ids << d->model.spec().rows[d->rows.sourceRow(row)].id;
    return ids;
}

void TableView::setMarked(std::function<bool(const QString &rowId)> isMarked)
{
    d->model.setMarked(std::move(isMarked));
    d->grid->viewport()->update();
}

QStringList TableView::markedIds() const
{
    QStringList ids;
    for (int row = 0; row < d->rows.rowCount() && d->model.columnCount() > 0; ++row) {
        const QModelIndex index = d->model.index(d->rows.sourceRow(row), 0);
        if (index.data(TableModel::MarkedRole).toBool())
            ids << index.data(TableModel::RowIdRole).toString();
    }
    return ids;
}

QString TableView::currentId() const
{
    const QModelIndex current = d->grid->currentIndex();
    return current.isValid() ? d->model.spec().rows[d->rows.sourceRow(current.row())].id : QString();
}

QStringList TableView::selectedIds() const
{
    std::vector<int> places;
    for (const QModelIndex &index : d->grid->selectionModel()->selectedRows())
        places.push_back(index.row());
    std::sort(places.begin(), places.end());
    QStringList ids;
    for (const int place : places)
        ids << d->model.spec().rows[d->rows.sourceRow(place)].id;
    if (ids.isEmpty() && d->grid->currentIndex().isValid())
        ids << currentId();
    return ids;
}

void TableView::setSelectedIds(const QStringList &ids)
{
    d->grid->selectionModel()->select(d->selectionOf(ids), QItemSelectionModel::ClearAndSelect);
}

void TableView::setCurrentId(const QString &id)
{
    const int source = id.isEmpty() ? -1 : d->model.rowOf(id);
    const QModelIndex index = source < 0 ? QModelIndex() : d->rows.mapFromSource(d->model.index(source, 0));
    if (!index.isValid()) {
        d->grid->selectionModel()->clear();
        d->announceCurrent();
        return;
    }
    d->grid->setCurrentIndex(d->firstShownColumn(index.row()));
    d->grid->scrollTo(d->grid->currentIndex());
}

void TableView::setFilter(const QString &columnId, const QString &text)
{
    const int column = d->model.columnOf(columnId);
    if (column < 0)
        return;
    d->grid->filterHeader()->setFilterText(column, text);
    d->filter(column, text);
}

void TableView::setCompact(bool compact)
{
    d->grid->setCompact(compact);
}

QString TableView::asTsv() const
{
    return tsvOf(tableRows(d->model, d->chosenRows(), d->chosenColumns()));
}

QString TableView::asCsv() const
{
    return csvOf(tableRows(d->model, d->chosenRows(), d->chosenColumns()));
}

QWidget *TableView::columnsButton()
{
    if (!d->button) {
        d->button = new QToolButton(this);
        d->button->setText(tr("Columns"));
        d->button->setIcon(icon(QStringLiteral("columns")));
        d->button->setIconSize(QSize(14, 14));
        d->button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        d->button->setFixedHeight(24);
        connect(d->button, &QToolButton::clicked, this, [this] { d->openChooser(*d->button); });
        d->layOut(); // says what was left out
    }
    return d->button;
}

void TableView::copy() const
{
    ui::copyTable(tableRows(d->model, d->chosenRows(), d->chosenColumns()));
}

void TableView::copyTable() const
{
    ui::copyTable(tableRows(d->model, d->takenRows(), d->chosenColumns()));
}

QList<QAction *> TableView::dataActions()
{
    if (d->dataActions.isEmpty()) {
        auto *copies = new QAction(icon(QStringLiteral("copy")), tr("Copy as table"), this);
        auto *exports = new QAction(icon(QStringLiteral("export")), tr("Export as CSV\u2026"), this);
        connect(copies, &QAction::triggered, this, &TableView::copyTable);
        connect(exports, &QAction::triggered, this, &TableView::exportCsv);
        d->dataActions = {copies, exports};
    }
    for (QAction *action : d->dataActions)
        action->setEnabled(d->rows.rowCount() > 0);
    return d->dataActions;
}

void TableView::exportCsv()
{
    const QString name = fileNameOf(*this, spec().id.isEmpty() ? tr("table") : spec().id, QStringLiteral(".csv"));
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the rows shown"), name, tr("CSV (*.csv)"));
    if (path.isEmpty())
        return;
    const QString text = csvOf(tableRows(d->model, d->takenRows(), d->chosenColumns()));
    if (const auto written = store::writeOutput(path.toStdString(), text.toStdString()); !written)
        QMessageBox::warning(this, tr("The table was not exported"), messageText(written.error().message));
}

} // namespace qd::ui
