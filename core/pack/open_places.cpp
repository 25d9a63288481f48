#include "core/pack/open_places.h"

#include "core/pack/page_breaking.h"

namespace qd::pack {

namespace {

void addRow(std::vector<OpenPlace> &places, const Block &block, double top, double height, const Origin &origin)
{
    if (origin.of != Origin::Of::Nothing)
        places.push_back({{block.place.x, block.place.y + top, block.place.width, height}, origin});
}

void addRows(std::vector<OpenPlace> &places, const Block &block)
{
    if (const auto *card = std::get_if<Scorecard>(&block.content)) {
        double top = TitleHeight + HeaderHeight;
        for (const ScorecardRow &row : card->rows) {
            addRow(places, block, top, ScorecardRowHeight, row.origin);
            top += ScorecardRowHeight;
        }
    } else if (const auto *table = std::get_if<Table>(&block.content)) {
        const double all = double(table->rows.size() + (table->totals.empty() ? 0 : 1));
        double top = heightOf(*table) - all * table->rowHeight;
        for (std::size_t i = 0; i < table->rows.size(); ++i) {
            if (i < table->origins.size())
                addRow(places, block, top, table->rowHeight, table->origins[i]);
            top += table->rowHeight;
        }
        if (!table->totals.empty())
            addRow(places, block, top, table->rowHeight, table->totalsOrigin);
    }
}

} // namespace

std::vector<OpenPlace> openPlaces(const Page &page)
{
    std::vector<OpenPlace> places;
    for (const Block &block : page.blocks) {
        addRows(places, block);
        if (block.origin.of != Origin::Of::Nothing)
            places.push_back({block.place, block.origin});
    }
    return places;
}

void openElsewhere(Page &page, Origin::Of what)
{
    for (Block &block : page.blocks) {
        if (block.origin.of == Origin::Of::Nothing)
            block.origin = Origin::from(what);
    }
}

} // namespace qd::pack
