#pragma once
#include "core/answers/briefing.h"
#include "ui/common/tile.h"
#include "ui/shell/account_list.h"

namespace qd::ui {

/// Home's tiles of the renewals ahead; without a figure where nothing is known of them.

/// How many of the renewals that are due soon have all they need.
[[nodiscard]] TileContent readyTile(const answers::Briefing &briefing);
/// What is called of the quarter against its target.
[[nodiscard]] TileContent forecastTile(const answers::Briefing &briefing);
/// How much is wrong with those due soon, and with whose.
[[nodiscard]] TileContent exceptionsTile(const answers::Briefing &briefing);

/// Whose renewal falls in the next 90 days, with 1 where it has all it needs, else 0: they add up to the tile's figure.
[[nodiscard]] AccountList readyAccounts(const answers::Briefing &briefing);
/// Those of them with exceptions, and how many; they add up to the tile's figure.
[[nodiscard]] AccountList exceptionAccounts(const answers::Briefing &briefing);

} // namespace qd::ui
