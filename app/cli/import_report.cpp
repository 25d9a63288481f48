#include "app/cli/import_report.h"

#include "app/cli/import_json.h"

#include "core/base/text.h"

#include <algorithm>
#include <iostream>

namespace qd::cli {

namespace {

/// The first names, and how many more there are.
std::string firstOf(std::vector<std::string> names)
{
    constexpr std::size_t Most = 10;
    const std::size_t more = names.size() - std::min(names.size(), Most);
    names.resize(names.size() - more);
    return joined(names, ", ") + (more > 0 ? " and " + std::to_string(more) + " more" : std::string());
}

void reportInWords(const sources::ImportReport &report)
{
    for (const sources::BatchReport &batch : report.batches) {
        std::cerr << batch.file << ": " << batch.entity << " of " << batch.source << ", " << batch.read << " rows, "
                  << batch.accepted << " accepted, " << batch.unchanged << " unchanged, " << batch.quarantined
                  << " quarantined, " << batch.skipped << " skipped\n";
        for (const Message &message : sources::skippedInWords(batch.skippedRows, 20))
            std::cerr << "  skipped, " << message.english() << '\n';
        for (const sources::RowNote &note : sources::notesInWords(batch.notes))
            std::cerr << "  " << note.says.english() << '\n';
        if (batch.rowsAbove > 0)
            std::cerr << "  the header is line " << batch.headerLine << "; what stands above it is not read\n";
        if (!batch.extraColumns.empty())
            std::cerr << "  mapped to nothing and kept beside the rows: " << firstOf(batch.extraColumns) << '\n';
        for (const Message &message : batch.changes.inWords(5))
            std::cerr << "  " << message.english() << '\n';
        for (const std::string &sheet : batch.unreadSheets)
            std::cerr << "  not read: sheet \"" << sheet << "\"; --sheet picks another\n";
        for (const std::string &column : batch.openDateColumns)
            std::cerr << "  " << column << ": day and month cannot be told apart; say --date-order dmy or mdy\n";
    }
    for (const Message &file : report.unknownFiles)
        std::cerr << "passed over: " << file.english() << '\n';
}

} // namespace

Exit reported(const sources::ImportReport &report, bool dryRun, bool json, const Json &query)
{
    reportInWords(report);
    if (dryRun)
        std::cerr << "A dry run: nothing was changed.\n";
    if (json) {
        Json all = importJson(report, dryRun);
        if (!query.is_null())
            all["query"] = query;
        print(all);
    }
    return Exit::Done;
}

} // namespace qd::cli
