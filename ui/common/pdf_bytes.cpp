#include "ui/common/pdf_bytes.h"

#include <QHashFunctions>
#include <QMutex>

namespace qd::ui {
namespace {

/// Replaces the text between `opening` and `closing` with `written`, cut or filled with blanks to the same length.
void overwrite(QByteArray &pdf, const QByteArray &opening, char closing, const QByteArray &written)
{
    for (qsizetype at = pdf.indexOf(opening); at >= 0; at = pdf.indexOf(opening, at + 1)) {
        const qsizetype begin = at + opening.size();
        const qsizetype end = pdf.indexOf(closing, begin);
        if (end < 0)
            return;
        pdf.replace(begin, end - begin, written.leftJustified(end - begin, ' ', true));
    }
}

} // namespace

QByteArray withFixedPdfDate(QByteArray pdf, const QDateTime &moment)
{
    const QDateTime utc = moment.toUTC();
    const QByteArray stamp = utc.toString(QStringLiteral("yyyyMMddHHmmss")).toLatin1() + "Z00'00'";
    for (const char *key : {"/CreationDate (D:", "/ModDate (D:"})
        overwrite(pdf, key, ')', stamp);
    const QByteArray iso = utc.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss")).toLatin1() + "+00:00";
    for (const char *tag : {"<xmp:CreateDate>", "<xmp:ModifyDate>", "<xmp:MetadataDate>"})
        overwrite(pdf, tag, '<', iso);
    return pdf;
}

namespace {

QMutex g_holdersLock;
int g_holders = 0;

} // namespace

FixedHashOrder::FixedHashOrder()
{
    const QMutexLocker lock(&g_holdersLock);
    if (++g_holders == 1)
        QHashSeed::setDeterministicGlobalSeed();
}

FixedHashOrder::~FixedHashOrder()
{
    const QMutexLocker lock(&g_holdersLock);
    if (--g_holders == 0)
        QHashSeed::resetRandomGlobalSeed();
}

} // namespace qd::ui
