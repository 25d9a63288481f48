#include "core/sources/rejected_rows.h"

#include "core/base/csv_text.h"
#include "core/sources/own_profiles.h"
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

/// The rows are written anew, as UTF-8 with commas, whatever the file was.
FileHints hintsOfMended(const RecognisedFile &file)
{
    Profile profile = *file.mapping.profile;
    profile.read = {};
    FileHints hints;
    hints.source = file.source;
    hints.kind = file.kind;
    hints.given = std::make_shared<const Profile>(std::move(profile));
    hints.read.header = 1;
    hints.read.delimiter = ',';
    hints.read.encoding = Encoding::Utf8;
    hints.read.decimal = file.read.decimal;
    hints.read.keepFooters = true; // somebody looked at each
    hints.read.exclusiveEnds = file.read.exclusiveEnds;
    return hints;
}

} // namespace

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
    if (const auto made = store::findBatch(workspace.db(), batch))
        rejected.asOf = Date::fromIso(made->asOf);
    auto rows = RowWalk::open(*file, progress);
    if (!rows)
        return rows.error();
    RowsOfLines sink(held, rejected);
    if (auto done = held.empty() ? Result<void>() : rows->run(sink); !done)
        return done.error();
    if (rejected.rows.empty())
        return Error{ErrorCode::NotFound, {QD_WORDS("Sources", "No row of %1 waits in quarantine."), {file->name}},
            {file->name}};
    return rejected;
}

Result<std::string> writeMended(const std::string &folder, const RejectedRows &rejected)
{
    const auto line = [](const std::vector<std::string> &fields) {
        std::vector<CsvCell> cells;
        for (const std::string &field : fields)
            cells.push_back(CsvCell::raw(field)); // the program reads it, no spreadsheet
        return csvLine(cells);
    };
    std::string text = line(rejected.headers);
    for (const RejectedRow &row : rejected.rows)
        text += line(row.fields);
    const std::string path = folder + '/' + rejected.name;
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), qint64(text.size())) != qint64(text.size()))
        return Error{ErrorCode::Io,
            {QD_WORDS("Sources", "%1 cannot be written: %2."), {path, file.errorString().toStdString()}}, {path}};
    return path;
}

} // namespace qd::sources
