#pragma once
#include "core/pack/pack_document.h"

namespace qd::pack {

/// A part of a page that opens something.
struct OpenPlace {
    Place place; ///< mm
    Origin origin;
};

/// What a page opens and where, in reading order: rows of tables and scorecards with an origin of their own, then
/// whatever else a block with an origin covers. A point belongs to the first place that holds it.
[[nodiscard]] std::vector<OpenPlace> openPlaces(const Page &page);

/// Gives the blocks of a page that have no origin this one.
void openElsewhere(Page &page, Origin::Of what);

} // namespace qd::pack
