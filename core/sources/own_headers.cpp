#include "core/sources/own_headers.h"

#include "core/store/import_batches.h"
#include "core/store/workspace.h"

#include <nlohmann/json.hpp>

namespace qd::sources {

std::map<std::string, std::string> ownHeaders(
    const store::Workspace &workspace, const std::string &source, const std::string &entity)
{
    std::map<std::string, std::string> headers;
    for (const store::ImportBatch &batch : store::importBatches(workspace.db())) {
        if (batch.source != source || batch.entity != entity || batch.undone)
            continue;
        const std::size_t first = batch.mapping.find('{');
        const std::size_t last = batch.mapping.rfind('}');
        if (first == std::string::npos || last == std::string::npos || last < first)
            continue;
        const auto mapping = nlohmann::json::parse(batch.mapping.substr(first, last - first + 1), nullptr, false);
        headers.clear(); // an export may have other headers by now
        for (const auto &[column, from] : mapping.items()) {
            const std::string text = from.is_string() ? from.get<std::string>() : std::string();
            if (!text.empty() && text.front() != '=') // which begins a constant of the profile
                headers[column] = text.substr(0, text.find(" | "));
        }
    }
    return headers;
}

} // namespace qd::sources
