#include "core/base/result.h"

namespace qd {

Error fileError(ErrorCode code, const std::string &path, const MessageWords &words, std::vector<Message::Value> values)
{
    values.insert(values.begin(), path);
    return {code, {words, std::move(values)}, {path}};
}

const char *toString(ErrorCode code)
{
    switch (code) {
    case ErrorCode::Cancelled:
        return "cancelled";
    case ErrorCode::InvalidArgument:
        return "invalid_argument";
    case ErrorCode::NotFound:
        return "not_found";
    case ErrorCode::AlreadyExists:
        return "already_exists";
    case ErrorCode::NotRecognised:
        return "not_recognised";
    case ErrorCode::BadData:
        return "bad_data";
    case ErrorCode::ReadOnly:
        return "read_only";
    case ErrorCode::Locked:
        return "locked";
    case ErrorCode::Conflict:
        return "conflict";
    case ErrorCode::NotAWorkspace:
        return "not_a_workspace";
    case ErrorCode::NewerSchema:
        return "newer_schema";
    case ErrorCode::Damaged:
        return "damaged";
    case ErrorCode::NoRate:
        return "no_rate";
    case ErrorCode::ConflictingRates:
        return "conflicting_rates";
    case ErrorCode::NoData:
        return "no_data";
    case ErrorCode::Overflow:
        return "overflow";
    case ErrorCode::Io:
        return "io";
    case ErrorCode::Internal:
        return "internal";
    }
    return "internal";
}

} // namespace qd
