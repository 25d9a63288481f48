#include "core/sources/encoding_guess.h"

#include "core/base/text.h"

#include <QString>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <map>

namespace qd::sources {

namespace {

constexpr std::size_t EnoughBytes = 256 * 1024; ///< nothing is learned from more

bool isHigh(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

/// What a byte is in Windows-1252.
enum class Western { None, Letter, Mark };

Western westernKind(unsigned char byte)
{
    constexpr std::string_view Letters = "\x8A\x8C\x8E\x9A\x9C\x9E\x9F";
    constexpr std::string_view Marks =
        "\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xA0\xA1\xA3\xA7\xA9\xAA\xAB\xAE\xB0\xB1\xB2"
        "\xB3\xB4\xB7\xBA\xBB\xBC\xBD\xBE\xBF\xD7";
    if (Marks.find(char(byte)) != std::string_view::npos)
        return Western::Mark;
    if (byte >= 0xC0 && byte != 0xF7)
        return Western::Letter;
    return Letters.find(char(byte)) != std::string_view::npos ? Western::Letter : Western::None;
}

bool isHighLetter(char c)
{
    return isHigh(c) && westernKind(static_cast<unsigned char>(c)) == Western::Letter;
}

/// A mark reads well where no other byte above ASCII touches it, and no letters do on both sides; quotes and dashes
/// may.
bool markReadsWell(char before, unsigned char mark, char after)
{
    const bool joins = mark >= 0x91 && mark <= 0x97; // quotes, an apostrophe, dashes
    if (joins || mark == 0xAB || mark == 0xBF || mark == 0xA1)
        return !isHigh(before) || isHighLetter(before) || !isHigh(after);
    return !isHigh(before) && !isHigh(after) && !(isAsciiLetter(before) && isAsciiLetter(after));
}

/// The lines of a sample that are no pure ASCII, whole ones.
std::string tellingLines(std::string_view sample)
{
    std::string telling;
    while (!sample.empty() && telling.size() < EnoughBytes) {
        const std::size_t end = std::min(sample.find_first_of("\n\r"), sample.size() - 1);
        const std::string_view line = sample.substr(0, end + 1);
        const bool isWhole = line.ends_with('\n') || line.ends_with('\r') || telling.empty();
        if (isWhole && std::ranges::any_of(line, isHigh))
            telling += line;
        sample.remove_prefix(end + 1);
    }
    return telling;
}

/// Lead bytes of the characters that people write most: of the first levels of the standards, and of their scripts.
struct Common {
    Encoding encoding;
    unsigned char from;
    unsigned char to;
    unsigned char kanaFrom; ///< of the leads of kana, which only Japanese has; none where from > to
    unsigned char kanaTo;
};

constexpr std::array EastAsian{Common{Encoding::ShiftJis, 0x88, 0x98, 0x82, 0x83},
    Common{Encoding::EucJp, 0xB0, 0xCF, 0xA4, 0xA5}, Common{Encoding::Gb18030, 0xB0, 0xD7, 1, 0},
    Common{Encoding::Big5, 0xA4, 0xC6, 1, 0}, Common{Encoding::EucKr, 0xB0, 0xC8, 1, 0}};

/// The text in an encoding; nothing where some byte of it means nothing there.
std::optional<QString> decodedWhole(std::string_view text, Encoding encoding)
{
    std::string utf8;
    Utf8Decoder decoder(encoding);
    decoder.append(text, utf8);
    decoder.finish(utf8);
    return isUtf8(utf8) ? std::optional(QString::fromStdString(utf8)) : std::nullopt;
}

/// 0..100: how many of the two-byte characters are common ones.
int commonShare(std::string_view text, const Common &common)
{
    int pairs = 0;
    int known = 0;
    int kana = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80)
            continue;
        if (common.encoding == Encoding::ShiftJis && lead >= 0xA1 && lead <= 0xDF)
            continue; // a half-width katakana, of one byte
        ++pairs;
        known += lead >= common.from && lead <= common.to ? 1 : 0;
        kana += lead >= common.kanaFrom && lead <= common.kanaTo ? 1 : 0;
        ++i;
    }
    constexpr int KanaOfJapanese = 5; // of a hundred; names of companies have more
    if (pairs == 0)
        return 0;
    const int share = 100 * (known + kana) / pairs;
    return kana * 100 >= pairs * KanaOfJapanese ? std::min(100, share + 20) : share * 9 / 10;
}

/// A code page of one byte a letter, and the letters that its language writes most.
struct Alphabet {
    Encoding encoding;
    QChar::Script script;
    QStringView common;
};

constexpr std::array Alphabets{Alphabet{Encoding::Windows1251, QChar::Script_Cyrillic, u"оеаинтсрвлкмдпу"},
    Alphabet{Encoding::Koi8R, QChar::Script_Cyrillic, u"оеаинтсрвлкмдпу"},
    Alphabet{Encoding::Iso8859_5, QChar::Script_Cyrillic, u"оеаинтсрвлкмдпу"},
    Alphabet{Encoding::Windows1253, QChar::Script_Greek, u"αοιετσνηυρπκλμί"},
    Alphabet{Encoding::Windows1255, QChar::Script_Hebrew, u"יוהלאתרמבנשד"},
    Alphabet{Encoding::Windows1256, QChar::Script_Arabic, u"المينرتوبةعد"},
    Alphabet{Encoding::Windows1250, QChar::Script_Latin, u"ąćęłńóśźżáčďéěíňřšťúůýžäöüőű"},
    Alphabet{Encoding::Iso8859_2, QChar::Script_Latin, u"ąćęłńóśźżáčďéěíňřšťúůýžäöüőű"},
    Alphabet{Encoding::Windows1254, QChar::Script_Latin, u"ığşçöüâ"}};

/// 0..100: how many of the letters above ASCII are of the alphabet, most of them its common ones, and none where words
/// have none: a capital behind a small letter, a third in a row of an alphabet that has ASCII ones.
int alphabetShare(const QString &text, const Alphabet &alphabet)
{
    int all = 0;
    int own = 0;
    int common = 0;
    int misplaced = 0;
    int inARow = 0;
    QChar before = u' ';
    for (const QChar c : text) {
        inARow = c.unicode() >= 0x80 ? inARow + 1 : 0;
        if (c.unicode() >= 0x80) {
            ++all;
            misplaced += alphabet.script == QChar::Script_Latin && inARow > 2 ? 1 : 0; // words have ASCII letters, too
            own += c.isLetter() && c.script() == alphabet.script ? 1 : 0;
            common += alphabet.common.contains(c.toLower()) ? 1 : 0;
            misplaced += c.isUpper() && before.isLower() ? 1 : 0;
        }
        before = c;
    }
    if (all == 0)
        return 0;
    constexpr double UsualShare = 0.8; // of the common letters in any text
    const double letters = std::max(0.0, double(own - 2 * misplaced) / all);
    return int(100 * letters * (0.3 + 0.7 * std::min(1.0, double(common) / all / UsualShare)));
}

/// ICU's confidence, 0..100, in each encoding of ours; it knows how often letters and characters follow each other.
std::map<Encoding, int> confidences(const std::string &text)
{
    std::map<Encoding, int> found;
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
    if (U_FAILURE(status))
        return found;
    ucsdet_setText(detector.get(), text.data(), std::int32_t(text.size()), &status);
    std::int32_t count = 0;
    const UCharsetMatch **matches = ucsdet_detectAll(detector.get(), &count, &status);
    for (std::int32_t i = 0; U_SUCCESS(status) && i < count; ++i) {
        const char *name = ucsdet_getName(matches[i], &status);
        const auto encoding = name ? encodingFromText(name) : std::nullopt;
        if (encoding)
            found[*encoding] = std::max(found[*encoding], int(ucsdet_getConfidence(matches[i], &status)));
    }
    return found;
}

/// Whether the letters of text that reads well in Windows-1252 are all Lithuanian or Latvian in Windows-1257, some of
/// them where neither Turkish nor Icelandic has letters, and some its s or z with a caron.
bool readsBaltic(std::string_view text)
{
    constexpr std::string_view Baltic = "\xE0\xE8\xE6\xEB\xE1\xF0\xF8\xFB\xFE\xE2\xE7\xEC\xEE\xED\xEF\xF2";
    constexpr std::string_view Caron = "\xF0\xFE";
    constexpr std::string_view ItsOwn = "\xE0\xE8\xEB\xF8\xEC\xEE\xEF\xF2";
    int all = 0;
    int baltic = 0;
    int caron = 0;
    int own = 0;
    for (const char c : text) {
        const char small = static_cast<unsigned char>(c) >= 0xC0 ? char(c | 0x20) : c; // as in ASCII
        if (!isHighLetter(c))
            continue;
        ++all;
        baltic += Baltic.find(small) != std::string_view::npos ? 1 : 0;
        caron += Caron.find(small) != std::string_view::npos ? 1 : 0;
        own += ItsOwn.find(small) != std::string_view::npos ? 1 : 0;
    }
    return all > 0 && baltic == all && caron * 20 >= all && own * 10 >= all;
}

/// Of text that reads well in Windows-1252: whether its letters are rather those that other languages of Latin script
/// have in these places.
Encoding latinOf(std::string_view text)
{
    constexpr std::string_view Turkish = "\xD0\xDD\xDE\xF0\xFD\xFE"; // eth, y acute, thorn: only Icelandic has them
    constexpr std::string_view Icelandic = "\xC1\xC9\xCD\xD3\xDA\xC6\xE1\xE9\xED\xF3\xFA\xE6";
    constexpr std::string_view Central =
        "\x8A\x8E\x9A\x9E\xC8\xCC\xD8\xD9\xE6\xE8\xEC\xF8\xF9"; // s, c, r, z with a caron ...
    constexpr std::string_view Caron = "\x8A\x8E\x9A\x9E"; // of them what no western language writes often
    const auto share = [&](std::string_view letters) {
        int all = 0;
        int own = 0;
        for (const char c : text) {
            all += isHigh(c) ? 1 : 0;
            own += letters.find(c) != std::string_view::npos ? 1 : 0;
        }
        return all == 0 ? 0 : double(own) / all;
    };
    if (readsBaltic(text))
        return Encoding::Windows1257;
    if (share(Turkish) >= 0.2 && share(Icelandic) == 0)
        return Encoding::Windows1254;
    if (share(Central) >= 0.4 && share(Caron) >= 0.1)
        return Encoding::Windows1250;
    return Encoding::Windows1252;
}

} // namespace

double westernShare(std::string_view sample)
{
    int all = 0;
    int well = 0;
    const auto at = [&](std::size_t i) { return i < sample.size() ? sample[i] : ' '; };
    for (std::size_t i = 0; i < sample.size(); ++i) {
        if (!isHigh(sample[i]))
            continue;
        ++all;
        const auto byte = static_cast<unsigned char>(sample[i]);
        const char before = i > 0 ? sample[i - 1] : ' ';
        const char after = at(i + 1);
        if (westernKind(byte) == Western::Mark) {
            well += markReadsWell(before, byte, after) ? 1 : 0;
        } else if (westernKind(byte) == Western::Letter) {
            std::size_t first = i; // of the letters above ASCII in a row
            while (first > 0 && isHighLetter(sample[first - 1]))
                --first;
            std::size_t end = i + 1;
            while (end < sample.size() && isHighLetter(sample[end]))
                ++end;
            const char left = first > 0 ? sample[first - 1] : ' ';
            const char right = at(end);
            const bool inWord = isAsciiLetter(left) || isAsciiLetter(right);
            const bool alone = end - first == 1 && byte >= 0xC0 && !isHigh(left) && !isHigh(right); // "à"
            well += end - first <= 2 && (inWord || alone) ? 1 : 0;
        }
    }
    return all == 0 ? 1 : double(well) / all;
}

EncodingGuess guessCodePage(std::string_view sample)
{
    constexpr double ReadsWestern = 0.8;
    constexpr int Sure = 40;
    constexpr int Close = 8;
    const std::string text = tellingLines(sample);
    const std::map<Encoding, int> icu = confidences(text);
    const auto confidence = [&](Encoding encoding) {
        const auto found = icu.find(encoding);
        return found == icu.end() ? 0 : found->second;
    };
    if (westernShare(text) >= ReadsWestern)
        return {latinOf(text), 0};
    std::vector<std::pair<int, Encoding>> fitting;
    for (const Common &common : EastAsian) {
        if (decodedWhole(text, common.encoding))
            fitting.emplace_back(
                std::max(confidence(common.encoding), commonShare(text, common) * 9 / 10), common.encoding);
    }
    for (const Alphabet &alphabet : Alphabets) {
        if (const auto decoded = decodedWhole(text, alphabet.encoding))
            fitting.emplace_back(alphabetShare(*decoded, alphabet), alphabet.encoding);
    }
    std::ranges::sort(fitting, std::greater());
    if (fitting.empty() || fitting.front().first < Sure)
        return {Encoding::Windows1252, 0};
    EncodingGuess guess{fitting.front().second, 0};
    for (std::size_t i = 1; i < fitting.size() && fitting[i].first > fitting.front().first - Close; ++i)
        guess.rivals.push_back(fitting[i].second);
    return guess;
}

Error undecidedEncoding(const std::string &path, const EncodingGuess &guess)
{
    std::vector<Message> names{Message::data(toString(guess.encoding))};
    for (const Encoding rival : guess.rivals)
        names.push_back(Message::data(toString(rival)));
    return fileError(ErrorCode::BadData, path,
        QD_WORDS("Sources",
            "%1 is no UTF-8, and its bytes give text in each of these: %2. Say which with --encoding or Import as."),
        {Sentences(enumerated(names))});
}

} // namespace qd::sources
