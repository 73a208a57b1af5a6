// A build without the trait MongoDB compiles this file too, and does not need the headers.
#if __has_include(<mongoc/mongoc.h>) && __has_include(<bson/bson.h>)

#include "driver.h"

#include <dlfcn.h>
#include <stdlib.h>

const struct taskdb_driver *taskdb_driver_load(const char **error) {
    void *library = dlopen("libmongoc-1.0.so.0", RTLD_NOW | RTLD_LOCAL);
    struct taskdb_driver *driver = library ? malloc(sizeof *driver) : NULL;
    bool is_whole = driver != NULL;
#define TASKDB_LOOK_UP(name)                                      \
    if (is_whole) {                                               \
        void *function = dlsym(library, #name);                   \
        is_whole = function != NULL;                              \
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
