// The functions of libmongoc 1.x that taskdb calls, with the types of the library's own headers:
// https://mongoc.org/libmongoc/1.23.1/api.html.
//
// The library is loaded when a MongoDB database is first opened, so nothing links it: it needs some twenty other libraries,
// whose start every command would wait for, and programs start without it. That is why the headers are not found through
// pkg-config, whose flags would link the library too, but through the links `bson` and `mongoc` beside this file, to where
// Debian and Ubuntu install them. Headers elsewhere are found with `swift build -Xcc -I…`.

#ifndef TASKDB_DRIVER_H
#define TASKDB_DRIVER_H

#if !__has_include(<mongoc/mongoc.h>) || !__has_include(<bson/bson.h>)
#error "libmongoc-dev is needed to build with the trait MongoDB; --disable-default-traits builds without it"
#endif

#include <mongoc/mongoc.h>

#define TASKDB_DRIVER_FUNCTIONS(FUNCTION) \
    FUNCTION(bson_destroy) \
    FUNCTION(bson_get_data) \
    FUNCTION(bson_init_static) \
    FUNCTION(mongoc_client_get_collection) \
    FUNCTION(mongoc_client_pool_destroy) \
    FUNCTION(mongoc_client_pool_new_with_error) \
    FUNCTION(mongoc_client_pool_pop) \
    FUNCTION(mongoc_client_pool_push) \
    FUNCTION(mongoc_client_pool_set_appname) \
    FUNCTION(mongoc_client_pool_set_error_api) \
    FUNCTION(mongoc_client_write_command_with_opts) \
    FUNCTION(mongoc_collection_delete_many) \
    FUNCTION(mongoc_collection_delete_one) \
    FUNCTION(mongoc_collection_destroy) \
    FUNCTION(mongoc_collection_find_with_opts) \
    FUNCTION(mongoc_collection_insert_one) \
    FUNCTION(mongoc_collection_update_one) \
    FUNCTION(mongoc_cursor_destroy) \
    FUNCTION(mongoc_cursor_error) \
    FUNCTION(mongoc_cursor_next) \
    FUNCTION(mongoc_init) \
    FUNCTION(mongoc_log_set_handler) \
    FUNCTION(mongoc_uri_destroy) \
    FUNCTION(mongoc_uri_get_hosts) \
    FUNCTION(mongoc_uri_get_option_as_int32) \
    FUNCTION(mongoc_uri_get_srv_hostname) \
    FUNCTION(mongoc_uri_get_write_concern) \
    FUNCTION(mongoc_uri_has_option) \
    FUNCTION(mongoc_uri_new_with_error) \
    FUNCTION(mongoc_uri_option_is_bool) \
    FUNCTION(mongoc_uri_option_is_int32) \
    FUNCTION(mongoc_uri_option_is_int64) \
    FUNCTION(mongoc_uri_option_is_utf8) \
    FUNCTION(mongoc_uri_set_option_as_int32) \
    FUNCTION(mongoc_uri_set_write_concern) \
    FUNCTION(mongoc_write_concern_copy) \
    FUNCTION(mongoc_write_concern_destroy) \
    FUNCTION(mongoc_write_concern_get_w) \
    FUNCTION(mongoc_write_concern_journal_is_set) \
    FUNCTION(mongoc_write_concern_set_journal) \
    FUNCTION(mongoc_write_concern_set_w)

/// Swift cannot import `bson_t`: it is aligned more strictly than Swift's types may be.
enum {
    TASKDB_BSON_SIZE = sizeof(bson_t),
    TASKDB_BSON_ALIGNMENT = _Alignof(bson_t),
};

/// The library's functions by their names.
struct taskdb_driver {
#define TASKDB_DECLARE(name) __typeof__(&name) _Nonnull name;
    TASKDB_DRIVER_FUNCTIONS(TASKDB_DECLARE)
#undef TASKDB_DECLARE
};

/// Loads the library for as long as the process runs. Returns null if it cannot be loaded, and the reason in `error`.
const struct taskdb_driver *_Nullable taskdb_driver_load(const char *_Nullable *_Nonnull error);

#endif
