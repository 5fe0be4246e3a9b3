#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

#include "CCurses.h"

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static SCREEN *screen;
/// Reading from a pad, unlike from a window, never refreshes the screen.
static WINDOW *keyboard;

bool curses_adopt_locale(void)
{
  bool installed = setlocale(LC_ALL, "") != NULL;
  setlocale(LC_NUMERIC, "C");
  return installed;
}

bool curses_adopt_utf8(void) { return setlocale(LC_CTYPE, "C.UTF-8") != NULL; }

void curses_adopt_ascii(void) { setlocale(LC_CTYPE, "C"); }

const char *curses_codeset(void) { return nl_langinfo(CODESET); }

// MARK: The screen

/// Lets the keys through that the terminal driver would keep: ^S, ^Q, ^V and ^O.
static void free_keys(void)
{
  struct termios modes;
  if (tcgetattr(STDIN_FILENO, &modes) != 0) return;
  modes.c_iflag &= ~(tcflag_t)IXON;
  modes.c_lflag &= ~(tcflag_t)IEXTEN;
  tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
  def_prog_mode();
}

bool curses_open(const char *term)
{
  screen = newterm(term, stdout, stdin);
  if (!screen) return false;
  set_term(screen);
  keyboard = newpad(1, 1);
  if (!keyboard) {
    curses_close();
    return false;
  }
  cbreak();
  noecho();
  nonl();
  free_keys();
  curs_set(0);
  leaveok(stdscr, TRUE);
  set_escdelay(25);
  intrflush(keyboard, FALSE);
  meta(keyboard, TRUE);
  nodelay(keyboard, TRUE);
  keypad(keyboard, TRUE);
  int columns, rows;
  if (curses_window_size(&columns, &rows)) curses_resize(columns, rows);
  return true;
}

void curses_close(void)
{
  if (!screen) return;
  endwin();
  if (keyboard) delwin(keyboard);
  keyboard = NULL;
  delscreen(screen);
  screen = NULL;
}

void curses_suspend(void) { endwin(); }

void curses_resume(void)
{
  // After `endwin` the next refresh sets up everything, whatever happened to the terminal.
  if (!isendwin()) endwin();
  reset_prog_mode();
  curses_clear();
}

void curses_size(int *columns, int *rows) { getmaxyx(stdscr, *rows, *columns); }

bool curses_window_size(int *columns, int *rows)
{
  struct winsize window;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) != 0) return false;
  if (window.ws_col == 0 || window.ws_row == 0) return false;
  *columns = window.ws_col;
  *rows = window.ws_row;
  return true;
}

void curses_resize(int columns, int rows)
{
  if (is_term_resized(rows, columns)) resizeterm(rows, columns);
}

int curses_start_colors(void)
{
  if (!has_colors() || start_color() == ERR) return 0;
  // Pair 0 is white on black, so that eight colours need no more than their 64 pairs.
  assume_default_colors(COLOR_WHITE, COLOR_BLACK);
  return COLOR_PAIRS;
}

void curses_set_pair(int pair, int foreground, int background)
{
  init_extended_pair(pair, foreground, background);
}

void curses_reset_pairs(void) { reset_color_pairs(); }

void curses_put(int x, int y, const uint32_t *glyphs, int count, unsigned attributes, int pair)
{
  enum { batch = 128 };
  cchar_t cells[batch];
  cchar_t blank;
  attr_t look = A_NORMAL;
  if (attributes & CURSES_BOLD) look |= A_BOLD;
  if (attributes & CURSES_UNDERLINE) look |= A_UNDERLINE;
  if (attributes & CURSES_REVERSE) look |= A_REVERSE;
  // A pair beyond the range of a short travels behind the last pointer.
  if (setcchar(&blank, L" ", look, 0, &pair) == ERR) return;
  for (int first = 0; first < count; first += batch) {
    int length = count - first < batch ? count - first : batch;
    for (int i = 0; i < length; i++) {
      uint32_t glyph = glyphs[first + i];
      cells[i] = blank;
      cells[i].chars[0] = (wchar_t)(glyph & ~curses_line_glyph);
      if (glyph & curses_line_glyph) cells[i].attr |= A_ALTCHARSET;
    }
    mvadd_wchnstr(y, x + first, cells, length);
  }
}

void curses_clear(void)
{
  werase(stdscr);
  clearok(stdscr, TRUE);
}

void curses_refresh(void) { wrefresh(stdscr); }

void curses_send(const char *bytes, size_t count)
{
  while (count > 0) {
    ssize_t sent = write(STDOUT_FILENO, bytes, count);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return;
    bytes += sent;
    count -= (size_t)sent;
  }
}

// MARK: The keyboard

void curses_define_key(const char *sequence, int code)
{
  if (sequence) define_key(sequence, code);
}

int curses_read(void)
{
  int code = wgetch(keyboard);
  return code == ERR ? -1 : code;
}
