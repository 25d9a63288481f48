#include "core/identity/hierarchy_faults.h"

#include "core/base/words.h"
#include "core/identity/golden_record.h"
#include "core/identity/hierarchy.h"

#include <algorithm>
#include <map>

namespace qd::identity {

namespace {

/// A parent as one record of a customer has it.
struct Stated {
    std::size_t rank = 0;
    const SourceRecord *by = nullptr;
    const SourceRecord *parent = nullptr; ///< none where the source has no such record
};

using StatedByAccount = std::map<std::string_view, std::vector<Stated>>;

StatedByAccount everyStatedParent(const std::vector<SourceRecord> &records, const std::vector<std::string> &order)
{
    ComparableIds ids;
    std::map<std::pair<std::string_view, std::string_view>, const SourceRecord *> named; // by source and id
    for (const SourceRecord &record : records) {
        if (!record.parentId.empty())
            named.emplace(std::pair(std::string_view(record.source.str()), ids.of(record.parentId.str())), nullptr);
    }
    StatedByAccount stated;
    if (named.empty())
        return stated;
    for (const SourceRecord &record : records) {
        const auto parent = named.find({record.source.str(), ids.of(record.id.str())});
        if (parent != named.end() && !parent->second && !record.account.empty())
            parent->second = &record;
    }
    for (const SourceRecord &record : records) {
        if (record.account.empty() || record.parentId.empty())
            continue;
        const SourceRecord *parent = named.at({record.source.str(), ids.of(record.parentId.str())});
        if (!parent || !(parent->account == record.account))
            stated[record.account.str()].push_back(
                {rankOf(record.source.str(), record.kind.str(), order), &record, parent});
    }
    return stated;
}

void addDiffering(const std::string &account, std::vector<Stated> stated, std::vector<HierarchyFault> &faults)
{
    std::erase_if(stated, [](const Stated &each) { return !each.parent; });
    std::ranges::stable_sort(stated, {}, &Stated::rank);
    for (const Stated &other : stated) {
        const Stated &first = stated.front();
        if (first.parent->account == other.parent->account)
            continue;
        faults.push_back({HierarchyFaultKind::ParentsDiffer, {account},
            {QD_WORDS("Identity", "%1 says %2, %3 says %4; the first is in force"),
                {first.by->source.str(), first.parent->name.str(), other.by->source.str(), other.parent->name.str()}}});
        return;
    }
}

void addUnknown(const std::string &account, const std::vector<Stated> &stated, std::vector<HierarchyFault> &faults)
{
    for (const Stated &each : stated) {
        if (!each.parent)
            faults.push_back({HierarchyFaultKind::UnknownParent, {account},
                {QD_WORDS("Identity", "%1 names %2 as its parent and has no such record"),
                    {each.by->source.str(), each.by->parentId.str()}}});
    }
}

} // namespace

std::vector<HierarchyFault> hierarchyFaults(
    const std::vector<SourceRecord> &records, const std::vector<std::string> &precedence)
{
    std::vector<HierarchyFault> faults;
    for (std::vector<std::string> &loop : hierarchyLoops(records, precedence))
        faults.push_back({HierarchyFaultKind::Loop, std::move(loop),
            {QD_WORDS("Identity", "their parents lead back to themselves; none of them has a parent")}});
    for (const auto &[account, stated] : everyStatedParent(records, precedence)) {
        addDiffering(std::string(account), stated, faults);
        addUnknown(std::string(account), stated, faults);
    }
    return faults;
}

const char *nameOf(HierarchyFaultKind kind)
{
    switch (kind) {
    case HierarchyFaultKind::Loop:
        return QT_TRANSLATE_NOOP("Words", "Loop");
    case HierarchyFaultKind::ParentsDiffer:
        return QT_TRANSLATE_NOOP("Words", "Parents differ");
    case HierarchyFaultKind::UnknownParent:
        break;
    }
    return QT_TRANSLATE_NOOP("Words", "Unknown parent");
}

} // namespace qd::identity
