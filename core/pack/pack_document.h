#pragma once
#include "core/base/message.h"
#include "core/chart/chart.h"
#include "core/pack/origin.h"

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace qd::pack {

/// A pack as plain data: pages of blocks in millimetres on A4 landscape, without fonts or painting. What stands on them
/// are messages and values with a form, which whoever writes the pack puts into a language and a locale: ui/pack draws
/// it.

inline constexpr double PageWidth = 297;
inline constexpr double PageHeight = 210;
inline constexpr double Margin = 13.5;
inline constexpr double ContentTop = 43; ///< below title and the line beneath it
inline constexpr double ContentBottom = 191; ///< above the footer
inline constexpr double ContentWidth = PageWidth - 2 * Margin;
inline constexpr double ContentHeight = ContentBottom - ContentTop;

struct Place {
    double x = 0; ///< mm from the left edge of the page
    double y = 0; ///< mm from its top
    double width = 0;
    double height = 0;

    bool operator==(const Place &) const = default;
};

/// Whether a change or a state is good; shown by mark, colour and word together.
enum class Judgement { None, Good, Warn, Bad };

/// Headed paragraphs.
struct Narrative {
    enum class Size {
        Body, ///< 9.5 pt
        Small, ///< 8.5 pt
        Notes, ///< 7.75 pt, for definitions and notes
    };
    struct Part {
        Message heading;
        std::vector<Message> paragraphs;
        Judgement is = Judgement::None; ///< stands as a mark before each paragraph
        bool operator==(const Part &) const = default;
    };
    std::vector<Part> parts;
    Size size = Size::Body;
    bool operator==(const Narrative &) const = default;
};

/// Height in mm that a narrative takes in a column of `width` mm: who draws the pack measures its text.
using NarrativeHeight = std::function<double(const Narrative &narrative, double width)>;

/// One metric against the month before and a target.
struct ScorecardRow {
    Message metric = {};
    Message value = {};
    Message change = {};
    Judgement changeIs = Judgement::None;
    Message reference = {}; ///< target, or the value a year ago where no row has a target
    Message status = {}; ///< "on target", "watch", "below"; empty without a target
    Judgement statusIs = Judgement::None;
    std::vector<std::optional<double>> trend = {}; ///< last 13 month-ends, oldest first; empty for none
    Origin origin = {};
    bool operator==(const ScorecardRow &) const = default;
};

struct Scorecard {
    Message title = {};
    Message subtitle = {};
    Message valueHeader = {};
    Message referenceHeader = {};
    bool hasStatus = false;
    std::vector<ScorecardRow> rows = {};
    bool operator==(const Scorecard &) const = default;
};

enum class Align { Left, Right };

/// Hairline table, 8 pt. Its title stands above it when there is one.
struct Table {
    struct Column {
        Message header = {};
        Align align = Align::Left;
        double width = 1; ///< share of the block's width
        bool operator==(const Column &) const = default;
    };
    struct Cell {
        Message text = {}; ///< empty is shown as it is
        Judgement is = Judgement::None;
        bool quiet = false; ///< secondary text
        bool marked = false; ///< with the mark of its judgement before the word
        bool operator==(const Cell &) const = default;
    };
    Message title = {};
    Message subtitle = {};
    std::vector<Column> columns = {};
    std::vector<std::vector<Cell>> rows = {};
    std::vector<Cell> totals = {}; ///< last row in semibold; empty for none
    double rowHeight = 5.6; ///< mm
    std::vector<Origin> origins = {}; ///< by row; rows beyond its end have none
    Origin totalsOrigin = {};
    bool operator==(const Table &) const = default;
};

struct ChartBlock {
    chart::Chart chart;
    bool operator==(const ChartBlock &) const = default;
};

/// A row of large figures with what they are.
struct KeyFigures {
    struct Figure {
        Message label = {};
        Message value = {};
        Message note = {};
        bool operator==(const Figure &) const = default;
    };
    std::vector<Figure> figures = {};
    bool operator==(const KeyFigures &) const = default;
};

using Content = std::variant<Narrative, Scorecard, Table, ChartBlock, KeyFigures>;

struct Block {
    Place place;
    Content content;
    Origin origin = {}; ///< of what has none of its own
    bool operator==(const Block &) const = default;
};

struct Page {
    Message title; ///< a sentence that states the finding
    Message subtitle; ///< one line beneath it
    std::vector<Block> blocks;
    bool operator==(const Page &) const = default;
};

struct PackDocument {
    std::string templateId;
    std::string company;
    Message name; ///< "Customer Success, monthly business review"
    Message period; ///< "September 2026"
    Date asOf;
    std::vector<Message> footerLeft; ///< as-of, filters, currency; dates of the sources
    Message footerDefinitions; ///< "Definitions: ARR v1, NRR v1"
    Message issue; ///< "Issue 1, 30 Sep 2026"
    std::vector<Page> pages;
    std::string data = {}; ///< what the pages are made of, as CSV (customer_data.h); empty for most packs
    bool operator==(const PackDocument &) const = default;
};

} // namespace qd::pack
