"""Compares potemkin's attacks with those of other packages, on one checkpoint and the same images.

Run it through compare.sh, which sets MODEL, POTEMKIN and POTEMKIN_DATA.
"""

import argparse
import copy
import gzip
import json
import os
import subprocess
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

EPSILON = 0.1
# Percentage points by which robust accuracies may differ, and the share for mean distances.
TOLERANCE_POINTS = 0.5
TOLERANCE_SHARE = 0.02


def read_idx(name):
    """One of MNIST's files, plain or compressed."""
    path = Path(os.environ["POTEMKIN_DATA"]) / name
    data = path.read_bytes() if path.exists() else gzip.open(f"{path}.gz").read()
    dimensions = [int.from_bytes(data[4 + 4 * k : 8 + 4 * k], "big") for k in range(data[3])]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * data[3]).reshape(dimensions)


def load_images(count):
    """The first test images, [count, 1, 28, 28] in 0…1, and their labels."""
    images = read_idx("t10k-images-idx3-ubyte")[:count].astype(np.float32) / 255
    labels = read_idx("t10k-labels-idx1-ubyte")[:count].astype(np.int64)
    return torch.from_numpy(images[:, None]), torch.from_numpy(labels)


def load_model():
    """The checkpoint as a torch module: dense layers with ReLU between them."""
    tensors = load_file(os.environ["MODEL"])
    weights = sorted(name for name in tensors if tensors[name].dim() == 2)
    layers = [torch.nn.Flatten()]
    for name in weights:
        weight, bias = tensors[name], tensors[name.replace("weight", "bias")]
        layer = torch.nn.Linear(weight.shape[1], weight.shape[0])
        layer.weight.data, layer.bias.data = weight, bias
        layers += [layer, torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1]).eval()


def robust_accuracy(model, adversarial, images, labels):
    """The percentage that is read right after the attack, if that kept to the budget."""
    assert (adversarial - images).abs().max() <= EPSILON + 1e-5
    assert adversarial.min() >= 0 and adversarial.max() <= 1
    with torch.no_grad():
        return 100 * (model(adversarial).argmax(1) == labels).float().mean().item()


def mean_distance(model, adversarial, images, labels):
    """The mean L2 distance of those that are read right as they are and wrong after the attack."""
    with torch.no_grad():
        right = model(images).argmax(1) == labels
        fallen = right & (model(adversarial).argmax(1) != labels)
    return (adversarial - images)[fallen].flatten(1).norm(dim=1).mean().item()


def foolbox_attack(model, images, labels, attack, epsilon):
    import foolbox

    wrapped = foolbox.PyTorchModel(model, bounds=(0, 1), device="cpu")
    _, clipped, _ = attack(wrapped, images, labels, epsilons=epsilon)
    return clipped


def art_attack(model, images, make):
    from art.estimators.classification import PyTorchClassifier

    classifier = PyTorchClassifier(
        model, torch.nn.CrossEntropyLoss(), (1, 28, 28), 10, clip_values=(0, 1), device_type="cpu"
    )
    return torch.from_numpy(make(classifier))


def exact_fgsm(model, images, labels):
    """FGSM in double precision.

    Where a reading is sure, q - 1 at the label is rounded to nothing in single precision, and the
    signs of the gradient go wrong: the packages then find less than there is.
    """
    model = copy.deepcopy(model).double()
    pixels = images.double().requires_grad_()
    loss = torch.nn.functional.cross_entropy(model(pixels), labels, reduction="sum")
    (gradient,) = torch.autograd.grad(loss, pixels)
    return (images + EPSILON * gradient.sign().float()).clamp(0, 1)


def fgsm_peers(model, images, labels):
    import foolbox
    import torchattacks
    from art.attacks.evasion import FastGradientMethod

    yield "torch in double precision", lambda: exact_fgsm(model, images, labels)
    yield "foolbox", lambda: foolbox_attack(
        model, images, labels, foolbox.attacks.LinfFastGradientAttack(), EPSILON
    )
    yield "torchattacks", lambda: torchattacks.FGSM(model, eps=EPSILON)(images, labels)
    yield "ART", lambda: art_attack(
        model,
        images,
        lambda c: FastGradientMethod(c, eps=EPSILON, batch_size=1000).generate(
            images.numpy(), y=labels.numpy()
        ),
    )


def pgd_peers(model, images, labels):
    import foolbox
    import torchattacks

    yield "foolbox", lambda: foolbox_attack(
        model,
        images,
        labels,
        foolbox.attacks.LinfPGD(abs_stepsize=0.01, steps=40),
        EPSILON,
    )
    yield "torchattacks", lambda: torchattacks.PGD(model, eps=EPSILON, alpha=0.01, steps=40)(
        images, labels
    )


def autoattack_peers(model, images, labels, steps):
    """The ensemble of torchattacks, whose default is 10 steps; its authors' standard is 100."""
    import torchattacks

    def run():
        attack = torchattacks.AutoAttack(model, eps=EPSILON, n_classes=10, seed=1)
        for member in attack._autoattack.attacks[:3]:
            member.steps = steps
        return attack(images, labels)

    yield "torchattacks", run


def cw_peers(model, images, labels):
    import foolbox
    import torchattacks

    yield "foolbox", lambda: foolbox_attack(
        model,
        images,
        labels,
        foolbox.attacks.L2CarliniWagnerAttack(binary_search_steps=9, steps=1000),
        None,
    )
    yield "torchattacks, c = 1", lambda: torchattacks.CW(model, c=1, steps=1000)(images, labels)


def hopskipjump_peers(model, images, labels):
    import foolbox

    yield "foolbox", lambda: foolbox_attack(
        model, images, labels, foolbox.attacks.HopSkipJumpAttack(), None
    )


def deepfool_peers(model, images, labels):
    import foolbox

    yield "foolbox", lambda: foolbox_attack(
        model, images, labels, foolbox.attacks.L2DeepFoolAttack(), None
    )


# Name on our command line, its settings, the peers, what is compared, and of how many images at most.
COMPARISONS = {
    "fgsm": ("fgsm", {}, fgsm_peers, "robust", 10_000),
    "pgd": ("pgd", {"steps": 40, "step-size": 0.01}, pgd_peers, "robust", 10_000),
    "autoattack-10": (
        "autoattack",
        {"steps": 10},
        lambda *of: autoattack_peers(*of, steps=10),
        "robust",
        10_000,
    ),
    "autoattack": (
        "autoattack",
        {},
        lambda *of: autoattack_peers(*of, steps=100),
        "robust",
        10_000,
    ),
    "deepfool": ("deepfool", {}, deepfool_peers, "distance", 10_000),
    "cw-l2": ("cw-l2", {}, cw_peers, "distance", 100),
    "hopskipjump": ("hopskipjump", {}, hopskipjump_peers, "distance", 20),
}


def ours(name, settings, kind, count):
    """What potemkin measures."""
    command = [os.environ["POTEMKIN"], "attack", name, "--model", os.environ["MODEL"], "--json"]
    command += ["--clip", "--images", str(count)]
    command += ["--epsilon", str(EPSILON)] if kind == "robust" else ["--norm", "l2"]
    for key, value in settings.items():
        command += ["--set", f"{key}={value}"]
    answer = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    result = json.loads(answer.stdout.splitlines()[0])
    return 100 * result["robustAccuracy"] if kind == "robust" else result["meanDistance"]["l2"]


def fastest(runs, body):
    results = []
    for _ in range(runs):
        start = time.perf_counter()
        value = body()
        results.append((time.perf_counter() - start, value))
    return min(results, key=lambda pair: pair[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=sorted(COMPARISONS), default=None)
    parser.add_argument("--images", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3, help="the fastest of so many is shown")
    options = parser.parse_args()

    torch.set_num_threads(2)
    torch.manual_seed(1)
    model = load_model()
    images, labels = load_images(options.images)
    clean = robust_accuracy(model, images, images, labels)
    print(f"clean accuracy of {options.images} images, read by torch: {clean:.2f} %")
    failures = 0
    for title in options.only or COMPARISONS:
        name, settings, peers, kind, most = COMPARISONS[title]
        count = min(options.images, most)
        seconds, figure = fastest(options.runs, lambda: ours(name, settings, kind, count))
        unit = "% left" if kind == "robust" else "mean L2"
        print(
            f"{title}, {count} images: potemkin {figure:.4g} {unit}, {seconds:.3f} s with its start",
            flush=True,
        )
        for peer, attack in peers(model, images[:count], labels[:count]):
            seconds, adversarial = fastest(options.runs, attack)
            measure = robust_accuracy if kind == "robust" else mean_distance
            theirs = measure(model, adversarial.detach(), images[:count], labels[:count])
            # Fewer left, or a shorter way, is a stronger attack.
            limit = TOLERANCE_POINTS if kind == "robust" else TOLERANCE_SHARE * theirs
            verdict = "agrees" if abs(figure - theirs) <= limit else "ours is stronger"
            if figure > theirs + limit:
                verdict = "OURS IS WEAKER"
                failures += 1
            print(f"    {peer}: {theirs:.4g} {unit}, {seconds:.3f} s: {verdict}", flush=True)
    raise SystemExit(1 if failures else 0)


if __name__ == "__main__":
    main()
