#include "core/sources/csv_reader.h"

#include "core/base/input_file.h"
#include "core/base/text.h"
#include "core/sources/csv_scan.h"
#include "core/sources/delimiter.h"
#include "core/sources/encoding_guess.h"

#include <QFile>
#include <QTemporaryFile>

#include <algorithm>
#include <array>
#include <cstring>

namespace qd::sources {

namespace {

constexpr std::size_t ChunkBytes = std::size_t{1} << 20;
constexpr std::size_t SampleBytes = std::size_t{1} << 20;

bool isAscii(std::string_view text)
{
    unsigned char all = 0;
    for (const char c : text)
        all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
    return all < 0x80;
}

bool holdsZero(std::string_view text)
{
    return std::memchr(text.data(), 0, text.size()) != nullptr;
}

/// What a file that is no text turns out to be; nothing for text.
std::optional<Word> binaryKind(std::string_view sample, Encoding encoding)
{
    if (sample.starts_with("PK\x03\x04"))
        return Word{QT_TRANSLATE_NOOP("Words", "an Excel workbook or a zip archive")};
    if (sample.starts_with("%PDF"))
        return Word{QT_TRANSLATE_NOOP("Words", "a PDF document")};
    if (sample.starts_with("\x1F\x8B"))
        return Word{QT_TRANSLATE_NOOP("Words", "a gzip archive")};
    if (sample.starts_with("\xD0\xCF\x11\xE0"))
        return Word{QT_TRANSLATE_NOOP("Words",
            "an old Excel workbook (.xls), or one with a password, to be saved as .xlsx without one or as CSV")};
    if (sample.starts_with("SQLite format 3"))
        return Word{QT_TRANSLATE_NOOP("Words", "a database")};
    const bool zerosAreText = encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be;
    if (!zerosAreText && holdsZero(sample.substr(0, 4096)))
        return Word{QT_TRANSLATE_NOOP("Words", "binary data")};
    return {};
}

} // namespace

struct CsvReader::State {
    QFile own;
    std::string path;
    std::optional<UnpackedFile> packed;
    std::shared_ptr<QFile> opened;
    QFile *file = &own; ///< or the one that was opened, or the unpacked one, which may have no name
    Utf8Decoder decoder{Encoding::Utf8};
    Encoding encoding = Encoding::Utf8;
    CsvMarks marks;
    std::string buffer;
    std::string raw; ///< of a record with quotes, whose place in the buffer is spoiled by splitting
    std::size_t at = 0;
    std::int64_t line = 1;
    std::int64_t size = 0; ///< of the file; asking the system for every record would cost more than reading it
    std::int64_t taken = 0; ///< bytes read so far
    qint64 markBytes = 0; ///< before the text
    bool hasSeparatorLine = false; ///< `sep=;` above the first record
    bool ended = false;
    bool broken = false; ///< ended by a fault of the disk or network
    bool ascii = true; ///< nothing in the buffer needs checking
    std::size_t width = 0; ///< fields of the record before; 0 before the first
    Error error;

    /// Stands before the first record; false when the file cannot be read there.
    bool begin();
    bool fill();
    void skipLine();
    RecordReader::Step fail(const MessageWords &words, std::vector<Message::Value> values);
    RecordReader::Step take(const CsvScan &scan, Record &record);
    /// Where `record`, just taken apart, ends at a lone CR; nothing where it does not.
    std::optional<CsvScan> endAtReturn(const Record &record) const;
};

bool CsvReader::State::begin()
{
    if (!file->seek(markBytes))
        return false;
    decoder = Utf8Decoder(encoding);
    buffer.clear();
    at = 0;
    line = 1;
    taken = 0;
    ended = broken = false;
    ascii = true;
    width = 0;
    if (hasSeparatorLine)
        skipLine();
    return true;
}

/// Drops what was consumed and appends the next piece of the file; false at its end.
bool CsvReader::State::fill()
{
    buffer.erase(0, at);
    at = 0;
    const std::size_t kept = buffer.size();
    const std::size_t wanted = std::max(ChunkBytes, kept); // doubling keeps long records from being read over and over
    if (encoding == Encoding::Utf8) {
        buffer.resize(kept + wanted);
        const qint64 got = file->read(buffer.data() + kept, qint64(wanted));
        buffer.resize(kept + std::size_t(std::max<qint64>(got, 0)));
        taken += std::max<qint64>(got, 0);
        ended = got <= 0;
        broken = got < 0;
    } else {
        const QByteArray bytes = file->read(qint64(wanted));
        decoder.append({bytes.constData(), std::size_t(bytes.size())}, buffer);
        ended = bytes.isEmpty();
        if (ended)
            decoder.finish(buffer);
        broken = ended && file->error() != QFileDevice::NoError;
        taken += bytes.size();
    }
    ascii = isAscii(buffer) && !holdsZero(buffer);
    return !ended;
}

void CsvReader::State::skipLine()
{
    fill();
    at = std::min(buffer.find(marks.newline), buffer.size() - 1) + 1;
    ++line;
}

CsvReader::Step CsvReader::State::fail(const MessageWords &words, std::vector<Message::Value> values)
{
    error = fileError(ErrorCode::BadData, path, words, std::move(values));
    return CsvReader::Step::Failed;
}

CsvReader::Step CsvReader::State::take(const CsvScan &scan, Record &record)
{
    char *text = buffer.data() + at;
    record.line = line;
    record.raw = {text, scan.length};
    record.unended = scan.unended;
    record.wellFormed = ascii || (isUtf8(record.raw) && !holdsZero(record.raw));
    if (scan.quoted) {
        raw.assign(text, scan.length);
        record.raw = raw;
        splitQuoted(text, scan.length, marks, record.fields);
    } else {
        splitPlain(record.raw, marks.delimiter, record.fields);
    }
    if (const auto shorter = endAtReturn(record)) {
        if (scan.quoted)
            std::ranges::copy(raw, text); // splitting spoiled it
        width = 0;
        return take(*shorter, record);
    }
    width = record.fields.size();
    if (record.fields.size() > ColumnLimit)
        return fail(QD_WORDS("Sources",
                        "%1 line %2: a record of more than %3 fields, the most that a row of a spreadsheet can have."),
            {std::to_string(line), Count{std::int64_t(ColumnLimit)}});
    at += scan.consumed;
    line += scan.lines;
    return RecordReader::Step::Record;
}

std::optional<CsvScan> CsvReader::State::endAtReturn(const Record &record) const
{
    const bool mayEnd = marks.newline == '\n' && width > 1 && record.fields.size() > width;
    if (!mayEnd || record.raw.find('\r') == std::string_view::npos)
        return std::nullopt;
    CsvMarks alone = marks;
    alone.newline = '\r';
    const CsvScan scan = scanRecord(record.raw, alone, true);
    if (scan.found != CsvScan::Found::Record || scan.unended)
        return std::nullopt;
    std::string piece(record.raw.substr(0, scan.length));
    std::vector<std::string_view> fields;
    splitQuoted(piece.data(), piece.size(), marks, fields);
    return fields.size() == width ? std::optional(scan) : std::nullopt;
}

CsvReader::CsvReader(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}
CsvReader::~CsvReader() = default;
CsvReader::CsvReader(CsvReader &&) noexcept = default;
CsvReader &CsvReader::operator=(CsvReader &&) noexcept = default;

Result<CsvReader> CsvReader::open(const std::string &path, const CsvFormat &format)
{
    auto state = std::make_unique<State>();
    state->path = path;
    state->packed = format.packed;
    state->own.setFileName(QString::fromStdString(path));
    state->opened = format.opened;
    if (state->packed)
        state->file = state->packed->file.get();
    else if (state->opened)
        state->file = state->opened.get();
    if (auto readable = checkInputFile(path); !readable)
        return readable.error();
    if (!state->file->isOpen() && !state->file->open(QIODevice::ReadOnly))
        return fileError(ErrorCode::Io, path, QD_WORDS("Sources", "%1 cannot be read: %2."),
            {state->file->errorString().toStdString()});
    state->size = state->file->size();
    const QByteArray head = state->file->peek(qint64(SampleBytes));
    const std::string_view sample(head.constData(), std::size_t(head.size()));
    if (sample.empty())
        return fileError(ErrorCode::BadData, path, QD_WORDS("Sources", "%1 is empty."));
    const EncodingGuess guess = guessEncoding(sample);
    state->encoding = format.encoding.value_or(guess.encoding);
    if (const auto kind = binaryKind(sample, state->encoding))
        return fileError(
            ErrorCode::BadData, path, QD_WORDS("Sources", "%1 is %2, not a text file with delimiters."), {*kind});
    if (!format.encoding && !guess.rivals.empty())
        return undecidedEncoding(path, guess);
    state->markBytes = qint64(guess.markBytes);
    std::string text;
    Utf8Decoder(state->encoding).append(sample.substr(guess.markBytes), text);
    state->marks.newline = newlineOf(text);
    const auto said = separatorLine(text);
    state->marks.delimiter = format.delimiter.value_or(said ? *said : guessDelimiter(text));
    state->marks.quote = format.quote.value_or(guessQuote(text, state->marks.delimiter));
    state->marks.backslash = escapesByBackslash(text, state->marks);
    if (trimmed(text).empty() && state->size <= std::int64_t(SampleBytes))
        return fileError(
            ErrorCode::BadData, path, QD_WORDS("Sources", "%1 is empty: it holds nothing but white space."));
    state->hasSeparatorLine = said.has_value();
    CsvReader reader(std::move(state));
    if (auto begun = reader.rewind(); !begun)
        return begun.error();
    return reader;
}

Result<void> CsvReader::rewind()
{
    if (m_state->begin())
        return {};
    return fileError(ErrorCode::Io, m_state->path, QD_WORDS("Sources", "%1 cannot be read: %2."),
        {m_state->file->errorString().toStdString()});
}

CsvReader::Step CsvReader::next(Record &record)
{
    State &s = *m_state;
    record.afterBlank = false;
    for (;;) {
        const std::string_view rest = std::string_view(s.buffer).substr(s.at);
        if (s.broken)
            return s.fail(QD_WORDS("Sources", "%1 line %2: cannot be read on: %3."),
                {std::to_string(s.line), s.file->errorString().toStdString()});
        if (s.ended && rest.empty())
            return Step::End;
        const CsvScan scan = scanRecord(rest, s.marks, s.ended);
        if (scan.found == CsvScan::Found::OpenQuote)
            return s.fail(
                QD_WORDS("Sources",
                    "%1 line %2: a quoted field is never closed. The file was probably cut off; export it again."),
                {std::to_string(s.line)});
        if (scan.found == CsvScan::Found::NeedsMore) {
            if (rest.size() > RecordLimit)
                return s.fail(QD_WORDS("Sources",
                                  "%1 line %2: a record of more than %3 MB. A quote was probably left open on that "
                                  "line."),
                    {std::to_string(s.line), Count{std::int64_t(RecordLimit >> 20)}});
            s.fill();
            continue;
        }
        if (scan.length > RecordLimit)
            return s.fail(QD_WORDS("Sources", "%1 line %2: a record of more than %3 MB."),
                {std::to_string(s.line), Count{std::int64_t(RecordLimit >> 20)}});
        if (scan.length == 0) { // a blank line
            s.at += scan.consumed;
            s.line += scan.lines;
            record.afterBlank = true;
            continue;
        }
        return s.take(scan, record);
    }
}

const Error &CsvReader::error() const
{
    return m_state->error;
}
std::optional<char> CsvReader::delimiter() const
{
    return m_state->marks.delimiter;
}
std::string CsvReader::packedName() const
{
    return m_state->packed ? m_state->packed->name : std::string();
}
std::vector<std::string> CsvReader::unread() const
{
    return m_state->packed ? m_state->packed->others : std::vector<std::string>();
}
Encoding CsvReader::encoding() const
{
    return m_state->encoding;
}
std::int64_t CsvReader::total() const
{
    return m_state->size;
}
std::int64_t CsvReader::done() const
{
    return m_state->taken;
}

Message CsvReader::format() const
{
    const std::string characters = toString(encoding());
    switch (const char mark = m_state->marks.delimiter) {
    case ',':
        return {QD_WORDS("Sources", "comma, %1"), {characters}};
    case ';':
        return {QD_WORDS("Sources", "semicolon, %1"), {characters}};
    case '\t':
        return {QD_WORDS("Sources", "tab, %1"), {characters}};
    case '|':
        return {QD_WORDS("Sources", "pipe, %1"), {characters}};
    default:
        return {QD_WORDS("Sources", "%1 as separator, %2"), {std::string(1, mark), characters}};
    }
}

std::string csvLine(const std::vector<std::string_view> &fields)
{
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (i > 0)
            line += ',';
        if (fields[i].find_first_of(",\"\r\n") == std::string_view::npos) {
            line += fields[i];
            continue;
        }
        line += '"';
        for (const char c : fields[i]) {
            line += c;
            if (c == '"')
                line += c;
        }
        line += '"';
    }
    return line;
}

} // namespace qd::sources
