#include "ui/paint/one_line.h"

namespace qd::ui {

namespace {

bool breaksLines(QChar letter)
{
    return letter == u'\n' || letter == u'\r' || letter == u'\t' || letter == u'\v' || letter == u'\f'
        || letter == QChar::LineSeparator || letter == QChar::ParagraphSeparator || letter == QChar(0x85);
}

} // namespace

QString oneLine(const QString &text)
{
    if (std::none_of(text.begin(), text.end(), breaksLines))
        return text;
    QString line;
    for (const QChar letter : text) {
        if (!breaksLines(letter))
            line += letter;
        else if (!line.isEmpty() && !line.endsWith(u' '))
            line += u' ';
    }
    return line;
}

} // namespace qd::ui
