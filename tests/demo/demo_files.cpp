#include "tests/demo/demo_files.h"

#include <QtTest>

#include <fstream>
#include <sstream>

namespace {

std::vector<std::vector<std::string>> records(const std::string &text)
{
    std::vector<std::vector<std::string>> all;
    std::vector<std::string> row(1);
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
            row.back() += '"';
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            row.emplace_back();
        } else if (c == '\n' && !quoted) {
            all.push_back(std::move(row));
            row.assign(1, std::string());
        } else {
            row.back() += c;
        }
    }
    return all;
}

} // namespace

std::string readBytes(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        qFatal("no file %s", path.c_str());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<CsvRow> readCsv(const std::string &path)
{
    const auto all = records(readBytes(path));
    std::vector<CsvRow> rows;
    for (std::size_t i = 1; i < all.size(); ++i) {
        CsvRow row;
        for (std::size_t k = 0; k < all[i].size() && k < all[0].size(); ++k)
            row[all[0][k]] = all[i][k];
        rows.push_back(std::move(row));
    }
    return rows;
}

nlohmann::json readTruth(const std::string &dir)
{
    return nlohmann::json::parse(readBytes(dir + "/truth.json"));
}

bool makeDemo(const std::string &dir, int accounts, std::uint64_t seed, int months)
{
    qd::Progress progress;
    qd::demo::DemoOptions options;
    options.accounts = accounts;
    options.seed = seed;
    options.months = months;
    const auto summary = qd::demo::writeDemo(dir, options, progress);
    if (!summary)
        qWarning("%s", summary.error().message.english().c_str());
    return summary.ok();
}
