#include "ui/common/table/table_view_p.h"

#include "ui/common/mnemonics.h"
#include "ui/common/table/cell_value.h"

#include <algorithm>

#include <QItemSelectionModel>
#include <QMenu>
#include <QMetaMethod>

namespace qd::ui {

namespace {

constexpr int LongTable = 100'000; // rows from which on a filter waits for a pause in typing
constexpr int TypingPause = 200; // ms

} // namespace

TableView::Private::Private(TableView *view)
    : q(view)
    , rows(&model)
    , grid(new GridView(&rows, &model, view))
    , totals(new TotalsRow(&rows, &model, grid->filterHeader(), view))
{
    typing.setSingleShot(true);
    typing.setInterval(TypingPause);
}

void TableView::Private::wire()
{
    FilterHeader *header = grid->filterHeader();
    connect(grid, &GridView::cellEntered, q,
        [this](const QString &row, int column, bool byKey) { open(row, column, byKey); });
    connect(grid, &GridView::toggleWanted, q,
        [this](const QString &row, bool byKey) { Q_EMIT q->toggled(byKey ? q->selectedIds() : QStringList{row}); });
    connect(grid->selectionModel(), &QItemSelectionModel::selectionChanged, q, [this] { announceSelection(); });
    connect(grid, &GridView::copyWanted, q, &TableView::copy);
    connect(grid, &GridView::scrolled, totals, qOverload<>(&QWidget::update));
    connect(grid, &GridView::resized, q, [this] { layOut(); });
    connect(grid->selectionModel(), &QItemSelectionModel::currentChanged, q, [this] { announceCurrent(); });
    connect(&rows, &RowFilter::shownChanged, q, [this] {
        if (!settling) {
            renewShown();
            announceCurrent();
            announceSelection();
        }
    });
    connect(header, &QHeaderView::sectionClicked, q, [this](int column) { sortClicked(column); });
    connect(header, &QHeaderView::sectionResized, q, [this](int column, int, int width) { keepWidth(column, width); });
    connect(header, &QHeaderView::sectionMoved, q, [this] { keepOrder(); });
    connect(header, &FilterHeader::filterEdited, q, [this](int column, const QString &text) {
        typed.insert(column, text);
        if (model.rowCount() > LongTable)
            typing.start();
        else
            applyTyped();
    });
    connect(&typing, &QTimer::timeout, q, [this] { applyTyped(); });
    grid->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(grid, &QWidget::customContextMenuRequested, q, [this](const QPoint &place) { openMenu(place); });
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, q,
        [this](const QPoint &place) { openMenu(grid->viewport()->mapFrom(grid, QPoint(place.x(), place.y()))); });
}

TableState TableView::Private::takeState(const QString &specId) const
{
    const TableSpec &spec = model.spec();
    TableState state;
    if (spec.columns.isEmpty() || spec.id != specId)
        return state;
    const auto idOf = [&](int column) { return column < 0 ? QString() : spec.columns[column].id; };
    state.known = true;
    state.sortColumn = idOf(rows.sortColumn());
    state.order = rows.sortOrder();
    for (int column = 0; column < int(spec.columns.size()); ++column) {
        const QString text = typed.value(column, rows.filterText(column));
        if (!text.isEmpty())
            state.filters.insert(idOf(column), text);
    }
    state.current = q->currentId();
    state.currentColumn = idOf(grid->currentIndex().column());
    const QModelIndexList selected = grid->selectionModel()->selectedRows();
    for (const QModelIndex &index : selected)
        state.selected << spec.rows[rows.sourceRow(index.row())].id;
    state.scroll = grid->verticalScrollBar()->value();
    return state;
}

void TableView::Private::restore(const TableState &state)
{
    const TableSpec &spec = model.spec();
    typed.clear();
    typing.stop();
    for (auto text = state.filters.cbegin(); text != state.filters.cend(); ++text) {
        const int column = model.columnOf(text.key());
        grid->filterHeader()->setFilterText(column, *text);
        filter(column, *text);
    }
    if (state.known)
        sortBy(model.columnOf(state.sortColumn), state.order);
    else
        sortBy(spec.sortColumn, spec.sortDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
    const int current = state.current.isEmpty() ? -1 : model.rowOf(state.current);
    const int column = std::max(model.columnOf(state.currentColumn), 0);
    if (current >= 0)
        grid->selectionModel()->setCurrentIndex(
            rows.mapFromSource(model.index(current, column)), QItemSelectionModel::NoUpdate);
    grid->selectionModel()->select(selectionOf(state.selected), QItemSelectionModel::ClearAndSelect);
}

QItemSelection TableView::Private::selectionOf(const QStringList &ids) const
{
    QItemSelection selection;
    for (const QString &id : ids) {
        const int source = model.rowOf(id);
        const QModelIndex index = source < 0 ? QModelIndex() : rows.mapFromSource(model.index(source, 0));
        if (index.isValid())
            selection.select(index, index.siblingAtColumn(model.columnCount() - 1));
    }
    return selection;
}

void TableView::Private::layOut()
{
    if (rooms.size() != std::size_t(model.columnCount()) || settling)
        return;
    layingOut = true;
    const QStringList leftOut =
        layOutColumns(*grid->filterHeader(), model.spec(), choice, rooms, grid->viewport()->width());
    layingOut = false;
    if (button) {
        button->setToolTip(leftOut.isEmpty()
                ? TableView::tr("Choose and order columns")
                : TableView::tr("Left out for lack of room: %1").arg(leftOut.join(QStringLiteral("; "))));
    }
    totals->update();
}

void TableView::Private::renewShown()
{
    const TableSpec &spec = model.spec();
    totals->renew();
    grid->layOutRows();
    QStringList filtered;
    for (int column = 0; column < model.columnCount(); ++column) {
        if (!rows.filterText(column).trimmed().isEmpty())
            filtered << spec.columns[column].title;
    }
    if (rows.isFiltered())
        grid->setEmptyText(
            TableView::tr("No row passes the filter on %1. Clear it with Esc in its field or from the context menu.")
                .arg(filtered.join(QStringLiteral("; "))));
    else
        grid->setEmptyText(spec.emptyText.isEmpty() ? TableView::tr("Nothing to show here.") : spec.emptyText);
    grid->setAccessibleName(q->accessibleName().isEmpty() ? TableView::tr("Table") : q->accessibleName());
}

void TableView::Private::announceCurrent()
{
    if (settling || q->currentId() == announced)
        return;
    announced = q->currentId();
    Q_EMIT q->currentChanged(announced);
}

void TableView::Private::announceSelection()
{
    if (!settling)
        Q_EMIT q->selectionChanged();
}

void TableView::Private::open(const QString &row, int column, bool byKey)
{
    const QStringList selected = q->selectedIds();
    if (byKey && selected.size() > 1 && q->isSignalConnected(QMetaMethod::fromSignal(&TableView::severalActivated))) {
        Q_EMIT q->severalActivated(selected);
        return;
    }
    if (selected.size() > 1)
        q->setSelectedIds({row}); // so that it shows which of them was opened
    Q_EMIT q->activated(row, model.spec().columns.value(column).id);
}

void TableView::Private::sortBy(int column, Qt::SortOrder order)
{
    rows.sort(column, order);
    grid->filterHeader()->setSorted(rows.sortColumn(), order);
    if (!settling && grid->currentIndex().isValid())
        grid->scrollTo(grid->currentIndex());
}

/// First the useful way (large numbers, late dates first; texts from A), then the other, then the order of the spec.
void TableView::Private::sortClicked(int column)
{
    if (!model.spec().sortable)
        return;
    const TableColumn &shape = model.spec().columns[column];
    const bool largestFirst = shape.kind == ColumnKind::Date || isNumeric(shape.kind);
    const Qt::SortOrder first = largestFirst ? Qt::DescendingOrder : Qt::AscendingOrder;
    const Qt::SortOrder second = largestFirst ? Qt::AscendingOrder : Qt::DescendingOrder;
    if (rows.sortColumn() != column)
        sortBy(column, first);
    else if (rows.sortOrder() == first)
        sortBy(column, second);
    else
        sortBy(-1, Qt::AscendingOrder);
}

void TableView::Private::filter(int column, const QString &text)
{
    const bool parsed = rows.setFilter(column, text);
    grid->filterHeader()->setFilterBad(column, !parsed);
}

void TableView::Private::applyTyped()
{
    const QHash<int, QString> texts = std::exchange(typed, {});
    for (auto text = texts.cbegin(); text != texts.cend(); ++text)
        filter(text.key(), *text);
}

void TableView::Private::keepWidth(int column, int width)
{
    if (layingOut || settling || width == 0 || column >= model.columnCount())
        return;
    choice.widths.insert(model.spec().columns[column].id, width);
    choice.save(model.spec());
}

void TableView::Private::keepOrder()
{
    if (layingOut || settling)
        return;
    choice.order.clear();
    for (int place = 0; place < model.columnCount(); ++place)
        choice.order << model.spec().columns[grid->filterHeader()->logicalIndex(place)].id;
    choice.save(model.spec());
}

void TableView::Private::openChooser(const QWidget &opener)
{
    auto *chooser = new ColumnChooser(model.spec(), choice, q);
    connect(chooser, &ColumnChooser::chosen, q, [this](const ColumnChoice &chosen) {
        choice = chosen;
        choice.save(model.spec());
        layOut();
    });
    if (button) {
        button->setDown(true); // tinted while the popup is open
        connect(chooser, &QObject::destroyed, button, [this] { button->setDown(false); });
    }
    chooser->openBelow(opener);
}

void TableView::Private::openMenu(const QPoint &place)
{
    const int column = grid->columnAt(place.x());
    QMenu menu(q);
    menu.addAction(icon(QStringLiteral("copy")), TableView::tr("Copy"), QKeySequence::Copy, q, &TableView::copy);
    menu.addActions(q->dataActions());
    menu.addSeparator();
    if (column >= 0) {
        const QString title = nameInMenu(model.spec().columns[column].title);
        menu.addAction(TableView::tr("Sort by %1, smallest first").arg(title), q,
            [this, column] { sortBy(column, Qt::AscendingOrder); });
        menu.addAction(TableView::tr("Sort by %1, largest first").arg(title), q,
            [this, column] { sortBy(column, Qt::DescendingOrder); });
    }
    QAction *clear = menu.addAction(TableView::tr("Clear filters"), q, [this] {
        for (int each = 0; each < model.columnCount(); ++each)
            q->setFilter(model.spec().columns[each].id, QString());
    });
    clear->setEnabled(rows.isFiltered());
    menu.addSeparator();
    menu.addAction(icon(QStringLiteral("columns")), TableView::tr("Columns..."), q,
        [this] { openChooser(button ? static_cast<const QWidget &>(*button) : *q); });
    menu.exec(grid->viewport()->mapToGlobal(place));
}

QModelIndex TableView::Private::firstShownColumn(int row) const
{
    const FilterHeader *header = grid->filterHeader();
    for (int place = 0; place < header->count(); ++place) {
        if (!header->isSectionHidden(header->logicalIndex(place)))
            return rows.index(row, header->logicalIndex(place));
    }
    return rows.index(row, 0);
}

std::vector<int> TableView::Private::shownRows() const
{
    std::vector<int> sources;
    sources.reserve(std::size_t(rows.rowCount()));
    for (int row = 0; row < rows.rowCount(); ++row)
        sources.push_back(rows.sourceRow(row));
    return sources;
}

std::vector<int> TableView::Private::chosenRows() const
{
    const QModelIndexList selected = grid->selectionModel()->selectedRows();
    if (selected.isEmpty())
        return shownRows();
    std::vector<int> places;
    for (const QModelIndex &index : selected)
        places.push_back(index.row());
    std::sort(places.begin(), places.end());
    for (int &place : places)
        place = rows.sourceRow(place);
    return places;
}

std::vector<int> TableView::Private::takenRows() const
{
    std::vector<int> chosen = chosenRows();
    return chosen.size() > 1 ? chosen : shownRows();
}

std::vector<int> TableView::Private::chosenColumns() const
{
    std::vector<int> columns;
    for (const QString &id : choice.order) {
        if (!choice.hidden.contains(id))
            columns.push_back(model.columnOf(id));
    }
    return columns;
}

} // namespace qd::ui
