#include "core/coverage/segment_preview.h"

#include "core/base/text.h"
#include "core/coverage/segment_rules.h"

#include <map>

namespace qd::coverage {

namespace {

bool sameSegment(const CapacityModel &model, int from, const CapacityModel &other, int to)
{
    if (from < 0 || to < 0)
        return from < 0 && to < 0;
    return equalsIgnoringCase(model.segments[std::size_t(from)].name, other.segments[std::size_t(to)].name);
}

} // namespace

std::vector<std::string> overlappingRules(const CoverageInput &input, const CapacityModel &model)
{
    std::map<std::pair<int, int>, int> pairs;
    for (const AccountLoad &load : input.loads) {
        const auto matching = matchingRules(model, input.accounts->at(load.account), load.arr, input.currency);
        for (std::size_t i = 1; i < matching.size(); ++i)
            ++pairs[{matching.front(), matching[i]}];
    }
    std::vector<std::string> sentences;
    for (const auto &[pair, count] : pairs) {
        const std::string &winner = model.segments[std::size_t(pair.first)].name;
        sentences.push_back("The rules of segments " + winner + " and " + model.segments[std::size_t(pair.second)].name
            + " both hold for " + std::to_string(count) + (count == 1 ? " account" : " accounts") + "; " + winner
            + " comes first and has " + (count == 1 ? "it." : "them."));
    }
    return sentences;
}

SegmentPreview previewModel(const CoverageInput &input, const CapacityModel &other)
{
    SegmentPreview preview;
    std::map<std::pair<int, int>, SegmentShift> shifts;
    for (const AccountLoad &load : input.loads) {
        const int to = segmentOf(other, input.accounts->at(load.account), load.arr, input.currency);
        preview.hoursBefore += load.hours;
        preview.hoursAfter += to < 0 ? 0 : hoursOf(other, to, load.stage, load.health);
        if (sameSegment(input.model, load.segment, other, to))
            continue;
        SegmentShift &shift =
            shifts.try_emplace({load.segment, to}, SegmentShift{load.segment, to, 0, 0}).first->second;
        ++shift.accounts;
        shift.arr += load.arr;
        ++preview.moved;
    }
    for (const auto &[key, shift] : shifts)
        preview.shifts.push_back(shift);
    preview.overlaps = overlappingRules(input, other);
    return preview;
}

} // namespace qd::coverage
