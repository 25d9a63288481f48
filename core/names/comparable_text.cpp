#include "core/names/comparable_text.h"

#include "core/base/text.h"
#include "core/names/normalized_name.h"
#include "core/names/placeholder_name.h"
#include "core/names/plain_words.h"
#include "core/names/public_mail.h"
#include "core/names/shared_host.h"
#include "core/names/transliteration.h"

#include <QString>

#include <algorithm>
#include <map>

namespace qd::names {

namespace {

/// In Latin letters; `plain` is as `normalize` gives it, which sees what transliteration adds.
std::string inLatin(std::string plain, std::string (*normalize)(std::string_view))
{
    std::string latin = transliterated(plain);
    return latin == plain ? plain : normalize(latin);
}

/// Where an extension begins; the text's end without one. Five digits have to stand before it: "x" may begin a word.
qsizetype extensionAt(const QString &text)
{
    constexpr int LeastDigits = 5;
    int digits = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i].toLower();
        digits += c.isDigit() ? 1 : 0;
        if (digits >= LeastDigits
            && (c == u'x' || c == u'#' || c == u';' || QStringView(text).mid(i).startsWith(u"ext")))
            return i;
    }
    return text.size();
}

const std::map<std::string, std::string, std::less<>> &streetWords()
{
    static const std::map<std::string, std::string, std::less<>> words{{"ave", "avenue"}, {"av", "avenue"},
        {"blvd", "boulevard"}, {"bd", "boulevard"}, {"bldg", "building"}, {"cres", "crescent"}, {"ct", "court"},
        {"dr", "drive"}, {"fl", "floor"}, {"hwy", "highway"}, {"ln", "lane"}, {"pkwy", "parkway"}, {"pl", "place"},
        {"rd", "road"}, {"rte", "route"}, {"sq", "square"}, {"ste", "suite"}, {"strasse", "str"}, {"ter", "terrace"}};
    return words;
}

std::string streetWord(std::string word, bool first)
{
    constexpr std::string_view Long = "strasse";
    if (!first && word == "st") // in front it is a saint
        return "street";
    if (word.size() > Long.size() && word.ends_with(Long))
        return word.substr(0, word.size() - Long.size()) + "str";
    const auto known = streetWords().find(word);
    return known == streetWords().end() ? word : known->second;
}

} // namespace

std::string comparableCompany(std::string_view text)
{
    std::string name = inLatin(normalizedName(text), normalizedName);
    // "Test Account" is nobody's name; "Customer 17" tells records apart, and somebody made the others with care too.
    const bool isNumbered = std::ranges::any_of(name, isAsciiDigit);
    return isPlaceholderName(name) && !isNumbered ? std::string() : name;
}

std::string comparablePerson(std::string_view text)
{
    return inLatin(plainText(text), plainText);
}

std::string comparableDomain(std::string_view text)
{
    std::string domain = normalizedDomain(text);
    // Names kept for examples belong to nobody, but in invented data they tell records apart.
    const bool isExample =
        domain.ends_with("example.com") || domain.ends_with("example.net") || domain.ends_with("example.org");
    return isPublicMailDomain(domain) || (isSharedHost(domain) && !isExample) ? std::string() : domain;
}

std::string comparablePhone(std::string_view text)
{
    QString written = QString::fromUtf8(text.data(), qsizetype(text.size())).trimmed();
    written.truncate(extensionAt(written));
    const bool international = written.startsWith(u'+') || written.startsWith(QStringLiteral("00"));
    if (international)
        written.remove(QStringLiteral("(0)"));
    std::string digits;
    for (const QChar c : written) {
        if (c.isDigit())
            digits += char('0' + c.digitValue());
    }
    if (digits.starts_with("00"))
        digits.erase(0, 2);
    constexpr std::size_t Least = 5;
    return digits.size() < Least ? std::string() : digits;
}

std::string comparableStreet(std::string_view text)
{
    std::string street;
    for (const std::string &word : plainWords(comparableCity(text))) {
        const bool first = street.empty();
        street += (first ? "" : " ") + streetWord(word, first);
    }
    return street;
}

std::string comparableCity(std::string_view text)
{
    return inLatin(plainText(text), plainText);
}

std::string comparablePostcode(std::string_view text)
{
    return joined(plainWords(text), "");
}

} // namespace qd::names
