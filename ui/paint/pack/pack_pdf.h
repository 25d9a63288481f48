#pragma once
#include "core/base/result.h"
#include "core/pack/pack_document.h"

#include <QByteArray>
#include <QDir>
#include <QString>

namespace qd::ui {

/// The pack as a vector PDF, A4 landscape, fonts embedded, in the language of the window and the locale that
/// shownLocale() says; `qdeck` writes under a FileLocale. Its creation date is the pack's as-of date: the same document
/// gives the same bytes. From any thread.
[[nodiscard]] QByteArray packPdf(const pack::PackDocument &document);

/// Writes it to `path`; the file that stood there stays until the new one is whole. Io.
[[nodiscard]] Result<void> savePackPdf(const pack::PackDocument &document, const QString &path);

/// Writes it as `name`.pdf into a folder, and what its pages are made of beside it as `name`.csv where the pack has
/// that. A pack whose data cannot be written is not written. Io.
[[nodiscard]] Result<void> savePackFiles(
    const pack::PackDocument &document, const QDir &folder, const std::string &name);

} // namespace qd::ui
