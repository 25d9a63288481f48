#include "core/scenario/lever_words.h"

#include "core/base/words.h"
#include "core/scenario/parameters.h"

namespace qd::scenario {

namespace {

/// The lever's words with what they have a place for; its key where it is no number of the table.
Message wordsOf(const Lever &lever, MessageWords Parameter::*which)
{
    const Parameter *parameter = findParameter(lever.key);
    if (!parameter)
        return Message::data(lever.key);
    if (lever.month)
        return {parameter->*which, {MonthName{*lever.month, MonthName::Form::ShortYear}}};
    if (parameter->scope == Scope::Threshold)
        return {parameter->*which, {groupValue(lever.toward)}};
    return parameter->*which;
}

} // namespace

Message leverTitle(const Lever &lever)
{
    return wordsOf(lever, &Parameter::title);
}

Message leverShortName(const Lever &lever)
{
    if (lever.key == "segment" && lever.segment == NoGroup)
        return QD_WORDS("Scenario", "Customers without a segment");
    if (lever.key == "segment")
        return {QD_WORDS("Scenario", "Segment %1"), {lever.segment}};
    const Message words = wordsOf(lever, &Parameter::shortName);
    if (lever.segment.empty() || !lever.toward.empty())
        return words;
    return {QD_WORDS("Scenario", "%1 %2"), {groupValue(lever.segment), Sentences(words)}};
}

} // namespace qd::scenario
