"""The library behind the notebooks of "Dog or cat?".

Mathematics, on numpy alone, one idea a file:

    svd             singular value decomposition, low rank, null space, pseudo-inverse

What is read or generated:

    mondrian        paintings whose exact rank is known
    datasets        a cloud on a plane, a photograph, the learner's own picture

What is seen and done:

    views           one module a notebook: figures that follow sliders
    panel           sliders + a view = a panel
    exercises       one module a notebook: what a learner's function is checked against

``arguments`` is the one place that examines what a caller hands in.
"""
