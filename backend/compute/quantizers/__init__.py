"""Quantizers, one file each; found because the file exists."""
