#pragma once
#include "core/demo/demo.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <vector>

/// One CSV record by header name.
using CsvRow = std::map<std::string, std::string>;

/// All records of a file, read by the plain rules of RFC 4180 and nothing else; report footers included.
std::vector<CsvRow> readCsv(const std::string &path);
/// The whole file; fails the program when it is not there.
std::string readBytes(const std::string &path);
nlohmann::json readTruth(const std::string &dir);
/// Writes a demo and fails the test program's current function when that fails.
bool makeDemo(const std::string &dir, int accounts, std::uint64_t seed, int months = 36);
