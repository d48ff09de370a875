#include <array>

#include "reading.hpp"
#include "returns/providers.hpp"
#include "returns/xlsx.hpp"
#include "returns/xml_scanner.hpp"

// The bytes are the XML of a sheet, and of the shared texts, of a workbook that is whole otherwise,
// so that a change of a byte reaches the reader of sheets and not only that of zips.
namespace {

using namespace homeward;

std::uint32_t crc(std::string_view bytes) {
  std::uint32_t value = ~std::uint32_t{0};
  for (const char byte : bytes) {
    value ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) value = value >> 1 ^ (value & 1 ? 0xEDB88320U : 0U);
  }
  return ~value;
}

void number(std::string& to, std::size_t value, int bytes) {
  for (int i = 0; i < bytes; ++i, value >>= 8) to += static_cast<char>(value & 0xFF);
}

// A zip of parts that are not compressed.
class Zip {
 public:
  void add(std::string_view name, std::string_view bytes) {
    std::string head;
    number(head, 20, 2);
    number(head, 0, 8);  // flags, method, time, date
    number(head, crc(bytes), 4);
    number(head, bytes.size(), 4);
    number(head, bytes.size(), 4);
    number(head, name.size(), 2);
    number(head, 0, 2);
    number(directory_, 0x02014b50, 4);
    number(directory_, 20, 2);
    directory_ += head;
    number(directory_, 0, 10);
    number(directory_, out_.size(), 4);
    directory_ += name;
    number(out_, 0x04034b50, 4);
    out_ += head;
    out_ += name;
    out_ += bytes;
    ++count_;
  }
  std::string bytes() const {
    std::string out = out_ + directory_;
    number(out, 0x06054b50, 4);
    number(out, 0, 4);
    number(out, count_, 2);
    number(out, count_, 2);
    number(out, directory_.size(), 4);
    number(out, out_.size(), 4);
    number(out, 0, 2);
    return out;
  }

 private:
  std::string out_, directory_;
  std::size_t count_ = 0;
};

// What a scanner tells, texts joined, from pieces of this size.
std::string told(std::string_view bytes, std::size_t piece) {
  std::size_t at = 0;
  returns::XmlScanner xml([&](char* into, std::size_t most) -> Result<std::size_t> {
    const std::size_t size = std::min({piece, most, bytes.size() - at});
    bytes.copy(into, size, at);
    at += size;
    return size;
  });
  std::string out;
  for (;;) {
    const auto kind = xml.next();
    if (kind == returns::XmlScanner::Kind::text) {
      out += xml.text();
      continue;
    }
    out += '\1' + std::to_string(static_cast<int>(kind));
    if (kind == returns::XmlScanner::Kind::done || kind == returns::XmlScanner::Kind::broken)
      return out;
    fuzz::require(xml.depth() > 0 && !xml.name().empty());
    out += xml.name();
    if (kind == returns::XmlScanner::Kind::begin)
      xml.attributes([&](std::string_view name, std::string_view value) {
        out.append(name).append("=").append(value);
      });
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  fuzz::require(told(bytes, 3) == told(bytes, bytes.size()));

  Zip zip;
  zip.add("xl/workbook.xml", "<w><s><sheet name=\"A\" id=\"a\"/></s></w>");
  zip.add("xl/_rels/workbook.xml.rels",
          "<x><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></x>");
  zip.add("xl/worksheets/sheet1.xml", bytes);
  zip.add("xl/sharedStrings.xml",
          bytes.find("<sst") == 0 ? bytes : "<sst><si><t>URN</t></si></sst>");
  const std::string book_bytes = zip.bytes();
  const auto providers = returns::Providers::read("list.xlsx", book_bytes);
  fuzz::require(providers ? providers->size() > 0 : !providers.error().sentence.empty());

  returns::Limits limits = returns::Workbook::usual_limits();
  limits.columns = 10;
  limits.cell_bytes = 64;
  limits.rows = 100;
  auto book = returns::Workbook::open("list.xlsx", book_bytes, limits);
  if (!book) return 0;
  (void)book->read(0, [&](const returns::SheetRow& row) {
    fuzz::require(row.row >= 0 && row.cells.size() <= limits.columns);
    for (const std::string_view cell : row.cells) fuzz::require(cell.size() <= limits.cell_bytes);
    return true;
  });
  return 0;
}
