#pragma once
#include "core/store/workspace.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace qd::sources {

/// The complete files of days after that of a file, which were imported before it.
class LaterFiles {
public:
    /// `day` is ISO.
    LaterFiles(const store::Workspace &workspace, const std::string &source, const std::string &entity,
        const std::string &day);

    [[nodiscard]] bool empty() const { return m_imports.empty(); }
    /// The day of the first of them that lacks a record, of which no file of a later day is known; nothing without one.
    /// A row that was held back is not absent. `key` is its KeyText.
    [[nodiscard]] std::optional<std::string> lacking(const std::string &key) const;

private:
    struct Import {
        std::string asOf;
        std::set<std::string> held; ///< KeyText
    };
    std::vector<Import> m_imports; ///< by day
};

} // namespace qd::sources
