#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace qd {

/// Documents for people to read, as Markdown and as one HTML file. Texts are shown as they are written, whatever signs
/// they hold.
namespace document {

using Row = std::vector<std::string>;
/// The first row is the header; one of empty cells is none in HTML.
using Table = std::vector<Row>;

/// One line on which nothing is markup.
[[nodiscard]] std::string markdownText(std::string_view text);
/// A table as GitHub has it, with an empty line after it.
[[nodiscard]] std::string markdownTable(const Table &table);
[[nodiscard]] std::string htmlText(const std::string &text);
[[nodiscard]] std::string htmlTable(const Table &table);
/// A file from its title, its first paragraph and the rest of its body, without scripts and without anything from
/// elsewhere; `title` and `lead` are texts, `body` is HTML.
[[nodiscard]] std::string htmlFile(const std::string &title, const std::string &lead, const std::string &body);

/// A heading with a paragraph, which may be empty, and a table, which may have no rows.
struct Section {
    std::string title;
    std::string text;
    Table table;
};
/// Title, lead and sections as a Markdown file or an HTML file.
[[nodiscard]] std::string markdownFile(
    const std::string &title, const std::string &lead, const std::vector<Section> &sections);
[[nodiscard]] std::string htmlFile(
    const std::string &title, const std::string &lead, const std::vector<Section> &sections);

} // namespace document

} // namespace qd
