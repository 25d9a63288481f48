#include "core/names/shared_host.h"

#include "core/names/word_list.h"

namespace qd::names {

bool isSharedHost(std::string_view domain)
{
    static const WordSet siteHosts = shippedWords("site_hosts");
    static const WordSet networks = shippedWords("shared_hosts");
    if (siteHosts.contains(domain))
        return true;
    // Their pages are somebody else's at every name below them: uk.linkedin.com, m.facebook.com.
    for (std::string_view rest = domain; !rest.empty();) {
        if (networks.contains(rest))
            return true;
        const auto dot = rest.find('.');
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    }
    return false;
}

} // namespace qd::names
