#include "core/names/public_mail.h"

#include <algorithm>
#include <array>

namespace qd::names {

namespace {

// Whole families whose country domains all belong to the same provider.
constexpr std::array<std::string_view, 8> Families{
    "gmail", "googlemail", "yahoo", "ymail", "hotmail", "outlook", "live", "gmx"};

constexpr std::array<std::string_view, 78> Domains{"126.com", "139.com", "163.com", "21cn.com", "abv.bg", "aim.com",
    "alice.it", "aliyun.com", "aol.co.uk", "aol.com", "aol.de", "arcor.de", "att.net", "bellsouth.net", "bigpond.com",
    "bluewin.ch", "bol.com.br", "btinternet.com", "centrum.cz", "charter.net", "comcast.net", "cox.net", "daum.net",
    "docomo.ne.jp", "earthlink.net", "email.cz", "ezweb.ne.jp", "fastmail.com", "fastmail.fm", "free.fr", "freenet.de",
    "hanmail.net", "hey.com", "hushmail.com", "icloud.com", "inbox.com", "inbox.lv", "inbox.ru", "interia.pl",
    "laposte.net", "libero.it", "list.ru", "mac.com", "mail.com", "mail.ru", "me.com", "msn.com", "nate.com",
    "naver.com", "nifty.com", "o2.pl", "onet.pl", "online.de", "optonline.net", "orange.fr", "pm.me", "posteo.de",
    "proton.me", "protonmail.ch", "protonmail.com", "qq.com", "rambler.ru", "rediffmail.com", "rocketmail.com",
    "sbcglobal.net", "seznam.cz", "sfr.fr", "sina.com", "skynet.be", "t-online.de", "telenet.be", "tutanota.com",
    "uol.com.br", "verizon.net", "wanadoo.fr", "web.de", "wp.pl", "yandex.ru"};

constexpr std::array<std::string_view, 6> MoreDomains{
    "sohu.com", "tiscali.it", "virgilio.it", "yandex.com", "yeah.net", "zoho.com"};

} // namespace

bool isPublicMailDomain(std::string_view domain)
{
    const std::string_view first = domain.substr(0, domain.find('.'));
    const std::string_view rest = domain.substr(std::min(first.size() + 1, domain.size()));
    const bool country =
        rest == "com" || rest.size() == 2 || rest.starts_with("co.") || rest.starts_with("com.") || rest == "net";
    if (country && std::find(Families.begin(), Families.end(), first) != Families.end())
        return true;
    return std::binary_search(Domains.begin(), Domains.end(), domain)
        || std::binary_search(MoreDomains.begin(), MoreDomains.end(), domain);
}

} // namespace qd::names
