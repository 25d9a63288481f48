#include "ui/coverage/board_books.h"

#include "ui/common/marks.h"
#include "ui/paint/formatting.h"

#include <algorithm>

namespace qd::ui {

int BoardBooks::columnOf(int load) const
{
    const auto found = std::ranges::find_if(m_columns, [load](const BookColumn &column) {
        return std::ranges::find(column.blocks, load, &BookBlock::load) != column.blocks.end();
    });
    return found == m_columns.end() ? -1 : int(found - m_columns.begin());
}

const BookBlock *BoardBooks::blockOf(int load) const
{
    const int column = columnOf(load);
    if (column < 0)
        return nullptr;
    return &*std::ranges::find(m_columns[column].blocks, load, &BookBlock::load);
}

int BoardBooks::beside(int load, int columns, int blocks) const
{
    if (m_columns.isEmpty())
        return -1;
    const int now = columnOf(load);
    int column = std::clamp(std::max(0, now) + (now < 0 ? 0 : columns), 0, int(m_columns.size()) - 1);
    const int way = columns < 0 ? -1 : 1;
    while (m_columns[column].blocks.isEmpty() && column + way >= 0 && column + way < m_columns.size())
        column += way;
    const auto &target = m_columns[column].blocks;
    if (target.isEmpty())
        return -1;
    const int place = now < 0 ? 0 : int(blockOf(load) - m_columns[now].blocks.constData()) + blocks;
    return target[std::clamp(place, 0, int(target.size()) - 1)].load;
}

QString BoardBooks::describe(int load) const
{
    const BookBlock *block = blockOf(load);
    if (!block)
        return tr("%1 books, no customer chosen").arg(m_columns.size());
    return tr("%1, %2 hours a month, %3, with %4")
        .arg(block->name, formatNumber(block->hours, 1),
            block->health == Mark::None ? tr("health not scored") : markName(block->health),
            m_columns[columnOf(load)].name);
}

CopiedRows BoardBooks::rows() const
{
    const auto text = [](const QString &words) { return CsvCell(words.toStdString()); };
    constexpr int Decimals = 6;
    CopiedRows rows{{text(tr("CSM")), text(tr("Region")), text(tr("Capacity, hours a month")), text(tr("Utilisation")),
        text(tr("Customer")), text(tr("Hours a month")), text(tr("Health")), text(tr("Planned"))}};
    for (const BookColumn &book : m_columns) {
        const auto capacity = book.csm < 0 ? std::nullopt : std::optional(book.capacity);
        for (const BookBlock &block : book.blocks)
            rows.push_back({text(book.name), text(book.region), numberCell(capacity, Decimals),
                numberCell(book.utilisation, Decimals), text(block.name), numberCell(block.hours, Decimals),
                text(markName(block.health)), CsvCell::raw(block.planned ? "true" : "false")});
    }
    return rows;
}

} // namespace qd::ui
