#include "core/sources/usage_import.h"

namespace qd::sources {

Result<void> importUsage(ImportCall &, const RecognisedFile &file, BatchReport &)
{
    return Error{ErrorCode::NotRecognised, file.path + " holds usage, which this build cannot take in.", {file.path}};
}

} // namespace qd::sources
