"""Networks that are trained on the spot to be served, one file each; found because the file exists."""
