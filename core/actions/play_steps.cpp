#include "core/actions/play_steps.h"

#include <algorithm>

namespace qd::actions {

std::optional<PlayState> playOn(const Action &action, const RuleSet &rules, Date day)
{
    const ActionRule *rule = action.isOpenOn(day) ? rules.find(action.rule) : nullptr;
    const Play *play = rule && !rule->play.empty() ? rules.play(rule->play) : nullptr;
    if (!play)
        return std::nullopt;
    const auto done = std::size_t(std::ranges::count_if(
        action.edits, [day](const ActionEdit &edit) { return edit.kind == EditKind::Stepped && edit.day <= day; }));
    PlayState state{play, std::min(done, play->steps.size()), std::nullopt, action.owner};
    if (state.isDone())
        return state;
    state.due = action.opened.plusDays(state.next().dueDays);
    if (!state.next().owner.empty())
        state.owner = state.next().owner;
    return state;
}

} // namespace qd::actions
