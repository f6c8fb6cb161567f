// A static executable of Swift asks /proc for its own path before it does anything, and gives up where that
// is not mounted: in a bare chroot or container. It asks there for its arguments, too. The linker's
// --wrap=readlink, which Package.swift has for such an executable alone, brings this in.
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

// Not there unless the linker wraps.
extern ssize_t __real_readlink(const char *path, char *buffer, size_t size) __attribute__((weak));
ssize_t __wrap_readlink(const char *path, char *buffer, size_t size);

ssize_t __wrap_readlink(const char *path, char *buffer, size_t size) {
  ssize_t count = __real_readlink(path, buffer, size);
  if (count >= 0 || strcmp(path, "/proc/self/exe") != 0) return count;
  // The name that the kernel was given to run.
  const char *name = (const char *)getauxval(AT_EXECFN);
  if (name == NULL) return count;
  size_t length = strlen(name);
  if (length > size) length = size;
  memcpy(buffer, name, length);
  return (ssize_t)length;
}

// Source: swiftlang/swift, stdlib/public/stubs/CommandLine.cpp.
extern void _swift_stdlib_overrideUnsafeArgvArgc(char **argv, int argc) __attribute__((weak));

__attribute__((constructor)) static void keep_arguments(int argc, char **argv) {
  if (__real_readlink && _swift_stdlib_overrideUnsafeArgvArgc) {
    _swift_stdlib_overrideUnsafeArgvArgc(argv, argc);
  }
}
