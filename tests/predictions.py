"""What gives the answer to a prediction away, before the learner has committed to one.

The answer is read from the panel itself: from the words that its readout gains with a guess, whatever the guess.
What is visible before: the panel at rest, its names of presets and controls, and the section it stands in, from one
heading ## to the next, folded text aside. Numbers of one digit are everywhere and are not looked for.
"""

import difflib
import re

NUMBER = r"(?<![\d.,^{])\d[\d,]*(?:\.\d+)?(?!\d)"


def numbers_in(text):
    """The numbers of a text, without the commas of thousands; those of one digit left out."""
    found = {number.rstrip(",").replace(",", "") for number in re.findall(NUMBER, text)}
    return {number for number in found if len(number) > 1}


def unfolded(source):
    """The text of a cell that is seen without opening anything."""
    return re.sub(r"<details.*?</details>", "", source, flags=re.S)


def asks(cell):
    return cell.cell_type == "markdown" and "**Predict.**" in unfolded(cell.source)


def section(cells, place):
    """The places of the cells of the section in which this cell stands."""
    heads = [i for i, cell in enumerate(cells) if cell.cell_type == "markdown" and re.match("## ", cell.source)]
    first = max([i for i in heads if i <= place], default=0)
    return range(first, min([i for i in heads if i > place], default=len(cells)))


def question_cell(cells, place):
    """The place of the cell that asks what the panel at this place lets the learner answer, or None."""
    return next((i for i in reversed(section(cells, place)) if i < place and asks(cells[i])), None)


def gained(before, after):
    """The words of one readout that the other one does not have at that place."""
    old, new = before.split(), after.split()
    bare = [[word.rstrip(".,:;") for word in words] for words in (old, new)]
    changes = difflib.SequenceMatcher(None, *bare, autojunk=False).get_opcodes()
    return " ".join(word for kind, _, _, start, end in changes if kind != "equal" for word in new[start:end])


def given_away(panel, cells, place):
    """What is seen too early, a line each. cells : of the notebook. place : of the panel's cell."""
    answer, update = panel.prediction.control, panel.view.update
    start = {name: control.start for name, control in panel.controls.items()}
    guesses = dict.fromkeys((*answer.samples, answer.start))

    def readouts(state):
        """Before the guess; and for each guess whole, and what is new in it."""
        said = [update(**state, guess=guess) for guess in guesses]
        before = update(**state, guess=None)
        return before, said, [gained(before, words) for words in said]

    def told_with(options, state):
        """Those options that the answer names, whatever the guess."""
        before, said, after = readouts(state)
        # A readout that names all options beforehand tells nothing, and gained() may leave the answer in its place.
        where = said if all(option in before for option in options) else after
        return {text for text in options if all(text in readout for readout in where)}

    asked = question_cell(cells, place)
    given = " ".join([panel.prediction.question, *(control.text(control.start) for control in panel.controls.values())])
    given += unfolded(cells[asked].source) if asked is not None else ""
    options = [text for text in answer.texts if answer.kind == "choice" and len(text) > 3 and not numbers_in(text)]
    words = told_with(options, start)
    if len(words) > 1:  # what is said of the state, but not in every state, is no answer
        words = words.intersection(*(told_with(options, {**start, **preset}) for preset in panel.presets.values()))
    before, _, after = readouts(start)
    numbers = set.intersection(*map(numbers_in, after)) - numbers_in(given)
    # Either the answer is one of the options, or it speaks of several of them, and of the right one by a number.
    numbers, words = (set(), words) if len(words) == 1 else (numbers, set())
    seen = {
        "the title": panel.title,
        "a preset": " · ".join(panel.presets),
        "a control": " · ".join(control.label or "" for control in panel.controls.values()),
        "the readout before": before,
    }
    for i in section(cells, place):
        cell = cells[i]
        if cell.cell_type == "markdown" and i != asked:
            seen[cell.id] = unfolded(cell.source)
        elif cell.cell_type == "code" and i != place:
            shown = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in cell.outputs]
            seen[cell.id] = " ".join(shown)
    early = []
    for place_seen, text in seen.items():
        # What an answer means is explained above the question: words count below it, and in the panel.
        above = place_seen in {cells[i].id for i in section(cells, place) if i < place}
        if above or all(option in text for option in options):
            words_here = []
        else:
            words_here = sorted(word for word in words if word in text)
        for truth in sorted(numbers & numbers_in(text)) + words_here:
            early.append(f"{place_seen} says “{truth}”, and so does the answer: {after[0]}")
    return early


def badly_asked(cells, panels):
    """What is wrong with the places of questions and panels, a line each.

    panels : the place of each panel's cell, and whether it has a prediction.
    """
    problems = []
    answered = {question_cell(cells, place) for place, predicts in panels if predicts}
    for place, predicts in panels:
        if predicts and question_cell(cells, place) is None:
            problems.append(f"{cells[place].id} lets the learner answer, but no **Predict.** stands before it")
        if predicts:
            below = [i for i in section(cells, place) if i > place]
            after = next((i for i in below if cells[i].cell_type == "markdown"), None)
            if after is not None and "Notice" in unfolded(cells[after].source.split("**Try in class.**")[0]):
                problems.append(f"{cells[after].id}: what is to be noticed is not folded")
    problems += [
        f"{cell.id} asks, and no panel below takes the answer"
        for i, cell in enumerate(cells)
        if asks(cell) and i not in answered
    ]
    return problems
