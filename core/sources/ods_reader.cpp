#include "core/sources/ods_reader.h"

#include "core/sources/csv_reader.h"
#include "core/sources/part_reader.h"
#include "core/sources/sheet_choice.h"
#include "core/sources/xlsx_value.h"
#include "core/sources/zip_part.h"

#include <QSet>

#include <algorithm>

namespace qd::sources {

namespace {

constexpr std::int64_t RowLimit = 1'048'576; // of LibreOffice and Excel
constexpr std::size_t ColumnLimit = 16'384;
constexpr const char *Content = "content.xml";

QStringView attribute(const QXmlStreamAttributes &attributes, QLatin1String name)
{
    return attributes.value(name); // by its usual prefix: every program writes these
}

std::int64_t repeats(const QXmlStreamAttributes &attributes, QLatin1String name)
{
    return std::max<std::int64_t>(1, attribute(attributes, name).toLongLong());
}

/// "PT26H30M05S" as HH:MM:SS below a day, else in seconds; other text as it is.
std::string timeText(const QString &iso)
{
    constexpr std::int64_t Day = 86'400;
    std::int64_t seconds = 0;
    QString number;
    if (!iso.startsWith(u"PT"))
        return iso.toStdString();
    for (const QChar c : QStringView(iso).mid(2)) {
        if (c.isDigit() || c == u'.' || c == u',') {
            number += c == u',' ? u'.' : c;
            continue;
        }
        const std::int64_t unit = c == u'H' ? 3600 : c == u'M' ? 60 : c == u'S' ? 1 : 0;
        if (unit == 0)
            return iso.toStdString();
        seconds += unit * qRound64(number.toDouble());
        number.clear();
    }
    if (seconds >= Day)
        return std::to_string(seconds);
    return QStringLiteral("%1:%2:%3")
        .arg(seconds / 3600, 2, 10, QLatin1Char('0'))
        .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'))
        .toStdString();
}

/// The paragraph that begins here, and what stands in it; notes are none of the text.
QString paragraph(PartReader &xml)
{
    QString text;
    for (int depth = 1; depth > 0 && !xml.atEnd();) {
        xml.readNext();
        if (xml.isCharacters()) {
            text += xml.text();
        } else if (xml.isEndElement()) {
            --depth;
        } else if (xml.isStartElement()) {
            if (xml.name() == u"s")
                text += QString(int(std::min<std::int64_t>(repeats(xml.attributes(), QLatin1String("text:c")), 10'000)),
                    QLatin1Char(' '));
            else if (xml.name() == u"tab")
                text += u'\t';
            else if (xml.name() == u"line-break")
                text += u'\n';
            if (xml.name() == u"annotation" || xml.name() == u"note")
                xml.skipCurrentElement();
            else
                ++depth;
        }
    }
    return text;
}

/// One <table:table-cell>.
struct OdsCell {
    std::string value;
    std::int64_t times = 1;
    bool unsolved = false;
};

OdsCell readCell(PartReader &xml)
{
    const QXmlStreamAttributes attributes = xml.attributes();
    const auto given = [&](const char *name) { return attribute(attributes, QLatin1String(name)).toString(); };
    QStringList lines;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement())
            break;
        if (xml.isStartElement() && xml.name() == u"p")
            lines << paragraph(xml);
        else if (xml.isStartElement())
            xml.skipCurrentElement(); // notes, pictures
    }
    OdsCell cell{{}, repeats(attributes, QLatin1String("table:number-columns-repeated")), false};
    const QString type = given("office:value-type");
    const QString text = lines.join(u'\n');
    if (type == u"float" || type == u"currency" || type == u"percentage")
        cell.value = numberText(given("office:value").toStdString(), NumberShape::Number, false);
    else if (type == u"date")
        cell.value = dayOrTime(given("office:date-value").toStdString());
    else if (type == u"time")
        cell.value = timeText(given("office:time-value"));
    else if (type == u"boolean")
        cell.value = given("office:boolean-value").toStdString();
    else
        cell.value = (text.isEmpty() ? given("office:string-value") : text).toStdString();
    cell.unsolved = cell.value.empty() && type.isEmpty() && !given("table:formula").isEmpty();
    return cell;
}

bool isCell(const PartReader &xml)
{
    return xml.name() == u"table-cell" || xml.name() == u"covered-table-cell";
}

/// Sheets of a spreadsheet, and whether they have cells with something in them.
struct OdsSheet {
    NamedSheet named;
    bool hasCells = false;
};

} // namespace

struct OdsReader::State {
    explicit State(const std::string &file)
        : path(file)
        , archive(file)
    {
    }

    std::string path;
    ZipArchive archive;
    std::vector<OdsSheet> sheets;
    std::vector<NamedRange> ranges;
    SheetChoice choice;
    std::unique_ptr<ZipPart> part;
    PartReader xml;
    std::vector<std::string> cells; ///< up to the last one with a value
    std::vector<std::size_t> unsolved;
    std::string raw;
    std::int64_t row = 0; ///< that stands in `cells`
    std::int64_t nextRow = 1;
    std::int64_t times = 0; ///< that this row is still to be given
    std::size_t width = 0; ///< to fill up to
    bool inSheet = false;
    Message fault;
    Error error;

    void begin();
    [[nodiscard]] Result<void> readSheets();
    void addRange(const QXmlStreamAttributes &attributes);
    [[nodiscard]] bool enter();
    void readRow();
    void give(Record &record);
    [[nodiscard]] Message why() const;
};

void OdsReader::State::begin()
{
    xml.clear();
    part = std::make_unique<ZipPart>(archive, Content);
    xml.setDevice(part.get());
    nextRow = 1;
    row = times = 0;
    inSheet = false;
    fault = {};
}

Message OdsReader::State::why() const
{
    return !fault.isEmpty()        ? fault
        : !part->fault().isEmpty() ? part->fault()
                                   : Message::data(xml.errorString().toStdString());
}

/// Looks through the whole file: a sheet does not say by itself whether it holds anything.
Result<void> OdsReader::State::readSheets()
{
    QSet<QString> hiddenStyles;
    QString style;
    begin();
    while (part->isOpen() && !xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == u"style")
            style = xml.attributes().value(QLatin1String("style:name")).toString();
        else if (xml.name() == u"table-properties"
            && xml.attributes().value(QLatin1String("table:display")) == QLatin1String("false"))
            hiddenStyles << style;
        else if (xml.name() == u"table") {
            const QString name = xml.attributes().value(QLatin1String("table:name")).toString();
            const bool hidden =
                hiddenStyles.contains(xml.attributes().value(QLatin1String("table:style-name")).toString());
            sheets.push_back(
                {{name.isEmpty() ? "sheet " + std::to_string(sheets.size() + 1) : name.toStdString(), hidden}});
        } else if (xml.name() == u"database-range" || xml.name() == u"named-range") {
            addRange(xml.attributes());
        } else if (isCell(xml) && !sheets.empty() && !sheets.back().hasCells) {
            const OdsCell cell = readCell(xml);
            sheets.back().hasCells = !cell.value.empty() || cell.unsolved;
        }
    }
    if (sheets.empty() || xml.hasError() || !part->fault().isEmpty())
        return fileError(ErrorCode::BadData, path,
            xml.hasError() || !part->fault().isEmpty()
                ? QD_WORDS("Sources", "%1 cannot be read: %2.")
                : QD_WORDS("Sources", "%1 is no OpenDocument spreadsheet: it has no sheets."),
            {Sentences(why())});
    return {};
}

/// LibreOffice's own ranges (for filters nobody named) begin with two underscores.
void OdsReader::State::addRange(const QXmlStreamAttributes &attributes)
{
    const std::string name = attribute(attributes, QLatin1String("table:name")).toString().toStdString();
    const QStringView database = attribute(attributes, QLatin1String("table:target-range-address"));
    const QStringView named =
        database.isEmpty() ? attribute(attributes, QLatin1String("table:cell-range-address")) : database;
    const auto range = rangeOf(name, named.toString().toStdString());
    if (range && !name.starts_with("__"))
        ranges.push_back(*range);
}

/// Goes on to the chosen sheet; false where the file ends before.
bool OdsReader::State::enter()
{
    for (std::size_t table = 0; !xml.atEnd() && part->isOpen();) {
        xml.readNext();
        if (!xml.isStartElement() || xml.name() != u"table")
            continue;
        if (table++ == choice.chosen)
            return inSheet = true;
        xml.skipCurrentElement();
    }
    return false;
}

void OdsReader::State::readRow()
{
    times = repeats(xml.attributes(), QLatin1String("table:number-rows-repeated"));
    row = nextRow;
    nextRow += times;
    cells.clear();
    unsolved.clear();
    std::size_t column = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == u"table-row")
            break;
        if (!xml.isStartElement() || !isCell(xml))
            continue;
        const OdsCell cell = readCell(xml);
        const bool isEmpty = cell.value.empty() && !cell.unsolved;
        if (!isEmpty && column + std::size_t(cell.times) > ColumnLimit) {
            fault = {QD_WORDS("Sources", "row %1 has a value past column XFD, the last that a sheet can have"),
                {std::to_string(row)}};
            return;
        }
        for (std::int64_t i = 0; !isEmpty && i < cell.times; ++i) {
            const std::size_t at = column + std::size_t(i);
            cells.resize(std::max(cells.size(), at + 1));
            cells[at] = cell.value;
            if (cell.unsolved)
                unsolved.push_back(at);
        }
        column += std::size_t(std::min<std::int64_t>(cell.times, std::int64_t(ColumnLimit)));
    }
    if (cells.empty())
        times = 0;
    else if (nextRow - 1 > RowLimit)
        fault = {QD_WORDS("Sources", "it has values past row %1, the last that a sheet can have"), {Count{RowLimit}}};
}

void OdsReader::State::give(Record &record)
{
    record.line = row++;
    --times;
    cells.resize(std::max(cells.size(), width));
    record.fields.assign(cells.begin(), cells.end());
    record.unsolved = unsolved;
    raw = csvLine(record.fields);
    record.raw = raw;
    record.wellFormed = true;
}

OdsReader::OdsReader(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}
OdsReader::~OdsReader() = default;

Result<std::unique_ptr<RecordReader>> OdsReader::open(const std::string &path, const ReadChoice &choice)
{
    constexpr qint64 SizeLimit = qint64{2} << 30;
    auto state = std::make_unique<State>(path);
    if (state->archive.sizeOf(Content) > SizeLimit)
        return fileError(
            ErrorCode::BadData, path, QD_WORDS("Sources", "%1 holds sheets of more than 2 GB. Save it as CSV."));
    if (auto read = state->readSheets(); !read)
        return read.error();
    std::vector<NamedSheet> named;
    for (const OdsSheet &sheet : state->sheets)
        named.push_back(sheet.named);
    auto chosen = chooseSheet(
        path, named, state->ranges, choice.sheet, [&state](std::size_t i) { return state->sheets[i].hasCells; });
    if (!chosen)
        return chosen.error();
    state->choice = std::move(*chosen);
    state->begin();
    const SheetChoice settled = state->choice;
    return settled.of(std::unique_ptr<RecordReader>(new OdsReader(std::move(state))));
}

Result<void> OdsReader::rewind()
{
    m_state->begin();
    return {};
}

RecordReader::Step OdsReader::next(Record &record)
{
    State &s = *m_state;
    while (s.times == 0 && s.fault.isEmpty() && s.part->isOpen() && !s.xml.atEnd()) {
        if (!s.inSheet && !s.enter())
            break;
        s.xml.readNext();
        if (s.xml.isEndElement() && s.xml.name() == u"table")
            return Step::End;
        if (s.xml.isStartElement() && s.xml.name() == u"table-row")
            s.readRow();
        else if (s.xml.isStartElement() && s.xml.name() == u"shapes")
            s.xml.skipCurrentElement();
    }
    if (s.xml.hasError() || !s.fault.isEmpty() || !s.part->fault().isEmpty()) {
        s.error = fileError(ErrorCode::BadData, s.path,
            QD_WORDS("Sources", "%1 sheet \"%2\" cannot be read past row %3: %4."),
            {s.sheets[s.choice.chosen].named.name, std::to_string(s.row), Sentences(s.why())});
        return Step::Failed;
    }
    if (s.times == 0)
        return Step::End;
    s.give(record);
    return Step::Record;
}

const Error &OdsReader::error() const
{
    return m_state->error;
}
std::int64_t OdsReader::done() const
{
    return m_state->part->taken();
}
std::int64_t OdsReader::total() const
{
    return m_state->archive.sizeOf(Content);
}
Message OdsReader::format() const
{
    return {QD_WORDS("Sources", "workbook, sheet \"%1\""), {m_state->sheets[m_state->choice.chosen].named.name}};
}
void OdsReader::fillTo(std::size_t width)
{
    m_state->width = std::min(width, ColumnLimit);
}
std::vector<std::string> OdsReader::unread() const
{
    return m_state->choice.unread;
}

} // namespace qd::sources
