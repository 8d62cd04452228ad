"""Discord's REST API, one module a subject; `table` lists them all, `routing` finds the way."""
