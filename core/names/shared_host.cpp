#include "core/names/shared_host.h"

#include <algorithm>
#include <array>

namespace qd::names {

namespace {

/// Their pages are somebody else's at every name below them: uk.linkedin.com, m.facebook.com.
constexpr std::array<std::string_view, 44> Networks{"angel.co", "apollo.io", "bit.ly", "bloomberg.com",
    "crunchbase.com", "example.com", "example.net", "example.org", "facebook.com", "fb.com", "fb.me", "g.page",
    "glassdoor.com", "goo.gl", "indeed.com", "instagram.com", "kununu.com", "lnkd.in", "linkedin.com", "linktr.ee",
    "maps.app.goo.gl", "medium.com", "meetup.com", "pinterest.com", "quora.com", "reddit.com", "slideshare.net",
    "snapchat.com", "t.co", "t.me", "telegram.me", "tiktok.com", "tinyurl.com", "trustpilot.com", "twitch.tv",
    "twitter.com", "vimeo.com", "vk.com", "wa.me", "wikipedia.org", "x.com", "xing.com", "yelp.com", "youtube.com"};

/// Hosts of sites: they themselves are nobody's, what stands below them is somebody's.
constexpr std::array<std::string_view, 26> SiteHosts{"appspot.com", "azurewebsites.net", "blogger.com", "blogspot.com",
    "business.site", "docs.google.com", "dropbox.com", "drive.google.com", "forms.gle", "github.com", "github.io",
    "gitlab.com", "godaddysites.com", "google.site", "herokuapp.com", "maps.google.com", "netlify.app", "notion.site",
    "plus.google.com", "sharepoint.com", "sites.google.com", "squarespace.com", "tumblr.com", "vercel.app",
    "wixsite.com", "wordpress.com"};

/// Endings of domains that stand alone where somebody cut too much off.
constexpr std::array<std::string_view, 10> Endings{
    "co.in", "co.jp", "co.kr", "co.nz", "co.uk", "co.za", "com.au", "com.br", "com.mx", "org.uk"};

template <typename List>
bool holds(const List &list, std::string_view domain)
{
    return std::find(list.begin(), list.end(), domain) != list.end();
}

} // namespace

bool isSharedHost(std::string_view domain)
{
    if (holds(SiteHosts, domain) || holds(Endings, domain))
        return true;
    for (std::string_view rest = domain; !rest.empty();) {
        if (holds(Networks, rest))
            return true;
        const auto dot = rest.find('.');
        rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    }
    return false;
}

} // namespace qd::names
