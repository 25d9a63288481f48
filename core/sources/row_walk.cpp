#include "core/sources/row_walk.h"

#include "core/base/csv_text.h"
#include "core/sources/header_row.h"
#include "core/sources/made_values.h"
#include "core/sources/mapped_cell.h"
#include "core/sources/no_value.h"

#include <algorithm>

namespace qd::sources {

namespace {

/// Numbers, dates and the like, and no name among them.
bool areValues(const std::vector<std::string> &headers)
{
    return std::all_of(headers.begin(), headers.end(),
        [](const std::string &header) { return header.empty() || looksLikeValue(header); });
}

/// Fields of the file that columns of ids are filled from.
std::vector<std::size_t> fieldsOfIds(const Mapping &mapping)
{
    std::vector<std::size_t> fields;
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        for (const MappedField &field : mapping.columns[i].fields) {
            for (const int each : field.fields()) {
                if (isId(mapping.entity->columns[i]) && each >= 0)
                    fields.push_back(std::size_t(each));
            }
        }
    }
    return fields;
}

/// Tells data from noise, record by record.
class NoiseFilter {
public:
    explicit NoiseFilter(const RecognisedFile &file)
        : m_file(file)
        , m_headerIsRow(!file.table.empty() && areValues(file.mapping.headers))
    {
    }

    std::optional<SkipReason> why(const Record &record)
    {
        auto noise = noiseIn(record, m_file.mapping.headers);
        const bool repeated = noise == SkipReason::RepeatedHeader;
        m_headerIsRow = m_headerIsRow || (m_first && !m_file.table.empty() && repeated);
        m_first = false;
        if ((m_headerIsRow && repeated) || (m_file.read.keepFooters && noise == SkipReason::Footer))
            noise.reset();
        if (!noise && m_file.mapping.profile && isPassedOver(m_file.mapping, record))
            noise = SkipReason::ByProfile;
        return noise;
    }

private:
    const RecognisedFile &m_file;
    /// What was taken for the header of a table may be its first row: then rows like it are data.
    bool m_headerIsRow;
    bool m_first = true;
};

} // namespace

Result<RowWalk> RowWalk::open(const RecognisedFile &file, Progress &progress)
{
    std::shared_ptr<RecordReader> reader = file.reader;
    if (!reader) {
        auto opened = openRecords(file.path, file.read);
        if (!opened)
            return opened.error();
        reader = std::move(*opened);
    }
    reader->fillTo(file.mapping.headers.size());
    reader->takeAsIds(fieldsOfIds(file.mapping));
    return RowWalk(file, progress, std::move(reader));
}

RowWalk::RowWalk(const RecognisedFile &file, Progress &progress, std::shared_ptr<RecordReader> reader)
    : m_file(file)
    , m_progress(progress)
    , m_reader(std::move(reader))
    , m_nameless(file.mapping)
{
}

Result<bool> RowWalk::isTotal(Record &record)
{
    if (!m_totalLine) {
        const std::int64_t here = record.line;
        m_totalLine = 0;
        if (auto begun = m_reader->rewind(); !begun)
            return begun.error();
        TotalCheck check;
        NoiseFilter filter(m_file);
        std::int64_t last = 0;
        for (auto step = m_reader->next(record); step != RecordReader::Step::End; step = m_reader->next(record)) {
            if (step == RecordReader::Step::Failed)
                return m_reader->error();
            if (record.line <= m_file.headerLine || filter.why(record))
                continue;
            check.add(record);
            last = record.line;
        }
        if (check.lastIsTotal())
            m_totalLine = last;
        if (auto begun = m_reader->rewind(); !begun)
            return begun.error();
        while (m_reader->next(record) == RecordReader::Step::Record && record.line != here) { }
    }
    return record.line == *m_totalLine;
}

Result<RowSink::Step> RowWalk::forEach(std::int64_t &passed, std::vector<SkippedRow> *skipped,
    const std::function<Result<RowSink::Step>(const Record &)> &take)
{
    if (auto begun = m_reader->rewind(); !begun)
        return begun.error();
    NoiseFilter filter(m_file);
    Record record;
    std::int64_t rows = 0;
    for (std::int64_t read = 0;; ++read) {
        const auto step = m_reader->next(record);
        if (step == RecordReader::Step::Failed)
            return m_reader->error();
        if (step == RecordReader::Step::End)
            return RowSink::Step::Enough;
        if (!m_progress.rows(read, m_reader->done(), m_reader->total()))
            return cancelled();
        if (record.line <= m_file.headerLine)
            continue;
        auto noise = filter.why(record);
        if (rows++ < passed)
            continue;
        if (!noise && m_file.mapping.made > 0)
            makeValues(m_file.mapping, record);
        if (!noise && !m_file.read.keepFooters && m_nameless.contain(record)) {
            const auto total = isTotal(record);
            if (!total)
                return total.error();
            noise = *total ? std::optional(SkipReason::Total) : noise;
        }
        if (noise) {
            if (skipped)
                skipped->push_back({record.line, *noise});
            passed = rows;
            continue;
        }
        if (m_file.ownExport)
            std::ranges::transform(record.fields, record.fields.begin(), &withoutGuard);
        const auto wanted = take(record);
        if (!wanted || *wanted != RowSink::Step::Next)
            return wanted;
        passed = rows;
    }
}

Result<void> RowWalk::lookAtAll(RowSink &sink)
{
    m_progress.begin({QD_WORDS("Progress", "Looking through %1"), {m_file.name}});
    std::int64_t none = 0;
    const auto done = forEach(none, nullptr, [&sink](const Record &record) -> Result<RowSink::Step> {
        sink.look(record);
        return RowSink::Step::Next;
    });
    return done ? sink.looked() : Result<void>(done.error());
}

Result<void> RowWalk::run(RowSink &sink, std::vector<SkippedRow> *skipped)
{
    if (sink.looksFirst()) {
        if (auto looked = lookAtAll(sink); !looked)
            return looked;
    }
    std::int64_t passed = 0; // rows that the sink has taken, or that are noise
    for (;;) {
        m_progress.begin({QD_WORDS("Progress", "Reading %1"), {m_file.name}});
        const auto ended = forEach(passed, skipped, [&sink](const Record &record) { return sink.take(record); });
        if (!ended)
            return ended.error();
        if (*ended != RowSink::Step::LookFirst)
            return {};
        if (auto looked = lookAtAll(sink); !looked)
            return looked;
    }
}

} // namespace qd::sources
