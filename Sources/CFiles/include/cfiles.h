// System calls on files and signals, in a form that Swift can call without a pointer: each buffer
// carries its length, so that Swift passes a span, and each result is either the answer or a negated errno,
// so that errno cannot be overwritten between the call and the look at it.
#pragma once

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#if __has_include(<ptrcheck.h>)
#include <ptrcheck.h>
#endif
#ifndef __counted_by
#define __counted_by(count)
#endif
#if __has_include(<lifetimebound.h>)
#include <lifetimebound.h>
#endif
#ifndef __noescape
#define __noescape
#endif

// Reads at most `count` bytes. Returns how many were read, 0 at the end of the file, or -errno.
static inline intptr_t cfiles_read(int fd, uint8_t *__counted_by(count) bytes __noescape,
                                   intptr_t count) {
  ssize_t result;
  do {
    result = read(fd, bytes, (size_t)count);
  } while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : result;
}

// The same from `offset` on, wherever the file stands.
static inline intptr_t cfiles_read_at(int fd, uint8_t *__counted_by(count) bytes __noescape,
                                      intptr_t count, int64_t offset) {
  ssize_t result;
  do {
    result = pread(fd, bytes, (size_t)count, (off_t)offset);
  } while (result < 0 && errno == EINTR);
  return result < 0 ? -errno : result;
}

// Whether it is a terminal.
static inline int cfiles_is_terminal(int fd) { return isatty(fd); }

// The size of a terminal: rows times 65536, and columns, 0 where it does not say; -errno for what is no
// terminal.
int64_t cfiles_terminal_size(int fd);

// Runs a command line in a shell that reads what is written to a pipe, with no signal blocked; from then on
// a write to a pipe that nobody reads fails with EPIPE. `command` ends with a NUL, which `count` includes.
// Returns the process times 65536 and the end of the pipe to write to, or -errno.
int64_t cfiles_start_reader(const uint8_t *__counted_by(count) command __noescape, intptr_t count);

// Closes a descriptor.
static inline void cfiles_close(int fd) { close(fd); }

// Waits for the end of a process that this one started.
void cfiles_wait(int32_t process);

// Asks a process to end.
void cfiles_terminate(int32_t process);

// Waits until the file's contents are on disk. Returns 0 or -errno.
static inline int cfiles_sync(int fd) { return fsync(fd) < 0 ? -errno : 0; }

// Sets the permission bits, whatever the umask. Returns 0 or -errno.
static inline int cfiles_set_mode(int fd, uint32_t mode) {
  return fchmod(fd, (mode_t)mode) < 0 ? -errno : 0;
}

// Paths below end with a NUL, which their count includes; any other is refused with EINVAL.
static inline int cfiles_is_path(const uint8_t *__counted_by(count) bytes __noescape,
                                 intptr_t count) {
  return count > 0 && memchr(bytes, 0, (size_t)count) == bytes + count - 1;
}

// Gives a file another name, in place of what had it. Returns 0 or -errno.
static inline int cfiles_rename(const uint8_t *__counted_by(fromCount) from __noescape,
                                intptr_t fromCount,
                                const uint8_t *__counted_by(toCount) to __noescape,
                                intptr_t toCount) {
  if (!cfiles_is_path(from, fromCount) || !cfiles_is_path(to, toCount)) return -EINVAL;
  return rename((const char *)from, (const char *)to) < 0 ? -errno : 0;
}

// Gives a file another name that none has. Returns 0 or -errno: -EEXIST if one has it.
int cfiles_rename_new(const uint8_t *__counted_by(fromCount) from __noescape, intptr_t fromCount,
                      const uint8_t *__counted_by(toCount) to __noescape, intptr_t toCount);

// Whether the user may write to it. Returns 0 or -errno.
static inline int cfiles_may_write(const uint8_t *__counted_by(count) path __noescape,
                                   intptr_t count) {
  if (!cfiles_is_path(path, count)) return -EINVAL;
  return faccessat(AT_FDCWD, (const char *)path, W_OK, AT_EACCESS) < 0 ? -errno : 0;
}

// Removes a file's name. Returns 0 or -errno.
static inline int cfiles_remove(const uint8_t *__counted_by(count) path __noescape,
                                intptr_t count) {
  if (!cfiles_is_path(path, count)) return -EINVAL;
  return unlink((const char *)path) < 0 ? -errno : 0;
}

// Makes a folder, as private as the umask says. Returns 0 or -errno: -EEXIST if something has the name.
static inline int cfiles_make_folder(const uint8_t *__counted_by(count) path __noescape,
                                     intptr_t count) {
  if (!cfiles_is_path(path, count)) return -EINVAL;
  return mkdir((const char *)path, 0777) < 0 ? -errno : 0;
}

// Removes an empty folder. Returns 0 or -errno.
static inline int cfiles_remove_folder(const uint8_t *__counted_by(count) path __noescape,
                                       intptr_t count) {
  if (!cfiles_is_path(path, count)) return -EINVAL;
  return rmdir((const char *)path) < 0 ? -errno : 0;
}

// Removes files in `folder` whose names are `start` and 16 to 20 digits, which belong to the user and
// were last written to more than `seconds` ago. What cannot be removed stays. Returns 0 or -errno.
int cfiles_remove_leftovers(const uint8_t *__counted_by(folderCount) folder __noescape,
                            intptr_t folderCount,
                            const uint8_t *__counted_by(startCount) start __noescape,
                            intptr_t startCount, int64_t seconds);

// Runs `stop` on a thread of its own, with the signal's number, for each SIGINT and SIGTERM; a signal that was ignored when the
// program started stays ignored. To be called before any other thread starts, since threads inherit
// what is blocked here. Returns 0 or -errno, and then the signals end the program as usual.
int cfiles_watch_signals(void (*stop)(int32_t));

// Waits.
static inline void cfiles_sleep(int32_t milliseconds) {
  struct timespec left = {milliseconds / 1000, milliseconds % 1000 * 1000000};
  while (nanosleep(&left, &left) < 0 && errno == EINTR) {}
}

// Ends the program as it stands: no buffer is flushed and no other thread is waited for.
static inline _Noreturn void cfiles_exit_at_once(int code) { _exit(code); }

// Writes the path that is left once every symbolic link is followed, without a NUL, to `resolved`.
// Returns its length or -errno.
static inline intptr_t cfiles_resolve(const uint8_t *__counted_by(count) path __noescape,
                                      intptr_t count,
                                      uint8_t *__counted_by(capacity) resolved __noescape,
                                      intptr_t capacity) {
  if (!cfiles_is_path(path, count)) return -EINVAL;
  char *found = realpath((const char *)path, NULL);
  if (!found) return -errno;
  intptr_t length = (intptr_t)strlen(found);
  if (length <= capacity) memcpy(resolved, found, (size_t)length);
  free(found);
  return length <= capacity ? length : -ENAMETOOLONG;
}
