/*
 * What the benchmark holds the library to, in C: a neuron with a sigmoid and cross entropy, trained by plain gradient
 * descent, with the sums in the order of the language (eight lanes; chunks of 256 rows), and with the cost of each epoch.
 *
 *   contestants train INPUTS ROWS SECONDS     example by example
 *   contestants batch INPUTS ROWS SECONDS     all rows in one batch
 *   contestants sigmoid COUNT SECONDS         over an array
 *   contestants read MEGABYTES THREADS        what the machine reads, as nanoseconds a byte
 *
 * Prints "time NANOSECONDS" for an example, an epoch, a number or a byte, and "weights ..." behind three epochs from zero.
 */
#define _GNU_SOURCE
#include <math.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { CHUNK = 256, STRETCHES = 5 };

static const double RATE = 0.01;

static double seconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

static void *allocate(size_t bytes) {
  void *memory = aligned_alloc(64, (bytes + 63) / 64 * 64);
  if (memory == NULL) {
    fprintf(stderr, "no memory for %zu bytes\n", bytes);
    exit(1);
  }
  return memory;
}

/* The data of Generated.java: SplitMix64, number after number. */
static double generated(uint64_t index) {
  uint64_t z = (index + 1) * 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  z ^= z >> 31;
  return (z >> 11) * 0x1p-53 * 2 - 1;
}

typedef struct {
  size_t rows;
  int width;
  double *x;
  double *y;
} Examples;

static Examples make(size_t rows, int width) {
  Examples made = {rows, width, allocate(rows * width * sizeof(double)), allocate(rows * sizeof(double))};
  for (size_t row = 0; row < rows; row++) {
    double *x = made.x + row * width;
    for (int j = 0; j < width; j++) {
      x[j] = generated(row * (width + 1) + j);
    }
    made.y[row] = x[0] + 0.5 * x[1 % width] + 0.5 * generated(row * (width + 1) + width) > 0;
  }
  return made;
}

static inline double dot(const double *restrict w, const double *restrict x, int n) {
  double s[8] = {0};
  int whole = n & ~7;
  for (int i = 0; i < whole; i += 8) {
    for (int lane = 0; lane < 8; lane++) {
      s[lane] += w[i + lane] * x[i + lane];
    }
  }
  double sum = ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
  for (int i = whole; i < n; i++) {
    sum += w[i] * x[i];
  }
  return sum;
}

/* The cost of the last epoch, which the library computes too. */
static volatile double cost;

/* Cross entropy of a sigmoid of z, in the form that stays finite. */
static inline double loss(double z, double y) {
  return (z > 0 ? z : 0) + log1p(exp(-fabs(z))) - y * z;
}

/* The weights, then the bias. */
static void train(const Examples *data, double *restrict w, long epochs) {
  int n = data->width;
  for (long epoch = 0; epoch < epochs; epoch++) {
    double losses = 0;
    for (size_t row = 0; row < data->rows; row++) {
      const double *restrict x = data->x + row * n;
      double z = dot(w, x, n) + w[n];
      double delta = 1 / (1 + exp(-z)) - data->y[row];
      losses += loss(z, data->y[row]);
      for (int j = 0; j < n; j++) {
        w[j] -= RATE * (delta * x[j]);
      }
      w[n] -= RATE * delta;
    }
    cost = losses / data->rows;
  }
}

static void batch(const Examples *data, double *restrict w, long epochs) {
  int n = data->width;
  double *restrict total = allocate((n + 1) * sizeof(double));
  double *restrict chunk = allocate((n + 1) * sizeof(double));
  for (long epoch = 0; epoch < epochs; epoch++) {
    memset(total, 0, (n + 1) * sizeof(double));
    double losses = 0;
    for (size_t start = 0; start < data->rows; start += CHUNK) {
      memset(chunk, 0, (n + 1) * sizeof(double));
      for (size_t row = start; row < start + CHUNK && row < data->rows; row++) {
        const double *restrict x = data->x + row * n;
        double z = dot(w, x, n) + w[n];
        double delta = 1 / (1 + exp(-z)) - data->y[row];
        losses += loss(z, data->y[row]);
        for (int j = 0; j < n; j++) {
          chunk[j] += delta * x[j];
        }
        chunk[n] += delta;
      }
      for (int j = 0; j <= n; j++) {
        total[j] += chunk[j];
      }
    }
    for (int j = 0; j <= n; j++) {
      w[j] -= RATE * (total[j] / data->rows);
    }
    cost = losses / data->rows;
  }
  free(total);
  free(chunk);
}

static int ascending(const void *a, const void *b) {
  double left = *(const double *)a;
  double right = *(const double *)b;
  return (left > right) - (left < right);
}

/* The median of five stretches, each long enough, behind one that warms up. */
static void measure(const Examples *data, void (*run)(const Examples *, double *, long), double per, double most) {
  int n = data->width;
  double *w = allocate((n + 1) * sizeof(double));
  memset(w, 0, (n + 1) * sizeof(double));
  run(data, w, 3);
  printf("weights");
  for (int j = 0; j <= n; j++) {
    printf(" %.17g", w[j]);
  }
  long epochs = 1;
  double took = 0;
  for (;;) {
    double start = seconds(CLOCK_THREAD_CPUTIME_ID);
    run(data, w, epochs);
    took = seconds(CLOCK_THREAD_CPUTIME_ID) - start;
    if (took >= most / STRETCHES) {
      break;
    }
    epochs *= 2;
  }
  double each[STRETCHES];
  for (int i = 0; i < STRETCHES; i++) {
    double start = seconds(CLOCK_THREAD_CPUTIME_ID);
    run(data, w, epochs);
    each[i] = (seconds(CLOCK_THREAD_CPUTIME_ID) - start) / epochs / per;
  }
  qsort(each, STRETCHES, sizeof(double), ascending);
  printf("\ntime %.9g\n", each[STRETCHES / 2] * 1e9);
}

static void sigmoid(const Examples *data, double *out, long times) {
  for (long time = 0; time < times; time++) {
    for (size_t i = 0; i < data->rows; i++) {
      out[i & 4095] = 1 / (1 + exp(-8 * data->x[i]));
    }
  }
}

static void measure_sigmoid(size_t count, double most) {
  Examples data = make(count, 1);
  double *out = allocate(4096 * sizeof(double));
  sigmoid(&data, out, 1);
  double each[STRETCHES];
  long times = 1 + (long)(most / STRETCHES / (count * 5e-9));
  for (int i = 0; i < STRETCHES; i++) {
    double start = seconds(CLOCK_THREAD_CPUTIME_ID);
    sigmoid(&data, out, times);
    each[i] = (seconds(CLOCK_THREAD_CPUTIME_ID) - start) / times / count;
  }
  qsort(each, STRETCHES, sizeof(double), ascending);
  printf("time %.9g\n", each[STRETCHES / 2] * 1e9);
}

typedef struct {
  const uint64_t *from;
  size_t count;
  uint64_t sum;
} Part;

static void *add(void *argument) {
  Part *part = argument;
  uint64_t sum = 0;
  for (size_t i = 0; i < part->count; i++) {
    sum += part->from[i];
  }
  part->sum = sum;
  return NULL;
}

/* By the wall, and the best of ten: what the memory gives when nobody disturbs. */
static void bandwidth(size_t megabytes, int threads) {
  size_t count = megabytes * 1000000 / sizeof(uint64_t);
  uint64_t *numbers = allocate(count * sizeof(uint64_t));
  for (size_t i = 0; i < count; i++) {
    numbers[i] = i;
  }
  double best = INFINITY;
  uint64_t sum = 0;
  for (int time = 0; time < 10; time++) {
    Part parts[64];
    pthread_t others[64];
    double start = seconds(CLOCK_MONOTONIC);
    for (int t = 0; t < threads; t++) {
      parts[t] = (Part){numbers + count / threads * t, count / threads, 0};
      pthread_create(&others[t], NULL, add, &parts[t]);
    }
    for (int t = 0; t < threads; t++) {
      pthread_join(others[t], NULL);
      sum += parts[t].sum;
    }
    double took = seconds(CLOCK_MONOTONIC) - start;
    best = took < best ? took : best;
  }
  printf("setup best of ten passes over %zu MB (sum %llu)\n", megabytes, (unsigned long long)sum);
  printf("time %.9g\n", best * 1e9 / (count * sizeof(uint64_t)));
}

int main(int count, char **arguments) {
  const char *what = count > 3 ? arguments[1] : "";
  if (count == 5 && strcmp(what, "train") == 0) {
    Examples data = make(strtoul(arguments[3], NULL, 10), atoi(arguments[2]));
    measure(&data, train, data.rows, atof(arguments[4]));
  } else if (count == 5 && strcmp(what, "batch") == 0) {
    Examples data = make(strtoul(arguments[3], NULL, 10), atoi(arguments[2]));
    measure(&data, batch, 1, atof(arguments[4]));
  } else if (count == 4 && strcmp(what, "sigmoid") == 0) {
    measure_sigmoid(strtoul(arguments[2], NULL, 10), atof(arguments[3]));
  } else if (count == 4 && strcmp(what, "read") == 0) {
    bandwidth(strtoul(arguments[2], NULL, 10), atoi(arguments[3]));
  } else {
    fprintf(stderr, "train|batch INPUTS ROWS SECONDS, sigmoid COUNT SECONDS, or read MEGABYTES THREADS\n");
    return 2;
  }
  return 0;
}
