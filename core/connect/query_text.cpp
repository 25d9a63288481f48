#include "core/connect/query_text.h"

#include "core/base/text.h"

#include <QByteArray>
#include <QCryptographicHash>

namespace qd::connect {

namespace {

bool isNamePart(char c)
{
    return isAsciiLetter(c) || isAsciiDigit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

/// Goes over a query and tells its parameters from everything that only looks like one.
class QueryScan {
public:
    explicit QueryScan(std::string_view sql)
        : m_sql(sql)
    {
    }

    /// The end of the quotes or the remark that begin at `at`; `at` where none do, npos where they have no end.
    [[nodiscard]] std::size_t passedOver(std::size_t at) const
    {
        const std::string_view rest = m_sql.substr(at);
        if (rest.front() == '\'' || rest.front() == '"')
            return quoteEnd(at);
        if (rest.starts_with("--")) {
            const auto end = m_sql.find('\n', at);
            return end == std::string_view::npos ? m_sql.size() : end;
        }
        if (rest.starts_with("/*"))
            return remarkEnd(at);
        return rest.front() == '$' ? dollarEnd(at) : at;
    }
    /// The name of the parameter whose colon is at `at`; empty where it is none.
    [[nodiscard]] std::string_view parameterAt(std::size_t at) const
    {
        if (m_sql[at] != ':' || (at > 0 && (m_sql[at - 1] == ':' || isNamePart(m_sql[at - 1]) || m_sql[at - 1] == '"')))
            return {};
        std::size_t end = at + 1;
        while (end < m_sql.size() && isNamePart(m_sql[end]))
            ++end;
        const auto name = m_sql.substr(at + 1, end - at - 1);
        return name.empty() || isAsciiDigit(name.front()) ? std::string_view() : name;
    }

private:
    [[nodiscard]] std::size_t quoteEnd(std::size_t at) const
    {
        const char quote = m_sql[at];
        // E'...' of PostgreSQL: a backslash keeps the next character.
        const bool escapes = quote == '\'' && at > 0 && (m_sql[at - 1] == 'E' || m_sql[at - 1] == 'e')
            && (at == 1 || !isNamePart(m_sql[at - 2]));
        for (std::size_t i = at + 1; i < m_sql.size(); ++i) {
            if (escapes && m_sql[i] == '\\')
                ++i;
            else if (m_sql[i] == quote && i + 1 < m_sql.size() && m_sql[i + 1] == quote)
                ++i;
            else if (m_sql[i] == quote)
                return i + 1;
        }
        return std::string_view::npos;
    }
    /// Remarks nest, as in the standard.
    [[nodiscard]] std::size_t remarkEnd(std::size_t at) const
    {
        int depth = 0;
        for (std::size_t i = at; i + 1 < m_sql.size(); ++i) {
            const auto two = m_sql.substr(i, 2);
            if (two != "/*" && two != "*/")
                continue;
            depth += two == "/*" ? 1 : -1;
            ++i;
            if (depth == 0)
                return i + 1;
        }
        return std::string_view::npos;
    }
    [[nodiscard]] std::size_t dollarEnd(std::size_t at) const
    {
        std::size_t end = at + 1;
        while (end < m_sql.size() && isNamePart(m_sql[end]))
            ++end;
        if (end >= m_sql.size() || m_sql[end] != '$' || (at > 0 && isNamePart(m_sql[at - 1])))
            return at;
        const auto tag = m_sql.substr(at, end + 1 - at);
        const auto close = m_sql.find(tag, end + 1);
        return close == std::string_view::npos ? close : close + tag.size();
    }

    std::string_view m_sql;
};

Error refused(const MessageWords &words, std::vector<Message::Value> values = {})
{
    return {ErrorCode::InvalidArgument, {words, std::move(values)}, {}};
}

struct Scanned {
    std::string sql;
    bool asksSince = false;
};

Result<Scanned> scanned(const std::string &sql, const QueryDays &days)
{
    std::string_view text = trimmed(sql);
    if (text.ends_with(';'))
        text = trimmed(text.substr(0, text.size() - 1));
    if (text.empty())
        return refused(QD_WORDS("Connect", "The query is empty."));
    const QueryScan scan(text);
    const Date everything = *Date::of(1900, 1, 1);
    Scanned result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = scan.passedOver(at);
        if (end == std::string_view::npos)
            return refused(QD_WORDS("Connect", "The query ends within quotes or a remark."));
        if (end > at) {
            result.sql += text.substr(at, end - at);
            at = end;
            continue;
        }
        const auto name = scan.parameterAt(at);
        if (name.empty()) {
            result.sql += text[at++];
            continue;
        }
        if (name != "since" && name != "as_of")
            return refused(QD_WORDS("Connect", "The query has a parameter :%1; there are :since and :as_of."),
                {std::string(name)});
        result.asksSince = result.asksSince || name == "since";
        result.sql += "DATE '" + (name == "since" ? days.since.value_or(everything) : days.asOf).iso() + '\'';
        at += 1 + name.size();
    }
    return result;
}

} // namespace

Result<std::string> withDays(const std::string &sql, const QueryDays &days)
{
    auto all = scanned(sql, days);
    return all ? Result<std::string>(std::move(all->sql)) : all.error();
}

bool asksSince(const std::string &sql)
{
    const auto all = scanned(sql, {std::nullopt, *Date::of(1900, 1, 1)});
    return all && all->asksSince;
}

std::string queryDigest(const std::string &sql)
{
    return QCryptographicHash::hash(QByteArray::fromStdString(sql), QCryptographicHash::Sha256).toHex().toStdString();
}

} // namespace qd::connect
