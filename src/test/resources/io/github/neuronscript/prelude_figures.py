"""The formulas of the prelude, computed independently, for PreludeFiguresTest.

In the folder of this file: python3 prelude_figures.py > prelude_figures.txt
It needs mpmath and computes with 50 digits; derivatives are numerical ones of the formulas as they stand here.
"""

from mpmath import mp, mpf, diff, erf, exp, log, sign, sqrt, tanh

mp.dps = 50


def text(number):
    return mp.nstr(number, 25)


def row(*cells):
    print(" | ".join(c if isinstance(c, str) else text(c) for c in cells))


def sigmoid(z):
    return 1 / (1 + exp(-z))


ACTIVATIONS = {
    "linear": lambda z: z,
    "sigmoid": sigmoid,
    "tanh": tanh,
    "relu": lambda z: max(mpf(0), z),
    "leaky_relu(0.01)": lambda z: z if z > 0 else mpf(0.01) * z,
    "elu(1.5)": lambda z: z if z > 0 else mpf(1.5) * (exp(z) - 1),
    "softplus": lambda z: log(1 + exp(z)),
    "swish": lambda z: z * sigmoid(z),
    "gelu": lambda z: z / 2 * (1 + erf(z / sqrt(2))),
    "step": lambda z: mpf(1 if z >= 0 else 0),
    "step_above": lambda z: mpf(1 if z > 0 else 0),
    "bipolar_step": lambda z: mpf(1 if z >= 0 else -1),
    "sign": sign,
}


def huber(y, p, d):
    return (y - p) ** 2 / 2 if abs(y - p) <= d else d * (abs(y - p) - d / 2)


LOSSES = {
    "mse": lambda y, p: (y - p) ** 2,
    "half_mse": lambda y, p: (y - p) ** 2 / 2,
    "mae": lambda y, p: abs(y - p),
    "huber(0.5)": lambda y, p: huber(y, p, mpf(0.5)),
    "cross_entropy": lambda y, p: -(y * log(p) + (1 - y) * log(1 - p)),
    "hinge": lambda y, p: max(mpf(0), 1 - y * p),
    "perceptron": lambda y, p: max(mpf(0), -y * p),
}

PLACES = {
    "huber(0.5)": [(1, 0.7), (1, 0.25), (-2, 0.25)],
    "cross_entropy": [(1, 0.7), (0, 0.7), (0.25, 0.9)],
    "hinge": [(1, 0.7), (-1, 0.7), (1, 1.5)],
    "perceptron": [(1, 0.7), (-1, 0.7), (1, -0.25)],
}

# What language.md states where there is no derivative: the value, and the derivative used.
KINKS = {
    "activation": [("relu", 0, 0, 0), ("step", 0, 1, 0), ("step_above", 0, 0, 0), ("bipolar_step", 0, 1, 0), ("sign", 0, 0, 0)],
    "loss": [("mae", 0.5, 0.5, 0, 0), ("hinge", 1, 1, 0, 0), ("perceptron", 1, 0, 0, 0)],
}

PENALTIES = {"l1": lambda w, c: c * abs(w), "l2": lambda w, c: c * w**2}

RATE = mpf(0.1)
BETA = mpf(0.9)
BETA2 = mpf(0.999)
EPSILON = mpf(1e-8)


def momentum(s):
    s.v = BETA * s.v + s.g
    return s.w - RATE * s.v


def nesterov(s):
    s.v = BETA * s.v + s.g
    return s.w - RATE * (s.g + BETA * s.v)


def adagrad(s):
    s.s = s.s + s.g**2
    return s.w - RATE * s.g / (sqrt(s.s) + EPSILON)


def rmsprop(s):
    s.s = BETA * s.s + (1 - BETA) * s.g**2
    return s.w - RATE * s.g / (sqrt(s.s) + EPSILON)


def adam(s):
    s.m = BETA * s.m + (1 - BETA) * s.g
    s.v = BETA2 * s.v + (1 - BETA2) * s.g**2
    return s.w - RATE * (s.m / (1 - BETA**s.t)) / (sqrt(s.v / (1 - BETA2**s.t)) + EPSILON)


RULES = {
    "gradient descent": lambda s: s.w - RATE * s.g,
    "perceptron": lambda s: s.w + RATE * (s.y - s.p) * s.x,
    "delta": lambda s: s.w + RATE * (s.y - s.z) * s.x,
    "hebb": lambda s: s.w + RATE * s.x * s.y,
    "oja": lambda s: s.w + RATE * s.p * (s.x - s.p * s.w),
    "momentum(0.9)": momentum,
    "nesterov(0.9)": nesterov,
    "adagrad": adagrad,
    "rmsprop(0.9)": rmsprop,
    "adam(0.9, 0.999)": adam,
}


class Weight:
    """One weight with what its rule remembers, which starts at 0."""

    def __init__(self, w, x):
        self.w, self.x = mpf(w), mpf(x)
        self.m = self.v = self.s = mpf(0)


def updates(rule):
    """Inputs 0.5, -1.25, weights 0.8, 0.2, bias 0.1, target 1, tanh, mse, rate 0.1: after each of three updates."""
    weights = [Weight(0.8, 0.5), Weight(0.2, -1.25), Weight(0.1, 1)]
    for t in (1, 2, 3):
        z = sum(s.w * s.x for s in weights)
        p = tanh(z)
        for s in weights:
            s.t, s.z, s.p, s.y = t, z, p, mpf(1)
            s.g = -2 * (s.y - p) * (1 - p**2) * s.x
        for s, w in [(s, rule(s)) for s in weights]:
            s.w = w
        yield ", ".join(text(s.w) for s in weights)


COLUMNS = {"a": [1, 2, 4, 8], "b": [3, 3, 3, 3], "c": [-0.5, 0.25, 1.5, 0.75]}


def scaled(values, offset, divisor):
    return ", ".join(text((v - offset) / (divisor if divisor else 1)) for v in values)


for name, f in ACTIVATIONS.items():
    for z in (-3.5, -0.75, 0.3, 2.25):
        row("activation", name, repr(z), f(mpf(z)), diff(f, mpf(z)))
for name, z, value, derivative in KINKS["activation"]:
    row("activation", name, repr(z), mpf(value), mpf(derivative))
for name, f in LOSSES.items():
    for y, p in PLACES.get(name, [(1, 0.7), (-2, 0.25)]):
        row("loss", name, repr(y), repr(p), f(mpf(y), mpf(p)), diff(lambda q: f(mpf(y), q), mpf(p)))
for name, y, p, value, derivative in KINKS["loss"]:
    row("loss", name, repr(y), repr(p), mpf(value), mpf(derivative))
for name, f in PENALTIES.items():
    for w in (0.75, -3.5):
        row("penalty", name, repr(w), "0.3", f(mpf(w), mpf(0.3)), diff(lambda v: f(v, mpf(0.3)), mpf(w)))
    row("penalty", name, "0", "0.3", mpf(0), mpf(0))
for name, rule in RULES.items():
    row("rule", name, *updates(rule))
for name, column in COLUMNS.items():
    values = [mpf(v) for v in column]
    mean = sum(values) / len(values)
    deviation = sqrt(sum((v - mean) ** 2 for v in values) / len(values))
    row("scale", "standard", name, scaled(values, mean, deviation))
    row("scale", "minmax", name, scaled(values, min(values), max(values) - min(values)))
