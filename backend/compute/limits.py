"""How large things may be on their way from a benchmark to the chat. Both sides hold to the same
numbers.
"""

PROGRESS_BYTES = 64 * 1024
"""A progress report as JSON: a table of a few rows, sent every second or so."""

REPORT_BYTES = 256 * 1024
"""A finished report as JSON. Pictures and raw numbers travel beside it, as blobs."""

BLOB_BYTES = 16 * 1024 * 1024
"""One picture, or the raw numbers."""

FIGURES = 8
"""Pictures a report may have."""

TRIES = 2
"""How often a job is begun: once, and once more when the machine and not the job was at fault."""
