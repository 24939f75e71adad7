#ifndef IMTOP_TERMINAL_GUARD_H
#define IMTOP_TERMINAL_GUARD_H

#include <stddef.h>

/// The most bytes that a terminal may need to be restored.
enum { TERMINAL_GUARD_RESTORE_MAX = 1024 };

/// Saves the mode of the terminal `tty` and takes the signals that end, stop or resize.
///
/// `tty` is a descriptor of the guard's own, opened O_NONBLOCK. Each of SIGINT, SIGTERM, SIGHUP,
/// SIGWINCH, SIGTSTP and SIGCONT becomes a byte of its number in the pipe `wake`, unless the
/// process was started with it ignored. A crash restores the terminal first and then goes to
/// whoever handled it before.
/// Returns 0, or the errno of what failed.
int terminal_guard_arm(int tty, int wake);

/// Sets the bytes that undo what was sent to the terminal; returns 0, or -1 where they are too many.
int terminal_guard_set_restore(const char *bytes, size_t length);

/// Restores the terminal's mode and look, once; safe in a signal handler.
///
/// Output that nobody reads is thrown away. Takes at most a fifth of a second.
void terminal_guard_restore(void);

/// Sets the saved mode and leaves the terminal's look alone.
void terminal_guard_restore_mode(void);

/// Gives the signals back to whoever handled them before.
void terminal_guard_disarm(void);

/// Stops the process group as ^Z does; does nothing where the process was started with it ignored.
void terminal_guard_stop(void);

/// Gives the calling thread a stack on which to handle the overflow of its own.
void terminal_guard_use_signal_stack(void);

#endif
