#pragma once
#include <map>
#include <string>

namespace qd::store {
class Workspace;
}

namespace qd::sources {

/// Headers of a source's own export of an entity by canonical column: those of the mapping of its last batch that was
/// not undone, of a column with several the first. What a profile sets to a constant is left out. Empty without a
/// batch.
[[nodiscard]] std::map<std::string, std::string> ownHeaders(
    const store::Workspace &workspace, const std::string &source, const std::string &entity);

} // namespace qd::sources
