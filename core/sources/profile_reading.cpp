#include "core/sources/profile_reading.h"

#include "core/base/currency.h"
#include "core/sources/delimiter.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <array>
#include <cmath>

namespace qd::sources {

namespace {

constexpr std::array<std::pair<std::string_view, DateOrder>, 3> DateOrders{
    {{"dmy", DateOrder::DayFirst}, {"mdy", DateOrder::MonthFirst}, {"ymd", DateOrder::YearFirst}}};

void readHeader(const JsonValue &header, Profile &profile)
{
    const auto line = header.isNumber() ? header.wholeNumber() : std::nullopt;
    if (header.isText() && header.text() == "none")
        profile.read.header = 0;
    else if (line && *line > 0)
        profile.read.header = *line;
    else
        header.mustBe(QT_TRANSLATE_NOOP("Words", "the line of the header from 1 on, or \"none\""));
}

void readMarks(const JsonValue &read, Profile &profile)
{
    if (const auto decimal = read.find("decimal")) {
        const std::string name = decimal->text().value_or(std::string());
        if (name != "comma" && name != "point")
            decimal->mustBe(QT_TRANSLATE_NOOP("Words", "\"point\" or \"comma\""));
        profile.read.decimal = name == "comma" ? DecimalMark::Comma : DecimalMark::Point;
    }
    if (const auto encoding = read.find("encoding")) {
        profile.read.encoding = encodingFromText(encoding->text().value_or(std::string()));
        if (!profile.read.encoding)
            encoding->mustBe(QT_TRANSLATE_NOOP("Words", "an encoding, as import --encoding takes it"));
    }
    if (const auto delimiter = read.find("delimiter")) {
        profile.read.delimiter = delimiterFromText(delimiter->text().value_or(std::string()));
        if (!profile.read.delimiter)
            delimiter->mustBe(QT_TRANSLATE_NOOP("Words", "comma, semicolon, tab, pipe, space or one such character"));
    }
    if (const auto quote = read.find("quote")) {
        profile.read.quote = quoteFromText(quote->text().value_or(std::string()));
        if (!profile.read.quote)
            quote->mustBe(QT_TRANSLATE_NOOP("Words", "double, single or none"));
    }
}

} // namespace

void readReading(const JsonValue &read, Profile &profile)
{
    read.allow({"sheet", "header", "decimal", "encoding", "delimiter", "quote", "footers", "ends", "date_order"});
    if (const std::string sheet = read.text("sheet"); !sheet.empty())
        profile.read.sheet = sheet;
    if (const auto header = read.find("header"))
        readHeader(*header, profile);
    readMarks(read, profile);
    if (const auto footers = read.find("footers")) {
        profile.read.keepFooters = footers->text() == "keep";
        if (!profile.read.keepFooters)
            footers->mustBe(QT_TRANSLATE_NOOP("Words", "\"keep\": footers and totals are rows as all others"));
    }
    if (const auto ends = read.find("ends")) {
        profile.read.exclusiveEnds = ends->text() == "exclusive";
        if (!profile.read.exclusiveEnds)
            ends->mustBe(QT_TRANSLATE_NOOP("Words", "\"exclusive\": the end of a contract is the day after its last"));
    }
    if (const auto order = read.find("date_order")) {
        profile.dateOrder = dateOrderFromText(order->text().value_or(std::string()));
        if (!profile.dateOrder)
            order->mustBe(QT_TRANSLATE_NOOP("Words", "dmy, mdy or ymd"));
    }
}

void readMinorDigits(const JsonValue &digits, Profile &profile)
{
    constexpr double Most = 4; // of ISO 4217
    for (const auto &[code, value] : digits.members()) {
        const auto count = value.number();
        if (!Currency::fromCode(code))
            digits.complain({QD_WORDS("Sources", "\"%1\" is no currency of ISO 4217."), {code}});
        else if (!count || *count < 0 || *count > Most || *count != std::floor(*count))
            value.mustBe(QT_TRANSLATE_NOOP("Words", "a whole number from 0 to 4"));
        else
            profile.minorDigits.emplace(Currency::fromCode(code)->code(), int(*count));
    }
}

nlohmann::ordered_json readingJson(const Profile &profile)
{
    auto json = nlohmann::ordered_json::object();
    const ReadChoice &read = profile.read;
    if (read.sheet)
        json["sheet"] = *read.sheet;
    if (read.header && *read.header == 0)
        json["header"] = "none";
    else if (read.header)
        json["header"] = *read.header;
    if (read.decimal)
        json["decimal"] = read.decimal == DecimalMark::Comma ? "comma" : "point";
    if (read.encoding)
        json["encoding"] = toString(*read.encoding);
    if (read.delimiter)
        json["delimiter"] = delimiterText(*read.delimiter);
    if (read.quote)
        json["quote"] = quoteText(*read.quote);
    if (read.keepFooters)
        json["footers"] = "keep";
    if (read.exclusiveEnds)
        json["ends"] = "exclusive";
    for (const auto &[name, order] : DateOrders) {
        if (profile.dateOrder == order)
            json["date_order"] = std::string(name);
    }
    return json;
}

ReadChoice filledFrom(const ReadChoice &said, const ReadChoice &profile)
{
    ReadChoice filled = said;
    const auto fill = [](auto &value, const auto &other) {
        if (!value)
            value = other;
    };
    fill(filled.sheet, profile.sheet);
    fill(filled.header, profile.header);
    fill(filled.decimal, profile.decimal);
    fill(filled.encoding, profile.encoding);
    fill(filled.delimiter, profile.delimiter);
    fill(filled.quote, profile.quote);
    filled.keepFooters = said.keepFooters || profile.keepFooters;
    filled.exclusiveEnds = said.exclusiveEnds || profile.exclusiveEnds;
    return filled;
}

} // namespace qd::sources
