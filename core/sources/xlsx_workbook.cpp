#include "core/sources/xlsx_workbook.h"

namespace qd::sources {

namespace {

/// A relation's target, seen from the part it belongs to.
std::string resolved(const std::string &part, const std::string &target)
{
    if (target.starts_with('/'))
        return target.substr(1);
    std::string folder = part.substr(0, part.find_last_of('/') + 1);
    std::string_view rest = target;
    while (rest.starts_with("../") || rest.starts_with("./")) {
        if (rest.starts_with("../") && !folder.empty()) {
            folder.pop_back();
            folder.erase(folder.find_last_of('/') + 1);
        }
        rest.remove_prefix(rest.find('/') + 1);
    }
    return folder + std::string(rest);
}

bool isTrue(QStringView flag)
{
    return flag == QLatin1String("1") || flag == QLatin1String("true");
}

} // namespace

void TextPool::add(std::string_view text)
{
    m_text += text;
    m_ends.push_back(std::uint32_t(m_text.size()));
}

std::string_view TextPool::at(std::size_t index) const
{
    const std::size_t begin = index > 0 ? m_ends[index - 1] : 0;
    return std::string_view(m_text).substr(begin, m_ends[index] - begin);
}

std::string textBelow(PartReader &xml)
{
    QString text;
    for (int depth = 1; depth > 0 && !xml.atEnd();) {
        xml.readNext();
        if (xml.isEndElement()) {
            --depth;
        } else if (xml.isStartElement() && xml.name() == QLatin1String("rPh")) {
            xml.skipCurrentElement();
        } else if (xml.isStartElement() && xml.name() == QLatin1String("t")) {
            text += xml.readElementText();
        } else if (xml.isStartElement()) {
            ++depth;
        }
    }
    return unescaped(text);
}

XlsxWorkbook::XlsxWorkbook(const std::string &path)
    : m_path(path)
    , m_archive(path)
{
}

Error XlsxWorkbook::fault(const MessageWords &words, std::vector<Message::Value> values) const
{
    return fileError(ErrorCode::BadData, m_path, words, std::move(values));
}

/// What reading a part came to: an element that is never closed is a fault of the file.
Result<void> XlsxWorkbook::ending(const std::string &part, const ZipPart &device, const PartReader &xml) const
{
    if (!device.fault().isEmpty())
        return fault(QD_WORDS("Sources", "%1 cannot be read: of its part %2, %3."), {part, Sentences(device.fault())});
    if (xml.hasError())
        return fault(QD_WORDS("Sources", "%1 cannot be read: its part %2 is damaged (%3)."),
            {part, xml.errorString().toStdString()});
    return {};
}

Result<XlsxWorkbook::Relations> XlsxWorkbook::relationsOf(const std::string &part) const
{
    const auto slash = part.find_last_of('/') + 1;
    const std::string name = part.substr(0, slash) + "_rels/" + part.substr(slash) + ".rels";
    Relations relations;
    if (m_archive.sizeOf(name) < 0)
        return relations;
    ZipPart device(m_archive, name);
    PartReader xml(&device);
    while (device.isOpen() && !xml.atEnd() && relations.size() < 2 * SheetsLimit) {
        xml.readNext();
        if (!xml.isStartElement() || xml.name() != QLatin1String("Relationship"))
            continue;
        const auto text = [&xml](const char *attribute) {
            return xml.attributes().value(QLatin1String(attribute)).toString().toStdString();
        };
        relations[text("Id")] = {text("Type"), resolved(part, text("Target"))};
    }
    if (auto good = ending(name, device, xml); !good)
        return good.error();
    return relations;
}

/// The part that a relation of a type leads to; else the one where such a part usually is.
std::string XlsxWorkbook::partOf(const std::string &type, const std::string &usual) const
{
    for (const auto &[id, relation] : m_relations) {
        if (relation.type.ends_with('/' + type))
            return relation.target;
    }
    return resolved(m_part, usual);
}

Result<std::unique_ptr<XlsxWorkbook>> XlsxWorkbook::open(const std::string &path)
{
    std::unique_ptr<XlsxWorkbook> book(new XlsxWorkbook(path));
    book->m_part = "xl/workbook.xml";
    const auto outer = book->relationsOf("");
    if (!outer)
        return outer.error();
    for (const auto &[id, relation] : *outer) {
        if (relation.type.ends_with("/officeDocument"))
            book->m_part = relation.target;
    }
    const qint64 size = book->m_archive.sizeOf(book->m_part);
    if (size < 0)
        return book->fault(
            QD_WORDS("Sources", "%1 is no Excel workbook, or is cut off. Save it again as .xlsx, or as CSV."));
    if (size > PartLimit)
        return book->fault(QD_WORDS("Sources", "%1 claims to hold more text than a workbook can."));
    auto relations = book->relationsOf(book->m_part);
    if (!relations)
        return relations.error();
    book->m_relations = std::move(*relations);
    if (auto read = book->readSheets(); !read)
        return read.error();
    return book;
}

void XlsxWorkbook::addSheet(PartReader &xml)
{
    XlsxSheet sheet;
    sheet.part = resolved(m_part, "worksheets/sheet" + std::to_string(m_sheets.size() + 1) + ".xml");
    const auto attributes = xml.attributes();
    for (const QXmlStreamAttribute &attribute : attributes) {
        if (!attribute.qualifiedName().endsWith(QLatin1String(":id")))
            continue;
        const auto relation = m_relations.find(attribute.value().toString().toStdString());
        if (relation != m_relations.end())
            sheet.part = relation->second.target;
    }
    sheet.name = attributes.value(QLatin1String("name")).toString().toStdString();
    if (sheet.name.empty())
        sheet.name = "sheet " + std::to_string(m_sheets.size() + 1);
    const auto state = attributes.value(QLatin1String("state"));
    sheet.hidden = state == QLatin1String("hidden") || state == QLatin1String("veryHidden");
    m_sheets.push_back(std::move(sheet));
}

Result<void> XlsxWorkbook::readSheets()
{
    ZipPart device(m_archive, m_part);
    PartReader xml(&device);
    int depth = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        depth += xml.isStartElement() ? 1 : xml.isEndElement() ? -1 : 0;
        if (!xml.isStartElement())
            continue;
        // Extension lists hold elements of the same names, which say something else.
        if (depth == 2 && xml.name() == QLatin1String("workbookPr"))
            m_epoch1904 = isTrue(xml.attributes().value(QLatin1String("date1904")));
        else if (depth == 3 && xml.name() == QLatin1String("sheet"))
            addSheet(xml);
        else if (depth == 3 && xml.name() == QLatin1String("definedName")) {
            const std::string name = xml.attributes().value(QLatin1String("name")).toString().toStdString();
            const auto range = rangeOf(name, xml.readElementText().trimmed().toStdString());
            --depth; // reading the text went past its end
            if (range && !name.starts_with("_xlnm."))
                m_names.push_back(*range);
        }
        if (m_sheets.size() > SheetsLimit)
            return fault(QD_WORDS("Sources", "%1 has more than %2 sheets."), {Count{std::int64_t(SheetsLimit)}});
    }
    if (auto good = ending(m_part, device, xml); !good)
        return good;
    if (m_sheets.empty())
        return fault(QD_WORDS("Sources", "%1 holds no sheet."));
    return {};
}

Result<void> XlsxWorkbook::addTables(const XlsxSheet &sheet, std::vector<NamedRange> &ranges) const
{
    const auto relations = relationsOf(sheet.part);
    if (!relations)
        return relations.error();
    for (const auto &[id, relation] : *relations) {
        if (!relation.type.ends_with("/table") || m_archive.sizeOf(relation.target) < 0)
            continue;
        ZipPart device(m_archive, relation.target);
        PartReader xml(&device);
        if (!device.isOpen() || !xml.readNextStartElement())
            return ending(relation.target, device, xml);
        const auto text = [&xml](const char *attribute) {
            return xml.attributes().value(QLatin1String(attribute)).toString().toStdString();
        };
        const std::string shown = text("displayName");
        if (const auto range = rangeOf(shown.empty() ? text("name") : shown, text("ref"), sheet.name))
            ranges.push_back(*range);
    }
    return {};
}

Result<std::vector<NamedRange>> XlsxWorkbook::ranges() const
{
    std::vector<NamedRange> ranges;
    for (const XlsxSheet &sheet : m_sheets) {
        if (auto added = addTables(sheet, ranges); !added)
            return added.error();
    }
    ranges.insert(ranges.end(), m_names.begin(), m_names.end());
    return ranges;
}

bool XlsxWorkbook::hasCells(const XlsxSheet &sheet) const
{
    if (m_archive.sizeOf(sheet.part) < 0)
        return false;
    ZipPart device(m_archive, sheet.part);
    PartReader xml(&device);
    while (device.isOpen() && !xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement()
            && (xml.name() == QLatin1String("v") || xml.name() == QLatin1String("is")
                || xml.name() == QLatin1String("f")))
            return true;
    }
    return !device.fault().isEmpty() || xml.hasError(); // whoever reads it is told what is wrong
}

XlsxWorkbook::Format XlsxWorkbook::formatOf(int style) const
{
    return style >= 0 && std::size_t(style) < m_formats.size() ? m_formats[std::size_t(style)] : Format();
}

Result<void> XlsxWorkbook::readShared()
{
    if (auto read = readTexts(); !read)
        return read;
    return readStyles();
}

Result<void> XlsxWorkbook::readTexts()
{
    const std::string part = partOf("sharedStrings", "sharedStrings.xml");
    const qint64 size = m_archive.sizeOf(part);
    if (size < 0)
        return {};
    if (size > PartLimit)
        return fault(QD_WORDS("Sources", "%1 claims to hold more text than a workbook can."));
    ZipPart device(m_archive, part);
    PartReader xml(&device);
    while (device.isOpen() && !xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QLatin1String("si"))
            m_shared.add(textBelow(xml));
        if (m_shared.size() > TextLimit)
            return fault(QD_WORDS("Sources", "%1 holds more than %2 texts. Save the sheet as CSV."),
                {Count{std::int64_t(TextLimit)}});
    }
    return ending(part, device, xml);
}

Result<void> XlsxWorkbook::readStyles()
{
    const std::string part = partOf("styles", "styles.xml");
    const qint64 size = m_archive.sizeOf(part);
    if (size < 0)
        return {};
    if (size > PartLimit)
        return fault(QD_WORDS("Sources", "%1 claims to hold more text than a workbook can."));
    ZipPart device(m_archive, part);
    PartReader xml(&device);
    std::map<int, Format> own;
    bool cellFormats = false;
    while (device.isOpen() && !xml.atEnd()) {
        xml.readNext();
        const bool begins = xml.isStartElement();
        if (xml.name() == QLatin1String("cellXfs"))
            cellFormats = begins;
        if (!begins)
            continue;
        const int id = xml.attributes().value(QLatin1String("numFmtId")).toInt();
        if (xml.name() == QLatin1String("numFmt")) {
            const auto code = xml.attributes().value(QLatin1String("formatCode")).toString();
            own[id] = {shapeOfFormat(code), digitsOfFormat(code)};
        }
        if (cellFormats && xml.name() == QLatin1String("xf"))
            m_formats.push_back(own.contains(id) ? own[id] : Format{shapeOfBuiltIn(id), 0});
    }
    return ending(part, device, xml);
}

} // namespace qd::sources
