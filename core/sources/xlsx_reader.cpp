#include "core/sources/xlsx_reader.h"

#include "core/base/text.h"
#include "core/sources/csv_reader.h"
#include "core/sources/sheet_choice.h"
#include "core/sources/xlsx_workbook.h"

#include <algorithm>
#include <set>

namespace qd::sources {

namespace {

constexpr int ExcelColumns = 16384;

/// 0 for "A", 26 for "AA1"; -1 for a reference without letters, past any sheet for a longer one.
int columnOf(QStringView reference)
{
    int column = 0;
    for (const QChar c : reference) {
        if (c < QLatin1Char('A') || c > QLatin1Char('Z') || column > ExcelColumns)
            break;
        column = column * 26 + (c.unicode() - 'A' + 1);
    }
    return column - 1;
}

} // namespace

struct XlsxReader::State {
    explicit State(std::unique_ptr<XlsxWorkbook> workbook)
        : book(std::move(workbook))
    {
    }

    std::string path;
    std::unique_ptr<XlsxWorkbook> book;
    XlsxSheet sheet;
    SheetChoice choice;
    std::unique_ptr<ZipPart> part;
    PartReader xml;
    std::vector<std::string> cells; ///< up to the last one with a value
    std::vector<std::size_t> unsolved;
    std::string raw;
    std::int64_t read = 0; ///< bytes of text so far
    std::int64_t row = 0;
    std::size_t nextColumn = 0;
    std::size_t width = 0; ///< to fill up to
    std::set<std::size_t> ids; ///< columns of ids
    Message fault; ///< of a cell
    Error error;

    /// A cell as it stands in the sheet.
    struct Cell {
        QString type;
        QString value;
        std::string inlined;
        int style = 0;
        bool formula = false;
    };

    [[nodiscard]] Result<void> choose(const std::optional<std::string> &wanted);
    void readRow();
    void readCell();
    [[nodiscard]] std::string valueOf(const Cell &cell, std::size_t column);
    RecordReader::Step failed();
};

/// Settles on a sheet, and notes the others that have something to read.
Result<void> XlsxReader::State::choose(const std::optional<std::string> &wanted)
{
    std::vector<NamedSheet> named;
    for (const XlsxSheet &each : book->sheets())
        named.push_back({each.name, each.hidden});
    const auto ranges = wanted ? book->ranges() : std::vector<NamedRange>();
    if (!ranges)
        return ranges.error();
    auto chosen =
        chooseSheet(path, named, *ranges, wanted, [this](std::size_t i) { return book->hasCells(book->sheets()[i]); });
    if (!chosen)
        return chosen.error();
    choice = std::move(*chosen);
    sheet = book->sheets()[choice.chosen];
    const qint64 size = book->archive().sizeOf(sheet.part);
    if (size < 0)
        return Error{ErrorCode::BadData, {QD_WORDS("Sources", "%1 holds no sheet."), {path}}, {path}};
    if (size > XlsxWorkbook::SheetLimit)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Sources", "%1 holds a sheet of more than 2 GB. Save it as CSV."), {path}}, {path}};
    return {};
}

std::string XlsxReader::State::valueOf(const Cell &cell, std::size_t column)
{
    if (cell.type == QLatin1String("inlineStr"))
        return cell.inlined;
    if (cell.value.isEmpty()) {
        if (cell.formula && cell.type != QLatin1String("str"))
            unsolved.push_back(column);
        return {};
    }
    if (cell.type == QLatin1String("s")) {
        bool number = false;
        const auto at = cell.value.trimmed().toULongLong(&number);
        if (number && at < book->shared().size())
            return std::string(book->shared().at(std::size_t(at)));
        fault = {QD_WORDS("Sources", "a cell of row %1 refers to text %2, and the workbook has %3"),
            {std::to_string(row), cell.value.left(20).toStdString(), std::to_string(book->shared().size())}};
        return {};
    }
    if (cell.type == QLatin1String("b"))
        return cell.value == QLatin1String("1") || cell.value.compare(QLatin1String("true"), Qt::CaseInsensitive) == 0
            ? "true"
            : "false";
    if (cell.type == QLatin1String("d"))
        return dayOrTime(cell.value.toStdString());
    if (!cell.type.isEmpty() && cell.type != QLatin1String("n"))
        return unescaped(cell.value);
    std::string number = numberText(cell.value.trimmed().toStdString(), book->shapeOf(cell.style), book->epoch1904());
    const auto digits = std::size_t(ids.contains(column) ? book->digitsOf(cell.style) : 0);
    if (number.size() < digits && std::ranges::all_of(number, isAsciiDigit))
        number.insert(0, digits - number.size(), '0');
    return number;
}

void XlsxReader::State::readCell()
{
    const auto attributes = xml.attributes();
    const int given = columnOf(attributes.value(QLatin1String("r")));
    const auto column = given >= 0 ? std::size_t(given) : nextColumn;
    nextColumn = column + 1;
    Cell cell{attributes.value(QLatin1String("t")).toString(), {}, {}, 0, false};
    cell.style = attributes.value(QLatin1String("s")).toInt();
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == QLatin1String("c"))
            break;
        if (xml.isStartElement() && xml.name() == QLatin1String("v"))
            cell.value = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == QLatin1String("is"))
            cell.inlined = textBelow(xml);
        else if (xml.isStartElement() && xml.name() == QLatin1String("f"))
            cell.formula = true;
    }
    std::string value = valueOf(cell, column);
    if (value.empty())
        return;
    if (column >= std::size_t(ExcelColumns)) {
        fault = {QD_WORDS("Sources", "row %1 has a value past column XFD, the last that a sheet can have"),
            {std::to_string(row)}};
        return;
    }
    cells.resize(std::max(cells.size(), column + 1));
    cells[column] = std::move(value);
}

void XlsxReader::State::readRow()
{
    bool numbered = false;
    const std::int64_t number = xml.attributes().value(QLatin1String("r")).toLongLong(&numbered);
    row = numbered ? number : row + 1;
    cells.clear();
    unsolved.clear();
    nextColumn = 0;
    while (!xml.atEnd() && fault.isEmpty()) {
        xml.readNext();
        if (xml.isEndElement() && xml.name() == QLatin1String("row"))
            break;
        if (xml.isStartElement() && xml.name() == QLatin1String("c"))
            readCell();
    }
}

RecordReader::Step XlsxReader::State::failed()
{
    const Message why = !fault.isEmpty() ? fault
        : !part->fault().isEmpty()       ? part->fault()
                                         : Message::data(xml.errorString().toStdString());
    error = {ErrorCode::BadData,
        {QD_WORDS("Sources", "%1 sheet \"%2\" cannot be read past row %3: %4."),
            {path, sheet.name, std::to_string(row), Sentences(why)}},
        {path}};
    return Step::Failed;
}

XlsxReader::XlsxReader(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}
XlsxReader::~XlsxReader() = default;

Result<std::unique_ptr<RecordReader>> XlsxReader::open(const std::string &path, const ReadChoice &choice)
{
    auto book = XlsxWorkbook::open(path);
    if (!book)
        return book.error();
    auto state = std::make_unique<State>(std::move(*book));
    state->path = path;
    if (auto settled = state->choose(choice.sheet); !settled)
        return settled.error();
    if (auto read = state->book->readShared(); !read)
        return read.error();
    const SheetChoice chosen = state->choice;
    std::unique_ptr<RecordReader> reader(new XlsxReader(std::move(state)));
    if (auto begun = reader->rewind(); !begun)
        return begun.error();
    return chosen.of(std::move(reader));
}

Result<void> XlsxReader::rewind()
{
    State &s = *m_state;
    s.xml.clear();
    s.part = std::make_unique<ZipPart>(s.book->archive(), s.sheet.part);
    s.xml.setDevice(s.part.get());
    s.row = s.read = 0;
    s.fault = {};
    return {};
}

RecordReader::Step XlsxReader::next(Record &record)
{
    State &s = *m_state;
    while (!s.xml.atEnd() && s.part->isOpen()) {
        s.xml.readNext();
        if (!s.xml.isStartElement() || s.xml.name() != QLatin1String("row"))
            continue;
        s.readRow();
        if (s.xml.hasError() || !s.fault.isEmpty())
            break;
        if (s.cells.empty() && s.unsolved.empty())
            continue;
        s.cells.resize(std::max({s.cells.size(), s.width, s.unsolved.empty() ? 0 : s.unsolved.back() + 1}));
        record.line = s.row;
        record.fields.assign(s.cells.begin(), s.cells.end());
        record.unsolved = s.unsolved;
        s.raw = csvLine(record.fields);
        s.read += std::int64_t(s.raw.size());
        if (s.read > XlsxWorkbook::SheetLimit) { // a long text that all cells share makes gigabytes of a small file
            s.fault = QD_WORDS("Sources", "it holds more than 2 GB of text");
            break;
        }
        record.raw = s.raw;
        record.wellFormed = true;
        return Step::Record;
    }
    return s.xml.hasError() || !s.fault.isEmpty() || !s.part->fault().isEmpty() ? s.failed() : Step::End;
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
    return m_state->book->archive().sizeOf(m_state->sheet.part);
}
Message XlsxReader::format() const
{
    return {QD_WORDS("Sources", "workbook, sheet \"%1\""), {m_state->sheet.name}};
}
void XlsxReader::fillTo(std::size_t width)
{
    m_state->width = std::min<std::size_t>(width, ExcelColumns);
}
void XlsxReader::takeAsIds(const std::vector<std::size_t> &fields)
{
    m_state->ids = {fields.begin(), fields.end()};
}
std::vector<std::string> XlsxReader::unread() const
{
    return m_state->choice.unread;
}

} // namespace qd::sources
