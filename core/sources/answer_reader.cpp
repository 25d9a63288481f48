#include "core/sources/answer_reader.h"

namespace qd::sources {

Result<std::unique_ptr<RecordReader>> AnswerReader::open(const std::string &path)
{
    auto rows = CsvReader::open(path, {',', Encoding::Utf8, std::nullopt, '"', nullptr});
    if (!rows)
        return rows.error();
    return std::unique_ptr<RecordReader>(new AnswerReader(std::move(*rows)));
}

RecordReader::Step AnswerReader::next(Record &record)
{
    const Step step = m_rows.next(record);
    if (step == Step::Record) {
        record.line = m_read++;
        record.afterBlank = false;
    }
    return step;
}

Result<void> AnswerReader::rewind()
{
    m_read = 0;
    return m_rows.rewind();
}

Message AnswerReader::format() const
{
    return QD_WORDS("Sources", "answer of a query");
}

} // namespace qd::sources
