"""Files that hold files: .zip, .gz, and what crawlers write, WARC."""
