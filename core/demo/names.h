#pragma once
#include "core/demo/world.h"

#include <string>
#include <string_view>

namespace qd::demo {

/// The company whose exports these are, and its mail domain.
inline constexpr std::string_view OurName = "Larkfield Systems";
inline constexpr std::string_view OurDomain = "larkfield.example";

struct Place {
    Region region;
    std::string_view code; ///< ISO 3166-1 alpha-2
    std::string_view country;
    std::string_view city;
    std::string_view language; ///< ISO 639-1
    std::size_t currency; ///< index into Currencies
    std::string_view legalForm;
    std::string_view topLevel;
    int weight; ///< customers of a thousand in its region
};

/// A place of the region, by weight.
[[nodiscard]] const Place &placeIn(Region region, Random &random);
/// The first place that bills in `currency`.
[[nodiscard]] const Place &placeWith(std::size_t currency);

/// A company name without legal form that no other index has, and its first label of a domain in plain letters.
struct CompanyName {
    std::string latin; ///< as used in English
    std::string label; ///< "granlogistics"
    std::size_t industry = 0;
};
[[nodiscard]] CompanyName companyName(std::uint64_t seed, std::int64_t index);
/// The same name as written in its own country: accents, or Japanese, Chinese and Arabic script;
/// unchanged where English is spoken or the trade has no translation.
[[nodiscard]] std::string localName(const CompanyName &name, std::string_view language, std::int64_t index);

/// A person's name of the region; `salt` spreads a small team over the list so that no two share a name.
[[nodiscard]] std::string personName(Random &random, Region region, std::int64_t salt = -1);
/// "ana.souza" for "Ana Souza": lower case, plain letters.
[[nodiscard]] std::string mailName(std::string_view name);
/// The industry that goes with the name.
[[nodiscard]] std::string_view industryName(const CompanyName &name);

} // namespace qd::demo
