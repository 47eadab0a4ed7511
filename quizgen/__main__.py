"""`python -m quizgen` is `quizgen`."""

import sys

from quizgen.cli import main

sys.exit(main())
