#pragma once
#include "core/base/message.h"

namespace qd {

/// The messages as `qdeck` prints them.
inline std::vector<std::string> english(const std::vector<Message> &messages)
{
    std::vector<std::string> sentences;
    for (const Message &message : messages)
        sentences.push_back(message.english());
    return sentences;
}

} // namespace qd
