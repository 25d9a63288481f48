#pragma once
#include <cstddef>
#include <functional>
#include <string_view>

namespace qd {

/// Lets an unordered set or map of texts be asked by a view, with `std::equal_to<>` beside it. Not noexcept: the
/// standard library keeps the hash beside each text only where computing it might throw, and otherwise hashes every
/// text that it passes anew.
struct TextHash {
    using is_transparent = void;
    [[nodiscard]] std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

} // namespace qd
