/* A library that loads well and has nothing of the API. */
__attribute__((visibility("default"))) int wtsconform_test_answer(void) { return 42; }
