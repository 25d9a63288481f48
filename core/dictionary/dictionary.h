#pragma once
#include "core/base/result.h"
#include "core/dictionary/definition.h"

namespace qd::store {
class Workspace;
}

namespace qd::dictionary {

/// An entry of the register of conflicts: a team computes a metric its own way.
struct Conflict {
    std::string metric;
    std::string team; ///< one entry for each metric and team
    std::string convention; ///< how the team computes it
    bool critical = false;
    bool resolved = false;
    std::string decision; ///< what was settled; never empty once it is resolved

    bool operator==(const Conflict &) const = default;
};

/// Every definition there is, shipped or made here, and the register of conflicts. A value: reading it changes nothing,
/// and a later change of the file is not seen.
class Dictionary {
public:
    /// As a workspace has it. Throws store::Failure.
    [[nodiscard]] static Dictionary read(const store::Workspace &workspace);
    /// From what a workspace keeps: a shipped version gives way to a kept one of the same metric and number.
    Dictionary(std::vector<DefinitionVersion> kept, std::vector<Conflict> conflicts);

    /// By metric in byte order, then version.
    [[nodiscard]] const std::vector<DefinitionVersion> &versions() const { return m_versions; }
    /// The last version of each entry, by metric, then team, in byte order.
    [[nodiscard]] const std::vector<Conflict> &conflicts() const { return m_conflicts; }
    /// Ids of all metrics, each once, in byte order.
    [[nodiscard]] std::vector<std::string> metrics() const;

    /// The versions of a metric, the first one first; empty for a metric there is not.
    [[nodiscard]] std::vector<DefinitionVersion> versionsOf(std::string_view metric) const;
    /// The last version of a metric, whatever its status; nullptr for a metric there is not.
    [[nodiscard]] const DefinitionVersion *latest(std::string_view metric) const;
    /// The version that a figure of a day goes by: the last one that was approved, in force from that day or earlier,
    /// and not retired by then; nullptr for none.
    [[nodiscard]] const DefinitionVersion *inForce(std::string_view metric, Date day) const;
    /// The metric that a text means: its id, or a figure of it as `qdeck explain` names them ("bridge:timing",
    /// "cohort:nrr:2025Q1:4"). InvalidArgument names the nearest one.
    [[nodiscard]] Result<std::string> metricNamed(const std::string &text) const;

    /// Critical entries of the register that are open: the definition conflicts of the operations figures.
    [[nodiscard]] int openCriticalConflicts() const;

private:
    std::vector<DefinitionVersion> m_versions;
    std::vector<Conflict> m_conflicts;
};

} // namespace qd::dictionary
