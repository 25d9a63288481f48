#pragma once
#include "ui/shell/palette_entry.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <optional>

namespace qd::ui {

/// What the palette shows for a text: headings with counts, and under each at most four finds, or all of one kind when
/// that kind is chosen.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        HeadingRole = Qt::UserRole,
        DetailRole,
        ValueRole,
        IconRole,
        MarkRole,
        HitStartRole,
        HitLengthRole,
        KeysRole
    };
    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<PaletteEntry> entries);
    /// Searches anew; a kind shows all of its finds.
    void search(const QString &text, std::optional<PaletteKind> only);
    [[nodiscard]] int found() const { return int(m_hits.size()); }
    [[nodiscard]] int found(PaletteKind kind) const;
    /// The entry of a row; null for a heading.
    [[nodiscard]] const PaletteEntry *entryAt(int row) const;
    /// The next row from `from` in direction `step` (+1 or -1) that is no heading; `from` when there is none.
    [[nodiscard]] int nextRow(int from, int step) const;
    /// Of all rows together, in pixels.
    [[nodiscard]] int height() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] static QString kindName(PaletteKind kind);

private:
    struct Row {
        int hit = -1; ///< index into m_hits; -1 for a heading
        QString heading = {};
        int count = 0;
        int shown = 0;
    };
    std::vector<PaletteEntry> m_entries;
    std::vector<PaletteHit> m_hits;
    std::vector<Row> m_rows;
    qsizetype m_textLength = 0;
};

/// Rows of 28, headings of 26; the hit is underlined.
class PaletteDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace qd::ui
