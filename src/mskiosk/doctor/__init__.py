"""Whether this machine is fit to serve people: one check for each thing that can be wrong."""
