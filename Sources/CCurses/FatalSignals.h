#ifndef POTEMKIN_FATAL_SIGNALS_H
#define POTEMKIN_FATAL_SIGNALS_H

/// Gives the terminal back and ends the process by a signal. Safe in a signal handler.
void signals_die_of(int number);

#endif
