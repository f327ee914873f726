"""The pure dialogue: values in, values out; no clock, no input or output."""
