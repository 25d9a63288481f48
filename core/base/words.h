#pragma once
#include "core/base/message.h"

#include <QtGlobal>

namespace qd {

// Words that rooms, pages, packs, charts and commands share, each in one place. Those of one room's enumeration are the
// room's: reconcile::nameOf() has causes and kinds of breaks, reconcile::stateName() their states, revenue::nameOf()
// the movements, portfolio::nameOf() the colours of health, sources::reasonName() the reasons of the quarantine. All
// are marked for the context "Words" and are shown by ui/paint/words.h.

/// The group of customers without a value, in data and before people (docs/calculation.md).
inline constexpr const char *NoGroup = QT_TRANSLATE_NOOP("Words", "(none)");

/// A group as a message has it: its value, which is data, or the word for customers without one.
[[nodiscard]] inline Message::Value groupValue(const std::string &group)
{
    return group == NoGroup ? Message::Value(Word{NoGroup}) : Message::Value(group);
}

} // namespace qd
