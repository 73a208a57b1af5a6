/* Adds rows with SQLite's C API: the peer of SQLiteDB's adds.
 *
 *     sqlite_adds SOURCE TARGET COUNT ROWS_A_COMMIT
 *
 * Reads the first COUNT rows of SOURCE, a file that SQLiteDB wrote; creates TARGET with the same tables, indexes and
 * durability; adds the rows; and prints the seconds that took.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static sqlite3 *source, *target;

static void check(int status, sqlite3 *database) {
    if (status == SQLITE_OK || status == SQLITE_DONE || status == SQLITE_ROW) return;
    fprintf(stderr, "sqlite_adds: %s\n", sqlite3_errmsg(database));
    exit(1);
}

static void execute(sqlite3 *database, const char *sql) { check(sqlite3_exec(database, sql, 0, 0, 0), database); }

/* Tables come before their indexes. Indexes that SQLite makes itself have no SQL. */
static void copy_schema(void) {
    sqlite3_stmt *schema;
    check(sqlite3_prepare_v2(source, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type DESC", -1,
                             &schema, 0), source);
    while (sqlite3_step(schema) == SQLITE_ROW) execute(target, (const char *)sqlite3_column_text(schema, 0));
    sqlite3_finalize(schema);
}

/* Copies of the values, row by row. */
static sqlite3_value **read_rows(int count, int *columns) {
    sqlite3_stmt *rows;
    check(sqlite3_prepare_v2(source, "SELECT * FROM \"ipython-tasks\" ORDER BY seq LIMIT ?", -1, &rows, 0), source);
    sqlite3_bind_int(rows, 1, count);
    *columns = sqlite3_column_count(rows);
    sqlite3_value **values = malloc(sizeof *values * (size_t)count * (size_t)*columns);
    for (int row = 0; row < count; row++) {
        if (sqlite3_step(rows) != SQLITE_ROW) { fprintf(stderr, "sqlite_adds: too few rows\n"); exit(1); }
        for (int column = 0; column < *columns; column++)
            values[row * *columns + column] = sqlite3_value_dup(sqlite3_column_value(rows, column));
    }
    sqlite3_finalize(rows);
    return values;
}

static sqlite3_stmt *insertion(int columns) {
    char sql[1024] = "INSERT INTO \"ipython-tasks\" VALUES (?";
    char *end = sql + strlen(sql);
    for (int column = 1; column < columns; column++) end += sprintf(end, ",?");
    sprintf(end, ")");
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v2(target, sql, -1, &statement, 0), target);
    return statement;
}

int main(int count, char **arguments) {
    if (count != 5) { fprintf(stderr, "usage: sqlite_adds SOURCE TARGET COUNT ROWS_A_COMMIT\n"); return 64; }
    int rows = atoi(arguments[3]), rows_a_commit = atoi(arguments[4]), columns;
    check(sqlite3_open_v2(arguments[1], &source, SQLITE_OPEN_READONLY, 0), source);
    check(sqlite3_open(arguments[2], &target), target);
    execute(target, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    copy_schema();
    sqlite3_value **values = read_rows(rows, &columns);
    sqlite3_stmt *statement = insertion(columns);
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (int row = 0; row < rows; row++) {
        if (row % rows_a_commit == 0) execute(target, "BEGIN IMMEDIATE");
        for (int column = 0; column < columns; column++)
            check(sqlite3_bind_value(statement, column + 1, values[row * columns + column]), target);
        check(sqlite3_step(statement), target);
        check(sqlite3_reset(statement), target);
        if ((row + 1) % rows_a_commit == 0 || row + 1 == rows) execute(target, "COMMIT");
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%f\n", (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9);
    return 0;
}
