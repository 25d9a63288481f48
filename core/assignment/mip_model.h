#pragma once
#include "core/assignment/problem.h"

#include <iosfwd>
#include <span>
#include <string>
#include <unordered_map>

namespace qd::assignment {

/// The assignment as a mixed-integer program, exact.
///
/// Units with the same hours, accounts, weight and allowed CSMs are interchangeable but for where they are now, so they
/// form one class, and the program decides numbers instead of names: `in` units of the class reach CSM j, `out` leave
/// it. Fewest moves to a wanted number are its arrivals, whoever they are, hence nothing is lost, while the many equal
/// solutions that differ only in names are gone. A unit whose accounts sit in several books is a class of its own.
///
///     minimise  moveCost x weight x in + overloadCost x o + spreadCost / pools x (U - V)
///     per class:  sum of in - sum of out = units that cannot stay
///     per CSM j:  load - o <= capacity, load <= capacity x U, load >= capacity x V, accounts <= maxAccounts
///     where load and accounts are those of the units that may stay, plus in, less out
///
/// Columns are named x0, x1 ...; files have numbers in the C locale that read back to the same double.
class MipModel {
public:
    /// The problem must outlive the model.
    explicit MipModel(const Problem &problem);

    /// Free MPS. The cost of units without a choice is in it, so that its objective is the problem's.
    void writeMps(std::ostream &out) const;
    /// Column values of a feasible assignment in the form `cbc` reads as a MIP start.
    void writeStart(std::ostream &out, const UnitAssignment &to) const;
    /// The assignment that column values stand for (those missing are 0). Which units of a class leave is free; those
    /// of the lowest index do, which is also the order in which they are dealt to the CSMs. Values that are no
    /// solution give units without a CSM.
    [[nodiscard]] UnitAssignment assignmentOf(const std::unordered_map<std::string, double> &values) const;

    /// The same assignment up to names: of each class the units of the lowest index move, and none takes a detour.
    [[nodiscard]] UnitAssignment canonical(const UnitAssignment &to) const;

    [[nodiscard]] std::size_t columns() const { return m_columns.size(); }

private:
    struct Column {
        double cost = 0;
        double lower = 0;
        double upper = 0;
        bool integer = false;
        std::vector<std::pair<int, double>> entries; ///< row, coefficient
    };
    struct Row {
        char sense = 'L'; ///< L, G or E
        double right = 0;
    };
    /// A choice of a class: its units at, into and out of one CSM.
    struct Place {
        int csm = -1;
        int in = -1; ///< column; -1 where all are already
        int out = -1; ///< column; -1 where none is now
        std::vector<int> now; ///< units
    };
    struct Class {
        std::vector<Place> places;
        std::vector<int> homeless; ///< units that cannot stay where they are
    };

    void collectClasses();
    void addRows();
    void addClassColumns(Class &each);
    void addCsmColumns();
    int addColumn(Column column);
    void addLoad(Column &column, int csm, const Unit &unit, double sign) const;
    [[nodiscard]] std::vector<double> startValues(const UnitAssignment &to) const;

    const Problem &m_problem;
    std::vector<Class> m_classes;
    UnitAssignment m_stay; ///< where units are before any column is more than 0; -1 for the homeless
    std::vector<Column> m_columns;
    std::vector<Row> m_rows;
    std::vector<int> m_overload; ///< column per CSM
    std::vector<int> m_highest; ///< column per pool
    std::vector<int> m_lowest;
    double m_constantCost = 0; ///< of units without a choice
};

} // namespace qd::assignment
