#include "ui/paint/chart/chart_export.h"

#include "core/base/month.h"
#include "core/store/output_file.h"
#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/formatting.h"
#include "ui/paint/pdf_bytes.h"
#include "ui/paint/theme.h"

#include <QBuffer>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSvgGenerator>

#include <cmath>

namespace qd::ui {
namespace {

constexpr double Margin = 16;
constexpr double HeaderHeight = 34;
constexpr int Dpi = 96;
constexpr int DotsPerMeter = 3780;

/// The subtitle, with where the axis starts if that is not zero and not said yet.
QString fullSubtitle(const ChartSpec &spec)
{
    const QString start = axisStartSentence(spec);
    if (start.isEmpty() || spec.subtitle.contains(start))
        return spec.subtitle;
    return spec.subtitle.isEmpty() ? start : spec.subtitle + QStringLiteral(", ") + start;
}

void paintWithTitle(QPainter &painter, const ChartSpec &spec, const QSizeF &size)
{
    const Theme &theme = Theme::light();
    const QRectF page(QPointF(0, 0), size);
    painter.fillRect(page, theme.surface);
    const ChartLayout none;
    const ChartCanvas canvas{painter, spec, theme, none, {}, {}};
    const QRectF inner = page.adjusted(Margin, Margin, -Margin, -Margin);
    const QString subtitle = fullSubtitle(spec);
    double top = inner.top();
    if (!spec.title.isEmpty() || !subtitle.isEmpty()) {
        const QFont font = chartFont(Type::Panel, 1.0);
        const QFont small = chartFont(Type::Dense, 1.0);
        const QString title = elided(font, spec.title, inner.width());
        const double after = title.isEmpty() ? 0.0 : textWidth(font, title) + 8;
        const QPointF start(inner.left(), inner.top() + textAscent(font));
        canvas.text(start, title, font, theme.text1);
        canvas.text(start + QPointF(after, 0), elided(small, subtitle, inner.width() - after), small, theme.text3);
        top += HeaderHeight;
    }
    paintChart(painter, QRectF(QPointF(inner.left(), top), inner.bottomRight()), spec, theme);
}

QByteArray svgBytes(const ChartSpec &spec, const QSizeF &size)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(Dpi);
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), size));
    generator.setTitle(spec.title);
    generator.setDescription(spec.accessibleDescription());
    QPainter painter(&generator);
    paintWithTitle(painter, spec, size);
    painter.end();
    return bytes;
}

QByteArray pngBytes(const ChartSpec &spec, const QSizeF &size)
{
    QImage image((size * 2).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(2.0);
    image.setDotsPerMeterX(DotsPerMeter);
    image.setDotsPerMeterY(DotsPerMeter);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::TextAntialiasing);
    paintWithTitle(painter, spec, size);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.convertToFormat(QImage::Format_RGB32).save(&buffer, "PNG");
    return bytes;
}

/// The moment a file claims to be from: the end of the last month it shows, so that equal data gives equal bytes.
QDateTime momentOf(const ChartSpec &spec)
{
    QDate day(2000, 1, 1);
    for (const auto &category : spec.categories)
        if (const auto month = Month::fromIso(category.toStdString()))
            day = QDate(month->year(), month->month(), 1).addMonths(1).addDays(-1);
    return {day, QTime(0, 0), Qt::UTC};
}

QByteArray pdfBytes(const ChartSpec &spec, const QSizeF &size)
{
    const FixedHashOrder fixed;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(Dpi);
    writer.setPageSize(QPageSize(size * 72.0 / Dpi, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    writer.setTitle(spec.title);
    writer.setCreator(QStringLiteral("Quarterdeck"));
    QPainter painter(&writer);
    paintWithTitle(painter, spec, size);
    painter.end();
    return withFixedPdfDate(bytes, momentOf(spec));
}

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    return store::writeOutput(path.toStdString(), {bytes.constData(), std::size_t(bytes.size())});
}

} // namespace

Result<void> exportChart(const ChartSpec &spec, const QString &path, const QSizeF &size)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("svg"))
        return writeFile(path, svgBytes(spec, size));
    if (ending == QLatin1String("png"))
        return writeFile(path, pngBytes(spec, size));
    if (ending == QLatin1String("pdf"))
        return writeFile(path, pdfBytes(spec, size));
    if (ending == QLatin1String("csv"))
        return writeFile(path, chartAsCsv(spec).toUtf8());
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Charts",
             "A chart cannot be written as \"%1\". Nothing was written; end the file name in .svg, .png, .pdf or "
             ".csv."),
            {ending.toStdString()}},
        {path.toStdString()}};
}

} // namespace qd::ui
