#pragma once
#include "core/assignment/problem.h"

namespace qd::assignment {

/// A part of a problem whose CSMs share accounts, and pools when there are several, only among themselves.
struct Block {
    Problem problem;
    std::vector<int> units; ///< index in the whole for each unit
    std::vector<int> csms; ///< index in the whole for each CSM
};

/// Takes a problem apart. With several pools the objective of the whole is the sum of the blocks'. With one pool its
/// spread is no less than that of any block, so the blocks bear equal parts of spreadCost and the sum of their
/// objectives is a lower bound. CSMs that may serve nobody are in no block.
[[nodiscard]] std::vector<Block> blocksOf(const Problem &problem);

/// Writes what a block's units got into the assignment of the whole.
void copyInto(UnitAssignment &whole, const Block &block, const UnitAssignment &part);
/// The block's part of an assignment of the whole.
[[nodiscard]] UnitAssignment partOf(const UnitAssignment &whole, const Block &block);

} // namespace qd::assignment
