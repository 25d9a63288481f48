#pragma once
#include "core/base/date.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QStringList>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::test {

/// Puts a row into a table of an entity, as in "account_id=A1;date=2026-01-02"; an empty text is NULL. It is of `crm`
/// and of the first batch as of 2026-05-31 where nothing else is said.
inline void putRow(SQLite::Database &db, const std::string &table, const QString &fields)
{
    QStringList names{"content_hash", "line"};
    QStringList values{"0", "2"};
    QString all = fields;
    for (const char *usual : {"source=crm", "batch_id=1", "as_of=2026-05-31"}) {
        const QString name = QString(usual).section(u'=', 0, 0);
        if (!(';' + fields).contains(';' + name + '='))
            all += ';' + QString(usual);
    }
    for (const QString &field : all.split(u';')) {
        names << '"' + field.section(u'=', 0, 0) + '"';
        values << field.section(u'=', 1);
    }
    const QString marks = QStringList(names.size(), QStringLiteral("nullif(?, '')")).join(u',');
    SQLite::Statement insert(
        db, "INSERT INTO " + table + " (" + names.join(u',').toStdString() + ") VALUES (" + marks.toStdString() + ')');
    for (int i = 0; i < int(values.size()); ++i)
        insert.bind(i + 1, values[i].toStdString());
    insert.exec();
}

/// Cells of a row with "|" between; "-" for nothing.
class Cells {
public:
    Cells &operator<<(std::string_view text)
    {
        m_cells << QString::fromUtf8(text.data(), qsizetype(text.size()));
        return *this;
    }
    Cells &operator<<(Date date) { return *this << std::string_view(date.iso()); }
    Cells &operator<<(bool flag) { return *this << std::string_view(flag ? "yes" : "no"); }
    Cells &operator<<(double number)
    {
        m_cells << QString::number(number);
        return *this;
    }
    Cells &operator<<(std::int64_t number)
    {
        m_cells << QString::number(number);
        return *this;
    }
    Cells &operator<<(int number) { return *this << std::int64_t{number}; }
    template <typename T>
    Cells &operator<<(const std::optional<T> &value)
    {
        return value ? *this << *value : *this << std::string_view("-");
    }
    [[nodiscard]] QString text() const { return m_cells.join(u'|'); }

private:
    QStringList m_cells;
};

} // namespace qd::test
