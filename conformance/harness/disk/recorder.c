/*
 * Loaded before the C library (LD_PRELOAD): writes down, in the order they happen, what a process writes below a folder, what it
 * flushes, and what it says over sockets. A replay of the log (power-cut.ts) gives every state that a power cut may leave.
 *
 * A write is noted when it is done, a flush with where the log was when it began: what is written meanwhile counts as not flushed.
 * Answers are noted before they leave. So the log never claims more than is so.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ({ static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name); real; })

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;
static uint64_t log_size;
static const char *folder;
static size_t folder_length;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("PLATEN_RECORD_LOG");
  folder = getenv("PLATEN_RECORD_FOLDER");
  if (!path || !folder) return;
  folder_length = strlen(folder);
  log_fd = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static uint64_t where(void) {
  pthread_mutex_lock(&mutex);
  uint64_t size = log_size;
  pthread_mutex_unlock(&mutex);
  return size;
}

static void put(const void *data, size_t length) {
  const char *at = data;
  while (length > 0) {
    long written = syscall(SYS_write, log_fd, at, length);
    if (written <= 0) abort();
    at += written;
    length -= written;
    log_size += written;
  }
}

static void note(char type, const char *path, const char *other, uint64_t number, const struct iovec *pieces, int count) {
  int saved = errno;
  uint32_t lengths[3] = {path ? strlen(path) : 0, other ? strlen(other) : 0, 0};
  for (int at = 0; at < count; at++) lengths[2] += pieces[at].iov_len;
  pthread_mutex_lock(&mutex);
  put(&type, 1);
  put(lengths, sizeof lengths);
  put(&number, sizeof number);
  if (path) put(path, lengths[0]);
  if (other) put(other, lengths[1]);
  for (int at = 0; at < count; at++) put(pieces[at].iov_base, pieces[at].iov_len);
  pthread_mutex_unlock(&mutex);
  errno = saved;
}

static int below(const char *path) { return log_fd >= 0 && strncmp(path, folder, folder_length) == 0 && !strstr(path, "-shm"); }

/* 1: a file or folder below the folder; 2: a socket; 0: anything else. */
static int kind(int fd, char path[4096]) {
  if (log_fd < 0) return 0;
  int saved = errno;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, 4095);
  errno = saved;
  if (length < 0) return 0;
  path[length] = 0;
  if (strncmp(path, "socket:", 7) == 0) return 2;
  return below(path) && !strstr(path, " (deleted)");
}

static void say(const struct iovec *pieces, int count) {
  if (count > 0 && pieces[0].iov_len > 12 && (memmem(pieces[0].iov_base, pieces[0].iov_len, "HTTP/1.1 200", 12) || memmem(pieces[0].iov_base, pieces[0].iov_len > 200 ? 200 : pieces[0].iov_len, "@PJL JOB NAME", 13))) note('A', NULL, NULL, 0, pieces, count);
}

static ssize_t written(int fd, off_t offset, const struct iovec *pieces, int count, ssize_t result) {
  char path[4096];
  if (result > 0 && kind(fd, path) == 1) {
    struct iovec done[64];
    size_t left = result;
    int used = 0;
    for (; used < count && used < 64 && left > 0; used++) {
      done[used] = pieces[used];
      if (done[used].iov_len > left) done[used].iov_len = left;
      left -= done[used].iov_len;
    }
    note('W', path, NULL, offset, done, used);
  }
  return result;
}

ssize_t write(int fd, const void *data, size_t length) {
  char path[4096];
  struct iovec piece = {(void *)data, length};
  int what = kind(fd, path);
  if (what == 2) say(&piece, 1);
  off_t at = what == 1 ? lseek(fd, 0, SEEK_CUR) : 0;
  return written(fd, at, &piece, 1, REAL(write)(fd, data, length));
}
ssize_t writev(int fd, const struct iovec *pieces, int count) {
  char path[4096];
  int what = kind(fd, path);
  if (what == 2) say(pieces, count);
  off_t at = what == 1 ? lseek(fd, 0, SEEK_CUR) : 0;
  return written(fd, at, pieces, count, REAL(writev)(fd, pieces, count));
}
#define PWRITE(name) ssize_t name(int fd, const void *data, size_t length, off_t at) { struct iovec piece = {(void *)data, length}; return written(fd, at, &piece, 1, REAL(name)(fd, data, length, at)); }
#define PWRITEV(name) ssize_t name(int fd, const struct iovec *pieces, int count, off_t at) { return written(fd, at, pieces, count, REAL(name)(fd, pieces, count, at)); }
PWRITE(pwrite)
PWRITE(pwrite64)
PWRITEV(pwritev)
PWRITEV(pwritev64)

#define TRUNCATE(name) int name(int fd, off_t size) { char path[4096]; int result = REAL(name)(fd, size); if (result == 0 && kind(fd, path) == 1) note('T', path, NULL, size, NULL, 0); return result; }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

#define FLUSH(name) int name(int fd) { char path[4096]; int what = kind(fd, path); uint64_t begun = where(); int result = REAL(name)(fd); if (result == 0 && what == 1) note('F', path, NULL, begun, NULL, 0); return result; }
FLUSH(fsync)
FLUSH(fdatasync)

int rename(const char *from, const char *to) {
  int result = REAL(rename)(from, to);
  if (result == 0 && below(to)) note('R', from, to, 0, NULL, 0);
  return result;
}
int link(const char *from, const char *to) {
  int result = REAL(link)(from, to);
  if (result == 0 && below(to)) note('L', from, to, 0, NULL, 0);
  return result;
}
int unlink(const char *path) {
  int result = REAL(unlink)(path);
  if (result == 0 && below(path)) note('U', path, NULL, 0, NULL, 0);
  return result;
}
int mkdir(const char *path, mode_t mode) {
  int result = REAL(mkdir)(path, mode);
  if (result == 0 && below(path)) note('M', path, NULL, 0, NULL, 0);
  return result;
}

/* number: 1 if the file is new, 2 if it was emptied. */
static int opened(const char *path, int flags, int was, int fd) {
  if (fd >= 0 && (flags & (O_CREAT | O_TRUNC)) && below(path)) {
    if (!was) note('O', path, NULL, 1, NULL, 0);
    else if (flags & O_TRUNC) note('O', path, NULL, 2, NULL, 0);
  }
  return fd;
}
#define OPEN(name) int name(const char *path, int flags, ...) { va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); int saved = errno; int was = access(path, F_OK) == 0; errno = saved; return opened(path, flags, was, REAL(name)(path, flags, mode)); }
OPEN(open)
OPEN(open64)
