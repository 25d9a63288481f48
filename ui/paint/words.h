#pragma once
#include "core/base/words.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

#include <string>

namespace qd::ui {

/// A word that a room of core has for one of its things, in the language of the window: reconcile::nameOf(),
/// revenue::nameOf() and their like mark theirs for this context.
[[nodiscard]] inline QString word(const char *english)
{
    return QCoreApplication::translate("Words", english);
}
[[nodiscard]] inline QString word(const std::string &english)
{
    return word(english.c_str());
}

/// A group of customers as people read it: its value, which is data, or the word for those without one.
[[nodiscard]] inline QString groupName(const std::string &group)
{
    return messageText(Message::of(groupValue(group)));
}

} // namespace qd::ui
