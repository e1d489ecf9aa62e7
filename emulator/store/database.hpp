/// The state of the emulator: one SQLite connection, prepared statements, savepoints, snapshots.
///
/// Used inside the monitor by one thread at a time. A failure of SQLite itself (a full disk, a
/// mistake in a statement) is no answer that AWS gives: it throws `StoreError`, which the
/// dispatcher turns into an InternalFailure.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace tertulia::store {

struct StoreError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Bytes to bind as a BLOB; a plain string_view binds as TEXT.
struct BlobView {
  std::string_view bytes;
};

struct Image;

class Database {
 public:
  /// `path` of the file that keeps the state; ":memory:" keeps it for the process, and begins with
  /// `image`.
  explicit Database(const std::string& path = ":memory:", const Image* image = nullptr);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Runs one or more statements without parameters or results.
  void execute(std::string_view sql);
  /// Makes the tables of a schema that are not there yet.
  void define(std::string_view schema);

  void savepoint();
  void release();
  void roll_back();

  /// The whole state as bytes, and back. No statement may be in the middle of its rows; no
  /// savepoint may be open.
  [[nodiscard]] std::string serialize() const;
  void restore(std::string_view bytes);

  [[nodiscard]] std::int64_t changes() const;
  /// Whether the state is in a file, where a later process finds it.
  [[nodiscard]] bool is_kept() const;
  [[nodiscard]] sqlite3* handle() const { return handle_; }

 private:
  void restore_from(std::string_view bytes);

  sqlite3* handle_ = nullptr;
  const Image* image_ = nullptr;
  std::unique_ptr<class Statement> savepoint_, release_, roll_back_;
};

/// A prepared statement, made once and used often. It is prepared when it is first used, so that a
/// service has as many as it likes for nothing; one that is wrong throws then.
///
///   auto query = get_.bind(table, BlobView{key});      // a Rows that resets the statement at its
///   end if (query.next()) use(query.blob(0));
class Statement {
 public:
  Statement(Database& database, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  class Rows {
   public:
    explicit Rows(Statement& statement) : statement_(statement) {}
    ~Rows();
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;

    /// Steps to the next row; false at the end.
    bool next();
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    /// Valid until the next step.
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const;
    [[nodiscard]] std::optional<std::string> optional_text(int column) const;

   private:
    Statement& statement_;
  };

  /// Binds all parameters, in order, and returns the rows to step through. Bound text must outlive
  /// the rows.
  template <class... Values>
  [[nodiscard]] Rows bind(const Values&... values) {
    reset();
    int index = 0;
    (bind_one(++index, values), ...);
    return Rows(*this);
  }
  /// Binds all parameters and runs to the end; for statements without rows.
  template <class... Values>
  void run(const Values&... values) {
    auto rows = bind(values...);
    while (rows.next()) {
    }
  }

 private:
  void reset();
  void prepare();
  void bind_one(int index, std::int64_t value);
  void bind_one(int index, std::int32_t value) {
    bind_one(index, static_cast<std::int64_t>(value));
  }
  void bind_one(int index, std::uint64_t value) {
    bind_one(index, static_cast<std::int64_t>(value));
  }
  void bind_one(int index, bool value) {
    bind_one(index, static_cast<std::int64_t>(value ? 1 : 0));
  }
  void bind_one(int index, double value);
  void bind_one(int index, std::string_view text);
  void bind_one(int index, const std::string& text) { bind_one(index, std::string_view(text)); }
  void bind_one(int index, const char* text) { bind_one(index, std::string_view(text)); }
  void bind_one(int index, BlobView blob);
  void bind_one(int index, std::nullptr_t);
  template <class T>
  void bind_one(int index, const std::optional<T>& value) {
    value ? bind_one(index, *value) : bind_one(index, nullptr);
  }

  Database& database_;
  std::string sql_;
  sqlite3_stmt* handle_ = nullptr;
};

/// A savepoint that is rolled back at its end unless it was kept.
class Savepoint {
 public:
  explicit Savepoint(Database& database) : database_(database) { database_.savepoint(); }
  ~Savepoint() {
    if (!kept_) database_.roll_back();
  }
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  void keep() {
    database_.release();
    kept_ = true;
  }

 private:
  Database& database_;
  bool kept_ = false;
};

}  // namespace tertulia::store
