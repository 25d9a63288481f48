#pragma once
#include "core/signoff/signoff.h"
#include "core/signoff/verdicts.h"

namespace qd::signoff {

/// How this room reads and writes what is its own: sign-offs, samples and verdicts. All of its SQL is here. Writing is
/// within the caller's transaction; times are now, users the machine's. All throw SQLite::Exception.

/// The latest version of each that the filter asks for, by period, left and right in byte order.
[[nodiscard]] std::vector<Signoff> latestSignoffs(const store::Workspace &workspace, const SignoffFilter &filter);
/// The latest version of one; nothing where there is none.
[[nodiscard]] std::optional<Signoff> latestSignoff(const store::Workspace &workspace, const SignoffKey &key);

/// Adds a version that is prepared, with the SHA-256 of the files it rests on; its id is ignored.
void addSignoff(store::Workspace &workspace, const Signoff &made, const std::vector<std::string> &files);
void setSigned(store::Workspace &workspace, std::int64_t id, const std::string &by);

/// SHA-256 of the files that a comparison of the pair rests on, each once and in byte order: those of both sources, of
/// exchange rates and of the CSM roster whose batches stand.
[[nodiscard]] std::vector<std::string> filesOf(const store::Workspace &workspace, const SignoffKey &key);

/// Samples, the latest first; of the pair where it is named.
[[nodiscard]] std::vector<KeptSample> keptSamples(
    const store::Workspace &workspace, const std::string &left = {}, const std::string &right = {});
void addSample(store::Workspace &workspace, const Sample &sample);

/// The last version of the verdicts on a sample, by customer and field; empty where none was given.
[[nodiscard]] std::vector<GivenVerdict> latestVerdicts(const store::Workspace &workspace, std::int64_t sample);
/// Adds a version of the verdicts on a sample and gives its number; 0, and nothing is written, where its last version
/// is the same.
int addVerdicts(store::Workspace &workspace, std::int64_t sample, const std::vector<GivenVerdict> &verdicts);

} // namespace qd::signoff
