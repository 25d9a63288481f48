// Any text as an export of subscriptions and of usage: typed, written, held back, and the counts that must add up.
#include "core/sources/import.h"
#include "tests/fuzz/fuzz_input.h"

#include <QFile>

using namespace qd;
using namespace qd::sources;

namespace {

std::unique_ptr<store::Workspace> made(const std::string &path)
{
    QFile::remove(QString::fromStdString(path));
    auto workspace = store::Workspace::create(path, {*Currency::fromCode("USD"), 1});
    return workspace ? std::move(*workspace) : nullptr;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    static std::unique_ptr<store::Workspace> workspace;
    static int runs = 0;
    const std::string &path = inputFile(bytes, size, ".csv");
    if (runs++ % 500 == 0) // a fresh one now and then: it grows
        workspace = made(path + ".qdeck");
    if (!workspace)
        std::abort();
    Progress progress;
    ImportOptions options;
    options.asOf = Date::fromIso("2026-10-31");
    options.force = true;
    options.hints.source = "fuzz";
    for (const char *entity : {"subscriptions", "usage"}) {
        options.hints.entity = entity;
        const auto report = importFiles(*workspace, {path}, options, progress);
        for (const BatchReport &batch : report ? report->batches : std::vector<BatchReport>()) {
            if (batch.read != batch.accepted + batch.unchanged + batch.quarantined + batch.skipped)
                std::abort();
        }
    }
    return 0;
}
