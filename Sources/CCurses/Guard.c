#define _GNU_SOURCE

#include "CCurses.h"
#include "Guard.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

// What a signal handler may touch; all of it is in place before `armed` is set.
static atomic_bool armed;
static struct termios modes;
static bool modes_known;
static char restoring[512];
static volatile size_t restoring_count;
/// The real stderr, and the memory that stands for it while the screen is ours; or -1.
static int real_stderr = -1;
static int held_stderr = -1;

static const int fatal_signals[] = {
  SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSYS, SIGQUIT,
};
enum { fatal_count = sizeof fatal_signals / sizeof fatal_signals[0] };
static struct sigaction former[fatal_count];

static void write_fully(int descriptor, const char *bytes, size_t count)
{
  while (count > 0) {
    ssize_t sent = write(descriptor, bytes, count);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return;
    bytes += sent;
    count -= (size_t)sent;
  }
}

// MARK: stderr

static void hold_stderr(void)
{
  if (!isatty(STDERR_FILENO)) return;
  held_stderr = memfd_create("stderr", MFD_CLOEXEC);
  if (held_stderr < 0) return;
  real_stderr = dup(STDERR_FILENO);
  if (real_stderr >= 0) dup2(held_stderr, STDERR_FILENO);
}

static void release_stderr(void)
{
  if (held_stderr < 0 || real_stderr < 0) return;
  dup2(real_stderr, STDERR_FILENO);
  char piece[512];
  ssize_t count;
  off_t offset = 0;
  while ((count = pread(held_stderr, piece, sizeof piece, offset)) > 0) {
    write_fully(STDERR_FILENO, piece, (size_t)count);
    offset += count;
  }
}

// MARK: Restoring

/// Whether the terminal takes anything at the moment; one that is stuck must not hold us up.
static bool takes_output(void)
{
  struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
  return poll(&output, 1, 200) > 0 && (output.revents & POLLOUT);
}

void guard_restore(void)
{
  if (!atomic_exchange(&armed, false)) return;
  int error = errno;
  bool awake = takes_output();
  if (awake) write_fully(STDOUT_FILENO, restoring, restoring_count);
  if (modes_known) tcsetattr(STDIN_FILENO, TCSANOW, &modes);
  if (awake) release_stderr();
  errno = error;
}

void guard_die_of(int number)
{
  guard_restore();
  signal(number, SIG_DFL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  raise(number);
}

/// Gives the terminal back, then lets the signal do what it would have done without us, so that
/// the exit status, the core and Swift's own backtrace stay what they are.
static void on_fatal(int number, siginfo_t *info, void *context)
{
  guard_restore();
  for (int i = 0; i < fatal_count; i++) {
    if (fatal_signals[i] != number) continue;
    sigaction(number, &former[i], NULL);
    if (former[i].sa_flags & SA_SIGINFO) {
      former[i].sa_sigaction(number, info, context);
      return;
    }
  }
  guard_die_of(number);
}

static void install(void)
{
  // A stack of its own, so that a stack overflow can be answered too; on the main thread.
  static char stack[65536];
  stack_t present;
  if (sigaltstack(NULL, &present) == 0 && (present.ss_flags & SS_DISABLE)) {
    stack_t ours = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&ours, NULL);
  }
  struct sigaction action = {.sa_sigaction = on_fatal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &action, &former[i]);
}

void guard_remember_modes(void) { modes_known = tcgetattr(STDIN_FILENO, &modes) == 0; }

void guard_arm(const char *bytes, size_t count)
{
  static bool registered;
  if (count > sizeof restoring) count = sizeof restoring;
  restoring_count = 0;
  memcpy(restoring, bytes, count);
  restoring_count = count;
  if (atomic_load(&armed)) return;
  if (!registered) registered = atexit(guard_restore) == 0;
  install();
  hold_stderr();
  atomic_store(&armed, true);
}

void guard_disarm(void)
{
  // A signal in between finds nothing to do: curses has given the terminal back already.
  if (!atomic_exchange(&armed, false)) return;
  if (modes_known) tcsetattr(STDIN_FILENO, TCSADRAIN, &modes);
  for (int i = 0; i < fatal_count; i++) sigaction(fatal_signals[i], &former[i], NULL);
  release_stderr();
  if (held_stderr >= 0) close(held_stderr);
  if (real_stderr >= 0) close(real_stderr);
  held_stderr = real_stderr = -1;
}
