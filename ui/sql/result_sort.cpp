#include "ui/sql/result_sort.h"

#include "core/query/row_order.h"
#include "ui/common/mnemonics.h"
#include "ui/sql/result_view.h"

#include <QHeaderView>
#include <QMenu>

namespace qd::ui {

ResultSort::ResultSort(ResultModel &model, ResultView &view, QWidget &page)
    : QObject(&page)
    , m_page(page)
    , m_model(model)
    , m_view(view)
{
    QHeaderView *header = view.horizontalHeader();
    header->setSortIndicatorShown(false);
    disconnect(header, &QHeaderView::sectionPressed, &view, nullptr); // which would select a million rows
    disconnect(header, &QHeaderView::sectionEntered, &view, nullptr);
    connect(header, &QHeaderView::sectionClicked, this, &ResultSort::clicked);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { // the rows of another query
        m_job.cancel();
        m_column = -1;
        m_view.horizontalHeader()->setSortIndicatorShown(false);
    });
    view.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&view, &QWidget::customContextMenuRequested, this, &ResultSort::openMenu);
    setEnabled(false);
}

void ResultSort::setEnabled(bool enabled)
{
    m_view.horizontalHeader()->setSectionsClickable(enabled);
}

void ResultSort::clicked(int column)
{
    if (column != m_column)
        sortBy(column, Qt::AscendingOrder);
    else if (m_direction == Qt::AscendingOrder)
        sortBy(column, Qt::DescendingOrder);
    else
        sortBy(-1, Qt::AscendingOrder);
}

void ResultSort::sortBy(int column, Qt::SortOrder order)
{
    m_job.cancel();
    if (column < 0)
        return show({}, -1, Qt::AscendingOrder);
    m_job.startShown(
        &m_page, tr("Sort"),
        [table = m_model.table(), column, order](Progress &progress) -> Result<RowOrder> {
            auto sorted = query::rowOrder(table->rows, std::size_t(column), order == Qt::DescendingOrder, progress);
            if (!sorted)
                return sorted.error();
            return std::make_shared<const std::vector<int>>(std::move(*sorted));
        },
        [this, column, order](const Result<RowOrder> &sorted) {
            if (sorted) // one that was stopped leaves the rows as they are
                show(*sorted, column, order);
        });
}

void ResultSort::show(RowOrder order, int column, Qt::SortOrder direction)
{
    m_column = column;
    m_direction = direction;
    m_view.clearSelection(); // other rows stand there now
    m_model.setOrder(std::move(order));
    QHeaderView *header = m_view.horizontalHeader();
    header->setSortIndicatorShown(column >= 0);
    if (column >= 0)
        header->setSortIndicator(column, direction);
    Q_EMIT sorted();
}

/// Of the column under the pointer, or by the keys of the current one.
void ResultSort::openMenu(const QPoint &at)
{
    const QModelIndex under = m_view.indexAt(at);
    const int column = under.isValid() ? under.column() : m_view.currentIndex().column();
    if (column < 0 || !m_view.horizontalHeader()->sectionsClickable())
        return;
    auto *menu = new QMenu(&m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString name = nameInMenu(m_model.headerData(column, Qt::Horizontal).toString());
    menu->addAction(
        tr("Sort by %1, ascending").arg(name), this, [this, column] { sortBy(column, Qt::AscendingOrder); });
    menu->addAction(
        tr("Sort by %1, descending").arg(name), this, [this, column] { sortBy(column, Qt::DescendingOrder); });
    menu->addAction(tr("As the query gave them"), this, [this] { sortBy(-1, Qt::AscendingOrder); })
        ->setEnabled(m_column >= 0);
    menu->popup(m_view.viewport()->mapToGlobal(at));
}

} // namespace qd::ui
