#include "ui/common/mnemonics.h"

#include <QAction>
#include <QSet>
#include <QStringList>

namespace qd::ui {

namespace {

/// Where the "&" of the mnemonic stands; -1 without one.
qsizetype markOf(const QString &text)
{
    for (qsizetype at = text.indexOf(u'&'); at >= 0 && at + 1 < text.size(); at = text.indexOf(u'&', at + 2)) {
        if (text[at + 1] != u'&')
            return at;
    }
    return -1;
}

/// The places of `text` that can be a mnemonic, best first.
QList<qsizetype> candidates(const QString &text)
{
    QList<qsizetype> places;
    for (const bool beginnings : {true, false}) {
        for (qsizetype at = 0; at < text.size(); ++at) {
            const bool begins = at == 0 || !text[at - 1].isLetterOrNumber();
            if (text[at].isLetterOrNumber() && begins == beginnings)
                places << at;
        }
    }
    return places;
}

} // namespace

QChar mnemonicOf(const QString &text)
{
    const qsizetype mark = markOf(text);
    return mark < 0 ? QChar() : text[mark + 1].toUpper();
}

QString withoutMnemonic(const QString &text)
{
    QString plain = text;
    if (const qsizetype mark = markOf(text); mark >= 0)
        plain.remove(mark, 1);
    return plain.replace(QStringLiteral("&&"), QStringLiteral("&"));
}

QString nameInMenu(const QString &name)
{
    return QString(name).replace(u'&', QStringLiteral("&&"));
}

QStringList withMnemonics(QStringList texts)
{
    QSet<QChar> taken;
    for (QString &text : texts) {
        const QChar letter = mnemonicOf(text);
        if (letter.isNull())
            continue;
        if (taken.contains(letter))
            text.remove(markOf(text), 1);
        taken.insert(letter);
    }
    for (QString &text : texts) {
        if (!mnemonicOf(text).isNull())
            continue;
        for (const qsizetype at : candidates(text)) {
            if (taken.contains(text[at].toUpper()))
                continue;
            taken.insert(text[at].toUpper());
            text.insert(at, u'&');
            break;
        }
    }
    return texts;
}

void assignMnemonics(const QList<QAction *> &entries)
{
    QList<QAction *> shown;
    QStringList texts;
    for (QAction *entry : entries) {
        if (!entry->isVisible() || entry->isSeparator() || entry->text().isEmpty())
            continue;
        shown << entry;
        texts << entry->text();
    }
    texts = withMnemonics(texts);
    for (qsizetype i = 0; i < shown.size(); ++i) {
        if (shown[i]->text() != texts[i])
            shown[i]->setText(texts[i]);
    }
}

} // namespace qd::ui
