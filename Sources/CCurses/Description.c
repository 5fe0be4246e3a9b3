#define _GNU_SOURCE
#define NCURSES_WIDECHAR 1

// Apart from the screen, because <term.h> takes many common names for itself.
#include "CCurses.h"

#include <curses.h>
#include <term.h>
#include <unistd.h>

int curses_describe(const char *term)
{
  int found = -1;
  setupterm(term, STDOUT_FILENO, &found);
  return found;
}

void curses_forget_description(void)
{
  if (cur_term) del_curterm(cur_term);
}

int curses_number(const char *capability) { return tigetnum(capability); }

bool curses_flag(const char *capability) { return tigetflag(capability) > 0; }

const char *curses_string(const char *capability)
{
  const char *string = tigetstr(capability);
  return string == (const char *)-1 ? NULL : string;
}

const char *curses_cursor_address(int x, int y)
{
  const char *address = curses_string("cup");
  return address ? tiparm(address, y, x) : NULL;
}
