#include "core/demo/names.h"

namespace qd::demo {

namespace {

constexpr Place Places[] = {
    {Region::Amer, "US", "United States", "Chicago", "en", 0, "Inc.", "com", 330},
    {Region::Amer, "US", "United States", "Denver", "en", 0, "LLC", "com", 240},
    {Region::Amer, "US", "United States", "Boston", "en", 0, "Corp.", "com", 180},
    {Region::Amer, "CA", "Canada", "Montréal", "fr", 0, "Ltée", "ca", 90},
    {Region::Amer, "BR", "Brazil", "São Paulo", "pt", 0, "Ltda.", "com.br", 80},
    {Region::Amer, "MX", "Mexico", "Ciudad de México", "es", 0, "S.A. de C.V.", "com.mx", 80},
    {Region::Emea, "GB", "United Kingdom", "Manchester", "en", 2, "Ltd", "co.uk", 300},
    {Region::Emea, "DE", "Germany", "Köln", "de", 1, "GmbH", "de", 260},
    {Region::Emea, "FR", "France", "Lyon", "fr", 1, "SAS", "fr", 180},
    {Region::Emea, "ES", "Spain", "Málaga", "es", 1, "S.L.", "es", 90},
    {Region::Emea, "IT", "Italy", "Bologna", "it", 1, "S.p.A.", "it", 70},
    {Region::Emea, "CH", "Switzerland", "Zürich", "de", 4, "AG", "ch", 70},
    {Region::Emea, "KW", "Kuwait", "Kuwait City", "ar", 5, "W.L.L.", "com.kw", 30},
    {Region::Apac, "AU", "Australia", "Brisbane", "en", 0, "Pty Ltd", "com.au", 330},
    {Region::Apac, "SG", "Singapore", "Singapore", "en", 0, "Pte. Ltd.", "com.sg", 200},
    {Region::Apac, "JP", "Japan", "Ōsaka", "ja", 3, "K.K.", "co.jp", 350},
    {Region::Apac, "TW", "Taiwan", "Taipei", "zh", 0, "Co., Ltd.", "com.tw", 120},
};

constexpr std::string_view Starts[] = {"Al", "Bel", "Cor", "Dan", "El", "Fal", "Gran", "Hal", "Is", "Jor", "Kel", "Lor",
    "Mar", "Nor", "Or", "Pel", "Quin", "Ros", "Sol", "Tor", "Ul", "Ven", "Wes", "Yar", "Zel"};
constexpr std::string_view Middles[] = {"a", "e", "i", "o", "an", "en", "in", "on", "ar", "er", "or", "ist", "ant"};
constexpr std::string_view Ends[] = {"da", "dale", "ford", "gate", "holm", "via", "land", "lex", "mont", "nix", "ra",
    "ric", "ta", "tis", "vo", "wick", "xa", "bury", "mere"};
constexpr std::string_view Nouns[] = {"Logistics", "Energy", "Foods", "Health", "Instruments", "Retail", "Robotics",
    "Insurance", "Media", "Materials", "Shipping", "Software", "Textiles", "Motors", "Pharma", "Telecom", "Capital",
    "Aerospace", "Education", "Hotels", "Packaging", "Chemicals", "Optics", "Mining", "Design", "Travel", "Security"};
/// Industry of each of the nouns above, as an index into Industries.
constexpr std::size_t IndustryOf[] = {
    0, 1, 2, 3, 4, 5, 4, 7, 8, 4, 0, 6, 4, 4, 3, 6, 7, 4, 9, 10, 4, 4, 4, 1, 8, 10, 6};
static_assert(std::size(IndustryOf) == std::size(Nouns));
constexpr std::string_view Industries[] = {"Logistics", "Energy", "Food and Beverage", "Healthcare", "Manufacturing",
    "Retail", "Technology", "Financial Services", "Media", "Education", "Hospitality"};
// The first seven industries in other languages.
constexpr std::size_t Translated = 7;
constexpr std::string_view French[Translated] = {
    "Logistique", "Énergie", "Épicerie", "Santé", "Mécanique", "Négoce", "Télématique"};
constexpr std::string_view German[Translated] = {
    "Güterverkehr", "Energieträger", "Käserei", "Ärztebedarf", "Prüftechnik", "Großhandel", "Softwarehäuser"};
constexpr std::string_view Spanish[Translated] = {
    "Logística", "Energía", "Alimentación", "Clínicas", "Óptica", "Almacén", "Informática"};
constexpr std::string_view Kanji[Translated] = {"物流", "電力", "食品", "製薬", "精機", "商事", "通信"};
constexpr std::string_view Arabic[Translated] = {
    "للنقل", "للطاقة", "للأغذية", "للرعاية الصحية", "للصناعة", "للتجارة", "للاتصالات"};
constexpr std::string_view KanjiOne[] = {"東", "西", "南", "北", "青", "白", "大", "新", "光", "和", "金", "松"};
constexpr std::string_view KanjiTwo[] = {"山", "川", "海", "田", "野", "島", "橋", "空", "星", "林", "泉", "原"};

constexpr std::string_view Given[3][24] = {
    {"Ana", "Brian", "Carla", "Dwight", "Elena", "Felipe", "Grace", "Hector", "Imani", "Jason", "Kayla", "Luis",
        "Megan", "Noah", "Olivia", "Pedro", "Quinn", "Rosa", "Samuel", "Tara", "Uriel", "Vera", "Wade", "Ximena"},
    {"Amélie", "Björn", "Chiara", "Dirk", "Émile", "Freya", "Giulia", "Hans", "Inès", "Jürgen", "Katrin", "Liam",
        "Margaux", "Nuria", "Oskar", "Pilar", "Quentin", "René", "Sofía", "Timo", "Ulrike", "Vito", "Wilma", "Zoë"},
    {"Akiko", "Bao", "Chloe", "Daichi", "Emi", "Fumiko", "Guang", "Haruto", "Isla", "Jun", "Kenji", "Lin", "Mei",
        "Naoko", "Oliver", "Priya", "Qing", "Riku", "Sakura", "Takeshi", "Umi", "Wei", "Xin", "Yuto"},
};
constexpr std::string_view Family[3][24] = {
    {"Abbott", "Barros", "Castillo", "Dalton", "Espinoza", "Fletcher", "Gagnon", "Hayes", "Ibarra", "Jensen", "Kessler",
        "Lopes", "Mercer", "Núñez", "Owens", "Pruitt", "Quiroga", "Ramos", "Souza", "Tremblay", "Underhill", "Vargas",
        "Whitaker", "Young"},
    {"Ashworth", "Baumgärtner", "Colombo", "Dubois", "Eriksen", "Fontaine", "García", "Hoffmann", "Iglesias", "Jäger",
        "Kovač", "Lefèvre", "Müller", "Novák", "O'Neill", "Pereira", "Quercioli", "Ricci", "Schröder", "Thévenet",
        "Ullmann", "Vasquez", "Weiß", "Zimmer"},
    {"Abe", "Baker", "Chen", "Dang", "Endo", "Fujita", "Goh", "Hayashi", "Ito", "Jiang", "Kato", "Lim", "Mori",
        "Nakamura", "Ong", "Patel", "Quek", "Rao", "Sato", "Tanaka", "Ueda", "Wang", "Xu", "Yamada"},
};
/// Plain letter for a two-byte UTF-8 letter of Latin-1 or Latin Extended-A that occurs in the lists above.
std::string_view plainLetter(std::string_view letter)
{
    constexpr std::pair<std::string_view, std::string_view> Letters[] = {{"á", "a"}, {"ä", "ae"}, {"ã", "a"},
        {"č", "c"}, {"è", "e"}, {"é", "e"}, {"É", "e"}, {"ë", "e"}, {"í", "i"}, {"ñ", "n"}, {"ö", "oe"}, {"ó", "o"},
        {"ß", "ss"}, {"ú", "u"}, {"ü", "ue"}};
    for (const auto &[accented, plain] : Letters) {
        if (accented == letter)
            return plain;
    }
    return "";
}

} // namespace

const Place &placeIn(Region region, Random &random)
{
    int left = random.below(1000);
    const Place *last = nullptr;
    for (const Place &place : Places) {
        if (place.region != region)
            continue;
        last = &place;
        if ((left -= place.weight) < 0)
            break;
    }
    return *last;
}

const Place &placeWith(std::size_t currency)
{
    for (const Place &place : Places) {
        if (place.currency == currency)
            return place;
    }
    return Places[0];
}

CompanyName companyName(std::uint64_t seed, std::int64_t index)
{
    // A walk through all combinations with a stride prime to their number: no name comes twice within one circle.
    constexpr std::int64_t Stems = static_cast<std::int64_t>(std::size(Starts) * std::size(Middles) * std::size(Ends));
    constexpr std::int64_t All = Stems * static_cast<std::int64_t>(std::size(Nouns));
    constexpr std::int64_t Stride = 104'729;
    static_assert(All % Stride != 0);
    const auto offset = static_cast<std::int64_t>(Random(seed, 0, "names").next() % static_cast<std::uint64_t>(All));
    const std::int64_t circle = index / All;
    auto spot = static_cast<std::size_t>((offset + index % All * Stride) % All);
    const std::string_view noun = Nouns[spot % std::size(Nouns)];
    const std::size_t industry = IndustryOf[spot % std::size(Nouns)];
    spot /= std::size(Nouns);
    std::string stem(Starts[spot % std::size(Starts)]);
    spot /= std::size(Starts);
    stem += Middles[spot % std::size(Middles)];
    stem += Ends[spot / std::size(Middles)];
    if (circle > 0)
        stem += " " + std::to_string(circle + 1);
    CompanyName name{stem + " " + std::string(noun), {}, industry};
    for (const char c : name.latin) {
        if (c != ' ')
            name.label += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return name;
}

std::string localName(const CompanyName &name, std::string_view language, std::int64_t index)
{
    if (name.industry >= Translated)
        return name.latin;
    const std::string stem = name.latin.substr(0, name.latin.rfind(' ') + 1);
    const std::size_t trade = name.industry;
    const auto at = static_cast<std::size_t>(index);
    if (language == "ja" || language == "zh") {
        // The serial number keeps two of the few hundred combinations apart.
        return std::string(KanjiOne[at % 12]) + std::string(KanjiTwo[at / 12 % 12]) + std::string(Kanji[trade])
            + (language == "ja" ? "株式会社" : "有限公司") + " " + std::to_string(100 + at);
    }
    if (language == "ar")
        return "شركة " + stem + std::string(Arabic[trade]);
    if (language == "fr")
        return stem + std::string(French[trade]);
    if (language == "de")
        return stem + std::string(German[trade]);
    if (language == "es")
        return stem + std::string(Spanish[trade]);
    return name.latin;
}

std::string personName(Random &random, Region region, std::int64_t salt)
{
    const auto list = static_cast<std::size_t>(region);
    const int given = salt < 0 ? random.below(24) : static_cast<int>(salt * 5 % 24);
    const int family = salt < 0 ? random.below(24) : static_cast<int>((salt * 7 + 3) % 24);
    return std::string(Given[list][static_cast<std::size_t>(given)]) + " "
        + std::string(Family[list][static_cast<std::size_t>(family)]);
}

std::string mailName(std::string_view name)
{
    std::string plain;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        if (static_cast<unsigned char>(c) >= 0x80) {
            plain += plainLetter(name.substr(i, 2));
            ++i;
        } else if (c == ' ') {
            plain += '.';
        } else if (c >= 'A' && c <= 'Z') {
            plain += static_cast<char>(c - 'A' + 'a');
        } else if (c != '\'') {
            plain += c;
        }
    }
    return plain;
}

std::string_view industryName(const CompanyName &name)
{
    return Industries[name.industry];
}

} // namespace qd::demo
