#pragma once
#include "core/base/progress.h"
#include "core/connect/connection.h"

#include <optional>
#include <string>

namespace qd::connect {

// Passwords of databases in the keyring of the desktop, by libsecret, which is loaded when it is first asked. An entry
// belongs to a place and a user, not to the name of a connection: a workspace of somebody else whose connection leads
// elsewhere gets no password of yours. A keyring that is locked asks its owner itself; that is waited for, at most two
// minutes. Cancelling the Progress ends each call within 200 ms.

/// Whether this session has a keyring to ask: libsecret is installed and a session bus is there.
[[nodiscard]] bool hasKeyring();

/// The password kept for where `connection` leads and for its user; nothing where none is, without a keyring, where it
/// stays locked or does not answer, and when cancelled.
[[nodiscard]] std::optional<std::string> keptPassword(const Connection &connection, Progress &progress);

/// Keeps it, in the place of an older one. NotFound without a keyring; Io, with what it says, where it does not take
/// it; Cancelled.
[[nodiscard]] Result<void> keepPassword(const Connection &connection, const std::string &password, Progress &progress);

/// Takes it out; false where none was kept. Errors as keepPassword().
[[nodiscard]] Result<bool> forgetPassword(const Connection &connection, Progress &progress);

} // namespace qd::connect
