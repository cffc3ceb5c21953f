/*
 * A disk that can lose power, fill up, fail and turn read-only, under an unchanged program (LD_PRELOAD).
 *
 * Every regular file of one folder has a shadow: its content as of its last fsync or fdatasync. Names are a matter of their
 * own: a file that was made, renamed or unlinked is so on the disk only after fsync of the folder. What a power cut leaves is
 * then put together from outside, from the shadow, from the files as they are, or page by page from both (power-cut.ts).
 * SQLite's -shm is not recorded: it is rebuilt at every start.
 *
 * A sync that fails takes the changes with it, as Linux does: the next one that succeeds does not bring them back.
 *
 * Real syncs are left out: what matters here is when they were asked for.
 *
 * Environment: DANGOL_CRASH_DISK (the folder), DANGOL_CRASH_SHADOW (an empty folder), DANGOL_CRASH_CONTROL (a file of eight
 * 64-bit integers, changed from outside at any moment: see `struct control`).
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

struct control {
  int64_t sync_errno;  /* 0, or what every sync fails with */
  int64_t bytes_left;  /* room for files to grow; negative: without end */
  int64_t read_only;   /* 1: nothing is written, made, renamed or unlinked */
  int64_t clock_ms;    /* added to the wall clock; timers do not see it */
  int64_t syncs;       /* counted: syncs that succeeded */
  int64_t refused;     /* counted: calls that failed because of the above */
  int64_t spare[2];
};

struct file {
  ino_t ino;
  int held;    /* keeps the inode, and is never closed: closing any descriptor of a file would drop SQLite's locks on it */
  int shadow;  /* -1: not recorded */
  off_t from, to;
};

#define FILES_MAX 256
static struct file files[FILES_MAX];
static int files_known;
static struct control idle = {0, -1, 0, 0, 0, 0, {0, 0}};
static struct control *control = &idle;
static char disk[PATH_MAX], shadows[PATH_MAX];
static size_t disk_length;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int refuse(int code) {
  __atomic_add_fetch(&control->refused, 1, __ATOMIC_RELAXED);
  errno = code;
  return -1;
}

static int on_disk(const char *path) {
  return disk_length > 0 && strncmp(path, disk, disk_length) == 0 && path[disk_length] == '/';
}

static int is_recorded(const char *path) {
  size_t length = strlen(path);
  return length < 4 || strcmp(path + length - 4, "-shm") != 0;
}

static void copy(int from, int to, off_t start, off_t end) {
  static char buffer[1 << 16];
  while (start < end) {
    size_t wanted = (size_t)(end - start) < sizeof buffer ? (size_t)(end - start) : sizeof buffer;
    ssize_t got = syscall(SYS_pread64, from, buffer, wanted, start);
    if (got <= 0) return;
    syscall(SYS_pwrite64, to, buffer, (size_t)got, start);
    start += got;
  }
}

static struct file *know(const char *path, ino_t ino) {
  char shadow[PATH_MAX + 32];
  if (files_known == FILES_MAX) {
    fprintf(stderr, "recorder: more than %d files\n", FILES_MAX);
    _exit(97);
  }
  struct file *file = &files[files_known++];
  file->ino = ino;
  file->held = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC, 0);
  file->from = file->to = 0;
  snprintf(shadow, sizeof shadow, "%s/%llu.data", shadows, (unsigned long long)ino);
  file->shadow = is_recorded(path) ? (int)syscall(SYS_openat, AT_FDCWD, shadow, O_RDWR | O_CREAT | O_CLOEXEC, 0644) : -1;
  return file;
}

/* The file behind a descriptor, when it is one of the disk's. Called with the lock held. */
static struct file *find(int fd, struct stat *status) {
  char link[64], path[PATH_MAX];
  if (disk_length == 0 || fstat(fd, status) != 0 || !S_ISREG(status->st_mode)) return NULL;
  for (int at = 0; at < files_known; at++)
    if (files[at].ino == status->st_ino) return &files[at];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return NULL;
  path[length] = 0;
  return on_disk(path) ? know(path, status->st_ino) : NULL;
}

/* Whether the disk takes these bytes; says no in errno. */
static int takes(struct file *file, const struct stat *status, off_t end) {
  if (file == NULL) return 1;
  if (control->read_only) return refuse(EROFS), 0;
  off_t growth = end > status->st_size ? end - status->st_size : 0;
  if (control->bytes_left < 0 || growth == 0) return 1;
  if (growth > control->bytes_left) return refuse(ENOSPC), 0;
  __atomic_sub_fetch(&control->bytes_left, growth, __ATOMIC_RELAXED);
  return 1;
}

static void touched(struct file *file, off_t start, off_t end) {
  if (file == NULL) return;
  if (file->from == file->to) file->from = start, file->to = end;
  if (start < file->from) file->from = start;
  if (end > file->to) file->to = end;
}

static size_t length_of(const struct iovec *parts, int count) {
  size_t length = 0;
  for (int at = 0; at < count; at++) length += parts[at].iov_len;
  return length;
}

static off_t place_of(int fd, const struct stat *status) {
  int flags = fcntl(fd, F_GETFL);
  return flags >= 0 && (flags & O_APPEND) ? status->st_size : lseek(fd, 0, SEEK_CUR);
}

#define WRITING(fd, start_of, length, call)                          \
  struct stat status;                                                \
  pthread_mutex_lock(&lock);                                         \
  struct file *file = find(fd, &status);                             \
  off_t start = file == NULL ? 0 : (start_of);                       \
  ssize_t done = takes(file, &status, start + (off_t)(length)) ? (call) : -1; \
  if (done > 0) touched(file, start, start + done);                  \
  pthread_mutex_unlock(&lock);                                       \
  return done;

/* Sockets and pipes are not the disk's and must never wait for the lock. */
static int is_plain(int fd) {
  struct stat status;
  return disk_length > 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  if (!is_plain(fd)) return syscall(SYS_write, fd, bytes, length);
  WRITING(fd, place_of(fd, &status), length, syscall(SYS_write, fd, bytes, length))
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
  if (!is_plain(fd)) return syscall(SYS_writev, fd, parts, count);
  WRITING(fd, place_of(fd, &status), length_of(parts, count), syscall(SYS_writev, fd, parts, count))
}
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  WRITING(fd, at, length, syscall(SYS_pwrite64, fd, bytes, length, at))
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return pwrite64(fd, bytes, length, at); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) {
  WRITING(fd, at, length_of(parts, count), syscall(SYS_pwritev, fd, parts, count, at, 0))
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) { return pwritev64(fd, parts, count, at); }

int ftruncate64(int fd, off64_t size) {
  struct stat status;
  pthread_mutex_lock(&lock);
  struct file *file = find(fd, &status);
  int done = takes(file, &status, size) ? (int)syscall(SYS_ftruncate, fd, size) : -1;
  if (done == 0 && file != NULL && size > status.st_size) touched(file, status.st_size, size);
  pthread_mutex_unlock(&lock);
  return done;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

/* Which names stand for which files, as of now: what fsync of the folder makes lasting. */
static void record_names(void) {
  char fresh[PATH_MAX + 32], final[PATH_MAX + 32];
  snprintf(fresh, sizeof fresh, "%s/names.new", shadows);
  snprintf(final, sizeof final, "%s/names", shadows);
  FILE *list = fopen(fresh, "w");
  DIR *folder = opendir(disk);
  if (list == NULL || folder == NULL) _exit(98);
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
    if (entry->d_type == DT_REG && is_recorded(entry->d_name))
      fprintf(list, "%llu %s\n", (unsigned long long)entry->d_ino, entry->d_name);
  closedir(folder);
  fclose(list);
  rename(fresh, final);
}

static int is_disk(int fd) {
  struct stat mine, other;
  return disk_length > 0 && fstat(fd, &mine) == 0 && S_ISDIR(mine.st_mode) && stat(disk, &other) == 0 &&
         mine.st_ino == other.st_ino && mine.st_dev == other.st_dev;
}

static int sync_file(int fd, long call) {
  struct stat status;
  if (is_disk(fd)) {
    if (control->sync_errno) return refuse((int)control->sync_errno);
    pthread_mutex_lock(&lock);
    record_names();
    pthread_mutex_unlock(&lock);
    return 0;
  }
  pthread_mutex_lock(&lock);
  struct file *file = find(fd, &status);
  int done = 0;
  if (file == NULL) done = (int)syscall(call, fd);
  else if (control->sync_errno) done = refuse((int)control->sync_errno);
  else if (file->shadow >= 0) {
    copy(file->held, file->shadow, file->from, file->to);
    if (syscall(SYS_ftruncate, file->shadow, status.st_size) != 0) _exit(99);
    __atomic_add_fetch(&control->syncs, 1, __ATOMIC_RELAXED);
  }
  if (file != NULL) file->from = file->to = 0;
  pthread_mutex_unlock(&lock);
  return done;
}
int fsync(int fd) { return sync_file(fd, SYS_fsync); }
int fdatasync(int fd) { return sync_file(fd, SYS_fdatasync); }

static int is_refused(const char *path) { return control->read_only && on_disk(path); }

#define OPENING(folder)                                                                  \
  mode_t mode = 0;                                                                       \
  if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) {                                                 \
    va_list rest;                                                                        \
    va_start(rest, flags);                                                               \
    mode = va_arg(rest, mode_t);                                                         \
    va_end(rest);                                                                        \
  }                                                                                      \
  if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) && is_refused(path)) return refuse(EROFS); \
  return (int)syscall(SYS_openat, folder, path, flags, mode);

int open(const char *path, int flags, ...) { OPENING(AT_FDCWD) }
int open64(const char *path, int flags, ...) { OPENING(AT_FDCWD) }
int openat(int folder, const char *path, int flags, ...) { OPENING(folder) }
int openat64(int folder, const char *path, int flags, ...) { OPENING(folder) }
int unlink(const char *path) {
  return is_refused(path) ? refuse(EROFS) : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}
int rename(const char *from, const char *to) {
  if (is_refused(from) || is_refused(to)) return refuse(EROFS);
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}
int access(const char *path, int wanted) {
  if ((wanted & W_OK) && is_refused(path)) return refuse(EROFS);
  return (int)syscall(SYS_faccessat, AT_FDCWD, path, wanted);
}

/* The wall clock only: timers and CLOCK_MONOTONIC run on. */
int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (real == NULL) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int done = real(clock, now);
  if (done == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
    int64_t ns = now->tv_nsec + (control->clock_ms % 1000) * 1000000;
    now->tv_sec += control->clock_ms / 1000 + (ns < 0 ? -1 : ns / 1000000000);
    now->tv_nsec = (ns + 1000000000) % 1000000000;
  }
  return done;
}
int gettimeofday(struct timeval *now, void *zone) {
  struct timespec exact;
  (void)zone;
  int done = clock_gettime(CLOCK_REALTIME, &exact);
  now->tv_sec = exact.tv_sec;
  now->tv_usec = exact.tv_nsec / 1000;
  return done;
}
time_t time(time_t *where) {
  struct timespec exact;
  clock_gettime(CLOCK_REALTIME, &exact);
  if (where != NULL) *where = exact.tv_sec;
  return exact.tv_sec;
}

/* What lies there at the start was synced long ago. */
__attribute__((constructor)) static void start(void) {
  const char *folder = getenv("DANGOL_CRASH_DISK"), *keep = getenv("DANGOL_CRASH_SHADOW");
  const char *page = getenv("DANGOL_CRASH_CONTROL");
  if (folder == NULL || keep == NULL || page == NULL || realpath(folder, disk) == NULL) return;
  int fd = (int)syscall(SYS_openat, AT_FDCWD, page, O_RDWR | O_CLOEXEC, 0);
  void *mapped = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof idle, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapped == MAP_FAILED) _exit(96);
  control = mapped;
  snprintf(shadows, sizeof shadows, "%s", keep);
  disk_length = strlen(disk);
  DIR *listing = opendir(disk);
  if (listing == NULL) _exit(98);
  for (struct dirent *entry; (entry = readdir(listing)) != NULL;) {
    char path[PATH_MAX * 2];
    struct stat status;
    if (entry->d_type != DT_REG) continue;
    snprintf(path, sizeof path, "%s/%s", disk, entry->d_name);
    if (stat(path, &status) != 0) continue;
    struct file *file = know(path, status.st_ino);
    if (file->shadow >= 0) copy(file->held, file->shadow, 0, status.st_size);
  }
  closedir(listing);
  record_names();
}
