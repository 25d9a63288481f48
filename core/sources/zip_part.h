#pragma once
#include "core/base/message.h"

#include <QIODevice>

#include <memory>
#include <string>

struct zip;
struct zip_file;

namespace qd::sources {

/// An open zip archive; closes without changing it.
class ZipArchive {
public:
    explicit ZipArchive(const std::string &path);
    ~ZipArchive();
    ZipArchive(const ZipArchive &) = delete;
    ZipArchive &operator=(const ZipArchive &) = delete;

    [[nodiscard]] bool good() const { return m_zip != nullptr; }
    /// Unpacked size of a part, whose name is compared without regard to case; -1 when there is none of that name.
    [[nodiscard]] qint64 sizeOf(const std::string &part) const;
    [[nodiscard]] zip *handle() const { return m_zip; }

private:
    zip *m_zip = nullptr;
};

/// One XML part of an archive, unpacked while it is read.
///
/// Reading ends with an error, and fault() says why, where no honest workbook goes: at a document type declaration
/// (whose entities can make megabytes of a few bytes), and at a text or tag of more than TextLimit bytes.
class ZipPart final : public QIODevice {
public:
    static constexpr qint64 TextLimit = qint64{16} << 20;

    ZipPart(const ZipArchive &archive, const std::string &part);
    ~ZipPart() override;

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 taken() const { return m_taken; }
    /// What was wrong, as the end of a sentence; empty when nothing was.
    [[nodiscard]] const Message &fault() const { return m_fault; }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    [[nodiscard]] bool isHonest(const char *data, qint64 size);
    [[nodiscard]] bool readProlog(const char *data, qint64 size);

    zip_file *m_file = nullptr;
    qint64 m_taken = 0;
    qint64 m_sinceTag = 0; ///< bytes since the last '<'
    bool m_inProlog = true;
    std::string m_prolog; ///< what stands before the first element, without zero bytes
    Message m_fault;
};

} // namespace qd::sources
