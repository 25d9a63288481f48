#include "core/names/transliteration.h"

#include <QString>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>

namespace qd::names {

namespace {

bool hasOtherScript(std::string_view text)
{
    if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; }))
        return false;
    const auto points = QString::fromUtf8(text.data(), qsizetype(text.size())).toStdU32String();
    return std::any_of(points.begin(), points.end(),
        [](char32_t c) { return QChar::isLetter(c) && QChar::script(c) != QChar::Script_Latin; });
}

/// Opening one takes milliseconds, and it is not for two threads at once.
const icu::Transliterator *transliterator()
{
    static thread_local const std::unique_ptr<icu::Transliterator> made = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> opened(icu::Transliterator::createInstance(
            icu::UnicodeString("Any-NFC; Any-Latin; Latin-ASCII; Any-Lower"), UTRANS_FORWARD, status));
        return U_SUCCESS(status) ? std::move(opened) : nullptr;
    }();
    return made.get();
}

} // namespace

std::string transliterated(std::string_view text)
{
    if (!hasOtherScript(text) || !transliterator())
        return std::string(text);
    auto latin = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), std::int32_t(text.size())));
    transliterator()->transliterate(latin);
    std::string result;
    latin.toUTF8String(result);
    return result;
}

} // namespace qd::names
