#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

class QStringDecoder;
struct UConverter;

namespace qd::sources {

/// Encodings that exports come in. Windows1252 also reads ISO 8859-1, whose printable characters are the same; the
/// Windows code pages of East Asia read the standards they extend.
enum class Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252, ///< western Europe
    Windows1250, ///< central Europe
    Windows1251, ///< Cyrillic
    Windows1253, ///< Greek
    Windows1254, ///< Turkish
    Windows1255, ///< Hebrew
    Windows1256, ///< Arabic
    Windows1257, ///< Baltic
    Iso8859_2,
    Iso8859_5,
    Iso8859_7,
    Iso8859_15,
    Koi8R,
    ShiftJis,
    EucJp,
    Gb18030,
    Big5,
    EucKr,
};

/// "UTF-8", "Windows-1252", "Shift-JIS", ...
[[nodiscard]] const char *toString(Encoding encoding);
/// All of them, in the order of the enum.
[[nodiscard]] const std::vector<Encoding> &encodings();
/// By its name or another that is in use ("latin1", "cp932", "gbk"), without regard to case, blanks and marks.
[[nodiscard]] std::optional<Encoding> encodingFromText(std::string_view text);

struct EncodingGuess {
    Encoding encoding = Encoding::Utf8;
    std::size_t markBytes = 0; ///< length of the byte order mark in front, 0 without one
    std::vector<Encoding> rivals = {}; ///< others that fit the bytes as well: somebody has to say which it is
};

/// The encoding of a file from its first bytes: by its byte order mark; UTF-16 without one by the place of its zero
/// bytes; UTF-8 unless there are more malformed than well-formed sequences, where a sequence cut off by the end of
/// `sample` counts as neither. Of other bytes: Windows-1252 where they read like a western language; else the one of
/// the code pages of other scripts that decodes them all to the commonest characters, by ICU's statistics where there
/// is enough text and by the ranges of the standards where there is not.
[[nodiscard]] EncodingGuess guessEncoding(std::string_view sample);

/// Turns bytes of one encoding into UTF-8, piece by piece; a character cut by the end of a piece is kept for the next.
/// Malformed UTF-8 is passed on as it is, and of other encodings a byte they do not have becomes one that UTF-8 does
/// not have, so that the reader can say which line it is on.
class Utf8Decoder {
public:
    explicit Utf8Decoder(Encoding encoding);
    ~Utf8Decoder();
    Utf8Decoder(Utf8Decoder &&) noexcept;
    Utf8Decoder &operator=(Utf8Decoder &&) noexcept;

    void append(std::string_view bytes, std::string &out);
    /// At the end of the file: a character that was cut off there becomes a byte that UTF-8 does not have.
    void finish(std::string &out);

private:
    struct CloseConverter {
        void operator()(UConverter *converter) const;
    };

    void convert(std::string_view bytes, bool isEnd, std::string &out);

    Encoding m_encoding;
    std::unique_ptr<QStringDecoder> m_utf16;
    std::unique_ptr<UConverter, CloseConverter> m_converter; ///< of all encodings but those of Unicode and Windows-1252
};

} // namespace qd::sources
