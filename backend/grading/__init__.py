"""Reviews, projects and marks."""
