#pragma once
#include "core/governance/what_changed.h"
#include "core/pack/pack_document.h"

namespace qd::pack {

/// ARR before and after imports, and by how much records moved it, kind by kind, in full; its steps add up. It is the
/// chart of Import's view What changed, too.
[[nodiscard]] chart::Chart importBridge(const governance::ArrChanged &arr);

/// What imports changed, as Import's view What changed has it: how ARR moved with the customers that moved it most,
/// then every file by entity and field, over as many pages as that takes. Values that are a person's are left out,
/// addresses masked. Never empty: where ARR cannot be compared the page says why. Pure.
[[nodiscard]] std::vector<Page> importChangePages(const governance::WhatImportsChanged &changed);

} // namespace qd::pack
