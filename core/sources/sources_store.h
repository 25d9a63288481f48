#pragma once
#include "core/base/message.h"
#include "core/store/entities.h"
#include "core/store/workspace.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace qd::sources {

/// How sources reads and writes what is its own: the systems data come from, and rows in quarantine. All of the room's
/// SQL. Called inside a transaction where it writes; throws store::Failure. A file imported again answers for its rows
/// anew: what an earlier batch of it held back counts no more, but forEachQuarantined() has it.

/// A system that data come from.
struct KnownSource {
    std::string name;
    std::string kind;
    std::string asOf; ///< latest as-of date of its batches, ISO
};
/// By name, those with a batch that was not undone.
[[nodiscard]] std::vector<KnownSource> knownSources(const store::Workspace &workspace);

/// Enters a source with a kind; one that is there stays as it is.
void addSource(store::Workspace &workspace, const std::string &name, const std::string &kind);
/// Gives a source that was of kind `other` the one that a file of `batch` says, and keeps that it was.
void settleKind(store::Workspace &workspace, const std::string &name, const std::string &kind, std::int64_t batch);

/// How many rows of an entity a source has; bare accounts are not counted.
[[nodiscard]] std::int64_t countRows(
    const store::Workspace &workspace, const store::Entity &entity, const std::string &source);

/// Contracts of a batch that end on the day on which another of the same customer and product starts. O(n log n).
[[nodiscard]] std::int64_t contractsEndingAtANext(const store::Workspace &workspace, std::int64_t batch);

/// One row in quarantine.
struct QuarantinedRow {
    std::int64_t batch = 0;
    std::string file;
    std::int64_t line = 0;
    std::string column; ///< empty when the row as a whole is wrong
    std::string code; ///< a Reason's
    Message message; ///< what is wrong and what to do; of older files a finished sentence
    std::string record; ///< as it came
    std::string reading = {}; ///< what a row below zero said (store/negative_rows.h); empty for others and where read
};
/// Puts it there; its file's name is the batch's.
void addToQuarantine(store::Workspace &workspace, const QuarantinedRow &row);

/// Calls `visit` for the rows that every batch, or this one, held back, by batch and line.
void forEachQuarantined(const store::Workspace &workspace, std::optional<std::int64_t> batch,
    const std::function<void(const QuarantinedRow &)> &visit);

/// Rows of a source that wait in quarantine, by entity; none for one without any.
[[nodiscard]] std::map<std::string, std::int64_t> quarantinedByEntity(
    const store::Workspace &workspace, const std::string &source);

/// All rows that wait in quarantine: those of the latest import of each file. The sum of quarantineByReason().
[[nodiscard]] std::int64_t rowsInQuarantine(const store::Workspace &workspace);

/// Rows in quarantine for one reason and entity.
struct QuarantineCount {
    std::string code;
    std::string entity;
    Message example; ///< of the first such row
    int rows = 0;
};
/// Reasons of all batches, most rows first.
[[nodiscard]] std::vector<QuarantineCount> quarantineByReason(const store::Workspace &workspace);

/// The rows held back for one reason and entity, by batch and line, at most `limit`.
[[nodiscard]] std::vector<QuarantinedRow> quarantinedRows(
    const store::Workspace &workspace, const std::string &code, const std::string &entity, int limit = 1000);

/// The columns `by`, then `give`, of every record of an entity that has a value to give; of one source, or of all.
/// Bare accounts are none. Precondition: columns of text of an entity that has a table.
[[nodiscard]] std::vector<std::vector<std::string>> lookupRows(const store::Workspace &workspace,
    const store::Entity &entity, const std::vector<std::string> &by, const std::string &give,
    const std::string &source);

/// Values of a column of a source's records as texts, amounts in minor units, at most `limit`; none of empty ones, of
/// bare accounts and of an entity without a table.
[[nodiscard]] std::vector<std::string> storedTexts(const store::Workspace &workspace, const store::Entity &entity,
    std::size_t column, const std::string &source, int limit);
/// What rows of a batch keep beside their columns, as JSON objects, at most `limit`; empty ones left out.
[[nodiscard]] std::vector<std::string> storedExtras(
    const store::Workspace &workspace, const store::Entity &entity, std::int64_t batch, int limit);

} // namespace qd::sources
