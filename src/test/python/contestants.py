"""What the benchmark holds the library to, in Python: numpy, scikit-learn and pandas, as far as they are there.

    contestants.py sgd INPUTS ROWS SECONDS      scikit-learn's SGDClassifier, example by example
    contestants.py batch INPUTS ROWS SECONDS    numpy, all rows in one batch
    contestants.py sigmoid COUNT SECONDS        numpy, over an array
    contestants.py loadtxt FILE | pandas FILE   a CSV file with a line of names

Prints "setup ...", "time NANOSECONDS" for an example, an epoch, a number or a byte, and "weights ..." behind three epochs
from zero; thread CPU time.
"""

import os
import statistics
import sys
import time

import numpy

RATE = 0.01
STRETCHES = 5


def generated(start, count):
    """The data of Generated.java: SplitMix64, number after number."""
    z = numpy.arange(start + 1, start + count + 1, dtype=numpy.uint64)
    z *= numpy.uint64(0x9E3779B97F4A7C15)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        z ^= z >> numpy.uint64(shift)
        z *= numpy.uint64(factor)
    z ^= z >> numpy.uint64(31)
    z >>= numpy.uint64(11)
    return z * 2.0**-53 * 2 - 1


def make(rows, width):
    x = numpy.empty((rows, width))
    y = numpy.empty(rows)
    at_once = max(1, 1_000_000 // (width + 1))
    for start in range(0, rows, at_once):
        end = min(rows, start + at_once)
        numbers = generated(start * (width + 1), (end - start) * (width + 1)).reshape(end - start, width + 1)
        x[start:end] = numbers[:, :width]
        y[start:end] = numbers[:, 0] + 0.5 * numbers[:, 1 % width] + 0.5 * numbers[:, width] > 0
    return x, y


def took(run, times):
    start = time.thread_time()
    run(times)
    return time.thread_time() - start


def measure(run, per, seconds):
    """The median of five differences, so that what a call costs by itself does not count."""
    times = 1
    while took(run, times) < seconds / STRETCHES / 6:
        times *= 2
    each = sorted((took(run, 5 * times) - took(run, times)) / (4 * times) for _ in range(STRETCHES))
    print("time", statistics.median(each) / per * 1e9)


def sgd(width, rows, seconds):
    import sklearn
    import warnings
    from sklearn.linear_model import SGDClassifier

    warnings.simplefilter("ignore")
    x, y = make(rows, width)

    def fit(epochs):
        model = SGDClassifier(
            loss="log_loss", penalty=None, learning_rate="constant", eta0=RATE, shuffle=False, max_iter=epochs, tol=None
        )
        return model.fit(x, y)

    print("setup scikit-learn", sklearn.__version__, "SGDClassifier, float64 in C order, no shuffle, no penalty, tol none")
    model = fit(3)
    print("weights", *(repr(float(w)) for w in (*model.coef_[0], model.intercept_[0])))
    measure(fit, rows, seconds)


def batch(width, rows, seconds):
    x, y = make(rows, width)
    z = numpy.empty(rows)
    w = numpy.zeros(width)
    b = 0.0
    g = numpy.empty(width)
    losses = numpy.empty(rows)
    products = numpy.empty(rows)
    cost = 0.0

    def epochs(count):
        nonlocal b, cost
        for _ in range(count):
            numpy.matmul(x, w, out=z)
            numpy.add(z, b, out=z)
            # The cost of the epoch, which the library computes too: the mean of max(z, 0) + ln(1 + e^-|z|) - y z.
            numpy.abs(z, out=losses)
            numpy.negative(losses, out=losses)
            numpy.exp(losses, out=losses)
            numpy.log1p(losses, out=losses)
            numpy.multiply(y, z, out=products)
            numpy.subtract(losses, products, out=losses)
            numpy.maximum(z, 0, out=products)
            numpy.add(losses, products, out=losses)
            cost = losses.mean()
            sigmoid_in_place(z)
            numpy.subtract(z, y, out=z)
            numpy.matmul(z, x, out=g)
            numpy.multiply(g, RATE / rows, out=g)
            numpy.subtract(w, g, out=w)
            b -= RATE * z.mean()

    say_numpy()
    epochs(3)
    print("weights", *(repr(float(v)) for v in (*w, b)))
    measure(epochs, 1, seconds)


def sigmoid_in_place(z):
    numpy.negative(z, out=z)
    numpy.exp(z, out=z)
    numpy.add(z, 1, out=z)
    numpy.reciprocal(z, out=z)


def sigmoid(count, seconds):
    numbers = 8 * make(count, 1)[0][:, 0]
    z = numpy.empty(count)

    def run(times):
        for _ in range(times):
            numpy.copyto(z, numbers)
            sigmoid_in_place(z)

    say_numpy()
    measure(run, count, seconds)


def say_numpy():
    threads = os.environ.get("OPENBLAS_NUM_THREADS", "any number of")
    print("setup numpy", numpy.__version__, "float64 in C order, out= everywhere,", blas(), threads, "thread(s)")


def blas():
    try:
        import threadpoolctl

        return ", ".join(f"{p['internal_api']} {p['version']} {p.get('architecture', '')}" for p in threadpoolctl.threadpool_info())
    except ImportError:
        return "BLAS unknown"


def load(read, file):
    each = []
    for _ in range(3):
        start = time.thread_time()
        rows = read(file)
        each.append((time.thread_time() - start) / os.path.getsize(file))
        del rows
    print("time", statistics.median(each) * 1e9)


def loadtxt(file):
    print("setup numpy", numpy.__version__, "loadtxt, delimiter and skiprows given")
    load(lambda name: numpy.loadtxt(name, delimiter=",", skiprows=1), file)


def pandas(file):
    import pandas as library

    print("setup pandas", library.__version__, "read_csv, engine c, dtype float64, its own float_precision (not exact)")
    load(lambda name: library.read_csv(name, engine="c", dtype=numpy.float64), file)


def main():
    what, *arguments = sys.argv[1:]
    if what in ("sgd", "batch"):
        {"sgd": sgd, "batch": batch}[what](int(arguments[0]), int(arguments[1]), float(arguments[2]))
    elif what == "sigmoid":
        sigmoid(int(arguments[0]), float(arguments[1]))
    else:
        {"loadtxt": loadtxt, "pandas": pandas}[what](arguments[0])


if __name__ == "__main__":
    main()
