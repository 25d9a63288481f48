#pragma once

struct sqlite3;

namespace qd::store {

/// Gives a connection the function sentence(WORDS, VALUES): a message as a file keeps it (core/base/stored_message.h)
/// as the English sentence that `qdeck` prints; WORDS itself without VALUES, NULL without WORDS.
void registerSentence(sqlite3 *db);

} // namespace qd::store
