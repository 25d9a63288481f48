#include "ui/shell/navigation.h"

#include "ui/common/icons.h"
#include "ui/common/marks.h"
#include "ui/paint/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace qd::ui {

namespace {

constexpr int Wide = 184;
constexpr int Narrow = 44;
constexpr int TextLeft = 42; ///< of a page's title in its row
constexpr int TextRight = 12;

class NavigationDelegate final : public QStyledItemDelegate {
public:
    explicit NavigationDelegate(Navigation *view)
        : QStyledItemDelegate(view)
        , m_view(view)
    {
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const bool heading = index.data(NavigationModel::HeadingRole).toBool();
        if (m_view->isCollapsed())
            return {Narrow, heading ? 13 : 28};
        return {m_view->wideWidth(), heading ? 32 : 28};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (index.data(NavigationModel::HeadingRole).toBool())
            paintHeading(*painter, option.rect, index.data().toString());
        else
            paintPage(*painter, option, index);
        painter->restore();
    }

private:
    void paintHeading(QPainter &painter, const QRect &rect, const QString &title) const
    {
        const Theme &t = Theme::current();
        if (m_view->isCollapsed()) {
            painter.fillRect(QRect(rect.x() + 12, rect.center().y(), rect.width() - 24, 1), t.border);
            return;
        }
        painter.setFont(Theme::font(Type::Header));
        painter.setPen(t.text3);
        painter.drawText(rect.adjusted(16, 6, -8, 0), int(Qt::AlignVCenter | Qt::AlignLeft), title);
    }

    void paintGround(QPainter &painter, const QRect &rect, QStyle::State state) const
    {
        const Theme &t = Theme::current();
        const QRectF cell = QRectF(rect).adjusted(8, 0.5, -8, -0.5);
        if (state & QStyle::State_Selected) {
            painter.setPen(t.border);
            painter.setBrush(t.surface);
            painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.accent);
            painter.drawRoundedRect(QRectF(cell.left(), cell.top() + 6, 3, cell.height() - 12), 1.5, 1.5);
        } else if (state & QStyle::State_MouseOver) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(t.hoverRow);
            painter.drawRoundedRect(cell, 4, 4);
        }
        if ((state & QStyle::State_HasFocus) && (state & QStyle::State_KeyboardFocusChange)) {
            painter.setPen(QPen(t.accent, 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(cell.adjusted(1, 1, -1, -1), 4, 4);
        }
    }

    void paintPage(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
    {
        const Theme &t = Theme::current();
        const bool selected = option.state & QStyle::State_Selected;
        paintGround(painter, option.rect, option.state);
        const QColor ink = selected ? t.textOnTint : t.text2;
        const bool narrow = m_view->isCollapsed();
        const int left = narrow ? option.rect.center().x() - 8 : 16;
        const QRectF place(left, option.rect.center().y() - 7, 16, 16);
        paintIcon(painter, place, index.data(NavigationModel::IconRole).toString(), ink);
        const auto mark = static_cast<Mark>(index.data(NavigationModel::MarkRole).toInt());
        if (narrow) {
            paintMark(painter, QRectF(place.right() - 2, place.top() - 6, 10, 10), mark, t);
            return;
        }
        painter.setFont(Theme::font(selected ? Type::Panel : Type::Body));
        painter.setPen(selected ? t.textOnTint : t.text1);
        painter.drawText(option.rect.adjusted(TextLeft, 0, -TextRight, 0), int(Qt::AlignVCenter | Qt::AlignLeft),
            index.data().toString());
        const QString badge = index.data(NavigationModel::BadgeRole).toString();
        painter.setFont(Theme::font(Type::Small));
        painter.setPen(t.text3);
        const QRect room = option.rect.adjusted(TextLeft, 0, -16, 0);
        painter.drawText(room, int(Qt::AlignVCenter | Qt::AlignRight), badge);
        const int width = QFontMetrics(painter.font()).horizontalAdvance(badge);
        paintMark(painter, QRectF(room.right() - width - 17, option.rect.center().y() - 5, 12, 12), mark, t);
    }

    Navigation *m_view;
};

} // namespace

void NavigationModel::addPage(const QString &id, const QString &title, const QString &group, const QString &icon)
{
    const bool heading = group != m_lastGroup && !group.isEmpty();
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + (heading ? 1 : 0));
    if (heading)
        m_rows.append({{}, group, {}});
    m_lastGroup = group;
    m_rows.append({id, title, icon});
    endInsertRows();
}

void NavigationModel::setBadge(const QString &id, const QString &text, Mark mark)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    m_rows[row].badge = text;
    m_rows[row].mark = mark;
    Q_EMIT dataChanged(index(row), index(row));
}

int NavigationModel::rowOf(const QString &id) const
{
    for (int row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].id == id && !id.isEmpty())
            return row;
    }
    return -1;
}

int NavigationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant NavigationModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::ToolTipRole:
        return row.badge.isEmpty() ? row.title : QStringLiteral("%1, %2").arg(row.title, row.badge);
    case Qt::AccessibleTextRole:
        return (row.title + QLatin1Char(' ') + row.badge + QLatin1Char(' ') + markName(row.mark)).trimmed();
    case PageIdRole:
        return row.id;
    case IconRole:
        return row.icon;
    case BadgeRole:
        return row.badge;
    case MarkRole:
        return int(row.mark);
    case HeadingRole:
        return row.id.isEmpty();
    default:
        return {};
    }
}

Qt::ItemFlags NavigationModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    if (m_rows[index.row()].id.isEmpty())
        return Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

Navigation::Navigation(QWidget *parent)
    : QListView(parent)
    , m_model(new NavigationModel(this))
{
    setModel(m_model);
    setItemDelegate(new NavigationDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setAccessibleName(tr("Pages"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &Navigation::measure);
    measure();
}

/// Other languages have longer words.
void Navigation::measure()
{
    m_wide = Wide;
    const QFontMetrics title(Theme::font(Type::Panel));
    for (int row = 0; row < m_model->rowCount(); ++row)
        m_wide =
            std::max(m_wide, TextLeft + title.horizontalAdvance(m_model->index(row).data().toString()) + TextRight);
    setFixedWidth(m_collapsed ? Narrow : m_wide);
}

void Navigation::setCollapsed(bool collapsed)
{
    if (m_collapsed == collapsed)
        return;
    m_collapsed = collapsed;
    setFixedWidth(collapsed ? Narrow : m_wide);
    scheduleDelayedItemsLayout();
}

void Navigation::showCurrent(const QString &id)
{
    m_following = true;
    setCurrentIndex(m_model->index(m_model->rowOf(id)));
    m_following = false;
}

void Navigation::focusInEvent(QFocusEvent *event)
{
    m_following = true; // Qt selects the first row of a list that gets the focus; nobody chose it
    QListView::focusInEvent(event);
    m_following = false;
}

void Navigation::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    const QString id = current.data(NavigationModel::PageIdRole).toString();
    if (!m_following && !id.isEmpty())
        Q_EMIT pageChosen(id);
}

} // namespace qd::ui
