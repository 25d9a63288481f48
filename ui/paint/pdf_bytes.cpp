#include "ui/paint/pdf_bytes.h"

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

/// Moves the offsets of everything behind `at` by `delta` in the cross-reference table at the end and in what points
/// to it.
void moveOffsets(QByteArray &pdf, qsizetype at, qsizetype delta)
{
    constexpr qsizetype Digits = 10;
    constexpr qsizetype EntryBytes = 20; // "0000000263 00000 n" and two bytes of line end
    const qsizetype table = pdf.lastIndexOf("\nxref\n");
    const qsizetype start = pdf.lastIndexOf("startxref\n");
    if (table < 0 || start < 0)
        return;
    const qsizetype first = pdf.indexOf('\n', table + 6) + 1; // behind "0 57"
    for (qsizetype entry = first; entry + EntryBytes <= start && pdf[entry + Digits] == ' '; entry += EntryBytes) {
        const qlonglong offset = pdf.mid(entry, Digits).toLongLong();
        if (offset > at)
            pdf.replace(entry, Digits, QByteArray::number(offset + delta).rightJustified(Digits, '0'));
    }
    const qsizetype number = start + 10;
    qsizetype end = number;
    while (end < pdf.size() && pdf[end] >= '0' && pdf[end] <= '9')
        ++end;
    pdf.replace(number, end - number, QByteArray::number(pdf.mid(number, end - number).toLongLong() + delta));
}

/// Qt writes a date of the document information with the machine's distance from UTC, of which UTC has none: the text
/// is longer or shorter by it.
void replaceDate(QByteArray &pdf, const QByteArray &opening, const QByteArray &written)
{
    const qsizetype begin = pdf.indexOf(opening) + opening.size();
    const qsizetype end = pdf.indexOf(')', begin);
    if (begin < opening.size() || end < 0)
        return;
    pdf.replace(begin, end - begin, written);
    if (const qsizetype delta = written.size() - (end - begin); delta != 0)
        moveOffsets(pdf, begin, delta);
}

} // namespace

QByteArray withFixedPdfDate(QByteArray pdf, const QDateTime &moment)
{
    const QDateTime utc = moment.toUTC();
    const QByteArray stamp = utc.toString(QStringLiteral("yyyyMMddHHmmss")).toLatin1() + 'Z';
    for (const char *key : {"/CreationDate (D:", "/ModDate (D:"})
        replaceDate(pdf, key, stamp);
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
