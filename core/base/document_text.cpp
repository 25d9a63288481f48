#include "core/base/document_text.h"

#include <QString>

namespace qd::document {

std::string markdownText(std::string_view text)
{
    constexpr std::string_view Marks = "\\`*_{}[]<>#|~&";
    std::string line;
    for (const char c : text) {
        if (Marks.find(c) != std::string_view::npos)
            line += '\\';
        line += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
    }
    return line;
}

std::string markdownTable(const Table &table)
{
    std::string text;
    for (std::size_t i = 0; i < table.size(); ++i) {
        for (const std::string &cell : table[i])
            text += "| " + markdownText(cell) + ' ';
        text += "|\n";
        for (std::size_t column = 0; i == 0 && column < table[i].size(); ++column)
            text += column + 1 < table[i].size() ? "| --- " : "| --- |\n";
    }
    return text + '\n';
}

std::string htmlText(const std::string &text)
{
    return QString::fromStdString(text).toHtmlEscaped().toStdString();
}

std::string htmlTable(const Table &table)
{
    std::string text = "<table>\n";
    for (std::size_t i = 0; i < table.size(); ++i) {
        const bool isHeader = i == 0;
        if (isHeader && table[i][0].empty())
            continue;
        text += "<tr>";
        for (const std::string &cell : table[i])
            text += (isHeader ? "<th>" : "<td>") + htmlText(cell) + (isHeader ? "</th>" : "</td>");
        text += "</tr>\n";
    }
    return text + "</table>\n";
}

std::string htmlFile(const std::string &title, const std::string &lead, const std::string &body)
{
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + htmlText(title)
        + "</title>\n<style>\nbody { font-family: sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }\n"
          "table { border-collapse: collapse; margin: 0.5em 0 1em; }\n"
          "th, td { border: 1px solid #bbb; padding: 0.25em 0.6em; text-align: left; vertical-align: top; }\n"
          "</style>\n</head>\n<body>\n<h1>"
        + htmlText(title) + "</h1>\n<p>" + htmlText(lead) + "</p>\n" + body + "</body>\n</html>\n";
}

std::string markdownFile(const std::string &title, const std::string &lead, const std::vector<Section> &sections)
{
    std::string page = "# " + markdownText(title) + "\n\n" + markdownText(lead) + "\n\n";
    for (const Section &section : sections) {
        page += "## " + markdownText(section.title) + "\n\n";
        if (!section.text.empty())
            page += markdownText(section.text) + "\n\n";
        if (section.table.size() > 1)
            page += markdownTable(section.table);
    }
    page.pop_back(); // one line break ends the file
    return page;
}

std::string htmlFile(const std::string &title, const std::string &lead, const std::vector<Section> &sections)
{
    std::string body;
    for (const Section &section : sections) {
        body += "<h2>" + htmlText(section.title) + "</h2>\n";
        if (!section.text.empty())
            body += "<p>" + htmlText(section.text) + "</p>\n";
        if (section.table.size() > 1)
            body += htmlTable(section.table);
    }
    return htmlFile(title, lead, body);
}

} // namespace qd::document
