// What taskdb uses of libmongoc 1.x, whose interface is stable: https://mongoc.org/libmongoc/1.23.1/api.html.
//
// The library is loaded when a MongoDB database is first opened, not when the program starts: it brings some twenty others
// with it and initialises them, which every other command would wait for, and it need not be installed for those. It is
// declared here, so that nothing links it; a test compares these declarations with the library's own.

#ifndef TASKDB_MONGOC_H
#define TASKDB_MONGOC_H

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#ifndef MONGOC_H  // unless the library's own headers came before
typedef struct _bson_t bson_t;
typedef struct _bson_error_t {
    uint32_t domain;
    uint32_t code;
    char message[504];
} bson_error_t;
typedef struct _mongoc_host_list_t mongoc_host_list_t;
typedef struct _mongoc_client_t mongoc_client_t;
typedef struct _mongoc_client_pool_t mongoc_client_pool_t;
typedef struct _mongoc_collection_t mongoc_collection_t;
typedef struct _mongoc_cursor_t mongoc_cursor_t;
typedef struct _mongoc_read_prefs_t mongoc_read_prefs_t;
typedef struct _mongoc_uri_t mongoc_uri_t;
typedef struct _mongoc_write_concern_t mongoc_write_concern_t;
typedef void (*mongoc_log_func_t)(int level, const char *domain, const char *message, void *data);
#endif

/// A host of a URI, of which the library holds more.
struct taskdb_host {
    const struct taskdb_host *next;
    char host[256];
    char host_and_port[262];
};

enum {
    /// How many bytes a `bson_t` takes, and at which multiples of as many it lies.
    TASKDB_BSON_SIZE = 128,
    TASKDB_ERROR_API_VERSION = 2,
    TASKDB_ERROR_STREAM = 2,
    TASKDB_ERROR_BSON = 8,
    TASKDB_ERROR_SERVER_SELECTION = 15,
    TASKDB_W_DEFAULT = -2,
    TASKDB_W_MAJORITY = -3,
};

#define TASKDB_DRIVER_FUNCTIONS(FUNCTION) \
    FUNCTION(void, bson_destroy, (bson_t *bson)) \
    FUNCTION(const uint8_t *, bson_get_data, (const bson_t *bson)) \
    FUNCTION(bool, bson_init_static, (bson_t *bson, const uint8_t *data, size_t length)) \
    FUNCTION(mongoc_collection_t *, mongoc_client_get_collection, (mongoc_client_t *client, const char *database, const char *collection)) \
    FUNCTION(void, mongoc_client_pool_destroy, (mongoc_client_pool_t *pool)) \
    FUNCTION(mongoc_client_pool_t *, mongoc_client_pool_new_with_error, (const mongoc_uri_t *uri, bson_error_t *error)) \
    FUNCTION(mongoc_client_t *, mongoc_client_pool_pop, (mongoc_client_pool_t *pool)) \
    FUNCTION(void, mongoc_client_pool_push, (mongoc_client_pool_t *pool, mongoc_client_t *client)) \
    FUNCTION(bool, mongoc_client_pool_set_appname, (mongoc_client_pool_t *pool, const char *name)) \
    FUNCTION(bool, mongoc_client_pool_set_error_api, (mongoc_client_pool_t *pool, int32_t version)) \
    FUNCTION(bool, mongoc_client_write_command_with_opts, (mongoc_client_t *client, const char *database, const bson_t *command, const bson_t *options, bson_t *reply, bson_error_t *error)) \
    FUNCTION(bool, mongoc_collection_delete_many, (mongoc_collection_t *collection, const bson_t *selector, const bson_t *options, bson_t *reply, bson_error_t *error)) \
    FUNCTION(bool, mongoc_collection_delete_one, (mongoc_collection_t *collection, const bson_t *selector, const bson_t *options, bson_t *reply, bson_error_t *error)) \
    FUNCTION(void, mongoc_collection_destroy, (mongoc_collection_t *collection)) \
    FUNCTION(mongoc_cursor_t *, mongoc_collection_find_with_opts, (mongoc_collection_t *collection, const bson_t *filter, const bson_t *options, const mongoc_read_prefs_t *preferences)) \
    FUNCTION(bool, mongoc_collection_insert_one, (mongoc_collection_t *collection, const bson_t *document, const bson_t *options, bson_t *reply, bson_error_t *error)) \
    FUNCTION(bool, mongoc_collection_update_one, (mongoc_collection_t *collection, const bson_t *selector, const bson_t *update, const bson_t *options, bson_t *reply, bson_error_t *error)) \
    FUNCTION(void, mongoc_cursor_destroy, (mongoc_cursor_t *cursor)) \
    FUNCTION(bool, mongoc_cursor_error, (mongoc_cursor_t *cursor, bson_error_t *error)) \
    FUNCTION(bool, mongoc_cursor_next, (mongoc_cursor_t *cursor, const bson_t **document)) \
    FUNCTION(void, mongoc_init, (void)) \
    FUNCTION(void, mongoc_log_set_handler, (mongoc_log_func_t handler, void *data)) \
    FUNCTION(void, mongoc_uri_destroy, (mongoc_uri_t *uri)) \
    FUNCTION(const mongoc_host_list_t *, mongoc_uri_get_hosts, (const mongoc_uri_t *uri)) \
    FUNCTION(int32_t, mongoc_uri_get_option_as_int32, (const mongoc_uri_t *uri, const char *option, int32_t fallback)) \
    FUNCTION(const char *, mongoc_uri_get_srv_hostname, (const mongoc_uri_t *uri)) \
    FUNCTION(const mongoc_write_concern_t *, mongoc_uri_get_write_concern, (const mongoc_uri_t *uri)) \
    FUNCTION(bool, mongoc_uri_has_option, (const mongoc_uri_t *uri, const char *option)) \
    FUNCTION(mongoc_uri_t *, mongoc_uri_new_with_error, (const char *text, bson_error_t *error)) \
    FUNCTION(bool, mongoc_uri_option_is_bool, (const char *option)) \
    FUNCTION(bool, mongoc_uri_option_is_int32, (const char *option)) \
    FUNCTION(bool, mongoc_uri_option_is_int64, (const char *option)) \
    FUNCTION(bool, mongoc_uri_option_is_utf8, (const char *option)) \
    FUNCTION(bool, mongoc_uri_set_option_as_int32, (mongoc_uri_t *uri, const char *option, int32_t value)) \
    FUNCTION(void, mongoc_uri_set_write_concern, (mongoc_uri_t *uri, const mongoc_write_concern_t *concern)) \
    FUNCTION(mongoc_write_concern_t *, mongoc_write_concern_copy, (const mongoc_write_concern_t *concern)) \
    FUNCTION(void, mongoc_write_concern_destroy, (mongoc_write_concern_t *concern)) \
    FUNCTION(int32_t, mongoc_write_concern_get_w, (const mongoc_write_concern_t *concern)) \
    FUNCTION(bool, mongoc_write_concern_journal_is_set, (const mongoc_write_concern_t *concern)) \
    FUNCTION(void, mongoc_write_concern_set_journal, (mongoc_write_concern_t *concern, bool journal)) \
    FUNCTION(void, mongoc_write_concern_set_w, (mongoc_write_concern_t *concern, int32_t w))

/// The library's functions, by their names.
struct taskdb_driver {
#define TASKDB_DECLARE(result, name, parameters) result(*_Nonnull name) parameters;
    TASKDB_DRIVER_FUNCTIONS(TASKDB_DECLARE)
#undef TASKDB_DECLARE
};

/// Loads the library, which stays loaded; null where it is not there, with the reason in `error`.
static inline const struct taskdb_driver *_Nullable taskdb_driver_load(const char *_Nullable *_Nonnull error) {
#ifdef __APPLE__
    void *library = dlopen("libmongoc-1.0.0.dylib", RTLD_NOW | RTLD_LOCAL);
#else
    void *library = dlopen("libmongoc-1.0.so.0", RTLD_NOW | RTLD_LOCAL);
#endif
    struct taskdb_driver *driver = library ? malloc(sizeof *driver) : NULL;
    bool is_whole = driver != NULL;
#define TASKDB_LOOK_UP(result, name, parameters)                \
    if (is_whole) {                                             \
        void *function = dlsym(library, #name);                 \
        is_whole = function != NULL;                            \
        if (is_whole) *(void **)(void *)&driver->name = function; \
    }
    TASKDB_DRIVER_FUNCTIONS(TASKDB_LOOK_UP)
#undef TASKDB_LOOK_UP
    if (is_whole) return driver;
    *error = dlerror();
    free(driver);
    return NULL;
}

#endif
