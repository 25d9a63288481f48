#include "core/pack/coverage_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/wording.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

using coverage::Band;
using coverage::Book;

constexpr double Space = ContentBottom - ContentTop;

/// Fullest first; who has no capacity stands last.
std::vector<Book> fullestFirst(std::vector<Book> books)
{
    std::stable_sort(books.begin(), books.end(),
        [](const Book &a, const Book &b) { return a.utilisation().value_or(-1) > b.utilisation().value_or(-1); });
    return books;
}

Table::Cell bandCell(const Book &book)
{
    switch (coverage::bandOf(book.utilisation())) {
    case Band::Over:
        return {"over 110 %", Judgement::Bad, false, true};
    case Band::InRange:
        return {"in range", Judgement::Good, false, true};
    case Band::Under:
        return {"under 80 %", Judgement::Warn, false, true};
    case Band::None:
        return {"no capacity", Judgement::None, true};
    }
    return {};
}

std::string hours(double value)
{
    return numberText(value, 0);
}

/// The customers of a book; of the vacancies for -1.
Origin heldBy(const CoverageMeasures &measures, int csm)
{
    Origin origin = Origin::from(Origin::Of::Customers);
    origin.title =
        csm < 0 ? "Customers without a CSM" : "Customers of " + measures.input.roster.csms[std::size_t(csm)].name;
    for (const coverage::AccountLoad &load : measures.input.loads) {
        if (load.csm == csm)
            origin.accounts.push_back(measures.input.accounts->at(load.account).id);
    }
    return origin;
}

Table bookTable(const CoverageMeasures &measures)
{
    const Currency currency = measures.input.currency;
    Table table;
    table.title = "Books";
    table.subtitle = "hours a month, " + currency.code();
    table.rowHeight = 5.0;
    table.columns = {{"CSM", Align::Left, 2.6}, {"Customers", Align::Right, 1.2}, {"ARR", Align::Right, 1.6},
        {"Hours", Align::Right, 1}, {"Can do", Align::Right, 1}, {"Used", Align::Right, 1}, {"State", Align::Left, 1.5},
        {"ARR at risk", Align::Right, 1.5}, {"Renewals, 90 days", Align::Right, 1.6}};
    for (const Book &book : fullestFirst(measures.capacity.books.books)) {
        const auto used = book.utilisation();
        table.rows.push_back({{measures.input.roster.csms[std::size_t(book.csm)].name}, {countText(book.accounts)},
            {wholeAmount(book.arr, currency)}, {hours(book.hours)}, {hours(book.capacityHours)},
            {used ? wholePercent(*used) : "none"}, bandCell(book), {wholeAmount(book.atRiskArr, currency)},
            {countText(book.renewals)}});
        table.origins.push_back(heldBy(measures, book.csm));
    }
    const Book &vacant = measures.capacity.books.vacant;
    if (vacant.accounts > 0) {
        table.origins.push_back(heldBy(measures, -1));
        table.rows.push_back({{"Without a CSM", Judgement::None, true}, {countText(vacant.accounts)},
            {wholeAmount(vacant.arr, currency)}, {hours(vacant.hours)}, {}, {},
            {"vacant", Judgement::Warn, false, true}, {wholeAmount(vacant.atRiskArr, currency)},
            {countText(vacant.renewals)}});
    }
    return table;
}

} // namespace

std::vector<Page> bookPages(const CoverageMeasures &measures)
{
    int over = 0;
    int under = 0;
    for (const Book &book : measures.capacity.books.books) {
        const Band band = coverage::bandOf(book.utilisation());
        over += band == Band::Over ? 1 : 0;
        under += band == Band::Under ? 1 : 0;
    }
    std::vector<Page> pages;
    for (const Table &part : brokenTable(bookTable(measures), Space, Space)) {
        Page page;
        page.title = over == 0 ? "No book is above 110 % of its capacity"
                               : counted(over, "book") + (over == 1 ? " is" : " are") + " above 110 % of capacity, "
                + countText(under) + " below 80 %";
        page.subtitle = "Customers, ARR and hours of each CSM on " + dateText(measures.input.asOf) + ".";
        page.blocks.push_back({{Margin, ContentTop, ContentWidth, heightOf(part)}, part});
        pages.push_back(std::move(page));
    }
    return pages;
}

} // namespace qd::pack
