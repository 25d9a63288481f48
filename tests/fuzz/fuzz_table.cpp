// Any bytes as an export: text with delimiters, packed or not, or a workbook, told by the bytes themselves.
#include "core/sources/recognise.h"
#include "tests/fuzz/fuzz_input.h"

using namespace qd::sources;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const std::string &path = inputFile(bytes, size, ".csv");
    FileHints hints;
    hints.table = "t";
    const auto file = recognise(path, hints, knownProfiles());
    if (!file)
        return 0;
    if (auto begun = file->reader->rewind(); !begun)
        return 0;
    Record record;
    while (file->reader->next(record) == RecordReader::Step::Record) {
        std::size_t length = 0;
        for (const std::string_view field : record.fields)
            length += field.size();
        if (length > record.raw.size())
            std::abort(); // fields are parts of their record
    }
    return 0;
}
