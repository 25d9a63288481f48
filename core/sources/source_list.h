#pragma once
#include "core/sources/import.h"
#include "core/sources/sources_store.h"

namespace qd::sources {

/// Rows a source has of one entity (or custom table), and how many wait in quarantine.
struct EntityCount {
    std::string entity;
    std::int64_t rows = 0;
    std::int64_t quarantined = 0;
};

/// A system that data comes from, as it stands.
struct SourceState {
    std::string name;
    std::string kind;
    std::string asOf; ///< latest as-of date of its batches, ISO; empty when there are none
    std::vector<EntityCount> entities; ///< in CONTRACT's order, then custom tables; bare accounts are not counted
};

struct SourceList {
    std::vector<SourceState> sources; ///< by name, those with a batch that was not undone
    std::vector<BatchReport> batches; ///< by number, undone ones too
};

/// All sources and batches of a workspace.
[[nodiscard]] SourceList listSources(const store::Workspace &workspace);

/// Quarantined rows as CSV with a header: batch,file,line,column,code,message,record. The record stands as it came;
/// with `masks` without e-mail addresses, and that of a contact, a survey or a request not at all.
[[nodiscard]] std::string quarantineCsv(
    const store::Workspace &workspace, std::optional<std::int64_t> batch = std::nullopt, bool masks = false);

} // namespace qd::sources
