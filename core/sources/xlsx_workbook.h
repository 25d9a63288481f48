#pragma once
#include "core/base/result.h"
#include "core/sources/named_range.h"
#include "core/sources/part_reader.h"
#include "core/sources/xlsx_value.h"
#include "core/sources/zip_part.h"

#include <map>
#include <vector>

namespace qd::sources {

/// One sheet of a workbook, in the order of its tabs.
struct XlsxSheet {
    std::string name; ///< `sheet 3` for one without a name
    std::string part;
    bool hidden = false;
};

/// Texts one behind the other, so that millions of them cost little more than their characters.
class TextPool {
public:
    void add(std::string_view text);
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    [[nodiscard]] std::string_view at(std::size_t index) const;

private:
    std::string m_text;
    std::vector<std::uint32_t> m_ends;
};

/// An open workbook without its sheets: what they share.
class XlsxWorkbook {
public:
    /// Longest sheet, and longest of the other parts, in bytes unpacked: a small file can claim to hold anything.
    static constexpr qint64 SheetLimit = qint64{2} << 30;
    static constexpr qint64 PartLimit = qint64{256} << 20;
    static constexpr std::size_t TextLimit = std::size_t{16} << 20; ///< shared texts
    static constexpr std::size_t SheetsLimit = 10000;

    /// Errors: BadData for what is no workbook, or goes past the limits; each a sentence with the file.
    [[nodiscard]] static Result<std::unique_ptr<XlsxWorkbook>> open(const std::string &path);

    [[nodiscard]] const ZipArchive &archive() const { return m_archive; }
    [[nodiscard]] const std::vector<XlsxSheet> &sheets() const { return m_sheets; }
    [[nodiscard]] bool epoch1904() const { return m_epoch1904; }
    [[nodiscard]] const TextPool &shared() const { return m_shared; }
    [[nodiscard]] NumberShape shapeOf(int style) const { return formatOf(style).shape; }
    /// As digitsOfFormat() of the cell's format.
    [[nodiscard]] int digitsOf(int style) const { return formatOf(style).digits; }

    /// Tables of its sheets, in their order, then named ranges of cells; not those that Excel names itself (print
    /// areas).
    [[nodiscard]] Result<std::vector<NamedRange>> ranges() const;
    /// Whether some cell of a sheet has a value. Reads until the first one; false for a part that is no sheet of cells.
    [[nodiscard]] bool hasCells(const XlsxSheet &sheet) const;
    /// Reads the shared texts and styles; only needed for a sheet's rows.
    [[nodiscard]] Result<void> readShared();

private:
    explicit XlsxWorkbook(const std::string &path);

    struct Relation {
        std::string type;
        std::string target;
    };
    struct Format {
        NumberShape shape = NumberShape::Number;
        int digits = 0;
    };
    using Relations = std::map<std::string, Relation>;

    [[nodiscard]] Format formatOf(int style) const;
    [[nodiscard]] Result<Relations> relationsOf(const std::string &part) const;
    [[nodiscard]] std::string partOf(const std::string &type, const std::string &usual) const;
    [[nodiscard]] Result<void> readSheets();
    [[nodiscard]] Result<void> readTexts();
    [[nodiscard]] Result<void> readStyles();
    void addSheet(PartReader &xml);
    [[nodiscard]] Result<void> addTables(const XlsxSheet &sheet, std::vector<NamedRange> &ranges) const;
    [[nodiscard]] Error fault(const MessageWords &words, std::vector<Message::Value> values = {}) const;
    [[nodiscard]] Result<void> ending(const std::string &part, const ZipPart &device, const PartReader &xml) const;

    std::string m_path;
    ZipArchive m_archive;
    std::string m_part; ///< the workbook's own
    Relations m_relations;
    std::vector<XlsxSheet> m_sheets;
    std::vector<NamedRange> m_names; ///< defined for cells
    TextPool m_shared;
    std::vector<Format> m_formats; ///< by cell style
    bool m_epoch1904 = false;
};

/// Text of the <t> elements below the current element, phonetic hints left out.
[[nodiscard]] std::string textBelow(PartReader &xml);

} // namespace qd::sources
