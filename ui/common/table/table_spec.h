#pragma once
#include <QDate>
#include <QHash>
#include <QString>
#include <QVariant>
#include <QVector>

namespace qd::ui {

/// How a column shows its values and what type QVariant they are.
enum class ColumnKind {
    Text, ///< QString, elided with a tooltip
    Key, ///< QString, weight 500: the name people look for; never elided before others
    Id, ///< QString, never elided
    Money, ///< double, major units; digits after the point by `decimals`
    Number, ///< double or integer
    Percent, ///< double, a fraction
    Points, ///< double, a difference of fractions
    Delta, ///< double with sign and the colour of `goodWhenUp`
    Date, ///< QDate
    Age, ///< int, days
    State, ///< StateValue
    Bar, ///< double 0..1, a bar on hair
    Confidence, ///< double 0..1, a short bar and a percentage
    Tag, ///< QString in a tag
    TwoLine, ///< QStringList: name and a smaller line
    Figure, ///< FigureValue: a number as written, where the rows of a column differ in unit
    DeltaBar, ///< double, a bar from the zero of its column to either side
    Check, ///< bool, a checkbox: a click on it or Space asks to toggle its row
};

/// A number with its text, quiet where it is only what others are compared with, strong where it is the outcome.
struct FigureValue {
    enum class Weight { Plain, Quiet, Strong };
    QString text; ///< empty is missing
    double number = 0; ///< what other programs get
    Weight weight = Weight::Plain;
};

/// A mark with its word.
enum class Mark { None, Good, Warn, Bad, Info, Open, InWork, HealthGreen, HealthYellow, HealthRed };
struct StateValue {
    Mark mark = Mark::None;
    QString word;
};

enum class Good { Unknown, Up, Down };

struct TableColumn {
    QString id;
    QString title; ///< with its unit: "CRM, USD"
    ColumnKind kind = ColumnKind::Text;
    int decimals = 0;
    Good good = Good::Unknown; ///< whether a rise is known to be good, for Delta
    int priority = 0; ///< the highest number goes first when room is short; 0 stays
    bool shown = true; ///< initially
    bool total = false; ///< summed in the totals row (over the rows that pass the filters), also as it is shown
    int width = 0; ///< preferred, in pixels at 100 %; 0 by kind
    bool adds = false; ///< its values add up to that of the row TableSpec::whole, also as they are shown
    double low = 0; ///< of a DeltaBar: what its left edge stands for, at most 0
    double high = 0; ///< and its right edge, at least 0
};

/// A column with the parts that most of them set; `id` is Latin-1.
[[nodiscard]] inline TableColumn tableColumn(
    const char *id, const QString &title, ColumnKind kind, int priority = 0, int width = 0)
{
    TableColumn made;
    made.id = QString::fromLatin1(id);
    made.title = title;
    made.kind = kind;
    made.priority = priority;
    made.width = width;
    return made;
}

/// One row: values by column; `id` says what it stands for and comes back when the row is activated. A null QVariant is
/// a missing value and reads "none".
struct TableRow {
    QString id;
    QVector<QVariant> values;
    QString section = {}; ///< a subheading row is painted where this changes (sorting turns it off)
    bool leftOut = false; ///< italic: present, but not counted
    /// By column, where a cell shows another number than its value: the sum of two that stand rounded beside it.
    QHash<int, double> shown = {};
};

struct TableSpec {
    QString id; ///< remembers the column choice and widths
    QVector<TableColumn> columns;
    QVector<TableRow> rows;
    QString noun = {}; ///< "breaks": the totals row begins with "37 breaks"
    QString nounOfOne = {}; ///< "break"; without it a single row has the noun too
    QString whole = {}; ///< id of the row that stands for all the others, for columns that add up to it
    QString totalsLabel = {}; ///< begins the totals row instead, "Difference, Sep 2028"
    int sortColumn = -1;
    bool sortDescending = false;
    bool filterRow = true;
    bool sortable = true; ///< false where the order says something: a click on a header does nothing
    QString emptyText = {};
};

} // namespace qd::ui

Q_DECLARE_METATYPE(qd::ui::StateValue)
Q_DECLARE_METATYPE(qd::ui::FigureValue)
