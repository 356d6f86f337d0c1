"""What did my class get wrong? python -m tools.class_report FOLDER

FOLDER holds the notebooks that were handed in, of any names, flat or as nbgrader collects them. What comes of it is one
page, readable without a network, and one table: exercise by exercise who solved it, and which mistake how often.

The answers are other people's code. ``collecting`` finds the notebooks and opens none; ``running`` gives each one a
process of its own; there, ``limits`` takes away what it does not need, ``reading`` chooses the cells that define
answers, and ``answering`` checks them. ``counting`` adds up what they say, and ``page`` shows it. docs/lecture.md says
what all this does not protect from.
"""
