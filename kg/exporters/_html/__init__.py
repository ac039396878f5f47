"""What the page is made of: its data, its colours, and the template, style sheet and scripts that are shipped with it."""
