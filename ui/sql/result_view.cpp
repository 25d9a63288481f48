#include "ui/sql/result_view.h"

#include "ui/common/style_parts.h"
#include "ui/common/table/density.h"
#include "ui/paint/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace qd::ui {

namespace {

/// Cells as far from their edges as the headings.
class PaddedCells final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        constexpr int Padding = 5;
        if (option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, Theme::current().tint);
        QStyleOptionViewItem inner = option;
        inner.rect.adjust(Padding, 0, -Padding, 0);
        QStyledItemDelegate::paint(painter, inner, index);
    }
};

} // namespace

ResultView::ResultView(ResultModel *model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    setModel(model);
    setObjectName(QStringLiteral("sqlResult"));
    setAccessibleName(tr("Result"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setTabKeyNavigation(false); // Tab leaves the table
    setMinimumHeight(80);
    setItemDelegate(new PaddedCells(this));
    verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed); // a million rows are not measured
    renewLook();
}

std::vector<int> ResultView::selectedRows() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

void ResultView::fitColumns()
{
    constexpr int Looked = 50;
    constexpr int Padding = 30;
    constexpr int Widest = 320;
    const QFontMetrics metrics(font());
    for (int column = 0; column < m_model->columnCount(); ++column) {
        int width = QFontMetrics(horizontalHeader()->font())
                        .horizontalAdvance(m_model->headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < std::min(Looked, m_model->rowCount()); ++row) {
            const QString text = m_model->index(row, column).data().toString().left(Widest);
            width = std::max(width, metrics.horizontalAdvance(text));
        }
        setColumnWidth(column, std::min(width + Padding, Widest));
    }
}

void ResultView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        Q_EMIT copyWanted();
    else
        QTableView::keyPressEvent(event);
}

void ResultView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    if (const QString text = emptyText(); !text.isEmpty()) {
        painter.setFont(Theme::font(Type::Body));
        painter.setPen(Theme::current().text2);
        painter.drawText(viewport()->rect(), int(Qt::AlignCenter | Qt::TextWordWrap), text);
    }
    if (hasFocus())
        paintFocusRing(painter, viewport()->rect(), Theme::current());
}

QString ResultView::emptyText() const
{
    if (m_model->columnCount({}) > 0)
        return {};
    return tr("Write a query above and press %1. A name beside it goes into it by a double click.")
        .arg(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText));
}

void ResultView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange)
        renewLook();
}

void ResultView::renewLook()
{
    const QFont dense = Theme::font(Type::Dense);
    if (font() != dense)
        setFont(dense);
    const int row = std::max(isDense() ? 24 : 26, QFontMetrics(dense).height() + 6);
    if (verticalHeader()->defaultSectionSize() != row)
        verticalHeader()->setDefaultSectionSize(row);
    const QString widest = QStringLiteral("10000000"); // the most rows that a query may give
    verticalHeader()->setFixedWidth(QFontMetrics(verticalHeader()->font()).horizontalAdvance(widest) + 16);
    viewport()->update();
}

} // namespace qd::ui
