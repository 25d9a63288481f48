#include "core/sources/record_reader.h"

#include "core/sources/csv_reader.h"
#include "core/sources/xlsx_reader.h"

#include <QFile>
#include <QFileInfo>

namespace qd::sources {

Result<std::unique_ptr<RecordReader>> openRecords(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!QFileInfo(file.fileName()).isDir() && file.open(QIODevice::ReadOnly) && file.peek(4) == "PK\x03\x04")
        return XlsxReader::open(path);
    auto reader = CsvReader::open(path);
    if (!reader)
        return reader.error();
    return std::unique_ptr<RecordReader>(std::make_unique<CsvReader>(std::move(*reader)));
}

} // namespace qd::sources
