/* A shared object that is no handler. */
__attribute__((visibility("default"))) int tertulia_no_handler(void) { return 0; }
