#ifndef POTEMKIN_CCURSES_H
#define POTEMKIN_CCURSES_H

// Plain functions over ncursesw: no macros, no variable arguments.

#endif
