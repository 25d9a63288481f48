#include "app/cli/file_options.h"

#include "core/base/text.h"
#include "core/sources/delimiter.h"

#include <charconv>
#include <optional>

namespace qd::cli {

namespace {

/// `none` is 0, a line is itself.
Result<std::optional<std::int64_t>> headerOption(const std::string &text)
{
    if (text.empty())
        return std::optional<std::int64_t>();
    std::int64_t line = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), line);
    if (text == "none" || (code == std::errc() && end == text.data() + text.size() && line > 0))
        return std::optional(line);
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Commands", "--header wants none, or the line of the header from 1 on, not \"%1\"."), {text}},
        {text}};
}

Error unknownEncoding(const std::string &name)
{
    std::vector<std::string> known;
    for (const sources::Encoding encoding : sources::encodings())
        known.emplace_back(sources::toString(encoding));
    return {ErrorCode::InvalidArgument,
        {QD_WORDS("Commands", "--encoding wants one of %1, not \"%2\"."), {joined(known, ", "), name}}, {name}};
}

Result<sources::ReadChoice> readChoice(const FileArguments &arguments)
{
    sources::ReadChoice choice;
    if (!arguments.sheet.empty())
        choice.sheet = arguments.sheet;
    const auto header = headerOption(arguments.header);
    if (!header)
        return header.error();
    choice.header = *header;
    if (!arguments.decimal.empty())
        choice.decimal = arguments.decimal == "comma" ? sources::DecimalMark::Comma : sources::DecimalMark::Point;
    if (!arguments.encoding.empty()) {
        choice.encoding = sources::encodingFromText(arguments.encoding);
        if (!choice.encoding)
            return unknownEncoding(arguments.encoding);
    }
    if (!arguments.delimiter.empty()) {
        choice.delimiter = sources::delimiterFromText(arguments.delimiter);
        if (!choice.delimiter)
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Commands",
                     "--delimiter wants comma, semicolon, tab, pipe, space or one such character, not \"%1\"."),
                    {arguments.delimiter}},
                {arguments.delimiter}};
    }
    choice.quote = sources::quoteFromText(arguments.quote);
    choice.keepFooters = arguments.footers == "keep";
    choice.exclusiveEnds = arguments.ends == "exclusive";
    return choice;
}

} // namespace

void addFileOptions(CLI::App &command, FileArguments &arguments)
{
    command.add_option("--source", arguments.source, "Name of the system the files come from");
    command.add_option("--kind", arguments.kind, "crm, cs_platform, billing, support, usage, survey, people, finance");
    command.add_option("--entity", arguments.entity, "Canonical entity, for example accounts");
    command.add_option("--profile", arguments.profile,
        "Profile to read with: a name of docs/profiles.md, one saved in the workspace, or a file of your own, "
        "NAME.json");
    command.add_option("--table", arguments.table, "Import as a custom table of this name");
    command.add_option("--sheet", arguments.sheet,
        "Sheet, table or named range of a workbook, or table in a zip: its name, or a sheet's number from 1");
    command.add_option("--header", arguments.header, "Line of the header from 1, or none: then columns go by place");
    command.add_option("--decimal", arguments.decimal, "Mark before the decimals of all numbers: point or comma")
        ->check(CLI::IsMember({"point", "comma"}));
    command.add_option("--delimiter", arguments.delimiter,
        "Mark between the fields of a text: comma, semicolon, tab, pipe, space, or the character itself");
    command.add_option("--quote", arguments.quote, "What stands around fields that hold the delimiter")
        ->check(CLI::IsMember({"double", "single", "none"}));
    command.add_option("--encoding", arguments.encoding, "Encoding of the text, where its bytes do not settle it");
    command.add_option("--footers", arguments.footers, "What becomes of a report's footers and totals: skip or keep")
        ->check(CLI::IsMember({"skip", "keep"}));
    command.add_option("--ends", arguments.ends, "What the end of a contract is: its last day, or the day after")
        ->check(CLI::IsMember({"inclusive", "exclusive"}));
}

Result<sources::FileHints> fileHints(const FileArguments &arguments)
{
    sources::FileHints hints;
    hints.source = arguments.source;
    hints.kind = arguments.kind;
    hints.entity = arguments.entity;
    hints.profile = arguments.profile;
    hints.table = arguments.table;
    const auto read = readChoice(arguments);
    if (!read)
        return read.error();
    hints.read = *read;
    return hints;
}

} // namespace qd::cli
