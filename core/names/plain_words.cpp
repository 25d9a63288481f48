#include "core/names/plain_words.h"

#include "core/base/text.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <algorithm>

namespace qd::names {

namespace {

bool isAsciiWordPart(char c)
{
    return isAsciiLetter(c) || isAsciiDigit(c);
}

/// The same as unicodeWords(), for texts that have no other characters.
std::vector<std::string> asciiWords(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    const auto endWord = [&] {
        if (!word.empty())
            words.push_back(std::move(word));
        word.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\'' || (c == '.' && i + 1 < text.size() && isAsciiWordPart(text[i + 1])))
            continue;
        if (isAsciiWordPart(c)) {
            word += c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
            continue;
        }
        endWord();
        if (c == '&')
            words.emplace_back("and");
    }
    endWord();
    return words;
}

/// Letters that decomposition leaves alone.
const QHash<char16_t, QString> &foldedLetters()
{
    static const QHash<char16_t, QString> folded{{u'ø', QStringLiteral("o")}, {u'ł', QStringLiteral("l")},
        {u'đ', QStringLiteral("d")}, {u'æ', QStringLiteral("ae")}, {u'œ', QStringLiteral("oe")},
        {u'ı', QStringLiteral("i")}, {u'ð', QStringLiteral("d")}, {u'þ', QStringLiteral("th")},
        {u'ß', QStringLiteral("ss")}};
    return folded;
}

std::vector<std::string> unicodeWords(std::string_view text)
{
    QString whole = QString::fromStdString(withoutInvisible(text));
    whole.remove(u'™').remove(u'®').remove(u'©');
    const QString decomposed = whole.toCaseFolded().normalized(QString::NormalizationForm_KD);
    QString plain;
    for (qsizetype i = 0; i < decomposed.size(); ++i) {
        const QChar c = decomposed[i];
        if (c == u'.' && i + 1 < decomposed.size() && decomposed[i + 1].isLetterOrNumber())
            continue;
        if (c.isMark() || c == u'\'' || c == u'\u2019')
            continue;
        if (c == u'&') {
            plain += QStringLiteral(" and ");
            continue;
        }
        const auto letter = foldedLetters().constFind(c.unicode());
        if (letter != foldedLetters().constEnd())
            plain += *letter;
        else
            plain += c.isLetterOrNumber() || c.isSurrogate() ? c : QChar(u' ');
    }
    std::vector<std::string> words;
    for (const QString &word : plain.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        words.push_back(word.toStdString());
    return words;
}

} // namespace

std::vector<std::string> plainWords(std::string_view text)
{
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
    return ascii ? asciiWords(text) : unicodeWords(text);
}

std::string plainText(std::string_view text)
{
    return joined(plainWords(text), " ");
}

} // namespace qd::names
