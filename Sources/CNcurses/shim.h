#ifndef IMTOP_CNCURSES_SHIM_H
#define IMTOP_CNCURSES_SHIM_H

// SwiftPM drops pkg-config's definitions; the wide-character functions need this one.
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>

/// The attributes of a cell, as the Swift side names them.
enum {
  IMTOP_BOLD = 1,
  IMTOP_DIM = 2,
  IMTOP_REVERSE = 4,
  IMTOP_UNDERLINE = 8,
  IMTOP_ITALIC = 16,
};

/// Begins a screen of type `term` that writes to the descriptor `tty`; NULL where the type is not
/// known. The descriptor stays the caller's.
static inline SCREEN *imtop_screen_open(const char *term, int tty) {
  FILE *file = fdopen(tty, "r+");
  if (file == NULL) return NULL;
  use_env(FALSE);
  use_tioctl(TRUE);
  return newterm(term, file, file);
}

/// Sets raw input without echo, a hidden cursor and whole updates; returns whether it has colours.
static inline bool imtop_screen_begin(void) {
  raw();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  leaveok(stdscr, TRUE);
  scrollok(stdscr, FALSE);
  intrflush(stdscr, FALSE);
  typeahead(-1);
  curs_set(0);
  return has_colors() && start_color() == OK;
}

/// Leaves the screen; `imtop_screen_update` comes back to it.
static inline void imtop_screen_leave(void) {
  curs_set(1);
  endwin();
}

/// Comes back to a screen that was left or disturbed, and paints all of it.
static inline void imtop_screen_return(void) {
  reset_prog_mode();
  curs_set(0);
  clearok(curscr, TRUE);
}

/// Sends what changed since the last update, or everything.
static inline void imtop_screen_update(bool everything) {
  if (everything) clearok(curscr, TRUE);
  wnoutrefresh(stdscr);
  doupdate();
}

/// Makes the screen so large; returns whether that was possible.
static inline bool imtop_screen_resize(int rows, int columns) {
  return resizeterm(rows, columns) == OK;
}

/// Frees a screen that was left.
static inline void imtop_screen_free(SCREEN *screen) { delscreen(screen); }

/// Blanks the whole screen.
static inline void imtop_screen_erase(void) { werase(stdscr); }

/// Puts one character with its marks, zero-terminated code points, at a place; nothing moves or
/// scrolls.
static inline void imtop_screen_put(int y, int x, const int *text, int look, int pair) {
  attr_t attributes = A_NORMAL;
  if (look & IMTOP_BOLD) attributes |= A_BOLD;
  if (look & IMTOP_DIM) attributes |= A_DIM;
  if (look & IMTOP_REVERSE) attributes |= A_REVERSE;
  if (look & IMTOP_UNDERLINE) attributes |= A_UNDERLINE;
  if (look & IMTOP_ITALIC) attributes |= A_ITALIC;
  cchar_t cell;
  memset(&cell, 0, sizeof cell);
  if (setcchar(&cell, (const wchar_t *)text, attributes, 0, &pair) == OK) mvwadd_wchnstr(stdscr, y, x, &cell, 1);
}

/// How many colours the terminal has.
static inline int imtop_color_count(void) { return COLORS; }

/// How many pairs of colours it can show.
static inline int imtop_pair_count(void) { return COLOR_PAIRS; }

/// Lets -1 stand for the terminal's own colours; returns whether it can.
static inline bool imtop_use_default_colors(void) { return use_default_colors() == OK; }

/// Defines a pair of colours.
static inline bool imtop_define_pair(int pair, int foreground, int background) {
  return init_extended_pair(pair, foreground, background) == OK;
}

/// A string of the terminal's description by its name; NULL where it has none.
static inline const char *imtop_capability(const char *name) {
  const char *value = tigetstr(name);
  return value == (const char *)-1 ? NULL : value;
}

/// The columns that the C library, and with it ncurses, gives to a character; -1 for none.
static inline int imtop_columns(int character) {
  extern int wcwidth(wchar_t);
  return wcwidth((wchar_t)character);
}

#endif
