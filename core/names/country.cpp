#include "core/names/country.h"

#include "core/names/comparable_text.h"
#include "core/names/placeholder_name.h"

#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <unordered_map>

namespace qd::names {

namespace {

/// English first: of two countries of one name the first one named so keeps it.
constexpr std::array Languages{
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "tr", "ja", "zh", "ko", "ru"};

struct OtherName {
    const char *name;
    const char *code;
};
/// Names that are no CLDR display names: abbreviations, what ISO and the United Nations write, former names.
constexpr auto OtherNames = std::to_array<OtherName>({{"United States of America", "US"}, {"U.S. of America", "US"},
    {"America", "US"}, {"UK", "GB"}, {"Great Britain", "GB"}, {"Britain", "GB"}, {"England", "GB"}, {"Scotland", "GB"},
    {"Wales", "GB"}, {"Northern Ireland", "GB"}, {"United Kingdom of Great Britain and Northern Ireland", "GB"},
    {"Republic of Ireland", "IE"}, {"Eire", "IE"}, {"Holland", "NL"}, {"The Netherlands", "NL"},
    {"Kingdom of the Netherlands", "NL"}, {"Federal Republic of Germany", "DE"}, {"Bundesrepublik Deutschland", "DE"},
    {"BRD", "DE"}, {"Czech Republic", "CZ"}, {"Czechia", "CZ"}, {"Slovak Republic", "SK"}, {"Russian Federation", "RU"},
    {"Korea", "KR"}, {"Korea, Republic of", "KR"}, {"Republic of Korea", "KR"}, {"Korea, South", "KR"},
    {"Korea, Democratic People's Republic of", "KP"}, {"Korea, North", "KP"}, {"People's Republic of China", "CN"},
    {"PRC", "CN"}, {"PR China", "CN"}, {"Mainland China", "CN"}, {"Hong Kong", "HK"}, {"Macau", "MO"}, {"Macao", "MO"},
    {"Taiwan, Province of China", "TW"}, {"Taiwan, Republic of China", "TW"}, {"Viet Nam", "VN"}, {"Burma", "MM"},
    {"Lao People's Democratic Republic", "LA"}, {"Brunei Darussalam", "BN"}, {"UAE", "AE"}, {"Emirates", "AE"},
    {"KSA", "SA"}, {"Kingdom of Saudi Arabia", "SA"}, {"Syrian Arab Republic", "SY"},
    {"Iran, Islamic Republic of", "IR"}, {"Islamic Republic of Iran", "IR"}, {"Palestine", "PS"},
    {"State of Palestine", "PS"}, {"Palestine, State of", "PS"}, {"Turkey", "TR"}, {"Republic of T\u00fcrkiye", "TR"},
    {"Moldova, Republic of", "MD"}, {"Republic of Moldova", "MD"}, {"Macedonia", "MK"}, {"FYROM", "MK"},
    {"Bosnia", "BA"}, {"Bosnia and Herzegovina", "BA"}, {"Vatican", "VA"}, {"Holy See", "VA"},
    {"Tanzania, United Republic of", "TZ"}, {"United Republic of Tanzania", "TZ"}, {"Ivory Coast", "CI"},
    {"Cape Verde", "CV"}, {"Swaziland", "SZ"}, {"Congo, Democratic Republic of the", "CD"},
    {"Democratic Republic of the Congo", "CD"}, {"DR Congo", "CD"}, {"Congo, The Democratic Republic of the", "CD"},
    {"Congo", "CG"}, {"Republic of the Congo", "CG"}, {"East Timor", "TL"}, {"Venezuela, Bolivarian Republic of", "VE"},
    {"Bolivarian Republic of Venezuela", "VE"}, {"Bolivia, Plurinational State of", "BO"},
    {"Plurinational State of Bolivia", "BO"}, {"Micronesia, Federated States of", "FM"}, {"EL", "GR"}, {"Hellas", "GR"},
    {"Commonwealth of Australia", "AU"}, {"Republic of Singapore", "SG"}, {"Swiss Confederation", "CH"},
    {"Brasil", "BR"}, {"Espana", "ES"}, {"Mexiko", "MX"}, {"Curacao", "CW"}, {"Reunion", "RE"}});

/// Without blanks, and the article that lists of countries write or leave out.
std::string folded(std::string_view text)
{
    std::string plain = comparableCity(text);
    if (plain.starts_with("the "))
        plain.erase(0, 4);
    std::erase(plain, ' ');
    return plain;
}

std::string displayName(const std::string &region, const char *language)
{
    std::array<char16_t, 160> buffer{};
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length =
        uloc_getDisplayCountry(region.c_str(), language, buffer.data(), std::int32_t(buffer.size()), &status);
    if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING || length <= 0)
        return {};
    std::string name;
    icu::UnicodeString(buffer.data(), length).toUTF8String(name);
    return name;
}

using Codes = std::unordered_map<std::string, std::string>;

Codes allNames()
{
    Codes codes;
    const auto add = [&codes](std::string_view name, const std::string &code) {
        if (const std::string key = folded(name); !key.empty())
            codes.try_emplace(key, code);
    };
    for (const char *const *code = uloc_getISOCountries(); *code; ++code)
        add(*code, *code); // before all names, which no code may lose to
    for (const OtherName &other : OtherNames)
        add(other.name, other.code);
    for (const char *language : Languages) {
        for (const char *const *code = uloc_getISOCountries(); *code; ++code) {
            const std::string region = std::string("und_") + *code;
            add(uloc_getISO3Country(region.c_str()), *code);
            add(displayName(region, language), *code);
        }
    }
    return codes;
}

} // namespace

std::string countryCode(std::string_view text)
{
    static const Codes codes = allNames();
    const std::string plain = comparableCity(text);
    if (plain != "na" && isPlaceholderName(plain)) // "n/a" is not Namibia, whose code may be meant by "NA"
        return {};
    const auto found = codes.find(folded(text));
    return found == codes.end() ? std::string() : found->second;
}

std::string comparableCountry(std::string_view text)
{
    const std::string code = countryCode(text);
    return code.empty() ? comparableCity(text) : code;
}

} // namespace qd::names
