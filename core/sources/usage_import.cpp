#include "core/sources/usage_import.h"

#include "core/sources/usage_rows.h"
#include "core/sources/usage_settler.h"

#include <algorithm>

namespace qd::sources {

namespace {

constexpr std::size_t ChunkRows = 16 * store::UsageSegmentRows;

/// Puts rows that were in conflict with others into quarantine: when that shows, their text is gone, and is fetched
/// from the file once more.
class ConflictQuarantine final : public RowSink {
public:
    ConflictQuarantine(ImportCall &call, const RecognisedFile &file, std::vector<UsageConflict> conflicts)
        : m_call(call)
        , m_file(file)
        , m_conflicts(std::move(conflicts))
        , m_next(m_conflicts.begin())
    {
    }

    [[nodiscard]] Result<Step> take(const Record &record) override
    {
        while (m_next != m_conflicts.end() && m_next->line < record.line)
            ++m_next;
        if (m_next == m_conflicts.end())
            return Step::Enough;
        if (m_next->line == record.line)
            quarantine(m_call, m_call.files.back(), record, faultOf(*m_next));
        return Step::Next;
    }

private:
    [[nodiscard]] Fault faultOf(const UsageConflict &conflict) const
    {
        const std::string line = std::to_string(conflict.firstLine);
        const std::string column = m_file.mapping.headerOf(0);
        if (conflict.firstBatch == m_call.files.back().batch)
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
    std::vector<UsageConflict> m_conflicts;
    std::vector<UsageConflict>::const_iterator m_next;
};

/// Reads the rows of one file and hands them on in chunks.
class UsageImport final : public RowSink {
public:
    UsageImport(ImportCall &call, const RecognisedFile &file, BatchReport &report)
        : m_call(call)
        , m_file(file)
        , m_report(report)
        , m_fields(file.mapping)
        , m_typing(file.mapping, typingOptions(file, call.workspace.baseCurrency(), call.options.dateOrder))
        , m_numbers(call.workspace, file.source, report.batch)
        , m_settler(call, call.files.back(), presentMeasures(file.mapping), file.mapping)
    {
        m_columns.reserve(std::min<std::size_t>(ChunkRows, 65536));
    }

    void look(const Record &record) override { m_typing.observe(record); }
    [[nodiscard]] Result<void> looked() override
    {
        m_lookedThrough = true;
        m_report.openDateColumns = m_typing.openDateColumns();
        return {};
    }
    [[nodiscard]] Result<Step> take(const Record &record) override
    {
        const bool comma = m_file.read.decimal == DecimalMark::Comma; // a plain number would be read with a point
        if (comma || !appendPlain(record, m_fields, m_numbers, m_columns)) {
            if (!m_lookedThrough) // how its column writes what is not plain shows in all of its values
                return Step::LookFirst;
            const TypedRow row = m_typing.type(record);
            m_report.notes.add(row, m_file.mapping);
            countLookups(m_file.mapping, record, m_report.notes.lookups);
            if (row.fault) {
                quarantine(m_call, m_call.files.back(), record, *row.fault);
                ++m_report.quarantined;
                return Step::Next;
            }
            appendTyped(row, record.line, m_numbers, m_columns);
        }
        // Rows of one key may be far apart: those that become one wait for the last of them.
        const bool waits = m_file.mapping.profile->sameKey.rows != SameKey::Rows::Refuse;
        if (waits || m_columns.size() < ChunkRows)
            return Step::Next;
        const auto done = flush();
        return done ? Result<Step>(Step::Next) : done.error();
    }

    /// After the last row. The rows in conflict with others are still to be quarantined.
    [[nodiscard]] Result<std::vector<UsageConflict>> finish()
    {
        if (auto done = flush(); !done)
            return done.error();
        m_numbers.save();
        return m_settler.takeConflicts();
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

    Result<void> flush()
    {
        if (m_columns.size() == 0)
            return {};
        auto done = m_settler.add(m_columns, m_report);
        m_columns.clear();
        return done;
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

Result<void> importUsage(ImportCall &call, const RecognisedFile &file, RowWalk &rows, BatchReport &report)
{
    UsageImport sink(call, file, report);
    if (auto done = rows.run(sink, &report.skippedRows); !done)
        return done;
    auto conflicts = sink.finish();
    if (!conflicts)
        return conflicts.error();
    if (conflicts->empty())
        return {};
    ConflictQuarantine quarantining(call, file, std::move(*conflicts));
    return rows.run(quarantining);
}

} // namespace qd::sources
