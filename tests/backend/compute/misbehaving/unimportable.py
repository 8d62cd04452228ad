"""A plug-in that cannot be imported; the others must not mind."""

raise RuntimeError("this file is broken")
