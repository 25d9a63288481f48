#pragma once
#include <array>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace qd {

/// An ISO 4217 currency in use. Three letters, compared by code.
class Currency {
public:
    /// USD.
    constexpr Currency() = default;

    /// The currency of an upper- or lower-case alphabetic code; nothing if ISO 4217 lists no such currency.
    [[nodiscard]] static std::optional<Currency> fromCode(std::string_view code);

    [[nodiscard]] std::string code() const { return std::string(m_code.data(), m_code.size()); }
    /// Decimal digits of the minor unit by ISO 4217: JPY 0, USD 2, KWD 3, CLF 4.
    [[nodiscard]] int digits() const { return m_digits; }

    auto operator<=>(const Currency &) const = default;

private:
    std::array<char, 3> m_code{'U', 'S', 'D'};
    int m_digits = 2;
};

} // namespace qd
