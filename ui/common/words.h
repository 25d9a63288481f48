#pragma once
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

} // namespace qd::ui
