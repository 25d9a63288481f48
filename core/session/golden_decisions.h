#pragma once
#include "core/base/progress.h"
#include "core/identity/golden_choices.h"

namespace qd::session {

/// What a person says of a golden field of a customer.
struct GoldenRequest {
    std::string account;
    std::string field; ///< one of identity::goldenFieldNames()
    std::optional<std::string> value; ///< nothing lets precedence decide again
    std::string reason = {};
    std::optional<Date> until = {}; ///< last day the value holds; nothing for good
    std::string by = {};
};

/// Keeps a value chosen by hand, with an entry in the audit log, and settles golden fields and breaks: one action.
/// Gives the choices of before, for setGoldenChoices(). NotFound for a customer that is not there and, without a value,
/// for a field that nobody chose; InvalidArgument for a field there is not, with the nearest one, and for a value it
/// cannot have (a date, a whole number, a number).
[[nodiscard]] Result<std::vector<identity::GoldenChoice>> chooseGolden(
    store::Workspace &workspace, const GoldenRequest &request, Progress &progress);

/// Sets all choices, as undo does.
[[nodiscard]] Result<void> setGoldenChoices(
    store::Workspace &workspace, const std::vector<identity::GoldenChoice> &choices, Progress &progress);

} // namespace qd::session
