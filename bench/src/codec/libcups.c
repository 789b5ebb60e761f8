/*
 * libcups in the codec benchmark: reads and writes messages in memory, through the callbacks of ippReadIO and ippWriteIO.
 *
 *   libcups FILE...        the variants of one message, taken in turn
 *
 * Each line of standard input is a task and a count, "decode 1000"; each line of standard output is the CPU time of one,
 * in nanoseconds. "heap 1" gives the octets that a read message holds instead.
 */
#include <cups/cups.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct { unsigned char *octets; size_t length, at; } memory_t;

#define MOST 16
static memory_t variants[MOST];
static ipp_t *decoded[MOST];
static int count;
static volatile long sum;

static ssize_t take(void *context, ipp_uchar_t *buffer, size_t length)
{
  memory_t *memory = context;
  size_t left = memory->length - memory->at;
  if (length > left) length = left;
  memcpy(buffer, memory->octets + memory->at, length);
  memory->at += length;
  return (ssize_t)length;
}

static ssize_t put(void *context, ipp_uchar_t *buffer, size_t length)
{
  memory_t *memory = context;
  if (length > memory->length - memory->at) return -1;
  memcpy(memory->octets + memory->at, buffer, length);
  memory->at += length;
  return (ssize_t)length;
}

static ipp_t *read_message(int variant)
{
  ipp_t *ipp = ippNew();
  memory_t memory = variants[variant];
  memory.at = 0;
  if (ippReadIO(&memory, take, 1, NULL, ipp) != IPP_STATE_DATA) { fprintf(stderr, "ippReadIO: %s\n", cupsLastErrorString()); exit(1); }
  return ipp;
}

/* What a program reads that wants to know one thing, as in platen.js. */
static void read_part(ipp_t *ipp)
{
  ipp_attribute_t *one;
  if ((one = ippFindAttribute(ipp, "printer-name", IPP_TAG_ZERO)) != NULL) {
    sum += (long)strlen(ippGetString(one, 0, NULL));
    sum += ippGetInteger(ippFindAttribute(ipp, "printer-state", IPP_TAG_ZERO), 0);
    sum += ippGetCount(ippFindAttribute(ipp, "printer-state-reasons", IPP_TAG_ZERO));
    sum += ippGetBoolean(ippFindAttribute(ipp, "printer-is-accepting-jobs", IPP_TAG_ZERO), 0);
    sum += ippGetInteger(ippFindAttribute(ipp, "queued-job-count", IPP_TAG_ZERO), 0);
  } else if (ippFindAttribute(ipp, "job-id", IPP_TAG_ZERO) != NULL) {
    for (one = ippFirstAttribute(ipp); one != NULL; one = ippNextAttribute(ipp)) {
      const char *name = ippGetName(one);
      if (name != NULL && (!strcmp(name, "job-id") || !strcmp(name, "job-state"))) sum += ippGetInteger(one, 0);
    }
  } else {
    sum += (long)strlen(ippGetString(ippFindAttribute(ipp, "attributes-charset", IPP_TAG_ZERO), 0, NULL));
    sum += (long)strlen(ippGetString(ippFindAttribute(ipp, "printer-uri", IPP_TAG_ZERO), 0, NULL));
    sum += (long)strlen(ippGetString(ippFindAttribute(ipp, "requesting-user-name", IPP_TAG_ZERO), 0, NULL));
  }
}

static void read_all(ipp_t *ipp)
{
  ipp_attribute_t *one;
  for (one = ippFirstAttribute(ipp); one != NULL; one = ippNextAttribute(ipp)) {
    int values = ippGetCount(one), index, x, y;
    ipp_res_t units;
    const char *name = ippGetName(one);
    if (name != NULL) sum += (long)strlen(name);
    for (index = 0; index < values; index++) {
      switch (ippGetValueTag(one)) {
        case IPP_TAG_INTEGER: case IPP_TAG_ENUM: sum += ippGetInteger(one, index); break;
        case IPP_TAG_BOOLEAN: sum += ippGetBoolean(one, index); break;
        case IPP_TAG_RANGE: sum += ippGetRange(one, index, &x); break;
        case IPP_TAG_RESOLUTION: sum += ippGetResolution(one, index, &y, &units); break;
        case IPP_TAG_DATE: sum += ippGetDate(one, index)[3]; break;
        case IPP_TAG_BEGIN_COLLECTION: read_all(ippGetCollection(one, index)); break;
        case IPP_TAG_STRING: ippGetOctetString(one, index, &x); sum += x; break;
        default: { const char *string = ippGetString(one, index, NULL); if (string != NULL) sum += (long)strlen(string); }
      }
    }
  }
}

static void run(const char *task, int variant, memory_t *target)
{
  ipp_t *ipp;
  if (!strcmp(task, "encode")) {
    target->at = 0;
    ippSetState(decoded[variant], IPP_STATE_IDLE);
    if (ippWriteIO(target, put, 1, NULL, decoded[variant]) != IPP_STATE_DATA) { fprintf(stderr, "ippWriteIO failed\n"); exit(1); }
    return;
  }
  ipp = read_message(variant);
  if (!strcmp(task, "part")) read_part(ipp);
  else if (!strcmp(task, "all")) read_all(ipp);
  ippDelete(ipp);
}

static double now(void)
{
  struct timespec at;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
  return (double)at.tv_sec * 1e9 + (double)at.tv_nsec;
}

int main(int argc, char **argv)
{
  static unsigned char written[1 << 21];
  memory_t target = { written, sizeof(written), 0 };
  char task[16];
  int turns, turn;
  for (count = 0; count < argc - 1 && count < MOST; count++) {
    FILE *file = fopen(argv[count + 1], "rb");
    memory_t *one = variants + count;
    if (file == NULL) { perror(argv[count + 1]); return 1; }
    one->octets = malloc(1 << 21);
    one->length = fread(one->octets, 1, 1 << 21, file);
    fclose(file);
    decoded[count] = read_message(count);
  }
  if (count == 0) return 1;
  /* What is compared must do the same work. */
  run("encode", 0, &target);
  printf("%s %zu\n", target.at == variants[0].length && !memcmp(written, variants[0].octets, target.at) ? "same" : "other", target.at);
  fflush(stdout);
  while (scanf("%15s %d", task, &turns) == 2) {
    if (!strcmp(task, "heap")) {
      size_t before = mallinfo2().uordblks;
      ipp_t *ipp = read_message(0);
      printf("%zu\n", mallinfo2().uordblks - before);
      ippDelete(ipp);
    } else {
      double start = now();
      for (turn = 0; turn < turns; turn++) run(task, turn % count, &target);
      printf("%.1f\n", (now() - start) / turns);
    }
    fflush(stdout);
  }
  return 0;
}
