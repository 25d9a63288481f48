#pragma once
#include <QStringList>

#include <functional>
#include <string>
#include <vector>

namespace qd::ui {

/// Whether some installed font has the letter; any thread.
[[nodiscard]] bool installedFontsHave(char32_t letter);

/// A sentence for each package of fonts without which some of `names` would show boxes, with the scripts it brings and
/// one of the names; nothing where `has` finds every letter. Letters that draw nothing are not asked about.
[[nodiscard]] QStringList missingFonts(
    const std::vector<std::string> &names, const std::function<bool(char32_t)> &has = installedFontsHave);

} // namespace qd::ui
