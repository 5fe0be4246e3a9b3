#ifndef POTEMKIN_CCURSES_H
#define POTEMKIN_CCURSES_H

// Plain functions over ncursesw: no macros to call, no variable arguments.
// All of them belong to one thread, except where it says otherwise.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: The locale

/// Takes up the user's locale, except for the decimal point. False when it is not installed.
bool curses_adopt_locale(void);
/// Takes up UTF-8 alone, where the user's own locale of that encoding is not installed.
bool curses_adopt_utf8(void);
/// Takes up ASCII alone, for a terminal that shows nothing else.
void curses_adopt_ascii(void);
/// The name of the locale's encoding, such as "UTF-8".
const char *curses_codeset(void);

// MARK: The description of a terminal

/// Loads a terminal's description: 1 when found, 0 when unknown, -1 without a database.
int curses_describe(const char *term);
/// Drops the description that `curses_describe` loaded.
void curses_forget_description(void);
/// A number of the current description, negative when absent.
int curses_number(const char *capability);
/// Whether the current description has a flag.
bool curses_flag(const char *capability);
/// A string of the current description, with its padding marks; NULL when absent.
const char *curses_string(const char *capability);
/// Moves to a cell: the bytes for it in the current description, or NULL.
const char *curses_cursor_address(int x, int y);

// MARK: The screen

/// Enters full-screen mode. False when curses could not.
bool curses_open(const char *term);
/// Leaves full-screen mode for good and frees the screen.
void curses_close(void);
/// Leaves full-screen mode for a while.
void curses_suspend(void);
/// Sets the terminal up again after `curses_suspend`, or after it was changed behind our back.
void curses_resume(void);

/// The size of the screen that curses draws on.
void curses_size(int *columns, int *rows);
/// The size that the kernel reports for the terminal. False when it does not know.
bool curses_window_size(int *columns, int *rows);
/// Changes the size of the screen that curses draws on.
void curses_resize(int columns, int rows);

/// Prepares colours; the number of pairs that may be defined, 0 without colours.
int curses_start_colors(void);
/// Defines a pair of colours.
void curses_set_pair(int pair, int foreground, int background);
/// Forgets all pairs.
void curses_reset_pairs(void);

enum {
  CURSES_BOLD = 1,
  CURSES_UNDERLINE = 2,
  CURSES_REVERSE = 4,
};

/// Marks a glyph that is a letter of the VT100 line-drawing set rather than a character.
static const uint32_t curses_line_glyph = 0x80000000;

/// Writes characters of one style from a cell to the right, without moving a cursor.
void curses_put(
  int x, int y, const uint32_t *glyphs, int count, unsigned attributes, int pair);
/// Blanks the screen, to be painted anew in full.
void curses_clear(void);
/// Sends what has changed to the terminal.
void curses_refresh(void);
/// Sends bytes to the terminal as they are, past curses.
void curses_send(const char *bytes, size_t count);

// MARK: The keyboard

/// Makes a sequence of bytes arrive as one code. NULL is allowed and does nothing.
void curses_define_key(const char *sequence, int code);
/// The next byte (0…255) or code of a key; -1 when there is none now.
int curses_read(void);

// MARK: The way out of a crash

/// Remembers the terminal's modes, which `guard_arm` will give back.
void guard_remember_modes(void);
/// Gives the terminal back on a fatal signal and at `exit`: sends `bytes`, restores the modes.
/// Keeps what is written to stderr meanwhile, if that is a terminal, until it can be read.
/// Called again, it only replaces the bytes.
void guard_arm(const char *bytes, size_t count);
/// Ends that, once the terminal has been given back, and shows what was written to stderr.
void guard_disarm(void);
/// Gives the terminal back at once. Safe on any thread and in a signal handler.
void guard_restore(void);

// MARK: Signals as events

/// Sends the numbers of the signals that an event loop answers into a pipe, one byte each.
/// Returns the end to read from, or -1. A second SIGINT or SIGTERM ends the process at once.
/// Called again, it takes back the signals that others have taken since.
int signals_install(void);
/// Gives the signals back their former actions.
void signals_uninstall(void);
/// The next signal that has arrived, or 0.
int signals_next(void);
/// Stops the process as an unhandled SIGTSTP would; returns when it is continued.
void signals_stop(void);

#endif
