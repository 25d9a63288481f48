#include "app/cli/command.h"

#include "core/base/input_file.h"
#include "core/base/own_exports.h"
#include "core/base/text.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <iostream>
#ifdef _WIN32
#include <io.h>
#define isatty _isatty
#define fileno _fileno
#else
#include <unistd.h>
#endif

namespace qd::cli {

namespace {

constexpr std::uint8_t ExactNumber = 1; ///< subtype of the bytes that are digits of a number

/// As Json::dump(2) writes it, and numbers that are carried as digits.
void write(const Json &value, const std::string &newline)
{
    if (!value.is_structured() || value.empty()) {
        std::cout << scalarText(value);
        return;
    }
    const std::string inner = newline + "  ";
    std::cout << (value.is_object() ? '{' : '[');
    bool first = true;
    for (const auto &item : value.items()) {
        std::cout << (first ? "" : ",") << inner;
        first = false;
        if (value.is_object())
            std::cout << scalarText(Json(item.key())) << ": ";
        write(item.value(), inner);
    }
    std::cout << newline << (value.is_object() ? '}' : ']');
}

} // namespace

Exit fail(const Error &error)
{
    std::cerr << "qdeck: " << error.message.english() << '\n';
    return error.code == ErrorCode::InvalidArgument ? Exit::WrongArguments : Exit::Failed;
}

void warn(const std::vector<Message> &warnings)
{
    for (const Message &warning : warnings)
        std::cerr << "qdeck: " << warning.english() << '\n';
}

Progress &terminalProgress()
{
    static const bool terminal = isatty(fileno(stderr)) != 0;
    static Progress progress(terminal ? Progress::Listener([](const Progress::State &state) {
        std::cerr << "\r\x1b[K" << state.task.english();
        if (state.total > 0)
            std::cerr << ' ' << state.done * 100 / state.total << " %";
        if (state.perSecond >= 1)
            std::cerr << ", " << std::llround(state.perSecond) << "/s";
        std::cerr << std::flush;
    })
                                      : Progress::Listener());
    return progress;
}

Exit withWorkspace(
    const std::string &path, store::Workspace::Mode mode, const std::function<Exit(store::Workspace &)> &work)
{
    try {
        auto workspace = store::Workspace::open(path, mode);
        if (!workspace)
            return fail(workspace.error());
        if (mode == store::Workspace::Mode::ReadWrite && (*workspace)->isReadOnly())
            return fail({ErrorCode::ReadOnly,
                {QD_WORDS("Commands", "%1 cannot be written; copy it to a folder of yours first."), {path}}});
        return work(**workspace);
    } catch (const std::exception &failure) {
        return fail(store::describe(failure));
    }
}

std::string scalarText(const Json &value)
{
    if (value.is_binary())
        return {value.get_binary().begin(), value.get_binary().end()};
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void print(const Json &value)
{
    write(value, "\n");
    std::cout << '\n';
}

void print(const Json &value, const LongList &list)
{
    const char *before = "{\n  ";
    for (const auto &item : value.items()) {
        std::cout << before << scalarText(Json(item.key())) << ": ";
        before = ",\n  ";
        if (item.key() != list.key) {
            write(item.value(), "\n  ");
            continue;
        }
        for (std::size_t i = 0; i < list.size; ++i) {
            std::cout << (i == 0 ? "[\n    " : ",\n    ");
            write(list.at(i), "\n    ");
        }
        std::cout << (list.size == 0 ? "[]" : "\n  ]");
    }
    std::cout << "\n}\n";
}

Json money(std::int64_t minor, Currency currency)
{
    // A double holds every amount of up to 15 digits exactly enough to print its own decimals again. JSON values have
    // no room for longer ones, so their digits are carried as bytes of a kind of their own; scalarText() writes them
    // out.
    constexpr std::int64_t LongestInDouble = 999'999'999'999'999;
    if (minor > LongestInDouble || minor < -LongestInDouble) {
        const std::string digits = Money{minor, currency}.text();
        return Json::binary({digits.begin(), digits.end()}, ExactNumber);
    }
    return currency.digits() == 0 ? Json(minor) : Json(double(minor) / std::pow(10.0, currency.digits()));
}

Json optionalMoney(const std::optional<std::int64_t> &minor, Currency currency)
{
    return minor ? money(*minor, currency) : Json(nullptr);
}

Json optionalNumber(const std::optional<double> &value)
{
    return value ? Json(*value) : Json(nullptr);
}

Result<std::string> textOf(const std::string &path, const std::string &what)
{
    QFile file(QString::fromStdString(path));
    const QFileInfo info(file);
    if (!info.exists())
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Commands", "%1 does not exist. Give the path of %2."), {path, what}}, {path}};
    if (auto readable = checkInputFile(path); !readable && !info.isDir())
        return readable.error();
    if (info.isDir() || !file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::Io,
            {QD_WORDS("Commands", "%1 cannot be read: it is a folder, or you may not open it."), {path}}, {path}};
    constexpr qint64 LongestText = qint64{64} << 20; // of what people write
    if (info.size() > LongestText)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Commands", "%1 is larger than 64 MB. Give the path of %2."), {path, what}}, {path}};
    const std::string text = file.readAll().toStdString();
    if (text.empty())
        return Error{
            ErrorCode::BadData, {QD_WORDS("Commands", "%1 is empty. Give the path of %2."), {path, what}}, {path}};
    return text;
}

CsvCell csvCell(const Json &value)
{
    if (value.is_string())
        return CsvCell(value.get<std::string>());
    return CsvCell::raw(value.is_null() ? std::string() : scalarText(value));
}

void printCsv(std::string_view header, std::size_t size, const std::function<Json(std::size_t)> &at)
{
    const std::vector<std::string> columns = split(header, ',');
    std::cout << headerLine(header);
    for (std::size_t i = 0; i < size; ++i) {
        std::vector<CsvCell> cells;
        const Json row = at(i);
        for (const std::string &column : columns)
            cells.push_back(csvCell(row.at(column)));
        std::cout << csvLine(cells);
    }
}

void addRates(Json &json, const revenue::RetentionRow &row)
{
    for (const metrics::Metric *metric : revenue::retentionMetrics())
        json[std::string(metric->key)] = optionalNumber(row.rate(metric->key).value());
}

Json textOrNull(const std::string &text)
{
    return text.empty() ? Json(nullptr) : Json(text);
}

Result<Month> monthOption(const std::string &option, const std::string &text)
{
    if (const auto month = Month::fromIso(text))
        return *month;
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Commands", "%1 wants a month as YYYY-MM, not \"%2\"."), {option, text}}, {option, text}};
}

Result<std::optional<Date>> dateOption(const std::string &option, const std::string &text)
{
    if (text.empty())
        return std::optional<Date>();
    if (const auto date = Date::fromIso(text))
        return std::optional(*date);
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Commands", "%1 wants a date as YYYY-MM-DD, not \"%2\"."), {option, text}}, {option, text}};
}

namespace {

template <typename Time>
Result<void> inOrder(Time from, Time to)
{
    if (to < from)
        return Error{ErrorCode::InvalidArgument, {QD_WORDS("Commands", "--to %1 is before --from %2."), {to, from}}};
    return {};
}

} // namespace

Result<void> checkOrder(Date from, Date to)
{
    return inOrder(from, to);
}

Result<void> checkOrder(Month from, Month to)
{
    return inOrder(from, to);
}

Result<void> checkEnding(const std::string &path, const std::vector<std::string> &endings)
{
    const std::string ending = lowered(QFileInfo(QString::fromStdString(path)).suffix().toStdString());
    if (std::ranges::find(endings, ending) != endings.end())
        return {};
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Commands", "--out wants a file ending in .%1, not \"%2\"."), {joined(endings, ", ."), path}},
        {path}};
}

} // namespace qd::cli
