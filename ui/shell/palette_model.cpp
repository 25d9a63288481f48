#include "ui/shell/palette_model.h"

#include "ui/common/icons.h"
#include "ui/common/marks.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"
#include "ui/shell/search_field.h"

#include <QPainter>

namespace qd::ui {

namespace {
constexpr int MostOfAKind = 4;
constexpr int HeadingHeight = 26;
constexpr int RowHeight = 28;
constexpr PaletteKind Kinds[] = {
    PaletteKind::Metric, PaletteKind::Page, PaletteKind::Customer, PaletteKind::Break, PaletteKind::Command};
} // namespace

QString PaletteModel::kindName(PaletteKind kind)
{
    switch (kind) {
    case PaletteKind::Metric:
        return tr("Metrics");
    case PaletteKind::Page:
        return tr("Pages");
    case PaletteKind::Customer:
        return tr("Customers");
    case PaletteKind::Break:
        return tr("Breaks");
    case PaletteKind::Command:
        return tr("Commands");
    }
    return {};
}

void PaletteModel::setEntries(std::vector<PaletteEntry> entries)
{
    m_entries = std::move(entries);
    for (PaletteEntry &entry : m_entries)
        entry.words = paletteWords(entry);
    search({}, std::nullopt);
}

void PaletteModel::search(const QString &text, std::optional<PaletteKind> only)
{
    beginResetModel();
    m_hits = searchPalette(m_entries, text);
    QString bare = text.trimmed();
    if (!bare.isEmpty() && QStringLiteral("#@>").contains(bare.front()))
        bare = bare.mid(1).trimmed();
    m_textLength = bare.size();
    m_rows.clear();
    for (const PaletteKind kind : Kinds) {
        const int count = found(kind);
        if (count == 0 || (only && *only != kind))
            continue;
        m_rows.push_back({-1, kindName(kind), count});
        const size_t heading = m_rows.size() - 1;
        int shown = 0;
        for (size_t i = 0; i < m_hits.size(); ++i) {
            if (m_entries[size_t(m_hits[i].entry)].kind == kind && (only || shown < MostOfAKind)) {
                m_rows.push_back({int(i)});
                ++shown;
            }
        }
        m_rows[heading].shown = shown;
    }
    endResetModel();
}

int PaletteModel::found(PaletteKind kind) const
{
    return int(std::count_if(m_hits.begin(), m_hits.end(),
        [&](const PaletteHit &hit) { return m_entries[size_t(hit.entry)].kind == kind; }));
}

const PaletteEntry *PaletteModel::entryAt(int row) const
{
    if (row < 0 || row >= int(m_rows.size()) || m_rows[size_t(row)].hit < 0)
        return nullptr;
    return &m_entries[size_t(m_hits[size_t(m_rows[size_t(row)].hit)].entry)];
}

int PaletteModel::nextRow(int from, int step) const
{
    for (int row = from + step; row >= 0 && row < int(m_rows.size()); row += step) {
        if (m_rows[size_t(row)].hit >= 0)
            return row;
    }
    return from;
}

int PaletteModel::height() const
{
    int pixels = 0;
    for (const Row &row : m_rows)
        pixels += row.hit < 0 ? HeadingHeight : RowHeight;
    return pixels;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = m_rows[size_t(index.row())];
    if (role == HeadingRole)
        return row.hit < 0;
    const PaletteEntry *entry = entryAt(index.row());
    if (!entry) {
        if (role == DetailRole)
            return row.shown < row.count ? tr("%1 of %2").arg(row.shown).arg(formatCount(row.count))
                                         : formatCount(row.count);
        return role == Qt::DisplayRole ? QVariant(row.heading) : QVariant();
    }
    switch (role) {
    case Qt::DisplayRole:
        return entry->title;
    case DetailRole: {
        const QString &by = m_hits[size_t(row.hit)].by;
        return by.isEmpty() || entry->detail.isEmpty() ? entry->detail + by : tr("%1, %2").arg(entry->detail, by);
    }
    case ValueRole:
        return entry->value;
    case KeysRole:
        return entry->kind == PaletteKind::Page || entry->kind == PaletteKind::Command;
    case IconRole:
        return entry->icon;
    case MarkRole:
        return int(entry->mark);
    case HitStartRole:
        return m_hits[size_t(row.hit)].start;
    case HitLengthRole:
        return m_textLength;
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return entryAt(index.row()) ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren
                                : Qt::ItemNeverHasChildren;
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {100, index.data(PaletteModel::HeadingRole).toBool() ? HeadingHeight : RowHeight};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &t = Theme::current();
    const QRect rect = option.rect;
    painter->save();
    const QString title = index.data().toString();
    const QString detail = index.data(PaletteModel::DetailRole).toString();
    const auto write = [&](int x, int right, Type type, const QColor &colour, const QString &text) {
        painter->setFont(Theme::font(type));
        painter->setPen(colour);
        const QFontMetrics metrics(painter->font());
        const QString shown = metrics.elidedText(text, Qt::ElideRight, std::max(0, right - x));
        painter->drawText(QRect(x, rect.y(), right - x, rect.height()),
            int(Qt::AlignVCenter | Qt::AlignLeft) | Qt::TextSingleLine, shown);
        return x + metrics.horizontalAdvance(shown);
    };
    if (index.data(PaletteModel::HeadingRole).toBool()) {
        const int end = write(rect.x() + 12, rect.right(), Type::Header, t.text2, title);
        write(end + 6, rect.right(), Type::Small, t.text3, detail);
        return painter->restore();
    }
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(rect, t.tint);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(rect, t.hoverRow);
    const QRectF place(rect.x() + 12, rect.y() + 7, 14, 14);
    const auto mark = static_cast<Mark>(index.data(PaletteModel::MarkRole).toInt());
    if (mark != Mark::None)
        paintMark(*painter, place.adjusted(1, 1, -1, -1), mark, t);
    else if (const QString name = index.data(PaletteModel::IconRole).toString(); !name.isEmpty())
        paintIcon(*painter, place, name, t.text3);
    const QString value = index.data(PaletteModel::ValueRole).toString();
    const int valueWidth = QFontMetrics(Theme::font(Type::Strong)).horizontalAdvance(value);
    const int right = rect.right() - 12 - valueWidth - 12;
    const int titleEnd = write(rect.x() + 36, right, Type::Name, t.text1, title);
    const int start = index.data(PaletteModel::HitStartRole).toInt();
    if (start >= 0) {
        const QFontMetrics metrics(Theme::font(Type::Name));
        const int from = rect.x() + 36 + metrics.horizontalAdvance(title.left(start));
        const int to = rect.x() + 36
            + metrics.horizontalAdvance(title.left(start + index.data(PaletteModel::HitLengthRole).toInt()));
        painter->fillRect(QRect(from, rect.center().y() + 8, std::min(to, right) - from, 1), t.accent);
    }
    write(titleEnd + 10, right, Type::Dense, selected ? t.text2 : t.text3, detail);
    if (index.data(PaletteModel::KeysRole).toBool()) {
        if (!value.isEmpty())
            paintKeyCap(*painter, rect.right() - 12, rect.center().y() + 1, value);
    } else {
        write(rect.right() - 12 - valueWidth, rect.right(), Type::Dense, t.text2, value);
    }
    painter->restore();
}

} // namespace qd::ui
