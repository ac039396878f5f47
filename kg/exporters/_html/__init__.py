"""What the page is made of: data, colours, and the template, style sheet and scripts that are shipped."""
