/* The yardstick: imports one CSV file of invoice lines into the tables of an Offtake database, and
   does nothing else. It is written by hand for the columns that generate_invoices.py writes, in
   that order; it trusts the file, so that what it takes is about the least that storing the same
   rows under the same keys, CHECKs and foreign keys can take.

       cc -O2 -Wall -Wextra -o yardstick yardstick.c -lsqlite3
       yardstick [OPTION…] LINES.csv DATABASE

   Unlike Offtake it hashes nothing, compares nothing with what is stored, keeps no digest, ends
   at the first fault without naming its line, and knows no CSV but this.

       --insert=table|values|row   one INSERT … SELECT a batch (default), or `--values` rows or one
                                   row for each statement
       --batch=ROWS                rows parsed before they are inserted
       --values=ROWS               rows of each INSERT … VALUES
       --journal=MODE --synchronous=LEVEL --autocheckpoint=PAGES --cache=KIB --spill=on|off
       --temp-store=MODE --locking=MODE      the pragmas of these names
       --checkpoint                checkpoint once, after COMMIT; without automatic ones
       --sort                      read the whole file, then insert in the order of the key
       --foreign-keys=on|off --checks=on|off   what these cost; the result is then not comparable
       --no-insert                 parse, convert and sum only */

#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PROVIDER, NUMBER, CONTRACT, MONTH, ISSUED, DUE, CURRENCY, LINE, SKU, DESCRIPTION, QUANTITY,
       UNIT, PRICE, AMOUNT, FROM, TO, CATEGORY, FIELDS };

/* Quantities are summed in whole billionths. */
enum { QUANTITY_DIGITS = 9, COLUMNS = 13 };

typedef struct { const char *at; int length; } Text;

typedef struct {
  int64_t invoice, line, sku, unit, amount, from, to, file_line;
  Text description, quantity, price, category;
} Row;

/* Its texts are gone once it is inserted, but for what the roll-up needs. */
typedef struct {
  int64_t id, total, stored_total, contract, file_line;
  Text number, issued, due;
  char month[8], currency[8];
} Invoice;

typedef struct {
  int64_t contract, from, to;
  char month[8], currency[8], issued[16], category[16];
} Key;

typedef struct { Key key; __int128 units; int64_t lines; } Sum;

typedef struct { int64_t id, provider, buyer; } Contract;

static sqlite3 *db;
static Row *rows;
static size_t row_count, row_limit;
static Invoice *invoices;
static size_t invoice_count, invoice_limit, invoices_stored;
static Sum *sums;
static size_t sum_count, sum_limit;
static int64_t last_sum;
static Contract *contracts;
static size_t contract_count, contract_limit;
static int64_t import_id, first_invoice, file_lines;
static int sorts, inserts = 1;
static size_t values_rows = 32;
static const char *way = "table";

static _Noreturn void fail(const char *format, ...) {
  va_list list;
  va_start(list, format);
  fprintf(stderr, "yardstick: line %lld: ", (long long)file_lines + 2);
  vfprintf(stderr, format, list);
  fputc('\n', stderr);
  exit(1);
}

static void check(int code) {
  if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) fail("%s", sqlite3_errmsg(db));
}

static void execute(const char *format, ...) {
  va_list list;
  va_start(list, format);
  char *sql = sqlite3_vmprintf(format, list);
  va_end(list);
  check(sqlite3_exec(db, sql, NULL, NULL, NULL));
  sqlite3_free(sql);
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  check(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
  return statement;
}

static void run(sqlite3_stmt *statement) {
  check(sqlite3_step(statement));
  check(sqlite3_reset(statement));
}

static int64_t integer(const char *sql) {
  sqlite3_stmt *statement = prepare(sql);
  check(sqlite3_step(statement));
  int64_t value = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return value;
}

/* Makes room in an array for one more. */
static void *grown(void *array, size_t count, size_t *limit, size_t size) {
  if (count < *limit) return array;
  *limit = *limit ? 2 * *limit : 1024;
  if (!(array = realloc(array, *limit * size))) fail("out of memory");
  return array;
}

/* ---- Names: bytes and the number they stand for, in an open hash table ---- */

typedef struct { char *key; int length; uint64_t hash; int64_t number; } Entry;
typedef struct { Entry *entries; size_t limit, count; } Names;

static uint64_t hash_of(const char *key, int length) {
  uint64_t hash = 0x9E3779B97F4A7C15u ^ (uint64_t)length, part;
  for (; length >= 8; key += 8, length -= 8) {
    memcpy(&part, key, 8);
    hash = (hash ^ part) * 0xFF51AFD7ED558CCDu;
    hash ^= hash >> 32;
  }
  for (; length > 0; key++, length--) hash = (hash ^ (unsigned char)*key) * 0x100000001B3u;
  return hash ^ hash >> 29;
}

/* The number of a key, or where there is none, `fresh`, which it then has. */
static int64_t number_of(Names *names, const void *key, int length, int64_t fresh) {
  if (2 * names->count >= names->limit) {
    Names larger = {.limit = names->limit ? 2 * names->limit : 1024, .count = names->count};
    if (!(larger.entries = calloc(larger.limit, sizeof(Entry)))) fail("out of memory");
    for (size_t i = 0; i < names->limit; i++) {
      if (!names->entries[i].key) continue;
      size_t to = names->entries[i].hash & (larger.limit - 1);
      while (larger.entries[to].key) to = (to + 1) & (larger.limit - 1);
      larger.entries[to] = names->entries[i];
    }
    free(names->entries);
    *names = larger;
  }
  uint64_t hash = hash_of(key, length);
  for (size_t i = hash & (names->limit - 1);; i = (i + 1) & (names->limit - 1)) {
    Entry *entry = &names->entries[i];
    if (!entry->key) {
      char *copy = malloc((size_t)length + 1);
      if (!copy) fail("out of memory");
      *entry = (Entry){memcpy(copy, key, (size_t)length), length, hash, fresh};
      names->count++;
      return fresh;
    }
    if (entry->hash == hash && entry->length == length && !memcmp(entry->key, key, (size_t)length))
      return entry->number;
  }
}

static Names skus, units, contract_names, invoice_names, sum_names;
static sqlite3_stmt *add_sku, *add_unit;

static int64_t id_of_name(Names *names, sqlite3_stmt *add, Text name) {
  if (name.length == 0) return 0;
  int64_t fresh = (int64_t)names->count + 1, id = number_of(names, name.at, name.length, fresh);
  if (id == fresh && inserts) {
    sqlite3_bind_int64(add, 1, id);
    sqlite3_bind_text(add, 2, name.at, name.length, SQLITE_STATIC);
    run(add);
  }
  return id;
}

static void load_names(void) {
  sqlite3_stmt *stored = prepare("SELECT name FROM sku ORDER BY id");
  for (; sqlite3_step(stored) == SQLITE_ROW; )
    number_of(&skus, sqlite3_column_text(stored, 0), sqlite3_column_bytes(stored, 0),
              (int64_t)skus.count + 1);
  sqlite3_finalize(stored);
  stored = prepare("SELECT name FROM unit ORDER BY id");
  for (; sqlite3_step(stored) == SQLITE_ROW; )
    number_of(&units, sqlite3_column_text(stored, 0), sqlite3_column_bytes(stored, 0),
              (int64_t)units.count + 1);
  sqlite3_finalize(stored);
  stored = prepare(
      "SELECT provider.slug || ',' || reference, contract_id, provider_id, buyer_id"
      " FROM live_contract JOIN live_organization AS provider"
      " ON provider.organization_id = provider_id");
  for (; sqlite3_step(stored) == SQLITE_ROW; contract_count++) {
    contracts = grown(contracts, contract_count, &contract_limit, sizeof *contracts);
    contracts[contract_count] = (Contract){sqlite3_column_int64(stored, 1),
                                           sqlite3_column_int64(stored, 2),
                                           sqlite3_column_int64(stored, 3)};
    number_of(&contract_names, sqlite3_column_text(stored, 0), sqlite3_column_bytes(stored, 0),
              (int64_t)contract_count);
  }
  sqlite3_finalize(stored);
}

/* ---- Values of text ---- */

/* Cuts the zeros that canonical decimal text does not have; answers it in whole 10^-digits. */
static int64_t decimal(Text *text, int digits) {
  int64_t value = 0;
  int i = 0, negative = text->length > 0 && text->at[0] == '-';
  for (i = negative; i < text->length && text->at[i] != '.'; i++) {
    unsigned digit = (unsigned char)text->at[i] - '0';
    if (digit > 9 || value > INT64_MAX / 10 - 1) fail("a number is wrong");
    value = 10 * value + digit;
  }
  int point = i;
  for (i++; digits > 0; digits--, i++) {
    unsigned digit = i < text->length ? (unsigned char)text->at[i] - '0' : 0;
    if (digit > 9 || value > INT64_MAX / 10 - 1) fail("a number is wrong or too large");
    value = 10 * value + digit;
  }
  if (i < text->length) fail("a number has too many decimals");
  if (text->length > point + 1) {
    while (text->at[text->length - 1] == '0') text->length--;
    if (text->length == point + 1) text->length--;
  }
  return negative ? -value : value;
}

static int digits(const char *at, int count) {
  int value = 0;
  for (int i = 0; i < count; i++) value = 10 * value + (at[i] - '0');
  return value;
}

/* Days since 1970-01-01. From Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
static int64_t day_number(Text text) {
  if (text.length != 10 || text.at[4] != '-' || text.at[7] != '-') fail("a date is wrong");
  int year = digits(text.at, 4), month = digits(text.at + 5, 2), day = digits(text.at + 8, 2);
  static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1 || day > lengths[month - 1]) fail("a date is wrong");
  int shifted = year - (month <= 2), era = shifted / 400, of_era = shifted - era * 400;
  int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097LL + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* ---- The batch as a table that SQL can select from ---- */

typedef struct { sqlite3_vtab_cursor base; size_t at; } Cursor;

static int batch_connect(sqlite3 *db, void *aux, int argc, const char *const *argv,
                         sqlite3_vtab **table, char **error) {
  (void)aux; (void)argc; (void)argv; (void)error;
  *table = sqlite3_malloc(sizeof **table);
  if (!*table) return SQLITE_NOMEM;
  memset(*table, 0, sizeof **table);
  return sqlite3_declare_vtab(db, "CREATE TABLE batch (a, b, c, d, e, f, g, h, i, j, k, l, m)");
}
static int batch_disconnect(sqlite3_vtab *table) { sqlite3_free(table); return SQLITE_OK; }
static int batch_plan(sqlite3_vtab *table, sqlite3_index_info *info) {
  (void)table;
  info->estimatedCost = 1;
  return SQLITE_OK;
}
static int batch_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor) {
  (void)table;
  Cursor *fresh = sqlite3_malloc(sizeof *fresh);
  if (!fresh) return SQLITE_NOMEM;
  memset(fresh, 0, sizeof *fresh);
  *cursor = &fresh->base;
  return SQLITE_OK;
}
static int batch_close(sqlite3_vtab_cursor *cursor) { sqlite3_free(cursor); return SQLITE_OK; }
static int batch_filter(sqlite3_vtab_cursor *cursor, int number, const char *text, int argc,
                        sqlite3_value **argv) {
  (void)number; (void)text; (void)argc; (void)argv;
  ((Cursor *)cursor)->at = 0;
  return SQLITE_OK;
}
static int batch_next(sqlite3_vtab_cursor *cursor) { ((Cursor *)cursor)->at++; return SQLITE_OK; }
static int batch_end(sqlite3_vtab_cursor *cursor) { return ((Cursor *)cursor)->at >= row_count; }
static int batch_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *id) {
  *id = (sqlite3_int64)((Cursor *)cursor)->at;
  return SQLITE_OK;
}

static int batch_column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column) {
  const Row *row = &rows[((Cursor *)cursor)->at];
  const int64_t numbers[COLUMNS] = {[0] = row->invoice, [1] = row->line, [2] = row->sku,
      [5] = row->unit, [7] = row->amount, [9] = row->from, [10] = row->to, [12] = row->file_line};
  const Text *text;
  switch (column) {
  case 2: case 5:
    if (numbers[column]) sqlite3_result_int64(context, numbers[column]);
    return SQLITE_OK;
  case 3: text = &row->description; break;
  case 4: text = &row->quantity; break;
  case 6: text = &row->price; break;
  case 11: text = &row->category; break;
  case 8: return SQLITE_OK;
  case 9: case 10: if (row->from == INT64_MIN) return SQLITE_OK; /* fall through */
  default: sqlite3_result_int64(context, numbers[column]); return SQLITE_OK;
  }
  if (text->length) sqlite3_result_text(context, text->at, text->length, SQLITE_STATIC);
  return SQLITE_OK;
}

static const sqlite3_module batch = {
    .xConnect = batch_connect, .xDisconnect = batch_disconnect, .xBestIndex = batch_plan,
    .xOpen = batch_open, .xClose = batch_close, .xFilter = batch_filter, .xNext = batch_next,
    .xEof = batch_end, .xColumn = batch_column, .xRowid = batch_rowid};

/* ---- Inserting ---- */

static void bind_text(sqlite3_stmt *statement, int at, Text text) {
  if (text.length) check(sqlite3_bind_text(statement, at, text.at, text.length, SQLITE_STATIC));
  else check(sqlite3_bind_null(statement, at));
}

static void bind_id(sqlite3_stmt *statement, int at, int64_t id) {
  if (id) check(sqlite3_bind_int64(statement, at, id));
  else check(sqlite3_bind_null(statement, at));
}

static void bind_row(sqlite3_stmt *statement, int at, const Row *row) {
  sqlite3_bind_int64(statement, at + 1, row->invoice);
  sqlite3_bind_int64(statement, at + 2, row->line);
  bind_id(statement, at + 3, row->sku);
  bind_text(statement, at + 4, row->description);
  bind_text(statement, at + 5, row->quantity);
  bind_id(statement, at + 6, row->unit);
  bind_text(statement, at + 7, row->price);
  sqlite3_bind_int64(statement, at + 8, row->amount);
  if (row->from == INT64_MIN) {
    sqlite3_bind_null(statement, at + 10);
    sqlite3_bind_null(statement, at + 11);
  } else {
    sqlite3_bind_int64(statement, at + 10, row->from);
    sqlite3_bind_int64(statement, at + 11, row->to);
  }
  bind_text(statement, at + 12, row->category);
  sqlite3_bind_int64(statement, at + 13, row->file_line);
}

/* The columns of a row, in the order of their values. */
#define INSERT_LINES \
  "INSERT INTO invoice_line (invoice_row_id, line_no, sku_id, description, quantity, unit_id," \
  " unit_price, amount_units, amount_text, service_from, service_to, charge_category," \
  " recorded_line) "

/* INSERT … VALUES of so many rows. */
static sqlite3_stmt *prepare_values(size_t count) {
  sqlite3_str *sql = sqlite3_str_new(db);
  sqlite3_str_appendall(sql, INSERT_LINES "VALUES ");
  for (size_t i = 0; i < count; i++)
    sqlite3_str_appendall(sql, i ? ",(?,?,?,?,?,?,?,?,?,?,?,?,?)" : "(?,?,?,?,?,?,?,?,?,?,?,?,?)");
  char *text = sqlite3_str_finish(sql);
  sqlite3_stmt *statement = prepare(text);
  sqlite3_free(text);
  return statement;
}

static void insert_lines(void) {
  static sqlite3_stmt *select, *one, *many;
  if (!strcmp(way, "table")) {
    if (!select) select = prepare(INSERT_LINES "SELECT * FROM batch");
    run(select);
    return;
  }
  size_t at = 0;
  if (!one) one = prepare_values(1);
  if (!strcmp(way, "values")) {
    if (!many) many = prepare_values(values_rows);
    for (; at + values_rows <= row_count; at += values_rows) {
      for (size_t i = 0; i < values_rows; i++) bind_row(many, (int)i * COLUMNS, &rows[at + i]);
      run(many);
    }
  }
  for (; at < row_count; at++) {
    bind_row(one, 0, &rows[at]);
    run(one);
  }
}

/* An invoice of which lines are still to come is stored with the total so far. */
static void insert_invoices(void) {
  static sqlite3_stmt *add;
  if (!add) add = prepare(
      "INSERT INTO invoice (id, invoice_id, provider_id, number, buyer_id, contract_id,"
      " billing_month, issued_on, due_on, currency, total_units, kind, recorded_by, recorded_line)"
      " VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, iif(?10 < 0, 'credit_note', 'invoice'),"
      " ?11, ?12)");
  for (; invoices_stored < invoice_count; invoices_stored++) {
    Invoice *invoice = &invoices[invoices_stored];
    const Contract *contract = &contracts[invoice->contract];
    sqlite3_bind_int64(add, 1, invoice->id);
    sqlite3_bind_int64(add, 2, contract->provider);
    bind_text(add, 3, invoice->number);
    sqlite3_bind_int64(add, 4, contract->buyer);
    sqlite3_bind_int64(add, 5, contract->id);
    bind_text(add, 6, (Text){invoice->month, 7});
    bind_text(add, 7, invoice->issued);
    bind_text(add, 8, invoice->due);
    bind_text(add, 9, (Text){invoice->currency, 3});
    sqlite3_bind_int64(add, 10, invoice->stored_total = invoice->total);
    sqlite3_bind_int64(add, 11, import_id);
    sqlite3_bind_int64(add, 12, invoice->file_line);
    run(add);
  }
}

static int by_key(const void *a, const void *b) {
  const Row *x = a, *y = b;
  return x->invoice != y->invoice ? (x->invoice < y->invoice ? -1 : 1)
         : x->line != y->line     ? (x->line < y->line ? -1 : 1) : 0;
}

static void flush(void) {
  if (sorts) qsort(rows, row_count, sizeof *rows, by_key);
  if (inserts) insert_invoices();
  else invoices_stored = invoice_count;
  if (inserts) insert_lines();
  row_count = 0;
}

static void complete_invoices(void) {
  sqlite3_stmt *complete = prepare(
      "UPDATE invoice SET total_units = ?2, kind = iif(?2 < 0, 'credit_note', 'invoice')"
      " WHERE id = ?1");
  for (size_t i = 0; i < invoice_count; i++) {
    if (invoices[i].total == invoices[i].stored_total) continue;
    sqlite3_bind_int64(complete, 1, invoices[i].id);
    sqlite3_bind_int64(complete, 2, invoices[i].total);
    run(complete);
  }
  sqlite3_finalize(complete);
}

/* ---- The roll-ups ---- */

/* Days that a line does not say. */
#define NO_SERVICE -1000000

static void add_to_rollup(const Row *row, const Invoice *invoice) {
  Key key = {.contract = invoice->contract, .from = row->from, .to = row->to};
  if (row->from == INT64_MIN) key.from = key.to = NO_SERVICE;
  memcpy(key.month, invoice->month, 7);
  memcpy(key.currency, invoice->currency, 3);
  if (invoice->issued.length > 10 || row->category.length > 15) fail("a date or category is wrong");
  memcpy(key.issued, invoice->issued.at, (size_t)invoice->issued.length);
  memcpy(key.category, row->category.at, (size_t)row->category.length);
  if (!sum_count || memcmp(&sums[last_sum].key, &key, sizeof key)) {
    last_sum = number_of(&sum_names, &key, sizeof key, (int64_t)sum_count);
    if (last_sum == (int64_t)sum_count) {
      sums = grown(sums, sum_count, &sum_limit, sizeof *sums);
      sums[sum_count++] = (Sum){.key = key};
    }
  }
  sums[last_sum].units += row->amount;
  sums[last_sum].lines++;
}

/* The order of the tables' keys, so that they grow at one end. */
static int by_rollup_key(const void *a, const void *b) {
  const Sum *x = a, *y = b;
  const Contract *c = &contracts[x->key.contract], *d = &contracts[y->key.contract];
  if (c->provider != d->provider) return c->provider < d->provider ? -1 : 1;
  if (c->id != d->id) return c->id < d->id ? -1 : 1;
  int order = memcmp(x->key.month, y->key.month, 8);
  if (!order) order = memcmp(x->key.currency, y->key.currency, 8);
  if (!order) order = memcmp(x->key.issued, y->key.issued, 16);
  if (order) return order;
  if (x->key.from != y->key.from) return x->key.from < y->key.from ? -1 : 1;
  if (x->key.to != y->key.to) return x->key.to < y->key.to ? -1 : 1;
  return memcmp(x->key.category, y->key.category, 16);
}

static void bind_key(sqlite3_stmt *statement, const Key *key) {
  const Contract *contract = &contracts[key->contract];
  sqlite3_bind_int64(statement, 1, contract->provider);
  sqlite3_bind_int64(statement, 2, contract->id);
  sqlite3_bind_text(statement, 3, key->month, 7, SQLITE_STATIC);
  sqlite3_bind_text(statement, 4, key->currency, 3, SQLITE_STATIC);
  sqlite3_bind_int64(statement, 5, contract->buyer);
  sqlite3_bind_text(statement, 6, key->issued, -1, SQLITE_STATIC);
}

static void bind_sum(sqlite3_stmt *statement, int at, __int128 units, int64_t lines) {
  sqlite3_bind_int64(statement, at, (int64_t)(units >> 32));
  sqlite3_bind_int64(statement, at + 1, (int64_t)(units & 0xFFFFFFFF));
  sqlite3_bind_int64(statement, at + 2, lines);
}

static int is_of_month(const Key *key, const Key *other) {
  return key->contract == other->contract && !memcmp(key->month, other->month, 8)
         && !memcmp(key->currency, other->currency, 8);
}

static void store_rollup(void) {
  sqlite3_stmt *add_charge = prepare(
      "INSERT INTO charge VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)");
  sqlite3_stmt *add_spend = prepare(
      "INSERT INTO spend_month VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
      " ON CONFLICT DO UPDATE SET last_issued_on = max(last_issued_on, excluded.last_issued_on),"
      " net_high = net_high + excluded.net_high, net_low = net_low + excluded.net_low,"
      " net_line_count = net_line_count + excluded.net_line_count,"
      " tax_high = tax_high + excluded.tax_high, tax_low = tax_low + excluded.tax_low,"
      " tax_line_count = tax_line_count + excluded.tax_line_count");
  qsort(sums, sum_count, sizeof *sums, by_rollup_key);
  __int128 units[2] = {0, 0};
  int64_t lines[2] = {0, 0};
  for (size_t i = 0; i < sum_count; i++) {
    Sum *sum = &sums[i];
    bind_key(add_charge, &sum->key);
    sqlite3_bind_int64(add_charge, 7, sum->key.from);
    sqlite3_bind_int64(add_charge, 8, sum->key.to);
    sqlite3_bind_text(add_charge, 9, sum->key.category, -1, SQLITE_STATIC);
    sqlite3_bind_int64(add_charge, 10, import_id);
    bind_sum(add_charge, 11, sum->units, sum->lines);
    run(add_charge);
    int is_tax = !strcmp(sum->key.category, "Tax");
    units[is_tax] += sum->units;
    lines[is_tax] += sum->lines;
    if (i + 1 < sum_count && is_of_month(&sum->key, &sums[i + 1].key)) continue;
    bind_key(add_spend, &sum->key);
    bind_sum(add_spend, 7, units[0], lines[0]);
    bind_sum(add_spend, 10, units[1], lines[1]);
    run(add_spend);
    units[0] = units[1] = lines[0] = lines[1] = 0;
  }
  sqlite3_finalize(add_charge);
  sqlite3_finalize(add_spend);
}

/* ---- The file ---- */

/* Splits the record at `at`, and answers where the next one begins; NULL if it does not end
   before `end`. Doubled quotes are made single in place, so a record is split only once. */
static char *split(char *at, char *end, Text *fields) {
  int count = 0;
  for (;; count++) {
    if (count == FIELDS) fail("too many fields");
    if (at < end && *at == '"') {
      char *start = ++at, *to = start;
      for (;; *to++ = *at++) {
        if (at + 1 >= end) return NULL;
        if (*at == '"' && *++at != '"') break;
      }
      fields[count] = (Text){start, (int)(to - start)};
    } else {
      char *start = at;
      while (at < end && *at != ',' && *at != '\n') at++;
      fields[count] = (Text){start, (int)(at - start)};
    }
    if (at >= end) return NULL;
    if (*at++ == '\n') break;
  }
  if (count + 1 != FIELDS) fail("too few fields");
  return at;
}

/* The place of a record's invoice in `invoices`; adds those that are new. */
static size_t invoice_of(const Text *fields) {
  char key[512];
  int length = snprintf(key, sizeof key, "%.*s,%.4s,%.*s", fields[PROVIDER].length,
                        fields[PROVIDER].at, fields[ISSUED].at, fields[NUMBER].length,
                        fields[NUMBER].at);
  if (length >= (int)sizeof key) fail("a name is too long");
  size_t at = (size_t)number_of(&invoice_names, key, length, (int64_t)invoice_count);
  if (at < invoice_count) return at;
  length = snprintf(key, sizeof key, "%.*s,%.*s", fields[PROVIDER].length, fields[PROVIDER].at,
                    fields[CONTRACT].length, fields[CONTRACT].at);
  size_t known = contract_names.count;
  int64_t contract = number_of(&contract_names, key, length, -1);
  if (contract_names.count != known) fail("no contract %s", key);
  invoices = grown(invoices, invoice_count, &invoice_limit, sizeof *invoices);
  invoices[invoice_count] = (Invoice){
      .id = first_invoice + (int64_t)invoice_count, .contract = contract,
      .file_line = file_lines + 2, .number = fields[NUMBER], .issued = fields[ISSUED],
      .due = fields[DUE]};
  if (fields[MONTH].length != 7 || fields[CURRENCY].length != 3) fail("a month or currency is wrong");
  memcpy(invoices[invoice_count].month, fields[MONTH].at, 7);
  memcpy(invoices[invoice_count].currency, fields[CURRENCY].at, 3);
  return invoice_count++;
}

static void take(Text *fields, size_t at) {
  Invoice *invoice = &invoices[at];
  rows = grown(rows, row_count, &row_limit, sizeof *rows);
  Row *row = &rows[row_count++];
  decimal(&fields[QUANTITY], QUANTITY_DIGITS);
  decimal(&fields[PRICE], QUANTITY_DIGITS);
  *row = (Row){
      .invoice = invoice->id, .line = decimal(&fields[LINE], 0),
      .sku = id_of_name(&skus, add_sku, fields[SKU]),
      .unit = id_of_name(&units, add_unit, fields[UNIT]),
      .amount = decimal(&fields[AMOUNT], 6), .file_line = file_lines + 2,
      .from = fields[FROM].length ? day_number(fields[FROM]) : INT64_MIN,
      .to = fields[TO].length ? day_number(fields[TO]) : INT64_MIN,
      .description = fields[DESCRIPTION], .quantity = fields[QUANTITY], .price = fields[PRICE],
      .category = fields[CATEGORY]};
  if (__builtin_add_overflow(invoice->total, row->amount, &invoice->total))
    fail("an invoice's total is too large");
  add_to_rollup(row, invoice);
}

static void import_file(int file, size_t byte_count, size_t batch_rows) {
  size_t size = sorts ? byte_count + 1 : 1 << 20, kept = 0;
  char *buffer = malloc(size + 1);
  if (!buffer) fail("out of memory");
  int is_first = 1;
  for (ssize_t got = 1; got > 0;) {
    for (size_t had = kept; (got = read(file, buffer + kept, size - kept)) > 0; had = kept) {
      kept = had + (size_t)got;
      if (kept == size) break;
    }
    if (got < 0) fail("cannot read the file");
    if (got == 0 && kept > 0 && buffer[kept - 1] != '\n') buffer[kept++] = '\n';
    char *at = buffer, *end = buffer + kept, *next;
    const char *head = NULL;
    size_t head_length = 0, invoice = 0;
    Text fields[FIELDS];
    /* The last record of the buffer may be cut: it waits for the rest. */
    while (end > at && end[-1] != '\n') end--;
    while (at < end) {
      if (!(next = split(at, end, fields))) fail("a quote is not closed");
      if (is_first) {
        is_first = 0;
        at = next;
        continue;
      }
      size_t length = (size_t)(fields[LINE].at - at);
      if (!head || length != head_length || memcmp(at, head, length) != 0)
        invoice = invoice_of(fields);
      head = at;
      head_length = length;
      take(fields, invoice);
      file_lines++;
      if (row_count >= batch_rows && !sorts) flush();
      at = next;
    }
    if (!sorts || got == 0) flush();
    kept -= (size_t)(at - buffer);
    if (kept == size) fail("a record is too long");
    memmove(buffer, at, kept);
  }
  free(buffer);
}

static const char *option(int *argc, char **argv, const char *name, const char *otherwise) {
  size_t length = strlen(name);
  for (int i = 1; i < *argc; i++) {
    if (strncmp(argv[i], name, length) || (argv[i][length] != '=' && argv[i][length])) continue;
    const char *value = argv[i][length] ? argv[i] + length + 1 : "on";
    memmove(argv + i, argv + i + 1, (size_t)(--*argc - i) * sizeof *argv);
    return value;
  }
  return otherwise;
}

/* What it took, and on Linux how many bytes were written. */
static void print_cost(void) {
  long long written = 0;
  FILE *counts = fopen("/proc/self/io", "r");
  if (counts) {
    if (fscanf(counts, "rchar: %*d\nwchar: %lld", &written) != 1) written = 0;
    fclose(counts);
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  fprintf(stderr, "user %ld.%03ld s, system %ld.%03ld s, %ld KiB, wrote %lld bytes\n", usage.ru_utime.tv_sec,
          usage.ru_utime.tv_usec / 1000, usage.ru_stime.tv_sec, usage.ru_stime.tv_usec / 1000,
          usage.ru_maxrss, written);
}

static Text decimal_text(__int128 value, char *end) {
  char *at = end;
  int negative = value < 0;
  if (negative) value = -value;
  for (int i = 0; value || i <= QUANTITY_DIGITS; i++, value /= 10) {
    if (i == QUANTITY_DIGITS) *--at = '.';
    *--at = (char)('0' + (int)(value % 10));
  }
  while (end[-1] == '0') end--;
  if (end[-1] == '.') end--;
  if (negative) *--at = '-';
  return (Text){at, (int)(end - at)};
}

int main(int argc, char **argv) {
  way = option(&argc, argv, "--insert", "table");
  values_rows = (size_t)atol(option(&argc, argv, "--values", "32"));
  size_t batch_rows = (size_t)atol(option(&argc, argv, "--batch", "1024"));
  const char *journal = option(&argc, argv, "--journal", "wal");
  const char *synchronous = option(&argc, argv, "--synchronous", "full");
  const char *pages = option(&argc, argv, "--autocheckpoint", "1000");
  const char *cache = option(&argc, argv, "--cache", "2000");
  const char *spill = option(&argc, argv, "--spill", "on");
  const char *temporary = option(&argc, argv, "--temp-store", "memory");
  const char *locking = option(&argc, argv, "--locking", "normal");
  const char *keys = option(&argc, argv, "--foreign-keys", "on");
  const char *checks = option(&argc, argv, "--checks", "on");
  int checkpoints = *option(&argc, argv, "--checkpoint", "") != 0;
  sorts = *option(&argc, argv, "--sort", "") != 0;
  inserts = *option(&argc, argv, "--no-insert", "") == 0;
  if (argc != 3 || argv[1][0] == '-' || argv[2][0] == '-' || !values_rows || !batch_rows) {
    fprintf(stderr, "usage: yardstick [OPTION...] LINES.csv DATABASE; the options stand in"
                    " yardstick.c\n");
    return 2;
  }
  struct stat status;
  int file = open(argv[1], O_RDONLY | O_CLOEXEC);
  if (file < 0 || fstat(file, &status) < 0) fail("cannot open %s", argv[1]);
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  check(sqlite3_open_v2(argv[2], &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL));
  check(sqlite3_create_module(db, "batch", &batch, NULL));
  execute("PRAGMA locking_mode = %s; PRAGMA journal_mode = %s; PRAGMA synchronous = %s;"
          "PRAGMA cache_size = -%s; PRAGMA cache_spill = %s; PRAGMA temp_store = %s;"
          "PRAGMA foreign_keys = %s; PRAGMA wal_autocheckpoint = %s",
          locking, journal, synchronous, cache, spill, temporary, keys, checkpoints ? "0" : pages);
  execute("PRAGMA ignore_check_constraints = %s", strcmp(checks, "on") ? "on" : "off");
  execute("BEGIN IMMEDIATE");
  import_id = integer("SELECT coalesce(max(id), 0) + 1 FROM import");
  first_invoice = integer("SELECT coalesce(max(id), 0) + 1 FROM invoice");
  add_sku = prepare("INSERT INTO sku (id, name) VALUES (?1, ?2)");
  add_unit = prepare("INSERT INTO unit (id, name) VALUES (?1, ?2)");
  load_names();
  /* First, so that no invoice waits for it: else its foreign keys are sought at the end. */
  execute("INSERT INTO import (id, kind, file_name, sha256, byte_count, new_rows, unchanged_rows,"
          " revised_rows, rejected_rows, started_at, finished_at, program_version, digest)"
          " VALUES (%lld, 'invoices', %Q, printf('%%064x', %lld), %lld, 0, 0, 0, 0,"
          " strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ'), strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ'),"
          " 'yardstick', printf('%%064x', 0))",
          (long long)import_id, argv[1], (long long)import_id, (long long)status.st_size);
  import_file(file, (size_t)status.st_size, batch_rows);
  if (inserts) {
    complete_invoices();
    store_rollup();
  }
  execute("UPDATE import SET new_rows = %lld, finished_at = strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ')"
          " WHERE id = %lld", (long long)file_lines, (long long)import_id);
  if (inserts) execute("COMMIT");
  else execute("ROLLBACK");
  if (checkpoints) execute("PRAGMA wal_checkpoint(TRUNCATE)");
  __int128 total = 0;
  for (size_t i = 0; i < invoice_count; i++) total += invoices[i].total;
  for (sqlite3_stmt *open; (open = sqlite3_next_stmt(db, NULL));) sqlite3_finalize(open);
  check(sqlite3_close(db));
  char text[64];
  Text sum = decimal_text(total * 1000, text + sizeof text);
  printf("%lld lines, %zu invoices, %zu sums, total %.*s\n", (long long)file_lines, invoice_count,
         sum_count, sum.length, sum.at);
  print_cost();
  return 0;
}
