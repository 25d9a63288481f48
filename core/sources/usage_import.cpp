#include "core/sources/usage_import.h"

#include "core/sources/usage_rows.h"
#include "core/sources/usage_settler.h"

#include <algorithm>

namespace qd::sources {

namespace {

constexpr std::size_t ChunkRows = 16 * store::UsageSegmentRows;

/// Reads the rows of one file and hands them on in chunks.
class UsageFile {
public:
    UsageFile(ImportCall &call, const RecognisedFile &file, BatchReport &report)
        : m_call(call)
        , m_file(file)
        , m_report(report)
        , m_fields(file.mapping)
        , m_typing(file.mapping, typingOptions(file, call.workspace.baseCurrency(), call.options.dateOrder))
        , m_numbers(call.workspace, file.source, report.batch)
        , m_settler(call, call.files.back(), presentMeasures(file.mapping))
    {
    }

    Result<void> read()
    {
        m_columns.reserve(std::min<std::size_t>(ChunkRows, 65536));
        m_call.progress.begin({QD_WORDS("Progress", "Reading %1"), {m_file.name}});
        Result<void> failure;
        auto done = forEachRow(m_file, m_call.progress, &m_report.skippedRows, [this, &failure](const Record &record) {
            if (failure)
                failure = take(record);
        });
        if (done && failure)
            done = flush();
        if (!done || !failure)
            return done ? failure : done;
        m_numbers.save();
        return quarantineConflicts();
    }

private:
    static std::array<bool, store::UsageMeasures> presentMeasures(const Mapping &mapping)
    {
        std::array<bool, store::UsageMeasures> present{};
        const auto first = std::size_t(mapping.entity->indexOf("active_users"));
        for (std::size_t m = 0; m < present.size(); ++m)
            present[m] = mapping.columns[first + m].present();
        return present;
    }

    Result<void> take(const Record &record)
    {
        const bool comma = m_file.read.decimal == DecimalMark::Comma; // a plain number would be read with a point
        if (comma || !appendPlain(record, m_fields, m_numbers, m_columns)) {
            if (auto looked = lookThrough(); !looked)
                return looked;
            const TypedRow row = m_typing.type(record);
            if (row.fault) {
                quarantine(m_call, m_call.files.back(), record, *row.fault);
                ++m_report.quarantined;
                return {};
            }
            appendTyped(row, record.line, m_numbers, m_columns);
        }
        return m_columns.size() < ChunkRows ? Result<void>() : flush();
    }

    /// The first value that is not plainly written makes it necessary to know how its column writes things.
    Result<void> lookThrough()
    {
        if (m_lookedThrough)
            return {};
        m_lookedThrough = true;
        auto done =
            forEachRow(m_file, m_call.progress, nullptr, [this](const Record &record) { m_typing.observe(record); });
        m_report.openDateColumns = m_typing.openDateColumns();
        return done;
    }

    Result<void> flush()
    {
        if (m_columns.size() == 0)
            return {};
        auto done = m_settler.add(m_columns, m_report);
        m_columns.clear();
        return done;
    }

    /// Conflicts show when their text is gone; it is fetched from the file once more.
    Result<void> quarantineConflicts()
    {
        const auto conflicts = m_settler.takeConflicts();
        if (conflicts.empty())
            return {};
        auto next = conflicts.begin();
        return forEachRow(m_file, m_call.progress, nullptr, [&](const Record &record) {
            while (next != conflicts.end() && next->line < record.line)
                ++next;
            if (next != conflicts.end() && next->line == record.line)
                quarantine(m_call, m_call.files.back(), record, faultOf(*next));
        });
    }

    [[nodiscard]] Fault faultOf(const UsageConflict &conflict) const
    {
        const std::string line = std::to_string(conflict.firstLine);
        const std::string column = m_file.mapping.headerOf(0);
        if (conflict.firstBatch == m_report.batch)
            return {Reason::DuplicateKey, column,
                {QD_WORDS(
                     "Quarantine", "the same account, date and feature stand on line %1 already, with other values."),
                    {line}}};
        const auto other = std::find_if(m_call.files.begin(), m_call.files.end(),
            [&conflict](const FileInHand &file) { return file.batch == conflict.firstBatch; });
        return {Reason::ConflictingFile, column,
            {QD_WORDS("Quarantine", "the same account, date and feature stand in %1 line %2 with other values."),
                {other->name, line}}};
    }

    ImportCall &m_call;
    const RecognisedFile &m_file;
    BatchReport &m_report;
    UsageFields m_fields;
    RowTyping m_typing;
    UsageNumbers m_numbers;
    UsageSettler m_settler;
    store::UsageColumns m_columns;
    bool m_lookedThrough = false;
};

} // namespace

Result<void> importUsage(ImportCall &call, const RecognisedFile &file, BatchReport &report)
{
    return UsageFile(call, file, report).read();
}

} // namespace qd::sources
