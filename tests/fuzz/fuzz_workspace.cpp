// Any bytes as a workspace file: opened, or refused with a sentence; never changed by being refused.
#include "core/store/workspace.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const std::string &path = inputFile(bytes, size, ".qdeck");
    for (const auto mode : {qd::store::Workspace::Mode::ReadOnly, qd::store::Workspace::Mode::ReadWrite}) {
        const auto workspace = qd::store::Workspace::open(path, mode);
        if (!workspace && workspace.error().message.english().empty())
            std::abort();
    }
    return 0;
}
