#define _GNU_SOURCE
#include "terminal_guard.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { SIGNAL_STACK_SIZE = 64 * 1024, RESTORE_ATTEMPTS = 20 };

static const int told[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT};
static const int crashes[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGQUIT};

enum { TOLD_COUNT = sizeof told / sizeof *told, CRASH_COUNT = sizeof crashes / sizeof *crashes };

static struct sigaction told_before[TOLD_COUNT];
static struct sigaction crash_before[CRASH_COUNT];
static struct termios saved_mode;
static char restore_bytes[TERMINAL_GUARD_RESTORE_MAX];
static volatile sig_atomic_t restore_length;
static volatile sig_atomic_t tty_descriptor = -1;
static volatile sig_atomic_t wake_descriptor = -1;
static volatile sig_atomic_t armed;
static volatile sig_atomic_t dirty;
static pid_t owner;

static void tell(int signal_number) {
  int error = errno;
  unsigned char byte = (unsigned char)signal_number;
  if (getpid() == owner) (void)!write(wake_descriptor, &byte, 1);
  errno = error;
}

static void crash(int signal_number, siginfo_t *info, void *context) {
  (void)context;
  int error = errno;
  if (getpid() == owner) terminal_guard_restore();
  for (int i = 0; i < CRASH_COUNT; i++) {
    if (crashes[i] == signal_number) sigaction(signal_number, &crash_before[i], NULL);
  }
  // A fault happens again on return; what was sent by kill, raise or abort has to be sent again.
  if (info == NULL || info->si_code <= 0) raise(signal_number);
  errno = error;
}

/// Sets the saved mode, from the background too.
static void set_mode(void) {
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);
  tcsetattr(tty_descriptor, TCSANOW, &saved_mode);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/// Writes the restoring bytes; a write of somebody else that is under way may hold them up.
static void write_restore_bytes(void) {
  int written = 0;
  for (int attempt = 0; attempt < RESTORE_ATTEMPTS && written < restore_length; attempt++) {
    ssize_t count = write(tty_descriptor, restore_bytes + written, restore_length - written);
    if (count > 0) {
      written += (int)count;
    } else if (count < 0 && errno != EAGAIN && errno != EINTR) {
      return;
    } else {
      struct timespec pause = {0, 10 * 1000 * 1000};
      tcflush(tty_descriptor, TCOFLUSH);
      nanosleep(&pause, NULL);
    }
  }
}

void terminal_guard_restore(void) {
  if (!armed || !dirty) return;
  dirty = 0;
  struct pollfd writable = {tty_descriptor, POLLOUT, 0};
  if (poll(&writable, 1, 0) != 1) tcflush(tty_descriptor, TCOFLUSH);
  set_mode();
  write_restore_bytes();
}

void terminal_guard_restore_mode(void) {
  if (armed) set_mode();
}

int terminal_guard_set_restore(const char *bytes, size_t length) {
  if (length > TERMINAL_GUARD_RESTORE_MAX) return -1;
  restore_length = 0;
  memcpy(restore_bytes, bytes, length);
  restore_length = (sig_atomic_t)length;
  dirty = 1;
  return 0;
}

int terminal_guard_arm(int tty, int wake) {
  if (tcgetattr(tty, &saved_mode) != 0) return errno;
  tty_descriptor = tty;
  wake_descriptor = wake;
  owner = getpid();
  armed = 1;
  dirty = 1;
  for (int i = 0; i < TOLD_COUNT; i++) {
    sigaction(told[i], NULL, &told_before[i]);
    if (told_before[i].sa_handler == SIG_IGN && told[i] != SIGWINCH && told[i] != SIGCONT) continue;
    struct sigaction action = {.sa_handler = tell, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    sigaction(told[i], &action, NULL);
  }
  for (int i = 0; i < CRASH_COUNT; i++) {
    struct sigaction action = {.sa_sigaction = crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigemptyset(&action.sa_mask);
    sigaction(crashes[i], &action, &crash_before[i]);
  }
  return 0;
}

void terminal_guard_disarm(void) {
  if (!armed) return;
  armed = 0;
  for (int i = 0; i < TOLD_COUNT; i++) sigaction(told[i], &told_before[i], NULL);
  for (int i = 0; i < CRASH_COUNT; i++) sigaction(crashes[i], &crash_before[i], NULL);
}

void terminal_guard_stop(void) {
  struct sigaction ours, standard = {.sa_handler = SIG_DFL};
  sigaction(SIGTSTP, NULL, &ours);
  if (ours.sa_handler == SIG_IGN) return;
  sigaction(SIGTSTP, &standard, NULL);
  kill(0, SIGTSTP);
  // The signal may take another thread: while that is so, this one must not go on.
  struct timespec pause = {0, 50 * 1000 * 1000};
  nanosleep(&pause, NULL);
  sigaction(SIGTSTP, &ours, NULL);
}

void terminal_guard_use_signal_stack(void) {
  stack_t present;
  if (sigaltstack(NULL, &present) == 0 && !(present.ss_flags & SS_DISABLE)) return;
  stack_t stack = {.ss_sp = malloc(SIGNAL_STACK_SIZE), .ss_size = SIGNAL_STACK_SIZE};
  if (stack.ss_sp != NULL) sigaltstack(&stack, NULL);
}
