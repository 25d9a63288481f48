#include "ui/coverage/books_panel.h"

#include "ui/common/legend_strip.h"
#include "ui/coverage/board_scroll.h"
#include "ui/coverage/segment_chooser.h"
#include "ui/paint/theme.h"

#include <QMenu>
#include <QPushButton>

namespace qd::ui {

namespace {
QVector<LegendEntry> booksLegend()
{
    return {{[](const Theme &theme) { return theme.good.ground; }, BooksPanel::tr("green")},
        {[](const Theme &theme) { return theme.warn.ground; }, BooksPanel::tr("yellow"), Mark::HealthYellow},
        {[](const Theme &theme) { return theme.bad.ground; }, BooksPanel::tr("red"), Mark::HealthRed},
        {[](const Theme &theme) { return theme.bad.fill; }, BooksPanel::tr("over limit"), Mark::None,
            LegendEntry::Form::Edge}};
}
} // namespace

BooksPanel::BooksPanel(QWidget *parent)
    : Panel(tr("Books"), parent)
    , m_segment(new SegmentChooser(this))
    , m_move(new QPushButton(tr("Move to"), this))
    , m_board(new BooksBoard(this))
{
    m_move->setObjectName(QStringLiteral("moveTo"));
    m_board->setObjectName(QStringLiteral("booksBoard"));
    setSubtitle(tr("hours a month; drag a customer"));
    setLegend(new LegendStrip(booksLegend(), this));
    addHeaderWidget(m_segment);
    addHeaderWidget(m_move);
    setBody(new BoardScroll(m_board, this));
    connect(m_segment, &SegmentChooser::changed, this, &BooksPanel::segmentChosen);
    connect(m_board, &BooksBoard::blockSelected, this, [this] { m_move->setEnabled(true); });
    connect(m_move, &QPushButton::clicked, this, [this] {
        QMenu *menu = m_board->moveMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_move->mapToGlobal(QPoint(0, m_move->height())));
    });
}

void BooksPanel::setBooks(const CoverageView &view, const coverage::DraftBooks &books)
{
    QList<std::pair<int, QString>> choices;
    for (const int segment : coveredSegments(view))
        choices.append({segment, tr("%1 %2").arg(segmentTitle(view, segment)).arg(bookCount(view, books, segment))});
    m_segment->setChoices(choices);
    m_board->setColumns(bookColumns(view, books, segment()));
    m_board->setAccessibleName(tr("Books of %1").arg(segmentTitle(view, segment())));
    m_move->setEnabled(m_board->selected() >= 0);
}

int BooksPanel::segment() const
{
    return m_segment->current();
}

} // namespace qd::ui
