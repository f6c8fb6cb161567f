// What needs a thread, a process, a terminal or a folder's names; all else is in the header, so that Swift can inline it.
#define _GNU_SOURCE
#include "cfiles.h"

#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

typedef struct {
  sigset_t signals;
  void (*stop)(int32_t);
} Watch;

static void *wait_for_signals(void *argument) {
  const Watch *watch = argument;
  for (int number; sigwait(&watch->signals, &number) == 0;) watch->stop(number);
  return NULL;
}

static void add_unless_ignored(sigset_t *set, int number) {
  struct sigaction action;
  if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_IGN) {
    sigaddset(set, number);
  }
}

int cfiles_watch_signals(void (*stop)(int32_t)) {
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

int64_t cfiles_terminal_size(int fd) {
  struct winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) < 0) return -errno;
  return (int64_t)size.ws_row * 65536 + size.ws_col;
}

static int start_shell(const char *command, int input, pid_t *process) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, usual;
  sigemptyset(&none);
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE);
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_adddup2(&actions, input, 0);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &usual);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  char *arguments[] = {"sh", "-c", (char *)command, NULL};
  int result = posix_spawn(process, "/bin/sh", &actions, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return -result;
}

int64_t cfiles_start_reader(const uint8_t *command, intptr_t count) {
  if (!cfiles_is_path(command, count)) return -EINVAL;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) < 0) return -errno;
  pid_t process = 0;
  int result = start_shell((const char *)command, ends[0], &process);
  close(ends[0]);
  if (result < 0) {
    close(ends[1]);
    return result;
  }
  signal(SIGPIPE, SIG_IGN);
  return (int64_t)process * 65536 + ends[1];
}

void cfiles_wait(int32_t process) {
  while (waitpid(process, NULL, 0) < 0 && errno == EINTR) {}
}

void cfiles_terminate(int32_t process) { kill(process, SIGTERM); }

int cfiles_rename_new(const uint8_t *from, intptr_t fromCount, const uint8_t *to,
                      intptr_t toCount) {
  if (!cfiles_is_path(from, fromCount) || !cfiles_is_path(to, toCount)) return -EINVAL;
  const char *old = (const char *)from, *name = (const char *)to;
  if (renameat2(AT_FDCWD, old, AT_FDCWD, name, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -errno;
  // Not every file system can, and those that cannot mostly have links.
  if (link(old, name) < 0) return -errno;
  unlink(old);
  return 0;
}

static int is_leftover(const char *name, const char *start) {
  size_t length = strlen(start);
  if (strncmp(name, start, length) != 0) return 0;
  size_t digits = strspn(name + length, "0123456789");
  return digits >= 16 && digits <= 20 && name[length + digits] == 0;
}

int cfiles_remove_leftovers(const uint8_t *folder, intptr_t folderCount, const uint8_t *start,
                            intptr_t startCount, int64_t seconds) {
  if (!cfiles_is_path(folder, folderCount) || !cfiles_is_path(start, startCount)) return -EINVAL;
  DIR *names = opendir((const char *)folder);
  if (!names) return -errno;
  const time_t oldest = time(NULL) - (time_t)seconds;
  for (struct dirent *entry; (entry = readdir(names));) {
    struct stat status;
    if (is_leftover(entry->d_name, (const char *)start) &&
        fstatat(dirfd(names), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISREG(status.st_mode) && status.st_uid == geteuid() && status.st_mtime < oldest) {
      unlinkat(dirfd(names), entry->d_name, 0);
    }
  }
  closedir(names);
  return 0;
}
