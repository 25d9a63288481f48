#pragma once
#include "core/portfolio/portfolio.h"

#include <functional>
#include <unordered_map>

namespace qd::reconcile {

/// Customers of one source that share a company domain or a name, so that one of them is a duplicate.
class Twins {
public:
    /// Linear in the source's records; `portfolio` outlives it.
    Twins(const portfolio::Portfolio &portfolio, const std::string &source);

    /// Another customer of the source that `isReal` and shares domain, or name and domain, with this one; -1 if none.
    [[nodiscard]] int twinOf(int account, const std::function<bool(int)> &isReal) const;

private:
    struct Key {
        PooledText name; ///< normalised; empty for any
        PooledText domain;

        bool operator==(const Key &) const = default;
    };
    struct Hash {
        std::size_t operator()(const Key &key) const
        {
            return std::hash<std::string>()(key.name) * 31 + std::hash<std::string>()(key.domain);
        }
    };
    void add(const Key &key, int account);

    std::unordered_map<Key, std::vector<int>, Hash> m_groups;
    std::unordered_map<int, std::vector<Key>> m_keysOf;
};

} // namespace qd::reconcile
