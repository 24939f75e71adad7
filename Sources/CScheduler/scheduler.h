#ifndef IMTOP_CSCHEDULER_SCHEDULER_H
#define IMTOP_CSCHEDULER_SCHEDULER_H

#include <errno.h>

#if defined(__linux__)
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

/* What the kernel is asked for the calling thread, which may always ask for less and hardly ever take it
   back. Each returns 0 or the number of the error. */

/* Runs only while a processor has nothing else to do (SCHED_IDLE). */
static inline int imtop_be_idle(void) {
#if defined(__linux__)
  struct sched_param parameters = {.sched_priority = 0};
  const int idle = 5;
  return syscall(SYS_sched_setscheduler, 0, idle, &parameters) == 0 ? 0 : errno;
#else
  return ENOSYS;
#endif
}

/* Takes the smallest share of a processor beside others (nice 19, which Linux keeps for each thread). */
static inline int imtop_be_nice(void) {
#if defined(__linux__)
  return setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), 19) == 0 ? 0 : errno;
#else
  return ENOSYS;
#endif
}

#endif
