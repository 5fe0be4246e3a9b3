#define _GNU_SOURCE

#include "CCurses.h"
#include "Guard.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static int pipe_ends[2] = {-1, -1};
static bool installed;
/// Whether the process has been asked to end.
static atomic_bool ending;

static const int answered[] = {SIGWINCH, SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT};
enum { answered_count = sizeof answered / sizeof answered[0] };
static struct sigaction former[answered_count];
static struct sigaction former_pipe;

static void on_signal(int number)
{
  int error = errno;
  // Asked twice, so something is stuck, say a write to a terminal that does not read: obey.
  bool asks = number == SIGINT || number == SIGTERM;
  if (asks && atomic_exchange(&ending, true)) guard_die_of(number);
  char byte = (char)number;
  // A full pipe loses nothing: there is enough in it to wake the loop.
  ssize_t sent = write(pipe_ends[1], &byte, 1);
  (void)sent;
  errno = error;
}

int signals_install(void)
{
  if (pipe_ends[0] < 0 && pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0) return -1;
  atomic_store(&ending, false);
  struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < answered_count; i++) {
    if (!installed) sigaction(answered[i], NULL, &former[i]);
    // Whoever started us with a signal ignored, as nohup does, wants it ignored.
    if (former[i].sa_handler != SIG_IGN) sigaction(answered[i], &action, NULL);
  }
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  sigemptyset(&ignore.sa_mask);
  if (!installed) sigaction(SIGPIPE, &ignore, &former_pipe);
  installed = true;
  return pipe_ends[0];
}

void signals_uninstall(void)
{
  if (!installed) return;
  for (int i = 0; i < answered_count; i++) sigaction(answered[i], &former[i], NULL);
  sigaction(SIGPIPE, &former_pipe, NULL);
  installed = false;
}

int signals_next(void)
{
  char byte;
  if (read(pipe_ends[0], &byte, 1) != 1) return 0;
  return byte;
}

void signals_stop(void)
{
  // SIGTSTP, not SIGSTOP: the kernel drops it where no shell could ever continue us.
  struct sigaction standard = {.sa_handler = SIG_DFL};
  struct sigaction ours;
  sigemptyset(&standard.sa_mask);
  sigaction(SIGTSTP, &standard, &ours);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}
