#pragma once
#include "core/base/progress.h"
#include "core/sources/recognise.h"
#include "core/store/workspace.h"

namespace qd::sources {

/// The headers of a file and its first rows as they stand, whatever the file is.
struct FileSample {
    std::vector<std::string> headers;
    std::vector<std::vector<std::string>> rows; ///< by column of the file
    std::vector<std::int64_t> lines; ///< of the rows
};

/// Reads them; nothing is told of what they mean. Errors as recognise() of a table, and Cancelled.
[[nodiscard]] Result<FileSample> sampleOf(
    const std::string &path, const ReadChoice &read, std::size_t maxRows, Progress &progress);

/// A column that one of two files of a system has.
struct DriftColumn {
    std::string header;
    std::string
        column; ///< canonical column that it filled; empty for one that was kept beside the rows, and for a new one
    double filled = 0; ///< share of the sample's rows with a value; of new columns
    std::vector<std::string> values = {}; ///< the first different ones, at most three; of new columns
};

/// A column that is probably a missing one under another header.
struct Renaming {
    std::string column; ///< canonical
    std::string was;
    std::string now;
    double likeness = 0; ///< 0..1, by values and names
    std::vector<Message> evidence;
};

/// How a file's columns differ from those that its profile knew.
struct Drift {
    std::string profile;
    std::string lastFile; ///< the file compared with; empty where it is the profile alone
    std::string lastAsOf; ///< ISO
    std::vector<DriftColumn> missing; ///< first those that filled a canonical column
    std::vector<DriftColumn> added;
    std::vector<Renaming> renamed; ///< of missing ones, each header once; the likeliest first

    /// Whether a person has to say what became of a column: one that filled a canonical column is missing.
    [[nodiscard]] bool asks() const { return !missing.empty() && !missing.front().column.empty(); }
};

/// Compares a file with the last one that its profile read for `source`, else with the profile itself where it is one
/// of the user's own. What a column was is told by the values that are stored (those of the last file count as text, as
/// number or day by their range) and by the words of its names. Throws store::Failure.
[[nodiscard]] Drift driftOf(
    const store::Workspace &workspace, const Profile &profile, const std::string &source, const FileSample &sample);

/// The profile that knows most headers of a file that none takes, at least half of them: of the user's own profiles,
/// and of those by which a standing batch was read. nullptr where there is none.
[[nodiscard]] std::shared_ptr<const Profile> closestProfile(
    const store::Workspace &workspace, const std::vector<std::string> &headers);

} // namespace qd::sources
