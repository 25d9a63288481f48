#include "core/sources/record_reader.h"

#include "core/sources/csv_reader.h"

namespace qd::sources {

Result<std::unique_ptr<RecordReader>> openRecords(const std::string &path)
{
    auto reader = CsvReader::open(path);
    if (!reader)
        return reader.error();
    return std::unique_ptr<RecordReader>(std::make_unique<CsvReader>(std::move(*reader)));
}

} // namespace qd::sources
