#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <unistd.h>

/// The bytes of one run as a file: what reads files is tried with files. The same file each time, in memory where the
/// system has such a folder.
inline const std::string &inputFile(const std::uint8_t *bytes, std::size_t size, const char *ending)
{
    static const std::string path = [ending] {
        const char *folder = std::getenv("QD_FUZZ_FOLDER");
        return std::string(folder ? folder : "/dev/shm") + "/fuzz-" + std::to_string(getpid()) + ending;
    }();
    std::FILE *file = std::fopen(path.c_str(), "wb");
    if (!file || std::fwrite(bytes, 1, size, file) != size || std::fclose(file) != 0)
        std::abort();
    return path;
}
