#!/usr/bin/env python3
"""Makes one weight of "Quarterdeck Sans" from a weight of Inter (SIL Open Font License 1.1).

The character map points digits, comma, full stop, colon and semicolon at the tabular glyphs that Inter keeps behind its
`tnum` feature; plus and minus (U+2212) get a digit's advance, so that signed numbers stand in columns; the hyphen stays as
narrow as prose wants it. Outlines become TrueType, which screen, SVG and PDF share. The licence asks that an altered cut bears another name, hence the family.

Usage: make_tabular_inter.py SOURCE.otf TARGET.ttf WEIGHT   (WEIGHT: 400, 500 or 600)
"""
import sys

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

FAMILY = "Quarterdeck Sans"
WEIGHT_NAMES = {400: "Regular", 500: "Medium", 600: "SemiBold"}
# Latin, Greek, Cyrillic, punctuation, currency signs, letter-like signs, arrows, operators, shapes, dingbats.
RANGES = [(0x20, 0x24F), (0x2B0, 0x2FF), (0x300, 0x36F), (0x370, 0x52F), (0x1E00, 0x1EFF), (0x2000, 0x214F),
          (0x2190, 0x22FF), (0x2300, 0x23FF), (0x25A0, 0x25FF), (0x2700, 0x27BF)]
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
AS_WIDE_AS_ZERO = [0x2B, 0x2212] + list(range(0x30, 0x3A))  # Inter's tabular digits differ by 2 units
MAX_ERROR = 1.0  # font units of 2816 to the em


def tabular_glyphs(font):
    """Glyph name -> its tabular form, as the font's own `tnum` feature says."""
    table = font["GSUB"].table
    forms = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for subtable in table.LookupList.Lookup[index].SubTable:
                subtable = getattr(subtable, "ExtSubTable", subtable)
                forms.update(getattr(subtable, "mapping", {}))
    return forms


def remap(font):
    """Points the character map at tabular glyphs and returns the advance of a digit."""
    forms = tabular_glyphs(font)
    names = font.getBestCmap()
    missing = [chr(c) for c in range(0x30, 0x3A) if names[c] not in forms]
    if missing:
        sys.exit("make_tabular_inter.py: this Inter has no tabular " + " ".join(missing))
    wanted = {c: forms[names[c]] for c in list(range(0x30, 0x3A)) + [0x2C, 0x2E, 0x3A, 0x3B] if names[c] in forms}
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(wanted)
    return font["hmtx"][wanted[0x30]][0]


def subset(font):
    options = Options()
    options.layout_features = FEATURES
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for low, high in RANGES for c in range(low, high + 1)])
    subsetter.subset(font)


def to_truetype(font, digit_advance):
    """Replaces CFF by glyf; signs and digits are centred on a digit's advance."""
    glyphs, metrics = {}, {}
    outlines = font.getGlyphSet()
    figures = {font.getBestCmap()[c] for c in AS_WIDE_AS_ZERO if c in font.getBestCmap()}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        target = Cu2QuPen(pen, MAX_ERROR, reverse_direction=True)
        advance = font["hmtx"][name][0]
        if name in figures:
            target = TransformPen(target, (1, 0, 0, 1, (digit_advance - advance) / 2, 0))
            advance = digit_advance
        outlines[name].draw(target)
        glyphs[name] = pen.glyph()
        metrics[name] = advance
    order = font.getGlyphOrder()
    del font["CFF "]
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder = order
    glyf.glyphs = glyphs
    for name in order:
        glyphs[name].recalcBounds(glyf)
        font["hmtx"][name] = (metrics[name], getattr(glyphs[name], "xMin", 0))
    set_truetype_header(font)


def set_truetype_header(font):
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs",
                  "maxStackElements", "maxSizeOfInstructions"):
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    maxp.maxComponentElements = 0
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"


def rename(font, weight):
    style = WEIGHT_NAMES[weight]
    legacy = FAMILY if weight == 400 else f"{FAMILY} {style}"
    texts = {1: legacy, 2: "Regular", 3: f"{FAMILY} {style} 1.0", 4: f"{FAMILY} {style}",
             6: f"{FAMILY.replace(' ', '')}-{style}", 16: FAMILY, 17: style}
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 13, 14)]
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def main(source, target, weight):
    font = TTFont(source, recalcTimestamp=False)  # the same Inter gives the same bytes
    digit_advance = remap(font)
    subset(font)
    to_truetype(font, digit_advance)
    rename(font, weight)
    font.save(target)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[3] not in ("400", "500", "600"):
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
