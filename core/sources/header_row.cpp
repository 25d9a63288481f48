#include "core/sources/header_row.h"

#include "core/base/text.h"
#include "core/sources/date_text.h"
#include "core/sources/number_text.h"

#include <algorithm>
#include <map>
#include <set>

namespace qd::sources {

namespace {

constexpr std::size_t BannerRows = 30; ///< how far down a header may stand

/// A line that begins so is a remark, but a header may, too: "#AgencyID,Token,Country,Name".
bool isRemark(const HeaderRow &row)
{
    constexpr std::size_t MostOfRemark = 3; // parts between commas
    return row.headers.front().starts_with('#') && row.width() <= MostOfRemark;
}

/// Names, each another one; at least two, since one text alone is a title.
bool areNames(const HeaderRow &row)
{
    const std::size_t width = row.width();
    std::set<std::string> seen;
    if (isRemark(row))
        return false;
    for (std::size_t i = 0; i < width; ++i) {
        const std::string &name = row.headers[i];
        if (name.empty() || looksLikeValue(name) || !seen.insert(lowered(name)).second)
            return false;
    }
    return width >= 2;
}

bool holdsValues(const HeaderRow &row)
{
    return std::any_of(row.headers.begin(), row.headers.end(), looksLikeValue);
}

std::ptrdiff_t textsIn(const HeaderRow &row)
{
    return std::ranges::count_if(row.headers, [](const std::string &header) { return !header.empty(); });
}

/// No values, and at least two texts, over as many fields as `below` has: some columns have no name, or the same.
bool areSomeNames(const HeaderRow &row, const HeaderRow &below)
{
    return !isRemark(row) && !holdsValues(row) && textsIn(row) >= 2 && row.headers.size() == below.headers.size();
}

/// Whether a remark is none of the table's, but stands above its names: they follow, and then values.
bool standsAboveNames(const HeaderRow &row, const std::vector<HeaderRow> &rows)
{
    const auto at = rows.begin() + (&row - rows.data());
    const auto next = std::find_if_not(at + 1, rows.end(), isRemark);
    return isRemark(row) && next != rows.end() && std::next(next) != rows.end() && areNames(*next)
        && next->headers.size() == std::next(next)->headers.size() && holdsValues(*std::next(next));
}

std::size_t usualWidth(const std::vector<HeaderRow> &rows)
{
    std::map<std::size_t, int> withWidth;
    const bool onlyRemarks = std::ranges::all_of(rows, isRemark);
    for (const HeaderRow &row : rows) {
        if (onlyRemarks || !isRemark(row))
            ++withWidth[row.width()];
    }
    withWidth.erase(0);
    std::size_t usual = 0;
    int most = 0;
    for (const auto &[width, count] : withWidth) {
        if (count >= most) { // of two that are as many the wider one
            usual = width;
            most = count;
        }
    }
    return usual;
}

} // namespace

std::vector<std::string> namesFromAbove(std::vector<std::string> names, const HeaderRow &above)
{
    if (textsIn(above) < 2)
        return names; // a title
    for (std::size_t i = 0; i < std::min(names.size(), above.headers.size()); ++i) {
        if (names[i].empty())
            names[i] = above.headers[i];
    }
    return names;
}

std::size_t HeaderRow::width() const
{
    std::size_t width = headers.size();
    while (width > 0 && headers[width - 1].empty())
        --width;
    return width;
}

bool looksLikeValue(std::string_view text)
{
    const std::string word = lowered(text);
    if (word == "true" || word == "false" || isExponential(text))
        return true;
    return readNumber(text).has_value() || readNumber(text, DecimalMark::Comma).has_value()
        || readDate(text).date.has_value();
}

Result<std::vector<HeaderRow>> firstRows(RecordReader &reader, std::optional<std::int64_t> until)
{
    std::vector<HeaderRow> rows;
    Record record;
    while (until ? rows.empty() || rows.back().line < *until : rows.size() < BannerRows) {
        const auto step = reader.next(record);
        if (step == RecordReader::Step::Failed)
            return reader.error();
        if (step == RecordReader::Step::End)
            break;
        if (until)
            rows.clear(); // only the last one is wanted
        HeaderRow row{{}, record.line, record.line, record.wellFormed};
        for (const std::string_view field : record.fields)
            row.headers.emplace_back(trimmed(field));
        if (!reader.isWorkbook())
            row.lastLine += std::count(record.raw.begin(), record.raw.end(), '\n');
        rows.push_back(std::move(row));
    }
    return rows;
}

const HeaderRow &widest(const std::vector<HeaderRow> &rows)
{
    return *std::max_element(rows.begin(), rows.end(),
        [](const HeaderRow &a, const HeaderRow &b) { return a.headers.size() < b.headers.size(); });
}

const HeaderRow &headerOfTable(const std::vector<HeaderRow> &rows)
{
    const std::size_t usual = usualWidth(rows);
    auto full = std::find_if(rows.begin(), rows.end(),
        [&](const HeaderRow &row) { return row.width() >= usual && !standsAboveNames(row, rows); });
    const bool wholeFile = rows.size() < BannerRows;
    const bool leavesNothing = wholeFile && full != rows.end() && std::next(full) == rows.end() && holdsValues(*full);
    if (full == rows.begin() || full == rows.end() || leavesNothing)
        return rows.front();
    const auto above = std::prev(full);
    const bool touches = above->lastLine + 1 == full->line;
    // A row that begins with nothing below names is the second row of a header.
    const bool onlyOneMore =
        full->width() == above->width() + 1 && above == rows.begin() && !full->headers.front().empty();
    const bool mostNamed = above->width() * 2 > full->width();
    if (touches && mostNamed && areNames(*above) && (holdsValues(*full) || onlyOneMore))
        return *above;
    if (touches && holdsValues(*full) && areSomeNames(*above, *full))
        return *above;
    // "name," above "A,1": the second of two columns has no name.
    const bool halfNamed = above == rows.begin() && above->headers.size() == 2 && full->headers.size() == 2
        && !above->headers.front().empty() && !looksLikeValue(above->headers.front());
    return touches && halfNamed && holdsValues(*full) ? *above : *full;
}

} // namespace qd::sources
