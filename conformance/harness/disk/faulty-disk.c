/*
 * Loaded before the C library (LD_PRELOAD): a disk that fails below a folder, while a file says so. Its first octet is the fault:
 * 'n' none, 'w' writes fail (EIO), 'f' flushes fail (EIO), 's' the disk is full (ENOSPC), 'r' it is read-only (EROFS).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ({ static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name); real; })

static volatile const char *fault = "n";
static const char *folder;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("PLATEN_FAULT_FILE");
  folder = getenv("PLATEN_FAULT_FOLDER");
  if (!path || !folder) return;
  int fd = syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  if (fd < 0) abort();
  fault = mmap(NULL, 1, PROT_READ, MAP_SHARED, fd, 0);
  if (fault == MAP_FAILED) abort();
}

static int below(const char *path) { return strncmp(path, folder, strlen(folder)) == 0 && !strstr(path, "-shm"); }

static int concerns(int fd) {
  char link[64], path[4096];
  int saved = errno;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  errno = saved;
  if (length < 0) return 0;
  path[length] = 0;
  return below(path);
}

static int write_error(void) { return *fault == 'w' ? EIO : *fault == 's' ? ENOSPC : *fault == 'r' ? EROFS : 0; }

#define FAILS(error, concerned) ({ int wrong = *fault == 'n' ? 0 : (error); int fails = wrong && (concerned); if (fails) errno = wrong; fails; })

ssize_t write(int fd, const void *data, size_t length) { return FAILS(write_error(), concerns(fd)) ? -1 : REAL(write)(fd, data, length); }
ssize_t writev(int fd, const struct iovec *pieces, int count) { return FAILS(write_error(), concerns(fd)) ? -1 : REAL(writev)(fd, pieces, count); }
ssize_t pwrite64(int fd, const void *data, size_t length, off_t at) { return FAILS(write_error(), concerns(fd)) ? -1 : REAL(pwrite64)(fd, data, length, at); }
ssize_t pwritev(int fd, const struct iovec *pieces, int count, off_t at) { return FAILS(write_error(), concerns(fd)) ? -1 : REAL(pwritev)(fd, pieces, count, at); }
int fsync(int fd) { return FAILS(*fault == 'f' ? EIO : 0, concerns(fd)) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return FAILS(*fault == 'f' ? EIO : 0, concerns(fd)) ? -1 : REAL(fdatasync)(fd); }
#define OPEN(name) int name(const char *path, int flags, ...) { va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); return FAILS((flags & O_CREAT) && access(path, F_OK) != 0 && *fault != 'w' ? write_error() : 0, below(path)) ? -1 : REAL(name)(path, flags, mode); }
OPEN(open)
OPEN(open64)
