#include "ui/common/table/totals_row.h"

#include "ui/common/table/cell_value.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <algorithm>

#include <QEvent>
#include <QHeaderView>
#include <QPainter>

namespace qd::ui {

TotalsRow::TotalsRow(const RowFilter *rows, const TableModel *model, QHeaderView *header, QWidget *parent)
    : QWidget(parent)
    , m_rows(rows)
    , m_model(model)
    , m_header(header)
    , m_font(Theme::font(Type::Strong))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TotalsRow::renew()
{
    const TableSpec &spec = m_model->spec();
    m_texts.clear();
    QStringList spoken;
    for (int column = 0; column < int(spec.columns.size()); ++column) {
        if (!spec.columns[column].total || !isNumeric(spec.columns[column].kind))
            continue;
        const auto sum = m_rows->shownTotal(column);
        m_texts.insert(column, cellText(sum ? QVariant(*sum) : QVariant(), spec.columns[column]));
        spoken << spec.columns[column].title + QStringLiteral(" ") + m_texts[column];
    }
    m_count = spec.totalsLabel;
    if (!m_count.isEmpty()) {
        spoken.prepend(m_count);
    } else if (!spec.noun.isEmpty()) {
        const QString shown = formatCount(m_rows->rowCount());
        const bool one = m_model->rowCount() == 1 && !spec.nounOfOne.isEmpty();
        const QString noun = one ? spec.nounOfOne : spec.noun;
        m_count = m_rows->isFiltered() ? tr("%1 of %2 %3").arg(shown, formatCount(m_model->rowCount()), noun)
                                       : tr("%1 %2", "count and noun, 37 breaks").arg(shown, noun);
        spoken.prepend(m_count);
    }
    setAccessibleName(tr("Totals: %1").arg(spoken.join(QStringLiteral("; "))));
    setVisible(!m_texts.isEmpty() || !m_count.isEmpty());
    update();
}

QSize TotalsRow::sizeHint() const
{
    return {100, std::max(26, QFontMetrics(m_font).height() + 8)};
}

/// The count may run on over the columns that have no total.
int TotalsRow::countRoom() const
{
    int room = width();
    for (auto text = m_texts.keyBegin(); text != m_texts.keyEnd(); ++text) {
        if (m_header->isSectionHidden(*text))
            continue;
        const int end = m_header->sectionViewportPosition(*text) + m_header->sectionSize(*text);
        const int start = end - CellPadding - QFontMetrics(m_font).horizontalAdvance(m_texts[*text]);
        room = std::min(room, start - CellPadding);
    }
    return room;
}

void TotalsRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.subtle);
    painter.fillRect(QRect(0, 0, width(), 1), theme.strong);
    painter.setFont(m_font);
    painter.setPen(theme.text1);
    for (auto text = m_texts.cbegin(); text != m_texts.cend(); ++text) {
        if (m_header->isSectionHidden(text.key()))
            continue;
        const QRect cell(
            m_header->sectionViewportPosition(text.key()), 1, m_header->sectionSize(text.key()), height() - 1);
        painter.drawText(cell.adjusted(CellPadding, 0, -CellPadding, 0), int(Qt::AlignRight | Qt::AlignVCenter), *text);
    }
    const int left = CellPadding - m_header->offset();
    const QRect place(left, 1, std::max(countRoom() - left, 0), height() - 1);
    painter.drawText(place, int(Qt::AlignLeft | Qt::AlignVCenter),
        painter.fontMetrics().elidedText(m_count, Qt::ElideRight, place.width()));
}

void TotalsRow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        m_font = Theme::font(Type::Strong);
        updateGeometry();
        update();
    }
    QWidget::changeEvent(event);
}

} // namespace qd::ui
