#include "ui/paint/pack/pack_painter.h"

#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/pack/block_painter.h"
#include "ui/paint/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace qd::ui {

namespace {

constexpr double Left = pack::Margin * PixelsPerMm;
constexpr double Right = (pack::PageWidth - pack::Margin) * PixelsPerMm;
constexpr double Width = Right - Left;
constexpr int DotsPerMeterAt96 = 3780;

// From the top of the page, in mm (VISUAL section 9).
constexpr double HeaderLine = 17.7;
constexpr double AccentRule = 22.9;
constexpr double TitleMiddle = 29.7;
constexpr double SubtitleMiddle = 37.4;
constexpr double FooterLine = 195;
constexpr double FooterRows[]{199.0, 202.4, 205.8};
constexpr double AccentWidth = 44.8; // 56 px at the 120 dpi of the design

QRectF lineAt(double middleMm, double height)
{
    return {Left, middleMm * PixelsPerMm - height / 2, Width, height};
}

void paintHeader(const PageCanvas &canvas, const pack::PackDocument &document, const pack::Page &page)
{
    const Theme &theme = canvas.theme();
    const QRectF top = lineAt(13.4, 16);
    const QFont strong = PageCanvas::font(8.25, QFont::DemiBold);
    const QFont plain = PageCanvas::font(8.25);
    double x = 0;
    if (!document.company.empty()) {
        canvas.line(top, qt(document.company), strong, theme.text1);
        x = PageCanvas::width(strong, qt(document.company)) + 7;
    }
    canvas.line(top.adjusted(x, 0, 0, 0), messageText(document.name), document.company.empty() ? strong : plain,
        document.company.empty() ? theme.text1 : theme.text3);
    canvas.line(top, messageText(document.period), plain, theme.text3, Qt::AlignRight);
    canvas.rule(Left, Right, HeaderLine * PixelsPerMm, theme.border);
    canvas.painter().fillRect(QRectF(Left, AccentRule * PixelsPerMm - 1.2, AccentWidth, 2.4), theme.accent);
    canvas.line(lineAt(TitleMiddle, 30), messageText(page.title), PageCanvas::font(18, QFont::DemiBold), theme.text1);
    canvas.line(lineAt(SubtitleMiddle, 18), messageText(page.subtitle), PageCanvas::font(9.5), theme.text2);
}

/// The lines at the left of the foot, in the largest type in which they take no more than the rows there are.
QStringList footLines(const std::vector<Message> &texts, double room, QFont &font)
{
    constexpr double Least = 5; // points
    constexpr double Step = 0.25;
    QStringList lines;
    for (;; font.setPointSizeF(font.pointSizeF() - Step)) {
        lines.clear();
        for (const Message &text : texts)
            lines << PageCanvas::wrapped(font, messageText(text), room);
        if (lines.size() <= std::ssize(FooterRows) || font.pointSizeF() <= Least)
            return lines;
    }
}

void paintFooter(const PageCanvas &canvas, const pack::PackDocument &document, int page)
{
    const QColor ink = canvas.theme().text3;
    const QFont small = PageCanvas::font(7);
    canvas.rule(Left, Right, FooterLine * PixelsPerMm, canvas.theme().border);
    const QString number = messageText({QD_WORDS("Packs", "Page %1 of %2. %3"),
        {Count{page + 1}, Count{std::int64_t(document.pages.size())}, Sentences(document.issue)}});
    const QString rights[]{messageText(document.footerDefinitions), number};
    double room = Width;
    for (std::size_t i = 0; i < std::size(rights); ++i) {
        canvas.line(lineAt(FooterRows[i], 12), rights[i], small, ink, Qt::AlignRight);
        room = std::min(room, Width - PageCanvas::width(small, rights[i]) - 12);
    }
    QFont font = small;
    const QStringList lines = footLines(document.footerLeft, room, font);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i < std::ssize(FooterRows))
            canvas.line(lineAt(FooterRows[i], 12).adjusted(0, 0, room - Width, 0), lines[i], font, ink);
        else
            canvas.fault(lines[i]);
    }
}

} // namespace

void paintPackPage(QPainter &painter, const pack::PackDocument &document, int page, QStringList *faults)
{
    const pack::Page &content = document.pages.at(std::size_t(page));
    const PageCanvas canvas(painter, Theme::light(), faults);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    paintHeader(canvas, document, content);
    for (const pack::Block &block : content.blocks)
        paintBlock(canvas, block);
    paintFooter(canvas, document, page);
}

QImage packPageImage(const pack::PackDocument &document, int page, double scale)
{
    const QSizeF size(pack::PageWidth * PixelsPerMm, pack::PageHeight * PixelsPerMm);
    QImage image((size * scale).toSize(), QImage::Format_RGB32);
    image.setDotsPerMeterX(DotsPerMeterAt96);
    image.setDotsPerMeterY(DotsPerMeterAt96);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintPackPage(painter, document, page);
    return image;
}

QStringList packLayoutFaults(const pack::PackDocument &document)
{
    QStringList faults;
    QImage image(1, 1, QImage::Format_RGB32);
    QPainter painter(&image);
    for (int page = 0; page < int(document.pages.size()); ++page)
        paintPackPage(painter, document, page, &faults);
    return faults;
}

} // namespace qd::ui
