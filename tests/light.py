"""What pytest loads before anything else in ``make test``: what no test needs is not made.

jsonschema, with which notebooks are read, makes the grammars of all kinds of internet addresses when it is imported:
a second of each process. It does without where this package is missing, and no notebook has any such address.
"""

import sys

sys.modules["rfc3987_syntax"] = None
