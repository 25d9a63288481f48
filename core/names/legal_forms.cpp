#include "core/names/legal_forms.h"

#include "core/base/text.h"
#include "core/base/text_hash.h"
#include "core/names/plain_words.h"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <unordered_set>

namespace qd::names {

namespace {

using WordSet = std::unordered_set<std::string, TextHash, std::equal_to<>>;

/// By country or group of countries that share them.
const WordSet &oneWordForms()
{
    static const WordSet forms = [] {
        WordSet set;
        for (const char *line : {
                 "inc incorporated llc llp lp ltd limited plc corp corporation co company", // in English anywhere
                 "pllc lllp", // United States
                 "ulc ltee", // Canada
                 "cic dac clg teoranta", // United Kingdom, Ireland
                 "pty pvt pte", // Australia, New Zealand, South Africa, India, Singapore
                 "gmbh mbh ag kg kgaa ohg ug gesmbh gbr ev ek eg partgmbb", // Germany, Austria, Switzerland
                 "sagl anstalt", // Switzerland, Liechtenstein
                 "sa se sas sasu sarl eurl snc scop", // France, Luxembourg, Belgium, Morocco
                 "sprl bvba srl scrl cvba asbl vzw", // Belgium
                 "nv bv vof", // Netherlands
                 "spa srls sapa", // Italy
                 "sl slu sau sll slp", // Spain
                 "lda sgps", // Portugal
                 "ltda eirl eireli", // Brazil, Peru, Chile
                 "ab aktiebolag", // Sweden
                 "as asa ans", // Norway, Denmark, Czechia, Turkey, Estonia
                 "aps ivs", // Denmark
                 "oy oyj abp osakeyhtio", // Finland
                 "hf ehf ohf", // Iceland
                 "ou sia uab", // Estonia, Latvia, Lithuania
                 "spzoo", // Poland
                 "sro", // Czechia, Slovakia
                 "kft zrt nyrt", // Hungary
                 "ood eood ead", // Bulgaria
                 "doo jdoo dd", // Slovenia, Croatia, Serbia, Bosnia
                 "αε επε ικε", // Greece
                 "sti", // Turkey
                 "ooo oao zao pao ооо оао зао пао ао нко", // Russia, Belarus, Kazakhstan
                 "tov тов прат пат", // Ukraine
                 "pjsc psc ksc kscc bsc wll fze fzc fzco dmcc saoc saog", // Gulf states
                 "kk gk yk", // Japan
                 "bhd plt", // Malaysia
                 "tbk", // Indonesia
                 "pcl", // Thailand
                 "jsc", // Vietnam and the former Soviet Union
                 "株 有 주", // in brackets: Japan, Korea
             })
            for (const std::string &form : split(line, ' '))
                set.insert(plainText(form)); // Hangul falls apart into its letters
        return set;
    }();
    return forms;
}

using Words = std::vector<std::string>;

/// Forms of several words, also as they fall apart at their full stops ("s a" for "S. A."), by their last word; the
/// longest first.
const std::unordered_map<std::string, std::vector<Words>> &longForms()
{
    static const std::unordered_map<std::string, std::vector<Words>> forms = [] {
        std::unordered_map<std::string, std::vector<Words>> map;
        for (const char *line : {
                 "gmbh and co kg,gmbh co kg,gmbh and co kgaa,gmbh and co ohg,ag and co kg,ag and co kgaa,se and co kg,"
                 "se and co kgaa,ug haftungsbeschrankt,a g,e k,e v,e g",
                 "s a r l,s a s,s a,s n c,s c a,sarl au",
                 "s p a,s r l,soc coop,s coop,s l,s l u",
                 "unipessoal lda",
                 "sa de cv,s a de c v,s de rl de cv,s de r l de c v,sapi de cv,s a p i de c v,sab de cv,s a b de c v",
                 "n v,b v,v o f",
                 "ab publ,a b,a s",
                 "sp z o o,sp z oo,spolka z o o,spolka z oo,spolka akcyjna,sp k,sp j,sp zoo",
                 "spol s r o,spol s ro,s r o,v o s",
                 "d o o,j d o o,d d",
                 "ltd sti,limited sirketi,anonim sirketi",
                 "l l c,l l p,l p,p l c,co ltd,company limited,public company limited,public limited company",
                 "pty ltd,pty limited,pvt ltd,private limited,pte ltd",
                 "sdn bhd,kabushiki kaisha,godo kaisha,k k",
                 "fz llc,s a e,w l l",
                 "בע מ",
             })
            for (const std::string &form : split(line, ',')) {
                Words words = split(form, ' ');
                map[words.back()].push_back(words);
            }
        for (auto &[last, list] : map)
            std::stable_sort(
                list.begin(), list.end(), [](const Words &a, const Words &b) { return a.size() > b.size(); });
        return map;
    }();
    return forms;
}

/// Those that stand in front of the name.
const std::vector<Words> &leadingForms()
{
    static const std::vector<Words> forms{{"cong", "ty", "co", "phan"}, {"cong", "ty", "tnhh"}, {"pt"}, {"ooo"},
        {"oao"}, {"zao"}, {"pao"}, {"tov"}, {"ооо"}, {"оао"}, {"зао"}, {"пао"}, {"ао"}, {"тов"}, {"прат"}, {"株"},
        {"有"}, {plainText("주")}};
    return forms;
}

bool endWith(const Words &words, const Words &form)
{
    return words.size() > form.size() && std::equal(form.rbegin(), form.rend(), words.rbegin());
}

bool dropLast(Words &words)
{
    if (words.size() < 2)
        return false;
    if (const auto known = longForms().find(words.back()); known != longForms().end()) {
        for (const Words &form : known->second) {
            if (endWith(words, form)) {
                words.resize(words.size() - form.size());
                return true;
            }
        }
    }
    if (!oneWordForms().contains(words.back()))
        return false;
    words.pop_back();
    return true;
}

bool dropFirst(Words &words)
{
    for (const Words &form : leadingForms()) {
        if (words.size() > form.size() && std::equal(form.begin(), form.end(), words.begin())) {
            words.erase(words.begin(), words.begin() + std::ptrdiff_t(form.size()));
            return true;
        }
    }
    return false;
}

} // namespace

void dropLegalForms(std::vector<std::string> &words)
{
    while (dropLast(words)) { }
    while (dropFirst(words)) { }
}

const std::vector<std::string> &unspacedLegalForms()
{
    static const std::vector<std::string> forms{"株式会社", "有限会社", "合同会社", "股份有限公司", "有限责任公司",
        "有限責任公司", "有限公司", "주식회사", "유한회사"};
    return forms;
}

} // namespace qd::names
