#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace qd {

/// Values by text in its order, found without a copy of the text.
template <typename Value>
using TextMap = std::map<std::string, Value, std::less<>>;

/// The value of `key`, made when it is first asked for.
template <typename Value>
Value &valueAt(TextMap<Value> &map, std::string_view key)
{
    const auto known = map.find(key);
    return known != map.end() ? known->second : map[std::string(key)];
}

} // namespace qd
