#include "ui/paint/pack/pack_pdf.h"

#include "core/store/output_file.h"
#include "ui/paint/message_text.h"
#include "ui/paint/pack/pack_painter.h"
#include "ui/paint/pack/page_canvas.h"
#include "ui/paint/pdf_bytes.h"

#include <QBuffer>
#include <QDateTime>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>

namespace qd::ui {

namespace {

constexpr int Resolution = 1200; // positions in a PDF are rounded to this

} // namespace

QByteArray packPdf(const pack::PackDocument &document)
{
    const FixedHashOrder fixed;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(Resolution);
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape, QMarginsF()));
    writer.setTitle(messageText(document.name) + QStringLiteral(", ") + messageText(document.period));
    writer.setCreator(QStringLiteral("Quarterdeck"));
    QPainter painter(&writer);
    for (int page = 0; page < int(document.pages.size()); ++page) {
        if (page > 0)
            writer.newPage();
        painter.save();
        painter.scale(Resolution / 96.0, Resolution / 96.0);
        paintPackPage(painter, document, page);
        painter.restore();
    }
    painter.end();
    const QDate day(document.asOf.year(), document.asOf.month(), document.asOf.day());
    return withFixedPdfDate(bytes, QDateTime(day, QTime(0, 0), Qt::UTC));
}

Result<void> savePackPdf(const pack::PackDocument &document, const QString &path)
{
    const QByteArray bytes = packPdf(document);
    return store::writeOutput(path.toStdString(), {bytes.constData(), std::size_t(bytes.size())});
}

Result<void> savePackFiles(const pack::PackDocument &document, const QDir &folder, const std::string &name)
{
    const QString path = folder.filePath(QString::fromStdString(name));
    if (!document.data.empty()) {
        if (auto saved = store::writeOutput((path + QStringLiteral(".csv")).toStdString(), document.data); !saved)
            return saved;
    }
    return savePackPdf(document, path + QStringLiteral(".pdf"));
}

} // namespace qd::ui
