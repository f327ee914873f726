"""What the person says. The only door to the microphone and to the recognisers."""

import os

# Before any module here loads numpy, whose helper threads wait busily for the next matrix: ours are
# small, and with the helpers a reading by two engines costs 195 ms of the processor, without 110.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
