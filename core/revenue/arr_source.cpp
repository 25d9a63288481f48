#include "core/revenue/arr_source.h"

#include "core/base/text.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>

namespace qd::revenue {

std::vector<ArrSource> allSources(const store::Workspace &workspace)
{
    std::vector<ArrSource> sources;
    SQLite::Statement query(workspace.db(),
        "SELECT s.name, s.kind, "
        "EXISTS (SELECT 1 FROM arr_history h WHERE h.source = s.name), "
        "EXISTS (SELECT 1 FROM subscriptions u WHERE u.source = s.name), "
        "EXISTS (SELECT 1 FROM accounts a WHERE a.source = s.name AND a.arr_minor IS NOT NULL), "
        "(SELECT max(b.as_of) FROM import_batch b WHERE b.source = s.name) FROM source s ORDER BY s.name");
    while (query.executeStep()) {
        ArrSource source{query.getColumn(0).getString(), query.getColumn(1).getString(), ArrBasis::None, {}};
        constexpr std::array bases{ArrBasis::History, ArrBasis::Subscriptions, ArrBasis::Accounts};
        for (std::size_t i = 0; i < bases.size() && source.basis == ArrBasis::None; ++i) {
            if (query.getColumn(int(i) + 2).getInt() != 0)
                source.basis = bases[i];
        }
        if (const auto asOf = Date::fromIso(query.getColumn(5).getString()))
            source.asOf = *asOf;
        sources.push_back(std::move(source));
    }
    return sources;
}

Result<ArrSource> findSource(const store::Workspace &workspace, const std::string &nameOrKind)
{
    std::vector<ArrSource> ofKind;
    std::vector<std::string> names;
    for (ArrSource &source : allSources(workspace)) {
        if (equalsIgnoringCase(source.name, nameOrKind))
            return source;
        names.push_back(source.name);
        if (equalsIgnoringCase(source.kind, nameOrKind))
            ofKind.push_back(std::move(source));
    }
    if (ofKind.size() == 1)
        return ofKind.front();
    const std::string known =
        names.empty() ? "The workspace has no sources yet." : "Sources: " + joined(names, ", ") + ".";
    if (ofKind.size() > 1)
        return Error{ErrorCode::InvalidArgument,
            std::to_string(ofKind.size()) + " sources are of kind " + nameOrKind + "; name one of them. " + known,
            names};
    return Error{ErrorCode::NotFound, "There is no source or kind named " + nameOrKind + ". " + known, names};
}

Result<ArrSource> systemOfRecord(const store::Workspace &workspace)
{
    if (const auto chosen = workspace.setting("system_of_record.arr"); chosen && !chosen->empty())
        return findSource(workspace, *chosen);
    const std::vector<ArrSource> sources = allSources(workspace);
    for (const char *kind : {"billing", "finance", "crm", "cs_platform"}) {
        for (const ArrSource &source : sources) {
            if (source.kind == kind && source.basis != ArrBasis::None)
                return source;
        }
    }
    for (const ArrSource &source : sources) {
        if (source.basis != ArrBasis::None)
            return source;
    }
    return Error{ErrorCode::NoData,
        "No source has ARR yet. Import subscriptions, arr_history or accounts with an arr column first."};
}

} // namespace qd::revenue
