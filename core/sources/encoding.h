#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

class QStringDecoder;

namespace qd::sources {

/// Encodings that exports come in. Windows1252 also reads ISO 8859-1, whose printable characters are the same.
enum class Encoding { Utf8, Utf16Le, Utf16Be, Windows1252 };

/// "UTF-8", "UTF-16 LE", "UTF-16 BE", "Windows-1252".
[[nodiscard]] const char *toString(Encoding encoding);

struct EncodingGuess {
    Encoding encoding = Encoding::Utf8;
    std::size_t markBytes = 0; ///< length of the byte order mark in front, 0 without one
};

/// The encoding of a file from its first bytes: by its byte order mark; UTF-16 without one by the place of its zero
/// bytes; Windows-1252 when there are more malformed than well-formed UTF-8 sequences; else UTF-8. A sequence cut off
/// by the end of `sample` counts as neither.
[[nodiscard]] EncodingGuess guessEncoding(std::string_view sample);

/// Turns bytes of one encoding into UTF-8, piece by piece; a character cut by the end of a piece is kept for the next.
/// Malformed UTF-8 is passed on as it is, so that the reader can say which line it is on.
class Utf8Decoder {
public:
    explicit Utf8Decoder(Encoding encoding);
    ~Utf8Decoder();
    Utf8Decoder(Utf8Decoder &&) noexcept;
    Utf8Decoder &operator=(Utf8Decoder &&) noexcept;

    void append(std::string_view bytes, std::string &out);

private:
    Encoding m_encoding;
    std::unique_ptr<QStringDecoder> m_utf16;
};

} // namespace qd::sources
