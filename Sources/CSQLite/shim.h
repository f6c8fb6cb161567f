#include <sqlite3.h>
#include <string.h>

/* What Swift cannot call: variadic functions, and SQLITE_TRANSIENT, which is a cast.
   A bind of no bytes passes "" and not NULL, which SQLite would store as NULL. */

static inline int csqlite_bind_text(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_text64(
        statement, index, count ? (const char *)bytes : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int csqlite_bind_blob(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, count ? bytes : "", count, SQLITE_TRANSIENT);
}

/* Turns one of the on-or-off options of sqlite.org/c3ref/c_dbconfig_defensive.html on or off. */
static inline int csqlite_set_option(sqlite3 *connection, int option, int is_on) {
    return sqlite3_db_config(connection, option, is_on, (int *)0);
}

/* How many bytes a text has before its first NUL. */
static inline long csqlite_length(const char *text) { return (long)strlen(text); }

/* Counts no memory: a lock taken for every piece of it. Refused once SQLite is in use. */
static inline int csqlite_count_no_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* The bytes of a number in the header of the file as it stands on disk, without its log: `offset` is that
   of a big-endian number of 32 bits. -1 where it cannot be read. No descriptor of the file is opened for it,
   as closing one would drop SQLite's locks: sqlite.org/howtocorrupt.html#_posix_advisory_locks. */
static inline sqlite3_int64 csqlite_header_number(sqlite3 *connection, int offset) {
    sqlite3_file *file = 0;
    unsigned char bytes[4];
    if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK
        || !file || !file->pMethods || file->pMethods->xRead(file, bytes, 4, offset) != SQLITE_OK) {
        return -1;
    }
    return ((sqlite3_int64)bytes[0] << 24) | (bytes[1] << 16) | (bytes[2] << 8) | bytes[3];
}
