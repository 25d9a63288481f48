#pragma once
#include "core/base/result.h"
#include "core/sources/recognise.h"

#include <CLI/CLI.hpp>

#include <string>

namespace qd::cli {

/// What the options say of a file: whose it is and how it is read. Of a command that reads exports.
struct FileArguments {
    std::string source, kind, entity, profile, table, sheet, header, decimal, delimiter, quote, ends, encoding, footers;
};

/// Adds --source, --entity, --profile, --delimiter and the like. `arguments` outlives the command.
void addFileOptions(CLI::App &command, FileArguments &arguments);

/// The same for the import. InvalidArgument names the option that cannot be read.
[[nodiscard]] Result<sources::FileHints> fileHints(const FileArguments &arguments);

} // namespace qd::cli
