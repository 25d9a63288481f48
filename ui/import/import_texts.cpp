#include "ui/import/import_texts.h"

#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <map>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

StateValue stateOf(const AddedFile &file)
{
    if (file.report) {
        if (file.report->skipped == file.report->read && file.report->read > 0)
            return {Mark::Info, Texts::tr("Was imported before")};
        return file.report->quarantined > 0
            ? StateValue{Mark::Warn, Texts::tr("Imported, %Ln held", nullptr, int(file.report->quarantined))}
            : StateValue{Mark::Good, Texts::tr("Imported")};
    }
    if (file.asksForColumns())
        return {Mark::Warn, Texts::tr("Columns changed")};
    if (!file.preview)
        return {Mark::Bad, Texts::tr("Not recognised")};
    if (!file.preview->questions.empty())
        return {Mark::Warn, Texts::tr("%Ln questions", nullptr, int(file.preview->questions.size()))};
    return {Mark::Open, Texts::tr("Ready")};
}

/// "bad_date" as "Bad date".
QString reasonName(const std::string &code)
{
    const auto name = sources::reasonName(code);
    return name ? word(name->english) : qt(code); // a later program's
}

/// What is wrong without the place, which a narrow panel would show alone: "file.csv line 7, column start_date: ...".
QString sentenceOf(const Message &message)
{
    if (!message.values().empty()) {
        if (const auto *detail = std::get_if<Sentences>(&message.values().back()))
            return messageText(detail->all().front());
    }
    const QString whole = messageText(message); // of an older file
    const QString sentence = whole.section(QStringLiteral(": "), 1);
    return sentence.isEmpty() ? whole : sentence;
}

/// Files that nobody knows, with their like: those of the same columns. Reads each once, as hundreds may be dropped.
class UnknownFiles {
public:
    explicit UnknownFiles(const std::vector<AddedFile> &files)
        : m_files(files)
    {
        for (std::size_t i = 0; i < files.size(); ++i) {
            if (!files[i].preview && !files[i].headers.empty())
                m_byHeaders[files[i].headers].push_back(i);
        }
    }
    /// Empty of one that is known, or whose columns are not.
    [[nodiscard]] std::vector<std::size_t> alike(std::size_t of) const
    {
        const auto found = m_files[of].preview ? m_byHeaders.end() : m_byHeaders.find(m_files[of].headers);
        return found == m_byHeaders.end() ? std::vector<std::size_t>() : found->second;
    }
    /// The order of the table: each such file right behind the first of its group.
    [[nodiscard]] std::vector<std::size_t> order() const
    {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < m_files.size(); ++i) {
            const std::vector<std::size_t> group = alike(i);
            if (group.empty())
                order.push_back(i);
            else if (group.front() == i)
                order.insert(order.end(), group.begin(), group.end());
        }
        return order;
    }

private:
    const std::vector<AddedFile> &m_files;
    std::map<std::vector<std::string>, std::vector<std::size_t>> m_byHeaders;
};

} // namespace

QString storedFact(const sources::SourceList &stored, std::int64_t held)
{
    return Texts::tr("%1 batches of %2 systems, %3 rows in quarantine")
        .arg(formatCount(qint64(stored.batches.size())), formatCount(qint64(stored.sources.size())), formatCount(held));
}

QString AddedFile::title() const
{
    return hints.read.answer ? qt(hints.read.answer->name) : QFileInfo(qt(path)).fileName();
}

QString refusedSentence(const std::vector<AddedFile> &files)
{
    constexpr int Named = 3;
    QStringList refused;
    for (const AddedFile &file : files) {
        if (!file.refusal.isEmpty())
            refused << file.title();
    }
    if (refused.isEmpty())
        return {};
    if (refused.size() == 1) {
        const auto only = std::ranges::find_if(files, [](const AddedFile &file) { return !file.refusal.isEmpty(); });
        return only->refusal;
    }
    QString names = refused.mid(0, Named).join(QStringLiteral(", "));
    if (refused.size() > Named)
        names = Texts::tr("%1 and %Ln more", nullptr, int(refused.size()) - Named).arg(names);
    return Texts::tr(
        "%1 of %2 files cannot be imported as they are: %3. The others can. The list says of each why; say "
        "what it is with Import as.")
        .arg(formatCount(qint64(refused.size())))
        .arg(formatCount(qint64(files.size())))
        .arg(names);
}

TableSpec filesTable(const std::vector<AddedFile> &files)
{
    TableSpec spec;
    spec.id = QStringLiteral("import-files");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No files added yet.");
    spec.columns = {tableColumn("file", Texts::tr("File"), ColumnKind::Key, 0, 210),
        tableColumn("size", Texts::tr("Size"), ColumnKind::Text, 2, 70),
        tableColumn("rows", Texts::tr("Rows"), ColumnKind::Number),
        tableColumn("system", Texts::tr("System"), ColumnKind::Text, 0, 90),
        tableColumn("entity", Texts::tr("Entity"), ColumnKind::Text, 0, 100),
        tableColumn("profile", Texts::tr("Profile"), ColumnKind::Text, 1, 150),
        tableColumn("confidence", Texts::tr("Confidence"), ColumnKind::Confidence, 2),
        tableColumn("state", Texts::tr("State"), ColumnKind::State, 0, 160)};
    const UnknownFiles unknown(files);
    for (const std::size_t i : unknown.order()) {
        const AddedFile &file = files[i];
        const QFileInfo info(qt(file.path));
        QVector<QVariant> values{file.title(), formatFileSize(info.size())};
        if (file.preview) {
            const auto rows = file.report ? file.report->read : file.preview->rowCount;
            values << QVariant(qlonglong(rows)) << qt(file.preview->source) << qt(file.preview->entity)
                   << qt(file.preview->profile) << file.preview->confidence;
        } else {
            const int group = int(unknown.alike(i).size());
            values << QVariant() << QVariant() << QVariant()
                   << (group > 1 ? QVariant(Texts::tr("%Ln files alike", nullptr, group)) : QVariant()) << QVariant();
        }
        values << QVariant::fromValue(stateOf(file));
        spec.rows << TableRow{QString::number(i), values};
    }
    return spec;
}

StateValue rowState(const std::optional<sources::Fault> &fault)
{
    if (!fault)
        return {Mark::Good, Texts::tr("Good")};
    const QString reason = reasonName(sources::toString(fault->reason));
    return {Mark::Warn, fault->column.empty() ? reason : Texts::tr("%1, %2").arg(reason, qt(fault->column))};
}

TableSpec previewTable(const sources::Preview &preview)
{
    TableSpec spec;
    spec.id = QStringLiteral("import-preview-") + qt(preview.profile);
    spec.filterRow = false;
    spec.columns << tableColumn("line", Texts::tr("Line"), ColumnKind::Number)
                 << tableColumn("fault", Texts::tr("Check"), ColumnKind::State, 0, 150);
    for (std::size_t i = 0; i < preview.headers.size(); ++i) {
        const sources::PreviewColumn &header = preview.headers[i];
        const QString title = header.column.empty()
            ? qt(header.header)
            : Texts::tr("%1 \u2192 %2").arg(qt(header.header), qt(header.column));
        spec.columns << TableColumn{QStringLiteral("c%1").arg(i), title, ColumnKind::Text, 0, Good::Unknown,
            header.column.empty() ? 2 : 1, true, false, 120};
    }
    for (const sources::PreviewRow &row : preview.rows) {
        QVector<QVariant> values{QVariant(qlonglong(row.line)), QVariant::fromValue(rowState(row.fault))};
        for (std::size_t i = 0; i < preview.headers.size(); ++i)
            values << (i < row.raw.size() && !row.raw[i].empty() ? QVariant(qt(row.raw[i])) : QVariant());
        spec.rows << TableRow{QString::number(row.line), values};
    }
    return spec;
}

TableSpec mappingTable(const sources::Preview &preview)
{
    TableSpec spec;
    spec.id = QStringLiteral("import-mapping");
    spec.filterRow = false;
    spec.columns = {tableColumn("header", Texts::tr("Column of the file"), ColumnKind::Key, 0, 200),
        tableColumn("target", Texts::tr("Goes to"), ColumnKind::Text, 0, 160),
        tableColumn("example", Texts::tr("First value"), ColumnKind::Text, 1, 220)};
    for (std::size_t i = 0; i < preview.headers.size(); ++i) {
        const sources::PreviewColumn &header = preview.headers[i];
        QVariant example;
        for (const sources::PreviewRow &row : preview.rows) {
            if (i < row.raw.size() && !row.raw[i].empty()) {
                example = qt(row.raw[i]);
                break;
            }
        }
        spec.rows << TableRow{QString::number(i),
            {qt(header.header), header.column.empty() ? Texts::tr("kept as extra") : qt(header.column), example}};
    }
    return spec;
}

TableSpec batchesTable(const sources::SourceList &list)
{
    TableSpec spec;
    spec.id = QStringLiteral("import-batches");
    spec.filterRow = false;
    spec.noun = Texts::tr("batches");
    spec.nounOfOne = Texts::tr("batch");
    spec.emptyText = Texts::tr("Nothing was imported yet.");
    // Read is the sum of the four after it: where room is short, words go and these stay.
    const auto count = [&](const char *id, const QString &title) {
        TableColumn made = tableColumn(id, title, ColumnKind::Number);
        made.total = !list.batches.empty();
        return made;
    };
    spec.columns = {tableColumn("batch", Texts::tr("Batch"), ColumnKind::Number, 2),
        tableColumn("file", Texts::tr("File"), ColumnKind::Key, 0, 110),
        tableColumn("source", Texts::tr("System"), ColumnKind::Text, 3, 90),
        tableColumn("entity", Texts::tr("Entity"), ColumnKind::Text, 4, 100), count("read", Texts::tr("Read")),
        count("accepted", Texts::tr("Accepted")), count("unchanged", Texts::tr("Same")),
        count("quarantined", Texts::tr("Held")), count("skipped", Texts::tr("Skipped")),
        tableColumn("state", Texts::tr("State"), ColumnKind::State)};
    for (auto batch = list.batches.rbegin(); batch != list.batches.rend(); ++batch)
        spec.rows << TableRow{QString::number(batch->batch),
            {qlonglong(batch->batch), qt(batch->file), qt(batch->source), qt(batch->entity), qlonglong(batch->read),
                qlonglong(batch->accepted), qlonglong(batch->unchanged), qlonglong(batch->quarantined),
                qlonglong(batch->skipped),
                QVariant::fromValue(batch->undone ? StateValue{Mark::Open, Texts::tr("Undone")}
                                                  : StateValue{Mark::Good, Texts::tr("Imported")})}};
    return spec;
}

TableSpec answersTable(const std::vector<answers::Answer> &answers)
{
    TableSpec spec;
    spec.id = QStringLiteral("import-answers");
    spec.filterRow = false;
    spec.noun = Texts::tr("questions");
    spec.nounOfOne = Texts::tr("question");
    spec.columns = {tableColumn("state", Texts::tr("Answer"), ColumnKind::State, 0, 110),
        tableColumn("question", Texts::tr("Question"), ColumnKind::TwoLine, 0, 420)};
    for (const answers::Answer &answer : answers)
        spec.rows << TableRow{qt(answer.id),
            {QVariant::fromValue(answer.possible ? StateValue{Mark::Good, Texts::tr("Possible")}
                                                 : StateValue{Mark::Open, Texts::tr("Not yet")}),
                QStringList{messageText(answer.title), messageText(answer.text)}}};
    return spec;
}

TableSpec quarantineTable(const std::vector<QuarantineReason> &reasons)
{
    TableSpec spec;
    spec.id = QStringLiteral("import-quarantine");
    spec.filterRow = false;
    spec.noun = Texts::tr("reasons");
    spec.nounOfOne = Texts::tr("reason");
    spec.emptyText = Texts::tr("No row is in quarantine.");
    TableColumn rows = tableColumn("rows", Texts::tr("Rows"), ColumnKind::Number);
    rows.total = !reasons.empty();
    spec.columns = {tableColumn("reason", Texts::tr("Reason"), ColumnKind::TwoLine, 0, 210), rows};
    for (std::size_t i = 0; i < reasons.size(); ++i)
        spec.rows << TableRow{QString::number(i),
            {QStringList{reasonTitle(reasons[i]), sentenceOf(reasons[i].example)}, reasons[i].rows}};
    return spec;
}

QString reasonTitle(const QuarantineReason &reason)
{
    return reasonName(reason.code) + QStringLiteral(", ") + qt(reason.entity);
}

TableSpec quarantinedRowsTable(const std::vector<sources::QuarantinedRow> &rows)
{
    TableSpec spec;
    spec.id = QStringLiteral("quarantined-rows");
    spec.filterRow = false;
    spec.noun = Texts::tr("rows");
    spec.nounOfOne = Texts::tr("row");
    spec.columns = {tableColumn("file", Texts::tr("File"), ColumnKind::Key, 0, 190),
        tableColumn("line", Texts::tr("Line"), ColumnKind::Number),
        tableColumn("column", Texts::tr("Column"), ColumnKind::Text, 1, 120),
        tableColumn("message", Texts::tr("What is wrong"), ColumnKind::Text, 0, 320),
        tableColumn("record", Texts::tr("Record"), ColumnKind::Text, 2, 240)};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const sources::QuarantinedRow &row = rows[i];
        spec.rows << TableRow{QString::number(i),
            {qt(row.file), qlonglong(row.line), row.column.empty() ? QVariant() : QVariant(qt(row.column)),
                messageText(row.message), qt(row.record).simplified()}};
    }
    return spec;
}

InspectorContent describeQuarantined(
    const QuarantineReason &reason, const std::vector<sources::QuarantinedRow> &rows, std::size_t index)
{
    const sources::QuarantinedRow &row = rows[index];
    InspectorContent content;
    content.heading = reasonTitle(reason);
    content.place = Texts::tr("%1 of %2").arg(formatCount(qint64(index + 1)), formatCount(qint64(rows.size())));
    content.subject = qt(row.file);
    content.detail = Texts::tr("line %1, batch %2").arg(row.line).arg(row.batch);
    content.evidenceTitle = Texts::tr("What is wrong");
    content.evidence = {{Mark::Bad, messageText(row.message)}};
    content.sources = {{qt(row.file), Texts::tr("line %1").arg(row.line), {{Texts::tr("Record"), qt(row.record)}}}};
    content.fix = Texts::tr("Correct the row in the system it comes from, or in the file, and import the file again.");
    return content;
}

} // namespace qd::ui
