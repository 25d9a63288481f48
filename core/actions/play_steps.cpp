#include "core/actions/play_steps.h"

#include <algorithm>

namespace qd::actions {

std::optional<PlayState> playOn(const Action &action, const RuleSet &rules, Date day)
{
    if (!action.isOpenOn(day))
        return std::nullopt;
    const ActionRule *rule = rules.find(action.rule);
    const std::string &id = !action.play.empty() || !rule ? action.play : rule->play;
    const Play *play = id.empty() ? nullptr : rules.play(id);
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
