#pragma once
#include "core/metrics/metric.h"
#include "core/revenue/grouping.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace qd::test {

/// Whose figure it is: a value by dimension, "(none)" for customers without one; empty for all customers.
using Scope = QMap<QString, QString>;
[[nodiscard]] Scope scopeOf(const revenue::Filters &filters);

/// What figures of a metric are called here: its English name.
[[nodiscard]] inline QString nameOf(const metrics::Metric &metric)
{
    return QString::fromUtf8(metric.name.text);
}

/// What makes two figures the same one. `when` is a day ("2026-10-31") or a month ("2026-10").
struct FigureKey {
    QString metric;
    Scope scope;
    QString when;

    bool operator<(const FigureKey &other) const;
    [[nodiscard]] QString inWords() const;
};

/// A number as it is printed: "$9.66M" is 9,660,000 in steps of 10,000, "87.1 %" is 0.871 in steps of 0.001. A text
/// that says there is none ("none", "no value", nothing) has no value.
struct PrintedNumber {
    std::optional<double> value;
    double step = 0;
};
/// The first number in `text`; nothing where there is none and it does not say so.
[[nodiscard]] std::optional<PrintedNumber> printedNumber(const QString &text);
/// All numbers in `text`, as printed, in order.
[[nodiscard]] QStringList numbersIn(const QString &text);

/// Every value in which one figure was met, with the place where it stood.
class Figures {
public:
    enum class Printing {
        Alone, ///< rounded by itself
        Part, ///< of a list that ends in its total: one last digit up or down
    };

    /// A value before it is formatted; nothing where there is none.
    void exact(const FigureKey &key, const QString &place, std::optional<double> value);
    /// What a person reads. A text that holds no number is a fault of its own.
    void printed(const FigureKey &key, const QString &place, const QString &text, Printing printing = Printing::Alone);

    /// A sentence for every figure that has two values.
    [[nodiscard]] QStringList disagreements() const;
    /// Where the figure was met.
    [[nodiscard]] QStringList placesOf(const FigureKey &key) const;
    [[nodiscard]] qsizetype keys() const { return m_readings.size(); }
    [[nodiscard]] qsizetype readings() const;
    /// How many figures were met in two places or more.
    [[nodiscard]] qsizetype compared() const;

private:
    struct Reading {
        QString place;
        std::optional<double> value;
        double step = 0; ///< 0: exact
        Printing printing = Printing::Alone;
        QString text;
    };
    static bool agree(const Reading &one, const Reading &other);

    QMap<FigureKey, std::vector<Reading>> m_readings;
    QStringList m_unread;
};

/// A place with figures: a table of a page, a chart, the answer of a command; whose figures they are.
class Place {
public:
    Place(Figures &figures, QString name, Scope scope = {});
    /// The same place, of the customers of it whose `dimension` is `value`.
    [[nodiscard]] Place of(const QString &dimension, const QString &value) const;

    void exact(const QString &metric, const QString &when, std::optional<double> value) const;
    void printed(const QString &metric, const QString &when, const QString &text) const;
    void part(const QString &metric, const QString &when, const QString &text) const;
    /// A movement in whole units, which is rounded along its month and reads the same everywhere.
    void whole(const QString &metric, const QString &when, double units) const;

private:
    Figures *m_figures;
    QString m_name;
    Scope m_scope;
};

} // namespace qd::test
