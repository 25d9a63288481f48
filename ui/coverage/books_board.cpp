#include "ui/coverage/books_board.h"

#include "ui/common/marks.h"
#include "ui/common/mnemonics.h"
#include "ui/common/picture_actions.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace qd::ui {

CopiedRows boardRows(const QVector<BookColumn> &books)
{
    const auto text = [](const QString &words) { return CsvCell(words.toStdString()); };
    constexpr int Decimals = 6;
    CopiedRows rows{
        {text(BooksBoard::tr("CSM")), text(BooksBoard::tr("Region")), text(BooksBoard::tr("Capacity, hours a month")),
            text(BooksBoard::tr("Utilisation")), text(BooksBoard::tr("Customer")),
            text(BooksBoard::tr("Hours a month")), text(BooksBoard::tr("Health")), text(BooksBoard::tr("Planned"))}};
    for (const BookColumn &book : books) {
        const auto capacity = book.csm < 0 ? std::nullopt : std::optional(book.capacity);
        for (const BookBlock &block : book.blocks)
            rows.push_back({text(book.name), text(book.region), numberCell(capacity, Decimals),
                numberCell(book.utilisation, Decimals), text(block.name), numberCell(block.hours, Decimals),
                text(markName(block.health)), CsvCell::raw(block.planned ? "true" : "false")});
    }
    return rows;
}

BooksBoard::BooksBoard(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Books"));
    new PictureActions(*this, [this] { return boardRows(m_columns); });
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void BooksBoard::setColumns(QVector<BookColumn> columns)
{
    m_columns = std::move(columns);
    m_carry = {};
    m_isPressed = false;
    if (columnOf(m_selected) < 0)
        m_selected = -1;
    describeSelection();
    updateGeometry();
    update();
}

void BooksBoard::setSelected(int load)
{
    if (columnOf(load) >= 0)
        select(load);
}

BoardLayout BooksBoard::layOut() const
{
    return layoutBoard(rect(), m_columns);
}

QRectF BooksBoard::blockRect(int load) const
{
    const int column = columnOf(load);
    if (column < 0)
        return {};
    const BoardLayout layout = layOut(); // a name of its own: the loop would outlive a temporary
    for (const BoardBlock &block : layout.columns[column].blocks) {
        if (block.load == load)
            return block.box;
    }
    return {};
}

QRectF BooksBoard::columnRect(int csm) const
{
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].csm == csm)
            return layOut().columns[i].box;
    }
    return {};
}

int BooksBoard::columnOf(int load) const
{
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        const auto &blocks = m_columns[i].blocks;
        if (std::any_of(blocks.begin(), blocks.end(), [&](const BookBlock &block) { return block.load == load; }))
            return int(i);
    }
    return -1;
}

void BooksBoard::select(int load)
{
    if (load != m_selected) {
        m_selected = load;
        describeSelection();
        update();
    }
    if (load >= 0)
        Q_EMIT blockSelected(load);
}

void BooksBoard::describeSelection()
{
    QString words = tr("%1 books, no customer chosen").arg(m_columns.size());
    if (const int at = columnOf(m_selected); at >= 0) {
        for (const BookBlock &block : m_columns[at].blocks) {
            if (block.load == m_selected)
                words = tr("%1, %2 hours a month, %3, with %4")
                            .arg(block.name, formatNumber(block.hours, 1),
                                block.health == Mark::None ? tr("health not scored") : markName(block.health),
                                m_columns[at].name);
        }
    }
    setAccessibleDescription(words);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void BooksBoard::stepSelection(int columns, int blocks)
{
    if (m_columns.isEmpty())
        return;
    const int now = columnOf(m_selected);
    int column = std::clamp(std::max(0, now) + (now < 0 ? 0 : columns), 0, int(m_columns.size()) - 1);
    const int way = columns < 0 ? -1 : 1;
    while (m_columns[column].blocks.isEmpty() && column + way >= 0 && column + way < m_columns.size())
        column += way;
    const auto &target = m_columns[column].blocks;
    if (target.isEmpty())
        return;
    int place = 0;
    if (now >= 0) {
        const auto &here = m_columns[now].blocks;
        const auto found =
            std::find_if(here.begin(), here.end(), [this](const BookBlock &block) { return block.load == m_selected; });
        place = int(found - here.begin()) + blocks;
    }
    select(target[std::clamp(place, 0, int(target.size()) - 1)].load);
}

void BooksBoard::carryTo(int column)
{
    if (column == m_carry.column)
        return;
    m_carry.column = column;
    const bool isHome = column >= 0 && column == columnOf(m_carry.load);
    const MovePreview preview =
        column >= 0 && !isHome && m_preview ? m_preview(m_carry.load, m_columns[column].csm) : MovePreview{isHome, {}};
    m_carry.allowed = preview.allowed;
    m_carry.text = preview.text;
    if (!preview.text.isEmpty())
        setAccessibleDescription(tr("over %1: %2").arg(m_columns[column].name, preview.text));
    update();
}

void BooksBoard::stepCarried(int step)
{
    const int next = m_carry.column + step;
    if (next >= 0 && next < m_columns.size() && m_columns[next].csm >= 0)
        carryTo(next);
}

void BooksBoard::drop()
{
    const BoardCarry carry = std::exchange(m_carry, {});
    update();
    if (carry.column < 0 || carry.column == columnOf(carry.load))
        return describeSelection();
    Q_EMIT moveWanted(carry.load, m_columns[carry.column].csm); // refused moves are explained there
}

void BooksBoard::letGo()
{
    m_carry = {};
    m_isPressed = false;
    describeSelection();
    update();
}

QMenu *BooksBoard::moveMenu()
{
    auto *menu = new QMenu(tr("Move to"), this);
    menu->setToolTipsVisible(true);
    for (const BookColumn &column : m_columns) {
        if (column.csm < 0 || m_selected < 0 || columnOf(m_selected) == int(&column - m_columns.data()))
            continue;
        const MovePreview preview = m_preview ? m_preview(m_selected, column.csm) : MovePreview{true, {}};
        QAction *action =
            menu->addAction(nameInMenu(preview.allowed ? tr("%1, %2").arg(column.name, preview.text) : column.name),
                this, [this, load = m_selected, csm = column.csm] { Q_EMIT moveWanted(load, csm); });
        action->setData(column.csm);
        action->setEnabled(preview.allowed);
        action->setToolTip(preview.text);
    }
    return menu;
}

void BooksBoard::setRoom(int width)
{
    if (width == m_room)
        return;
    m_room = width;
    updateGeometry();
}

int BooksBoard::bookWidth() const
{
    const int room = m_room - boardAxisWidth(m_columns);
    const int whole = room / BoardColumnWidth;
    return whole < 1 || whole >= m_columns.size() ? BoardColumnWidth
                                                  : (room + whole - 1) / whole; // so that none of the next is seen
}

QSize BooksBoard::minimumSizeHint() const
{
    return {boardAxisWidth(m_columns) + bookWidth() * int(m_columns.size()), 160};
}

QSize BooksBoard::sizeHint() const
{
    return minimumSizeHint().expandedTo({480, 300});
}

void BooksBoard::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    paintBoard(painter, layOut(), m_columns, m_selected, m_carry, theme);
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace qd::ui
