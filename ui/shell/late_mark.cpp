#include "ui/shell/late_mark.h"

#include "ui/common/marks.h"
#include "ui/paint/theme.h"

#include <QPainter>

namespace qd::ui {

LateMark::LateMark(QWidget *parent)
    : QWidget(parent)
{
    constexpr int Side = 14; // as a mark beside a title
    setFixedSize(Side, Side);
    setObjectName(QStringLiteral("pageLate"));
    hide();
}

void LateMark::setSentences(const QStringList &sentences)
{
    setToolTip(sentences.join(u'\n'));
    setAccessibleName(sentences.join(u' '));
    setVisible(!sentences.isEmpty());
}

void LateMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintMark(painter, rect(), Mark::Warn, Theme::current());
}

} // namespace qd::ui
