#pragma once
#include "tests/sources/source_fixture.h"

/// Imports one file by a profile of these words.
inline qd::Result<qd::sources::ImportReport> importBy(
    SourceFixture &f, const std::string &profile, const std::string &csv)
{
    qd::sources::ImportOptions options;
    options.hints.profile = f.write("own.json", profile);
    return f.import({f.write("given.csv", csv)}, options);
}

/// The error, or nothing.
inline QString whyNot(const qd::Result<qd::sources::ImportReport> &report)
{
    return report ? QString() : QString::fromStdString(report.error().message.english());
}
