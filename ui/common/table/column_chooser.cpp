#include "ui/common/table/column_chooser.h"
#include "ui/common/popup_frame.h"

#include "ui/common/icons.h"
#include "ui/paint/theme.h"

#include <algorithm>

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QTimer>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

constexpr int IdRole = Qt::UserRole + 1;
constexpr int RowHeight = 26;

} // namespace

ColumnChooser::ColumnChooser(const TableSpec &spec, const ColumnChoice &choice, QWidget *parent)
    : QFrame(parent, Qt::Popup | Qt::FramelessWindowHint | Qt::NoDropShadowWindowHint)
    , m_choice(choice)
    , m_search(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_foot(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Columns"));
    m_spec.columns = spec.columns;
    m_search->setPlaceholderText(tr("Find a column"));
    m_search->setAccessibleName(tr("Find a column"));
    m_search->setFixedHeight(28);
    m_list->setAccessibleName(tr("Columns, in order"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setDefaultDropAction(Qt::MoveAction);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize(QSize(14, 14));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    m_foot->setFont(Theme::font(Type::Small));
    auto *back = new QPushButton(tr("Back to default"), this);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_foot, 1);
    foot->addWidget(back);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    column->addWidget(m_search);
    column->addWidget(m_list, 1);
    column->addLayout(foot);
    setFixedWidth(272);
    connect(m_search, &QLineEdit::textChanged, this, &ColumnChooser::search);
    connect(m_list, &QListWidget::itemChanged, this, &ColumnChooser::take);
    // The list must have ended its own move before it is filled again.
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &ColumnChooser::takeOrder, Qt::QueuedConnection);
    connect(back, &QPushButton::clicked, this, [this] {
        m_choice = ColumnChoice::defaults(m_spec);
        fill();
        Q_EMIT chosen(m_choice);
    });
    fill();
    setFixedHeight(std::min(8 + 28 + 6 + int(m_list->count()) * RowHeight + 6 + 28 + 10, 460));
    setFocusProxy(m_search);
}

void ColumnChooser::openBelow(const QWidget &button)
{
    const QPoint corner = button.mapToGlobal(QPoint(button.width() - width(), button.height() + 4));
    const QRect screen = button.screen()->availableGeometry();
    move(std::clamp(corner.x(), screen.left() + 4, std::max(screen.left() + 4, screen.right() - width() - 4)),
        std::clamp(corner.y(), screen.top() + 4, std::max(screen.top() + 4, screen.bottom() - height() - 4)));
    show();
    m_search->setFocus(Qt::PopupFocusReason);
}

void ColumnChooser::fill()
{
    m_filling = true;
    const QListWidgetItem *current = m_list->currentItem();
    const QString currentId = current ? current->data(IdRole).toString() : QString();
    m_list->clear();
    addHeading(tr("Shown, drag to order"));
    for (const QString &id : m_choice.order) {
        if (!m_choice.hidden.contains(id))
            addColumn(id, true);
    }
    addHeading(tr("Not shown, %1").arg(m_choice.hidden.size()));
    for (const QString &id : m_choice.order) {
        if (m_choice.hidden.contains(id))
            addColumn(id, false);
    }
    for (int row = 0; row < m_list->count() && !currentId.isEmpty(); ++row) {
        if (m_list->item(row)->data(IdRole).toString() == currentId)
            m_list->setCurrentRow(row);
    }
    m_foot->setText(tr("%1 of %2 shown").arg(m_choice.shownCount()).arg(m_choice.order.size()));
    m_filling = false;
    search(m_search->text());
}

void ColumnChooser::addHeading(const QString &text)
{
    auto *item = new QListWidgetItem(text, m_list);
    item->setFlags(Qt::NoItemFlags);
    item->setFont(Theme::font(Type::Header));
    item->setForeground(Theme::current().text2);
    item->setSizeHint(QSize(0, RowHeight));
}

void ColumnChooser::addColumn(const QString &id, bool shown)
{
    const auto column = std::find_if(m_spec.columns.cbegin(), m_spec.columns.cend(),
        [&](const TableColumn &candidate) { return candidate.id == id; });
    const bool locked = id == lockedColumn(m_spec);
    auto *item = new QListWidgetItem(column->title, m_list);
    item->setData(IdRole, id);
    item->setFont(Theme::font(Type::Dense));
    item->setIcon(icon(locked ? QStringLiteral("lock") : QStringLiteral("grip"), IconRole::Text3));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled
        | (locked ? Qt::NoItemFlags : Qt::ItemIsUserCheckable));
    item->setCheckState(shown ? Qt::Checked : Qt::Unchecked);
    item->setToolTip(locked ? tr("Always shown") : QString());
    item->setSizeHint(QSize(0, RowHeight));
}

void ColumnChooser::search(const QString &text)
{
    for (int row = 0; row < m_list->count(); ++row) {
        QListWidgetItem *item = m_list->item(row);
        const bool heading = item->data(IdRole).isNull();
        item->setHidden(!heading && !item->text().contains(text.trimmed(), Qt::CaseInsensitive));
    }
}

void ColumnChooser::take(QListWidgetItem *item)
{
    const QString id = item->data(IdRole).toString();
    if (m_filling || id.isEmpty())
        return;
    if (item->checkState() == Qt::Checked)
        m_choice.hidden.remove(id);
    else
        m_choice.hidden.insert(id);
    Q_EMIT chosen(m_choice);
    QTimer::singleShot(0, this, &ColumnChooser::fill); // the list is still at the item that goes
}

void ColumnChooser::takeOrder()
{
    ColumnChoice choice;
    choice.widths = m_choice.widths;
    int headings = 0;
    for (int row = 0; row < m_list->count(); ++row) {
        const QString id = m_list->item(row)->data(IdRole).toString();
        if (id.isEmpty()) {
            ++headings;
            continue;
        }
        choice.order << id;
        if (headings > 1 && id != lockedColumn(m_spec))
            choice.hidden << id;
    }
    m_choice = choice;
    fill();
    Q_EMIT chosen(m_choice);
}

bool ColumnChooser::moveCurrent(int step)
{
    const int from = m_list->currentRow();
    const int to = from + step;
    if (from < 1 || to < 1 || to >= m_list->count())
        return false;
    m_filling = true;
    m_list->insertItem(to, m_list->takeItem(from));
    m_list->setCurrentRow(to);
    m_filling = false;
    takeOrder();
    return true;
}

bool ColumnChooser::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::AltModifier && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down))
            return moveCurrent(key->key() == Qt::Key_Up ? -1 : 1);
    }
    return QFrame::eventFilter(watched, event);
}

void ColumnChooser::paintEvent(QPaintEvent *)
{
    paintPopup(*this);
}

void ColumnChooser::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    roundPopup(*this);
}

} // namespace qd::ui
