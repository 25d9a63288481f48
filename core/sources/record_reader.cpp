#include "core/sources/record_reader.h"

#include "core/base/input_file.h"
#include "core/sources/answer_reader.h"
#include "core/sources/csv_reader.h"
#include "core/sources/ods_reader.h"
#include "core/sources/packed_file.h"
#include "core/sources/xlsx_reader.h"
#include "core/sources/zip_part.h"

#include <QFile>

namespace qd::sources {

namespace {

Result<std::unique_ptr<RecordReader>> opened(Result<CsvReader> reader)
{
    if (!reader)
        return reader.error();
    return std::unique_ptr<RecordReader>(std::make_unique<CsvReader>(std::move(*reader)));
}

} // namespace

Result<std::unique_ptr<RecordReader>> openRecords(const std::string &path, const ReadChoice &choice)
{
    if (auto readable = checkInputFile(path); !readable)
        return readable.error();
    if (choice.answer)
        return AnswerReader::open(path);
    const auto file = std::make_shared<QFile>(QString::fromStdString(path));
    const QByteArray start = file->open(QIODevice::ReadOnly) ? file->peek(4) : QByteArray();
    const Packing packing = packingOf(path, start);
    CsvFormat format{choice.delimiter, choice.encoding, {}, choice.quote, {}};
    if (packing != Packing::None && !(packing == Packing::Gzip && choice.sheet)) {
        auto unpacked = unpack(path, choice.sheet);
        if (!unpacked)
            return unpacked.error();
        format.packed = std::move(*unpacked);
        return opened(CsvReader::open(path, format));
    }
    if (start == "PK\x03\x04")
        return ZipArchive(path).sizeOf("content.xml") >= 0 ? OdsReader::open(path, choice)
                                                           : XlsxReader::open(path, choice);
    if (choice.sheet)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Sources", "%1 is no workbook: it has no sheets to choose from."), {path}}, {path}};
    if (file->isOpen())
        format.opened = file; // read on, not opened again
    return opened(CsvReader::open(path, format));
}

} // namespace qd::sources
