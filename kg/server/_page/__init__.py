"""The pages' HTML, as package data: {{name}} is filled by kg.server.wording, with text that is escaped."""
