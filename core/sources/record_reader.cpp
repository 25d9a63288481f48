#include "core/sources/record_reader.h"

#include "core/base/input_file.h"
#include "core/sources/csv_reader.h"
#include "core/sources/xlsx_reader.h"

#include <QFile>

namespace qd::sources {

Result<std::unique_ptr<RecordReader>> openRecords(const std::string &path, const ReadChoice &choice)
{
    if (auto readable = checkInputFile(path); !readable)
        return readable.error();
    QFile file(QString::fromStdString(path));
    if (file.open(QIODevice::ReadOnly) && file.peek(4) == "PK\x03\x04")
        return XlsxReader::open(path, choice);
    if (choice.sheet)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Sources", "%1 is no workbook: it has no sheets to choose from."), {path}}, {path}};
    auto reader = CsvReader::open(path, {std::nullopt, choice.encoding});
    if (!reader)
        return reader.error();
    return std::unique_ptr<RecordReader>(std::make_unique<CsvReader>(std::move(*reader)));
}

} // namespace qd::sources
