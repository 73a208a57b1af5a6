// Compiles only if what taskdb declares of libmongoc is what libmongoc's own headers declare.
#include <mongoc/mongoc.h>

#include "shim.h"

#define CHECK(result, name, parameters) \
    _Static_assert(_Generic(&name, result(*) parameters: 1, default: 0), #name " is declared otherwise");
TASKDB_DRIVER_FUNCTIONS(CHECK)

_Static_assert(sizeof(bson_t) == TASKDB_BSON_SIZE && _Alignof(bson_t) == TASKDB_BSON_SIZE, "bson_t");
_Static_assert(offsetof(bson_error_t, code) == 4 && offsetof(bson_error_t, message) == 8, "bson_error_t");
_Static_assert(sizeof(bson_error_t) == 512, "bson_error_t");
_Static_assert(offsetof(mongoc_host_list_t, next) == offsetof(struct taskdb_host, next), "next");
_Static_assert(offsetof(mongoc_host_list_t, host_and_port) == offsetof(struct taskdb_host, host_and_port), "host_and_port");
_Static_assert(sizeof((mongoc_host_list_t){0}.host_and_port) == sizeof((struct taskdb_host){0}.host_and_port), "its size");
_Static_assert(MONGOC_ERROR_API_VERSION_2 == TASKDB_ERROR_API_VERSION, "version");
_Static_assert((int)MONGOC_ERROR_STREAM == (int)TASKDB_ERROR_STREAM, "stream");
_Static_assert((int)MONGOC_ERROR_BSON == (int)TASKDB_ERROR_BSON, "bson");
_Static_assert((int)MONGOC_ERROR_SERVER_SELECTION == (int)TASKDB_ERROR_SERVER_SELECTION, "server selection");
_Static_assert(MONGOC_WRITE_CONCERN_W_DEFAULT == TASKDB_W_DEFAULT, "w");
_Static_assert(MONGOC_WRITE_CONCERN_W_MAJORITY == TASKDB_W_MAJORITY, "majority");
