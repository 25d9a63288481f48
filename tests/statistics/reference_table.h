#pragma once
#include <QFile>
#include <QHash>
#include <QStringList>
#include <QtTest>

#include <cmath>
#include <vector>

namespace qd::test {

/// A table of tests/statistics/reference, which QD_REFERENCE names.
class ReferenceTable {
public:
    explicit ReferenceTable(const char *name)
    {
        QFile file(QStringLiteral(QD_REFERENCE "/") + QString::fromLatin1(name));
        if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
            qFatal("cannot read %s", qPrintable(file.fileName()));
        m_columns = QString::fromUtf8(file.readLine()).trimmed().split(u',');
        while (!file.atEnd())
            m_rows.push_back(QString::fromUtf8(file.readLine()).trimmed().split(u','));
    }
    [[nodiscard]] std::vector<QString> texts(const char *column) const
    {
        const qsizetype at = m_columns.indexOf(QLatin1String(column));
        std::vector<QString> texts;
        for (const QStringList &row : m_rows)
            texts.push_back(row.at(at));
        return texts;
    }
    [[nodiscard]] std::vector<double> numbers(const char *column) const
    {
        std::vector<double> numbers;
        for (const QString &text : texts(column))
            numbers.push_back(text == u"NA" ? std::nan("") : text.toDouble());
        return numbers;
    }
    [[nodiscard]] std::vector<bool> flags(const char *column) const
    {
        std::vector<bool> flags;
        for (const double number : numbers(column))
            flags.push_back(number == 1);
        return flags;
    }
    /// Of the lines `name,value`; no number for NA.
    [[nodiscard]] double value(const QString &name) const
    {
        for (const QStringList &row : m_rows)
            if (row.at(0) == name)
                return row.at(1) == u"NA" ? std::nan("") : row.at(1).toDouble();
        qFatal("no reference value %s", qPrintable(name));
    }

private:
    QStringList m_columns;
    std::vector<QStringList> m_rows;
};

} // namespace qd::test

/// Equal to what was worked out elsewhere.
#define QD_NEAR(actual, expected, tolerance)                                                                           \
    do {                                                                                                               \
        const double qdActual = (actual);                                                                              \
        const double qdExpected = (expected);                                                                          \
        QVERIFY2(std::abs(qdActual - qdExpected) <= (tolerance)*std::max(1.0, std::abs(qdExpected)),                   \
            qPrintable(QString::number(qdActual, 'g', 17) + " is not " + QString::number(qdExpected, 'g', 17)));       \
    } while (false)
