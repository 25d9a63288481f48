#pragma once
#include "core/sources/import.h"

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

/// All rows that wait in quarantine: those of the latest import of each file. The sum of quarantineByReason().
[[nodiscard]] std::int64_t rowsInQuarantine(const store::Workspace &workspace);

/// Rows in quarantine for one reason and entity.
struct QuarantineCount {
    std::string code;
    std::string entity;
    std::string example; ///< the sentence of the first such row
    int rows = 0;
};

/// Reasons of all batches, most rows first.
[[nodiscard]] std::vector<QuarantineCount> quarantineByReason(const store::Workspace &workspace);

/// One row in quarantine.
struct QuarantinedRow {
    std::int64_t batch = 0;
    std::string file;
    int line = 0;
    std::string column; ///< empty when the row as a whole is wrong
    std::string message; ///< what is wrong and what to do
    std::string record; ///< as it came
};

/// The rows held back for one reason and entity, by batch and line, at most `limit`.
[[nodiscard]] std::vector<QuarantinedRow> quarantinedRows(
    const store::Workspace &workspace, const std::string &code, const std::string &entity, int limit = 1000);

/// Quarantined rows as CSV with a header: batch,file,line,column,code,message,record. The record stands as it came.
[[nodiscard]] std::string quarantineCsv(
    const store::Workspace &workspace, std::optional<std::int64_t> batch = std::nullopt);

} // namespace qd::sources
