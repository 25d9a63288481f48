#pragma once
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
    /// Unpacked size of a part; -1 when there is none of that name.
    [[nodiscard]] qint64 sizeOf(const std::string &part) const;
    [[nodiscard]] zip *handle() const { return m_zip; }

private:
    zip *m_zip = nullptr;
};

/// One part of an archive, unpacked while it is read.
class ZipPart final : public QIODevice {
public:
    ZipPart(const ZipArchive &archive, const std::string &part);
    ~ZipPart() override;

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] qint64 taken() const { return m_taken; }

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    zip_file *m_file = nullptr;
    qint64 m_taken = 0;
};

} // namespace qd::sources
