#pragma once
#include "core/base/message.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace qd {

/// What kind of failure it is; `ui` may translate by code, tests compare codes, people read the sentence.
enum class ErrorCode {
    Cancelled, ///< The user asked to stop; nothing was changed.
    InvalidArgument, ///< A wrong option or value; the command line exits with 2.
    NotFound, ///< A file, source, account or name that is not there.
    AlreadyExists, ///< Something stands where a new thing should go.
    NotRecognised, ///< A file whose system or entity cannot be told.
    BadData, ///< A file that cannot be read as what it claims to be.
    ReadOnly, ///< The workspace or folder cannot be written.
    Locked, ///< Another program holds the workspace.
    Conflict, ///< What would be changed is no longer as it was shown.
    NotAWorkspace, ///< Some other file.
    NewerSchema, ///< Written by a later Quarterdeck.
    Damaged, ///< The database is malformed.
    NoRate, ///< A currency without an exchange rate by the date needed.
    ConflictingRates, ///< Two different rates of one currency and day.
    NoData, ///< A measure whose inputs were never imported.
    Overflow, ///< A number beyond what money can hold.
    Io, ///< The system refused to read or write.
    Internal, ///< A fault of ours, with what is known about it.
};

/// An expected failure: a code, a message a person can act on (what happened, where, what was kept, what to do), and
/// what it is about for the program: paths, keys, batches.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    Message message;
    std::vector<std::string> arguments = {};

    bool operator==(const Error &) const = default;
};

/// An error about a file: "%1" of its words is the path, "%2" to "%9" are `values`.
[[nodiscard]] Error fileError(
    ErrorCode code, const std::string &path, const MessageWords &words, std::vector<Message::Value> values = {});

/// Name of a code as used in JSON and logs, for example "no_rate".
[[nodiscard]] const char *toString(ErrorCode code);

/// Either a value or the Error that kept it from being made. Check `ok()` before `value()`;
/// reading the missing side is a fault of ours and throws std::bad_variant_access.
template <typename T>
class [[nodiscard]] Result {
public:
    using ValueType = T;

    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const T &value() const & { return std::get<0>(m_state); }
    [[nodiscard]] T &value() & { return std::get<0>(m_state); }
    [[nodiscard]] T &&value() && { return std::get<0>(std::move(m_state)); }
    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }
    const T &operator*() const & { return value(); }
    T &operator*() & { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error)
        : m_error(std::move(error))
    {
    }

    [[nodiscard]] bool ok() const { return !m_error; }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const Error &error() const { return m_error.value(); }

private:
    std::optional<Error> m_error;
};

} // namespace qd
