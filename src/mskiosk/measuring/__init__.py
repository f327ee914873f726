"""`mskiosk bench`: every figure is measured on the spot."""
