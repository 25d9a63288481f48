#include "ui/pack/page_thumbnails.h"

#include "core/pack/pack_document.h"
#include "ui/common/style_parts.h"
#include "ui/paint/theme.h"

#include <QStyledItemDelegate>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int ListWidth = 196;
constexpr int Above = 12; ///< px between the edge, or the number of the page before, and a picture
constexpr int NumberHeight = 22;
constexpr int PictureHeight = int(PageThumbnails::PictureWidth * pack::PageHeight / pack::PageWidth);

class PictureDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {PageThumbnails::PictureWidth + 2 * Above, Above + PictureHeight + NumberHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Theme &theme = Theme::current();
        const bool selected = option.state & QStyle::State_Selected;
        const QRect page((option.rect.left() + option.rect.right() + 1 - PageThumbnails::PictureWidth) / 2,
            option.rect.top() + Above, PageThumbnails::PictureWidth, PictureHeight);
        painter->save();
        painter->setRenderHint(QPainter::SmoothPixmapTransform);
        painter->drawImage(page, index.data(Qt::DecorationRole).value<QImage>());
        const int frame = selected ? 2 : 1;
        painter->setBrush(Qt::NoBrush);
        painter->setPen(
            QPen(selected ? theme.accent : theme.border, frame, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter->drawRect(QRectF(page).adjusted(-frame / 2.0, -frame / 2.0, frame / 2.0, frame / 2.0));
        painter->setFont(Theme::font(selected ? Type::Strong : Type::Dense));
        painter->setPen(selected ? theme.text1 : theme.text2);
        painter->drawText(QRect(option.rect.left(), page.bottom() + 1, option.rect.width(), NumberHeight),
            Qt::AlignCenter, index.data().toString());
        if (option.state & QStyle::State_HasFocus)
            paintFocusRing(*painter, option.rect.adjusted(4, 4, -4, 0), theme);
        painter->restore();
    }
};

} // namespace

PageThumbnails::PageThumbnails(QWidget *parent)
    : QListWidget(parent)
{
    setAccessibleName(tr("Pages"));
    setItemDelegate(new PictureDelegate(this));
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFixedWidth(ListWidth);
    setFrameShape(QFrame::NoFrame);
    setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
}

void PageThumbnails::setPictures(const QVector<QImage> &pictures)
{
    const int kept = std::max(currentRow(), 0);
    clear();
    for (const QImage &picture : pictures) {
        auto *item = new QListWidgetItem(tr("Page %1").arg(count() + 1));
        item->setData(Qt::DecorationRole, picture);
        addItem(item);
    }
    setCurrentRow(std::min(kept, count() - 1));
}

void PageThumbnails::paintEvent(QPaintEvent *event)
{
    QPainter(viewport()).fillRect(viewport()->rect(), Theme::current().nav);
    QListWidget::paintEvent(event);
}

} // namespace qd::ui
