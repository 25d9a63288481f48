#include "ui/paint/copied_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include <charconv>

namespace qd::ui {

namespace {

constexpr std::size_t MostHtmlCells = 200'000; // beyond, the text alone is several megabytes already

QString neutralText(const CsvCell &cell)
{
    QString text = QString::fromStdString(cell.value);
    if (!cell.isText)
        return text;
    for (const char blank : {'\t', '\r', '\n'})
        text.replace(QLatin1Char(blank), QLatin1Char(' '));
    return runsInSpreadsheet(cell.value) ? QLatin1Char('\'') + text : text;
}

bool isNumber(const CsvCell &cell)
{
    double number = 0;
    const char *end = cell.value.data() + cell.value.size();
    const auto read = std::from_chars(cell.value.data(), end, number);
    return !cell.isText && read.ec == std::errc() && read.ptr == end;
}

/// Excel reads x:num and mso-number-format, LibreOffice sdval and sdnum.
QString htmlCell(const CsvCell &cell, const QString &tag)
{
    const QString text = neutralText(cell).toHtmlEscaped();
    if (isNumber(cell))
        return QStringLiteral("<%1 align=\"right\" x:num=\"%2\" sdval=\"%2\" sdnum=\"1033;\">%2</%1>").arg(tag, text);
    if (!cell.isText)
        return QStringLiteral("<%1>%2</%1>").arg(tag, text);
    return QStringLiteral("<%1 style=\"mso-number-format:'\\@'\" sdnum=\"1033;0;@\">%2</%1>").arg(tag, text);
}

} // namespace

CsvCell numberCell(const std::optional<double> &value, int decimals)
{
    if (!value)
        return CsvCell::raw({});
    QString text = QString::number(*value, 'f', decimals);
    while (text.contains(QLatin1Char('.')) && (text.endsWith(QLatin1Char('0')) || text.endsWith(QLatin1Char('.'))))
        text.chop(1);
    return CsvCell::raw(text == QLatin1String("-0") ? "0" : text.toStdString());
}

QString csvOf(const CopiedRows &rows)
{
    std::string text;
    for (const auto &row : rows)
        text += csvLine(row);
    return QString::fromStdString(text);
}

QString tsvOf(const CopiedRows &rows)
{
    QString text;
    for (const auto &row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i)
            text += (i > 0 ? QStringLiteral("\t") : QString()) + neutralText(row[i]);
        text += QLatin1Char('\n');
    }
    return text;
}

QString htmlOf(const CopiedRows &rows)
{
    QString text = QStringLiteral("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta "
                                  "charset=\"utf-8\"></head><body><table>\n");
    QString tag = QStringLiteral("th");
    for (const auto &row : rows) {
        text += QStringLiteral("<tr>");
        for (const CsvCell &cell : row)
            text += htmlCell(cell, tag);
        text += QStringLiteral("</tr>\n");
        tag = QStringLiteral("td");
    }
    return text + QStringLiteral("</table></body></html>\n");
}

void copyTable(const CopiedRows &rows)
{
    auto *data = new QMimeData;
    data->setText(tsvOf(rows));
    if (!rows.empty() && rows.size() * rows.front().size() <= MostHtmlCells)
        data->setHtml(htmlOf(rows));
    QGuiApplication::clipboard()->setMimeData(data);
}

} // namespace qd::ui
