#pragma once
#include "tests/sources/source_fixture.h"

#include <zip.h>

/// The parts of a workbook as text, written as they are: what programs leave out is left out here.
struct Parts {
    std::string sheet;
    std::string strings = {};
    std::string styles = {};
    std::string workbookProperties = {};
    std::string second = "<worksheet><sheetData/></worksheet>"; ///< sheet "Other"
    std::string firstState = {}; ///< attributes of sheet "Accounts"
    std::string behindSheets = {}; ///< the rest of the workbook part
    std::string inFront = {}; ///< of the relations
    std::vector<std::pair<std::string, std::string>> more = {}; ///< other parts: path, text
};

inline std::string writeWorkbook(const SourceFixture &f, const std::string &name, const Parts &parts)
{
    const std::string path = f.path(name);
    int status = 0;
    zip_t *archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &status);
    std::vector<std::pair<std::string, std::string>> files{
        {"xl/workbook.xml",
            "<workbook xmlns:r=\"x\">" + parts.workbookProperties
                + "<sheets><sheet name=\"Accounts\" sheetId=\"1\" r:id=\"rId7\" " + parts.firstState
                + "/><sheet name=\"Other\" sheetId=\"2\" "
                  "r:id=\"rId8\"/></sheets>"
                + parts.behindSheets + "</workbook>"},
        {"xl/_rels/workbook.xml.rels",
            parts.inFront
                + "<Relationships><Relationship Id=\"rId8\" Target=\"worksheets/b.xml\"/><Relationship Id=\"rId7\" "
                  "Target=\"/xl/worksheets/a.xml\"/></Relationships>"},
        {"xl/worksheets/a.xml", parts.sheet},
        {"xl/worksheets/b.xml", parts.second},
        {"xl/sharedStrings.xml", parts.strings},
        {"xl/styles.xml", parts.styles},
    };
    files.insert(files.end(), parts.more.begin(), parts.more.end());
    for (const auto &[part, text] : files) {
        if (!text.empty())
            zip_file_add(
                archive, part.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_OVERWRITE);
    }
    if (zip_close(archive) != 0)
        qFatal("cannot write a workbook");
    return path;
}

/// A sheet of one row that holds these cells.
inline std::string sheetOf(const std::string &cells)
{
    return "<worksheet><sheetData><row r=\"1\">" + cells + "</row></sheetData></worksheet>";
}

/// Styles whose only own format, number 1, is `code`.
inline std::string stylesOf(const QString &code)
{
    return "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"" + code.toHtmlEscaped().toStdString()
        + "\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>";
}

/// Each record as "line: fields", or the sentence that reading ended with.
inline QStringList readAll(const std::string &path, const qd::sources::ReadChoice &choice = {})
{
    using namespace qd::sources;
    auto reader = openRecords(path, choice);
    if (!reader)
        return {QString::fromStdString(reader.error().message.english())};
    QStringList rows;
    Record record;
    for (;;) {
        const auto step = (*reader)->next(record);
        if (step == RecordReader::Step::Failed)
            return rows << QString::fromStdString((*reader)->error().message.english());
        if (step == RecordReader::Step::End)
            return rows;
        rows << QStringLiteral("%1: %2")
                    .arg(record.line)
                    .arg(QString::fromUtf8(record.raw.data(), qsizetype(record.raw.size())));
    }
}
