// What needs a thread; all else is in the header, so that Swift can inline it.
#include "cfiles.h"

#include <pthread.h>
#include <signal.h>

typedef struct {
  sigset_t signals;
  void (*stop)(void);
} Watch;

static void *wait_for_signals(void *argument) {
  const Watch *watch = argument;
  for (int number; sigwait(&watch->signals, &number) == 0;) watch->stop();
  return NULL;
}

static void add_unless_ignored(sigset_t *set, int number) {
  struct sigaction action;
  if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN) {
    sigaddset(set, number);
  }
}

int cfiles_watch_signals(void (*stop)(void)) {
  // For as long as the program runs, as the thread is.
  static Watch watch;
  watch.stop = stop;
  sigemptyset(&watch.signals);
  add_unless_ignored(&watch.signals, SIGINT);
  add_unless_ignored(&watch.signals, SIGTERM);
  int result = pthread_sigmask(SIG_BLOCK, &watch.signals, NULL);
  if (result != 0) return -result;
  pthread_t thread;
  result = pthread_create(&thread, NULL, wait_for_signals, &watch);
  if (result == 0) {
    pthread_detach(thread);
  } else {
    pthread_sigmask(SIG_UNBLOCK, &watch.signals, NULL);
  }
  return -result;
}
