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

/// A row for every segment of either model, and where the present and the other model's segments stand in it.
class TotalsTable {
public:
    TotalsTable(const CapacityModel &present, const CapacityModel &other)
    {
        for (const SegmentModel &segment : other.segments)
            m_rows.push_back({segment.name});
        for (const SegmentModel &segment : present.segments) {
            const int there = other.segmentNamed(segment.name);
            m_before.push_back(there >= 0 ? std::size_t(there) : m_rows.size());
            if (there < 0)
                m_rows.push_back({segment.name});
        }
        m_rows.push_back({});
    }
    SegmentTotal &before(int segment) { return segment < 0 ? m_rows.back() : m_rows[m_before[std::size_t(segment)]]; }
    SegmentTotal &after(int segment) { return segment < 0 ? m_rows.back() : m_rows[std::size_t(segment)]; }
    std::vector<SegmentTotal> rows() &&
    {
        if (m_rows.back().accountsBefore == 0 && m_rows.back().accountsAfter == 0)
            m_rows.pop_back();
        return std::move(m_rows);
    }

private:
    std::vector<SegmentTotal> m_rows; ///< none last
    std::vector<std::size_t> m_before; ///< row of each present segment
};

} // namespace

std::vector<Message> overlappingRules(const CoverageInput &input, const CapacityModel &model)
{
    std::map<std::pair<int, int>, int> pairs;
    for (const AccountLoad &load : input.loads) {
        const auto matching =
            matchingRules(model, input.accounts->at(load.account), load.arr, input.currency, load.products);
        for (std::size_t i = 1; i < matching.size(); ++i)
            ++pairs[{matching.front(), matching[i]}];
    }
    std::vector<Message> sentences;
    for (const auto &[pair, count] : pairs) {
        const std::string &winner = model.segments[std::size_t(pair.first)].name;
        sentences.push_back(
            {QD_WORDS_N("Coverage",
                 "The rules of segments %1 and %2 both hold for %3 accounts; %1 comes first and has them.",
                 "The rules of segments %1 and %2 both hold for %3 account; %1 comes first and has it."),
                {winner, model.segments[std::size_t(pair.second)].name, Count{count}}});
    }
    return sentences;
}

SegmentPreview previewModel(const CoverageInput &input, const CapacityModel &other)
{
    SegmentPreview preview;
    TotalsTable totals(input.model, other);
    std::map<std::pair<int, int>, SegmentShift> shifts;
    for (std::size_t i = 0; i < input.loads.size(); ++i) {
        const AccountLoad &load = input.loads[i];
        const int to = segmentOf(other, input.accounts->at(load.account), load.arr, input.currency, load.products);
        const double hours = to < 0 ? 0 : hoursOf(other, to, load.stage, load.health);
        preview.hoursBefore += load.hours;
        preview.hoursAfter += hours;
        SegmentTotal &before = totals.before(load.segment);
        ++before.accountsBefore;
        before.arrBefore += load.arr;
        before.hoursBefore += load.hours;
        SegmentTotal &after = totals.after(to);
        ++after.accountsAfter;
        after.arrAfter += load.arr;
        after.hoursAfter += hours;
        if (sameSegment(input.model, load.segment, other, to))
            continue;
        SegmentShift &shift = shifts.try_emplace({load.segment, to}, SegmentShift{load.segment, to}).first->second;
        ++shift.accounts;
        shift.arr += load.arr;
        shift.loads.push_back(int(i));
        ++preview.moved;
    }
    for (auto &[key, shift] : shifts)
        preview.shifts.push_back(std::move(shift));
    preview.segments = std::move(totals).rows();
    preview.fteBefore = preview.hoursBefore / input.model.productiveHours();
    preview.fteAfter = preview.hoursAfter / other.productiveHours();
    preview.overlaps = overlappingRules(input, other);
    return preview;
}

std::int64_t SegmentPreview::movedArr() const
{
    std::int64_t arr = 0;
    for (const SegmentShift &shift : shifts)
        arr += shift.arr;
    return arr;
}

} // namespace qd::coverage
