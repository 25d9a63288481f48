#include "ui/shell/palette_entry.h"

#include <algorithm>
#include <optional>

namespace qd::ui {

namespace {

constexpr int Missed = -1;

/// Start of `text` in `title` at the beginning of a word; -1 if there is none.
qsizetype wordStart(const QString &title, const QString &text)
{
    for (qsizetype at = title.indexOf(text, 0, Qt::CaseInsensitive); at >= 0;
         at = title.indexOf(text, at + 1, Qt::CaseInsensitive)) {
        if (at == 0 || !title[at - 1].isLetterOrNumber())
            return at;
    }
    return -1;
}

PaletteHit match(const PaletteEntry &entry, const QString &text)
{
    if (text.isEmpty())
        return {0, 0, -1};
    if (const qsizetype word = wordStart(entry.title, text); word >= 0)
        return {0, word == 0 ? 0 : 1, int(word)};
    for (const QString &other : entry.words) {
        if (wordStart(other, text) >= 0)
            return {0, 2, -1, other};
    }
    if (const qsizetype inside = entry.title.indexOf(text, 0, Qt::CaseInsensitive); inside >= 0)
        return {0, 3, int(inside)};
    const QString all = QStringList{entry.title, entry.detail, entry.words.join(u' ')}.join(u' ');
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const bool every = std::all_of(
        words.begin(), words.end(), [&](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
    return {0, every ? 4 : Missed, -1};
}

std::optional<PaletteKind> kindOf(QChar prefix)
{
    switch (prefix.unicode()) {
    case u'#':
        return PaletteKind::Metric;
    case u'@':
        return PaletteKind::Customer;
    case u'>':
        return PaletteKind::Command;
    default:
        return std::nullopt;
    }
}

} // namespace

std::vector<PaletteHit> searchPalette(const std::vector<PaletteEntry> &entries, const QString &text)
{
    QString wanted = text.trimmed();
    const auto only = wanted.isEmpty() ? std::nullopt : kindOf(wanted.front());
    if (only)
        wanted = wanted.mid(1).trimmed();
    std::vector<PaletteHit> hits;
    for (size_t i = 0; i < entries.size(); ++i) {
        if (only && entries[i].kind != *only)
            continue;
        PaletteHit hit = match(entries[i], wanted);
        hit.entry = int(i);
        if (hit.rank != Missed)
            hits.push_back(hit);
    }
    std::stable_sort(hits.begin(), hits.end(), [&](const PaletteHit &a, const PaletteHit &b) {
        const auto kind = [&](const PaletteHit &hit) { return int(entries[size_t(hit.entry)].kind); };
        return std::pair(kind(a), a.rank) < std::pair(kind(b), b.rank);
    });
    return hits;
}

} // namespace qd::ui
