"""`python -m mskiosk`."""

import sys

from mskiosk.cli import main

sys.exit(main())
