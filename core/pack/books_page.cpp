#include "core/pack/coverage_pages.h"
#include "core/pack/page_breaking.h"
#include "core/pack/wording.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

using coverage::Band;
using coverage::Book;

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
        return {QD_WORDS("Packs", "over 110 %"), Judgement::Bad, false, true};
    case Band::InRange:
        return {QD_WORDS("Packs", "in range"), Judgement::Good, false, true};
    case Band::Under:
        return {QD_WORDS("Packs", "under 80 %"), Judgement::Warn, false, true};
    case Band::None:
        return {QD_WORDS("Packs", "no capacity"), Judgement::None, true};
    }
    return {};
}

Figure hours(double value)
{
    return Figure::number(value, 0);
}

/// The customers of a book; of the vacancies for -1.
Origin heldBy(const CoverageMeasures &measures, int csm)
{
    Origin origin = Origin::from(Origin::Of::Customers);
    if (csm < 0)
        origin.title = QD_WORDS("Packs", "Customers without a CSM");
    else
        origin.title = {QD_WORDS("Packs", "Customers of %1"), {measures.input.roster.csms[std::size_t(csm)].name}};
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
    table.title = QD_WORDS("Packs", "Books");
    table.subtitle = {QD_WORDS("Packs", "hours a month, %1"), {currency.code()}};
    table.rowHeight = 5.0;
    table.columns = {{QD_WORDS("Packs", "CSM"), Align::Left, 2.6}, {QD_WORDS("Packs", "Customers"), Align::Right, 1.2},
        {QD_WORDS("Packs", "ARR"), Align::Right, 1.6}, {QD_WORDS("Packs", "Hours"), Align::Right, 1},
        {QD_WORDS("Packs", "Can do"), Align::Right, 1}, {QD_WORDS("Packs", "Used"), Align::Right, 1},
        {QD_WORDS("Packs", "State"), Align::Left, 1.5}, {QD_WORDS("Packs", "ARR at risk"), Align::Right, 1.5},
        {QD_WORDS("Packs", "Renewals, 90 days"), Align::Right, 1.6}};
    for (const Book &book : fullestFirst(measures.capacity.books.books)) {
        const auto used = book.utilisation();
        table.rows.push_back({{Message::data(measures.input.roster.csms[std::size_t(book.csm)].name)},
            {Count{book.accounts}}, {Figure::wholeAmount(book.arr, currency)}, {hours(book.hours)},
            {hours(book.capacityHours)}, {used ? Message(Figure::wholePercent(*used)) : none()}, bandCell(book),
            {Figure::wholeAmount(book.atRiskArr, currency)}, {Count{book.renewals}}});
        table.origins.push_back(heldBy(measures, book.csm));
    }
    const Book &vacant = measures.capacity.books.vacant;
    if (vacant.accounts > 0) {
        table.origins.push_back(heldBy(measures, -1));
        table.rows.push_back({{QD_WORDS("Packs", "Without a CSM"), Judgement::None, true}, {Count{vacant.accounts}},
            {Figure::wholeAmount(vacant.arr, currency)}, {hours(vacant.hours)}, {}, {},
            {QD_WORDS("Packs", "vacant"), Judgement::Warn, false, true},
            {Figure::wholeAmount(vacant.atRiskArr, currency)}, {Count{vacant.renewals}}});
    }
    return table;
}

Message bookTitle(int over, int under)
{
    if (over == 0)
        return QD_WORDS("Packs", "No book is above 110 % of its capacity");
    return {QD_WORDS_N("Packs", "%1 books are above 110 % of capacity, %2 below 80 %",
                "%1 book is above 110 % of capacity, %2 below 80 %"),
        {Count{over}, Count{under}}};
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
    for (const Table &part : brokenTable(bookTable(measures), ContentHeight, ContentHeight)) {
        Page page;
        page.title = bookTitle(over, under);
        page.subtitle = {QD_WORDS("Packs", "Customers, ARR and hours of each CSM on %1."), {day(measures.input.asOf)}};
        page.blocks.push_back({{Margin, ContentTop, ContentWidth, heightOf(part)}, part});
        pages.push_back(std::move(page));
    }
    return pages;
}

} // namespace qd::pack
