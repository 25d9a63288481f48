#include "core/identity/normalized_name.h"

#include "core/base/text.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace qd::identity {

namespace {

/// Forms of several words, as they fall apart at their full stops ("s a" for S.A.); longest first.
const QList<QStringList> &longForms()
{
    static const QList<QStringList> forms = [] {
        QList<QStringList> list;
        const QString all = QStringLiteral(
            "gmbh and co kg,gmbh co kg,sa de cv,s a de c v,s a r l,sp z o o,s p a,s r l,s r o,s a s,l l c,"
            "l l p,p l c,pty ltd,pvt ltd,private limited,co ltd,company limited,"
            "sdn bhd,kabushiki kaisha,s a,n v,b v,a g,a s,a b,k k,l p,e k,e v");
        for (const QString &form : all.split(QLatin1Char(',')))
            list << form.split(QLatin1Char(' '));
        return list;
    }();
    return forms;
}

const QStringList &oneWordForms()
{
    static const QStringList forms = QStringLiteral("inc incorporated llc llp lp ltd limited plc corp corporation co "
                                                    "company gmbh mbh ag kg kgaa ohg ug se sa sas sarl sprl spa srl bv "
                                                    "nv ab as asa aps oy oyj pty pvt pte bhd kk ltda eirl sl slu "
                                                    "bvba kft zrt doo sro ooo oao zao pjsc psc wll fze")
                                         .split(QLatin1Char(' '));
    return forms;
}

/// Lower case without accents; anything that is neither letter nor digit becomes a gap, but an apostrophe or a full
/// stop inside a word ("O'Neil", "U.S.") just goes.
QStringList wordsOf(std::string_view name)
{
    QString whole = QString::fromStdString(withoutInvisible(name));
    for (const char16_t *form : {u"株式会社", u"有限会社", u"合同会社", u"有限公司"})
        whole.replace(QString::fromUtf16(form), QStringLiteral(" "));
    whole.remove(u'™').remove(u'®').remove(u'©');
    const QString decomposed = whole.toCaseFolded().normalized(QString::NormalizationForm_KD);
    QString plain;
    for (qsizetype i = 0; i < decomposed.size(); ++i) {
        const QChar c = decomposed[i];
        // "U.S. Steel" is "US Steel": a full stop inside a word is punctuation, not a gap.
        if (c == u'.' && i + 1 < decomposed.size() && decomposed[i + 1].isLetterOrNumber())
            continue;
        if (c.isMark() || c == u'\'' || c == u'\u2019')
            continue;
        if (c == u'&') {
            plain += QStringLiteral(" and ");
            continue;
        }
        // Letters that decomposition leaves alone.
        static const QHash<char16_t, QString> folded{{u'ø', QStringLiteral("o")}, {u'ł', QStringLiteral("l")},
            {u'đ', QStringLiteral("d")}, {u'æ', QStringLiteral("ae")}, {u'œ', QStringLiteral("oe")},
            {u'ı', QStringLiteral("i")}, {u'ð', QStringLiteral("d")}, {u'þ', QStringLiteral("th")},
            {u'ß', QStringLiteral("ss")}};
        const auto letter = folded.constFind(c.unicode());
        if (letter != folded.constEnd())
            plain += *letter;
        else
            plain += c.isLetterOrNumber() || c.isSurrogate() ? c : QChar(u' ');
    }
    return plain.split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

bool endsWith(const QStringList &words, const QStringList &form)
{
    if (words.size() <= form.size())
        return false;
    return words.mid(words.size() - form.size()) == form;
}

bool dropLegalForm(QStringList &words)
{
    for (const QStringList &form : longForms()) {
        if (endsWith(words, form)) {
            words.resize(words.size() - form.size());
            return true;
        }
    }
    if (words.size() > 1 && oneWordForms().contains(words.back())) {
        words.removeLast();
        return true;
    }
    return false;
}

} // namespace

std::string normalizedName(std::string_view name)
{
    QStringList words = wordsOf(name);
    while (dropLegalForm(words)) { }
    while (words.size() > 1 && words.back() == QStringLiteral("and"))
        words.removeLast();
    if (words.size() > 1 && words.front() == QStringLiteral("the"))
        words.removeFirst();
    return words.join(QLatin1Char(' ')).toStdString();
}

std::string normalizedDomain(std::string_view website)
{
    std::string domain = withoutInvisible(lowered(trimmed(website)));
    if (const auto scheme = domain.find("://"); scheme != std::string::npos)
        domain.erase(0, scheme + 3);
    if (const auto end = domain.find_first_of("/?#"); end != std::string::npos)
        domain.resize(end);
    if (const auto at = domain.rfind('@'); at != std::string::npos)
        domain.erase(0, at + 1);
    if (const auto port = domain.find(':'); port != std::string::npos)
        domain.resize(port);
    while (!domain.empty() && domain.back() == '.')
        domain.pop_back();
    if (domain.starts_with("www."))
        domain.erase(0, 4);
    if (domain.find('.') == std::string::npos || domain.find(' ') != std::string::npos)
        return {};
    return domain;
}

} // namespace qd::identity
