#include "ui/common/model_rows.h"

#include "ui/common/icons.h"
#include "ui/common/model_cells.h"
#include "ui/common/style_parts.h"
#include "ui/common/toned_label.h"
#include "ui/paint/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStackedLayout>
#include <QTableWidget>
#include <QToolButton>

namespace qd::ui {

namespace {
constexpr int RowHeight = 26;
constexpr int HeadHeight = 26;
} // namespace

ModelRows::ModelRows(
    const QString &name, const QString &noun, const QList<Column> &columns, Order order, QWidget *parent)
    : Panel({}, parent)
    , m_columns(columns)
    , m_table(new QTableWidget(0, int(columns.size()), this))
    , m_fault(new TonedLabel(Type::Small, Tone::Bad, this))
    , m_empty(new TonedLabel(Type::Dense, Tone::Hint, m_table->viewport()))
{
    buildTable(name, columns);
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 4);
    column->setSpacing(4);
    column->addWidget(m_table, 1);
    column->addWidget(m_fault);
    setBody(body, false);
    buildHead(name, noun, order);
    m_fault->setObjectName(name + QStringLiteral("Fault"));
    m_fault->setWordWrap(true);
    m_fault->setContentsMargins(ModelCells::Padding, 0, ModelCells::Padding, 0);
    m_fault->hide();
    m_empty->setWordWrap(true);
    m_empty->setMargin(ModelCells::Padding);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    updateButtons();
}

void ModelRows::buildTable(const QString &name, const QList<Column> &columns)
{
    m_table->setTabKeyNavigation(false); // Tab goes on; while a cell is typed in, to the next one
    m_table->setObjectName(name);
    m_table->setItemDelegate(new ModelCells(columns, m_table));
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    // Not a click on what is selected: Qt waits a while then, and swallows the key somebody types meanwhile.
    m_table->setEditTriggers(
        QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setMinimumSectionSize(RowHeight);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    m_table->verticalHeader()->setDefaultSectionSize(RowHeight);
    QHeaderView *head = m_table->horizontalHeader();
    head->setFixedHeight(HeadHeight);
    head->setHighlightSections(false);
    head->setSectionsClickable(false);
    for (int column = 0; column < int(columns.size()); ++column) {
        auto *item = new QTableWidgetItem(columns[column].title);
        const bool number = static_cast<ModelCells *>(m_table->itemDelegate())->isNumber(column);
        item->setTextAlignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        item->setFont(Theme::font(Type::Header));
        m_table->setHorizontalHeaderItem(column, item);
        const int words = QFontMetrics(item->font()).horizontalAdvance(columns[column].title) + 2 * ModelCells::Padding;
        if (columns[column].width > 0)
            m_table->setColumnWidth(column, std::max(columns[column].width, words));
        head->setSectionResizeMode(column, columns[column].width > 0 ? QHeaderView::Interactive : QHeaderView::Stretch);
    }
    connect(m_table, &QTableWidget::itemChanged, this, [this] {
        if (!m_filling)
            Q_EMIT changed();
    });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row, int, int before, int) {
        updateButtons();
        if (row != before && !m_filling)
            Q_EMIT currentRowChanged(row);
    });
}

void ModelRows::buildHead(const QString &name, const QString &noun, Order order)
{
    m_add = makeButton(name + QStringLiteral("Add"), QStringLiteral("plus"), tr("Add %1").arg(noun));
    m_remove = makeButton(name + QStringLiteral("Remove"), QStringLiteral("trash"), tr("Remove %1").arg(noun));
    m_up = makeButton(name + QStringLiteral("Up"), QStringLiteral("arrow-up"), tr("Move %1 up").arg(noun));
    m_down = makeButton(name + QStringLiteral("Down"), QStringLiteral("arrow-down"), tr("Move %1 down").arg(noun));
    m_up->setVisible(order == Order::Matters);
    m_down->setVisible(order == Order::Matters);
    for (QToolButton *button : {m_add, m_remove, m_up, m_down})
        addHeaderWidget(button);
    connect(m_add, &QToolButton::clicked, this, &ModelRows::add);
    connect(m_remove, &QToolButton::clicked, this, &ModelRows::remove);
    connect(m_up, &QToolButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { move(1); });
}

QToolButton *ModelRows::makeButton(const QString &name, const QString &iconName, const QString &text)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setProperty("quiet", true);
    button->setProperty("compact", true);
    button->setIcon(icon(iconName));
    button->setIconSize({14, 14});
    button->setToolTip(text);
    button->setAccessibleName(text);
    return button;
}

void ModelRows::setHeading(const QString &title, const QString &subtitle)
{
    setTitle(title);
    setSubtitle(subtitle);
    m_table->setAccessibleName(title);
}

void ModelRows::setEmptyText(const QString &text)
{
    m_empty->setText(text);
    placeEmptyText();
}

void ModelRows::fillRow(int row, const QStringList &texts)
{
    for (int column = 0; column < int(m_columns.size()); ++column) {
        QTableWidgetItem *item = m_table->item(row, column);
        if (!item) {
            item = new QTableWidgetItem;
            if (m_columns[column].kind == Kind::Fixed || m_columns[column].kind == Kind::FixedNumber)
                item->setFlags(item->flags() & ~Qt::ItemIsEditable);
            m_table->setItem(row, column, item);
        }
        if (const QString text = texts.value(column); item->text() != text)
            item->setText(text);
    }
}

void ModelRows::setRows(const QList<QStringList> &rows)
{
    m_filling = true;
    m_table->setRowCount(int(rows.size()));
    for (int row = 0; row < int(rows.size()); ++row)
        fillRow(row, rows[row]);
    if (m_table->currentRow() < 0 && !rows.isEmpty())
        m_table->setCurrentCell(0, 0);
    m_filling = false;
    updateButtons();
}

QList<QStringList> ModelRows::rows() const
{
    QList<QStringList> all;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        QStringList texts;
        for (int column = 0; column < m_table->columnCount(); ++column)
            texts << m_table->item(row, column)->text();
        all << texts;
    }
    return all;
}

void ModelRows::setChoices(int column, const QStringList &choices)
{
    static_cast<ModelCells *>(m_table->itemDelegate())->setChoices(column, choices);
}

void ModelRows::setCellFixed(int row, int column, bool fixed)
{
    QTableWidgetItem *item = m_table->item(row, column);
    m_filling = true;
    item->setFlags(fixed ? item->flags() & ~Qt::ItemIsEditable : item->flags() | Qt::ItemIsEditable);
    m_filling = false;
}

int ModelRows::currentRow() const
{
    return m_table->currentRow();
}

void ModelRows::setCurrentRow(int row)
{
    m_table->setCurrentCell(row, 0);
}

void ModelRows::setFaults(const QHash<std::pair<int, int>, QString> &faults)
{
    m_filling = true;
    QString first = faults.value({-1, -1});
    for (int row = 0; row < m_table->rowCount(); ++row) {
        for (int column = 0; column < m_table->columnCount(); ++column) {
            const QString fault = faults.value({row, column}, faults.value({row, -1}));
            QTableWidgetItem *item = m_table->item(row, column);
            item->setData(ModelCells::FaultRole, fault);
            item->setToolTip(fault);
            if (first.isEmpty())
                first = fault;
        }
    }
    m_filling = false;
    m_fault->setText(first);
    m_fault->setVisible(!first.isEmpty());
}

void ModelRows::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete && m_table->currentRow() >= 0)
        remove();
    else
        Panel::keyPressEvent(event);
}

void ModelRows::add()
{
    const int row = m_table->currentRow() + 1;
    m_filling = true;
    m_table->insertRow(row);
    fillRow(row, {});
    m_filling = false;
    Q_EMIT inserted(row);
    m_table->setCurrentCell(row, 0);
    Q_EMIT changed();
    if (m_table->item(row, 0)->flags().testFlag(Qt::ItemIsEditable))
        m_table->editItem(m_table->item(row, 0));
    updateButtons();
}

void ModelRows::remove()
{
    const int row = m_table->currentRow();
    if (row < 0)
        return;
    m_filling = true;
    m_table->removeRow(row);
    m_filling = false;
    Q_EMIT removed(row);
    Q_EMIT currentRowChanged(m_table->currentRow());
    Q_EMIT changed();
    updateButtons();
}

void ModelRows::move(int by)
{
    const int row = m_table->currentRow();
    const int other = row + by;
    if (row < 0 || other < 0 || other >= m_table->rowCount())
        return;
    QList<QStringList> all = rows();
    all.swapItemsAt(row, other);
    setRows(all);
    Q_EMIT swapped(row, other);
    m_table->setCurrentCell(other, std::max(0, m_table->currentColumn()));
    Q_EMIT changed();
}

void ModelRows::updateButtons()
{
    const int row = m_table->currentRow();
    if (m_remove) {
        m_remove->setEnabled(row >= 0);
        m_up->setEnabled(row > 0);
        m_down->setEnabled(row >= 0 && row + 1 < m_table->rowCount());
    }
    placeEmptyText();
}

bool ModelRows::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_table->viewport())
        placeEmptyText();
    const bool ofFocus = event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut;
    if (ofFocus && watched == m_table)
        m_table->viewport()->update();
    if (event->type() == QEvent::Paint && watched == m_table->viewport() && m_table->rowCount() == 0
        && m_table->hasFocus()) {
        QPainter painter(m_table->viewport()); // there is no row to show where the keyboard is
        paintFocusRing(painter, m_table->viewport()->rect(), Theme::current());
        return true;
    }
    return Panel::eventFilter(watched, event);
}

void ModelRows::placeEmptyText()
{
    m_empty->setVisible(m_table->rowCount() == 0 && !m_empty->text().isEmpty());
    const int width = m_table->viewport()->width();
    m_empty->setGeometry(0, 0, width, m_empty->heightForWidth(width));
}

} // namespace qd::ui
