#pragma once
#include "core/base/date.h"
#include "core/sources/row_typing.h"
#include "core/store/workspace.h"

#include <memory>
#include <unordered_map>

namespace qd::store {
class ImageText;
}

namespace qd::sources {

/// The key columns of a record as one text, which no other key of its entity has: a single column is the text, each
/// further one puts the length of what stands before it in front.
class KeyText {
public:
    KeyText() = default;
    explicit KeyText(const std::vector<std::string> &columns);
    void add(std::string_view column);
    [[nodiscard]] std::string text() && { return std::move(m_text); }

private:
    std::string m_text;
    bool m_any = false;
};

/// The KeyText of a typed row of an entity.
[[nodiscard]] std::string keyText(const store::Entity &entity, const TypedRow &row);

/// Who said which key first within one import call, over all of its files of one source and entity.
struct SeenKey {
    std::size_t file = 0;
    std::int64_t line = 0;
    std::int64_t hash = 0;
};
using SeenKeys = std::unordered_map<std::string, SeenKey>; ///< by KeyText

/// The file whose rows are being written.
struct FileInHand {
    std::size_t index = 0; ///< among the files of the call
    std::string name;
    std::string source;
    Date asOf;
    std::int64_t batch = 0;
};

/// Puts typed rows into the table of their entity, within the transaction the caller holds.
///
/// A row replaces the one with its key, except that columns its file does not have keep their value; recurring values,
/// amounts and their currency go together. Equal content is unchanged (only its as-of date moves on). A row older than
/// what is stored goes to record_history only (and makes the first sight earlier); one of a day before a complete file
/// closed the record leaves it closed. Tracked fields leave their old and
/// new value in record_history. What a row was before this batch gave it is kept (store/row_images.h), so that the
/// batch can be taken back; a row that the batch makes needs no image.
class EntityWriter {
public:
    enum class Outcome { Accepted, Unchanged, Quarantined };

    EntityWriter(store::Workspace &workspace, const Mapping &mapping, FileInHand file,
        const std::vector<FileInHand> &earlierFiles, SeenKeys &seen);
    ~EntityWriter();

    /// Writes `row`, read from `line`. A key seen before with other content sets `row.fault` and is Quarantined.
    [[nodiscard]] Outcome write(TypedRow &row, std::int64_t line);

private:
    struct Parts;

    [[nodiscard]] const std::string &recordId(const TypedRow &row) const;
    void merge(TypedRow &row, const store::EntityRow &stored) const;
    [[nodiscard]] bool keeps(std::size_t column) const;
    [[nodiscard]] bool contradicts(const TypedRow &row, const store::EntityRow &stored, const SeenKey &first) const;
    [[nodiscard]] Outcome writeOlder(const TypedRow &row, const store::EntityRow &stored);
    [[nodiscard]] Outcome writeUnchanged(const TypedRow &row, const store::EntityRow &stored);
    void writeHistory(const TypedRow &row, const std::optional<store::EntityRow> &stored);
    [[nodiscard]] store::FirstSight firstSight(const std::optional<store::EntityRow> &stored);
    [[nodiscard]] bool staysClosed(const std::optional<store::EntityRow> &stored) const;
    void keepImage(const TypedRow &row, const store::ImageText &image);
    [[nodiscard]] store::ImageText imageOf(const store::EntityRow &stored, const TypedRow &row) const;
    void store(
        const TypedRow &row, std::int64_t line, std::int64_t hash, const std::optional<store::EntityRow> &stored);
    Outcome refuse(TypedRow &row, const SeenKey &first, Reason reason) const;

    const Mapping &m_mapping;
    FileInHand m_file;
    const std::vector<FileInHand> &m_earlier;
    SeenKeys &m_seen;
    std::unique_ptr<Parts> m_parts;
    bool m_allNew = false; ///< the source had no row of the entity before this file
    bool m_valuesTogether = false; ///< the file has some amount: its currency and its other amounts come from it too
};

} // namespace qd::sources
