#include "core/base/text_pool.h"

namespace qd {

const std::string PooledText::Empty;

PooledText TextPool::keep(std::string_view text)
{
    if (text.empty())
        return {};
    const auto known = m_texts.find(text);
    return PooledText(known != m_texts.end() ? &*known : &*m_texts.emplace(text).first);
}

PooledText TextPool::find(std::string_view text) const
{
    const auto known = m_texts.find(text);
    return known == m_texts.end() ? PooledText() : PooledText(&*known);
}

} // namespace qd
