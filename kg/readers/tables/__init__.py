"""Tables with one article a row: text with delimiters, Excel's workbooks, Parquet."""
