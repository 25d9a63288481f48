#pragma once
#include "core/base/progress.h"
#include "core/sources/recognise.h"
#include "core/sources/skipped_rows.h"
#include "core/sources/total_row.h"

#include <functional>
#include <vector>

namespace qd::sources {

/// What becomes of the rows of a file: they are typed and stored, made a table, or shown before an import.
class RowSink {
public:
    enum class Step {
        Next,
        LookFirst, ///< the columns have to be known for this row: look() at all rows, then take() it once more
        Enough, ///< no more rows are wanted
    };

    virtual ~RowSink() = default;
    /// Whether every row is looked at before the first is taken, because all values of a column decide how it is read.
    [[nodiscard]] virtual bool looksFirst() const { return false; }
    virtual void look(const Record &) { }
    /// All rows were looked at.
    [[nodiscard]] virtual Result<void> looked() { return {}; }
    [[nodiscard]] virtual Result<Step> take(const Record &record) = 0;
};

/// The rows of a recognised file below its header, without noise: repeated headers, footers and totals,
/// what its profile skips.
/// The one way in which an import, a preview or a table goes through a file. The file stays open, so that what needs
/// its rows twice begins again instead of opening it again.
class RowWalk {
public:
    /// Goes on with the file as recognise() opened it, else opens it.
    [[nodiscard]] static Result<RowWalk> open(const RecognisedFile &file, Progress &progress);

    /// Gives the sink every row. Passed-over rows are noted in `skipped`, where that is given. Errors of the reader and
    /// of the sink, and Cancelled. May be called again; each call begins with the first row.
    [[nodiscard]] Result<void> run(RowSink &sink, std::vector<SkippedRow> *skipped = nullptr);

private:
    RowWalk(const RecognisedFile &file, Progress &progress, std::shared_ptr<RecordReader> reader);
    [[nodiscard]] Result<void> lookAtAll(RowSink &sink);
    /// Whether `record` adds up all rows above it and is the last; looks through the file once, when first asked, and
    /// leaves the reader behind `record`.
    [[nodiscard]] Result<bool> isTotal(Record &record);
    /// Calls `take` for each row after the first `passed`, until it says Enough or LookFirst.
    [[nodiscard]] Result<RowSink::Step> forEach(std::int64_t &passed, std::vector<SkippedRow> *skipped,
        const std::function<Result<RowSink::Step>(const Record &)> &take);

    const RecognisedFile &m_file;
    Progress &m_progress;
    std::shared_ptr<RecordReader> m_reader;
    NamelessRows m_nameless;
    std::optional<std::int64_t> m_totalLine; ///< 0: there is none; unset until it matters
};

} // namespace qd::sources
