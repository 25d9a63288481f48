#pragma once
#include "core/store/entity_rows.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace SQLite {
class Database;
}

namespace qd::store {

/// Former values of some columns of a row, as a JSON object: numbers and texts as they are, a real number as
/// {"real":"0.1"} in the fewest digits that give it back, no value as null.
class ImageText {
public:
    void add(std::string_view column, const Value &value);
    void integer(std::string_view column, std::int64_t value);
    /// An empty text is no value.
    void text(std::string_view column, const std::string &value);
    /// "{}" for a row that was given as it stood.
    [[nodiscard]] std::string text() const { return m_text + '}'; }

private:
    std::string m_text = "{";
};

/// Keeps what the rows of one table were before a batch gave them (row_image), within the caller's transaction.
class RowImages {
public:
    /// `keys`: how many columns make the key, without the source.
    RowImages(SQLite::Database &db, const std::string &table, std::size_t keys, std::int64_t batch);
    ~RowImages();

    /// Of the row with this key; nothing for `image`: there was no such row. A key's first image counts.
    void keep(const std::vector<std::string_view> &key, const std::optional<std::string> &image);

private:
    struct Statement;
    std::unique_ptr<Statement> m_insert;
};

/// "json_array("account_id", "month")" over the key columns of the row `alias`, as images name it.
[[nodiscard]] std::string recordSql(const std::vector<std::string> &keys, const std::string &alias);

/// Whether the image `alias` is of a row which its batch closed; a batch that gave the row anew kept its content too.
[[nodiscard]] std::string closingImageSql(const std::string &alias);

/// Whether the image `alias` is of a row that was closed and that its batch, of the alias `batch`, opened again.
[[nodiscard]] std::string openingImageSql(const std::string &alias, const std::string &batch);

/// One stored column with its value, as an image has it.
struct ImageColumn {
    std::string name;
    Value value;
};

/// Reads what ImageText wrote; nothing when it is something else, which only another program can have written.
[[nodiscard]] std::optional<std::vector<ImageColumn>> columnsOfImage(std::string_view image);

/// Puts the former values of every image of `batch` back into the rows of `table` of `source`, whose key columns are
/// `keys`. False, with some rows written, when an image cannot be read or names a column there is not: roll back then.
[[nodiscard]] bool restoreRows(SQLite::Database &db, const std::string &table, const std::vector<std::string> &keys,
    const std::string &source, std::int64_t batch);

} // namespace qd::store
