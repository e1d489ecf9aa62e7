#include "emulator/store/database.hpp"

#include <sqlite3.h>

#include "emulator/store/image.hpp"

namespace tertulia::store {
namespace {

[[noreturn]] void fail(sqlite3* handle, std::string_view what) {
  throw StoreError(std::string(what) + ": " + sqlite3_errmsg(handle));
}

/// The monitor serialises all use, so that SQLite needs no locks of its own, not even those around
/// its count of memory.
void configure_library() {
  static const bool kDone = [] {
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    return true;
  }();
  static_cast<void>(kDone);
}

}  // namespace

Database::Database(const std::string& path, const Image* image) {
  configure_library();
  constexpr int kFlags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(path.c_str(), &handle_, kFlags, nullptr) != SQLITE_OK) {
    const std::string why = sqlite3_errmsg(handle_);
    sqlite3_close_v2(handle_);
    throw StoreError("cannot open " + path + ": " + why);
  }
  // There are many tables of few rows, so that large pages would be mostly air.
  execute("PRAGMA page_size=2048; PRAGMA temp_store=MEMORY");
  if (is_kept()) {
    // The emulator's state may be lost with the machine, never torn: a journal without waiting for
    // the disk.
    execute(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;"
        "PRAGMA locking_mode=EXCLUSIVE");
  } else if (image != nullptr) {
    restore_from(image->database);
    image_ = image;
  }
  savepoint_ = std::make_unique<Statement>(*this, "SAVEPOINT operation");
  release_ = std::make_unique<Statement>(*this, "RELEASE operation");
  roll_back_ = std::make_unique<Statement>(*this, "ROLLBACK TO operation");
}

Database::~Database() {
  savepoint_.reset();
  release_.reset();
  roll_back_.reset();
  sqlite3_close_v2(handle_);
}

void Database::execute(std::string_view sql) {
  const std::string text(sql);
  char* message = nullptr;
  if (sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, &message) != SQLITE_OK) {
    const std::string why = message == nullptr ? "unknown" : message;
    sqlite3_free(message);
    throw StoreError("statement failed: " + why);
  }
}

void Database::define(std::string_view schema) {
  if (image_ == nullptr || !image_->has(schema)) execute(schema);
}

void Database::savepoint() { savepoint_->run(); }
void Database::release() { release_->run(); }
void Database::roll_back() {
  roll_back_->run();
  release_->run();
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_); }

bool Database::is_kept() const {
  const char* file = sqlite3_db_filename(handle_, "main");
  return file != nullptr && *file != '\0';
}

std::string Database::serialize() const {
  sqlite3_int64 size = 0;
  unsigned char* bytes = sqlite3_serialize(handle_, "main", &size, 0);
  if (bytes == nullptr) fail(handle_, "cannot serialize");
  std::string result(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  sqlite3_free(bytes);
  return result;
}

void Database::restore(std::string_view bytes) {
  std::string copy(bytes);
  // A snapshot of a file says "journal in a WAL", which memory cannot have: bytes 18 and 19 are the
  // format versions.
  if (copy.size() > 20) copy[18] = copy[19] = 1;
  restore_from(copy);
}

// Restored by copying pages from a second connection, so that prepared statements and a file's
// connection stay valid.
void Database::restore_from(std::string_view bytes) {
  sqlite3* source = nullptr;
  if (sqlite3_open_v2(":memory:", &source, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK) {
    fail(source, "cannot open a second database");
  }
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closer(source, sqlite3_close_v2);
  const auto size = static_cast<sqlite3_int64>(bytes.size());
  // Nothing writes what is read only.
  auto* pages = reinterpret_cast<unsigned char*>(const_cast<char*>(bytes.data()));
  if (sqlite3_deserialize(source, "main", pages, size, size, SQLITE_DESERIALIZE_READONLY) !=
      SQLITE_OK) {
    fail(source, "cannot read a snapshot");
  }
  sqlite3_backup* backup = sqlite3_backup_init(handle_, "main", source, "main");
  if (backup == nullptr) fail(handle_, "cannot restore a snapshot");
  const int stepped = sqlite3_backup_step(backup, -1);
  sqlite3_backup_finish(backup);
  if (stepped != SQLITE_DONE) fail(handle_, "cannot restore a snapshot");
}

Statement::Statement(Database& database, std::string_view sql) : database_(database), sql_(sql) {}

void Statement::prepare() {
  if (sqlite3_prepare_v3(database_.handle(), sql_.data(), static_cast<int>(sql_.size()),
                         SQLITE_PREPARE_PERSISTENT, &handle_, nullptr) != SQLITE_OK) {
    fail(database_.handle(), std::string("cannot prepare ") + sql_);
  }
}

Statement::~Statement() { sqlite3_finalize(handle_); }

void Statement::reset() {
  if (handle_ == nullptr) {
    prepare();
  } else {
    sqlite3_reset(handle_);
  }
}

void Statement::bind_one(int index, std::int64_t value) {
  sqlite3_bind_int64(handle_, index, value);
}
void Statement::bind_one(int index, double value) { sqlite3_bind_double(handle_, index, value); }
void Statement::bind_one(int index, std::string_view text) {
  sqlite3_bind_text64(handle_, index, text.data() == nullptr ? "" : text.data(), text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
}
void Statement::bind_one(int index, BlobView blob) {
  sqlite3_bind_blob64(handle_, index, blob.bytes.data() == nullptr ? "" : blob.bytes.data(),
                      blob.bytes.size(), SQLITE_STATIC);
}
void Statement::bind_one(int index, std::nullptr_t) { sqlite3_bind_null(handle_, index); }

Statement::Rows::~Rows() { sqlite3_reset(statement_.handle_); }

bool Statement::Rows::next() {
  const int result = sqlite3_step(statement_.handle_);
  if (result == SQLITE_ROW) return true;
  if (result == SQLITE_DONE) return false;
  fail(statement_.database_.handle(), "statement failed");
}

bool Statement::Rows::is_null(int column) const {
  return sqlite3_column_type(statement_.handle_, column) == SQLITE_NULL;
}
std::int64_t Statement::Rows::integer(int column) const {
  return sqlite3_column_int64(statement_.handle_, column);
}
double Statement::Rows::real(int column) const {
  return sqlite3_column_double(statement_.handle_, column);
}
std::string_view Statement::Rows::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_.handle_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_.handle_, column))};
}
std::string_view Statement::Rows::blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.handle_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.handle_, column))};
}
std::optional<std::string> Statement::Rows::optional_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return std::string(text(column));
}

}  // namespace tertulia::store
