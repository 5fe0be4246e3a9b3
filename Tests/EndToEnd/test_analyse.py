"""The Analyse screen shows what `potemkin minimal-epsilon` finds, while it is being found."""

import json
import re

import pytest

from explorer import epsilon, image_number, is_explored, minimal_epsilon, number

TABULATED = [0.0001, 0.0002, 0.002, 0.005, 0.01, 0.015, 0.021]


def open_analysis(explore, source, **options):
    """Opens the Analyse screen, and waits for its end."""
    screen = explore(source, **options)
    screen.press("3")
    return wait_for_end(screen)


def wait_for_end(screen):
    return screen.wait_for(
        lambda screen: re.search(r"KS \d", screen.text) and not re.search(r"… +\d+ %", screen.text),
        timeout=60,
    ).settle(quiet=0.1)


def found_by_command(potemkin, source, tmp_path, *flags):
    """The report, and the smallest ε of each image; None where there is none."""
    csv = tmp_path / "epsilon.csv"
    arguments = [*source.arguments, "--csv", csv, *flags]
    result = potemkin("minimal-epsilon", "--json", *arguments, data=source.data)
    assert result.returncode == 0, result.stderr
    cells = [line.split(",")[1] for line in csv.read_text().splitlines()[1:]]
    return json.loads(result.stdout), [float(cell) if cell else None for cell in cells]


def figure(screen, name):
    return float(re.search(rf"[│·] {name} (\d+\.\d+)", screen.text)[1])


def count(screen, name):
    return int(number(re.search(rf"(\d[\d ]*) {name}", screen.text)[1]))


def rows(screen):
    """The list: number, label, and ε_min as shown."""
    pattern = r"│ [▸ ] +(\d[\d ]*?) +(\d) +(misread|none|\d\.\d{4}) "
    return [(int(number(a)), int(b), c) for a, b, c in re.findall(pattern, screen.text)]


def shown(value):
    """ε_min as the list shows it."""
    return "none" if value is None else "misread" if value == 0 else f"{value:.4f}"


def is_close(text, value):
    """Whether the list shows a value, up to the rounding of a half."""
    if not text[0].isdigit() or not value:
        return text == shown(value)
    return abs(float(text) - value) <= 0.50001e-4


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
def test_its_figures_are_those_of_the_command(explore, potemkin, known_source, tmp_path, size):
    report, values = found_by_command(potemkin, known_source, tmp_path)
    screen = open_analysis(explore, known_source, columns=size[0], rows=size[1])
    fit = next(fit for fit in report["fits"] if fit["name"] == "likeliest fit")
    for name, value in [
        ("mean", report["mean"]),
        ("sd", report["standardDeviation"]),
        ("median", report["quantiles"][2]),
        ("KS", fit["kolmogorovSmirnov"]),
    ]:
        assert figure(screen, name) == pytest.approx(value, abs=0.51e-4), name
    assert figure(screen, "≤ 0.01") == pytest.approx(report["shareAtMost001"] * 100, abs=0.051)
    assert count(screen, "images") == len(values)
    assert count(screen, "misread as is") == report["misreadAsItIs"]
    assert count(screen, "none ≤ 1") == report["none"]
    for tabulated in TABULATED:
        fall = sum(value is not None and value <= tabulated for value in values)
        row = re.search(rf"│ +{tabulated:.4f} +(\d[\d ]*?) +(\d+\.\d) *│", screen.text)
        assert number(row[1]) == fall
        assert float(row[2]) == pytest.approx(100 * fall / len(values), abs=0.051)


def test_the_list_is_that_of_the_command(explore, potemkin, known_source, tmp_path):
    _, values = found_by_command(potemkin, known_source, tmp_path)
    labels = known_source.test_images[1]
    screen = open_analysis(explore, known_source)

    def check():
        listed = rows(screen)
        assert len(listed) >= 10
        for image, label, text in listed:
            assert label == labels[image - 1]
            assert is_close(text, values[image - 1]), image
        return listed

    key = {index + 1: float("inf") if v is None else v for index, v in enumerate(values)}
    easiest = [key[image] for image, _, _ in check()]
    assert easiest == sorted(key.values())[: len(easiest)]
    screen.press("o")
    screen.wait_for("hardest first").settle(quiet=0.1)
    hardest = [key[image] for image, _, _ in check()]
    assert hardest == sorted(key.values(), reverse=True)[: len(hardest)]
    screen.press("o")
    screen.wait_for("by number").settle(quiet=0.1)
    assert [image for image, _, _ in check()][:3] == [1, 2, 3]
    screen.press("d", "d")
    screen.wait_for("label 1").settle(quiet=0.1)
    assert all(label == 1 for _, label, _ in check())
    assert count(screen, "images") == (labels == 1).sum()


def test_enter_opens_an_image_just_misread(explore, known_source):
    screen = open_analysis(explore, known_source)
    screen.press("m", "m", "m")
    screen.wait_for("ε > 0.01").settle(quiet=0.1)
    image, label, text = rows(screen)[0]
    screen.press("enter")
    screen.wait_for(lambda screen: "x + εη" in screen.text and is_explored(screen))
    assert image_number(screen) == image
    assert f"label {label}" in screen.text
    assert abs(minimal_epsilon(screen) - float(text)) <= 1.1e-4
    assert 0 <= epsilon(screen) - float(text) <= 1.1e-4
    assert re.search(r"x \+ εη ─+ reads \d ✗ ─", screen.text)
    screen.press("3")
    screen.wait_for("ε > 0.01")


def test_a_click_selects_and_a_second_one_opens(explore, small_source):
    screen = open_analysis(explore, small_source)
    image = rows(screen)[3][0]
    column, row = screen.find("▸")
    screen.click(column + 4, row + 3)
    screen.wait_for(lambda screen: screen.cell(column, row + 3).data == "▸")
    screen.click(column + 4, row + 3)
    screen.wait_for(lambda screen: "x + εη" in screen.text and is_explored(screen))
    assert image_number(screen) == image


def test_it_follows_clipping_and_training_when_asked_to(explore, potemkin, small_source, tmp_path):
    screen = open_analysis(explore, small_source)
    screen.press("c")
    screen.wait_for("pixels are now clipped · a anew")
    screen.press("a")
    screen.wait_for(lambda screen: "a anew" in screen.lines[-1] and "now clipped" not in screen.text)
    report, _ = found_by_command(potemkin, small_source, tmp_path, "--clip")
    assert figure(screen, "mean") == pytest.approx(report["mean"], abs=0.51e-4)
    screen.press("t")
    screen.wait_for("✓ trained", timeout=30)
    screen.wait_for("of the model from before · a anew")
    screen.press("a")
    screen.wait_for(lambda screen: "from before" not in screen.text)
    assert "mlp 64-64 · training" in screen.text


def test_it_fills_while_one_explores_and_stops_when_told(explore, built_in_source):
    screen = explore(built_in_source)
    screen.press("3")
    screen.wait_for(lambda screen: re.search(r"… +\d+ %", screen.text))
    screen.press("a")
    screen.wait_for(lambda screen: re.search(r"stopped at +\d+ %", screen.text), timeout=5)
    # What was found stays, and can be stepped through.
    screen.press("down", "down", "1", "down", "3", "a")
    wait_for_end(screen)
    assert count(screen, "images") == 10_000
    screen.press("q")
    assert screen.wait() == 0


def strip(screen):
    """The row that tells of the filter: its words, the place of the image and how many there are."""
    match = re.match(r" filter (.*?) · ([\d ]+?) of (\d[\d ]*)(?:,|  )", screen.lines[1])
    assert match, screen.text
    return match[1], int(number(match[2])), int(number(match[3]))


def filter_by(screen, text):
    screen.press("/", "ctrl-u", *("space" if c == " " else c for c in text), "enter")
    return screen


def test_a_filter_carries_over_to_explore(explore, potemkin, known_source, tmp_path):
    _, values = found_by_command(potemkin, known_source, tmp_path)
    labels = known_source.test_images[1]
    screen = open_analysis(explore, known_source)
    filter_by(screen, "1 0.02-0.2").wait_for("ε 0.02–0.2").settle(quiet=0.1)
    wanted = [
        image
        for image, value in enumerate(values, 1)
        if labels[image - 1] == 1 and value and 0.02 < value <= 0.2
    ]
    wanted.sort(key=lambda image: values[image - 1])
    assert [image for image, _, _ in rows(screen)][:3] == wanted[:3]
    screen.press("enter")
    screen.wait_for(lambda screen: "x + εη" in screen.text and is_explored(screen))
    for place, image in enumerate(wanted[:4], 1):
        assert image_number(screen) == image
        assert strip(screen) == ("label 1 · ε 0.02–0.2", place, len(wanted))
        screen.press("down")
        screen.settle(quiet=0.1).wait_for(is_explored)
    screen.press("page-up", "page-up")
    screen.wait_for(lambda s: is_explored(s) and image_number(s) == wanted[0])
    screen.press("r", "r", "r")
    assert image_number(screen.settle(quiet=0.1).wait_for(is_explored)) in wanted
    # An image outside can be gone to, and Esc steps through all again.
    other = next(image for image in range(1, 100) if image not in wanted)
    screen.press("g", *str(other), "enter")
    screen.wait_for(f"{len(wanted):,}".replace(",", " ") + " images, not this one")
    screen.press("escape", "down")
    screen.wait_for(lambda screen: "filter label" not in screen.text and is_explored(screen))
    screen.wait_for(lambda s: is_explored(s) and image_number(s) == other + 1)


def test_a_filter_in_explore_begins_the_analysis(explore, potemkin, source):
    report = potemkin("minimal-epsilon", "--json", data=source.data)
    misread = json.loads(report.stdout)["misreadAsItIs"]
    screen = explore(source)
    filter_by(screen, "misread")
    screen.wait_for(lambda s: re.search(r"of [\d ]+, easiest", s.lines[1]), timeout=50)
    screen.wait_for(is_explored)
    assert strip(screen)[::2] == ("misread", misread)
    for _ in range(3):
        screen.press("r")
        screen.settle(quiet=0.1).wait_for(is_explored)
        assert re.search(r"of [\d ]+ ─+ reads \d ✗", screen.text)
    # The Analyse screen has the same filter.
    screen.press("3")
    screen.wait_for(lambda screen: re.search(r"╰─ misread ─", screen.text))


def test_a_filter_that_leaves_nothing_changes_nothing(explore, small_source):
    screen = open_analysis(explore, small_source)
    screen.press("1")
    filter_by(screen, "4").wait_for("filter label 4")
    before = screen.settle(quiet=0.1).lines[1]
    filter_by(screen, "0.998-0.999").wait_for('no image matches "0.998-0.999"')
    screen.press("escape")
    assert screen.settle(quiet=0.1).lines[1] == before
    filter_by(screen, "four").wait_for('found "four"')
    screen.press("escape")
    filter_by(screen, "").wait_for(lambda screen: "filter label" not in screen.text)


def test_the_filter_can_be_left_with_the_mouse(explore, small_source):
    screen = open_analysis(explore, small_source)
    screen.press("1")
    filter_by(screen, "4").wait_for("filter label 4")
    screen.click(*screen.find("/ change"))
    screen.wait_for("filter the images")
    screen.press("escape")
    screen.wait_for(lambda screen: "filter the images" not in screen.text)
    screen.click(*screen.find("Esc all"))
    screen.wait_for(lambda screen: "filter label" not in screen.text)


def test_a_picture_of_the_gallery_is_chosen_by_keys(explore, small_source):
    screen = open_analysis(explore, small_source)
    screen.press("v")
    screen.wait_for("─ hardest ─")
    screen.press("right", "down")
    screen.settle(quiet=0.1)
    label, value = re.search(r"▸ (\d) (\d\.\d{4}|none)", screen.text).groups()
    first = re.search(r"(\d+)–(\d+) of", screen.text)
    screen.press("page-down")
    screen.wait_for(f"─ {int(first[2]) + 1}–")
    screen.press("page-up", "enter")
    screen.wait_for(lambda screen: "x + εη" in screen.text and is_explored(screen))
    assert f"label {label}" in screen.text
    assert value == "none" or abs(minimal_epsilon(screen) - float(value)) <= 1.1e-4


def test_linear_growth_is_that_of_the_command(explore, potemkin, source):
    result = potemkin("linear-growth", "--json", data=source.data)
    report = json.loads(result.stdout)
    screen = explore(source)
    screen.press("3", "v", "v")
    screen.wait_for(lambda s: re.search(r"to the power \d", s.text), timeout=50)
    assert "linear growth at ε 0.0100" in screen.text
    assert f"measured on 1 000 images of {source.name}" in screen.text
    assert figure_after(screen, "to the power") == pytest.approx(report["exponent"], abs=0.0051)
    assert len(report["resolutions"]) == 4
    for side, point in zip([7, 14, 28, 56], report["resolutions"]):
        row = re.search(rf"{side}×{side} +(\d[\d ]*?) +(\d\..*?) +│", screen.text)
        assert number(row[1]) == point["pixels"] == side * side
        shown = [float(word) for word in row[2].replace("%", "").split()]
        assert shown == [
            pytest.approx(point["meanMagnitude"], abs=0.51e-4),
            pytest.approx(point["predictedChange"], abs=0.51e-4),
            pytest.approx(point["measuredChange"], abs=0.51e-4),
            pytest.approx(point["accuracy"] * 100, abs=0.051),
            pytest.approx(point["robustAccuracy"] * 100, abs=0.051),
        ]


def figure_after(screen, words):
    return float(re.search(rf"{words} (\d\.\d+)", screen.text)[1])


def test_linear_growth_is_stopped_and_measured_with_another_epsilon(explore, built_in_source):
    screen = explore(built_in_source)
    screen.press("3", "v", "v")
    screen.wait_for(lambda s: re.search(r"… \d of 4", s.text))
    screen.press("a")
    screen.wait_for(lambda s: re.search(r"stopped at \d of 4", s.text), timeout=5)
    assert "to the power …" in screen.text
    screen.press("]", "]")
    screen.wait_for("ε 0.0200 is set · a measures with it")
    screen.press("a")
    screen.wait_for("linear growth at ε 0.0200")
    screen.press("q")
    assert screen.wait() == 0


def test_the_gallery_shows_the_easiest_and_the_hardest(explore, small_source):
    screen = open_analysis(explore, small_source)
    screen.press("v")
    screen.wait_for("─ hardest ─")
    assert "─ easiest ─" in screen.text
    assert len(re.findall(r"\b\d (?:\d\.\d{4}|none)\b", screen.text)) >= 8
    screen.press("escape")
    screen.wait_for("easiest first")
