#ifndef IMTOP_CALLOCATOR_ALLOCATOR_H
#define IMTOP_CALLOCATOR_ALLOCATOR_H

#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

/* Returns to the system what was freed and is kept by the allocator. */
static inline void imtop_give_back(void) {
#if defined(__GLIBC__)
  malloc_trim(0);
#endif
}

#endif
