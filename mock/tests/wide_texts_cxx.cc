// As C++, where a WCHAR that is not wchar_t would not take the texts at all.
#include "mock/tests/wide_texts.c"
