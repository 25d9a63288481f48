#include "core/sources/rejected_rows.h"

#include "core/base/csv_text.h"
#include "core/sources/held_back.h"
#include "core/sources/own_profiles.h"
#include "core/sources/reason_header.h"
#include "core/sources/row_walk.h"
#include "core/sources/sources_store.h"
#include "core/store/import_batches.h"

#include <QFile>

#include <map>

namespace qd::sources {

namespace {

/// Keeps the rows that stand on these lines.
class RowsOfLines final : public RowSink {
public:
    RowsOfLines(const std::map<std::int64_t, QuarantinedRow> &held, RejectedRows &rejected)
        : m_held(held)
        , m_rejected(rejected)
    {
    }
    [[nodiscard]] Result<Step> take(const Record &record) override
    {
        const auto held = m_held.find(record.line);
        if (held == m_held.end())
            return Step::Next;
        if (storableText(record, record.raw) != held->second.record)
            return Error{ErrorCode::Conflict,
                {QD_WORDS("Sources",
                     "%1 is not as batch %2 read it: line %3 is another one. Nothing was changed; take the file that "
                     "was imported."),
                    {m_rejected.name, std::to_string(held->second.batch), std::to_string(record.line)}},
                {m_rejected.name}};
        RejectedRow row{
            record.line, {record.fields.begin(), record.fields.end()}, held->second.column, held->second.message};
        row.fields.resize(m_rejected.headers.size()); // of one too long or too short what fits is kept
        m_rejected.rows.push_back(std::move(row));
        return m_rejected.rows.size() < m_held.size() ? Step::Next : Step::Enough;
    }

private:
    const std::map<std::int64_t, QuarantinedRow> &m_held;
    RejectedRows &m_rejected;
};

/// The rows are written anew, as UTF-8 text, whatever the file was.
FileHints hintsOfMended(const RecognisedFile &file)
{
    Profile profile = *file.mapping.profile;
    profile.read = {};
    FileHints hints;
    hints.source = file.source;
    hints.kind = file.kind;
    hints.given = std::make_shared<const Profile>(std::move(profile));
    hints.read.header = 1;
    hints.read.delimiter = file.delimiter == ';' ? ';' : ',';
    hints.read.encoding = Encoding::Utf8;
    hints.read.decimal = file.read.decimal;
    hints.read.keepFooters = true; // somebody looked at each
    hints.read.exclusiveEnds = file.read.exclusiveEnds;
    return hints;
}

/// What an earlier file of corrected rows said was wrong with them.
void dropColumn(RejectedRows &rejected, std::size_t field)
{
    rejected.headers.erase(rejected.headers.begin() + std::ptrdiff_t(field));
    for (RejectedRow &row : rejected.rows)
        row.fields.erase(row.fields.begin() + std::ptrdiff_t(field));
}

/// Every field in quotes: no delimiter, and no program that looks for one, can split it.
std::string lineOf(const std::vector<std::string> &fields, char delimiter)
{
    std::string line;
    for (const std::string &field : fields) {
        line += line.empty() ? "\"" : std::string(1, delimiter) + '"';
        for (const char each : field)
            line += each == '"' ? std::string("\"\"") : std::string(1, each);
        line += '"';
    }
    return line + '\n';
}

} // namespace

Result<std::int64_t> batchHolding(const store::Workspace &workspace, const std::string &path, const FileHints &hints)
{
    const auto file = recognise(path, hints, profilesOf(workspace));
    if (!file)
        return file.error();
    std::int64_t latest = 0;
    for (const store::ImportBatch &batch : store::importBatches(workspace.db())) {
        const bool read = batch.counts.read == 0 || batch.counts.skipped < batch.counts.read;
        if (batch.file == file->name && batch.source == file->source && batch.entity == file->entity() && read
            && !batch.undone)
            latest = batch.batch;
    }
    if (latest == 0)
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Sources", "No batch took %1 as %2 of %3; `qdeck sources` lists the batches."),
                {file->name, file->entity(), file->source}},
            {file->name}};
    return latest;
}

std::string rejectedCsv(const RejectedRows &rejected)
{
    std::vector<std::string> fields = rejected.headers;
    fields.push_back(reasonHeader(rejected.name));
    std::string text = lineOf(fields, rejected.delimiter);
    for (const RejectedRow &row : rejected.rows) {
        fields.clear();
        for (const std::string &field : row.fields)
            fields.push_back(guarded(field));
        fields.push_back(guarded(row.why.english()));
        text += lineOf(fields, rejected.delimiter);
    }
    return text;
}

Result<RejectedRows> rejectedRows(const store::Workspace &workspace, const std::string &path, const FileHints &hints,
    std::int64_t batch, Progress &progress)
{
    const auto file = recognise(path, hints, profilesOf(workspace));
    if (!file)
        return file.error();
    if (!file->table.empty() || file->mapping.profile->sameKey.rows == SameKey::Rows::Sum)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Sources",
                 "Rows of %1 cannot be mended one by one: they are a table of their own, or added up by their key. "
                 "Correct the file and import it again."),
                {file->name}},
            {file->name}};
    std::map<std::int64_t, QuarantinedRow> held;
    forEachQuarantined(workspace, batch, [&held](const QuarantinedRow &row) { held.emplace(row.line, row); });
    RejectedRows rejected{file->name, hintsOfMended(*file), file->mapping.headers, {}};
    rejected.delimiter = *rejected.hints.read.delimiter;
    if (const auto made = store::findBatch(workspace.db(), batch))
        rejected.asOf = Date::fromIso(made->asOf);
    auto rows = RowWalk::open(*file, progress);
    if (!rows)
        return rows.error();
    RowsOfLines sink(held, rejected);
    if (auto done = held.empty() ? Result<void>() : rows->run(sink); !done)
        return done.error();
    if (file->reasonField)
        dropColumn(rejected, *file->reasonField);
    if (rejected.rows.empty())
        return Error{ErrorCode::NotFound, {QD_WORDS("Sources", "No row of %1 waits in quarantine."), {file->name}},
            {file->name}};
    return rejected;
}

Result<std::string> writeMended(const std::string &folder, const RejectedRows &rejected)
{
    std::string text = lineOf(rejected.headers, rejected.delimiter);
    for (const RejectedRow &row : rejected.rows)
        text += lineOf(row.fields, rejected.delimiter);
    const std::string path = folder + '/' + rejected.name;
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), qint64(text.size())) != qint64(text.size())
        || !file.flush())
        return Error{ErrorCode::Io,
            {QD_WORDS("Sources", "%1 cannot be written: %2."), {path, file.errorString().toStdString()}}, {path}};
    return path;
}

} // namespace qd::sources
