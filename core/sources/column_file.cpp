#include "core/sources/column_file.h"

#include "core/base/csv_text.h"
#include "core/base/input_file.h"
#include "core/base/own_exports.h"
#include "core/base/text.h"
#include "core/sources/csv_reader.h"

#include <algorithm>

namespace qd::sources {

namespace {

using Places = std::vector<std::optional<std::size_t>>; ///< of each wanted column

Result<Places> placesOf(const std::string &path, const ColumnsWanted &wanted, const Record &header)
{
    Places places;
    for (const std::string_view name : wanted.names) {
        const auto found = std::ranges::find_if(
            header.fields, [name](std::string_view cell) { return equalsIgnoringCase(trimmed(cell), name); });
        places.push_back(
            found == header.fields.end() ? std::nullopt : std::optional(std::size_t(found - header.fields.begin())));
        if (!places.back() && places.size() <= wanted.required)
            return fileError(ErrorCode::BadData, path, wanted.missing, {std::string(name)});
    }
    return places;
}

} // namespace

std::string ColumnRow::text(std::size_t column) const
{
    const std::optional<std::size_t> place = m_places[column];
    if (!place || *place >= m_record.fields.size())
        return {};
    const std::string_view cell = trimmed(m_record.fields[*place]);
    return std::string(m_isGuarded ? withoutGuard(cell) : cell);
}

Result<void> forEachColumnRow(
    const std::string &path, const ColumnsWanted &wanted, const std::function<Result<void>(const ColumnRow &)> &take)
{
    if (const auto there = checkInputFile(path); !there && there.error().code == ErrorCode::NotFound)
        return fileError(ErrorCode::NotFound, path, wanted.absent);
    auto reader = CsvReader::open(path);
    if (!reader)
        return reader.error();
    std::optional<Places> places;
    bool isGuarded = false;
    Record record;
    for (auto step = reader->next(record);; step = reader->next(record)) {
        if (step == RecordReader::Step::Failed)
            return reader->error();
        if (step == RecordReader::Step::End)
            return {};
        if (!places) {
            auto found = placesOf(path, wanted, record);
            if (!found)
                return found.error();
            places = std::move(*found);
            isGuarded = isOwnExport({record.fields.begin(), record.fields.end()});
        } else if (!record.wellFormed) {
            return fileError(ErrorCode::BadData, path,
                QD_WORDS("Sources", "%1 line %2: bytes that are no text. Nothing of the file was taken."),
                {std::to_string(record.line)});
        } else if (auto taken = take(ColumnRow(record, *places, isGuarded)); !taken) {
            return taken;
        }
    }
}

} // namespace qd::sources
