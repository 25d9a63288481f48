#include "core/sources/encoding.h"

#include "core/base/text.h"
#include "core/sources/encoding_guess.h"

#include <QStringDecoder>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace qd::sources {

namespace {

/// Stands for what an encoding does not have: no UTF-8 holds this byte.
constexpr char NoCharacter = '\xFF';

// Windows-1252 bytes 0x80..0x9F; 0 for the five it leaves undefined.
constexpr std::array<char16_t, 32> Windows1252High{0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6,
    0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

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

struct Name {
    Encoding encoding;
    const char *name;
    const char *converter; ///< ICU's name
    std::array<std::string_view, 5> others; ///< lower case, letters and digits alone
};

constexpr std::array Names{
    Name{Encoding::Utf8, "UTF-8", "", {"utf8", "unicode"}},
    Name{Encoding::Utf16Le, "UTF-16 LE", "", {"utf16le", "utf16"}},
    Name{Encoding::Utf16Be, "UTF-16 BE", "", {"utf16be"}},
    Name{Encoding::Windows1252, "Windows-1252", "", {"windows1252", "cp1252", "latin1", "iso88591", "ansi"}},
    Name{Encoding::Windows1250, "Windows-1250", "windows-1250", {"windows1250", "cp1250"}},
    Name{Encoding::Windows1251, "Windows-1251", "windows-1251", {"windows1251", "cp1251"}},
    Name{Encoding::Windows1253, "Windows-1253", "windows-1253", {"windows1253", "cp1253"}},
    Name{Encoding::Windows1254, "Windows-1254", "windows-1254", {"windows1254", "cp1254", "iso88599", "latin5"}},
    Name{Encoding::Windows1255, "Windows-1255", "windows-1255", {"windows1255", "cp1255", "iso88598"}},
    Name{Encoding::Windows1256, "Windows-1256", "windows-1256", {"windows1256", "cp1256"}},
    Name{Encoding::Windows1257, "Windows-1257", "windows-1257", {"windows1257", "cp1257"}},
    Name{Encoding::Iso8859_2, "ISO 8859-2", "ISO-8859-2", {"iso88592", "latin2"}},
    Name{Encoding::Iso8859_5, "ISO 8859-5", "ISO-8859-5", {"iso88595"}},
    Name{Encoding::Iso8859_7, "ISO 8859-7", "ISO-8859-7", {"iso88597"}},
    Name{Encoding::Iso8859_15, "ISO 8859-15", "ISO-8859-15", {"iso885915", "latin9"}},
    Name{Encoding::Koi8R, "KOI8-R", "KOI8-R", {"koi8r", "koi8"}},
    Name{Encoding::ShiftJis, "Shift-JIS", "windows-31j", {"shiftjis", "sjis", "cp932", "windows31j", "windows932"}},
    Name{Encoding::EucJp, "EUC-JP", "EUC-JP", {"eucjp"}},
    Name{Encoding::Gb18030, "GB18030", "GB18030", {"gb18030", "gbk", "gb2312", "cp936", "windows936"}},
    Name{Encoding::Big5, "Big5", "windows-950", {"big5", "cp950", "windows950"}},
    Name{Encoding::EucKr, "EUC-KR", "windows-949", {"euckr", "cp949", "uhc", "windows949", "ksc5601"}},
};

const Name &nameOf(Encoding encoding)
{
    return *std::ranges::find(Names, encoding, &Name::encoding);
}

/// A control character or one of private use is what converters give for bytes that mean nothing.
bool meansNothing(char16_t unit)
{
    return (unit >= 0x80 && unit < 0xA0) || (unit >= 0xE000 && unit < 0xF900);
}

void appendText(std::u16string_view units, std::string &out)
{
    const auto appendPart = [&out](std::u16string_view part) {
        const QByteArray utf8 = QStringView(part.data(), qsizetype(part.size())).toUtf8();
        out.append(utf8.constData(), std::size_t(utf8.size()));
    };
    for (auto bad = std::ranges::find_if(units, meansNothing); bad != units.end();
         bad = std::ranges::find_if(units, meansNothing)) {
        const auto before = std::size_t(bad - units.begin());
        appendPart(units.substr(0, before));
        out += NoCharacter;
        units.remove_prefix(before + 1);
    }
    appendPart(units);
}

} // namespace

const char *toString(Encoding encoding)
{
    return nameOf(encoding).name;
}

const std::vector<Encoding> &encodings()
{
    static const std::vector<Encoding> all = [] {
        std::vector<Encoding> made;
        for (const Name &name : Names)
            made.push_back(name.encoding);
        return made;
    }();
    return all;
}

std::optional<Encoding> encodingFromText(std::string_view text)
{
    std::string bare = lowered(text);
    std::erase_if(bare, [](char c) { return !isAsciiLetter(c) && !isAsciiDigit(c); });
    for (const Name &name : Names) {
        if (!bare.empty() && std::ranges::find(name.others, bare) != name.others.end())
            return name.encoding;
    }
    return std::nullopt;
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
    return count.malformed > count.wellFormed ? guessCodePage(sample) : EncodingGuess{Encoding::Utf8, 0};
}

void Utf8Decoder::CloseConverter::operator()(UConverter *converter) const
{
    ucnv_close(converter);
}

Utf8Decoder::Utf8Decoder(Encoding encoding)
    : m_encoding(encoding)
{
    if (encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be)
        m_utf16 = std::make_unique<QStringDecoder>(
            encoding == Encoding::Utf16Le ? QStringConverter::Utf16LE : QStringConverter::Utf16BE,
            QStringConverter::Flag::ConvertInitialBom);
    if (const char *name = nameOf(encoding).converter; *name != '\0') {
        UErrorCode status = U_ZERO_ERROR;
        m_converter.reset(ucnv_open(name, &status));
        ucnv_setToUCallBack(m_converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    }
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
            const char16_t code = byte >= 0x80 && byte < 0xA0 ? Windows1252High[byte - 0x80U] : char16_t(byte);
            if (code == 0 && byte != 0)
                out += NoCharacter;
            else
                appendCodePoint(code, out);
        }
    } else if (m_converter) {
        convert(bytes, false, out);
    } else {
        const QString text = m_utf16->decode(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
        const QByteArray utf8 = text.toUtf8();
        out.append(utf8.constData(), std::size_t(utf8.size()));
    }
}

void Utf8Decoder::finish(std::string &out)
{
    if (m_converter)
        convert({}, true, out);
}

void Utf8Decoder::convert(std::string_view bytes, bool isEnd, std::string &out)
{
    constexpr std::size_t Spare = 64; // for what was kept from the piece before
    std::u16string units(bytes.size() + Spare, u'\0'); // no encoding has a byte that becomes two units
    const char *from = bytes.data();
    const char *const end = from + bytes.size();
    for (;;) {
        UErrorCode status = U_ZERO_ERROR;
        char16_t *to = units.data();
        ucnv_toUnicode(m_converter.get(), &to, units.data() + units.size(), &from, end, nullptr, isEnd, &status);
        appendText(std::u16string_view(units.data(), std::size_t(to - units.data())), out);
        if (status == U_BUFFER_OVERFLOW_ERROR)
            continue;
        if (U_SUCCESS(status))
            return;
        out += NoCharacter; // the bytes that are none were taken
        if (from == end && isEnd)
            return;
    }
}

} // namespace qd::sources
