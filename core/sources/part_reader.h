#pragma once
#include <QXmlStreamReader>

namespace qd::sources {

/// Reads the XML of a workbook's part. Elements nested deeper than any honest workbook has them are an error, since the
/// reader below keeps each open one in memory: millions of them fit into some kilobytes of a zip.
class PartReader : public QXmlStreamReader {
public:
    static constexpr int MostNested = 256;

    PartReader() = default;
    explicit PartReader(QIODevice *device)
        : QXmlStreamReader(device)
    {
    }

    /// As the library's; TokenType::Invalid past MostNested.
    TokenType readNext()
    {
        const TokenType token = QXmlStreamReader::readNext();
        m_nested += token == StartElement ? 1 : token == EndElement ? -1 : 0;
        if (m_nested <= MostNested)
            return token;
        raiseError(QStringLiteral("elements nested more than %1 deep").arg(MostNested));
        return Invalid;
    }

    /// As the library's, which would pass by the count. The element's end is read when they return.
    QString readElementText()
    {
        const QString text = QXmlStreamReader::readElementText();
        --m_nested;
        return text;
    }
    void skipCurrentElement()
    {
        const int above = m_nested - 1;
        while (m_nested > above && readNext() != Invalid) { }
    }
    bool readNextStartElement()
    {
        while (readNext() != Invalid) {
            if (isStartElement() || isEndElement())
                return isStartElement();
        }
        return false;
    }

    /// As the library's, for the next device.
    void clear()
    {
        m_nested = 0;
        QXmlStreamReader::clear();
    }

private:
    int m_nested = 0;
};

} // namespace qd::sources
