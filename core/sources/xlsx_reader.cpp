#include "core/sources/xlsx_reader.h"

#include "core/sources/csv_reader.h"
#include "core/sources/date_text.h"
#include "core/sources/zip_part.h"

#include <QXmlStreamReader>

#include <algorithm>
#include <array>
#include <map>

namespace qd::sources {

namespace {

Error fault(const std::string &path, const std::string &why)
{
    return {ErrorCode::BadData, path + " " + why, {path}};
}

/// Text of the <t> elements below the current one, phonetic hints left out.
std::string textBelow(QXmlStreamReader &xml)
{
    QString text;
    const QString name = xml.name().toString();
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == name)
            break;
        if (xml.isStartElement() && xml.name() == QLatin1String("rPh"))
            xml.skipCurrentElement();
        else if (xml.isStartElement() && xml.name() == QLatin1String("t"))
            text += xml.readElementText();
    }
    return text.toStdString();
}

/// 0 for "A", 26 for "AA1"; -1 for a reference without letters.
int columnOf(QStringView reference)
{
    int column = 0;
    for (const QChar c : reference) {
        if (c < QLatin1Char('A') || c > QLatin1Char('Z') || column > 20000)
            break;
        column = column * 26 + (c.unicode() - 'A' + 1);
    }
    return column - 1;
}

/// Whether a number format shows dates: it has y, m, d or h outside quotes, brackets and escapes.
bool showsDates(const QString &format)
{
    bool quoted = false;
    bool bracket = false;
    for (int i = 0; i < format.size(); ++i) {
        const QChar c = format.at(i).toLower();
        if (c == QLatin1Char('\\')) {
            ++i;
            continue;
        }
        quoted = quoted != (c == QLatin1Char('"'));
        bracket = c == QLatin1Char('[') || (bracket && c != QLatin1Char(']'));
        if (!quoted && !bracket && QStringLiteral("ymdh").contains(c))
            return true;
    }
    return false;
}

bool isBuiltInDateFormat(int id)
{
    return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

} // namespace

struct XlsxReader::State {
    explicit State(const std::string &file)
        : path(file)
        , archive(file)
    {
    }

    std::string path;
    ZipArchive archive;
    std::string sheetName;
    std::string sheetPart;
    bool epoch1904 = false;
    std::vector<std::string> shared;
    std::vector<bool> dateStyles; ///< by cell style: whether numbers are dates
    std::unique_ptr<ZipPart> part;
    QXmlStreamReader xml;
    std::vector<std::string> cells;
    std::string raw;
    std::int64_t row = 0;
    std::size_t width = 0;
    Error error;

    void readWorkbook();
    void readShared();
    void readStyles();
    [[nodiscard]] std::string partOf(const QString &relation);
    void readRow();
    void readCell();
    [[nodiscard]] std::string valueOf(
        const QString &type, int style, const QString &value, std::string inlineText) const;
};

/// The part that a relation of the workbook leads to.
std::string XlsxReader::State::partOf(const QString &relation)
{
    ZipPart relations(archive, "xl/_rels/workbook.xml.rels");
    QXmlStreamReader reader(&relations);
    while (relations.isOpen() && !reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement() || reader.attributes().value(QLatin1String("Id")) != relation)
            continue;
        const std::string target = reader.attributes().value(QLatin1String("Target")).toString().toStdString();
        return target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }
    return "xl/worksheets/sheet1.xml";
}

void XlsxReader::State::readWorkbook()
{
    ZipPart workbook(archive, "xl/workbook.xml");
    QXmlStreamReader reader(&workbook);
    while (workbook.isOpen() && !reader.atEnd()) {
        reader.readNext();
        if (!reader.isStartElement())
            continue;
        const auto attributes = reader.attributes();
        if (reader.name() == QLatin1String("workbookPr")) {
            const auto flag = attributes.value(QLatin1String("date1904"));
            epoch1904 = flag == QLatin1String("1") || flag == QLatin1String("true");
        } else if (reader.name() == QLatin1String("sheet") && sheetName.empty()) {
            sheetName = attributes.value(QLatin1String("name")).toString().toStdString();
            for (const QXmlStreamAttribute &attribute : attributes) {
                if (attribute.qualifiedName().endsWith(QLatin1String(":id")))
                    sheetPart = partOf(attribute.value().toString());
            }
        }
    }
}

void XlsxReader::State::readShared()
{
    ZipPart strings(archive, "xl/sharedStrings.xml");
    QXmlStreamReader reader(&strings);
    while (strings.isOpen() && !reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == QLatin1String("si"))
            shared.push_back(textBelow(reader));
    }
}

void XlsxReader::State::readStyles()
{
    ZipPart styles(archive, "xl/styles.xml");
    QXmlStreamReader reader(&styles);
    std::map<int, bool> own;
    bool cellFormats = false;
    while (styles.isOpen() && !reader.atEnd()) {
        reader.readNext();
        const bool begins = reader.isStartElement();
        if (reader.name() == QLatin1String("cellXfs"))
            cellFormats = begins;
        if (!begins)
            continue;
        const auto id = reader.attributes().value(QLatin1String("numFmtId")).toInt();
        if (reader.name() == QLatin1String("numFmt"))
            own[id] = showsDates(reader.attributes().value(QLatin1String("formatCode")).toString());
        else if (cellFormats && reader.name() == QLatin1String("xf"))
            dateStyles.push_back(own.contains(id) ? own[id] : isBuiltInDateFormat(id));
    }
}

std::string XlsxReader::State::valueOf(
    const QString &type, int style, const QString &value, std::string inlineText) const
{
    if (type == QLatin1String("s")) {
        const auto at = value.toULongLong();
        return at < shared.size() ? shared[std::size_t(at)] : std::string();
    }
    if (type == QLatin1String("inlineStr"))
        return inlineText;
    if (type == QLatin1String("b"))
        return value == QLatin1String("1") ? "true" : "false";
    const bool number = type.isEmpty() || type == QLatin1String("n");
    const std::string text = value.toStdString();
    if (!number || value.isEmpty())
        return text;
    if (style >= 0 && std::size_t(style) < dateStyles.size() && dateStyles[std::size_t(style)]) {
        const DateReading reading = readDate(text, {std::nullopt, true, epoch1904});
        if (reading.date)
            return reading.hasTime ? reading.isoTime() : reading.date->iso();
    }
    // Excel writes 0.1 + 0.2 with 17 digits; fifteen are what it shows and what was typed.
    const bool longOrExponent = text.size() > 15 || text.find_first_of("eE") != std::string::npos;
    if (!longOrExponent)
        return text;
    const QByteArray exact = QByteArray::number(value.toDouble(), 'g', 15);
    return exact.contains('e') ? QByteArray::number(value.toDouble(), 'f', 0).toStdString() : exact.toStdString();
}

void XlsxReader::State::readCell()
{
    const auto attributes = xml.attributes();
    const int given = columnOf(attributes.value(QLatin1String("r")));
    const auto column = given >= 0 ? std::size_t(given) : cells.size();
    const QString type = attributes.value(QLatin1String("t")).toString();
    const auto styleText = attributes.value(QLatin1String("s"));
    const int style = styleText.isEmpty() ? 0 : styleText.toInt();
    QString value;
    std::string inlineText;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == QLatin1String("c"))
            break;
        if (xml.isStartElement() && xml.name() == QLatin1String("v"))
            value = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == QLatin1String("is"))
            inlineText = textBelow(xml);
    }
    constexpr std::size_t ExcelColumns = 16384;
    if (column >= ExcelColumns)
        return;
    cells.resize(std::max(cells.size(), column + 1));
    cells[column] = valueOf(type, style, value, std::move(inlineText));
}

void XlsxReader::State::readRow()
{
    const auto number = xml.attributes().value(QLatin1String("r"));
    row = number.isEmpty() ? row + 1 : number.toLongLong();
    cells.clear();
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == QLatin1String("row"))
            break;
        if (xml.isStartElement() && xml.name() == QLatin1String("c"))
            readCell();
    }
}

XlsxReader::XlsxReader(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}
XlsxReader::~XlsxReader() = default;

Result<std::unique_ptr<RecordReader>> XlsxReader::open(const std::string &path)
{
    auto state = std::make_unique<State>(path);
    if (!state->archive.good() || state->archive.sizeOf("xl/workbook.xml") < 0)
        return fault(path, "is no Excel workbook, or is cut off. Save it again as .xlsx, or as CSV.");
    for (const char *part : {"xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"}) {
        if (state->archive.sizeOf(part) > qint64(PartLimit / 8))
            return fault(path, "claims to hold more text than a workbook can.");
    }
    state->readWorkbook();
    if (state->archive.sizeOf(state->sheetPart) < 0)
        return fault(path, "holds no sheet.");
    if (state->archive.sizeOf(state->sheetPart) > qint64(PartLimit))
        return fault(path, "holds a sheet of more than 2 GB. Save it as CSV.");
    state->readShared();
    state->readStyles();
    state->part = std::make_unique<ZipPart>(state->archive, state->sheetPart);
    state->xml.setDevice(state->part.get());
    return std::unique_ptr<RecordReader>(new XlsxReader(std::move(state)));
}

RecordReader::Step XlsxReader::next(Record &record)
{
    State &s = *m_state;
    while (!s.xml.atEnd()) {
        s.xml.readNext();
        if (!s.xml.isStartElement() || s.xml.name() != QLatin1String("row"))
            continue;
        s.readRow();
        if (s.xml.hasError())
            break;
        if (std::all_of(s.cells.begin(), s.cells.end(), [](const std::string &cell) { return cell.empty(); }))
            continue;
        s.width = std::max(s.width, s.cells.size());
        s.cells.resize(s.width);
        record.line = s.row;
        record.fields.assign(s.cells.begin(), s.cells.end());
        s.raw = csvLine(record.fields);
        record.raw = s.raw;
        record.wellFormed = true;
        return Step::Record;
    }
    if (!s.xml.hasError())
        return Step::End;
    s.error = fault(s.path,
        "sheet \"" + s.sheetName + "\" cannot be read past row " + std::to_string(s.row) + ": "
            + s.xml.errorString().toStdString() + ".");
    return Step::Failed;
}

const Error &XlsxReader::error() const
{
    return m_state->error;
}
std::int64_t XlsxReader::done() const
{
    return m_state->part->taken();
}
std::int64_t XlsxReader::total() const
{
    return m_state->archive.sizeOf(m_state->sheetPart);
}
std::string XlsxReader::format() const
{
    return "workbook, sheet \"" + m_state->sheetName + '"';
}

} // namespace qd::sources
