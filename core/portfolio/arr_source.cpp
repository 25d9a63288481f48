#include "core/portfolio/arr_source.h"

#include "core/base/text.h"
#include "core/store/contract_rows.h"

namespace qd::portfolio {

ArrSources arrSources(const std::vector<store::SourceRow> &rows)
{
    ArrSources sources;
    for (const store::SourceRow &row : rows) {
        const ArrBasis basis = row.hasHistory ? ArrBasis::History
            : row.hasSubscriptions            ? ArrBasis::Subscriptions
            : row.hasArr                      ? ArrBasis::Accounts
                                              : ArrBasis::None;
        sources.push_back({row.name, row.kind, basis, row.asOf.value_or(Date())});
    }
    return sources;
}

Result<ArrSource> findSource(const ArrSources &sources, const std::string &nameOrKind)
{
    std::vector<ArrSource> ofKind;
    std::vector<std::string> names;
    for (const ArrSource &source : sources) {
        if (equalsIgnoringCase(source.name, nameOrKind))
            return source;
        names.push_back(source.name);
        if (equalsIgnoringCase(source.kind, nameOrKind))
            ofKind.push_back(source);
    }
    if (ofKind.size() == 1)
        return ofKind.front();
    const Sentences known(names.empty() ? Message(QD_WORDS("Accounts", "The workspace has no sources yet."))
                                        : Message(QD_WORDS("Accounts", "Sources: %1."), {joined(names, ", ")}));
    if (ofKind.size() > 1)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Accounts", "%1 sources are of kind %2; name one of them. %3"),
                {Count{std::int64_t(ofKind.size())}, nameOrKind, known}},
            names};
    return Error{ErrorCode::NotFound,
        {QD_WORDS("Accounts", "There is no source or kind named %1. %2"), {nameOrKind, known}}, names};
}

Result<ArrSource> systemOfRecord(const ArrSources &sources, const std::string &chosen)
{
    if (!chosen.empty())
        return findSource(sources, chosen);
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
        QD_WORDS("Accounts",
            "No source has ARR yet. Import subscriptions, arr_history or accounts with an arr column first.")};
}

std::optional<SourcePair> defaultPair(const ArrSources &sources)
{
    ArrSources withArr;
    for (const ArrSource &source : sources) {
        if (source.basis != ArrBasis::None)
            withArr.push_back(source);
    }
    if (withArr.size() < 2)
        return std::nullopt;
    const auto firstOf = [&](const char *kind) {
        return std::find_if(withArr.begin(), withArr.end(), [&](const ArrSource &s) { return s.kind == kind; });
    };
    const auto crm = firstOf("crm");
    const auto billing = firstOf("billing");
    if (crm != withArr.end() && billing != withArr.end())
        return SourcePair{*crm, *billing};
    return SourcePair{withArr[0], withArr[1]};
}

} // namespace qd::portfolio
