"""`python -m jourstod` is the same as `jourstod`."""

import sys

from .cli import main

sys.exit(main())
