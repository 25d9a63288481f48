#pragma once
#include <QRegularExpression>
#include <QSet>
#include <QTranslator>

namespace qd::test {

/// A language that nobody speaks: every letter of a template has an accent, every vowel stands twice, so that a text is
/// some 40 % longer. Places for values, markup, mnemonics and what is quoted for a date stay as they are. A text in
/// plain letters was not translated, or is data.
class PseudoLanguage : public QTranslator {
public:
    using QTranslator::QTranslator;

    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *source, const char * = nullptr, int = -1) const override
    {
        return spoken(QString::fromUtf8(source));
    }

    [[nodiscard]] static QString spoken(const QString &text)
    {
        static const QRegularExpression kept(QStringLiteral("%L?[1-9n]|<[^>]*>|&[a-z]+;"));
        QString made;
        qsizetype from = 0;
        for (auto it = kept.globalMatch(text); it.hasNext();) {
            const auto match = it.next();
            made += accented(text.mid(from, match.capturedStart() - from)) + match.captured();
            from = match.capturedEnd();
        }
        return made + accented(text.mid(from));
    }

private:
    static QString accented(const QString &text)
    {
        static const QString plain = QStringLiteral("aeiouybcdfghjklmnpqrstvwxzAEIOUYBCDFGHJKLMNPQRSTVWXZ");
        static const QString strange = QStringLiteral("áéíóúýƀćďƒğĥĵķĺɱńƥɋŕśťṽŵẋźÁÉÍÓÚÝƁĆĎƑĞĤĴĶĹṀŃƤɊŔŚŤṼŴẊŹ");
        constexpr qsizetype Vowels = 5;
        QString made;
        for (const QChar letter : text) {
            const qsizetype place = plain.indexOf(letter);
            made += place < 0 ? letter : strange[place];
            if (place >= 0 && place < Vowels)
                made += strange[place];
        }
        return made;
    }
};

/// The words of plain letters in `text`, two letters or more.
[[nodiscard]] inline QStringList plainWords(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("(?<![\\p{L}\\p{M}])[A-Za-z]{2,}(?![\\p{L}\\p{M}])"));
    QStringList words;
    for (auto it = word.globalMatch(text); it.hasNext();)
        words << it.next().captured();
    return words;
}

} // namespace qd::test
