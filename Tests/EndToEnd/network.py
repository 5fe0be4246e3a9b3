"""The networks of checkpoints in numpy, to compare with."""

import numpy
import safetensors
import safetensors.numpy


def relu(x):
    return numpy.maximum(x, 0), (x > 0).astype(x.dtype)


def squareplus(a):
    def value(x):
        root = numpy.sqrt(x * x + a * a)
        return (x + root) / 2, (1 + x / root) / 2

    return value


class Network:
    """Dense layers `[(weights [out, in], biases [out])]` with an activation between them."""

    def __init__(self, layers, activation):
        self.layers = [(w.astype(numpy.float64), b.astype(numpy.float64)) for w, b in layers]
        self.activation = activation

    def logits(self, x):
        for weights, biases in self.layers[:-1]:
            x, _ = self.activation(x @ weights.T + biases)
        weights, biases = self.layers[-1]
        return x @ weights.T + biases

    def correct(self, x, labels):
        """Whether each image is read right."""
        return self.logits(x).argmax(axis=1) == labels

    def confidences(self, x):
        """The softmax of the scores."""
        logits = self.logits(x)
        shifted = numpy.exp(logits - logits.max(axis=1, keepdims=True))
        return shifted / shifted.sum(axis=1, keepdims=True)

    def loss(self, x, labels):
        """The mean cross-entropy, in nats."""
        logits = self.logits(x)
        shifted = logits - logits.max(axis=1, keepdims=True)
        log_sum = numpy.log(numpy.exp(shifted).sum(axis=1))
        return (log_sum - shifted[numpy.arange(len(labels)), labels]).mean()

    def loss_gradient(self, x, labels):
        """The gradient of each image's own loss by its pixels."""
        slopes = []
        for weights, biases in self.layers[:-1]:
            x, slope = self.activation(x @ weights.T + biases)
            slopes.append(slope)
        weights, biases = self.layers[-1]
        logits = x @ weights.T + biases
        gradient = numpy.exp(logits - logits.max(axis=1, keepdims=True))
        gradient /= gradient.sum(axis=1, keepdims=True)
        gradient[numpy.arange(len(labels)), labels] -= 1
        gradient = gradient @ weights
        for (weights, _), slope in zip(reversed(self.layers[:-1]), reversed(slopes)):
            gradient = (gradient * slope) @ weights
        return gradient

    def fast_gradient_sign(self, x, labels, epsilon, clip):
        moved = x + epsilon * numpy.sign(self.loss_gradient(x, labels))
        return moved.clip(0, 1) if clip else moved


def read_network(path):
    """The network of a file that the program saved."""
    tensors = safetensors.numpy.load_file(path)
    names = sorted({name.rpartition(".")[0] for name in tensors}, key=int)
    layers = [(tensors[f"{name}.weight"], tensors[f"{name}.bias"]) for name in names]
    with safetensors.safe_open(path, "numpy") as file:
        recipe = file.metadata()
    is_relu = recipe["activation"] == "relu"
    return Network(layers, relu if is_relu else squareplus(float(recipe["squareplus_a"])))
