"""What the person says. The only door to the microphone and to the recognisers."""
