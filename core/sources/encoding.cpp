#include "core/sources/encoding.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <cstdint>

namespace qd::sources {

namespace {

// Windows-1252 bytes 0x80..0x9F; the five it leaves undefined become U+FFFD.
constexpr std::array<char16_t, 32> Windows1252High{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

void appendCodePoint(char16_t code, std::string &out)
{
    if (code < 0x80) {
        out += char(code);
    } else if (code < 0x800) {
        out += char(0xC0 | (code >> 6));
        out += char(0x80 | (code & 0x3F));
    } else {
        out += char(0xE0 | (code >> 12));
        out += char(0x80 | ((code >> 6) & 0x3F));
        out += char(0x80 | (code & 0x3F));
    }
}

struct Utf8Count {
    std::size_t wellFormed = 0;
    std::size_t malformed = 0;
};

Utf8Count countSequences(std::string_view sample)
{
    Utf8Count count;
    std::size_t i = 0;
    while (i < sample.size()) {
        const auto lead = static_cast<unsigned char>(sample[i]);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead >= 0xC2 && lead <= 0xF4 && i + length > sample.size())
            return count;
        bool good = lead >= 0xC2 && lead <= 0xF4;
        for (std::size_t k = 1; good && k < length; ++k)
            good = (static_cast<unsigned char>(sample[i + k]) & 0xC0U) == 0x80;
        ++(good ? count.wellFormed : count.malformed);
        i += good ? length : 1;
    }
    return count;
}

/// UTF-16 of mostly Latin text has a zero in nearly every second byte: the odd ones in LE, the even ones in BE.
bool zeroBytesAt(std::string_view sample, std::size_t parity)
{
    const std::size_t length = std::min<std::size_t>(sample.size(), 4096) & ~std::size_t{1};
    std::size_t zeros = 0;
    std::size_t others = 0;
    for (std::size_t i = 0; i < length; ++i) {
        if (sample[i] == '\0')
            ++(i % 2 == parity ? zeros : others);
    }
    return length >= 4 && zeros * 10 >= length / 2 * 7 && others == 0;
}

} // namespace

const char *toString(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return "UTF-8";
    case Encoding::Utf16Le:
        return "UTF-16 LE";
    case Encoding::Utf16Be:
        return "UTF-16 BE";
    case Encoding::Windows1252:
        return "Windows-1252";
    }
    return "UTF-8";
}

EncodingGuess guessEncoding(std::string_view sample)
{
    if (sample.starts_with("\xEF\xBB\xBF"))
        return {Encoding::Utf8, 3};
    if (sample.starts_with("\xFF\xFE"))
        return {Encoding::Utf16Le, 2};
    if (sample.starts_with("\xFE\xFF"))
        return {Encoding::Utf16Be, 2};
    if (zeroBytesAt(sample, 1))
        return {Encoding::Utf16Le, 0};
    if (zeroBytesAt(sample, 0))
        return {Encoding::Utf16Be, 0};
    const Utf8Count count = countSequences(sample);
    return {count.malformed > count.wellFormed ? Encoding::Windows1252 : Encoding::Utf8, 0};
}

Utf8Decoder::Utf8Decoder(Encoding encoding)
    : m_encoding(encoding)
{
    if (encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be)
        m_utf16 = std::make_unique<QStringDecoder>(
            encoding == Encoding::Utf16Le ? QStringConverter::Utf16LE : QStringConverter::Utf16BE,
            QStringConverter::Flag::ConvertInitialBom);
}

Utf8Decoder::~Utf8Decoder() = default;
Utf8Decoder::Utf8Decoder(Utf8Decoder &&) noexcept = default;
Utf8Decoder &Utf8Decoder::operator=(Utf8Decoder &&) noexcept = default;

void Utf8Decoder::append(std::string_view bytes, std::string &out)
{
    if (m_encoding == Encoding::Utf8) {
        out.append(bytes);
    } else if (m_encoding == Encoding::Windows1252) {
        for (const char c : bytes) {
            const auto byte = static_cast<unsigned char>(c);
            appendCodePoint(byte >= 0x80 && byte < 0xA0 ? Windows1252High[byte - 0x80U] : char16_t(byte), out);
        }
    } else {
        const QString text = m_utf16->decode(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
        const QByteArray utf8 = text.toUtf8();
        out.append(utf8.constData(), std::size_t(utf8.size()));
    }
}

} // namespace qd::sources
