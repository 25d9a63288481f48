#include "ui/paint/message_text.h"

#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

struct ValueText {
    const QLocale &locale;

    QString operator()(const std::string &text) const { return qt(text); }
    QString operator()(const Word &known) const { return word(known.english); }
    QString operator()(const Count &count) const { return formatCount(count.value, locale); }
    QString operator()(const Money &money) const
    {
        return formatMoney(money, true, locale) + QChar(QChar::Nbsp) + qt(money.currency.code());
    }
    QString operator()(const BareAmount &amount) const { return formatMoney(amount.amount, true, locale); }
    QString operator()(const Share &share) const { return formatPercent(share.value, 1, locale); }
    QString operator()(const Figure &figure) const { return qt(figure.text(formOf(locale))); }
    QString operator()(const Date &date) const { return formatDate(date, locale); }
    QString operator()(const Day &day) const { return calendarText(day, locale); }
    QString operator()(const Month &month) const { return formatMonth(month, locale); }
    QString operator()(const MonthName &month) const { return calendarText(month, locale); }
    QString operator()(const Sentences &sentences) const
    {
        QStringList texts;
        for (const Message &message : sentences.all())
            texts.append(messageText(message, locale));
        return texts.join(QLatin1Char(' '));
    }
};

/// Qt picks the form of a count and leaves the values alone: it would write the count without groups.
QString translated(const Message &message)
{
    const MessageWords &words = message.words();
    if (*words.context == '\0')
        return QString::fromUtf8(words.text); // another program's sentence
    if (!words.singular)
        return QCoreApplication::translate(words.context, words.text);
    const auto count = int(std::clamp<std::int64_t>(message.count(), 0, INT_MAX));
    const QString text = QCoreApplication::translate(words.context, words.text, words.singular, count);
    return count == 1 && text == QString::fromUtf8(words.text) ? QString::fromUtf8(words.singular) : text;
}

} // namespace

QString messageText(const Message &message)
{
    return messageText(message, shownLocale());
}

QString messageText(const Message &message, const QLocale &locale)
{
    std::vector<std::string> texts;
    for (const Message::Value &value : message.values())
        texts.push_back(std::visit(ValueText{locale}, value).toStdString());
    return qt(filledIn(translated(message).toStdString(), texts));
}

} // namespace qd::ui
